/**
 * The primitive Stock: what is put aside for later, in lots that are used up and may die.
 *
 * Each month may add a lot (`filled`) and ask something of it (`asked`). Lots that have lived too
 * long are lost before anything else; then the lot of the month comes; then what is asked is taken
 * from lot after lot, as far as there is any. So a stock is never below zero: what was asked and
 * was not there is `short`.
 *
 * Example: 5 h on the first of each month, which last 12 months, the oldest first. 2 h were used in
 * July 2025, 1 h in August: of the lot of July 2 h are left, and lost in July 2026.
 *
 * @fr réserve
 */
import type { Source } from './select.ts'

/** What is read of a stock in a month; `left` is what there is at its end. @fr mouvements */
export const STOCK_READINGS = ['taken', 'short', 'lost', 'left'] as const
export type StockReading = (typeof STOCK_READINGS)[number]

/** @fr réserve */
export interface Stock {
  readonly id: string
  readonly title: string
  readonly unit: 'count' | 'cents'
  /** The outcomes of each month that say what it adds, and what it asks for. */
  readonly filled: string
  readonly asked: string
  readonly take: 'oldest-first' | 'newest-first'
  /** The months that a lot lasts, its own included; absent: for ever. */
  readonly lasts?: number
  readonly source: Source
}
