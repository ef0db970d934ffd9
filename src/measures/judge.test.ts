/** Which month a run belongs to, and that it never belongs to two. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { at, PARIS } from '../../tests/engine/hours.ts'
import type { CalendarDate, YearMonth } from '../base/calendar/date.ts'
import { parseDate, parseMonth } from '../base/calendar/date.ts'
import type { Instant } from '../base/instant.ts'
import { DAY } from '../base/instant.ts'
import type { Attribution, OpenRule } from '../contract/core/select.ts'
import type { Judgement, RunDates } from './judge.ts'
import { isJudgedLate, judgedTile, judgeRun, NO_VERDICT } from './judge.ts'
import { tilesUntil } from './periods.ts'

const STARTS = parseDate('2026-03-01') as CalendarDate
const periodsUntil = (month: string) =>
  tilesUntil('month', PARIS, STARTS, parseMonth(month) as YearMonth)

const day = (text: string | undefined): Instant | undefined =>
  text === undefined || text === '-' ? undefined : at(`2026-${text}T10:00:00Z`)

const write = (judged: Judgement, labels: readonly string[]): string =>
  judged === NO_VERDICT
    ? 'none'
    : `${labels[judgedTile(judged)]} ${isJudgedLate(judged) ? 'late' : 'in-time'}`

/**
 * `opened | due | stop | resolved | closed | belongs-to | open-at-end | month and verdict`, known
 * at the end of April, from a contract of 1 March. `-` has not happened.
 */
function judgeRow(row: string): { readonly got: string; readonly expected: string } {
  const cells = row.split('|').map((cell) => cell.trim())
  const [opened, due, stop, resolved, closed, belongsTo, openAtEnd, expected = ''] = cells
  const periods = periodsUntil('2026-04')
  const asOf = at('2026-04-30T22:00:00Z')
  const dueAt = day(due)
  const run: RunDates = {
    opened: day(opened) as number,
    stop: day(stop) ?? Number.NaN,
    resolved: day(resolved) ?? Number.NaN,
    closed: day(closed) ?? Number.NaN,
    isOverdue: dueAt !== undefined && dueAt < (day(stop) ?? asOf),
    due: () => dueAt,
  }
  const rules = {
    belongsTo: belongsTo as Attribution,
    openAtEnd: openAtEnd as OpenRule,
    hasLimit: dueAt !== undefined,
  }
  return { got: write(judgeRun(rules, periods, run), periods.labels), expected }
}

const TABLE = `
  # Resolved in time, in April: every month has its name.
  03-20 | 04-10 | 04-03 | 04-03 | 04-08 | opened   | ignored         | 2026-03 in-time
  03-20 | 04-10 | 04-03 | 04-03 | 04-08 | due      | ignored         | 2026-04 in-time
  03-20 | 03-31 | 03-30 | 04-03 | 04-08 | stopped  | ignored         | 2026-03 in-time
  03-20 | 03-31 | 03-30 | 04-03 | 04-08 | resolved | ignored         | 2026-04 in-time
  02-20 | 03-31 | 03-30 | 03-30 | 04-08 | closed   | ignored         | 2026-04 in-time
  # Due 28 March, resolved 3 April: late, and in which month.
  03-20 | 03-28 | 04-03 | 04-03 | 04-08 | opened   | ignored         | 2026-03 late
  03-20 | 03-28 | 04-03 | 04-03 | 04-08 | opened   | late-if-overdue | 2026-03 late
  03-20 | 03-28 | 04-03 | 04-03 | 04-08 | opened   | carried         | 2026-04 late
  03-20 | 03-28 | 04-03 | 04-03 | 04-08 | due      | ignored         | 2026-03 late
  03-20 | 03-28 | 04-03 | 04-03 | 04-08 | due      | late-if-overdue | 2026-03 late
  03-20 | 03-28 | 04-03 | 04-03 | 04-08 | due      | carried         | 2026-04 late
  03-20 | 03-28 | 04-03 | 04-03 | 04-08 | stopped  | ignored         | 2026-04 late
  03-20 | 03-28 | 04-03 | 04-03 | 04-08 | stopped  | late-if-overdue | 2026-03 late
  03-20 | 03-28 | 04-03 | 04-03 | 04-08 | stopped  | carried         | 2026-04 late
  03-20 | 03-28 | 04-03 | 04-03 | 04-08 | closed   | late-if-overdue | 2026-03 late
  03-20 | 03-28 | 04-03 | 04-03 | -     | closed   | late-if-overdue | 2026-03 late
  03-20 | 03-28 | 04-03 | 04-03 | -     | closed   | ignored         | none
  # Resolved in the month that it belongs to: nothing is carried.
  03-20 | 03-28 | 03-30 | 03-30 | 03-30 | opened   | carried         | 2026-03 late
  # Still open at the end of April, due in March.
  03-20 | 03-28 | -     | -     | -     | opened   | ignored         | none
  03-20 | 03-28 | -     | -     | -     | opened   | late-if-overdue | 2026-03 late
  03-20 | 03-28 | -     | -     | -     | opened   | carried         | none
  03-20 | 03-28 | -     | -     | -     | due      | late-if-overdue | 2026-03 late
  03-20 | 03-28 | -     | -     | -     | stopped  | ignored         | none
  03-20 | 03-28 | -     | -     | -     | stopped  | late-if-overdue | 2026-03 late
  03-20 | 03-28 | -     | -     | -     | stopped  | carried         | none
  03-20 | 03-28 | -     | -     | -     | resolved | late-if-overdue | 2026-03 late
  03-20 | 03-28 | -     | -     | -     | closed   | late-if-overdue | 2026-03 late
  # Still open, and not due yet.
  04-20 | 05-28 | -     | -     | -     | opened   | late-if-overdue | none
  04-20 | 05-28 | -     | -     | -     | due      | late-if-overdue | none
  # Without a limit nothing is late; an open one counts where it was opened.
  03-20 | -     | -     | -     | -     | opened   | ignored         | 2026-03 in-time
  03-20 | -     | -     | -     | -     | stopped  | ignored         | none
  03-20 | -     | 04-03 | 04-03 | -     | stopped  | late-if-overdue | 2026-04 in-time
  03-20 | -     | 04-03 | 04-03 | -     | opened   | carried         | 2026-03 in-time
  # Before the contract, and past the month that is closed.
  02-20 | 03-28 | 04-03 | 04-03 | -     | opened   | ignored         | none
  02-10 | 02-20 | 04-03 | 04-03 | -     | due      | ignored         | none
  02-10 | 02-20 | 04-03 | 04-03 | -     | stopped  | late-if-overdue | 2026-04 late
  02-10 | 02-20 | -     | -     | -     | stopped  | late-if-overdue | none
  04-20 | 05-05 | 05-03 | 05-03 | -     | stopped  | ignored         | none
  04-20 | 05-05 | 05-03 | 05-03 | -     | due      | ignored         | none
`

