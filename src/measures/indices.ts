/**
 * The values of the indices that prices are revised by.
 *
 * The value of an index for a month is a quantity of its name in that month. Of several the last
 * one holds: a provisional value that was corrected is told by a later date of the same month.
 *
 * Example: `{ of: syntec-revised, on: 2025-01-31, amount: 315.2 }` is the value of January 2025.
 *
 * @fr indices
 */

import type { Params } from '../base/because/formula.ts'
import { known, NOTHING } from '../base/because/value.ts'
import type { YearMonth } from '../base/calendar/date.ts'
import { formatMonth, monthOf } from '../base/calendar/date.ts'
import type { Zone } from '../base/calendar/zone.ts'
import { dateAt } from '../base/calendar/zone.ts'
import type { Instant } from '../base/instant.ts'
import type { Quantity, RareFact } from '../facts/fact.ts'
import { byTime } from '../facts/fact-order.ts'
import type { MeasuredValue } from './select-result.ts'

export interface IndexContext {
  readonly zone: Zone
  readonly asOf: Instant
  readonly facts: readonly RareFact[]
}

/** What a leaf on an index says that it is. */
export const indexParams = (series: string, month: YearMonth): Params => ({
  selection: series,
  reducer: 'index',
  month: formatMonth(month),
})

export function indexValue(series: string, month: YearMonth, context: IndexContext): MeasuredValue {
  const { zone, asOf, facts } = context
  const params = indexParams(series, month)
  const last = facts
    .filter((fact): fact is Quantity => fact.kind === 'quantity' && fact.of === series)
    .filter(({ at }) => at <= asOf && monthOf(dateAt(zone, at)) === month)
    .sort(byTime)
    .at(-1)
  return { value: last === undefined ? NOTHING : known(last.amount, 'count'), params }
}
