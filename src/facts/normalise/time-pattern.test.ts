/** Times as people write them, by the pattern that a mapping names: what is read, what is refused. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formatInstant, instant } from '../../base/instant.ts'
import { encodeUtf8 } from './text-encoding.ts'
import { isoMinute, TimePattern } from './time-pattern.ts'

/** What a pattern reads: the date and the clock, with the offset in minutes, or the problem. */
function read(pattern: string, text: string): string {
  const reader = TimePattern.of(pattern)
  if (reader === undefined) return 'no such pattern'
  const bytes = encodeUtf8(`<${text}>`)
  if (!reader.read(bytes, 1, bytes.length - 1)) return reader.problem
  const wall = formatInstant(instant(reader.day * 86_400_000 + reader.clock)).slice(0, -1)
  const [date, clock] = wall.split('T')
  const shown = reader.hasClock ? `${date} ${clock}` : `${date}`
  return reader.hasOffset ? `${shown} ${reader.offset / 60_000}` : shown
}

/** Rows of `pattern | text | what is read`. */
const rowsOf = (table: string): readonly string[][] =>
  table
    .trim()
    .split('\n')
    .map((row) => row.split('|').map((cell) => cell.trim()))

describe('what a pattern reads', () => {
  test.each(
    rowsOf(`
    iso                        | 2026-03-02                    | 2026-03-02
    iso                        | 2026-03-02T09:14              | 2026-03-02 09:14:00
    iso                        | 2026-03-02 09:14              | 2026-03-02 09:14:00
    iso                        | 2026-03-02T09:14:30           | 2026-03-02 09:14:30
    iso                        | 2026-03-02T09:14:30.5         | 2026-03-02 09:14:30.500
    iso                        | 2026-03-02T09:14:30.123456789 | 2026-03-02 09:14:30.123
    iso                        | 2026-03-02T09:14Z             | 2026-03-02 09:14:00 0
    iso                        | 2026-03-02T09:14:30.25Z       | 2026-03-02 09:14:30.250 0
    iso                        | 2026-03-02T09:14+01:00        | 2026-03-02 09:14:00 60
    iso                        | 2026-03-02T09:14-0530         | 2026-03-02 09:14:00 -330
    iso                        | 2028-02-29T00:00              | 2028-02-29 00:00:00
    iso                        | 1900-01-01T00:00              | 1900-01-01 00:00:00
    iso                        | 2199-12-31T23:59              | 2199-12-31 23:59:00
    dd-MM-yyyy HH:mm[:ss]      | 05-01-2026 16:24              | 2026-01-05 16:24:00
    dd-MM-yyyy HH:mm[:ss]      | 05-01-2026 16:24:30           | 2026-01-05 16:24:30
    dd/MM/yyyy HH'h'mm         | 05/01/2026 16'h'24            | no such pattern
    dd/MM/yyyy[ HH:mm]         | 05/01/2026                    | 2026-01-05
    d/M/yyyy H:mm              | 1/3/2026 9:05                 | 2026-03-01 09:05:00
    d/M/yyyy H:mm              | 31/12/2026 19:05              | 2026-12-31 19:05:00
    MM/dd/yyyy HH:mm           | 12/31/2026 23:59              | 2026-12-31 23:59:00
    yyyy.MM.dd                 | 2026.03.02                    | 2026-03-02
    yyyyMMdd HHmmss            | 20260302 091430               | 2026-03-02 09:14:30
    yyyy-MM-dd HH:mm:ss.SSS    | 2026-03-02 09:14:30.007       | 2026-03-02 09:14:30.007
    yyyy-MM-dd HH:mmXXX        | 2026-03-02 09:14+02:00        | 2026-03-02 09:14:00 120
    yyyy-MM-dd HH:mm[XXX]      | 2026-03-02 09:14              | 2026-03-02 09:14:00
    yyyy-MM-dd HH:mm[XXX]      | 2026-03-02 09:14Z             | 2026-03-02 09:14:00 0
    `),
  )('%s reads « %s »: %s', (pattern, text, expected) => {
    expect(read(`${pattern}`, `${text}`)).toBe(expected)
  })
})

