/**
 * What the columns of a foreign table mean: data, not code, so that a consultant can write one.
 *
 * A mapping says how the file is written (separator, encoding, dates), what one row is, and which
 * column is which event of a ticket. Ready ones are in `catalogue/mappings`; a user adds their own.
 *
 * Example: `columns: {opened: "Date d'ouverture"}` with `times: dd-MM-yyyy HH:mm` and `zone: asked`
 * reads `05-01-2026 16:24` as the opening, in the zone that the user names at import.
 *
 * @fr correspondance de colonnes
 */
import type { TicketEventKind } from '../fact.ts'
import type { Encoding } from './text-encoding.ts'

/** The statuses that clauses know; the values of a source are mapped onto them. @fr statut */
export const STATUSES = [
  'new',
  'assigned',
  'planned',
  'active',
  'awaiting-client',
  'awaiting-third-party',
  'awaiting-problem',
  'awaiting-evidence',
  'awaiting-approval',
  'awaiting',
  'resolved',
  'closed',
  'cancelled',
] as const

export const ROW_KINDS = [
  'ticket',
  'event',
  'outage',
  'watch',
  'maintenance',
  'quantity',
  'deliverable',
  'exemption',
  'invoice-line',
  'happening',
  'act',
  'opening',
] as const

/** What one row of a table is. */
export type RowKind = (typeof ROW_KINDS)[number]
export type RareKind = Exclude<RowKind, 'ticket' | 'event'>

/** The events that may have a column of their own, in the order in which equal times are kept. */
export const TIME_COLUMNS = [
  'opened',
  'acknowledged',
  'assigned',
  'responded',
  'workaround',
  'resolved',
  'reopened',
  'closed',
] as const satisfies readonly TicketEventKind[]

export type TimeColumn = (typeof TIME_COLUMNS)[number]

/** A column and what its values mean; a value that is not listed is kept as it is, and reported. */
export interface ValueColumn {
  readonly column: string
  readonly values: ReadonlyMap<string, string>
}

export interface StatusColumn extends ValueColumn {
  /** The column that says since when; without it the status is only a field. */
  readonly at?: string
  /** A column of numbers that orders the events of one same time. */
  readonly order?: string
}

/** Intervals in one cell: `awaiting-client@2016-03-01T09:14/2016-03-01T09:52|…`. */
export interface PauseColumn extends ValueColumn {
  /** The three characters between status, start, end and the next pause. */
  readonly marks: readonly [status: number, end: number, next: number]
}

export interface TableFormat {
  /** The byte of the separator, or nothing where it is found out. */
  readonly separator?: number
  readonly encoding: Encoding | 'detect'
  readonly isQuoting: boolean
}

/** @fr correspondance de colonnes */
export interface Mapping {
  readonly name: string
  readonly title: { readonly fr: string; readonly en: string }
  /** What the facts are said to come from; part of their key. */
  readonly source: string
  /** The header columns that tell this file from others. */
  readonly recognise: readonly string[]
  readonly rows: RowKind
  readonly format: TableFormat
  readonly id: { readonly column: string; readonly removesSpaces: boolean }
  readonly times: string
  /** `asked` of the user at import, `in-file` as an offset, or the name of a zone. */
  readonly zone: string
  readonly empty: readonly string[]
  readonly shiftWeeks: number
  readonly timeColumns: ReadonlyMap<TimeColumn, string>
  readonly status?: StatusColumn
  readonly priority?: ValueColumn
  readonly service?: ValueColumn
  readonly type?: ValueColumn | { readonly constant: string }
  /** Other columns kept with each item, by the name that a clause will use. */
  readonly fields: ReadonlyMap<string, string>
  readonly pauses?: PauseColumn
  /** The columns of a rare fact, by role (`of`, `start`, `end`, `amount`…). */
  readonly columns: ReadonlyMap<string, string>
}
