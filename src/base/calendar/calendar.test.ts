import { describe, expect, test } from 'vitest'
import { TABLES } from '../../../tests/calendar-cases.ts'
import type { Instant } from '../instant.ts'
import { duration, formatInstant, HOUR, MINUTE, parseInstant, SECOND } from '../instant.ts'
import type { Calendar, ClosingRule, Pause } from './calendar.ts'
import {
  before as back,
  deadline,
  elapsed,
  elapsedWithPauses,
  isOpen,
  nextOpening,
  openIntervals,
  openTime,
  previousClosing,
} from './calendar.ts'
import { compileCalendar } from './compile.ts'
import type { HourRange, WeekHours } from './hours.ts'
import type { CalendarTerms } from './terms.ts'

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

const OFFICE = compiled({ holidays: { regions: ['FR'] } })
const ALSACE = compiled({ holidays: { regions: ['FR-57'] } })
const ALWAYS = compiled({ week: all(h(0, 24)) })
const NIGHTS = compiled({ week: all(h(22, 30)) })
const hours = (calendar: Calendar, from: string, to: string) =>
  elapsed(calendar, at(from), at(to)) / HOUR

function due(
  calendar: Calendar,
  start: string,
  targetHours: number,
  pauses: Pause[] = [],
  rule: ClosingRule = 'same',
): string | undefined {
  const found = deadline(calendar, at(start), duration(targetHours * HOUR), pauses, rule)
  return found === undefined ? undefined : formatInstant(found)
}

describe('elapsed', () => {
  test('is real time on the nights when clocks change, where day loops are hours off', () => {
    expect(hours(ALWAYS, '2026-10-25T00:30:00+02:00', '2026-10-27T12:00:00+01:00')).toBe(60.5)
    expect(hours(ALWAYS, '2026-03-28T23:30:00+01:00', '2026-03-31T12:00:00+02:00')).toBe(59.5)
    expect(hours(NIGHTS, '2026-03-28T12:00:00Z', '2026-03-29T12:00:00Z')).toBe(7)
    expect(hours(NIGHTS, '2026-10-24T12:00:00Z', '2026-10-25T12:00:00Z')).toBe(9)
  })

  test('is nothing when the end is not after the start', () => {
    expect(hours(OFFICE, '2026-05-20T10:00:00Z', '2026-05-20T10:00:00Z')).toBe(0)
    expect(hours(OFFICE, '2026-05-20T10:00:00Z', '2026-05-19T10:00:00Z')).toBe(0)
  })

  test('counts a ticket of 400 days, to the millisecond', () => {
    const start = at('2025-01-02T09:00:00.001+01:00')
    const end = at('2026-02-06T09:00:00+01:00')
    // Worked days between two equal clock times: 251 of 2025, and 25 until 5 February 2026.
    expect(elapsed(OFFICE, start, end)).toBe((251 + 25) * 10 * HOUR - 1)
  })

  test('leaves out pauses once, even when they overlap, span a closure or never end', () => {
    const [start, end] = [at('2026-05-21T08:00:00+02:00'), at('2026-05-22T18:00:00+02:00')]
    const pauses = [
      { start: at('2026-05-21T10:00:00+02:00'), end: at('2026-05-21T12:00:00+02:00') },
      { start: at('2026-05-21T11:00:00+02:00'), end: at('2026-05-21T13:00:00+02:00') },
      { start: at('2026-05-21T17:00:00+02:00'), end: at('2026-05-22T09:00:00+02:00') },
      { start: at('2020-01-01T00:00:00Z'), end: at('2020-02-01T00:00:00Z') },
    ]
    expect(elapsedWithPauses(OFFICE, start, end, pauses) / HOUR).toBe(15)
    const forEver = [...pauses, { start: at('2026-05-22T10:00:00+02:00') }]
    expect(elapsedWithPauses(OFFICE, start, end, forEver) / HOUR).toBe(7)
    expect(elapsedWithPauses(OFFICE, start, end, [{ start }])).toBe(0)
    expect(elapsedWithPauses(OFFICE, end, start, pauses)).toBe(0)
  })
})

