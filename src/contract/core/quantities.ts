/**
 * Quantities, declared amounts and events: facts that are counted, and judged by nothing.
 *
 * Example: `mean of error-rate` in intervals of 5 min of which two have a rate, 50 % and 20 %, and
 * 8 638 have none: 0.7 ÷ 8 640, or 35 % where intervals without a rate are left out.
 *
 * @fr grandeurs
 */
import type { Ratio } from '../../base/ratio.ts'
import type { Look, ValuedIntervals } from './look.ts'
import type { Source, Tile } from './select.ts'

/**
 * Counts of something at a date or over a period; amounts that a party declares; or an event, of
 * which there are so many in a period, so many months since it, a share of its month after it, or
 * its date in days since 1970.
 */
export interface QuantitySelect {
  readonly kind: 'quantities'
  readonly id: string
  readonly of: string
  readonly from: 'quantities' | 'amounts' | 'events'
  readonly take:
    | 'sum'
    | 'first'
    | 'last'
    | 'mean'
    | 'median'
    | 'highest'
    | 'lowest'
    | 'months-since'
    | 'months-since-last'
    | 'date'
    | 'share-after'
    | 'thirtieths-after'
  /** The quantity agreed, which stands for the months that have not come. */
  readonly expected?: Ratio
  readonly intervals?: ValuedIntervals
  readonly over?: Look
  readonly tile: Tile
  readonly source: Source
}
