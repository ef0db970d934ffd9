/** The tiles of a contract's life: their names, their edges, and the month that judges each. */
import { describe, expect, test } from 'vitest'
import { at, PARIS } from '../../tests/engine/hours.ts'
import type { CalendarDate, YearMonth } from '../base/calendar/date.ts'
import { formatMonth, parseDate, parseMonth } from '../base/calendar/date.ts'
import type { Tile } from '../contract/core/select.ts'
import { tileAt, tilesJudgedIn, tilesUntil } from './periods.ts'

const tiles = (tile: Tile, life: string, until: string) => {
  const [first = '', last] = life.split(' to ')
  const start = parseDate(first) as CalendarDate
  const end = last === undefined ? undefined : (parseDate(last) as CalendarDate)
  return tilesUntil(tile, PARIS, start, parseMonth(until) as YearMonth, end)
}

// The tile | the life of the contract | until the end of | each tile, and the month that judges it.
const TABLE = `
  month     | 2026-04-15               | 2026-06 | 2026-04 in 2026-04, 2026-05 in 2026-05, 2026-06 in 2026-06
  quarter   | 2026-04-15               | 2026-07 | 2026-Q2 in 2026-06, 2026-Q3 in 2026-09
  quarter   | 2026-12-15               | 2027-01 | 2026-Q4 in 2026-12, 2027-Q1 in 2027-03
  half-year | 2026-04-15               | 2026-07 | 2026-H1 in 2026-06, 2026-H2 in 2026-12
  year      | 2026-04-15               | 2027-01 | 2026 in 2026-12, 2027 in 2027-12
  contract-year | 2026-04-15           | 2027-04 | 2026-04-15/2027-04-15 in 2027-04, 2027-04-15/2028-04-15 in 2028-04
  # The last tile is cut where the contract ends.
  month     | 2026-04-15 to 2026-05-10 | 2026-06 | 2026-04 in 2026-04, 2026-05 in 2026-05
  quarter   | 2026-04-15 to 2026-08-10 | 2026-08 | 2026-Q2 in 2026-06, 2026-Q3 in 2026-08
  # A contract is judged once, when it ends: in no month before, and never without an end.
  contract  | 2026-04-15 to 2026-08-10 | 2026-08 | contract in 2026-08
  contract  | 2026-04-15 to 2026-08-10 | 2026-05 | contract in 2026-08
  contract  | 2026-04-15               | 2026-05 | contract in 2026-06
`

describe('the tiles of a life', () => {
  const rows = TABLE.split('\n').map((row) => row.trim())
  test.each(rows.filter((row) => row !== '' && !row.startsWith('#')))('%s', (row) => {
    const [tile = '', life = '', until = '', expected] = row.split('|').map((cell) => cell.trim())
    const { labels, judgedIn } = tiles(tile as Tile, life, until)
    const each = labels.map((label, i) => `${label} in ${formatMonth(judgedIn[i] as YearMonth)}`)
    expect(each.join(', ')).toBe(expected)
  })

  test.each([
    // Midnight of Paris is 22:00 or 23:00 UTC of the day before.
    ['2026-04-14T21:59:59Z', -1],
    ['2026-04-14T22:00:00Z', 0],
    ['2026-04-30T21:59:59Z', 0],
    ['2026-04-30T22:00:00Z', 1],
    ['2026-12-31T22:59:59Z', 8],
    ['2026-12-31T23:00:00Z', -1],
  ])('%s lies in month %d of a contract of 15 April', (instant, expected) => {
    expect(tileAt(tiles('month', '2026-04-15', '2026-12'), at(instant))).toBe(expected)
  })

  test('a month judges the tiles that end in it', () => {
    const quarters = tiles('quarter', '2026-04-15', '2026-12')
    const judged = ['2026-05', '2026-06', '2026-12'].map((text) =>
      tilesJudgedIn(quarters, parseMonth(text) as YearMonth),
    )
    expect(judged).toEqual([[], [0], [2]])
  })
})
