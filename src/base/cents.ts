/**
 * Money that has been rounded: a whole number of cents.
 *
 * An amount under computation is a {@link Ratio} of cents; it becomes `Cents` at its one rounding,
 * and from then on only whole cents are added, cut or shared out. The currency belongs to the
 * contract: one contract has one.
 *
 * Example: sharing 1000 cents in proportion 1 : 1 : 1 gives 334, 333, 333. The largest remainder
 * gets the odd cent, the first one where remainders are equal, and nothing is lost.
 *
 * @fr montant en centimes
 */
import { invariant } from './invariant.ts'
import type { Ratio, RoundingMode } from './ratio.ts'
import { formatDecimal, multiply, parseDecimal, ratio, roundToInteger } from './ratio.ts'

export type Cents = bigint & { readonly cents: unique symbol }

export const cents = (value: bigint): Cents => value as Cents
const NO_CENTS = cents(0n)

/** Rounds an exact number of cents to whole cents: the one rounding of a money line. */
export const roundToCents = (exact: Ratio, mode: RoundingMode): Cents =>
  cents(roundToInteger(exact, mode))

/** Reads `48000.00` or `-0.50` (at most two decimals) as cents. */
export function parseCents(text: string): Cents | undefined {
  const value = parseDecimal(text)
  if (value === undefined) return undefined
  const scaled = multiply(value, ratio(100n))
  return scaled.denominator === 1n ? cents(scaled.numerator) : undefined
}

/** The plain text of an amount: `48000.00`. Screens use `base/wording` instead. */
export const formatCents = (value: Cents): string => formatDecimal(ratio(value, 100n), 2)

/**
 * Shares `total` out in proportion to `weights`, to the cent, by the largest remainder.
 *
 * What is given back is shared out as what is owed: −1000 over −1 : −1 : −1 is −334, −333, −333,
 * and nothing over −1 : −1 is nothing, twice: the VAT of two cents given back.
 *
 * Aborts: signs that differ, or no weight while there is something to share.
 */
export function shareOut(total: Cents, weights: readonly bigint[]): Cents[] {
  if (total === 0n && weights.every((weight) => weight <= 0n)) return weights.map(() => NO_CENTS)
  if (total < 0n) {
    const positive = weights.map((weight) => -weight)
    return shareOut(cents(-total), positive).map((share) => cents(-share))
  }
  const sum = weights.reduce((a, b) => a + b, 0n)
  invariant(total >= 0n && weights.every((w) => w >= 0n), 'amounts of one sign are shared out')
  if (total === 0n) return weights.map(() => NO_CENTS)
  invariant(sum > 0n, 'an amount is shared out over at least one weight')
  const shares = weights.map((weight, index) => {
    const product = total * weight
    return { index, whole: product / sum, remainder: product % sum }
  })
  let left = total - shares.reduce((a, s) => a + s.whole, 0n)
  const byRemainder = [...shares].sort(
    (a, b) =>
      Number(b.remainder > a.remainder) - Number(b.remainder < a.remainder) || a.index - b.index,
  )
  for (const share of byRemainder) {
    if (left === 0n) break
    share.whole += 1n
    left -= 1n
  }
  const result = shares.map((s) => cents(s.whole))
  invariant(result.reduce((a, b) => a + b, 0n) === total, 'shares add up to their total')
  return result
}
