/**
 * Whether a month of a contract can be settled at all, before anything is read.
 *
 * Example: a contract of 2024 taken over in April 2026. February 2024 is before it, March 2026 was
 * settled elsewhere, and April 2026 can be settled from 1 May 2026 on.
 *
 * @fr recevabilité d'une clôture
 */
import type { YearMonth } from '../base/calendar/date.ts'
import { addMonths, formatDate, formatMonth, lastDayOf, monthOf } from '../base/calendar/date.ts'
import type { Zone } from '../base/calendar/zone.ts'
import { dateAt } from '../base/calendar/zone.ts'
import type { Finding } from '../base/finding.ts'
import type { Instant } from '../base/instant.ts'
import type { Terms } from '../contract/terms.ts'
import { YEARS_BEFORE } from './calendars.ts'
import { firstMonthOf, insideTable, lifeOf, monthEnd } from './life.ts'

/** Why a month of a contract cannot be settled, if it cannot. */
export const checkSettling = ({
  terms,
  zone,
  month,
  asOf,
}: {
  readonly terms: Terms
  readonly zone: Zone
  readonly month: YearMonth
  readonly asOf: Instant
}): Finding | undefined => checkYears(terms, zone, month) ?? checkMonth(terms, zone, month, asOf)

/** Calendars go back before the contract, and need a little more of the zone table than that. */
function checkYears(terms: Terms, zone: Zone, month: YearMonth): Finding | undefined {
  const { starts } = terms.term
  const earliest = addMonths(starts, -12 * (YEARS_BEFORE + 1))
  if (earliest >= insideTable(zone, earliest)) return undefined
  const params = { from: formatDate(starts), to: formatDate(lastDayOf(month)) }
  return { code: 'span-beyond-zone-table', severity: 'error', params }
}

/** A month is closed once it has ended, and once the contract has begun. */
function checkMonth(
  terms: Terms,
  zone: Zone,
  month: YearMonth,
  asOf: Instant,
): Finding | undefined {
  const error = (code: string, params: Finding['params']): Finding => ({
    code,
    severity: 'error',
    params: { month: formatMonth(month), ...params },
  })
  const { first, last } = lifeOf(terms)
  if (month < monthOf(first)) {
    return error('month-before-contract', { starts: formatDate(first) })
  }
  const from = firstMonthOf(terms)
  if (month < from) return error('month-before-takeover', { from: formatMonth(from) })
  if (last !== undefined && month > monthOf(last)) {
    return error('month-after-contract', { ends: formatDate(last) })
  }
  const end = monthEnd(zone, month)
  return asOf < end
    ? error('month-not-ended', {
        ends: formatDate(lastDayOf(month)),
        asof: formatDate(dateAt(zone, asOf)),
      })
    : undefined
}
