/**
 * Dates told by an event, and proofs that must come in time.
 *
 * `10 working-days after month-end` counts from an event; `then month-end` moves the date that was
 * found; `open` says that the text sets no date, which is not the same as saying nothing. A length
 * alone (`15 days`) counts from the step before.
 *
 * Example: `45 days after invoice then month-end`, invoice of 31 March: 15 May, then 31 May.
 *
 * @fr échéance, pièce exigée
 */
import type { BoundWord } from '../../base/bound.ts'
import { BOUND_WORDS } from '../../base/bound.ts'
import type { Length } from './length.ts'
import { readLength } from './length.ts'
import { takeId, type Words } from './words.ts'

export const MOVES = ['month-end', 'next-day', 'next-open-day'] as const
/** Where the date found is moved to. @fr report de la date */
export type Move = (typeof MOVES)[number]

/** @fr échéance */
export type DatePhrase =
  /** The text sets no date. */
  | { readonly kind: 'open' }
  /** The date that the fact itself bears, such as `due`. */
  | { readonly kind: 'at'; readonly event: string }
  | {
      readonly kind: 'from'
      readonly length: Length
      readonly side: 'before' | 'after'
      /** Absent: the step before, or the meeting, that this one belongs to. */
      readonly event?: string
      readonly move?: Move
    }

/** A fact without which a thing does not hold: `notice at-least 48 h before start`. @fr pièce */
export interface Need {
  readonly fact: string
  readonly delay?: {
    readonly word: BoundWord
    readonly length: Length
    readonly side: 'before' | 'after'
    readonly event: string
  }
}

export function readDatePhrase(words: Words): DatePhrase | undefined {
  if (words.takeIf('open')) return { kind: 'open' }
  const length = readLength(words)
  if (length === undefined) {
    const event = takeId(words)
    return event === undefined ? undefined : { kind: 'at', event }
  }
  const side = words.takeOneOf(['before', 'after'])
  const event = side === undefined || words.peek() === 'then' ? undefined : takeEvent(words)
  const move = readMove(words)
  if (move === 'unknown') return undefined
  return { kind: 'from', length, side: side ?? 'after', ...(event && { event }), ...move }
}

function readMove(words: Words): { readonly move?: Move } | 'unknown' {
  if (!words.takeIf('then')) return {}
  const move = words.takeOneOf(MOVES)
  return move === undefined ? 'unknown' : { move }
}

/** An event, or the first or last one of its kind: `last outage` is `last-outage`. */
function takeEvent(words: Words): string | undefined {
  const which = words.takeOneOf(['first', 'last'])
  const event = takeId(words)
  return which === undefined || event === undefined ? event : `${which}-${event}`
}

export function readNeed(words: Words): Need | undefined {
  const fact = takeId(words)
  if (fact === undefined) return undefined
  if (words.isAtEnd) return { fact }
  const word = words.takeOneOf(BOUND_WORDS)
  const length = word === undefined ? undefined : readLength(words)
  const side = words.takeOneOf(['before', 'after'])
  const event = takeEvent(words)
  if (word === undefined || length === undefined || side === undefined || event === undefined) {
    return undefined
  }
  return { fact, delay: { word, length, side, event } }
}
