/** The days and the months that windows hold, and how long the life of a contract is. */
import { describe, expect, test } from 'vitest'
import { readText } from '../../tests/engine/close-life.ts'
import { written } from '../../tests/engine/contract-text.ts'
import { PARIS } from '../../tests/engine/hours.ts'
import type { CalendarDate, YearMonth } from '../base/calendar/date.ts'
import { formatDate, formatMonth, parseDate, parseMonth } from '../base/calendar/date.ts'
import { HOUR } from '../base/instant.ts'
import type { BasisWindow } from '../contract/core/core.ts'
import type { Tile, Window } from '../contract/core/select.ts'
import { tilesUntil } from '../measures/periods.ts'
import { lifeContext } from './life.ts'
import type { Renewals, WindowContext } from './windows.ts'
import { daysOfWindow, lastDayOfTile, monthsSharing, tilesBefore, timeOfTile } from './windows.ts'

const date = (text: string): CalendarDate => parseDate(text) as CalendarDate
const month = (text: string): YearMonth => parseMonth(text) as YearMonth

/** `2026-04-15 to 2028-04-14`, or `2026-04-15` without an end; a term of twelve months. */
function contextOf(life: string): WindowContext {
  const [first = '', last] = life.split(' to ')
  const end = last === undefined ? undefined : date(last)
  return {
    zone: PARIS,
    renewals: { days: [], caps: 'continue', streaks: 'continue', indexBase: 'continue' },
    life: { first: date(first), ...(end && { last: end }) },
    termEnd: () => date('2027-04-14'),
    periods: (tile) => tilesUntil(tile, PARIS, date(first), month('2028-12'), end),
  }
}

/** `month`, `last 2 quarter`, `12 months-before`, `remaining-months`. */
function windowOf(text: string): BasisWindow {
  const [, last, count, what = ''] = /^(last )?(?:(\d+) )?(\S+)$/.exec(text) ?? []
  if (what === 'remaining-months') return { kind: 'remaining-months' }
  if (what === 'months-before') return { kind: 'months-before', count: Number(count) }
  return last === undefined
    ? { kind: 'tile', tile: what as Tile }
    : { kind: 'last', count: Number(count), tile: what as Tile }
}

const rowsOf = (table: string): string[] =>
  table
    .split('\n')
    .map((row) => row.trim())
    .filter((row) => row !== '' && !row.startsWith('#'))

const cellsOf = (row: string): string[] => row.split('|').map((cell) => cell.trim())

// The window | the life of the contract | the day on which it is judged | its days.
const DAYS = `
  month            | 2026-04-15               | 2026-05-31 | 2026-05-01 to 2026-05-31
  # The first month begins with the contract, and the last one ends with it.
  month            | 2026-04-15               | 2026-04-30 | 2026-04-15 to 2026-04-30
  month            | 2026-04-15 to 2028-04-14 | 2028-04-30 | 2028-04-01 to 2028-04-14
  quarter          | 2026-04-15               | 2026-06-30 | 2026-04-15 to 2026-06-30
  last 2 quarter   | 2026-04-15               | 2026-09-30 | 2026-04-15 to 2026-09-30
  last 2 quarter   | 2026-04-15               | 2026-12-31 | 2026-07-01 to 2026-12-31
  last 2 quarter   | 2026-04-15               | 2026-06-30 | 2026-04-15 to 2026-06-30
  # Months that slide may begin before the contract: nothing is priced there.
  last 3 month     | 2026-04-15               | 2026-05-31 | 2026-03-01 to 2026-05-31
  last 3 month     | 2026-04-15 to 2028-04-14 | 2028-04-30 | 2028-02-01 to 2028-04-14
  year             | 2026-04-15               | 2027-06-30 | 2027-01-01 to 2027-12-31
  contract-year    | 2026-04-15               | 2026-05-31 | 2026-04-15 to 2027-04-14
  # A contract of which the end is known is looked at whole; another as far as it has come.
  contract         | 2026-04-15 to 2028-04-14 | 2026-05-31 | 2026-04-15 to 2028-04-14
  contract         | 2026-04-15               | 2026-05-31 | 2026-04-15 to 2026-05-31
  12 months-before | 2026-04-15               | 2026-05-31 | 2025-05-01 to 2026-04-30
  remaining-months | 2026-04-15               | 2026-05-31 | 2026-06-01 to 2027-04-14
`

