/**
 * Rewrites an earn-back: an amount that is given back if the months that follow are good enough.
 *
 * The amount of a month is owed when the month is settled. So many months later, and where each of
 * these held the bound, a line of its own gives the share back.
 *
 * | form | core |
 * |---|---|
 * | `lowest: at-least 99.5 %, in: next 3 months` | `L.holds`, true in each of three months |
 * | `rate: 100 %` | `L.earned-back`, a share of `L.penalty` of three months ago, below zero |
 *
 * Example: 4 200.00 € for June; July, August and September are at 99.6, 99.7 and 99.5 %: the
 * settlement of September has a line of −4 200.00 €. At 99.4 % in one of them it has none.
 *
 * @fr rachat d'un avoir
 * @source slaw.ca, Service Level Earn-Backs in Outsourcing
 */
import { ratio } from '../../base/ratio.ts'
import type { ServiceLevel } from '../chapters/level.ts'
import type { Exemption, Penalty } from '../chapters/penalty.ts'
import type { Definition, Effect, Expression } from '../core/core.ts'
import type { Report } from './report.ts'
import { unitOf } from './units.ts'
import {
  choose,
  compare,
  difference,
  literal,
  noMoney,
  outcome,
  product,
  sourceOf,
  whenNothing,
} from './write.ts'

/** What an earn-back adds to its level. */
export interface RewrittenEarnBack {
  readonly definitions: readonly Definition[]
  /** How its line differs from that of the penalty. */
  readonly line: Pick<Effect, 'id' | 'amount' | 'source'>
  /** After how many months. */
  readonly months: number
}

/** Whether an exemption depends on the months that follow, and not on what is known. */
export const isEarnBack = ({ when }: Exemption): boolean => when?.in?.kind === 'forward'

/** The earn-back of a penalty, where it has one that is computed. */
export function earnBackOf(
  level: ServiceLevel,
  penalty: Penalty,
  report: Report,
): RewrittenEarnBack | undefined {
  const [exemption, second] = penalty.exemptions.filter(isEarnBack)
  if (exemption === undefined) return undefined
  const { when, rate, ground } = exemption
  const months = monthsOf(exemption)
  const isComputed = second === undefined && canBeComputed(level, penalty, exemption)
  if (!isComputed || months === undefined || when === undefined || rate === undefined) {
    report.notComputed(when?.where ?? exemption.where, `when (${ground})`)
    return undefined
  }
  const source = sourceOf(when.where, level.clause)
  const [holds, back] = [`${level.id}.holds`, `${level.id}.earned-back`]
  const bound = literal(when.bound.limit.value, unitOf(level), sourceOf(when.bound.where))
  const isBack = compare(
    overMonths(holds, 'count-true', months),
    'at-least',
    literal(ratio(months), 'count'),
    source,
  )
  const share = literal(rate.share, 'share', sourceOf(rate.where, level.clause))
  const amount = difference(noMoney, product(share, amountAgo(`${level.id}.penalty`, months)))
  const define = (name: string, unit: Definition['unit'], value: Expression): Definition => ({
    name,
    unit,
    tile: 'month',
    value,
    source: sourceOf(exemption.where, level.clause),
  })
  return {
    months,
    definitions: [
      define(
        holds,
        'truth',
        compare(outcome(`${level.id}.figure`), when.bound.word, bound, source),
      ),
      define(back, 'cents', choose(isBack, amount, noMoney)),
    ],
    line: { id: back, amount: back, source: sourceOf(exemption.where, level.clause) },
  }
}

/** The line of the amount, and the one that gives it back. */
export const linesOf = (effect: Effect, back: RewrittenEarnBack | undefined): readonly Effect[] =>
  back === undefined
    ? [effect]
    : [
        { ...effect, earnedBackAfter: back.months },
        { ...effect, ...back.line },
      ]

/** A plain amount of each month, which nothing has cut, given back in part or in whole. */
function canBeComputed(
  { per, claim }: ServiceLevel,
  { countsIn }: Penalty,
  { when, rate, needs, takesOut, atMost, in: slot }: Exemption,
): boolean {
  return (
    per === 'month' &&
    claim === undefined &&
    countsIn.length === 0 &&
    when?.of === undefined &&
    when?.reducer === 'lowest' &&
    (when.bound.word === 'at-least' || when.bound.word === 'above') &&
    rate?.per === undefined &&
    takesOut.every((taken) => taken === 'amount') &&
    needs.length === 0 &&
    atMost === undefined &&
    slot === undefined
  )
}

/** `next 3 months`. */
function monthsOf({ when }: Exemption): number | undefined {
  const { in: window } = when ?? {}
  return window?.kind === 'forward' && window.length.unit === 'months'
    ? window.length.count
    : undefined
}

const overMonths = (name: string, how: 'count-true' | 'sum', count: number): Expression => ({
  kind: 'history',
  name,
  how,
  window: { kind: 'last', count, tile: 'month' },
  present: true,
})

/** What an amount was so many months ago: all since then, less all after it. */
const amountAgo = (name: string, months: number): Expression =>
  difference(
    whenNothing(overMonths(name, 'sum', months + 1), noMoney),
    whenNothing(overMonths(name, 'sum', months), noMoney),
  )
