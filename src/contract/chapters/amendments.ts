/**
 * What amendments change of a contract, and from when.
 *
 * @fr avenants
 */
import type { CalendarDate } from '../../base/calendar/date.ts'
import type { Place } from '../../base/finding.ts'
import type { SourceNode } from '../../base/yaml/source.ts'

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
