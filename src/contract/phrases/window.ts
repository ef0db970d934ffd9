/**
 * Stretches of the contract's time, what money is looked at in them, and limits made of both.
 *
 * A window is a tile of the calendar, a look back, or a look forward. Tiles stand (`month`), looks
 * slide and end at the moment judged (`3 months`), or at an event (`12 months before event`).
 * `month` is never `30 days`.
 *
 * Example: `12 % of fees in month` is the share 3/25 of the fees of the month judged.
 *
 * @fr fenêtre, assiette, limite
 */
import type { Ratio } from '../../base/ratio.ts'
import { formatMilliseconds } from '../core/format-length.ts'
import type { Length } from './length.ts'
import { readLength } from './length.ts'
import type { Quantity } from './quantity.ts'
import { readQuantity, readShare } from './quantity.ts'
import { takeId, type Words } from './words.ts'

export const TILES = ['month', 'quarter', 'half-year', 'year', 'contract-year', 'contract'] as const
/** A fixed piece of the calendar or of the contract's life. @fr période */
export type Tile = (typeof TILES)[number]

/** @fr fenêtre */
export type Window =
  /** The tile in which the judged moment falls, or the event `of`. */
  | { readonly kind: 'tile'; readonly tile: Tile; readonly of?: string }
  /** Ends at the moment judged, or at the event `before`. */
  | { readonly kind: 'back'; readonly length: Length; readonly before?: string }
  | { readonly kind: 'forward'; readonly length: Length }
  /** Begins at the event: its own month, and so much more. */
  | { readonly kind: 'after'; readonly length: Length; readonly event: string }
  /** To the end of the term: the whole months that follow, or every day after an event. */
  | { readonly kind: 'remaining'; readonly unit: 'months' | 'days' }
  /** The intervals of a measure itself, such as `counted-downtime`. */
  | { readonly kind: 'intervals'; readonly of: string }

/** Money looked at: a fee, a base or a word such as `fees`, in a window. @fr assiette */
export interface BaseRef {
  readonly of: string
  readonly in?: Window
  /** Where these differ from `conventions.base`. */
  readonly vat?: 'included' | 'excluded'
  readonly revised?: boolean
  readonly oneOffs?: 'included' | 'excluded'
}

/** @fr limite */
export type Limit =
  | { readonly kind: 'share'; readonly share: Ratio; readonly of: BaseRef }
  | { readonly kind: 'fixed'; readonly quantity: Quantity }

/** So much in each tile, such as `6 h per month`. @fr quota */
export interface Quota {
  readonly quantity: Quantity
  readonly per: Tile
}

const INTERVALS = ['counted-downtime'] as const

/** The window as it is written, in its shortest form: `12 months before month-start`. */
export function writeWindow(window: Window): string {
  switch (window.kind) {
    case 'tile':
      return window.of === undefined ? window.tile : `${window.tile} of ${window.of}`
    case 'back': {
      const length = writeLength(window.length)
      return window.before === undefined ? length : `${length} before ${window.before}`
    }
    case 'after':
      return `${writeLength(window.length)} after ${window.event}`
    case 'forward':
      return `next ${writeLength(window.length)}`
    case 'remaining':
      return `remaining ${window.unit}`
    case 'intervals':
      return window.of
  }
}

const writeLength = (length: Length): string =>
  length.unit === 'ms' ? formatMilliseconds(length.value) : `${length.count} ${length.unit}`

export function readWindow(words: Words): Window | undefined {
  if (words.takeIf('remaining')) {
    const unit = words.takeOneOf(['months', 'days'])
    return unit && { kind: 'remaining', unit }
  }
  if (words.takeIf('next')) {
    const length = readLength(words)
    return length === undefined ? undefined : { kind: 'forward', length }
  }
  const intervals = words.takeOneOf(INTERVALS)
  if (intervals !== undefined) return { kind: 'intervals', of: intervals }
  const tile = words.takeOneOf(TILES)
  if (tile === undefined) return readLookBack(words)
  if (!words.takeIf('of')) return { kind: 'tile', tile }
  const of = takeId(words)
  return of === undefined ? undefined : { kind: 'tile', tile, of }
}

function readLookBack(words: Words): Window | undefined {
  const length = readLength(words)
  if (length === undefined) return undefined
  if (words.takeIf('after')) {
    const event = takeId(words)
    return event === undefined ? undefined : { kind: 'after', length, event }
  }
  if (!words.takeIf('before')) return { kind: 'back', length }
  const before = takeId(words)
  return before === undefined ? undefined : { kind: 'back', length, before }
}

/** Reads `servers in month`, or `item-price` where no window is needed. */
export function readBase(words: Words): BaseRef | undefined {
  const of = takeId(words)
  if (of === undefined) return undefined
  if (!words.takeIf('in')) return { of }
  const window = readWindow(words)
  return window === undefined ? undefined : { of, in: window }
}

/** Reads `12 % of fees in month`, `5000.00` or `4 points`. */
export function readLimit(words: Words): Limit | undefined {
  if (words.peek(1) === '%') {
    const share = readShare(words)
    const of = share !== undefined && words.takeIf('of') ? readBase(words) : undefined
    return share === undefined || of === undefined ? undefined : { kind: 'share', share, of }
  }
  const quantity = readQuantity(words)
  // A bare count limits nothing: 5000 of what?
  if (quantity === undefined || quantity.unit === 'count') return undefined
  return { kind: 'fixed', quantity }
}

/** Reads `6 h per month`. */
export function readQuota(words: Words): Quota | undefined {
  const quantity = readQuantity(words)
  const per = quantity !== undefined && words.takeIf('per') ? words.takeOneOf(TILES) : undefined
  return quantity === undefined || per === undefined ? undefined : { quantity, per }
}
