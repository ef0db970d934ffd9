/**
 * What a document says, row by row, so that two of them can be compared in the words of a reader.
 *
 * Example: under “Level: restore-p1”, the row “Target” says “at least 95 %”; after an amendment it
 * says “at least 99 %”. The first row is gone, the second is new, under one name.
 */
import type { Block, Cell } from '../document.ts'
import { cellText } from '../document.ts'

/** A row under its heading; its name is that of the rows before it where it has none. */
export interface SaidRow {
  readonly section: string
  readonly name: string
  readonly text: string
}

/** Calls `see` with every row, and puts the cells that it gives in the place of its own. */
export function eachRow(
  blocks: readonly Block[],
  see: (row: SaidRow, cells: readonly Cell[]) => readonly Cell[],
): Block[] {
  let section = ''
  return blocks.map((block): Block => {
    if (block.kind === 'heading') section = block.text
    if (block.kind === 'table') {
      const rows = block.rows.map((cells) => {
        const [name = '', ...rest] = cells.map(cellText)
        return see({ section, name, text: rest.filter((text) => text !== '').join(' ; ') }, cells)
      })
      return { ...block, rows }
    }
    if (block.kind !== 'pairs') return block
    let name = ''
    const rows = block.rows.map(([own, cell]): readonly [string, Cell] => {
      if (own !== '') name = own
      const [, seen = cell] = see({ section, name, text: cellText(cell) }, [own, cell])
      return [own, seen]
    })
    return { ...block, rows }
  })
}

export function rowsSaid(blocks: readonly Block[]): readonly SaidRow[] {
  const rows: SaidRow[] = []
  eachRow(blocks, (row, cells) => {
    rows.push(row)
    return cells
  })
  return rows
}

export const keyOfRow = ({ section, name, text }: SaidRow): string =>
  JSON.stringify([section, name, text])

/** What stands under a name in one document or the other, where it is not the same in both. */
export interface SaidChange {
  readonly section: string
  readonly name: string
  readonly before: readonly string[]
  readonly after: readonly string[]
}

/** The names under which two documents say something else, in the order of the second. */
export function changesSaid(before: readonly SaidRow[], after: readonly SaidRow[]): SaidChange[] {
  const named = new Map<string, { section: string; name: string; texts: [string[], string[]] }>()
  const enter = (rows: readonly SaidRow[], side: 0 | 1): void => {
    for (const { section, name, text } of rows) {
      const key = JSON.stringify([section, name])
      const known = named.get(key) ?? { section, name, texts: [[], []] }
      known.texts[side].push(text)
      named.set(key, known)
    }
  }
  enter(after, 1)
  enter(before, 0)
  return [...named.values()].flatMap(({ section, name, texts: [old, now] }) =>
    old.join('\n') === now.join('\n') ? [] : [{ section, name, before: old, after: now }],
  )
}
