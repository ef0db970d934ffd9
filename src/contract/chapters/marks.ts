/**
 * What bounds a told value: a number, even where it is written as money is.
 *
 * Example: a satisfaction of `at-least 4.25` on five, with a row `under: 3.50`: 4.25 and 3.5, where
 * `4.25` anywhere else is 425 cents.
 *
 * @fr notes et valeurs relevées
 */
import { multiply, ratio } from '../../base/ratio.ts'
import type { Quantity } from '../phrases/quantity.ts'
import type { ServiceLevel } from './level.ts'
import type { Band, Penalty } from './penalty.ts'

type Bounded = Pick<ServiceLevel, 'measure' | 'target' | 'penalty'>

/** The level with numbers in its target and in the rows of its penalty. */
export function inMarks<L extends Bounded>(level: L): L {
  const { measure, target, penalty } = level
  if (measure.kind !== 'value') return level
  const { bound } = target
  return {
    ...level,
    target: { ...target, bound: { ...bound, limit: asNumber(bound.limit) } },
    ...(penalty && { penalty: withMarks(penalty) }),
  }
}

function withMarks(penalty: Penalty): Penalty {
  const { worth } = penalty
  if (worth.kind !== 'bands') return penalty
  const rows = worth.rows.map(
    ({ lower, upper, ...row }): Band => ({
      ...row,
      ...(lower && { lower: { ...lower, limit: asNumber(lower.limit) } }),
      ...(upper && { upper: { ...upper, limit: asNumber(upper.limit) } }),
    }),
  )
  return { ...penalty, worth: { ...worth, rows } }
}

/** Money is read in cents: 425 of them were written `4.25`. */
const asNumber = (quantity: Quantity): Quantity =>
  quantity.unit === 'cents'
    ? { value: multiply(quantity.value, ratio(1n, 100n)), unit: 'count' }
    : quantity
