/** For how long the calendars of a contract are compiled, and what is said of those that are not. */
import { describe, expect, test } from 'vitest'
import { at, PARIS, TABLES } from '../../tests/engine/hours.ts'
import type { CalendarDate, YearMonth } from '../base/calendar/date.ts'
import { parseDate, parseMonth } from '../base/calendar/date.ts'
import type { CalendarTerms } from '../base/calendar/terms.ts'
import { formatInstant } from '../base/instant.ts'
import type { Terms } from '../contract/terms.ts'
import { compileCalendars } from './calendars.ts'

const OFFICE: CalendarTerms = {
  zone: 'Europe/Paris',
  weeks: [{ hours: { mon: [{ from: 480, to: 1080 }] } }],
}

const compiled = (
  starts: string,
  month: string,
  asOf: string,
  calendars: Readonly<Record<string, CalendarTerms>> = { office: OFFICE },
) =>
  compileCalendars(
    {
      terms: { term: { starts: parseDate(starts) as CalendarDate } } as unknown as Terms,
      program: { calendars: new Map(Object.entries(calendars)) },
    },
    { month: parseMonth(month) as YearMonth, asOf: at(`${asOf}T00:00:00`), tables: TABLES },
    PARIS,
  )

describe('the span of a calendar', () => {
  test.each([
    // Three years before the contract; two after the month, whose last day begins at midnight.
    ['2026-01-01', '2027-04', '2027-05-01', '2022-12-31T23:00:00Z to 2029-04-29T22:00:00Z'],
    // What is settled long after its month is looked at until then.
    ['2026-01-01', '2026-04', '2031-07-01', '2022-12-31T23:00:00Z to 2031-07-01T00:00:00Z'],
    // The tables of zones end before 2060.
    ['2055-01-01', '2058-06', '2058-07-01', '2051-12-31T23:00:00Z to 2059-10-20T22:00:00Z'],
  ])('%s, %s closed on %s: %s', (starts, month, asOf, expected) => {
    const span = compiled(starts, month, asOf).value?.get('office')?.span
    expect(span && `${formatInstant(span.start)} to ${formatInstant(span.end)}`).toBe(expected)
  })
})

describe('a calendar that cannot be compiled', () => {
  const SPACE = { ...OFFICE, zone: 'Space/Mir' }

  test('is named, and none of the others is given', () => {
    const { value, findings } = compiled('2026-01-01', '2026-04', '2026-05-01', {
      office: OFFICE,
      orbit: SPACE,
    })
    expect(value).toBeUndefined()
    expect(findings).toMatchObject([
      {
        code: 'calendar-zone-unknown',
        severity: 'error',
        params: { calendar: 'orbit', zone: 'Space/Mir' },
      },
    ])
  })
})

test('each calendar is given under its id, and nothing is said of one that is right', () => {
  const { value, findings } = compiled('2026-01-01', '2026-04', '2026-05-01', {
    office: OFFICE,
    sundays: { ...OFFICE, weeks: [{ hours: { sun: [{ from: 0, to: 1440 }] } }] },
  })
  expect(findings).toEqual([])
  expect([...(value?.keys() ?? [])]).toEqual(['office', 'sundays'])
  const opens = [...(value?.values() ?? [])].map(({ stretches }) => stretches[0]?.start ?? 0)
  // The first Sunday of 2023 is the 1st, the first Monday the 2nd.
  expect(opens.map((start) => formatInstant(start as never))).toEqual([
    '2023-01-02T07:00:00Z',
    '2022-12-31T23:00:00Z',
  ])
})

test('a contract without a calendar has none', () => {
  expect(compiled('2026-01-01', '2026-04', '2026-05-01', {})).toEqual({
    value: new Map(),
    findings: [],
  })
})