describe('a deadline', () => {
  test('passes nights, weekends and the holidays of its own region', () => {
    expect(due(OFFICE, '2026-05-22T16:30:00+02:00', 4)).toBe('2026-05-26T08:30:00Z')
    expect(due(OFFICE, '2026-04-02T17:00:00+02:00', 4)).toBe('2026-04-03T09:00:00Z')
    expect(due(ALSACE, '2026-04-02T17:00:00+02:00', 4)).toBe('2026-04-07T09:00:00Z')
    expect(due(OFFICE, '2026-12-24T16:00:00+01:00', 8)).toBe('2026-12-28T13:00:00Z')
    expect(due(ALWAYS, '2026-03-29T00:30:00+01:00', 4)).toBe('2026-03-29T03:30:00Z')
    expect(due(ALWAYS, '2026-10-24T22:00:00+02:00', 24)).toBe('2026-10-25T20:00:00Z')
  })

  test('met at closing stays there, unless the contract takes the next opening', () => {
    expect(due(OFFICE, '2024-03-29T10:00:00+01:00', 8)).toBe('2024-03-29T17:00:00Z')
    expect(due(OFFICE, '2024-03-29T10:00:00+01:00', 8, [], 'next-opening')).toBe(
      '2024-04-02T06:00:00Z',
    )
    expect(due(OFFICE, '2026-05-23T12:00:00Z', 0)).toBe('2026-05-23T12:00:00Z')
    expect(due(OFFICE, '2026-05-23T12:00:00Z', 0, [], 'next-opening')).toBe('2026-05-26T06:00:00Z')
    expect(due(OFFICE, '2026-05-22T12:00:00Z', 0, [], 'next-opening')).toBe('2026-05-22T12:00:00Z')
  })

  test('is moved by the pauses that begin before it, and by no other', () => {
    const pause = (from: string, to: string) => ({ start: at(from), end: at(to) })
    const start = '2026-05-20T08:00:00+02:00'
    const two = pause('2026-05-20T09:00:00+02:00', '2026-05-20T11:00:00+02:00')
    const across = pause('2026-05-20T13:00:00+02:00', '2026-05-21T09:00:00+02:00')
    expect(due(OFFICE, start, 4, [two])).toBe('2026-05-20T12:00:00Z')
    expect(due(OFFICE, start, 4, [across, two])).toBe('2026-05-21T08:00:00Z')
    const atDue = pause('2026-05-20T14:00:00+02:00', '2026-05-20T15:00:00+02:00')
    expect(due(OFFICE, start, 4, [two, atDue])).toBe('2026-05-20T12:00:00Z')
    const atStart = pause('2026-05-19T08:00:00+02:00', '2026-05-20T09:00:00+02:00')
    expect(due(OFFICE, start, 1, [atStart])).toBe('2026-05-20T08:00:00Z')
    expect(due(OFFICE, start, 4, [{ start: two.start }])).toBeUndefined()
    expect(due(OFFICE, start, 1, [{ start: two.start }])).toBe('2026-05-20T07:00:00Z')
    expect(due(OFFICE, start, 4, [two, atDue], 'next-opening')).toBe('2026-05-20T13:00:00Z')
  })

  test('past the end of the span is not known', () => {
    expect(due(OFFICE, '2028-12-29T16:00:00Z', 2)).toBeUndefined()
    expect(due(OFFICE, '2028-12-29T16:00:00Z', 1)).toBe('2028-12-29T17:00:00Z')
    expect(due(OFFICE, '2028-12-29T16:00:00Z', 1, [], 'next-opening')).toBeUndefined()
    const closed = compiled({ week: {} })
    expect(due(closed, '2026-01-01T00:00:00Z', 1)).toBeUndefined()
    expect(due(closed, '2026-01-01T00:00:00Z', 0)).toBe('2026-01-01T00:00:00Z')
    const late = { start: at('2026-05-20T09:00:00Z'), end: at('2031-01-01T00:00:00Z') }
    expect(due(OFFICE, '2026-05-20T08:00:00Z', 4, [late])).toBeUndefined()
    // Met at its closing, and the next opening is in a pause that outlasts the span.
    const atOpening = { start: at('2026-05-21T06:00:00Z'), end: at('2031-01-01T00:00:00Z') }
    const met = ['2026-05-20T06:00:00Z', 10, [atOpening]] as const
    expect(due(OFFICE, met[0], met[1], [...met[2]])).toBe('2026-05-20T16:00:00Z')
    expect(due(OFFICE, met[0], met[1], [...met[2]], 'next-opening')).toBeUndefined()
  })

  test('is refused a negative target', () => {
    expect(() => due(OFFICE, '2026-05-20T08:00:00Z', -1)).toThrow('not negative')
    expect(() => back(OFFICE, at('2026-05-20T08:00:00Z'), duration(-1))).toThrow('not negative')
    expect(() => due(OFFICE, '2026-05-20T08:00:00Z', Number.NaN)).toThrow('not negative')
  })
})