describe('belongs-to and open-at-end', () => {
  const lines = TABLE.split('\n').map((line) => line.trim())
  test.each(lines.filter((line) => line !== '' && !line.startsWith('#')))('%s', (row) => {
    const { got, expected } = judgeRow(row)
    expect(got).toBe(expected)
  })
})

const MONTHS = ['2026-03', '2026-04', '2026-05', '2026-06', '2026-07', '2026-08'] as const
const FIRST = at('2026-02-10T00:00:00Z')

/** A ticket whose life is written: what happens, happens once. */
const life = fc
  .record({
    opened: fc.integer({ min: 0, max: 120 }),
    limit: fc.integer({ min: 1, max: 60 }),
    stop: fc.option(fc.integer({ min: 0, max: 90 })),
    closed: fc.option(fc.integer({ min: 0, max: 40 })),
    belongsTo: fc.constantFrom<Attribution>('opened', 'stopped', 'resolved', 'closed', 'due'),
    openAtEnd: fc.constantFrom<OpenRule>('ignored', 'late-if-overdue', 'carried'),
    hasLimit: fc.boolean(),
    /** Days after the end of a month at which it is closed. */
    wait: fc.integer({ min: 0, max: 20 }),
  })
  .map(({ opened, limit, stop, closed, ...rules }) => {
    const start = FIRST + opened * DAY
    const stopped = stop === null ? undefined : start + stop * DAY
    return {
      ...rules,
      opened: start,
      due: (start + limit * DAY) as Instant,
      stop: stopped,
      closed: closed === null || stopped === undefined ? undefined : stopped + closed * DAY,
    }
  })

type Life = typeof life extends fc.Arbitrary<infer T> ? T : never

/** The month that a closing counts a run in, as it is known then. */
function monthIn(run: Life, closing: string, wait: number): string | undefined {
  const periods = periodsUntil(closing)
  const asOf = (periods.edges.at(-1) as number) + wait * DAY
  if (run.opened > asOf) return undefined
  const known = (value: number | undefined) =>
    value !== undefined && value <= asOf ? value : undefined
  const judged = judgeRun(run, periods, {
    opened: run.opened,
    stop: known(run.stop) ?? Number.NaN,
    resolved: known(run.stop) ?? Number.NaN,
    closed: known(run.closed) ?? Number.NaN,
    isOverdue: run.hasLimit && run.due < (known(run.stop) ?? asOf),
    due: () => run.due,
  })
  return judged === NO_VERDICT ? undefined : periods.labels[judgedTile(judged)]
}

describe('each run belongs to at most one month', () => {
  test('closing month after month counts it in its own month once at most', () => {
    fc.assert(
      fc.property(life, (run) => {
        const counted = MONTHS.filter((month) => monthIn(run, month, run.wait) === month)
        expect(counted.length).toBeLessThanOrEqual(1)
      }),
      { numRuns: 3000 },
    )
  })

  test('once it has a month, a later closing gives it the same one', () => {
    fc.assert(
      fc.property(life, (run) => {
        const named = MONTHS.flatMap((month) => monthIn(run, month, 0) ?? [])
        expect(new Set(named).size).toBeLessThanOrEqual(1)
      }),
      { numRuns: 3000 },
    )
  })
})
