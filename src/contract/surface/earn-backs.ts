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
 * | the same, under a cap of each month | a share of what the cap left of it, `L.penalty.owed` |
 *
 * Example: 4 200.00 € for June; July, August and September are at 99.6, 99.7 and 99.5 %: the
 * settlement of September has a line of −4 200.00 €. At 99.4 % in one of them it has none.
 *
 * @fr rachat d'un avoir
 * @source slaw.ca, Service Level Earn-Backs in Outsourcing
 */
import { invariant } from '../../base/invariant.ts'
import { ratio } from '../../base/ratio.ts'
import type { ServiceLevel } from '../chapters/level.ts'
import type { Cap, Condition, Exemption, Penalty } from '../chapters/penalty.ts'
import type { Definition, Effect, Expression } from '../core/core.ts'
import type { PenaltyContext } from './units.ts'
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
  readonly line: Pick<Effect, 'id' | 'amount' | 'through' | 'source'>
  /** After how many months. */
  readonly months: number
}

/** Whether an exemption depends on the months that follow, and not on what is known. */
export const isEarnBack = ({ when }: Exemption): boolean => when?.in?.kind === 'forward'

/** The earn-back of a penalty, where it has one that is computed. */
export function earnBackOf(
  level: ServiceLevel,
  penalty: Penalty,
  { report, outcomes }: Pick<PenaltyContext, 'report' | 'outcomes'>,
): RewrittenEarnBack | undefined {
  const [exemption, second] = penalty.exemptions.filter(isEarnBack)
  if (exemption === undefined) return undefined
  const { when, rate, ground } = exemption
  invariant(when !== undefined, 'an earn-back looks at the months that follow')
  const months = monthsOf(when)
  const isComputed = second === undefined && canBeComputed(level, penalty, exemption, outcomes.caps)
  if (!isComputed || months === undefined || rate === undefined) {
    report.notComputed(when.where, `when (${ground})`)
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
  const amount = difference(noMoney, product(share, owedAgo(level, penalty, months)))
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
    // What comes back is of another month than the one whose caps are met.
    line: { id: back, amount: back, through: [], source: sourceOf(exemption.where, level.clause) },
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

/** An amount of each month, as the caps of that very month left it, given back in part or whole. */
function canBeComputed(
  { per, claim }: ServiceLevel,
  { countsIn }: Penalty,
  { when, rate, needs, takesOut, atMost, in: slot }: Exemption,
  caps: readonly Cap[],
): boolean {
  return (
    per === 'month' &&
    claim === undefined &&
    countsIn.every(({ id }) => caps.some((cap) => cap.id === id && isOfOneMonth(cap))) &&
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

/** A longer cap would have to say whether what comes back makes room in it again. */
const isOfOneMonth = ({ per, excess }: Cap): boolean =>
  per.kind === 'tile' && per.tile === 'month' && excess === 'lost'

/** `next 3 months`. */
function monthsOf({ in: window }: Condition): number | undefined {
  return window?.kind === 'forward' && window.length.unit === 'months'
    ? window.length.count
    : undefined
}

const overMonths = (
  name: string,
  how: 'count-true' | 'sum',
  count: number,
  present = true,
): Expression => ({
  kind: 'history',
  name,
  how,
  window: { kind: 'last', count, tile: 'month' },
  present,
})

/**
 * What was owed so many months ago: all since then, less all after it. What caps leave of this
 * month is not known yet, and not asked for.
 */
function owedAgo({ id }: ServiceLevel, { countsIn }: Penalty, months: number): Expression {
  const isCapped = countsIn.length > 0
  const name = isCapped ? `${id}.penalty.owed` : `${id}.penalty`
  const since = (count: number): Expression =>
    whenNothing(overMonths(name, 'sum', count, !isCapped), noMoney)
  return difference(since(months + 1), since(months))
}
