/**
 * Exact fractions, the only numbers that a share, a rate or an amount is computed with.
 *
 * A contract compares 94.999…% with 95 %, multiplies 1/30 of a price by a number of days and
 * rounds once, at a place that it names. Decimal fractions cannot hold 1/30 and binary ones cannot
 * hold 0.1, so a figure stays a pair of integers until its one rounding.
 *
 * Example: 2 % of 33 333.33 € is `multiply(ratio(2n, 100n), ratio(3333333n))` = 3333333/50 cents,
 * which `roundToStep(…, ONE, 'half-up')` makes 66 667 cents: 666.67 €.
 *
 * @fr nombre exact
 */
import { invariant } from './invariant.ts'

export interface Ratio {
  readonly numerator: bigint
  /** Always positive; numerator and denominator have no common divisor. */
  readonly denominator: bigint
}

/** How a number that lies between two steps is moved onto one. */
export type RoundingMode = 'half-up' | 'half-even' | 'up' | 'down' | 'ceiling' | 'floor'

const greatestCommonDivisor = (a: bigint, b: bigint): bigint => {
  let x = a < 0n ? -a : a
  let y = b < 0n ? -b : b
  while (y !== 0n) [x, y] = [y, x % y]
  return x
}

/** Makes the fraction in lowest terms. Aborts: the denominator is zero. */
export function ratio(numerator: bigint | number, denominator: bigint | number = 1n): Ratio {
  const top = BigInt(numerator)
  const bottom = BigInt(denominator)
  invariant(bottom !== 0n, 'a ratio has no zero denominator')
  const divisor = greatestCommonDivisor(top, bottom)
  const sign = bottom < 0n ? -1n : 1n
  return { numerator: (sign * top) / divisor, denominator: (sign * bottom) / divisor }
}

export const ZERO = ratio(0n)
export const ONE = ratio(1n)

export const add = (a: Ratio, b: Ratio): Ratio =>
  ratio(a.numerator * b.denominator + b.numerator * a.denominator, a.denominator * b.denominator)

export const negate = (a: Ratio): Ratio => ({
  numerator: -a.numerator,
  denominator: a.denominator,
})

export const subtract = (a: Ratio, b: Ratio): Ratio => add(a, negate(b))

export const multiply = (a: Ratio, b: Ratio): Ratio =>
  ratio(a.numerator * b.numerator, a.denominator * b.denominator)

/** Aborts: the divisor is zero. */
export const divide = (a: Ratio, b: Ratio): Ratio =>
  ratio(a.numerator * b.denominator, a.denominator * b.numerator)

/** Negative, zero or positive, as `a` is below, at or above `b`. */
export function compare(a: Ratio, b: Ratio): -1 | 0 | 1 {
  const difference = a.numerator * b.denominator - b.numerator * a.denominator
  if (difference === 0n) return 0
  return difference < 0n ? -1 : 1
}

export const equals = (a: Ratio, b: Ratio): boolean => compare(a, b) === 0
export const smallest = (a: Ratio, b: Ratio): Ratio => (compare(a, b) <= 0 ? a : b)
export const largest = (a: Ratio, b: Ratio): Ratio => (compare(a, b) >= 0 ? a : b)
export const isNegative = (a: Ratio): boolean => a.numerator < 0n
export const isZero = (a: Ratio): boolean => a.numerator === 0n

/** The greatest whole number that is not above `a`. */
export function floor(a: Ratio): bigint {
  const quotient = a.numerator / a.denominator
  return a.numerator < 0n && a.numerator % a.denominator !== 0n ? quotient - 1n : quotient
}

/** The smallest whole number that is not below `a`. */
export const ceiling = (a: Ratio): bigint => -floor(negate(a))

/**
 * Rounds to a whole number.
 *
 * `half-up` moves a half away from zero, as French accounting does (−2.5 becomes −3); `up` and
 * `down` are away from and towards zero; `ceiling` and `floor` look at the sign.
 */
export function roundToInteger(a: Ratio, mode: RoundingMode): bigint {
  const below = floor(a)
  const above = ceiling(a)
  if (below === above) return below
  const positive = a.numerator > 0n
  switch (mode) {
    case 'floor':
      return below
    case 'ceiling':
      return above
    case 'up':
      return positive ? above : below
    case 'down':
      return positive ? below : above
    case 'half-up':
    case 'half-even': {
      const toHalf = compare(subtract(a, ratio(below)), ratio(1n, 2n))
      if (toHalf !== 0) return toHalf < 0 ? below : above
      if (mode === 'half-even') return below % 2n === 0n ? below : above
      return positive ? above : below
    }
    default:
      // A tampered settlement may name any.
      invariant(false, `${mode} is a way to round`)
  }
}

/** Rounds to the nearest multiple of `step`: `roundToStep(99.495, 0.01, 'half-up')` is 99.50. */
export function roundToStep(a: Ratio, step: Ratio, mode: RoundingMode): Ratio {
  invariant(compare(step, ZERO) > 0, 'a rounding step is above zero')
  return multiply(ratio(roundToInteger(divide(a, step), mode)), step)
}

const DECIMAL = /^(-?)(\d+)(?:\.(\d+))?$/

/** Reads `12`, `-0.5` or `99.90` exactly; anything else gives nothing. */
export function parseDecimal(text: string): Ratio | undefined {
  const match = DECIMAL.exec(text)
  if (match === null) return undefined
  const [, sign, whole, fraction = ''] = match
  const digits = BigInt(`${whole}${fraction}`)
  return ratio(sign === '-' ? -digits : digits, 10n ** BigInt(fraction.length))
}

/** Reads `1/30` or a decimal exactly. */
export function parseRatio(text: string): Ratio | undefined {
  const [top, bottom, ...rest] = text.split('/')
  if (top === undefined || rest.length > 0) return undefined
  const numerator = parseDecimal(top)
  if (bottom === undefined || numerator === undefined) return numerator
  const denominator = parseDecimal(bottom)
  if (denominator === undefined || isZero(denominator)) return undefined
  return divide(numerator, denominator)
}

/** The canonical text of a fraction: `3` or `1/30`. `parseRatio` reads it back. */
export const formatRatio = (a: Ratio): string =>
  a.denominator === 1n ? `${a.numerator}` : `${a.numerator}/${a.denominator}`

/**
 * The decimal text with `decimals` digits, the last one rounded: `formatDecimal(1/3, 2)` is 0.33.
 */
export function formatDecimal(a: Ratio, decimals: number, mode: RoundingMode = 'half-up'): string {
  const scaled = roundToInteger(multiply(a, ratio(10n ** BigInt(decimals))), mode)
  const sign = scaled < 0n ? '-' : ''
  const digits = `${scaled < 0n ? -scaled : scaled}`.padStart(decimals + 1, '0')
  const whole = digits.slice(0, digits.length - decimals)
  return decimals === 0 ? `${sign}${whole}` : `${sign}${whole}.${digits.slice(-decimals)}`
}
