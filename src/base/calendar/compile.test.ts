import { describe, expect, test } from 'vitest'
import { TABLES } from '../../../tests/calendar-cases.ts'
import type { Instant } from '../instant.ts'
import { HOUR, parseInstant } from '../instant.ts'
import type { Calendar } from './calendar.ts'
import { elapsed } from './calendar.ts'
import { compileCalendar } from './compile.ts'
import { parseDate } from './date.ts'
import type { HourRange, WeekHours } from './hours.ts'
import type { CalendarTerms } from './terms.ts'
import { parseDayPattern, parseDayRange } from './terms.ts'
import { dateInterval } from './zone.ts'

const at = (text: string): Instant => {
  const found = parseInstant(text)
  if (found === undefined) throw new Error(`no instant ${text}`)
  return found
}

const SPAN = { start: at('2024-01-01T00:00:00Z'), end: at('2029-01-01T00:00:00Z') }
const all = (...hours: HourRange[]): WeekHours => ({
  mon: hours,
  tue: hours,
  wed: hours,
  thu: hours,
  fri: hours,
  sat: hours,
  sun: hours,
})
const office = (...hours: HourRange[]): WeekHours => ({ ...all(...hours), sat: [], sun: [] })
const h = (from: number, to: number): HourRange => ({ from: from * 60, to: to * 60 })

function compiled(terms: Partial<CalendarTerms> & { readonly week?: WeekHours }): Calendar {
  const { week, ...rest } = terms
  const weeks = [{ hours: week ?? office(h(8, 18)) }]
  const full: CalendarTerms = { zone: 'Europe/Paris', weeks, ...rest }
  const { value, findings } = compileCalendar(full, TABLES, SPAN)
  if (value === undefined) throw new Error(JSON.stringify(findings))
  return value
}

const date = (text: string) => parseDate(text) as NonNullable<ReturnType<typeof parseDate>>
const hours = (calendar: Calendar, from: string, to: string) =>
  elapsed(calendar, at(from), at(to)) / HOUR

