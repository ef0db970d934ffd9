/** A part of an explanation as the server composed it: its words and figures are only shown. */
import type { Block } from '../api/shapes.ts'
import { DrawingView } from './drawing-view.tsx'
import { FigureLink, TicketLink } from './panel-link.tsx'
import type { TableColumn } from './ruled-table.tsx'
import { RuledTable } from './ruled-table.tsx'
import { TreeView } from './tree-view.tsx'

interface BlockViewProps {
  readonly block: Block
  /** The tickets that have a story: where a cell names one, it leads there. */
  readonly tickets?: ReadonlySet<string>
}

export function BlockView({ block, tickets = new Set() }: BlockViewProps) {
  switch (block.kind) {
    case 'heading':
      return block.level === 1 ? null : <h3>{block.text}</h3>
    case 'sentence':
      return (
        <p className="block-sentence">
          <bdi>{block.text}</bdi>
        </p>
      )
    case 'table':
      return block.columns.every(({ title }) => title === '') ? (
        <Pairs rows={block.rows} />
      ) : (
        <BlockTable block={block} tickets={tickets} />
      )
    case 'tree':
      return <TreeView root={block.root} />
    case 'drawing':
      return <DrawingView drawing={block} />
  }
}

type TableBlock = Extract<Block, { kind: 'table' }>

interface BlockTableProps {
  readonly block: TableBlock
  readonly tickets: ReadonlySet<string>
}

function BlockTable({ block, tickets }: BlockTableProps) {
  const { names = [] } = block
  const columns = block.columns.map(
    ({ title, align }, index): TableColumn<TableRow> => ({
      key: `${index}`,
      title,
      ...(align === 'right' ? { align } : {}),
      cell: ({ texts, explains }) => {
        const text = texts[index] ?? ''
        const name = explains[index] ?? ''
        if (text === '') return null
        if (name !== '') return <FigureLink name={name} text={text} />
        return tickets.has(text) ? <TicketLink ticket={text} /> : <bdi>{text}</bdi>
      },
    }),
  )
  const caption = block.columns.map(({ title }) => title).join(', ')
  return (
    <RuledTable
      caption={caption}
      columns={columns}
      rows={block.rows.map((texts, index) => ({ texts, explains: names[index] ?? [] }))}
      keyOf={(_, index) => `${index}`}
    />
  )
}

/** The cells of a row, and what explains each of them. */
interface TableRow {
  readonly texts: readonly string[]
  readonly explains: readonly string[]
}

/** Names and what they stand for; a row without a name goes on with the one before it. */
function Pairs({ rows }: { readonly rows: TableBlock['rows'] }) {
  const named: { readonly name: string; readonly texts: string[] }[] = []
  for (const [name = '', ...texts] of rows) {
    const last = named.at(-1)
    if (name === '' && last !== undefined) last.texts.push(...texts)
    else named.push({ name, texts })
  }
  return (
    <dl className="pairs">
      {named.map(({ name, texts }) => (
        <div key={name}>
          <dt>
            <bdi>{name}</bdi>
          </dt>
          {texts.map((text) => (
            <dd key={text}>
              <bdi>{text}</bdi>
            </dd>
          ))}
        </div>
      ))}
    </dl>
  )
}
