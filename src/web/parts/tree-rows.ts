/**
 * A tree as the rows that are seen of it, and where a key of the keyboard leads from a row, as the
 * pattern of a tree view says it (WAI-ARIA): up and down through the rows, right opens a row and
 * then goes in, left closes it and then goes out.
 */
import type { Branch } from '../api/shapes.ts'

export interface TreeRow {
  /** Where it is: `0.2.1` is the second branch of the third branch of the root. */
  readonly place: string
  readonly branch: Branch
  readonly depth: number
  readonly position: number
  readonly siblings: number
}

/** The rows that are seen, from top to bottom. */
export function rowsOf(root: Branch, open: ReadonlySet<string>): readonly TreeRow[] {
  const rows: TreeRow[] = []
  const add = (row: TreeRow): void => {
    rows.push(row)
    if (!open.has(row.place)) return
    const { branches } = row.branch
    branches.forEach((branch, index) => {
      add({
        place: `${row.place}.${index}`,
        branch,
        depth: row.depth + 1,
        position: index + 1,
        siblings: branches.length,
      })
    })
  }
  add({ place: '0', branch: root, depth: 1, position: 1, siblings: 1 })
  return rows
}

/** Every place that has something below it, down to a depth. */
export function placesOf(root: Branch, deepest = Number.POSITIVE_INFINITY): string[] {
  const placesBelow = (branch: Branch, place: string, depth: number): string[] =>
    branch.branches.length === 0 || depth > deepest
      ? []
      : [
          place,
          ...branch.branches.flatMap((below, index) =>
            placesBelow(below, `${place}.${index}`, depth + 1),
          ),
        ]
  return placesBelow(root, '0', 1)
}

/** What a key does at a row: go to a place, open it, close it, or nothing. */
export type Move =
  | { readonly kind: 'go'; readonly to: string }
  | { readonly kind: 'open' | 'close'; readonly at: string }

export function moveOf(
  key: string,
  at: string,
  rows: readonly TreeRow[],
  open: ReadonlySet<string>,
): Move | undefined {
  const index = rows.findIndex(({ place }) => place === at)
  const row = rows[index]
  if (row === undefined) return undefined
  const isFull = row.branch.branches.length > 0
  const isOpen = isFull && open.has(at)
  const go = (to: string | undefined): Move | undefined =>
    to === undefined ? undefined : { kind: 'go', to }
  switch (key) {
    case 'ArrowDown':
      return go(rows[index + 1]?.place)
    case 'ArrowUp':
      return go(rows[index - 1]?.place)
    case 'Home':
      return go(rows[0]?.place)
    case 'End':
      return go(rows.at(-1)?.place)
    case 'ArrowRight':
      if (!isFull) return undefined
      return isOpen ? go(`${at}.0`) : { kind: 'open', at }
    case 'ArrowLeft':
      if (isOpen) return { kind: 'close', at }
      return at === '0' ? undefined : go(at.slice(0, at.lastIndexOf('.')))
    case 'Enter':
    case ' ':
      return isFull ? { kind: isOpen ? 'close' : 'open', at } : undefined
    default:
      return undefined
  }
}