describe('the terms', () => {
  const day = (calendar: Calendar, text: string) =>
    hours(calendar, `${text}T00:00:00Z`, `${text}T23:59:59Z`)

  test('give holidays, closings, half-days, breaks and exceptions their rank', () => {
    const pattern = (text: string) => parseDayPattern(text) as never
    const calendar = compiled({
      holidays: { regions: ['FR'], days: [pattern('06-24'), pattern('2026-06-25')] },
      onHoliday: [h(10, 12)],
      halfDays: [{ on: pattern('12-23'), keep: h(0, 12) }],
      closings: [
        parseDayRange('12-24/01-02') as never,
        parseDayRange('2026-08-03/2026-08-14') as never,
      ],
      exceptions: [
        { date: date('2026-11-28'), hours: [h(9, 12)] },
        { date: date('2026-12-25'), hours: [h(9, 10)] },
        { date: date('2026-06-02'), hours: [] },
      ],
      breaks: [{ date: date('2026-06-03'), hours: [h(7, 9), h(12, 13)] }],
    })
    const rows = {
      '2026-05-20': 10,
      '2026-05-01': 2,
      '2025-06-24': 2,
      '2026-06-24': 2,
      '2026-06-25': 2,
      '2025-06-25': 10,
      '2026-12-23': 4,
      '2026-12-24': 0,
      '2027-01-01': 0,
      '2026-08-10': 0,
      '2026-08-17': 10,
      '2026-11-28': 3,
      '2026-12-25': 1,
      '2026-06-02': 0,
      '2026-06-03': 8,
    }
    for (const [text, expected] of Object.entries(rows)) {
      expect(day(calendar, text), text).toBe(expected)
    }
  })

  test('close until the 28th of February where a common year has no 29th', () => {
    const calendar = compiled({
      closings: [parseDayRange('02-16/02-29') as never, parseDayRange('11-02/11-03') as never],
    })
    const open = [
      ...['2026-02-13', '2026-02-16', '2026-02-27', '2026-03-02', '2028-02-29', '2028-03-01'],
      ...['2026-11-02', '2026-11-04'],
    ].map((text) => day(calendar, text))
    expect(open).toEqual([10, 0, 0, 10, 0, 10, 0, 10])
  })

  test('give 29 February off in the years that have one', () => {
    const calendar = compiled({ holidays: { days: [parseDayPattern('02-29') as never] } })
    const open = ['2028-02-28', '2028-02-29', '2027-03-01'].map((text) => day(calendar, text))
    expect(open).toEqual([10, 0, 10])
  })

  test('change the week on a date, in mid-ticket', () => {
    const calendar = compiled({
      weeks: [
        { to: date('2026-06-30'), hours: office(h(8, 18)) },
        { from: date('2026-07-01'), to: date('2026-07-31'), hours: all(h(0, 24)) },
      ],
    })
    expect(hours(calendar, '2026-06-30T15:00:00Z', '2026-07-01T22:00:00Z')).toBe(1 + 24)
    expect(day(calendar, '2026-08-03')).toBe(0)
  })

  test('say whose holiday closes the hours after midnight', () => {
    const terms = {
      week: office(h(22, 30)),
      holidays: { days: [parseDayPattern('05-13') as never] },
    }
    const night = (which: 'opening-day' | 'each-day') => {
      const calendar = compiled({ ...terms, nightBelongsTo: which })
      return ['2026-05-12', '2026-05-13', '2026-05-14'].map((text) => {
        const day = dateInterval(calendar.zone, date(text))
        return elapsed(calendar, day.start, day.end) / HOUR
      })
    }
    expect(night('opening-day')).toEqual([8, 6, 2])
    expect(night('each-day')).toEqual([8, 0, 8])
  })

  test('are refused with a code for each thing that is wrong', () => {
    const bad: [string, Partial<CalendarTerms>][] = [
      ['calendar-zone-unknown', { zone: 'Europe/Lutece' }],
      ['week-missing', { weeks: [] }],
      ['holiday-region-unknown', { holidays: { regions: ['FR', 'FR-20'] } }],
      ['hours-overlap', { weeks: [{ hours: { mon: [h(8, 12), h(11, 14)] } }] }],
      ['hours-empty', { weeks: [{ hours: { mon: [h(8, 8)] } }] }],
      ['hours-out-of-day', { weeks: [{ hours: { mon: [h(25, 26)] } }] }],
      ['hours-out-of-day', { weeks: [{ hours: { mon: [h(8, 40)] } }] }],
      ['hours-out-of-day', { weeks: [{ hours: { mon: [{ from: 0.5, to: 9 }] } }] }],
      ['hours-overlap', { onHoliday: [h(8, 12), h(9, 10)] }],
      ['period-reversed', { closings: [parseDayRange('2026-09-01/2026-07-08') as never] }],
      ['closing-half-yearly', { closings: [parseDayRange('2026-09-01/09-08') as never] }],
      [
        'exception-twice',
        {
          exceptions: [
            { date: date('2026-06-02'), hours: [] },
            { date: date('2026-06-02'), hours: [h(1, 2)] },
          ],
        },
      ],
      [
        'period-reversed',
        { weeks: [{ from: date('2026-06-02'), to: date('2026-06-01'), hours: {} }] },
      ],
      ['weeks-overlap', { weeks: [{ hours: {} }, { from: date('2026-06-01'), hours: {} }] }],
    ]
    for (const [code, terms] of bad) {
      const full: CalendarTerms = { zone: 'Europe/Paris', weeks: [{ hours: {} }], ...terms }
      const { value, findings } = compileCalendar(full, TABLES, SPAN)
      expect(value, code).toBeUndefined()
      expect(findings.map((f) => f.code)).toContain(code)
    }
  })

  test('are refused for a span that is empty or that the tables do not cover', () => {
    const terms = { zone: 'Europe/Paris', weeks: [{ hours: {} }], holidays: { regions: ['FR'] } }
    const codes = (start: string, end: string) =>
      compileCalendar(terms, TABLES, { start: at(start), end: at(end) }).findings.map((f) => f.code)
    expect(codes('2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z')).toEqual(['span-empty'])
    const endless = { start: at('2026-01-01T00:00:00Z'), end: Number.POSITIVE_INFINITY as Instant }
    expect(compileCalendar(terms, TABLES, endless).findings).toMatchObject([
      {
        code: 'span-beyond-zone-table',
        params: { from: '2026-01-01T00:00:00Z', to: 'Infinity' },
      },
    ])
    expect(codes('2026-01-01T00:00:00Z', '2080-01-01T00:00:00Z')).toEqual([
      'span-beyond-zone-table',
    ])
    expect(codes('1999-01-10T00:00:00Z', '2001-01-01T00:00:00Z')).toEqual(['holidays-year-unknown'])
  })
})
