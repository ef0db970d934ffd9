import { expect, test } from 'vitest'
import { formatClock, parseClock, parseHours } from './hours.ts'
import { parseDayPattern, parseDayRange, parseHolidayDays } from './terms.ts'

test('times are read from 00:00 to 24:00, and no further', () => {
  expect(['00:00', '08:30', '23:59', '24:00'].map(parseClock)).toEqual([0, 510, 1439, 1440])
  for (const text of ['25:00', '24:01', '08:60', '8:30', '08h30', '08:30:00', '', '-1:00']) {
    expect(parseClock(text), text).toBeUndefined()
  }
  expect([0, 510, 1440, 1800].map(formatClock)).toEqual(['00:00', '08:30', '24:00', '06:00'])
})

test('a range ends on its day, at midnight, or the day after', () => {
  expect(parseHours('08:00', '18:00').value).toEqual({ from: 480, to: 1080 })
  expect(parseHours('00:00', '24:00').value).toEqual({ from: 0, to: 1440 })
  expect(parseHours('22:00', '06:00').value).toEqual({ from: 1320, to: 1800 })
  expect(parseHours('22:00', '00:00').value).toEqual({ from: 1320, to: 1440 })
})

test('a range that cannot be is refused with what was written', () => {
  const rows = [
    ['25:00', '18:00', 'time-invalid'],
    ['24:00', '18:00', 'time-invalid'],
    ['08:00', '18h', 'time-invalid'],
    ['08:00', '08:00', 'hours-empty'],
  ] as const
  for (const [from, to, code] of rows) {
    const { value, findings } = parseHours(from, to)
    expect(value).toBeUndefined()
    expect(findings.map((f) => f.code)).toEqual([code])
  }
})

test('days are dates, yearly dates, and ranges of both', () => {
  expect(parseDayPattern('02-29')).toEqual({ kind: 'yearly', month: 2, day: 29 })
  for (const text of ['02-30', '2026-02-29', '13-01', '1-1', '2026-05-01/2026-05-02']) {
    expect(parseDayPattern(text), text).toBeUndefined()
  }
  expect(parseDayRange('12-24/01-02')).toBeDefined()
  for (const text of ['12-24', '12-24/', '/01-02', '12-24/01-02/01-03', '12-32/01-02']) {
    expect(parseDayRange(text), text).toBeUndefined()
  }
  const { value, findings } = parseHolidayDays(['05-01', '2026-07-08/2026-09-01', '31-12', 'x/y'])
  expect([value?.days.length, value?.ranges.length]).toEqual([1, 1])
  expect(findings.map((f) => `${f.code} ${f.params['date']}`)).toEqual([
    'date-invalid 31-12',
    'date-invalid x/y',
  ])
})