describe('what is refused, as no text of the pattern or as no date', () => {
  test.each(
    rowsOf(`
    iso                   |                              | format
    iso                   | 2026-03                      | format
    iso                   | 2026/03/02                   | format
    iso                   | 2026-03/02                   | format
    iso                   | 26-03-02T09:14               | format
    iso                   | 2026-0x-02                   | format
    iso                   | 2026-03-02T                  | format
    iso                   | 2026-03-02T09                | format
    iso                   | 2026-03-02T9:14              | format
    iso                   | 2026-03-02à09:14             | format
    iso                   | 2026-03-02T09h14             | format
    iso                   | 2026-03-02T09:14:            | format
    iso                   | 2026-03-02T09:14:3           | format
    iso                   | 2026-03-02T09:14:30,5        | format
    iso                   | 2026-03-02T09:1a             | format
    iso                   | 2026-03-02T09:14 CET         | format
    iso                   | 2026-03-02T09:14+1           | format
    iso                   | 2026-03-02T09:14+01:0        | format
    iso                   | 2026-03-02T09:14+24:00       | format
    iso                   | 2026-03-02T09:14+01:60       | format
    iso                   | 2026-03-02T09:14+0a:00       | format
    iso                   | 2026-03-02T09:14+01:a0       | format
    iso                   | 2026-03-02T09:14Z+01:00      | format
    iso                   | 2026-00-02                   | date
    iso                   | 2026-13-02                   | date
    iso                   | 2026-04-31                   | date
    iso                   | 2026-02-29                   | date
    iso                   | 2026-03-00                   | date
    iso                   | 1899-12-31                   | date
    iso                   | 2200-01-01                   | date
    iso                   | 2026-03-02T24:00             | date
    iso                   | 2026-03-02T09:60             | date
    iso                   | 2026-03-02T09:14:60          | date
    dd-MM-yyyy HH:mm[:ss] | 05-01-2026                   | format
    dd-MM-yyyy HH:mm[:ss] | 5-1-2026 16:24               | format
    dd-MM-yyyy HH:mm[:ss] | 05-01-2026 16:24:3           | format
    dd-MM-yyyy HH:mm[:ss] | 05-01-2026 16:24:30 (matin)  | format
    dd-MM-yyyy HH:mm[:ss] | 31-02-2026 16:24             | date
    d/M/yyyy H:mm         | 1//2026 9:05                 | format
    d/M/yyyy H:mm         | 1/13/2026 9:05               | date
    yyyy-MM-dd HH:mmXXX   | 2026-03-02 09:14             | format
    yyyy-MM-dd HH:mmXXX   | 2026-03-02 09:14 UTC         | format
    `),
  )('%s refuses « %s »: %s', (pattern, text, expected) => {
    expect(read(`${pattern}`, `${text}`)).toBe(expected)
  })
})

describe('a pattern', () => {
  test.each([
    ['without a year', 'dd/MM HH:mm'],
    ['without a month', 'dd/yyyy'],
    ['without a day', 'MM/yyyy'],
    ['with the month where the minutes are meant', 'dd/MM/yyyy HH:MM'],
    ['with the minutes where the month is meant', 'dd/mm/yyyy HH:mm'],
    ['with an hour on a clock of twelve', 'dd/MM/yyyy hh:mm'],
    ['with the name of a month', 'd MMM yyyy'],
    ['with a part that is not closed', 'dd/MM/yyyy HH:mm[:ss'],
    ['with a part that is not opened', 'dd/MM/yyyy HH:mm:ss]'],
    ['with a part in a part', 'dd/MM/yyyy[ HH:mm[:ss]]'],
    ['with a word', 'dd/MM/yyyy at HH:mm'],
    ['of nothing', ''],
  ])('%s is refused', (_what, pattern) => {
    expect(TimePattern.of(pattern)).toBeUndefined()
  })

  test('is kept as it was written, for what is said of the texts that it refuses', () => {
    expect(TimePattern.of('dd/MM/yyyy')?.pattern).toBe('dd/MM/yyyy')
    expect(TimePattern.of('iso')?.pattern).toBe('iso')
  })
})

describe('the quick way for sixteen characters', () => {
  const minuteOf = (text: string): number => isoMinute(encodeUtf8(text), 0)

  test('gives the minute since 1970', () => {
    expect(minuteOf('1970-01-01T00:00')).toBe(0)
    expect(minuteOf('1970-01-02 00:01')).toBe(1441)
    expect(minuteOf('2026-03-02T09:14')).toBe(Date.UTC(2026, 2, 2, 9, 14) / 60_000)
  })

  test.each([
    '2026/03-02T09:14',
    '2026-03/02T09:14',
    '2026-03-02T09.14',
    '2026-03-02à09:14',
    '2026-03-02_09:14',
    '2026-0a-02T09:14',
    '1969-12-31T23:59',
    '2200-01-01T00:00',
    '2026-00-02T09:14',
    '2026-13-02T09:14',
    '2026-02-29T09:14',
    '2026-03-00T09:14',
    '2026-03-02T24:00',
    '2026-03-02T09:60',
  ])('leaves « %s » to the other one', (text) => {
    expect(minuteOf(text)).toBe(-1)
  })

  test('says of any such text what the other one says', () => {
    const two = fc.constantFrom(
      '00',
      '01',
      '02',
      '12',
      '13',
      '23',
      '24',
      '28',
      '29',
      '30',
      '31',
      '5x',
    )
    const year = fc.constantFrom('1969', '1970', '2024', '2026', '2100', '2199', '2200')
    const mark = fc.constantFrom('-', '-', '-', '/')
    fc.assert(
      fc.property(
        fc.tuple(year, mark, two, mark, two, fc.constantFrom('T', ' ', 'X'), two, two),
        ([y, a, month, b, day, t, hour, minute]) => {
          const text = `${y}${a}${month}${b}${day}${t}${hour}:${minute}`
          const bytes = encodeUtf8(text)
          const other = TimePattern.iso()
          const isRead = other.read(bytes, 0, 16) && other.day >= 0
          expect(minuteOf(text)).toBe(isRead ? other.day * 1440 + other.clock / 60_000 : -1)
        },
      ),
      { numRuns: 2000 },
    )
  })
})
