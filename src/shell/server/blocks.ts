/** Puts the blocks of a document into the shapes that the API gives. */
import type { Cell, Block as DocumentBlock } from '../../reports/document.ts'
import { richCell } from '../../reports/document.ts'
import type { Explanation } from './schemas.ts'

type Block = Explanation['blocks'][number]

/** The blocks of an explanation; one that only paper has (a new page) is nothing here. */
export const viewBlocks = (blocks: readonly DocumentBlock[]): Block[] => blocks.flatMap(viewBlock)

function viewBlock(block: DocumentBlock): Block[] {
  switch (block.kind) {
    case 'heading':
      return [{ kind: 'heading', text: block.text, level: block.level === 1 ? 1 : 2 }]
    case 'sentence':
    case 'warning':
    case 'quote':
      return [{ kind: 'sentence', text: block.text }]
    case 'list':
      return block.items.map((text): Block => ({ kind: 'sentence', text }))
    case 'table':
      return [viewTable(block)]
    case 'pairs':
      return [pairs(block.rows)]
    case 'figures':
      return [pairs(block.figures)]
    case 'tree':
      return [{ kind: 'tree', root: block.root as Extract<Block, { kind: 'tree' }>['root'] }]
    case 'drawing': {
      const { title, description, width, height, shapes } = block
      const copies = shapes.map((shape) => ({ ...shape }))
      return [{ kind: 'drawing', title, description, width, height, shapes: copies }]
    }
    case 'new-page':
      return []
  }
}

type TableBlock = Extract<DocumentBlock, { kind: 'table' }>

function viewTable({ columns, rows, totals = [] }: TableBlock): Block {
  const all = [...rows, ...totals]
  const names = all.map((row) => row.map((cell) => richCell(cell).reason?.name ?? ''))
  return {
    kind: 'table',
    columns: columns.map(({ title, align }) => ({ title, align })),
    rows: all.map((row) => row.map(shown)),
    ...(names.flat().some((name) => name !== '') ? { names } : {}),
  }
}

/** The text of a cell with its note, as a terminal shows it. */
const shown = (cell: Cell): string => {
  const { text, note } = richCell(cell)
  return note === undefined ? text : `${text} (${note})`
}

const pairs = (rows: Extract<DocumentBlock, { kind: 'pairs' }>['rows']): Block => ({
  kind: 'table',
  columns: [
    { title: '', align: 'left' },
    { title: '', align: 'right' },
  ],
  rows: rows.map(([name, cell]) => [name, shown(cell)]),
})
