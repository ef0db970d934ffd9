/** Dates that a calendar writes once for all years: single days, and stretches over a new year. */
import { describe, expect, test } from 'vitest'
import type { CalendarDate } from './date.ts'
import { formatDate, parseDate } from './date.ts'
import type { CalendarTerms, DayRange } from './terms.ts'
import {
  checkTerms,
  datesOfPattern,
  datesOfRange,
  parseDayPattern,
  parseDayRange,
} from './terms.ts'

const YEARS = { from: 2026, to: 2027 }

function stretchesOf(text: string): string {
  const range = parseDayRange(text)
  if (range === undefined) return 'unreadable'
  return datesOfRange(range, YEARS.from, YEARS.to)
    .map(({ from, to }) => `${formatDate(from)} to ${formatDate(to)}`)
    .join(', ')
}

describe('a closing of several days', () => {
  test.each([
    // The one that began the year before may still last.
    ['12-24/01-02', '2025-12-24 to 2026-01-02, 2026-12-24 to 2027-01-02, 2027-12-24 to 2028-01-02'],
    ['08-01/08-15', '2025-08-01 to 2025-08-15, 2026-08-01 to 2026-08-15, 2027-08-01 to 2027-08-15'],
    ['08-31/09-01', '2025-08-31 to 2025-09-01, 2026-08-31 to 2026-09-01, 2027-08-31 to 2027-09-01'],
    ['05-01/05-01', '2025-05-01 to 2025-05-01, 2026-05-01 to 2026-05-01, 2027-05-01 to 2027-05-01'],
    ['05-02/05-01', '2025-05-02 to 2026-05-01, 2026-05-02 to 2027-05-01, 2027-05-02 to 2028-05-01'],
    ['02-01/02-29', '2025-02-01 to 2025-02-28, 2026-02-01 to 2026-02-28, 2027-02-01 to 2027-02-28'],
    ['2026-07-08/2026-09-01', '2026-07-08 to 2026-09-01'],
    ['08-01', 'unreadable'],
    ['08-01/08-15/08-20', 'unreadable'],
    ['08-01/08-32', 'unreadable'],
    ['13-01/01-02', 'unreadable'],
    ['/01-02', 'unreadable'],
  ])('%s: %s', (text, expected) => {
    expect(stretchesOf(text)).toBe(expected)
  })

  test('of one year at one end only is refused before its dates are asked', () => {
    const range = parseDayRange('2026-12-24/01-02')
    expect(() => range && datesOfRange(range, 2026, 2027)).toThrow('a range has two years or none')
  })
})

describe('a day of every year', () => {
  const dates = (text: string, from: number, to: number): string[] => {
    const pattern = parseDayPattern(text)
    return pattern === undefined ? [] : datesOfPattern(pattern, from, to).map(formatDate)
  }

  test.each([
    ['12-24', 2026, 2027, ['2026-12-24', '2027-12-24']],
    ['12-24', 2027, 2026, []],
    ['02-29', 2026, 2029, ['2028-02-29']],
    ['2026-12-24', 2030, 2031, ['2026-12-24']],
    ['02-30', 2026, 2027, []],
    ['2026-02-29', 2026, 2027, []],
  ])('%s from %d to %d: %j', (text, from, to, expected) => {
    expect(dates(text, from, to)).toEqual(expected)
  })
})

describe('what a calendar says of itself', () => {
  const day = (text: string): CalendarDate => parseDate(text) as CalendarDate
  const ranges = { mon: [{ from: 0, to: 1 }] }
  const said = (terms: Partial<CalendarTerms>): string[] => {
    const findings = checkTerms({ weeks: [{ hours: ranges }], ...terms } as CalendarTerms)
    return findings.map(({ code, params }) =>
      [code, ...Object.entries(params).map(([key, value]) => `${key} ${value}`)].join(', '),
    )
  }
  const closing = (text: string) => ({ closings: [parseDayRange(text) as DayRange] })
  const weeks = (...spans: readonly (readonly [string, string])[]) => ({
    weeks: spans.map(([from, to]) => ({
      hours: ranges,
      ...(from === '' ? {} : { from: day(from) }),
      ...(to === '' ? {} : { to: day(to) }),
    })),
  })

  test.each([
    ['2026-07-08/2026-09-01', []],
    ['2026-07-08/2026-07-08', []],
    ['12-24/01-02', []],
    ['2026-07-08/2026-07-07', ['period-reversed, from 2026-07-08, to 2026-07-07']],
    ['2026-12-24/01-02', ['closing-half-yearly, from 2026-12-24, to 01-02']],
    ['12-24/2027-01-02', ['closing-half-yearly, from 12-24, to 2027-01-02']],
  ])('a closing %s: %j', (text, expected) => {
    expect(said(closing(text))).toEqual(expected)
  })

  test('its weeks are in force one after the other', () => {
    expect(said(weeks(['2026-07-01', ''], ['', '2026-06-30']))).toEqual([])
    expect(said(weeks(['', '2026-06-30'], ['2026-06-30', '']))).toEqual([
      'weeks-overlap, from 2026-06-30, to ',
    ])
    // The first one goes on past the second: the third lies in it still.
    expect(
      said(weeks(['', '2026-12-31'], ['2026-01-01', '2026-01-31'], ['2026-06-01', '2026-06-02'])),
    ).toEqual([
      'weeks-overlap, from 2026-01-01, to 2026-01-31',
      'weeks-overlap, from 2026-06-01, to 2026-06-02',
    ])
    expect(said(weeks(['2026-06-02', '2026-06-01']))).toEqual([
      'period-reversed, from 2026-06-02, to 2026-06-01',
    ])
    expect(said(weeks(['2026-06-02', '2026-06-02']))).toEqual([])
    expect(said({ weeks: [] })).toEqual(['week-missing'])
  })
})
