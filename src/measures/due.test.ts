/** When a target is used up: in open time, in open days, or at the end of a date. */
import { describe, expect, test } from 'vitest'
import { lengthOf, wall } from '../../tests/engine/clock-table.ts'
import { stretch } from '../../tests/engine/downtime-scene.ts'
import { at, CALENDARS, calendarNamed } from '../../tests/engine/hours.ts'
import { calendarDays } from '../base/calendar/days.ts'
import type { Instant } from '../base/instant.ts'
import type { Interval } from '../base/interval.ts'
import type { Target } from '../contract/core/select.ts'
import { calendarOf, dueAt } from './due.ts'

function targetOf(text: string): Target {
  const count = Number(text.split(' ')[0])
  if (text.endsWith('open-days')) return { kind: 'open-days', count }
  if (!text.endsWith('calendar-days')) return { kind: 'open-time', length: lengthOf(text) }
  const rules = {
    eventDay: 'not-counted',
    onClosedDay: 'stays',
    closedDays: 'not-worked',
    monthEnd: 'same-day',
  } as const
  return { kind: 'date', span: calendarDays(count), rules, calendar: 'office' }
}

const due = (target: string, start: Instant, pauses: string): Instant | undefined => {
  const open = calendarNamed('office')
  const held = pauses.split(',').filter((text) => text.trim() !== '')
  return dueAt(
    { open, calendars: CALENDARS },
    start,
    targetOf(target),
    held.map((text) => stretch(text) as Interval),
  )
}

// Office hours are 8:00 to 18:00, Monday to Friday; 13 March 2026 is a Friday.
// The target | from | pauses | when it is used up.
const TABLE = `
  4 h         | 03-13 16:00 |                         | 03-16 10:00
  2 open-days | 03-13 10:00 |                         | 03-17 10:00
  5 calendar-days | 03-13 10:00 |                     | 03-19 00:00
  # A pause moves it on by its open time; one of a weekend, or after it, by nothing.
  2 open-days | 03-13 10:00 | 03-16 09:00-11:00       | 03-17 12:00
  2 open-days | 03-13 10:00 | 03-14 09:00-03-15 11:00 | 03-17 10:00
  2 open-days | 03-13 10:00 | 03-17 10:00-12:00       | 03-17 10:00
  # The second lies in what the first has added.
  2 open-days | 03-13 10:00 | 03-16 09:00-11:00, 03-17 11:00-11:30 | 03-17 12:30
`

describe('when a target is used up', () => {
  const rows = TABLE.split('\n').map((row) => row.trim())
  test.each(rows.filter((row) => row !== '' && !row.startsWith('#')))('%s', (row) => {
    const [target = '', start = '', pauses = '', expected = ''] = row
      .split('|')
      .map((cell) => cell.trim())
    expect(due(target, wall(start), pauses)).toBe(wall(expected))
  })

  // The calendars of the scene end with the year 2028.
  test.each(['4 h', '2 open-days', '5 calendar-days'])(
    'nobody knows when %s end past the calendar',
    (target) => {
      expect(due(target, at('2028-12-29T17:00:00Z'), '')).toBeUndefined()
    },
  )

  test('a calendar that was not compiled is our own mistake', () => {
    expect(() => calendarOf(CALENDARS, 'nobody')).toThrow('the calendar nobody is compiled')
  })
})
