/**
 * Rewrites the base of a penalty; `in counted-downtime` is what the fee costs while it is down.
 *
 * Example: `subscription in counted-downtime`, 60 000.00 € a year, 145 min down in 2026: 60 000.00
 * × 145/525 600 = 16.5525… €, ten times which a clause may owe.
 *
 * @fr prix du temps d'indisponibilité
 */

import type { Expression } from '../core/core.ts'
import type { BaseRef } from '../phrases/window.ts'
import type { Phrase } from '../phrases/words.ts'
import { basisOf, isShorter } from './bases.ts'
import type { PenaltyContext } from './units.ts'
import { downOf } from './units.ts'
import { literal, noMoney, product, quotient, sourceOf } from './write.ts'

export function baseOf(base: Phrase<BaseRef>, context: PenaltyContext): Expression {
  const { level, costs, tile, report, revised } = context
  if (base.in?.kind !== 'intervals') return basisOf(base, base.where, context, tile)
  const fee = costs?.fees.find(({ id }) => id === base.of)
  const isRevised =
    (base.revised ?? revised) && costs?.revision?.of.some(({ id }) => id === base.of)
  if (
    fee?.kind !== 'fixed' ||
    fee.every === 'contract' ||
    fee.amount.quantity.unit !== 'cents' ||
    level.measure.kind !== 'availability' ||
    isShorter(fee.every, tile) ||
    isRevised === true
  ) {
    report.notComputed(base.where, `${base.of} in ${base.in.of}`)
    return noMoney
  }
  const source = sourceOf(fee.where, fee.clause)
  const whole: Expression = { kind: 'tile-time', tile: fee.every, source: sourceOf(base.where) }
  return product(
    literal(fee.amount.quantity.value, 'cents', source),
    quotient(downOf(context), whole),
  )
}
