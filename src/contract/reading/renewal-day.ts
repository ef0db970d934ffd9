/**
 * On which days a contract begins again for another term.
 *
 * Example: twelve months from 1 September 2025, renewed for twelve months: the first renewal is on
 * 1 September 2026, the second one on 1 September 2027.
 *
 * @fr jour de reconduction
 */
import type { CalendarDate } from '../../base/calendar/date.ts'
import { addMonths } from '../../base/calendar/date.ts'
import type { Length, Term } from '../terms.ts'

/** Renewals without end are looked at so far. */
const MOST_RENEWALS = 100

/** The day on which the contract begins again after its initial term and `times` renewals. */
export function renewalDay({ starts, initial, renewal }: Term, times: number): CalendarDate {
  const ends = after(starts, initial, 1)
  return renewal === undefined || times === 0 ? ends : after(ends, renewal.for, times)
}

/** How often it is renewed by silence. */
export const tacitRenewals = ({ renewal }: Term): number =>
  renewal?.tacit === true ? (renewal.atMost ?? MOST_RENEWALS) : 0

/** Terms are counted in months: any other length is refused where it is read. */
const after = (from: CalendarDate, length: Length, count: number): CalendarDate =>
  addMonths(from, length.unit === 'months' ? length.count * count : 0)
