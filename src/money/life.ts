/**
 * From which day to which day a contract runs, its renewals on the way, and where a month ends.
 *
 * Example: three years from 1 January 2026, renewed once for a year by silence: the last day is
 * 31 December 2029, and 1 January 2029 is a renewal.
 *
 * @fr durée du contrat
 */
import type { CalendarDate, YearMonth } from '../base/calendar/date.ts'
import { addDays, lastDayOf, monthOf } from '../base/calendar/date.ts'
import type { Zone } from '../base/calendar/zone.ts'
import { startOfDate } from '../base/calendar/zone.ts'
import type { Instant } from '../base/instant.ts'
import { DAY } from '../base/instant.ts'
import { renewalDay, tacitRenewals } from '../contract/reading/renewal-day.ts'
import type { Terms } from '../contract/terms.ts'
import type { SettleContext } from './settle.ts'
import type { Renewals } from './windows.ts'

/** The first day of the contract, and its last one: of its initial term, or of its last renewal. */
export function lifeOf(terms: Terms): {
  readonly first: CalendarDate
  readonly last?: CalendarDate
} {
  const first = terms.term.starts
  const { renewal } = terms.term
  const times = renewal?.tacit === true ? renewal.atMost : 0
  return times === undefined
    ? { first }
    : { first, last: addDays(renewalDay(terms.term, times), -1) }
}

/** The first month that is computed: of the contract, or after it was taken over in mid-life. */
export const firstMonthOf = ({ term }: Terms): YearMonth =>
  term.takenOver?.value ?? monthOf(term.starts)

/** The renewals until the end of a month. A tacit renewal is taken to have happened. */
export function renewalsOf(terms: Terms, month: YearMonth): Renewals {
  const { caps, streaks, indexBase } = terms.conventions.onRenewal
  const days: CalendarDate[] = []
  for (let times = 0; times < tacitRenewals(terms.term); times += 1) {
    const day = renewalDay(terms.term, times)
    if (day > lastDayOf(month)) break
    days.push(day)
  }
  return { days, caps, streaks, indexBase }
}

/** The last day of the term that holds a day: the initial one, or a renewal of it. */
function termEndOn(terms: Terms, day: CalendarDate): CalendarDate {
  let times = 0
  while (times < tacitRenewals(terms.term) && renewalDay(terms.term, times) <= day) times += 1
  return addDays(renewalDay(terms.term, times), -1)
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

/** The life of a contract, as its windows see it until a month. */
export const lifeContext = (
  terms: Terms,
  zone: Zone,
  month: YearMonth,
): Pick<SettleContext, 'zone' | 'life' | 'renewals' | 'termEnd'> => ({
  zone,
  life: lifeOf(terms),
  renewals: renewalsOf(terms, month),
  termEnd: (day: CalendarDate) => termEndOn(terms, day),
})
