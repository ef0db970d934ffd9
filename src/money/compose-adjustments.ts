/**
 * Puts adjustments into the form that is stored, and adds up what is posted.
 *
 * @fr mise en forme des régularisations
 */
import type { Derived, GraphBuilder } from '../base/because/graph.ts'
import { known } from '../base/because/value.ts'
import { formatDate, formatMonth } from '../base/calendar/date.ts'
import { ZERO } from '../base/ratio.ts'
import type { Adjustment } from './adjustments.ts'
import type { Accounts, LineName } from './closed-months.ts'
import type { Settlement, StoredAdjustment, StoredPosted, StoredTotals } from './settlement.ts'
import type { NamedTotals, TotalName, Totals } from './totals.ts'
import { namedTotals, storeTaxed } from './totals.ts'
import type { MonthVat, Taxed } from './vat.ts'

/** What closed months add to a settlement. */
export interface Reopened {
  readonly accounts: Accounts
  readonly adjustments: readonly Adjustment[]
}

/** Adjustments that are posted, and what the month owes with them, by the names of totals. */
export interface Posted {
  readonly adjustments: NamedTotals
  readonly totals: NamedTotals
}

/** Nothing where nothing of a closed month has changed. */
export function postedOf(
  { adjustments }: Reopened,
  totals: Totals,
  graph: GraphBuilder,
): Posted | undefined {
  if (adjustments.length === 0) return undefined
  const posted = adjustments.filter(({ state }) => state === 'posted')
  const own = namedTotals(totals)
  const names = [...new Set([...own.keys(), ...posted.map(({ line }) => totalOf(line))])]
  const none = (name: string): Derived => graph.leaf('earlier', known(ZERO, 'cents'), {}, { name })
  const adjusted = names.map((name) => {
    const amounts = posted.filter(({ line }) => totalOf(line) === name)
    const about = { name: `adjusted.${name}` }
    return amounts.length === 0
      ? none(about.name)
      : graph.step(
          'sum',
          amounts.map(({ amount }) => amount),
          {},
          about,
        )
  })
  const withOwn = names.map((name, i) => {
    const parts = [own.get(name) ?? none(`total.${name}`), adjusted[i] as Derived]
    return graph.step('sum', parts, {}, { name: `posted.${name}` })
  })
  const named = (figures: readonly Derived[]): NamedTotals =>
    new Map(names.map((name, i) => [name, figures[i] as Derived]))
  return { adjustments: named(adjusted), totals: named(withOwn) }
}

/** The total that a line is a part of. */
const totalOf = ({ nature, by }: LineName): TotalName =>
  by === undefined
    ? (nature as TotalName)
    : nature === 'indemnity'
      ? 'indemnity-of-client'
      : 'price'

/** Every node that adjustments show. */
export const adjustmentRoots = (
  { adjustments }: Reopened,
  posted: Posted | undefined,
): readonly Derived[] => [
  ...adjustments.flatMap(({ before, now, amount }) => [before, now, amount]),
  ...(posted === undefined ? [] : [...posted.adjustments.values(), ...posted.totals.values()]),
]

export function storeReopened(
  { accounts, adjustments }: Reopened,
  posted: Posted | undefined,
  taxes: MonthVat,
  node: (derived: Derived) => number,
): Pick<Settlement, 'closed' | 'adjustments' | 'posted'> {
  const { months } = accounts
  return {
    ...(months.length === 0
      ? {}
      : { closed: months.map(({ month, hash }) => ({ month: formatMonth(month), hash })) }),
    ...(posted === undefined
      ? {}
      : {
          adjustments: adjustments.map((adjustment, i) =>
            storeAdjustment(adjustment, taxes.adjustments[i], node),
          ),
          posted: storePosted(posted, node),
        }),
  }
}

const storeAdjustment = (
  { line, month, period, state, until, before, now, amount, causes, amendments }: Adjustment,
  vat: Taxed | undefined,
  node: (derived: Derived) => number,
): StoredAdjustment => ({
  ...line,
  period,
  month: formatMonth(month),
  state,
  until: formatDate(until),
  before: node(before),
  now: node(now),
  amount: node(amount),
  ...(vat && { vat: storeTaxed(vat, node) }),
  causes,
  amendments,
})

function storePosted(posted: Posted, node: (derived: Derived) => number): StoredPosted {
  const numbers = (named: NamedTotals): StoredTotals =>
    Object.fromEntries(
      [...named].map(([name, figure]) => [name, node(figure)]),
    ) as unknown as StoredTotals
  return { adjustments: numbers(posted.adjustments), totals: numbers(posted.totals) }
}
