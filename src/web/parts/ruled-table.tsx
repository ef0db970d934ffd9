/**
 * A table whose rows become cards where the screen is narrow. Its roles are written out, because a
 * browser forgets them once rows are no longer laid out as a table.
 */
import type { ReactNode } from 'react'
import './ruled-table.css'

export interface TableColumn<Row> {
  readonly key: string
  readonly title: string
  readonly align?: 'right'
  /** Takes the room that the others leave. */
  readonly grows?: true
  readonly cell: (row: Row) => ReactNode
}

interface RuledTableProps<Row> {
  readonly caption: string
  readonly columns: readonly TableColumn<Row>[]
  readonly rows: readonly Row[]
  readonly keyOf: (row: Row, index: number) => string
}

export function RuledTable<Row>({ caption, columns, rows, keyOf }: RuledTableProps<Row>) {
  return (
    <div className="ruled-frame">
      {/* biome-ignore lint/a11y/noRedundantRoles: laid out as cards, it would lose its roles */}
      <table className="ruled" role="table">
        <caption className="hidden-text">{caption}</caption>
        {/* biome-ignore lint/a11y/noRedundantRoles: as above */}
        <thead role="rowgroup">
          {/* biome-ignore lint/a11y/noRedundantRoles: as above */}
          <tr role="row">
            {columns.map(({ key, title, align, grows }) => (
              // biome-ignore lint/a11y/noRedundantRoles: as above
              <th key={key} role="columnheader" scope="col" className={grows ? 'grows' : align}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        {/* biome-ignore lint/a11y/noRedundantRoles: as above */}
        <tbody role="rowgroup">
          {rows.map((row, index) => (
            // biome-ignore lint/a11y/noRedundantRoles: as above
            <tr key={keyOf(row, index)} role="row">
              {columns.map(({ key, title, align, cell }) => (
                // biome-ignore lint/a11y/noRedundantRoles: as above
                <td key={key} role="cell" className={align} data-title={title}>
                  {cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
