/**
 * How the time of an item is counted: between which events, and what holds the count.
 *
 * Example: opened Friday 17:40, waiting for the client from Monday 09:00 to 12:10, restored 14:15:
 * on office hours and with `pauses: [{ status: awaiting-client, who: client }]`, 20 min on Friday,
 * 1 h and 45 min on Monday.
 *
 * @fr décompte du délai
 */
import type { Place } from '../../base/finding.ts'
import type { Length } from '../phrases/length.ts'
import type { Phrase } from '../phrases/words.ts'
import type { Named, Reference } from './identity.ts'

/** @fr partie au contrat */
export type PartyRole = 'client' | 'provider'

/** @fr évènement de départ */
export type ClockStart = 'opened' | 'acknowledged' | 'assigned' | 'unavailable'
/** `restored` is a workaround or a fix, whichever comes first. @fr évènement d'arrêt */
export type ClockStop =
  | 'acknowledged'
  | 'responded'
  | 'workaround'
  | 'restored'
  | 'resolved'
  | 'closed'
  | 'handed-back'

/** @fr décompte du délai */
export interface Clock extends Named {
  readonly starts: ClockStart
  readonly stops: ClockStop
  readonly pauses: readonly ClockPause[]
  readonly onReopen:
    | { readonly kind: 'resume' }
    | { readonly kind: 'new-clock' }
    | { readonly kind: 'cumulate'; readonly within: Phrase<Length> }
  readonly onPriorityChange: OnPriorityChange
  /** A pause shorter than this one does not hold the clock. */
  readonly shortestPause?: Phrase<Length>
  readonly merge?: Merge
}

/** @fr changement de priorité */
export type OnPriorityChange = 'keep' | 'forward' | 'retroactive' | 'retroactive-keeping-pauses'

/** @fr suspension du décompte */
export interface ClockPause {
  readonly where: Place
  /** The status of the ticket while the clock is held. */
  readonly status: string
  readonly who: 'client' | 'provider' | 'third-party'
  /** Longer than this, the clock runs again. */
  readonly atMost?: Phrase<Length>
}

/** When two outages are one. @fr regroupement d'interruptions */
export interface Merge {
  readonly where: Place
  /** The fields that must be equal; empty: only the thing that was down. */
  readonly same: readonly string[]
  readonly within: Phrase<Length>
  readonly calendar: Reference
  /** Whether the time between the two is taken out of the merged outage. */
  readonly takesOut: 'none' | 'gap'
}
