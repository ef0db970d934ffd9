/**
 * What a symbol of a formula of money stands for: `30 %`, `93000.00`, `fees in month`, `sum of
 * transfer-days`, `months since benchmark-start`, `short of support`.
 *
 * @fr terme d'une formule
 */
import type { StockReading } from '../core/stock.ts'
import { STOCK_READINGS } from '../core/stock.ts'
import type { Quantity } from './quantity.ts'
import { readQuantity } from './quantity.ts'
import type { BaseRef } from './window.ts'
import { readBase } from './window.ts'
import { takeId, type Words } from './words.ts'

/** How quantities of a period become one. */
const REDUCERS = ['sum', 'mean', 'median', 'highest', 'lowest', 'last'] as const

/** @fr terme d'une formule */
export type DueTerm =
  | { readonly kind: 'quantity'; readonly quantity: Quantity }
  | { readonly kind: 'counted'; readonly of: string; readonly take: (typeof REDUCERS)[number] }
  /** Months from that of the event to the one judged, both counted. */
  | { readonly kind: 'months-since'; readonly event: string }
  /** Calendar days from one event to another, the first one left out. */
  | { readonly kind: 'days-between'; readonly from: string; readonly to: string }
  /** What a reserve or an advance comes to in the month judged. */
  | { readonly kind: 'stock'; readonly of: string; readonly reads: StockReading }
  | { readonly kind: 'base'; readonly base: BaseRef }

export function readDueTerm(words: Words): DueTerm | undefined {
  if (words.peek() === 'months' && words.peek(1) === 'since') {
    words.take()
    words.take()
    const event = takeId(words)
    return event === undefined ? undefined : { kind: 'months-since', event }
  }
  if (words.peek() === 'days' && words.peek(1) === 'from') {
    words.take()
    words.take()
    const from = takeId(words)
    const to = words.takeIf('to') ? takeId(words) : undefined
    return from && to ? { kind: 'days-between', from, to } : undefined
  }
  const take = words.peek(1) === 'of' ? words.takeOneOf(REDUCERS) : undefined
  if (take !== undefined) {
    words.take()
    const of = takeId(words)
    return of === undefined ? undefined : { kind: 'counted', of, take }
  }
  const reads = words.peek(1) === 'of' ? words.takeOneOf(STOCK_READINGS) : undefined
  if (reads !== undefined) {
    words.take()
    const of = takeId(words)
    return of === undefined ? undefined : { kind: 'stock', of, reads }
  }
  const quantity = readQuantity(words)
  if (quantity !== undefined) return { kind: 'quantity', quantity }
  const base = readBase(words)
  return base && { kind: 'base', base }
}
