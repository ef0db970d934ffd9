/** Instants as texts: those that a settlement holds, and those that are none. */
import { expect, test } from 'vitest'
import { daysInMonth, epochDay, formatInstant, instant, parseInstant } from './instant.ts'
import { BrokenInvariant } from './invariant.ts'

test.each([
  ['2026-03-14T21:40:00Z', '2026-03-14T21:40:00Z'],
  ['2026-03-14 21:40Z', '2026-03-14T21:40:00Z'],
  ['2026-03-14T22:40:00+01:00', '2026-03-14T21:40:00Z'],
  ['2026-03-14T17:10:00-04:30', '2026-03-14T21:40:00Z'],
  ['2026-03-01T00:30+01:00', '2026-02-28T23:30:00Z'],
  ['2026-03-14T21:40:00.5Z', '2026-03-14T21:40:00.500Z'],
  ['2026-03-14T21:40:00.123Z', '2026-03-14T21:40:00.123Z'],
  ['2028-02-29T00:00Z', '2028-02-29T00:00:00Z'],
  ['2000-02-29T00:00Z', '2000-02-29T00:00:00Z'],
  ['1969-12-31T23:59:59Z', '1969-12-31T23:59:59Z'],
])('%s is %s', (text, expected) => {
  const found = parseInstant(text)
  expect(found).toBe(Date.parse(text.replace(' ', 'T')))
  expect(found === undefined ? '' : formatInstant(found)).toBe(expected)
})

test.each([
  ['a time of no zone', '2026-03-14T21:40:00'],
  ['a date', '2026-03-14'],
  ['words', 'yesterday'],
  ['a comma', '2026-03-14T21:40:00,5Z'],
  ['a year of two digits', '26-03-14T21:40:00Z'],
  ['the 13th month', '2026-13-14T21:40:00Z'],
  ['no month', '2026-00-14T21:40:00Z'],
  ['no day', '2026-03-00T21:40:00Z'],
  ['the 31st of April', '2026-04-31T21:40:00Z'],
  ['29 February of a common year', '2026-02-29T21:40:00Z'],
  ['29 February of a common century', '2100-02-29T21:40:00Z'],
  ['24 o’clock', '2026-03-14T24:00:00Z'],
  ['minute 60', '2026-03-14T21:60:00Z'],
  ['second 60', '2026-03-14T21:40:60Z'],
  ['a zone a day away', '2026-03-14T21:40:00+24:00'],
  ['a zone of sixty minutes', '2026-03-14T21:40:00+01:60'],
])('%s is no instant', (_what, text) => {
  expect(parseInstant(text)).toBeUndefined()
})

test('days are counted from 1 January 1970, and months have their days', () => {
  expect([epochDay(1970, 1, 1), epochDay(2000, 3, 1), epochDay(1900, 1, 1)]).toEqual([
    0, 11_017, -25_567,
  ])
  expect(epochDay(2026, 2, 29)).toBeUndefined()
  expect([1, 2, 4, 12].map((month) => daysInMonth(2026, month))).toEqual([31, 28, 30, 31])
  expect([2000, 2024, 2100].map((year) => daysInMonth(year, 2))).toEqual([29, 29, 28])
  expect(() => daysInMonth(2026, 13)).toThrow(BrokenInvariant)
  expect(instant(0)).toBe(0)
})
