/**
 * What the service costs, and the bases that rates are a share of.
 *
 * A base is a query on money lines: which fees, over which window. A fee that runs for part of a
 * month is prorated by days, by the actual length of the month or by thirtieths, as the contract
 * has chosen, and each line is rounded once.
 *
 * Example: 48 000.00 € a month from 15 April: April is 16/30 of it, 25 600.00 €, under both rules;
 * in February 2026, 14 days would be 14/28 (24 000.00 €) or 14/30 (22 400.00 €).
 *
 * @fr prix, assiette
 */
import type { Derived, GraphBuilder } from '../base/because/graph.ts'
import { known } from '../base/because/value.ts'
import type { CalendarDate, YearMonth } from '../base/calendar/date.ts'
import { addToMonth, firstDayOf, formatMonth, lastDayOf, monthOf } from '../base/calendar/date.ts'
import { invariant } from '../base/invariant.ts'
import type { Ratio, RoundingMode } from '../base/ratio.ts'
import { add, formatRatio, ONE, ratio, ZERO } from '../base/ratio.ts'
import type { Basis, Fee } from '../contract/core/core.ts'

/** How part of a month is priced. */
export type Proration = 'actual' | 'thirtieths'

/** Days from `first` to `last`, both included. */
export interface DateRange {
  readonly first: CalendarDate
  readonly last: CalendarDate
}

/** The fees in force in a month, and how its lines are prorated and rounded. */
export interface Tariff {
  readonly fees: readonly Fee[]
  readonly proration: Proration
  readonly round: { readonly mode: RoundingMode; readonly step: Ratio }
}

export interface FeeContext {
  readonly graph: GraphBuilder
  tariffOf(month: YearMonth): Tariff
  /** The first day of the contract, and its last one where it is fixed. */
  readonly life: { readonly first: CalendarDate; readonly last?: CalendarDate }
  /** The price of a full month, which may depend on what was counted in it. */
  monthlyPrice(fee: Fee, month: YearMonth): Derived
}

/** The money of a base over some days: the sum of its lines, one a fee and a month. */
export function basisOver(context: FeeContext, basis: Basis, days: DateRange): Derived {
  const { graph } = context
  const from = monthOf(days.first)
  const length = monthOf(days.last) - from + 1
  const months = Array.from({ length }, (_, i) => addToMonth(from, i))
  const tariffs = months.map((month) => context.tariffOf(month))
  const ids = new Set(tariffs.flatMap(({ fees }) => fees.map(({ id }) => id)))
  const asked = [...ids].filter((id) => basis.of === 'fees' || basis.of.includes(id))
  const lines = asked.flatMap((id) =>
    months.flatMap((month, i) => {
      const tariff = tariffs[i] as Tariff
      const fee = tariff.fees.find((candidate) => candidate.id === id)
      const line = fee === undefined ? undefined : feeLine(context, fee, tariff, month, days)
      if (fee === undefined || line === undefined) return []
      return [basis.vat === 'included' ? withVat(graph, fee, tariff, line) : line]
    }),
  )
  if (lines.length === 0) return graph.leaf('fee', known(ZERO, 'cents'), { lines: '0' })
  return lines.length === 1 ? (lines[0] as Derived) : graph.step('sum', lines)
}

/** A line with its VAT. The rewriting has made sure that the rate is known. */
function withVat(graph: GraphBuilder, fee: Fee, { round }: Tariff, line: Derived): Derived {
  invariant(fee.vat !== undefined, 'a base with VAT is made of fees that give their rate')
  const factor = graph.leaf('fee', known(add(ONE, fee.vat), 'count'), { vat: formatRatio(fee.vat) })
  return graph.step('round', [graph.step('product', [line, factor])], roundParams(round))
}

/**
 * One fee in one month, for the days that are asked for. Nothing on days on which it does not run.
 */
function feeLine(
  context: FeeContext,
  fee: Fee,
  { proration, round }: Tariff,
  month: YearMonth,
  days: DateRange,
): Derived | undefined {
  const { graph, life } = context
  const from = fee.from ?? life.first
  const first = Math.max(firstDayOf(month), days.first, from, life.first)
  const end = Math.min(lastDayOf(month), days.last)
  const last = Math.min(end, fee.until ?? end, life.last ?? end)
  if (last < first) return undefined
  const about = {
    ...fee.source,
    period: formatMonth(month),
    name: fee.id,
  }
  const whole = context.monthlyPrice(fee, month)
  const count = last - first + 1
  const share = shareOfMonth(month, count, proration)
  if (share === undefined) {
    return graph.label(graph.step('round', [whole], roundParams(round)), about)
  }
  const part = graph.leaf('fee', known(share, 'share'), {
    days: `${count}`,
    proration,
  })
  const exact = graph.step('product', [whole, part])
  return graph.step('round', [exact], roundParams(round), about)
}

export const roundParams = (round: {
  readonly mode: RoundingMode
  readonly step: Ratio
}): { readonly mode: string; readonly step: string } => ({
  mode: round.mode,
  step: formatRatio(round.step),
})

/** The part of a month that some of its days are; nothing when they are all of it. */
function shareOfMonth(month: YearMonth, days: number, proration: Proration): Ratio | undefined {
  const length = lastDayOf(month) - firstDayOf(month) + 1
  if (days === length) return undefined
  // By thirtieths, each day is 1/30 of the price, and what is left of the month never exceeds it.
  return proration === 'actual' ? ratio(days, length) : ratio(Math.min(days, 30), 30)
}
