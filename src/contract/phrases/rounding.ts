/**
 * Roundings: a mode and a step, `half-up 0.01 %`, or `none`.
 *
 * The key says what is rounded and the phrase how. `none` is written, never supposed: a figure of
 * 94.996 % misses 95 % unless the contract rounds it first.
 *
 * Example: `half-up 0.01 per line` makes 33 333.335 into 33 333.34, on each line of a statement.
 *
 * @fr arrondi
 */
import type { Ratio, RoundingMode } from '../../base/ratio.ts'
import { isZero, multiply, ratio } from '../../base/ratio.ts'
import { readNumber } from './length.ts'
import type { Quantity } from './quantity.ts'
import { readQuantity } from './quantity.ts'
import type { Words } from './words.ts'

export const ROUNDING_MODES = [
  'half-up',
  'half-even',
  'up',
  'down',
  'ceiling',
  'floor',
] as const satisfies readonly RoundingMode[]

/** How a figure or a coefficient is rounded; the step is in the figure's unit. @fr arrondi */
export type Rounding =
  | { readonly kind: 'none' }
  | {
      readonly kind: 'step'
      readonly mode: RoundingMode
      readonly step: Ratio
      /** `number` is a step without a unit, such as 0.0001 of a coefficient. */
      readonly unit: 'share' | 'ms' | 'number'
    }

/** How money is rounded, the step being in cents. @fr arrondi des montants */
export interface MoneyRounding {
  readonly mode: RoundingMode
  readonly step: Ratio
  /** Each line of a statement is rounded, or its total only. */
  readonly per: 'line' | 'total'
}

export function readRounding(words: Words): Rounding | undefined {
  if (words.takeIf('none')) return { kind: 'none' }
  const mode = words.takeOneOf(ROUNDING_MODES)
  if (mode === undefined) return undefined
  const bare = words.peek(1) === undefined ? readNumber(words.peek()) : undefined
  if (bare !== undefined) {
    words.take()
    return isZero(bare) ? undefined : { kind: 'step', mode, step: bare, unit: 'number' }
  }
  const step = readQuantity(words)
  const unit = step === undefined ? undefined : stepUnit(step)
  if (step === undefined || unit === undefined || isZero(step.value)) return undefined
  return { kind: 'step', mode, step: step.value, unit }
}

const stepUnit = ({ unit }: Quantity): 'share' | 'ms' | undefined =>
  unit === 'share' || unit === 'ms' ? unit : undefined

/** Reads `half-up 0.01 per line`: one cent, on each line. Money is always rounded somewhere. */
export function readMoneyRounding(words: Words): MoneyRounding | undefined {
  const mode = words.takeOneOf(ROUNDING_MODES)
  const step = readNumber(words.take())
  if (mode === undefined || step === undefined || isZero(step)) return undefined
  const per = words.takeIf('per') ? words.takeOneOf(['line', 'total']) : undefined
  const inCents = multiply(step, ratio(100n))
  return per === undefined || inCents.denominator !== 1n ? undefined : { mode, step: inCents, per }
}
