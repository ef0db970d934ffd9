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

/** Whether two nodes say the same, wherever they stand. */
export function isSameNode(a: SourceNode | undefined, b: SourceNode | undefined): boolean {
  if (a === undefined || b === undefined || a.kind !== b.kind) return a === b
  switch (a.kind) {
    case 'scalar':
      return b.kind === 'scalar' && a.text === b.text && a.isQuoted === b.isQuoted
    case 'list': {
      const items = b.kind === 'list' ? b.items : []
      return (
        a.items.length === items.length && a.items.every((item, i) => isSameNode(item, items[i]))
      )
    }
    case 'map': {
      const entries = b.kind === 'map' ? b.entries : []
      return (
        a.entries.length === entries.length &&
        a.entries.every(
          ({ key, value }, i) => key === entries[i]?.key && isSameNode(value, entries[i]?.value),
        )
      )
    }
  }
}
