/**
 * Dates without a time: whole days of the Gregorian calendar, and whole months.
 *
 * A date is the number of days since 1970-01-01 and a month is `year × 12 + month − 1`, so that
 * both compare and add as integers. Neither is an instant until a zone is given (`zone.ts`).
 *
 * Example: 31 January 2026 plus one month is 28 February 2026 (`addMonths` keeps the day where it
 * exists and takes the last day where it does not). From 28 February, one month more is 28 March,
 * or 31 March under `'keep-month-end'`.
 *
 * @fr date, mois
 */
import { daysInMonth, epochDay } from '../instant.ts'
import { invariant } from '../invariant.ts'

/** @fr date calendaire */
export type CalendarDate = number & { readonly calendarDate: unique symbol }
/** @fr mois civil */
export type YearMonth = number & { readonly yearMonth: unique symbol }

/** @fr jour de la semaine */
export type Weekday = 'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun'
export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const

/**
 * What a month-end date becomes some months later: the same number, or the end of that month.
 *
 * @fr règle de fin de mois
 */
export type MonthEndRule = 'same-day' | 'keep-month-end'

/** @fr année, mois, jour */
export interface DateFields {
  readonly year: number
  /** 1 is January. */
  readonly month: number
  readonly day: number
}

export const calendarDate = (epochDays: number): CalendarDate => epochDays as CalendarDate

/** The date with these fields, or nothing where there is none (31 April, 29 February 2026). */
export function dateOf(year: number, month: number, day: number): CalendarDate | undefined {
  const days = epochDay(year, month, day)
  return days === undefined ? undefined : calendarDate(days)
}

const ISO_DATE = /^(\d{4})-(\d{2})-(\d{2})$/

/** Reads `2026-03-14`; a date that does not exist gives nothing. */
export function parseDate(text: string): CalendarDate | undefined {
  const match = ISO_DATE.exec(text)
  return match === null ? undefined : dateOf(Number(match[1]), Number(match[2]), Number(match[3]))
}

const padded = (value: number, width: number): string => `${value}`.padStart(width, '0')

export function formatDate(date: CalendarDate): string {
  const { year, month, day } = fieldsOf(date)
  return `${padded(year, 4)}-${padded(month, 2)}-${padded(day, 2)}`
}

/** Year, month and day: the inverse of {@link dateOf}. */
export function fieldsOf(date: CalendarDate): DateFields {
  // Howard Hinnant's civil-from-days: years begin in March, so that the leap day is the last one.
  const shifted = date + 719_468
  const era = Math.floor(shifted / 146_097)
  const dayOfEra = shifted - era * 146_097
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  )
  const dayOfYear =
    dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153)
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1,
  }
}

/** 0 is Monday, 6 is Sunday. */
export const weekdayIndex = (date: CalendarDate): number => (((date + 3) % 7) + 7) % 7

export function weekdayOf(date: CalendarDate): Weekday {
  const weekday = WEEKDAYS[weekdayIndex(date)]
  invariant(weekday !== undefined, 'a week has seven days')
  return weekday
}

export const addDays = (date: CalendarDate, days: number): CalendarDate => calendarDate(date + days)

/** `addMonths(31 January 2026, 1)` is 28 February 2026. */
export function addMonths(
  date: CalendarDate,
  months: number,
  rule: MonthEndRule = 'same-day',
): CalendarDate {
  const { year, month, day } = fieldsOf(date)
  const target = monthFields(addToMonth(yearMonth(year, month), months))
  const last = daysInMonth(target.year, target.month)
  const sticks = rule === 'keep-month-end' && day === daysInMonth(year, month)
  const result = dateOf(target.year, target.month, sticks ? last : Math.min(day, last))
  invariant(result !== undefined, 'a day inside its month exists')
  return result
}

/** Easter Sunday of a year of the Gregorian calendar (the anonymous algorithm, Meeus). */
export function easterSunday(year: number): CalendarDate {
  const a = year % 19
  const b = Math.floor(year / 100)
  const c = year % 100
  const d = (19 * a + b - Math.floor(b / 4) - Math.floor((8 * b + 13) / 25) + 15) % 30
  const e = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - d - (c % 4)) % 7
  const f = Math.floor((a + 11 * d + 22 * e) / 451)
  const marchDay = 22 + d + e - 7 * f
  const date = marchDay <= 31 ? dateOf(year, 3, marchDay) : dateOf(year, 4, marchDay - 31)
  invariant(date !== undefined, 'Easter is a day of March or April')
  return date
}

export function yearMonth(year: number, month: number): YearMonth {
  invariant(month >= 1 && month <= 12, 'a month is between 1 and 12')
  return (year * 12 + month - 1) as YearMonth
}

export const monthFields = (
  month: YearMonth,
): { readonly year: number; readonly month: number } => ({
  year: Math.floor(month / 12),
  month: month - Math.floor(month / 12) * 12 + 1,
})

export const addToMonth = (month: YearMonth, months: number): YearMonth =>
  (month + months) as YearMonth

export function monthOf(date: CalendarDate): YearMonth {
  const { year, month } = fieldsOf(date)
  return yearMonth(year, month)
}

export function firstDayOf(month: YearMonth): CalendarDate {
  const fields = monthFields(month)
  const date = dateOf(fields.year, fields.month, 1)
  invariant(date !== undefined, 'a month has a first day')
  return date
}

export const lastDayOf = (month: YearMonth): CalendarDate =>
  addDays(firstDayOf(addToMonth(month, 1)), -1)

/** Reads `2026-03`. */
export function parseMonth(text: string): YearMonth | undefined {
  const first = parseDate(`${text}-01`)
  return first === undefined ? undefined : monthOf(first)
}

export const formatMonth = (month: YearMonth): string => formatDate(firstDayOf(month)).slice(0, 7)
