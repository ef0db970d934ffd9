/**
 * A YAML text as a tree that remembers where each part stands.
 *
 * Every scalar stays a text (the failsafe schema): `12.50`, `no` and `2026-04-01` mean what the
 * contract's language says, not what YAML guesses. So every finding can name a line and a column.
 */
import type { Place } from '../finding.ts'

export interface SourceScalar {
  readonly kind: 'scalar'
  readonly text: string
  /** A quoted text is never a phrase to be parsed by accident, such as a weekly slot. */
  readonly isQuoted: boolean
  readonly where: Place
}

export interface SourceList {
  readonly kind: 'list'
  readonly items: readonly SourceNode[]
  readonly where: Place
}

export interface SourceEntry {
  readonly key: string
  readonly keyWhere: Place
  readonly value: SourceNode
}

export interface SourceMap {
  readonly kind: 'map'
  readonly entries: readonly SourceEntry[]
  readonly where: Place
}

export type SourceNode = SourceScalar | SourceList | SourceMap
