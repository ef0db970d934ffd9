/**
 * Spans counted in days or months: seven units that a contract must not mix up.
 *
 * Each unit is a type of its own, so that five *jours ouvrés* are never added where five *jours
 * ouvrables* were agreed. What the unit leaves open is a parameter without default: whether the
 * day of the event counts, and whether a date that falls on a closed day stays or moves.
 *
 * Examples, France, event on Wednesday 1 April 2026, not counted: 30 calendar days end on Friday
 * 1 May, a holiday, and move to Monday 4 May. Three clear days end on Sunday 5 April (the event,
 * three whole days, then the last useful one), which moves to Tuesday 7 April. From 30 November
 * 2025, three months end on Saturday 28 February 2026 and move to Monday 2 March.
 *
 * @fr jours ouvrés, ouvrables, calendaires, francs
 * @source Code de procédure civile, art. 640 to 642: they govern procedure; a contract adopts a
 * rule or says another one, so nothing here applies by itself.
 */
import type { Instant } from '../instant.ts'
import { instant } from '../instant.ts'
import { invariant } from '../invariant.ts'
import type { Calendar } from './calendar.ts'
import {
  DAY_IS_EXCEPTION,
  DAY_IS_HOLIDAY,
  DAY_OPENS,
  isInSpan,
  isOpen,
  nextOpening,
  previousClosing,
} from './calendar.ts'
import type { CalendarDate, MonthEndRule } from './date.ts'
import { addDays, weekdayIndex } from './date.ts'
import { toInstant, toLocal } from './zone.ts'

interface Counted<Unit extends string> {
  readonly unit: Unit
  /** A whole number; below zero it counts backwards. */
  readonly count: number
}

/** Days on which the calendar opens, ending at the time of the event. @fr jours d'ouverture */
export type OpenDays = Counted<'open-days'>
/** Days on which the calendar opens, ending when the last one closes. @fr fin du nième jour */
export type OpenDayEnds = Counted<'open-day-ends'>
/** Days worked: the calendar opens, and it is not for a holiday duty. @fr jours ouvrés */
export type WorkedDays = Counted<'worked-days'>
/** Monday to Saturday without public holidays. @fr jours ouvrables */
export type WorkableDays = Counted<'workable-days'>
/** @fr jours calendaires */
export type CalendarDays = Counted<'calendar-days'>
/** Neither the first nor the last day counts. @fr jours francs */
export type ClearDays = Counted<'clear-days'>
/** @fr mois */
export type Months = Counted<'months'>

/** A span that ends on a date rather than at an instant. @fr délai en jours ou en mois */
export type DateSpan = WorkedDays | WorkableDays | CalendarDays | ClearDays | Months

const counted =
  <Unit extends string>(unit: Unit) =>
  (count: number): Counted<Unit> => {
    invariant(Number.isSafeInteger(count), 'days and months are counted in whole numbers')
    return { unit, count }
  }

export const openDays = counted('open-days')
export const openDayEnds = counted('open-day-ends')
export const workedDays = counted('worked-days')
export const workableDays = counted('workable-days')
export const calendarDays = counted('calendar-days')
export const clearDays = counted('clear-days')
export const months = counted('months')

/** Which days a date may not fall on, when it moves. @fr jour non ouvré */
export type ClosedDays =
  /** Saturday, Sunday and holidays, as article 642 of the Code de procédure civile has it. */
  | 'saturday-sunday-holiday'
  | 'sunday-holiday'
  /** The days on which the calendar does not open. */
  | 'not-worked'

/** What the contract says about the two ends of a span of days. @fr règles de computation */
export interface DateRules {
  readonly eventDay: 'counted' | 'not-counted'
  readonly onClosedDay: 'stays' | 'moves-to-next'
  readonly closedDays: ClosedDays
  readonly monthEnd: MonthEndRule
}

type DayTest = (calendar: Calendar, date: CalendarDate) => boolean

const flags = (calendar: Calendar, date: CalendarDate): number => {
  const flag = calendar.days[date - calendar.firstDate]
  invariant(flag !== undefined, 'a date is asked inside the span of the calendar')
  return flag
}

/** Whether the calendar was compiled for this date. */
export const isKnownDate = (calendar: Calendar, date: CalendarDate): boolean =>
  date >= calendar.firstDate && date < calendar.firstDate + calendar.days.length

/** Whether some hours begin on this date. Aborts: outside the compiled dates, as its kin. */
export const isOpenDay: DayTest = (calendar, date) => (flags(calendar, date) & DAY_OPENS) !== 0

const isHolidayDate: DayTest = (calendar, date) => (flags(calendar, date) & DAY_IS_HOLIDAY) !== 0