describe('the days of a window', () => {
  test.each(rowsOf(DAYS))('%s', (row) => {
    const [window = '', life = '', day = '', expected] = cellsOf(row)
    const { first, last } = daysOfWindow(contextOf(life), windowOf(window), date(day))
    expect(`${formatDate(first)} to ${formatDate(last)}`).toBe(expected)
  })
})

// The window | the life of the contract | the month | the months before that share it.
const SHARING = `
  month         | 2026-01-01               | 2026-05 |
  quarter       | 2026-01-01               | 2026-06 | 2026-04 2026-05
  quarter       | 2026-01-01               | 2026-04 |
  last 3 month  | 2026-01-01               | 2026-04 | 2026-02 2026-03
  last 3 month  | 2026-03-15               | 2026-04 | 2026-03
  last 1 quarter | 2026-01-01              | 2026-04 | 2026-02 2026-03
  contract      | 2026-03-15               | 2026-05 | 2026-03 2026-04
  # A contract year that begins on the 15th holds the month that ends in it.
  contract-year | 2025-04-15               | 2026-04 |
  contract-year | 2026-02-15               | 2026-04 | 2026-02 2026-03
  # The last month is that of the last day, in the quarter that is cut there.
  quarter       | 2026-01-01 to 2026-06-10 | 2026-06 | 2026-04 2026-05
  contract-year | 2026-04-15 to 2026-06-10 | 2026-06 | 2026-04 2026-05
`

describe('the months that share the memory of a cap', () => {
  test.each(rowsOf(SHARING))('%s', (row) => {
    const [window = '', life = '', judged = '', expected] = cellsOf(row)
    const months = monthsSharing(contextOf(life), windowOf(window) as Window, month(judged))
    expect(months.map(formatMonth).join(' ')).toBe(expected)
  })
})

// The tile | the day | its real hours, in Paris, of a contract of 15 February 2024.
const HOURS = `
  month         | 2026-02-10 | 672
  # The night of 29 March is an hour short, and that of 25 October an hour long.
  month         | 2026-03-10 | 743
  month         | 2026-10-31 | 745
  quarter       | 2026-02-10 | 2159
  half-year     | 2026-02-10 | 4343
  year          | 2026-02-10 | 8760
  year          | 2024-02-20 | 8784
  # From 15 February 2024, a leap year, to 15 February 2025; the next one is none.
  contract-year | 2024-02-15 | 8784
  contract-year | 2025-02-14 | 8784
  contract-year | 2025-02-15 | 8760
  contract-year | 2026-02-14 | 8760
`

describe('the real time of a whole tile', () => {
  test.each(rowsOf(HOURS))('%s', (row) => {
    const [tile = '', day = '', expected] = cellsOf(row)
    const time = timeOfTile(contextOf('2024-02-15'), tile as Exclude<Tile, 'contract'>, date(day))
    expect(`${time / HOUR}`).toBe(expected)
  })
})

// How it is renewed | the month | its last day | renewals until then | the term that a day is in.
const LIVES = `
  none                | 2026-05 | 2029-03-31 |            | 2026-05-10 2029-03-31
  12 months, 2 times  | 2026-05 | 2031-03-31 |            | 2029-03-31 2029-03-31
  12 months, 2 times  | 2029-03 | 2031-03-31 |            | 2029-04-01 2030-03-31
  12 months, 2 times  | 2029-04 | 2031-03-31 | 2029-04-01 | 2030-04-01 2031-03-31
  12 months, 2 times  | 2031-03 | 2031-03-31 | 2029-04-01 2030-04-01 | 2031-03-31 2031-03-31
  12 months, no limit | 2030-05 | none       | 2029-04-01 2030-04-01 | 2033-01-01 2033-03-31
`

describe('how long a contract of three years from April 2026 lasts', () => {
  test.each(rowsOf(LIVES))('%s', (row) => {
    const [renewed = '', closing = '', last, renewals, term = ''] = cellsOf(row)
    const [, times] = /(\d+) times/.exec(renewed) ?? []
    const most = times === undefined ? '' : `, at-most: ${times}`
    const renewal = `  renewal: { tacit: true, for: 12 months${most}, notice: { within: 3 months before term-end, dated: received } }`
    const { terms } = readText(
      written({
        levels: [
          `restoration: { of: incidents, where: { priority: P1 }, within: 4 h, calendar: always, clock: incident }
           per: month
           target: { share-in-time: at-least 95 % }`,
        ],
        ...(renewed === 'none' ? {} : { term: renewal }),
      }),
    ).original
    const life = lifeContext(terms, PARIS, month(closing))
    expect(life.life.last === undefined ? 'none' : formatDate(life.life.last)).toBe(last)
    expect(life.renewals.days.map(formatDate).join(' ')).toBe(renewals)
    const [day = '', ends] = term.split(' ')
    expect(formatDate(life.termEnd(date(day)))).toBe(ends)
  })
})

