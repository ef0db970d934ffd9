/**
 * Shows a document on a terminal: aligned tables, indented explanations, no colour needed to read.
 *
 * Each text keeps to its own line and cell, whatever characters it holds.
 */
import type { Block, Branch, Cell, Column } from '../../reports/document.ts'
import { richCell } from '../../reports/document.ts'
import { visibleLine, visibleText } from './visible.ts'

/** The width of a text as a terminal shows it: combining marks take no place. */
const widthOf = (text: string): number => [...text.replace(/\p{M}/gu, '')].length

const pad = (text: string, width: number, align: Column['align']): string => {
  const gap = ' '.repeat(Math.max(0, width - widthOf(text)))
  return align === 'left' ? `${text}${gap}` : `${gap}${text}`
}

export const printBlocks = (blocks: readonly Block[]): string =>
  `${blocks.map(printBlock).join('\n').trim()}\n`

function printBlock(block: Block): string {
  switch (block.kind) {
    case 'heading': {
      const text = visibleLine(block.text)
      return `\n${text}\n${(block.level === 1 ? '=' : '-').repeat(widthOf(text))}`
    }
    case 'sentence':
    case 'warning':
      return visibleLine(block.text)
    case 'list':
      return block.items.map((item) => `- ${visibleLine(item)}`).join('\n')
    case 'quote':
      return captioned(block.source, visibleText(block.text))
    case 'pairs':
      return printPairs(block.rows)
    case 'figures':
      return printPairs(block.figures)
    case 'table':
      return captioned(
        block.caption,
        printTable(block.columns, [...block.rows, ...(block.totals ?? [])]),
      )
    case 'tree':
      return captioned(block.caption, printBranch(block.root, '', '').join('\n'))
    case 'drawing':
      return visibleLine(block.description)
    case 'new-page':
      return ''
  }
}

const captioned = (caption: string | undefined, text: string): string =>
  caption === undefined ? text : `${visibleLine(caption)}\n${text}`

function printTable(columns: readonly Column[], rows: readonly (readonly Cell[])[]): string {
  const aligns = columns.map(({ align }) => align)
  const cells = [columns.map(({ title }) => title), ...rows.map((row) => row.map(shown))]
  const widths = widthsOf(cells)
  const rule = widths.map((width) => '─'.repeat(width)).join('  ')
  const [titles = '', ...lines] = cells.map((row) => printRow(row, widths, aligns))
  return [titles, rule, ...lines].join('\n')
}

function printPairs(rows: readonly (readonly [string, Cell])[]): string {
  const cells = rows.map((row) => row.map(shown))
  const widths = widthsOf(cells)
  return cells.map((row) => printRow(row, widths, [])).join('\n')
}

const shown = (cell: Cell): string => {
  const { text, note } = richCell(cell)
  return visibleLine(note === undefined ? text : `${text} (${note})`)
}

const widthsOf = (rows: readonly (readonly string[])[]): readonly number[] =>
  (rows[0] ?? []).map((_, i) =>
    rows.reduce((most, row) => Math.max(most, widthOf(row[i] ?? '')), 0),
  )

const printRow = (
  cells: readonly string[],
  widths: readonly number[],
  aligns: readonly Column['align'][],
): string =>
  widths
    .map((width, i) => pad(cells[i] ?? '', width, aligns[i] ?? 'left'))
    .join('  ')
    .trimEnd()

function printBranch(branch: Branch, head: string, indent: string): string[] {
  const note = branch.note === undefined ? '' : `   (${branch.note})`
  const lines = [`${head}${visibleLine(`${branch.value}  ${branch.text}${note}`)}`]
  branch.branches.forEach((child, i) => {
    const isLast = i === branch.branches.length - 1
    lines.push(
      ...printBranch(child, `${indent}${isLast ? '└ ' : '├ '}`, `${indent}${isLast ? '  ' : '│ '}`),
    )
  })
  return lines
}