describe('outside its span', () => {
  test('a calendar answers nothing, rather than zero', () => {
    const early = at('2023-12-31T23:59:59Z')
    const late = at('2029-01-01T00:00:01Z')
    const inside = at('2026-01-01T00:00:00Z')
    for (const ask of [
      () => openTime(OFFICE, early),
      () => elapsed(OFFICE, early, inside),
      () => elapsed(OFFICE, inside, late),
      () => deadline(OFFICE, early, HOUR),
      () => back(OFFICE, late, HOUR),
      () => isOpen(OFFICE, late),
      () => nextOpening(OFFICE, early),
      () => openIntervals(OFFICE, { start: inside, end: late }),
      () => elapsed(OFFICE, Number.NaN as Instant, inside),
    ]) {
      expect(ask).toThrow('inside its span')
    }
  })

  test('its two ends still count', () => {
    expect(openTime(ALWAYS, SPAN.start)).toBe(0)
    expect(openTime(ALWAYS, SPAN.end)).toBe(SPAN.end - SPAN.start)
    expect(isOpen(ALWAYS, SPAN.end)).toBe(false)
  })
})

describe('openings', () => {
  test('belong to the hours, closings do not', () => {
    const open = (text: string) => isOpen(OFFICE, at(text))
    expect(open('2026-05-20T08:00:00+02:00')).toBe(true)
    expect(open('2026-05-20T17:59:59.999+02:00')).toBe(true)
    expect(open('2026-05-20T18:00:00+02:00')).toBe(false)
    expect(open('2026-05-25T12:00:00+02:00')).toBe(false)
  })

  test('are found forwards and backwards', () => {
    const said = (found: Instant | undefined) => found && formatInstant(found)
    expect(said(nextOpening(OFFICE, at('2026-05-22T18:00:00+02:00')))).toBe('2026-05-26T06:00:00Z')
    expect(said(previousClosing(OFFICE, at('2026-05-26T07:00:00+02:00')))).toBe(
      '2026-05-22T16:00:00Z',
    )
    expect(said(previousClosing(OFFICE, at('2024-01-01T00:00:00Z')))).toBeUndefined()
    expect(said(back(OFFICE, at('2026-05-26T09:00:00+02:00'), duration(2 * HOUR)))).toBe(
      '2026-05-22T15:00:00Z',
    )
    expect(said(back(OFFICE, at('2026-05-22T18:00:00+02:00'), duration(10 * HOUR)))).toBe(
      '2026-05-22T06:00:00Z',
    )
    expect(back(OFFICE, at('2024-01-03T09:00:00+01:00'), duration(100 * HOUR))).toBeUndefined()
    // No time at all before an instant is that instant, were it closed.
    expect(said(back(OFFICE, at('2026-05-23T12:00:00Z'), duration(0)))).toBe('2026-05-23T12:00:00Z')
    expect(said(nextOpening(OFFICE, at('2026-05-22T09:00:00Z')))).toBe('2026-05-22T09:00:00Z')
    expect(said(previousClosing(OFFICE, at('2026-05-22T09:00:00Z')))).toBe('2026-05-22T09:00:00Z')
    expect(nextOpening(OFFICE, SPAN.end)).toBeUndefined()
    const cut = { start: at('2026-05-22T17:00:00+02:00'), end: at('2026-05-26T09:00:00+02:00') }
    expect(openIntervals(OFFICE, cut).map((i) => (i.end - i.start) / HOUR)).toEqual([1, 1])
    expect(openIntervals(OFFICE, { start: cut.end, end: cut.start })).toEqual([])
  })

  test('the next opening is the first open instant, minute by minute over four days', () => {
    const lunch = compiled({ week: office(h(9, 12), h(14, 17)) })
    const from = at('2026-05-22T00:00:00+02:00')
    const minutes = Array.from({ length: 4 * 24 * 60 }, (_, i) => (from + i * MINUTE) as Instant)
    const last = minutes.at(-1)
    let next: Instant | undefined = last && nextOpening(lunch, last)
    for (const minute of minutes.reverse()) {
      if (isOpen(lunch, minute)) next = minute
      expect(nextOpening(lunch, minute)).toBe(next)
    }
    expect(formatInstant(nextOpening(lunch, SPAN.start) as Instant)).toBe('2024-01-01T08:00:00Z')
    // A Sunday ends the span: nothing opens any more.
    expect(nextOpening(lunch, at('2028-12-31T12:00:00+01:00'))).toBeUndefined()
  })
})

test('a second is never lost: open time grows one by one across an opening', () => {
  const opening = at('2026-05-20T08:00:00+02:00')
  const base = openTime(OFFICE, opening)
  const steps = [-SECOND, 0, SECOND, MINUTE].map((step) => {
    return openTime(OFFICE, (opening + step) as Instant) - base
  })
  expect(steps).toEqual([0, 0, 1000, 60_000])
})
