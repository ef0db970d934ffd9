/**
 * What a contract says about the hours of a service, before any date is computed.
 *
 * A date is looked up in this order, and the first answer wins: a dated exception, a closing, a
 * public holiday, a half-day, the week in force at that date. Dated breaks are taken out last,
 * whatever opened the hours.
 *
 * Example: Monday to Friday 08:00–18:00, holidays of `FR`, closed from 12-24 to 01-02 each year,
 * and an exception that opens Saturday 2026-11-28 from 09:00 to 12:00.
 *
 * @fr plage de service
 */
import type { Checked, Finding } from '../finding.ts'
import { invariant } from '../invariant.ts'
import type { CalendarDate } from './date.ts'
import { dateOf, fieldsOf, formatDate, parseDate } from './date.ts'
import type { HourRange, WeekHours } from './hours.ts'
import { checkHours } from './hours.ts'

/** One date, or the same day of every year. @fr jour daté ou annuel */
export type DayPattern =
  | { readonly kind: 'date'; readonly date: CalendarDate }
  | { readonly kind: 'yearly'; readonly month: number; readonly day: number }

/**
 * Both days belong to the range; a yearly one may cross New Year: 12-24 to 01-02.
 *
 * @fr période de fermeture
 */
export interface DayRange {
  readonly from: DayPattern
  readonly to: DayPattern
}

/**
 * The week in force between two dates, both included; an absent side is open.
 *
 * @fr semaine type en vigueur
 */
export interface WeekInForce {
  readonly from?: CalendarDate
  readonly to?: CalendarDate
  readonly hours: WeekHours
}

/** @fr jours fériés du contrat */
export interface HolidayTerms {
  /** Codes of the holiday table: `FR`, `FR-57`, `FR-974`… */
  readonly regions?: readonly string[]
  readonly days?: readonly DayPattern[]
}

/** @fr horaires d'une date */
export interface DatedHours {
  readonly date: CalendarDate
  readonly hours: readonly HourRange[]
}

/** A day on which only the part of the usual hours inside `keep` is open. @fr demi-journée */
export interface HalfDay {
  readonly on: DayPattern
  readonly keep: HourRange
}

/** @fr plage de service */
export interface CalendarTerms {
  /** IANA name, such as `Europe/Paris`. */
  readonly zone: string
  readonly weeks: readonly WeekInForce[]
  readonly holidays?: HolidayTerms
  /** Closed, or the hours of the on-call duty (astreinte). Absent means closed. */
  readonly onHoliday?: 'closed' | readonly HourRange[]
  readonly halfDays?: readonly HalfDay[]
  readonly closings?: readonly DayRange[]
  readonly exceptions?: readonly DatedHours[]
  readonly breaks?: readonly DatedHours[]
  /**
   * Whose hours are those after midnight: the day on which the range opens (its holiday closes
   * the whole night), or each date for itself. Absent means the opening day.
   */
  readonly nightBelongsTo?: 'opening-day' | 'each-day'
}

const YEARLY = /^(\d{2})-(\d{2})$/

/** Reads `2026-05-01`, or `05-01` for the first of May of every year. */
export function parseDayPattern(text: string): DayPattern | undefined {
  const match = YEARLY.exec(text)
  if (match === null) {
    const date = parseDate(text)
    return date === undefined ? undefined : { kind: 'date', date }
  }
  const month = Number(match[1])
  const day = Number(match[2])
  const exists = dateOf(2024, month, day) !== undefined
  return exists ? { kind: 'yearly', month, day } : undefined
}

/** Reads `2026-07-08/2026-09-01` or `12-24/01-02`. */
export function parseDayRange(text: string): DayRange | undefined {
  const [first = '', second = '', ...rest] = text.split('/')
  const from = parseDayPattern(first)
  const to = parseDayPattern(second)
  return from === undefined || to === undefined || rest.length > 0 ? undefined : { from, to }
}

/** The dates of a pattern between two years, both included. */
export function datesOfPattern(pattern: DayPattern, from: number, to: number): CalendarDate[] {
  if (pattern.kind === 'date') return [pattern.date]
  const dates: CalendarDate[] = []
  for (let year = from; year <= to; year += 1) {
    const date = dateOf(year, pattern.month, pattern.day)
    if (date !== undefined) dates.push(date)
  }
  return dates
}