/** An open day; a holiday with duty hours is not one, unless a dated exception opens it. */
export const isWorkedDay: DayTest = (calendar, date) => {
  const flag = flags(calendar, date)
  if ((flag & DAY_OPENS) === 0) return false
  return (flag & DAY_IS_HOLIDAY) === 0 || (flag & DAY_IS_EXCEPTION) !== 0
}

const isWorkableDay: DayTest = (calendar, date) =>
  weekdayIndex(date) < 6 && !isHolidayDate(calendar, date)

const isClosedDay: Readonly<Record<ClosedDays, DayTest>> = {
  'saturday-sunday-holiday': (calendar, date) =>
    weekdayIndex(date) >= 5 || isHolidayDate(calendar, date),
  'sunday-holiday': (calendar, date) => !isWorkableDay(calendar, date),
  'not-worked': (calendar, date) => !isWorkedDay(calendar, date),
}

/** Why a day is passed over: a public holiday first, else the day of the week or the calendar. */
export type ClosedDayReason = 'holiday' | 'saturday' | 'sunday' | 'closed'

/** Why a date is closed, or nothing where it is not. */
export const reasonClosed = (
  calendar: Calendar,
  date: CalendarDate,
  closedDays: ClosedDays,
): ClosedDayReason | undefined =>
  isClosedDay[closedDays](calendar, date) ? reasonOf(calendar, date) : undefined

/** Why a date does not count in a span of that unit, or nothing where it does. */
export const reasonNotCounted = (
  calendar: Calendar,
  date: CalendarDate,
  unit: 'worked-days' | 'workable-days',
): ClosedDayReason | undefined =>
  (unit === 'worked-days' ? isWorkedDay : isWorkableDay)(calendar, date)
    ? undefined
    : reasonOf(calendar, date)

function reasonOf(calendar: Calendar, date: CalendarDate): ClosedDayReason {
  if (isHolidayDate(calendar, date)) return 'holiday'
  const weekday = weekdayIndex(date)
  if (weekday === 6) return 'sunday'
  return weekday === 5 ? 'saturday' : 'closed'
}

/** The `count`-th day after `date` that passes; before it when `count` is negative. */
function nthDay(
  calendar: Calendar,
  date: CalendarDate,
  count: number,
  passes: DayTest,
): CalendarDate | undefined {
  const step = count < 0 ? -1 : 1
  let left = Math.abs(count)
  let day = date
  while (left > 0) {
    day = addDays(day, step)
    if (!isKnownDate(calendar, day)) return undefined
    if (passes(calendar, day)) left -= 1
  }
  return day
}

/** Days that count after `from`, up to and with `to`; nothing when `to` is not after `from`. */
export function countDays(
  calendar: Calendar,
  from: CalendarDate,
  to: CalendarDate,
  unit: 'worked-days' | 'workable-days' | 'calendar-days',
): number {
  if (unit === 'calendar-days') return Math.max(0, to - from)
  const passes = unit === 'worked-days' ? isWorkedDay : isWorkableDay
  let days = 0
  for (let day = addDays(from, 1); day <= to; day = addDays(day, 1)) {
    if (passes(calendar, day)) days += 1
  }
  return days
}

/**
 * The clock time of `start`, on the nth open day after its own (before it, when negative).
 *
 * Where the calendar is closed at that time, `whenClosed` keeps it, or moves it in the direction
 * of the count: to the next opening, or back to the closing before.
 */
export function afterOpenDays(
  calendar: Calendar,
  start: Instant,
  span: OpenDays,
  whenClosed: 'stays' | 'moves',
): Instant | undefined {
  const { date, clock } = toLocal(calendar.zone, start)
  const day = nthDay(calendar, date, span.count, isOpenDay)
  if (day === undefined) return undefined
  const at = toInstant(calendar.zone, { date: day, clock }).instant
  if (!isInSpan(calendar, at)) return undefined
  if (whenClosed === 'stays' || isOpen(calendar, at)) return at
  return span.count < 0 ? previousClosing(calendar, at) : nextOpening(calendar, at)
}

/** The closing of the nth open day after that of `start`; of its own when the count is zero. */
export function endOfOpenDay(
  calendar: Calendar,
  start: Instant,
  span: OpenDayEnds,
): Instant | undefined {
  const { date } = toLocal(calendar.zone, start)
  const day = nthDay(calendar, date, span.count, isOpenDay)
  if (day === undefined || !isOpenDay(calendar, day)) return undefined
  return closingOf(calendar, day)
}

/** When the hours that begin on a date close for the last time; nothing on a closed day. */
export function closingOf(calendar: Calendar, date: CalendarDate): Instant | undefined {
  const closing = calendar.closings[date - calendar.firstDate]
  return closing === undefined || Number.isNaN(closing) ? undefined : instant(closing)
}
