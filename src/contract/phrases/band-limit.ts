/**
 * The end of a row of a table: a quantity, and the side of the target on which it is counted.
 *
 * `8 h` is read on the figure, or on the whole time of one item. `30 min late` and `5 days late`
 * are read on how late one item is; `2 h below` on the time down that exceeds what the target
 * leaves.
 *
 * Example: restored in 4 h 45 of 4 h, an incident is in `above: 4 h` and in `above: 30 min late`.
 *
 * @fr borne de tranche
 */
import type { Bound, Quantity, Unit } from './quantity.ts'
import { readQuantity } from './quantity.ts'
import type { Words } from './words.ts'

/** Which side of a target a row is read on. @fr en retard, en dessous */
export type BandSide = 'late' | 'below'

/** @fr borne de tranche */
export interface BandLimit extends Quantity {
  readonly side?: BandSide
}

/** @fr borne de tranche */
export interface BandBound extends Bound {
  readonly side?: BandSide
}

/** The units in which an item is late. */
const LATE: readonly Unit[] = ['ms', 'days', 'working-days', 'mon-sat-days']

/** Reads `8 h`, `95 %`, `30 min late` or `2 h below`. */
export function readBandLimit(words: Words): BandLimit | undefined {
  const quantity = readQuantity(words)
  if (quantity === undefined) return undefined
  if (LATE.includes(quantity.unit) && words.takeIf('late')) return { ...quantity, side: 'late' }
  if (quantity.unit === 'ms' && words.takeIf('below')) return { ...quantity, side: 'below' }
  return quantity
}