/** The stretches of dates of a range that begin between two years, ends included. */
export function datesOfRange(
  range: DayRange,
  fromYear: number,
  toYear: number,
): { readonly from: CalendarDate; readonly to: CalendarDate }[] {
  const { from, to } = range
  if (from.kind === 'date' && to.kind === 'date') return [{ from: from.date, to: to.date }]
  invariant(from.kind === 'yearly' && to.kind === 'yearly', 'a range has two years or none')
  const nextYear = to.month * 100 + to.day < from.month * 100 + from.day ? 1 : 0
  const stretches: { from: CalendarDate; to: CalendarDate }[] = []
  for (let year = fromYear - 1; year <= toYear; year += 1) {
    const first = existing(year, from.month, from.day)
    stretches.push({ from: first, to: existing(year + nextYear, to.month, to.day) })
  }
  return stretches
}

/** 29 February is 28 February in a common year when it bounds a yearly closing. */
function existing(year: number, month: number, day: number): CalendarDate {
  return (dateOf(year, month, day) ?? dateOf(year, month, day - 1)) as CalendarDate
}

/** Everything that can be refused before a zone or a holiday table is asked. */
export function checkTerms(terms: CalendarTerms): Finding[] {
  return [
    ...terms.weeks.flatMap(checkWeek),
    ...checkValidity(terms.weeks),
    ...(terms.onHoliday === undefined || terms.onHoliday === 'closed'
      ? []
      : checkHours(terms.onHoliday, 'holiday')),
    ...(terms.halfDays ?? []).flatMap((half) => checkHours([half.keep], 'half-day')),
    ...(terms.closings ?? []).flatMap(checkClosing),
    ...checkDated(terms.exceptions ?? [], 'exception-twice'),
    ...(terms.breaks ?? []).flatMap((dated) => checkHours(dated.hours, formatDate(dated.date))),
  ]
}

const error = (code: string, params: Finding['params']): Finding => ({
  code,
  severity: 'error',
  params,
})

const checkWeek = (week: WeekInForce): Finding[] =>
  Object.entries(week.hours).flatMap(([day, ranges]) => checkHours(ranges, day))

function checkValidity(weeks: readonly WeekInForce[]): Finding[] {
  const findings: Finding[] = []
  if (weeks.length === 0) findings.push(error('week-missing', {}))
  const sorted = [...weeks].sort((a, b) => firstOf(a) - firstOf(b))
  let end: number | undefined
  for (const week of sorted) {
    const params = { from: saidDate(week.from), to: saidDate(week.to) }
    if (lastOf(week) < firstOf(week)) findings.push(error('period-reversed', params))
    if (end !== undefined && firstOf(week) <= end) findings.push(error('weeks-overlap', params))
    end = Math.max(end ?? lastOf(week), lastOf(week))
  }
  return findings
}

const firstOf = (week: WeekInForce): number => week.from ?? Number.NEGATIVE_INFINITY
const lastOf = (week: WeekInForce): number => week.to ?? Number.POSITIVE_INFINITY

const saidDate = (date: CalendarDate | undefined): string =>
  date === undefined ? '' : formatDate(date)

const saidPattern = (pattern: DayPattern): string =>
  pattern.kind === 'date'
    ? formatDate(pattern.date)
    : formatDate(dateOf(2024, pattern.month, pattern.day) as CalendarDate).slice(5)

function checkClosing(range: DayRange): Finding[] {
  const { from, to } = range
  const params = { from: saidPattern(from), to: saidPattern(to) }
  if (from.kind === 'date' && to.kind === 'date') {
    return to.date < from.date ? [error('period-reversed', params)] : []
  }
  return from.kind === to.kind ? [] : [error('closing-half-yearly', params)]
}

function checkDated(dated: readonly DatedHours[], twice: string): Finding[] {
  const seen = new Set<number>()
  return dated.flatMap(({ date, hours }) => {
    const again = seen.has(date) ? [error(twice, { date: formatDate(date) })] : []
    seen.add(date)
    return [...again, ...checkHours(hours, formatDate(date))]
  })
}

/** The text of checked user input that names days: dates, yearly dates and ranges of both. */
export function parseHolidayDays(texts: readonly string[]): Checked<{
  readonly days: readonly DayPattern[]
  readonly ranges: readonly DayRange[]
}> {
  const days: DayPattern[] = []
  const ranges: DayRange[] = []
  const findings: Finding[] = []
  for (const text of texts) {
    const range = text.includes('/') ? parseDayRange(text) : undefined
    const day = text.includes('/') ? undefined : parseDayPattern(text)
    if (range !== undefined) ranges.push(range)
    else if (day !== undefined) days.push(day)
    else findings.push(error('date-invalid', { date: text }))
  }
  return { value: { days, ranges }, findings }
}

export const yearOf = (date: CalendarDate): number => fieldsOf(date).year
