import { describe, expect, test } from 'vitest'
import { TABLES } from '../../../tests/calendar-cases.ts'
import { formatInstant, parseInstant } from '../instant.ts'
import type { Calendar } from './calendar.ts'
import { compileCalendar } from './compile.ts'
import type { CalendarDate } from './date.ts'
import { formatDate, parseDate } from './date.ts'
import type { DateRules, DateSpan } from './days.ts'
import {
  afterOpenDays,
  calendarDays,
  clearDays,
  closingOf,
  countDays,
  endOfOpenDay,
  isWorkedDay,
  months,
  openDayEnds,
  openDays,
  workableDays,
  workedDays,
} from './days.ts'
import { dueDate } from './due-date.ts'
import type { CalendarTerms } from './terms.ts'

const date = (text: string): CalendarDate => {
  const found = parseDate(text)
  if (found === undefined) throw new Error(`no date ${text}`)
  return found
}
const at = (text: string) => parseInstant(text) as NonNullable<ReturnType<typeof parseInstant>>

function france(region = 'FR', more: Partial<CalendarTerms> = {}): Calendar {
  const day = [{ from: 480, to: 1080 }]
  const hours = { mon: day, tue: day, wed: day, thu: day, fri: day }
  const { value, findings } = compileCalendar(
    { zone: 'Europe/Paris', weeks: [{ hours }], holidays: { regions: [region] }, ...more },
    TABLES,
    { start: at('2025-06-01T00:00:00Z'), end: at('2028-01-02T00:00:00Z') },
  )
  if (value === undefined) throw new Error(JSON.stringify(findings))
  return value
}

const FR = france()
const STAYS: DateRules = {
  eventDay: 'not-counted',
  onClosedDay: 'stays',
  closedDays: 'saturday-sunday-holiday',
  monthEnd: 'same-day',
}
const MOVES: DateRules = { ...STAYS, onClosedDay: 'moves-to-next' }

function due(event: string, span: DateSpan, rules: DateRules, calendar = FR): string | undefined {
  const found = dueDate(calendar, date(event), span, rules)
  return found === undefined ? undefined : formatDate(found)
}

describe('a span of days or months', () => {
  test('ends on the day that the article and the contract say', () => {
    expect(due('2026-04-01', calendarDays(30), STAYS)).toBe('2026-05-01')
    expect(due('2026-04-01', calendarDays(30), MOVES)).toBe('2026-05-04')
    expect(due('2025-11-30', months(3), STAYS)).toBe('2026-02-28')
    expect(due('2025-11-30', months(3), MOVES)).toBe('2026-03-02')
    expect(due('2026-04-01', clearDays(3), STAYS)).toBe('2026-04-05')
    expect(due('2026-04-01', clearDays(3), MOVES)).toBe('2026-04-07')
    expect(due('2026-03-31', workedDays(5), STAYS)).toBe('2026-04-08')
    expect(due('2026-03-31', workableDays(5), STAYS)).toBe('2026-04-07')
    expect(due('2026-03-31', workedDays(5), STAYS, france('FR-57'))).toBe('2026-04-09')
  })

  test('has three readings of the day on which it must not end', () => {
    const event = '2026-04-02'
    const moved = (closedDays: DateRules['closedDays'], calendar = FR) =>
      due(event, calendarDays(2), { ...MOVES, closedDays }, calendar)
    expect(due(event, calendarDays(2), STAYS)).toBe('2026-04-04')
    expect(moved('saturday-sunday-holiday')).toBe('2026-04-07')
    expect(moved('sunday-holiday')).toBe('2026-04-04')
    expect(moved('not-worked')).toBe('2026-04-07')
  })

  test('counts the day of the event when the contract does, except in clear days', () => {
    const counted: DateRules = { ...STAYS, eventDay: 'counted' }
    expect(due('2026-04-01', calendarDays(30), counted)).toBe('2026-04-30')
    expect(due('2026-04-01', workedDays(1), counted)).toBe('2026-04-01')
    expect(due('2026-04-04', workedDays(1), counted)).toBe('2026-04-07')
    expect(due('2026-01-01', months(3), counted)).toBe('2026-03-31')
    expect(due('2026-04-01', clearDays(3), counted)).toBe('2026-04-05')
  })

  test('counts backwards, as a notice does', () => {
    expect(due('2027-06-30', months(-3), STAYS)).toBe('2027-03-30')
    expect(due('2027-06-30', months(-3), { ...STAYS, monthEnd: 'keep-month-end' })).toBe(
      '2027-03-31',
    )
    expect(due('2027-06-30', months(-3), { ...STAYS, eventDay: 'counted' })).toBe('2027-03-31')
    expect(due('2026-04-07', workedDays(-2), STAYS)).toBe('2026-04-02')
    expect(due('2026-04-10', clearDays(-3), STAYS)).toBe('2026-04-06')
    expect(due('2026-04-10', calendarDays(0), STAYS)).toBe('2026-04-10')
  })

  test('is not known past the dates of the calendar, nor counted in halves', () => {
    expect(due('2027-12-20', workedDays(30), STAYS)).toBeUndefined()
    expect(due('2031-12-20', workedDays(1), STAYS)).toBeUndefined()
    expect(due('2031-12-20', calendarDays(1), STAYS)).toBe('2031-12-21')
    expect(due('2027-12-20', calendarDays(90), MOVES)).toBeUndefined()
    expect(() => calendarDays(1.5)).toThrow('whole numbers')
    expect(() => months(Number.NaN)).toThrow('whole numbers')
    expect(() => isWorkedDay(FR, date('2031-01-01'))).toThrow('inside the span')
  })
})