/** Renewed on 1 April 2027 and 2028: what begins again then. */
const renewedWith = (reset: Partial<Renewals>): Renewals => ({
  days: [date('2027-04-01'), date('2028-04-01')],
  caps: 'continue',
  streaks: 'continue',
  indexBase: 'continue',
  ...reset,
})

// The window | the month | the months before that share it where caps go on | where they begin again.
const RENEWED = `
  last 4 month  | 2027-05 | 2027-02 2027-03 2027-04 | 2027-04
  last 4 month  | 2027-04 | 2027-01 2027-02 2027-03 |
  last 4 month  | 2027-03 | 2026-12 2027-01 2027-02 | 2026-12 2027-01 2027-02
  last 4 month  | 2028-04 | 2028-01 2028-02 2028-03 |
  year          | 2027-05 | 2027-01 2027-02 2027-03 2027-04 | 2027-04
  last 2 quarter | 2027-04 | 2026-11 2026-12 2027-01 2027-02 2027-03 |
`

describe('the months that share the memory of a cap, where a contract is renewed', () => {
  test.each(rowsOf(RENEWED))('%s', (row) => {
    const [window = '', judged = '', goOn, again] = cellsOf(row)
    const shared = (reset: Partial<Renewals>): string => {
      const context = { ...contextOf('2026-04-01'), renewals: renewedWith(reset) }
      return monthsSharing(context, windowOf(window) as Window, month(judged))
        .map(formatMonth)
        .join(' ')
    }
    expect(shared({})).toBe(goOn)
    expect(shared({ streaks: 'reset' })).toBe(goOn)
    expect(shared({ caps: 'reset' })).toBe(again)
  })
})

// The tile of a level | the window | its period | the periods before it | those after a renewal.
const BEFORE = `
  month   | last 3 month   | 2027-05 | 2027-03 2027-04 | 2027-04
  month   | last 3 month   | 2027-04 | 2027-02 2027-03 |
  month   | last 1 month   | 2027-05 | |
  month   | last 3 month   | 2026-05 | 2026-04 | 2026-04
  month   | last 3 month   | 2026-04 | |
  month   | quarter        | 2027-06 | 2027-04 2027-05 | 2027-04 2027-05
  month   | quarter        | 2027-04 | |
  month   | year           | 2027-05 | 2027-01 2027-02 2027-03 2027-04 | 2027-04
  month   | contract       | 2026-07 | 2026-04 2026-05 2026-06 | 2026-04 2026-05 2026-06
  quarter | last 3 quarter | 2027-Q2 | 2026-Q4 2027-Q1 |
  quarter | last 3 quarter | 2027-Q3 | 2027-Q1 2027-Q2 | 2027-Q2
  quarter | year           | 2026-Q4 | 2026-Q2 2026-Q3 | 2026-Q2 2026-Q3
`

describe('the periods before one that a window holds with it', () => {
  test.each(rowsOf(BEFORE))('%s', (row) => {
    const [tile = '', window = '', period = '', goOn, again] = cellsOf(row)
    const held = (reset: Partial<Renewals>): string => {
      const context = { ...contextOf('2026-04-01'), renewals: renewedWith(reset) }
      const own = context.periods(tile as Tile)
      const found = tilesBefore(
        context,
        windowOf(window) as Window,
        own,
        own.labels.indexOf(period),
      )
      return found.map((i) => own.labels[i]).join(' ')
    }
    expect(held({})).toBe(goOn)
    expect(held({ caps: 'reset' })).toBe(goOn)
    expect(held({ streaks: 'reset' })).toBe(again)
  })
})

test('the last day of a period is that before the next one begins, in the zone of the contract', () => {
  const context = contextOf('2026-04-15')
  const periods = context.periods('month')
  const days = [0, 1, 2].map((tile) => formatDate(lastDayOfTile(context, periods, tile)))
  expect(days).toEqual(['2026-04-30', '2026-05-31', '2026-06-30'])
})

test('a day outside the life of the contract is a mistake of ours', () => {
  const context = contextOf('2026-04-15')
  expect(() => daysOfWindow(context, windowOf('quarter'), date('2029-06-30'))).toThrow(
    'the days that are settled lie in the life of the contract',
  )
})
