import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { CalendarDate } from './date.ts'
import {
  addDays,
  addMonths,
  calendarDate,
  dateOf,
  easterSunday,
  fieldsOf,
  firstDayOf,
  formatDate,
  formatMonth,
  lastDayOf,
  monthFields,
  monthOf,
  parseDate,
  parseMonth,
  weekdayOf,
  yearMonth,
} from './date.ts'

const date = (text: string): CalendarDate => parseDate(text) as CalendarDate

test('a date that does not exist is not read', () => {
  for (const text of [
    '2026-02-29',
    '2026-04-31',
    '2026-13-01',
    '2026-00-10',
    '2026-01-00',
    '2026-1-1',
    '26-01-01',
    '2026-01-01T00:00',
    '',
  ]) {
    expect(parseDate(text), text).toBeUndefined()
  }
  expect(parseMonth('2026-13')).toBeUndefined()
  expect(parseMonth('2026')).toBeUndefined()
  expect(dateOf(1900, 2, 29)).toBeUndefined()
  expect(() => yearMonth(2026, 0)).toThrow()
})

test('a date is read and written back, whatever the day', () => {
  fc.assert(
    fc.property(fc.integer({ min: -700_000, max: 2_900_000 }), (days) => {
      const { year, month, day } = fieldsOf(calendarDate(days))
      expect(dateOf(year, month, day)).toBe(days)
    }),
  )
  expect(formatDate(date('2024-02-29'))).toBe('2024-02-29')
  expect(formatMonth(parseMonth('2026-03') as never)).toBe('2026-03')
})

test('weekdays, months and Easter are those of the almanac', () => {
  expect(['2026-11-22', '2026-11-23', '1969-12-31'].map((t) => weekdayOf(date(t)))).toEqual([
    'sun',
    'mon',
    'wed',
  ])
  expect(
    // 1954, 1981, 2049 and 2076: a week before what the cycle alone would give.
    [1954, 1981, 1999, 2008, 2026, 2027, 2028, 2029, 2030, 2038, 2049, 2076, 2100].map((y) =>
      formatDate(easterSunday(y)),
    ),
  ).toEqual([
    '1954-04-18',
    '1981-04-19',
    '1999-04-04',
    '2008-03-23',
    '2026-04-05',
    '2027-03-28',
    '2028-04-16',
    '2029-04-01',
    '2030-04-21',
    '2038-04-25',
    '2049-04-18',
    '2076-04-19',
    '2100-03-28',
  ])
  const month = monthOf(date('2025-12-31'))
  expect(monthFields(month)).toEqual({ year: 2025, month: 12 })
  expect([firstDayOf(month), lastDayOf(month)].map(formatDate)).toEqual([
    '2025-12-01',
    '2025-12-31',
  ])
})

test('months are added to the same day, or to the last one', () => {
  const rows = [
    ['2026-01-31', 1, 'same-day', '2026-02-28'],
    ['2026-02-28', 1, 'same-day', '2026-03-28'],
    ['2026-02-28', 1, 'keep-month-end', '2026-03-31'],
    ['2024-02-28', 1, 'keep-month-end', '2024-03-28'],
    ['2025-11-30', 3, 'same-day', '2026-02-28'],
    ['2026-03-31', -1, 'same-day', '2026-02-28'],
    ['2024-02-29', 12, 'same-day', '2025-02-28'],
    ['2026-01-15', -13, 'keep-month-end', '2024-12-15'],
  ] as const
  for (const [from, count, rule, to] of rows) {
    expect(formatDate(addMonths(date(from), count, rule)), `${from} ${count}`).toBe(to)
  }
  expect(formatDate(addDays(date('2026-12-31'), 1))).toBe('2027-01-01')
})
