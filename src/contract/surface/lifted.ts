/**
 * Rewrites an exemption of the amount that holds where outcomes say so: the amount of such a period
 * is lifted, in part or in whole, without any claim.
 *
 * Example: `when: { of: restore.missed, times: at-most 1, in: 12 months }, rate: 100 %`. The first
 * miss of twelve months costs nothing, the second its 960.00 €.
 *
 * @fr exonération sous condition
 */
import { ONE, subtract } from '../../base/ratio.ts'
import type { Condition, Exemption, Penalty } from '../chapters/penalty.ts'
import type { Expression } from '../core/core.ts'
import { isEarnBack } from './earn-backs.ts'
import { truthOf } from './outcome-conditions.ts'
import type { PenaltyContext } from './units.ts'
import { choose, isFalse, literal, outcome, product, sourceOf, whenNothing } from './write.ts'

/** The amount, less what its conditions lift of it. */
export function liftedWhere(
  penalty: Penalty,
  amount: Expression,
  context: PenaltyContext,
): Expression {
  return penalty.exemptions
    .filter((exemption) => !isEarnBack(exemption))
    .reduce((left, exemption, i) => liftedBy(exemption, i + 1, left, context), amount)
}

function liftedBy(
  exemption: Exemption,
  number: number,
  amount: Expression,
  context: PenaltyContext,
): Expression {
  const { when, rate, ground, where } = exemption
  if (when === undefined) return amount
  const { level, report } = context
  const name = `${level.id}.lifted-${number}`
  if (rate === undefined) {
    report.error('key-missing', where, { key: 'rate', in: 'exemption' })
    return amount
  }
  if (!isPlain(exemption) || !isKnown(when, name, context)) {
    report.notComputed(when.where, `when (${ground})`)
    return amount
  }
  const source = sourceOf(where, level.clause)
  // A share of a count is a share: among counts it is a part of one.
  const unit = context.unit === 'count' ? 'count' : 'share'
  const left = literal(subtract(ONE, rate.share), unit, sourceOf(rate.where, level.clause))
  const owed = { ...product(amount, left), source }
  return choose(whenNothing(outcome(name), isFalse), owed, amount)
}

/** The condition is all that it asks for, and the amount all that it takes. */
const isPlain = ({ takesOut, needs, atMost, in: slot, rate }: Exemption): boolean =>
  takesOut.every((taken) => taken === 'amount') &&
  needs.length === 0 &&
  atMost === undefined &&
  slot === undefined &&
  rate?.per === undefined

/** Whether the condition is known of each period before its amount passes the caps. */
function isKnown(
  { of, ...condition }: Condition,
  name: string,
  { level, tile, outcomes }: PenaltyContext,
): boolean {
  if (of === undefined) return false
  const truth = truthOf({ ...condition, of, name, clause: level.clause }, outcomes)
  return truth !== undefined && !truth.isLate && truth.tile === tile
}
