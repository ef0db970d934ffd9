/**
 * The values of the indices that prices are revised by.
 *
 * The value of an index for a month is a quantity of its name in that month. Of several the last
 * one holds: a provisional value that was corrected is told by a later date of the same month, or
 * by a later publication.
 *
 * The value *last published* by a day is that of the last month of which a value was out by then,
 * as it was out by then: what is published later changes nothing. A value that does not say when it
 * was published may have been out or not: where it is of a later month, nothing is known.
 *
 * Example: `{ of: syntec-revised, on: 2026-10-31, published: 2026-11-30, amount: 322.7 }` and the
 * value of November, out on 30 December: on 1 January the last published is that of November, on
 * 29 December that of October.
 *
 * @fr indices
 */

import type { Params } from '../base/because/formula.ts'
import { known, NOTHING } from '../base/because/value.ts'
import type { CalendarDate, YearMonth } from '../base/calendar/date.ts'
import { formatDate, formatMonth, monthOf } from '../base/calendar/date.ts'
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

/**
 * Which value of an index is asked for: that of a month, or the one last published by a day.
 *
 * @fr valeur d'indice demandée
 */
export type IndexAsked =
  | { readonly kind: 'of-month'; readonly month: YearMonth }
  | { readonly kind: 'published-by'; readonly day: CalendarDate }

/** What a leaf on an index says that it was asked; what was found is said beside it. */
export function indexParams(series: string, asked: IndexAsked): Params {
  const about = { selection: series, reducer: 'index' }
  switch (asked.kind) {
    case 'of-month':
      return { ...about, month: formatMonth(asked.month) }
    case 'published-by':
      return { ...about, 'published-by': formatDate(asked.day) }
  }
}

/** A value of an index, and the month that it is of. */
interface Told {
  readonly fact: Quantity
  readonly month: YearMonth
}

export function indexValue(
  series: string,
  asked: IndexAsked,
  context: IndexContext,
): MeasuredValue {
  const params = indexParams(series, asked)
  const all = toldOf(series, context)
  const found = all.filter((told) => isAsked(told, asked, context.zone)).at(-1)
  if (asked.kind === 'of-month') return { value: amountOf(found), params }
  const undated = all
    .filter(({ fact, month }) => fact.published === undefined && month <= monthOf(asked.day))
    .at(-1)
  if (undated !== undefined && (found === undefined || found.month <= undated.month)) {
    return { value: NOTHING, params: { ...params, undated: formatMonth(undated.month) } }
  }
  if (found === undefined) return { value: NOTHING, params }
  return { value: amountOf(found), params: { ...params, month: formatMonth(found.month) } }
}

const amountOf = (found: Told | undefined): MeasuredValue['value'] =>
  found === undefined ? NOTHING : known(found.fact.amount, 'count')

/** The values of an index that are known, month by month, those of one month as they were told. */
function toldOf(series: string, { zone, asOf, facts }: IndexContext): readonly Told[] {
  const out = (fact: Quantity): Instant => fact.published ?? fact.at
  return facts
    .filter((fact): fact is Quantity => fact.kind === 'quantity' && fact.of === series)
    .filter((fact) => fact.at <= asOf && out(fact) <= asOf)
    .map((fact) => ({ fact, month: monthOf(dateAt(zone, fact.at)) }))
    .sort((a, b) => a.month - b.month || out(a.fact) - out(b.fact) || byTime(a.fact, b.fact))
}

function isAsked({ fact, month }: Told, asked: IndexAsked, zone: Zone): boolean {
  switch (asked.kind) {
    case 'of-month':
      return month === asked.month
    case 'published-by':
      return fact.published !== undefined && dateAt(zone, fact.published) <= asked.day
  }
}
