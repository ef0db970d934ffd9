/**
 * Rewrites the accumulators that amounts pass, caps and minimums, and puts them in one order.
 *
 * Caps apply in the order of `caps`, minimums in that of `minimums`; where one of each is passed by
 * the same amount, `counts-in` says which comes first, and every penalty must say the same.
 *
 * Example: 400.00 € on the way to a minimum of 300.00 €, `once-passed: excess`, and a cap of
 * 350.00 €. `counts-in: [small-total, month-cap]` owes 100.00 €; `[month-cap, small-total]` owes
 * 50.00 €.
 *
 * @fr plafonds, seuils
 */
import { fieldsOf } from '../../base/calendar/date.ts'
import type { Costs } from '../chapters/costs.ts'
import type { Reference } from '../chapters/identity.ts'
import type { Cap, CapPeriod, Minimum } from '../chapters/penalty.ts'
import type { Performance } from '../chapters/performance.ts'
import type { Bound } from '../core/core.ts'
import type { Window } from '../core/select.ts'
import type { Terms } from '../terms.ts'
import type { BaseContext } from './bases.ts'
import { limitOf } from './bases.ts'
import type { Report } from './report.ts'
import { filledByLevels } from './stocks.ts'
import { sourceOf } from './write.ts'

/** The accumulators of a contract, each before those that its amounts pass after it. */
export function rewriteBounds(terms: Terms, context: BaseContext): Bound[] {
  const { performance, costs } = terms
  if (performance === undefined) return []
  const declared = [
    ...performance.minimums.flatMap((minimum) => rewriteMinimum(minimum, context) ?? []),
    ...performance.caps.flatMap((cap) => rewriteCap(cap, context) ?? []),
  ]
  checkYears(terms.term, performance, declared, context.report)
  return inOrder(declared, orderOf(performance, costs, context.report))
}

/** A cap with its window: its own tile, or the months that slide. */
function rewriteCap(cap: Cap, context: BaseContext): Bound | undefined {
  const base = boundOf(cap, cap.atMost, context)
  return base && { ...base, kind: 'cap', take: cap.take, excess: cap.excess }
}

function rewriteMinimum(minimum: Minimum, context: BaseContext): Bound | undefined {
  const base = boundOf(minimum, minimum.above, context)
  return base && { ...base, kind: 'minimum', oncePassed: minimum.oncePassed }
}

function boundOf(
  { id, title, clause, per, where }: Cap | Minimum,
  limit: Cap['atMost'],
  context: BaseContext,
): Omit<Bound, 'kind'> | undefined {
  if (per.kind === 'order') {
    context.report.error('order-bound-alone', where, { id })
    return undefined
  }
  const window = windowOfPeriod(per)
  if (window === undefined) {
    context.report.notComputed(where, id)
    return undefined
  }
  return {
    id,
    title: title ?? id,
    tile: window.tile,
    window,
    limit: limitOf(limit, limit.where, { ...context, seenFrom: 'month' }, window.tile),
    source: sourceOf(where, clause),
  }
}

function windowOfPeriod(per: Exclude<CapPeriod, { kind: 'order' }>): Window | undefined {
  if (per.kind === 'tile') return { kind: 'tile', tile: per.tile }
  return per.length.unit === 'months'
    ? { kind: 'last', count: per.length.count, tile: 'month' }
    : undefined
}

/** Which accumulators there are, and which comes right after which. */
interface Order {
  readonly known: ReadonlySet<string>
  readonly pairs: { readonly before: string; readonly after: string }[]
}

/** The order that the lists and the penalties ask for; a penalty that asks for another is said. */
function orderOf(
  { minimums, caps, balances, levels }: Performance,
  costs: Costs | undefined,
  report: Report,
): Order {
  const order: Order = { known: new Set([...minimums, ...caps].map(({ id }) => id)), pairs: [] }
  for (const list of [minimums, caps]) addPath(order, list, report)
  // Points and days of service pass no accumulator of money.
  const counters = new Set([...balances, ...filledByLevels(costs)].map(({ id }) => id))
  for (const { countsIn } of [...balances, ...(costs?.dues ?? [])]) addPath(order, countsIn, report)
  for (const { penalty } of levels) {
    const passed = (penalty?.countsIn ?? []).filter(({ id }) => !counters.has(id))
    addPath(order, passed, report)
  }
  return order
}

/** The accumulators that a penalty names must be there, and in an order that others share. */
function addPath(
  order: Order,
  passed: readonly Pick<Reference, 'id' | 'where'>[],
  report: Report,
): void {
  let before: string | undefined
  for (const { id, where } of passed) {
    if (!order.known.has(id)) report.error('cap-unknown', where, { cap: id })
    else if (before !== undefined && (before === id || isAfter(order, id, before))) {
      report.error('caps-order-differs', where, { cap: id })
    } else {
      if (before !== undefined) order.pairs.push({ before, after: id })
      before = id
    }
  }
}

/** Whether `later` comes somewhere after `earlier`. */
const isAfter = (order: Order, earlier: string, later: string): boolean =>
  order.pairs.some(
    ({ before, after }) => before === earlier && (after === later || isAfter(order, after, later)),
  )

/** The accumulators in an order that holds; where none is asked for, as they were declared. */
function inOrder(declared: readonly Bound[], order: Order): Bound[] {
  const placed: Bound[] = []
  const left = [...declared]
  while (left.length > 0) {
    const isFree = (bound: Bound): boolean =>
      !left.some(({ id }) =>
        order.pairs.some((pair) => pair.before === id && pair.after === bound.id),
      )
    placed.push(...left.splice(Math.max(0, left.findIndex(isFree)), 1))
  }
  return placed
}

/**
 * A year of a contract that begins in mid-month is judged in the month in which it ends, whose
 * amounts count in the year that begins there. Its own amount would be charged to a year that it is
 * not of: this version does not tell the two apart in one month.
 */
function checkYears(
  term: Terms['term'],
  { levels }: Performance,
  bounds: readonly Bound[],
  report: Report,
): void {
  if (fieldsOf(term.starts).day === 1) return
  const years = new Set(bounds.flatMap((b) => (b.tile === 'contract-year' ? [b.id] : [])))
  for (const { per, penalty } of levels) {
    if (per !== 'contract-year' || penalty === undefined) continue
    for (const { id, where } of penalty.countsIn) {
      if (years.has(id)) report.notComputed(where, `${id}, per: contract-year`)
    }
  }
}
