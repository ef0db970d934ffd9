/**
 * Says how the plain rows of a file are read, where its mapping leaves room for plain rows.
 *
 * There are none where a status has a time of its own, where a word means an empty cell, where one
 * column has two roles, and where times carry no zone that was given.
 */
import type { CellReader } from './cells.ts'
import type { PauseCell } from './pause-cell.ts'
import { PlainCodes } from './plain-codes.ts'
import { PlainPauses } from './plain-pauses.ts'
import type { PlainPlan } from './plain-rows.ts'
import { CODE, IDENTIFIER, PAUSES, SKIPPED, TIME } from './plain-rows.ts'
import type { TicketColumns } from './ticket-columns.ts'

const LF = 10
const CR = 13
const QUOTE = 34

/** What the rows of a file are made of, once its header is known. */
export interface PlainSource {
  readonly width: number
  readonly separator: number
  readonly columns: TicketColumns
  readonly pauses: PauseCell | undefined
  readonly pauseColumn: number
  readonly statusField: number
  readonly doneCodes: readonly number[]
  readonly latest: number
}

export function plainPlan(source: PlainSource, cells: CellReader): PlainPlan | undefined {
  const { columns, separator, width } = source
  const times = cells.plainTimes()
  if (times === undefined) return undefined
  const operations = new Array<number>(width).fill(SKIPPED)
  const targets = new Array<number>(width).fill(0)
  let isClear = true
  const give = (column: number, operation: number, target: number): void => {
    if (column < 0) return
    if (operations[column] !== SKIPPED) isClear = false
    operations[column] = operation
    targets[column] = target
  }
  give(columns.id, IDENTIFIER, 0)
  const bound = [columns.opened, ...columns.earlyTimes, ...columns.lateTimes]
  bound.forEach((time, t) => {
    give(time.column, TIME, t)
  })
  columns.fields.forEach((field, f) => {
    give(field.column, CODE, f)
  })
  give(source.pauseColumn, PAUSES, 0)
  const pauses = plainPauses(source, times)
  if (!isClear || (source.pauseColumn >= 0 && pauses === undefined)) return undefined
  return {
    separator,
    operations,
    targets,
    kinds: bound.map((time) => time.code),
    times,
    codes: columns.fields.map(({ codes, column }) =>
      column < 0 ? undefined : new PlainCodes(codes, [separator, LF, CR], []),
    ),
    pauses,
    constant: { field: columns.typeField, code: columns.constantType },
    statusField: source.statusField,
    doneCodes: source.doneCodes,
    latest: source.latest,
  }
}

/** Nothing where a mark of the pauses would end their cell. */
function plainPauses(source: PlainSource, times: PlainPlan['times']): PlainPauses | undefined {
  const { pauses, separator } = source
  if (pauses === undefined || source.pauseColumn < 0) return undefined
  const { codes, marks, active } = pauses
  const stops = [separator, LF, CR, QUOTE]
  if (marks.some((mark) => stops.includes(mark))) return undefined
  const statuses = new PlainCodes(codes, [marks[0]], [...stops, marks[2]])
  return new PlainPauses(statuses, times, marks, active)
}
