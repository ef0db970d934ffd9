/**
 * Turns the hours that a contract writes into stretches of real time, once for a span.
 *
 * Each edge of a range is read on the wall of its date: one that does not exist is moved forward
 * by the gap, one that happens twice is its first occurrence. So a night 22:00–06:00 in Paris is
 * 7 h from 28 to 29 March 2026 and 9 h from 24 to 25 October.
 *
 * Not modelled: a range that would open and close inside one gap is empty on that day.
 */
import type { Checked, Finding } from '../finding.ts'
import { hasError } from '../finding.ts'
import type { Instant } from '../instant.ts'
import { DAY, formatInstant, instant, MINUTE } from '../instant.ts'
import type { Interval } from '../interval.ts'
import { intersect, subtractIntervals, union } from '../interval.ts'
import type { Calendar } from './calendar.ts'
import { DAY_IS_EXCEPTION, DAY_IS_HOLIDAY, DAY_OPENS } from './calendar.ts'
import type { CalendarDate } from './date.ts'
import { addDays } from './date.ts'
import type { DayPlan } from './day-plan.ts'
import { planDays } from './day-plan.ts'
import type { HolidayTable } from './holidays.ts'
import type { HourRange } from './hours.ts'
import { buildLookup } from './lookup.ts'
import type { CalendarTerms } from './terms.ts'
import { checkTerms } from './terms.ts'
import type { Zone, ZoneTable } from './zone.ts'
import { covers, dateAt, lastAtOrBelow, toInstant, zoneOf } from './zone.ts'

/**
 * The pinned data that a calendar is computed with: `catalogue/zones`, `catalogue/parameters`.
 *
 * @fr tables de référence
 */
export interface CalendarTables {
  readonly zones: ZoneTable
  readonly holidays: HolidayTable
}

/** Compiles the hours of a contract for a span; the findings say why there is no calendar. */
export function compileCalendar(
  terms: CalendarTerms,
  tables: CalendarTables,
  span: Interval,
): Checked<Calendar> {
  const findings = checkTerms(terms)
  const zone = zoneOf(tables.zones, terms.zone)
  if (zone === undefined) findings.push(error('calendar-zone-unknown', { zone: terms.zone }))
  else findings.push(...checkSpan(zone, span))
  if (zone === undefined || hasError(findings)) return { value: undefined, findings }
  const firstDate = addDays(dateAt(zone, span.start), -2)
  const lastDate = addDays(dateAt(zone, span.end), 1)
  const plan = planDays(terms, tables.holidays, firstDate, lastDate)
  findings.push(...plan.findings)
  if (plan.value === undefined) return { value: undefined, findings }
  const exceptions = new Set<number>(terms.exceptions?.map(({ date }) => date))
  const days = new Uint8Array(lastDate - firstDate + 1)
  const closings = new Float64Array(days.length)
  const open: Interval[] = []
  for (let date = firstDate; date <= lastDate; date = addDays(date, 1)) {
    const hours = openOn(zone, plan.value, date)
    open.push(...hours)
    closings[date - firstDate] = hours.at(-1)?.end ?? Number.NaN
    days[date - firstDate] =
      (hours.length > 0 ? DAY_OPENS : 0) |
      (plan.value.holidays.has(date) ? DAY_IS_HOLIDAY : 0) |
      (exceptions.has(date) ? DAY_IS_EXCEPTION : 0)
  }
  const stretches = intersect(union(open), [span])
  const value: Calendar = {
    zone,
    holidayVersion: tables.holidays.version,
    span,
    stretches,
    origin: span.start,
    length: span.end - span.start,
    lookup: buildLookup(stretches, span),
    firstDate,
    days,
    closings,
  }
  return { value, findings }
}

/** Real time of the hours of one date, breaks of the two dates that it can touch taken out. */
function openOn(zone: Zone, plan: DayPlan, date: CalendarDate): Interval[] {
  const hours = union(realTime(zone, date, plan.hoursOf(date)))
  if (hours.length === 0) return hours
  if (!plan.hasBreaks) return hours
  const next = addDays(date, 1)
  const breaks = [
    ...realTime(zone, addDays(date, -1), plan.breaksOf(addDays(date, -1))),
    ...realTime(zone, date, plan.breaksOf(date)),
    ...realTime(zone, next, plan.breaksOf(next)),
  ]
  return breaks.length === 0 ? hours : subtractIntervals(hours, union(breaks))
}

function realTime(zone: Zone, date: CalendarDate, ranges: readonly HourRange[]): Interval[] {
  if (ranges.length === 0) return []
  const offset = plainOffset(zone, date)
  const edge = (minutes: number): Instant =>
    offset === undefined
      ? toInstant(zone, { date, clock: minutes * MINUTE }).instant
      : instant(date * DAY + minutes * MINUTE - offset)
  return ranges.map(({ from, to }) => ({ start: edge(from), end: edge(to) }))
}

/** The offset of a date and of the night after it, where no clock changes around them. */
function plainOffset(zone: Zone, date: CalendarDate): number | undefined {
  const stretch = lastAtOrBelow(zone.starts, (date - 1) * DAY)
  const next = zone.starts[stretch + 1]
  return next === undefined || next > (date + 3) * DAY ? zone.offsets[stretch] : undefined
}

const error = (code: string, params: Finding['params']): Finding => ({
  code,
  severity: 'error',
  params,
})

/** A span lasts, and lies three days inside the table, since nights pass its ends. */
function checkSpan(zone: Zone, span: Interval): Finding[] {
  const params = { from: said(span.start), to: said(span.end) }
  if (!(span.end > span.start)) return [error('span-empty', params)]
  const margin = 3 * 1440 * MINUTE
  const inside =
    covers(zone, (span.start - margin) as typeof span.start) &&
    covers(zone, (span.end + margin) as typeof span.end)
  return inside ? [] : [error('span-beyond-zone-table', params)]
}

const said = (at: Interval['start']): string =>
  Number.isFinite(at) && Math.abs(at) < 8.64e15 ? formatInstant(at) : `${at}`
