/**
 * What amendments change of a contract, and from when.
 *
 * @fr avenants
 */
import type { CalendarDate } from '../../base/calendar/date.ts'
import type { Place } from '../../base/finding.ts'
import type { SourceNode } from '../../base/yaml/source.ts'
import type { Need } from '../phrases/date-phrase.ts'
import type { Phrase } from '../phrases/words.ts'

/**
 * A place in the contract, by keys and by ids of list items, such as `costs.fees.support.amount`.
 */
export interface TermPath {
  readonly text: string
  readonly steps: readonly string[]
  readonly where: Place
}

/** One thing that an amendment changes. @fr modification */
export type Change =
  /** A term that stands in the contract becomes another. */
  | { readonly kind: 'set'; readonly at: TermPath; readonly to: SourceNode; readonly where: Place }
  /** A list takes one more item, or a map keys that it has not. */
  | { readonly kind: 'add'; readonly at: TermPath; readonly add: SourceNode; readonly where: Place }
  | { readonly kind: 'remove'; readonly at: TermPath; readonly where: Place }

/** @fr avenant */
export interface Amendment {
  readonly where: Place
  readonly id: string
  readonly title?: string
  /** The day from which it is known: no month that was closed before has heard of it. */
  readonly signed: CalendarDate
  /** The first day of the first month that is judged under it; it may lie before the signature. */
  readonly effective: CalendarDate
  /** Amendments that it overrides where both change one term. */
  readonly prevailsOver: readonly { readonly id: string; readonly where: Place }[]
  readonly changes: readonly Change[]
}

/** An amendment before its day is known. @fr avenant tel qu'écrit */
export interface WrittenAmendment extends Omit<Amendment, 'effective'> {
  /** A day, or the first renewal from the signature on. */
  readonly effective: CalendarDate | 'renewal'
  /** The day on which the other party was told of it. */
  readonly notified?: CalendarDate
  /** The notices without which it has no effect. */
  readonly needs: readonly Phrase<Need>[]
}
