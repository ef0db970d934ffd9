/**
 * From which day to which day a contract runs, its renewals on the way, and where a month ends.
 *
 * Example: three years from 1 January 2026, renewed once for a year by silence: the last day is
 * 31 December 2029, and 1 January 2029 is a renewal.
 *
 * @fr durée du contrat
 */
import type { CalendarDate, YearMonth } from '../base/calendar/date.ts'
import { addDays, addMonths, lastDayOf, monthOf } from '../base/calendar/date.ts'
import type { Zone } from '../base/calendar/zone.ts'
import { startOfDate } from '../base/calendar/zone.ts'
import type { Instant } from '../base/instant.ts'
import { DAY } from '../base/instant.ts'
import type { Length, Terms } from '../contract/terms.ts'
import type { Renewals } from './windows.ts'

/** The first day of the contract, and its last one: of its initial term, or of its last renewal. */
export function lifeOf(terms: Terms): {
  readonly first: CalendarDate
  readonly last?: CalendarDate
} {
  const first = terms.term.starts
  const { renewal } = terms.term
  const times = renewal?.tacit === true ? renewal.atMost : 0
  return times === undefined ? { first } : { first, last: addDays(renewalDay(terms, times), -1) }
}

/** The first month that is computed: of the contract, or after it was taken over in mid-life. */
export const firstMonthOf = ({ term }: Terms): YearMonth =>
  term.takenOver?.value ?? monthOf(term.starts)

/**
 * The day on which the contract begins for the time after its initial term and `times` renewals.
 */
function renewalDay(terms: Terms, times: number): CalendarDate {
  const { starts, initial, renewal } = terms.term
  const after = (from: CalendarDate, length: Length, count: number): CalendarDate =>
    length.unit === 'months'
      ? addMonths(from, length.count * count)
      : addDays(from, daysOf(length) * count)
  const ends = after(starts, initial, 1)
  return renewal === undefined || times === 0 ? ends : after(ends, renewal.for, times)
}

const daysOf = (length: Length): number => (length.unit === 'ms' ? 0 : length.count)

const MOST_RENEWALS = 100

/** The renewals until the end of a month. A tacit renewal is taken to have happened. */
export function renewalsOf(terms: Terms, month: YearMonth): Renewals {
  const { caps, streaks } = terms.conventions.onRenewal
  const { renewal } = terms.term
  const days: CalendarDate[] = []
  const most = renewal?.tacit === true ? (renewal.atMost ?? MOST_RENEWALS) : 0
  for (let times = 0; times < most; times += 1) {
    const day = renewalDay(terms, times)
    if (day > lastDayOf(month)) break
    days.push(day)
  }
  return { days, caps, streaks }
}

/** The last day of the term that holds a day: the initial one, or a renewal of it. */
export function termEndOn(terms: Terms, day: CalendarDate): CalendarDate {
  const { renewal } = terms.term
  const most = renewal?.tacit === true ? (renewal.atMost ?? MOST_RENEWALS) : 0
  let times = 0
  while (times < most && renewalDay(terms, times) <= day) times += 1
  return addDays(renewalDay(terms, times), -1)
}

export function endOf(terms: Terms): { readonly end?: CalendarDate } {
  const { last } = lifeOf(terms)
  return last === undefined ? {} : { end: last }
}

/**
 * The end of a month in the zone of a contract; a month that no table reaches ends where it does.
 */
export const monthEnd = (zone: Zone, month: YearMonth): Instant =>
  startOfDate(zone, insideTable(zone, addDays(lastDayOf(month), 1)))

/**
 * The nearest date that the zone table covers: years that nobody knows the hours of are refused.
 */
export const insideTable = (zone: Zone, date: CalendarDate): CalendarDate => {
  const first = Math.ceil(zone.covers.start / DAY) + 1
  const last = Math.floor(zone.covers.end / DAY) - 1
  return Math.min(Math.max(date, first), last) as CalendarDate
}
