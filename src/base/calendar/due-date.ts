/**
 * From an event to a date, each step kept with its reason.
 *
 * A span of days or months is added to the event or taken from it; the date found may then be moved
 * (`month-end`, `next-day`, `next-open-day`); last, a date on a closed day stays or moves to the
 * next open one, as the contract says. Each step keeps the date before, the date after, and every
 * day that it passed over with the reason why, so that the date can be told and done again.
 *
 * Example, France: 5 jours ouvrés after Tuesday 5 May 2026. Friday 8 May is a holiday, the 9th and
 * the 10th are a weekend: the steps are one, from 5 May to Wednesday 13 May, with three days
 * skipped. 45 days after 10 March 2026 then month-end: 24 April, then 30 April.
 *
 * @fr computation d'un délai
 * @source Règlement (CEE) 1182/71; Code de procédure civile, art. 641 and 642. Both govern public
 * acts and procedure: a contract adopts such a rule or writes another one, nothing applies by
 * itself.
 */
import type { Calendar } from './calendar.ts'
import type { CalendarDate } from './date.ts'
import { addDays, addMonths, lastDayOf, monthOf } from './date.ts'
import type { ClosedDayReason, DateRules, DateSpan } from './days.ts'
import { isKnownDate, reasonClosed, reasonNotCounted } from './days.ts'

/** Where the date found is moved to, strictly later but for the end of a month. @fr report */
export type DateMove = 'month-end' | 'next-day' | 'next-open-day'

/** A day that was not counted, or on which the date could not fall. @fr jour non compté */
export interface SkippedDay {
  readonly date: CalendarDate
  readonly why: ClosedDayReason
}

/** One step of the way to a date. @fr étape de computation */
export interface DateStep {
  /** `open-day`: the date fell on a closed day, and moved as the contract says. */
  readonly rule: DateSpan['unit'] | DateMove | 'open-day'
  readonly before: CalendarDate
  readonly after: CalendarDate
  /** Days or months counted, below zero backwards; 0 for a move. */
  readonly count: number
  readonly skipped: readonly SkippedDay[]
}

/**
 * The steps from an event to its date, in order; nothing where a date past the compiled ones would
 * have to be looked at. Without a closed day and without a move there is one.
 */
export function stepsToDate(
  calendar: Calendar,
  event: CalendarDate,
  span: DateSpan,
  rules: DateRules,
  move?: DateMove,
): readonly DateStep[] | undefined {
  if (!isKnownDate(calendar, event)) return undefined
  const counted = spanStep(calendar, event, span, rules)
  if (counted === undefined) return undefined
  const moved = move === undefined ? [] : [moveDate(calendar, counted.after, move, rules)]
  const steps = [counted, ...moved]
  if (!steps.every((step) => step !== undefined)) return undefined
  if (rules.onClosedDay === 'stays') return steps
  const found = (steps.at(-1) as DateStep).after
  const open = firstOpenDay(calendar, found, rules)
  if (open === undefined) return undefined
  return open.skipped.length === 0 ? steps : [...steps, { ...open, rule: 'open-day' }]
}

/** The last day of a span that an event of `event` starts; nothing past the compiled dates. */
export const dueDate = (
  calendar: Calendar,
  event: CalendarDate,
  span: DateSpan,
  rules: DateRules,
): CalendarDate | undefined => stepsToDate(calendar, event, span, rules)?.at(-1)?.after

/** The step that moves a date which is known already; nothing past the compiled dates. */
export function moveDate(
  calendar: Calendar,
  before: CalendarDate,
  move: DateMove,
  rules: Pick<DateRules, 'closedDays'>,
): DateStep | undefined {
  const step = { rule: move, before, count: 0, skipped: [] }
  switch (move) {
    case 'month-end':
      return { ...step, after: lastDayOf(monthOf(before)) }
    case 'next-day':
      return { ...step, after: addDays(before, 1) }
    case 'next-open-day': {
      const open = firstOpenDay(calendar, addDays(before, 1), rules)
      return open === undefined ? undefined : { ...step, after: open.after, skipped: open.skipped }
    }
  }
}

/**
 * What a span adds to the event. Counting the event's own day takes one day off the count; clear
 * days never count it, which is what makes them clear, nor the day on which they end.
 */
function spanStep(
  calendar: Calendar,
  before: CalendarDate,
  span: DateSpan,
  { eventDay, monthEnd }: DateRules,
): DateStep | undefined {
  const { unit, count } = span
  const sign = Math.sign(count)
  const first = eventDay === 'counted' ? addDays(before, -sign) : before
  switch (unit) {
    case 'worked-days':
    case 'workable-days':
      return walk(calendar, before, first, span, unit)
    case 'calendar-days':
      return { rule: unit, before, after: addDays(first, count), count, skipped: [] }
    case 'clear-days':
      return { rule: unit, before, after: addDays(before, count + sign), count, skipped: [] }
    case 'months': {
      const same = addMonths(before, count, monthEnd)
      const after = eventDay === 'counted' ? addDays(same, -sign) : same
      return { rule: unit, before, after, count, skipped: [] }
    }
  }
}

/** Walks from the day `first`, which is not counted, over as many days as count. */
function walk(
  calendar: Calendar,
  before: CalendarDate,
  first: CalendarDate,
  { count }: DateSpan,
  unit: 'worked-days' | 'workable-days',
): DateStep | undefined {
  const skipped: SkippedDay[] = []
  let after = first
  let left = Math.abs(count)
  while (left > 0) {
    after = addDays(after, Math.sign(count))
    if (!isKnownDate(calendar, after)) return undefined
    const why = reasonNotCounted(calendar, after, unit)
    if (why === undefined) left -= 1
    else skipped.push({ date: after, why })
  }
  return { rule: unit, before, after, count, skipped }
}

/** The date itself, or the first one after it that is not closed. */
function firstOpenDay(
  calendar: Calendar,
  before: CalendarDate,
  { closedDays }: Pick<DateRules, 'closedDays'>,
): Omit<DateStep, 'rule'> | undefined {
  const skipped: SkippedDay[] = []
  for (let after = before; isKnownDate(calendar, after); after = addDays(after, 1)) {
    const why = reasonClosed(calendar, after, closedDays)
    if (why === undefined) return { before, after, count: 0, skipped }
    skipped.push({ date: after, why })
  }
  return undefined
}
