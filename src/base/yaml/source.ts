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

/** What stands under a key; nothing where there is no such key, or no map. */
export const valueAt = (node: SourceNode | undefined, key: string): SourceNode | undefined =>
  node?.kind === 'map' ? node.entries.find((entry) => entry.key === key)?.value : undefined

/** Whether a key is written, be its value readable or not. */
export const hasKey = (node: SourceNode, key: string): boolean => valueAt(node, key) !== undefined

export const textOf = (node: SourceNode | undefined): string | undefined =>
  node?.kind === 'scalar' ? node.text : undefined

export const itemsOf = (node: SourceNode | undefined): readonly SourceNode[] =>
  node?.kind === 'list' ? node.items : []

/** Whether two nodes say the same, wherever they stand. */
export function isSameNode(a: SourceNode | undefined, b: SourceNode | undefined): boolean {
  if (a === undefined || b === undefined) return a === b
  if (a.kind === 'scalar') {
    return b.kind === 'scalar' && a.text === b.text && a.isQuoted === b.isQuoted
  }
  if (a.kind === 'list') {
    return b.kind === 'list' && isSameList(a.items, b.items, isSameNode)
  }
  return b.kind === 'map' && isSameList(a.entries, b.entries, isSameEntry)
}

const isSameEntry = (a: SourceEntry, b: SourceEntry): boolean =>
  a.key === b.key && isSameNode(a.value, b.value)

const isSameList = <T>(
  a: readonly T[],
  b: readonly T[],
  isSame: (a: T, b: T) => boolean,
): boolean => a.length === b.length && a.every((item, i) => isSame(item, b[i] as T))