test('the days of a year are those that the almanacs count', () => {
  const rows = [
    ['FR', '2025-12-31', '2026-12-31', 252, 303],
    ['FR-57', '2025-12-31', '2026-12-31', 251, 301],
    ['FR', '2026-12-31', '2027-12-31', 254, 303],
    ['FR-57', '2026-12-31', '2027-12-31', 253, 302],
  ] as const
  for (const [region, from, to, worked, workable] of rows) {
    const calendar = france(region)
    const count = (unit: Parameters<typeof countDays>[3]) =>
      countDays(calendar, date(from), date(to), unit)
    expect([count('worked-days'), count('workable-days'), count('calendar-days')]).toEqual([
      worked,
      workable,
      365,
    ])
  }
  expect(countDays(FR, date('2026-02-01'), date('2026-01-01'), 'calendar-days')).toBe(0)
  expect(countDays(FR, date('2026-02-01'), date('2026-01-01'), 'worked-days')).toBe(0)
})

test('a holiday with duty hours is open but not worked, unless an exception says so', () => {
  const duty = france('FR', {
    onHoliday: [{ from: 600, to: 720 }],
    exceptions: [{ date: date('2026-05-08'), hours: [{ from: 480, to: 720 }] }],
  })
  expect(isWorkedDay(duty, date('2026-05-01'))).toBe(false)
  expect(isWorkedDay(duty, date('2026-05-08'))).toBe(true)
  expect(closingOf(duty, date('2026-05-01'))).toBe(at('2026-05-01T12:00:00+02:00'))
  expect(closingOf(duty, date('2026-05-02'))).toBeUndefined()
})

describe('open days', () => {
  const shifted = (start: string, days: number, whenClosed: 'stays' | 'moves') => {
    const found = afterOpenDays(FR, at(start), openDays(days), whenClosed)
    return found === undefined ? undefined : formatInstant(found)
  }

  test('end at the clock time of the start, across a change of the clocks', () => {
    expect(shifted('2026-03-27T10:00:00+01:00', 1, 'stays')).toBe('2026-03-30T08:00:00Z')
    expect(shifted('2026-05-22T16:30:00+02:00', 2, 'stays')).toBe('2026-05-27T14:30:00Z')
    expect(shifted('2026-05-27T16:30:00+02:00', -2, 'stays')).toBe('2026-05-22T14:30:00Z')
  })

  test('outside the hours stay, or move in the direction of the count', () => {
    expect(shifted('2026-05-20T20:00:00+02:00', 1, 'stays')).toBe('2026-05-21T18:00:00Z')
    expect(shifted('2026-05-20T20:00:00+02:00', 1, 'moves')).toBe('2026-05-22T06:00:00Z')
    expect(shifted('2026-05-20T20:00:00+02:00', -1, 'moves')).toBe('2026-05-19T16:00:00Z')
    expect(shifted('2027-12-31T20:00:00+01:00', 9, 'stays')).toBeUndefined()
    expect(shifted('2027-12-31T20:00:00+01:00', 1, 'stays')).toBeUndefined()
    expect(shifted('2025-06-02T20:00:00+02:00', -1, 'stays')).toBeUndefined()
  })

  test('end when the last of them closes', () => {
    const end = (start: string, days: number) => {
      const found = endOfOpenDay(FR, at(start), openDayEnds(days))
      return found === undefined ? undefined : formatInstant(found)
    }
    expect(end('2026-05-22T16:30:00+02:00', 1)).toBe('2026-05-26T16:00:00Z')
    expect(end('2026-05-22T16:30:00+02:00', 0)).toBe('2026-05-22T16:00:00Z')
    expect(end('2026-05-23T16:30:00+02:00', 0)).toBeUndefined()
    expect(end('2027-12-31T16:30:00+01:00', 9)).toBeUndefined()
  })
})
