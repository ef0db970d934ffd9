/**
 * Decides the hours of each date from the terms of a calendar, still on the wall clock.
 *
 * Example: with a week of 08:00–18:00, holidays of `FR` and on-call hours 10:00–12:00, Friday
 * 1 May 2026 has 10:00–12:00, and Monday 4 May 08:00–18:00.
 */
import type { Checked, Finding } from '../finding.ts'
import { hasError } from '../finding.ts'
import type { CalendarDate } from './date.ts'
import { addDays, weekdayOf } from './date.ts'
import type { HolidayTable } from './holidays.ts'
import { holidaysOf } from './holidays.ts'
import type { HourRange } from './hours.ts'
import { MINUTES_A_DAY } from './hours.ts'
import type { CalendarTerms } from './terms.ts'
import { datesOfPattern, datesOfRange, yearOf } from './terms.ts'

/** @fr horaires par date */
export interface DayPlan {
  readonly holidays: ReadonlySet<number>
  readonly hoursOf: (date: CalendarDate) => readonly HourRange[]
  readonly hasBreaks: boolean
  /** Dated hours taken out of whatever is open. */
  readonly breaksOf: (date: CalendarDate) => readonly HourRange[]
}

const NO_HOURS: readonly HourRange[] = []

/** The plan of the dates between two dates, both included. */
export function planDays(
  terms: CalendarTerms,
  table: HolidayTable,
  first: CalendarDate,
  last: CalendarDate,
): Checked<DayPlan> {
  const years = { from: yearOf(first), to: yearOf(last) }
  const { value: holidays, findings } = holidayDates(terms, table, years)
  if (holidays === undefined) return { value: undefined, findings }
  const closed = closedDates(terms, years)
  const exceptions = byDate(terms.exceptions)
  const breaks = byDate(terms.breaks)
  const halfDays = new Map<number, HourRange>()
  for (const half of terms.halfDays ?? []) {
    for (const date of datesOfPattern(half.on, years.from, years.to)) halfDays.set(date, half.keep)
  }
  const onHoliday = Array.isArray(terms.onHoliday) ? (terms.onHoliday as HourRange[]) : NO_HOURS
  const weekly = terms.nightBelongsTo === 'each-day' ? cutAtMidnight : weekHoursOf
  const hoursOf = (date: CalendarDate): readonly HourRange[] => {
    const exception = exceptions.get(date)
    if (exception !== undefined) return exception
    if (closed.has(date)) return NO_HOURS
    if (holidays.has(date)) return onHoliday
    const keep = halfDays.get(date)
    const hours = weekly(terms, date)
    return keep === undefined ? hours : inside(hours, keep)
  }
  return {
    value: {
      holidays,
      hoursOf,
      hasBreaks: breaks.size > 0,
      breaksOf: (date) => breaks.get(date) ?? NO_HOURS,
    },
    findings,
  }
}

interface Years {
  readonly from: number
  readonly to: number
}

function holidayDates(
  terms: CalendarTerms,
  table: HolidayTable,
  years: Years,
): Checked<Set<number>> {
  const dates = new Set<number>()
  const findings: Finding[] = []
  for (const pattern of terms.holidays?.days ?? []) {
    for (const date of datesOfPattern(pattern, years.from, years.to)) dates.add(date)
  }
  for (const region of terms.holidays?.regions ?? []) {
    const said = new Set<string>()
    for (let year = years.from; year <= years.to; year += 1) {
      const found = holidaysOf(table, region, year)
      for (const finding of found.findings) {
        if (!said.has(finding.code)) findings.push(finding)
        said.add(finding.code)
      }
      for (const holiday of found.value ?? []) dates.add(holiday.date)
    }
  }
  return { value: hasError(findings) ? undefined : dates, findings }
}

function closedDates(terms: CalendarTerms, years: Years): Set<number> {
  const dates = new Set<number>()
  for (const closing of terms.closings ?? []) {
    for (const stretch of datesOfRange(closing, years.from, years.to)) {
      for (let date = stretch.from; date <= stretch.to; date = addDays(date, 1)) dates.add(date)
    }
  }
  return dates
}

function byDate(dated: CalendarTerms['breaks']): Map<number, readonly HourRange[]> {
  const map = new Map<number, readonly HourRange[]>()
  for (const { date, hours } of dated ?? []) map.set(date, [...(map.get(date) ?? []), ...hours])
  return map
}

function weekHoursOf(terms: CalendarTerms, date: CalendarDate): readonly HourRange[] {
  for (const { from, to, hours } of terms.weeks) {
    if ((from ?? date) <= date && date <= (to ?? date)) return hours[weekdayOf(date)] ?? NO_HOURS
  }
  return NO_HOURS
}

/** The hours of the date itself: its own before midnight, and those left of the night before. */
function cutAtMidnight(terms: CalendarTerms, date: CalendarDate): readonly HourRange[] {
  const own = weekHoursOf(terms, date).map(({ from, to }) => ({
    from,
    to: Math.min(to, MINUTES_A_DAY),
  }))
  const left = weekHoursOf(terms, addDays(date, -1))
    .filter(({ to }) => to > MINUTES_A_DAY)
    .map(({ to }) => ({ from: 0, to: to - MINUTES_A_DAY }))
  return [...left, ...own]
}

function inside(hours: readonly HourRange[], keep: HourRange): readonly HourRange[] {
  return hours
    .map(({ from, to }) => ({ from: Math.max(from, keep.from), to: Math.min(to, keep.to) }))
    .filter(({ from, to }) => to > from)
}
