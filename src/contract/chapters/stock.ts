/**
 * What is put aside and used later: prepaid hours, quotas of days, advances.
 *
 * Example: `filled: 5 per month`, `emptied: sum of work-hours`, `lasts: 12 months`: what is not
 * used of the five hours of July 2025 is lost on 1 July 2026.
 *
 * @fr réserves, avances
 */
import type { Place } from '../../base/finding.ts'
import type { Ratio } from '../../base/ratio.ts'
import type { Rate } from '../phrases/amount.ts'
import type { Length } from '../phrases/length.ts'
import type { BaseRef, Tile } from '../phrases/window.ts'
import type { Phrase } from '../phrases/words.ts'
import type { Clause, Named, Reference } from './identity.ts'

/** So many units on the first day of each period, or what levels give. @fr réserve */
export interface StockTerms extends Named {
  readonly title?: string
  readonly clause: Clause
  readonly filled: Phrase<Filling>
  /** The quantities of the facts that are taken from it. */
  readonly emptied: Phrase<{ readonly of: string }>
  readonly take: 'oldest-first' | 'newest-first'
  /** How long a lot lasts from the month that it is of. */
  readonly lasts: 'unlimited' | Phrase<Length>
}

/** @fr alimentation d'une réserve */
export type Filling =
  | { readonly kind: 'tile'; readonly count: Ratio; readonly tile: Tile }
  /** The days of service of the levels whose penalty counts in it. */
  | { readonly kind: 'levels' }

/** Money that the client pays ahead, and has back as the work goes on. @fr avance */
export interface Advance extends Named {
  readonly title?: string
  readonly clause: Clause
  /** The event after which it is paid. */
  readonly on: string
  readonly of: Phrase<BaseRef>
  readonly rate: Phrase<Rate>
  readonly recovered: Recovery
  readonly vat?: Phrase<{ readonly value: Ratio }>
}

/**
 * How an advance comes back: nothing until so much of the whole is executed, all once so much is,
 * in proportion between the two.
 *
 * @fr résorption
 */
export interface Recovery {
  readonly where: Place
  /** Declared money: what is executed, month by month. */
  readonly executed: Reference
  readonly from: { readonly value: Ratio; readonly where: Place }
  readonly to: { readonly value: Ratio; readonly where: Place }
}
