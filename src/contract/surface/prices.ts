/**
 * Rewrites fees.
 *
 * A fixed fee is so much a month, whatever its own rhythm; a unit fee is a price times a quantity,
 * of which a dead band around the baseline may move nothing.
 *
 * Example: 700 users at 21.50, baseline 650, dead band 5 % (617.5 to 682.5), `once-passed: excess`:
 * 650 + 17.5 are charged, 14 351.25 €; `once-passed: whole` charges 700, 15 050.00 €.
 *
 * @fr prix
 */
import type { PartUnits } from '../../base/because/formula.ts'
import type { Ratio } from '../../base/ratio.ts'
import { add, divide, multiply, ratio, subtract, ZERO } from '../../base/ratio.ts'
import type { Fee as FeeTerms, FixedFee, UnitFee } from '../chapters/costs.ts'
import type { Expression, Fee, Revision, Row } from '../core/core.ts'
import type { QuantitySelect } from '../core/quantities.ts'
import type { BaseContext } from './bases.ts'
import { literal, product, reduce, sourceOf } from './write.ts'

const MONTHS = { month: 1, quarter: 3, 'half-year': 6, year: 12, 'contract-year': 12 } as const

/** Which count of the month is the quantity. */
const TAKEN = {
  sum: 'sum',
  mean: 'mean',
  highest: 'highest',
  'on-first-day': 'first',
  'on-last-day': 'last',
} as const

/** What prices are rewritten with. */
export interface PriceContext extends BaseContext {
  /** How a part of a unit is charged, where the fee does not say. */
  readonly partUnits: PartUnits
}

/** A fee, and the selection that counts its quantity where it has one. */
export function rewriteFee(
  fee: FeeTerms,
  context: PriceContext,
  revision: Revision | undefined,
): { readonly fee: Fee; readonly select?: QuantitySelect } {
  const source = sourceOf(fee.where, fee.clause)
  const about = {
    id: fee.id,
    title: fee.title ?? fee.id,
    source,
    ...(fee.from === undefined ? {} : { from: fee.from }),
    ...(fee.until === undefined ? {} : { until: fee.until }),
    ...(fee.vat === undefined ? {} : { vat: fee.vat }),
    ...(revision === undefined ? {} : { revision }),
  }
  if (fee.kind === 'fixed') {
    return { fee: { ...about, monthly: fixedMonthly(fee, context) } }
  }
  const select: QuantitySelect = {
    kind: 'quantities',
    id: `${fee.id}.quantity`,
    of: fee.of.of,
    from: 'quantities',
    take: TAKEN[fee.of.taken],
    ...(fee.baseline === undefined ? {} : { expected: fee.baseline }),
    tile: 'month',
    source,
  }
  return { fee: { ...about, monthly: unitMonthly(fee, context) }, select }
}

function fixedMonthly(fee: FixedFee, context: BaseContext): Expression {
  const source = sourceOf(fee.where, fee.clause)
  const { quantity } = fee.amount
  if (quantity.unit !== 'cents' || fee.every === 'contract') {
    context.report.notComputed(fee.amount.where, fee.amount.text)
    return literal(ZERO, 'cents', source)
  }
  return literal(divide(quantity.value, ratio(MONTHS[fee.every])), 'cents', source)
}

function unitMonthly(fee: UnitFee, context: PriceContext): Expression {
  const { report } = context
  const source = sourceOf(fee.where, fee.clause)
  const { quantity, per } = fee.amount
  if (quantity.unit !== 'cents' || fee.per !== 'month' || per?.step.unit !== 'named') {
    report.notComputed(fee.amount.where, fee.amount.text)
    return literal(ZERO, 'cents', source)
  }
  const price = literal(divide(quantity.value, per.step.count), 'cents', source)
  const counted = reduce(`${fee.id}.quantity`, { kind: 'quantity' })
  const policy = per.parts ?? fee.partUnits ?? context.partUnits
  const units: Expression =
    policy === 'pro-rata' ? counted : { kind: 'parts', of: counted, step: ratio(1n), policy }
  return { ...product(price, chargedQuantity(fee, units, context)), source }
}

/** The quantity that is charged, once the dead band around the baseline has kept its part. */
function chargedQuantity(fee: UnitFee, counted: Expression, context: BaseContext): Expression {
  const { baseline, deadBand } = fee
  if (baseline === undefined || deadBand === undefined) return counted
  const { atMost } = deadBand
  if (atMost.kind !== 'share' || atMost.of.of !== 'baseline') {
    context.report.notComputed(atMost.where, atMost.text)
    return counted
  }
  const width = multiply(baseline, atMost.share)
  const [low, high] = [subtract(baseline, width), add(baseline, width)]
  const moved = (by: Ratio): Expression =>
    deadBand.oncePassed === 'whole' ? counted : { kind: 'sum', of: [counted, literal(by, 'count')] }
  const rows: Row[] = [
    { to: { word: 'under', value: low }, value: moved(width) },
    {
      from: { word: 'at-least', value: low },
      to: { word: 'at-most', value: high },
      value: literal(baseline, 'count', sourceOf(fee.where, fee.clause)),
    },
    { from: { word: 'above', value: high }, value: moved(subtract(ZERO, width)) },
  ]
  return {
    kind: 'piecewise',
    of: counted,
    rows,
    hole: 'undefined',
    source: sourceOf(deadBand.where, fee.clause),
  }
}
