/**
 * Shows a document on a terminal: aligned tables, indented explanations, no colour needed to read.
 */
import type { Block, Branch, Column } from '../../reports/document.ts'

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
    case 'heading':
      return `\n${block.text}\n${(block.level === 1 ? '=' : '-').repeat(widthOf(block.text))}`
    case 'sentence':
      return block.text
    case 'table':
      return printTable(block.columns, block.rows)
    case 'tree':
      return printBranch(block.root, '', '').join('\n')
  }
}

function printTable(columns: readonly Column[], rows: readonly (readonly string[])[]): string {
  const titles = columns.map((column) => column.title)
  const widths = columns.map((_, i) =>
    Math.max(...[titles, ...rows].map((row) => widthOf(row[i] ?? ''))),
  )
  const line = (cells: readonly string[]): string =>
    columns
      .map((column, i) => pad(cells[i] ?? '', widths[i] ?? 0, column.align))
      .join('  ')
      .trimEnd()
  const rule = widths.map((width) => '─'.repeat(width)).join('  ')
  return [line(titles), rule, ...rows.map(line)].join('\n')
}

function printBranch(branch: Branch, head: string, indent: string): string[] {
  const note = branch.note === undefined ? '' : `   (${branch.note})`
  const lines = [`${head}${branch.value}  ${branch.text}${note}`]
  branch.branches.forEach((child, i) => {
    const isLast = i === branch.branches.length - 1
    lines.push(
      ...printBranch(child, `${indent}${isLast ? '└ ' : '├ '}`, `${indent}${isLast ? '  ' : '│ '}`),
    )
  })
  return lines
}
