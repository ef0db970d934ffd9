/** Fractions as pairs of whole numbers, for the naive oracle. */

export interface Fraction {
  readonly top: bigint
  readonly bottom: bigint
}

function divisor(a: bigint, b: bigint): bigint {
  return b === 0n ? (a < 0n ? -a : a) : divisor(b, a % b)
}

/** The bottom is above zero. */
export function over(top: bigint, bottom: bigint): Fraction {
  const common = divisor(top, bottom)
  return common === 0n ? { top: 0n, bottom: 1n } : { top: top / common, bottom: bottom / common }
}

export const plus = (a: Fraction, b: Fraction): Fraction =>
  over(a.top * b.bottom + b.top * a.bottom, a.bottom * b.bottom)

export const times = (a: Fraction, top: bigint, bottom = 1n): Fraction =>
  over(a.top * top, a.bottom * bottom)

/** Below zero, zero, or above, as `a` is under, at or above `b`. */
export const against = (a: Fraction, b: Fraction): number => {
  const difference = a.top * b.bottom - b.top * a.bottom
  return difference < 0n ? -1 : difference > 0n ? 1 : 0
}

/** `3/4`, or `3`. */
export const text = ({ top, bottom }: Fraction): string =>
  bottom === 1n ? `${top}` : `${top}/${bottom}`

/** To a multiple of a whole step. Nothing that is rounded here is below zero. */
export function rounded(
  a: Fraction,
  mode: 'half-up' | 'half-even' | 'up' | 'down',
  step = 1,
): Fraction {
  const { top, bottom } = over(a.top, a.bottom * BigInt(step))
  const below = top / bottom
  const rest = 2n * (top - below * bottom)
  const isUp =
    mode === 'up'
      ? rest > 0n
      : mode === 'half-up'
        ? rest >= bottom
        : mode === 'half-even' && (rest > bottom || (rest === bottom && below % 2n === 1n))
  return over((isUp ? below + 1n : below) * BigInt(step), 1n)
}
