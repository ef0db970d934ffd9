/** The time that a period looks at: the days before its end or before an event in it. */
import { describe, expect, test } from 'vitest'
import { wall } from '../../tests/engine/clock-table.ts'
import { factOf } from '../../tests/engine/downtime-scene.ts'
import { PARIS } from '../../tests/engine/hours.ts'
import type { CalendarDate, YearMonth } from '../base/calendar/date.ts'
import { formatDate, parseDate, parseMonth } from '../base/calendar/date.ts'
import { toLocal } from '../base/calendar/zone.ts'
import type { Instant } from '../base/instant.ts'
import type { Look } from '../contract/core/look.ts'
import type { Tile } from '../contract/core/select.ts'
import type { RareFact } from '../facts/fact.ts'
import { lookedAt } from './look-back.ts'
import { tilesUntil } from './periods.ts'

/** `30 calendar-days before review`, `3 months`; nothing: the period itself. */
function lookOf(text: string): Look | undefined {
  const [, count, unit, before] =
    /^(\d+) (calendar-days|months)(?: before (\S+))?$/.exec(text) ?? []
  if (count === undefined) return undefined
  const span = { unit: unit as Look['span']['unit'], count: Number(count) }
  return before === undefined ? { span } : { span, before }
}

/** `review 06-15 00:00, audit 06-20 10:00`. */
const happenings = (text: string): RareFact[] =>
  text
    .split(',')
    .filter((one) => one.trim() !== '')
    .map((one, i) => {
      const [of = '', ...time] = one.trim().split(' ')
      return { ...factOf('happening', `h${i}`), of, at: wall(time.join(' ')) } as RareFact
    })

const local = (at: Instant): string => {
  const { date, clock } = toLocal(PARIS, at)
  const minutes = Math.floor(clock / 60_000)
  const two = (n: number): string => `${n}`.padStart(2, '0')
  return `${formatDate(date).slice(5)} ${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`
}

/** What one period of a contract that began on 15 January 2026 looks at. */
function looked(row: string): string {
  const [period = '', look = '', events = '', asOf = ''] = row.split('|').map((cell) => cell.trim())
  const tile: Tile = period.includes('Q') ? 'quarter' : 'month'
  const [start, last] = [parseDate('2026-01-15'), parseMonth('2026-12')]
  const periods = tilesUntil(tile, PARIS, start as CalendarDate, last as YearMonth)
  const found = lookedAt(lookOf(look), periods, {
    zone: PARIS,
    facts: happenings(events),
    asOf: wall(asOf === '' ? '12-31 12:00' : asOf),
  })[periods.labels.indexOf(`2026-${period}`)]
  return found === undefined ? 'nothing' : `${local(found.start)} to ${local(found.end)}`
}

// The period | what it looks at | what happened | known on | from when to when.
const TABLE = `
  # Itself.
  06 | | | | 06-01 00:00 to 07-01 00:00
  Q2 | | | | 04-01 00:00 to 07-01 00:00
  # The days that end with it, however many it has.
  06 | 30 calendar-days | | | 06-01 00:00 to 07-01 00:00
  07 | 30 calendar-days | | | 07-02 00:00 to 08-01 00:00
  06 | 3 months | | | 04-01 00:00 to 07-01 00:00
  # Before the contract began: what is asked for is looked at.
  01 | 30 calendar-days | | | 01-02 00:00 to 02-01 00:00
  # A day is a date: 30 dates from 30 March hold the hour that is not there.
  03 | 30 calendar-days | | | 03-02 00:00 to 04-01 00:00
  # The days before an event.
  06 | 30 calendar-days before review | review 06-15 00:00 | | 05-16 00:00 to 06-15 00:00
  06 | 30 calendar-days before review | review 06-15 14:30 | | 05-16 14:30 to 06-15 14:30
  # One month before 31 May is the last day of April, at the same time.
  05 | 1 months before review | review 05-31 09:00 | | 04-30 09:00 to 05-31 09:00
  # 02:30 on 29 March does not exist: 28 days before 26 April it is 03:30.
  04 | 28 calendar-days before review | review 04-26 02:30 | | 03-29 03:30 to 04-26 02:30
  # The last of two, in whatever order they are told.
  06 | 30 calendar-days before review | review 06-10 00:00, review 06-20 00:00 | | 05-21 00:00 to 06-20 00:00
  06 | 30 calendar-days before review | review 06-20 00:00, review 06-10 00:00 | | 05-21 00:00 to 06-20 00:00
  # The first instant of the month is in it, and that of the next is not.
  06 | 30 calendar-days before review | review 06-01 00:00 | | 05-02 00:00 to 06-01 00:00
  06 | 30 calendar-days before review | review 07-01 00:00 | | nothing
  06 | 30 calendar-days before review | review 05-31 23:59 | | nothing
  # Another event, none, and one that is not known yet.
  06 | 30 calendar-days before review | audit 06-15 00:00 | | nothing
  06 | 30 calendar-days before review | | | nothing
  06 | 30 calendar-days before review | review 06-15 00:00 | 06-14 23:59 | nothing
  06 | 30 calendar-days before review | review 06-15 00:00 | 06-15 00:00 | 05-16 00:00 to 06-15 00:00
  06 | 30 calendar-days before review | review 06-10 00:00, review 06-20 00:00 | 06-15 00:00 | 05-11 00:00 to 06-10 00:00
`

describe('the time that a period looks at', () => {
  const rows = TABLE.split('\n').map((line) => line.trim())
  test.each(rows.filter((line) => line !== '' && !line.startsWith('#')))('%s', (row) => {
    expect(looked(row)).toBe(row.split('|').at(-1)?.trim())
  })

  test('a fact that is no event, in the same month, ends nothing', () => {
    const outage = {
      ...factOf('outage', 'o1'),
      of: 'review',
      start: wall('06-15 00:00'),
      fields: {},
    }
    const periods = tilesUntil(
      'month',
      PARIS,
      parseDate('2026-06-01') as CalendarDate,
      parseMonth('2026-06') as YearMonth,
    )
    const look = lookOf('30 calendar-days before review')
    const context = { zone: PARIS, facts: [outage as RareFact], asOf: wall('12-31 12:00') }
    expect(lookedAt(look, periods, context)).toEqual([undefined])
  })
})
