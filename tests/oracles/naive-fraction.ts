/** Fractions as pairs of whole numbers, for the naive oracle. */

export interface Fraction {
  readonly top: bigint
  readonly bottom: bigint
}

function divisor(a: bigint, b: bigint): bigint {
  return b === 0n ? (a < 0n ? -a : a) : divisor(b, a % b)
}

export function over(top: bigint, bottom: bigint): Fraction {
  const common = divisor(top, bottom)
  return common === 0n ? { top: 0n, bottom: 1n } : { top: top / common, bottom: bottom / common }
}

export const plus = (a: Fraction, b: Fraction): Fraction =>
  over(a.top * b.bottom + b.top * a.bottom, a.bottom * b.bottom)

export const times = (a: Fraction, top: bigint, bottom = 1n): Fraction =>
  over(a.top * top, a.bottom * bottom)

/** To the nearest whole number, a half upwards; nothing here is below zero. */
export const nearest = (a: Fraction): bigint => (a.top * 2n + a.bottom) / (a.bottom * 2n)
