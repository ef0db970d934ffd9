/**
 * A service level: what is measured, over which period, against which target.
 *
 * Example: `response` of incidents P1 within 30 min on a clock, `per: month`, `target: {
 * share-in-time: at-least 95 % }`: 19 of 20 in time is 95 %, met; 18 of 20 is missed.
 *
 * @fr niveau de service
 */
import type { Place } from '../../base/finding.ts'
import type { Ratio } from '../../base/ratio.ts'
import type { DatePhrase } from '../phrases/date-phrase.ts'
import type { Length } from '../phrases/length.ts'
import type { Bound } from '../phrases/quantity.ts'
import type { Rounding } from '../phrases/rounding.ts'
import type { Tile, Window } from '../phrases/window.ts'
import type { Phrase } from '../phrases/words.ts'
import type { Merge } from './clock.ts'
import type {
  BelongsTo,
  Clause,
  EmptyPeriod,
  Named,
  OnTheLimit,
  OpenAtEnd,
  Reference,
} from './identity.ts'
import type { Claim, Exemption, Grace, Penalty } from './penalty.ts'

/** @fr niveau de service */
export interface ServiceLevel extends Named {
  readonly title?: string
  readonly service?: Reference
  readonly clause: Clause
  readonly measure: MeasureForm
  /** A tile, or each item on its own. */
  readonly per: Tile | 'item'
  /** Where these differ from the conventions. */
  readonly belongsTo?: BelongsTo
  readonly onTheLimit?: OnTheLimit
  readonly openAtEnd?: OpenAtEnd
  readonly empty?: EmptyPeriod
  readonly round?: Phrase<Rounding>
  readonly target: Target
  readonly few?: FewItems
  readonly grace?: Grace
  readonly penalty?: Penalty
  readonly claim?: Claim
  readonly exemptions: readonly Exemption[]
}

/** One value, or one for each value of a field. @fr valeur selon un champ */
export type ByField<T> =
  | { readonly kind: 'one'; readonly value: T }
  | {
      readonly kind: 'by'
      readonly where: Place
      readonly field: string
      readonly rows: readonly { readonly when: string; readonly value: T; readonly where: Place }[]
      readonly otherwise?: T
    }

/** Which facts only: all the rows must hold, each by one of its values. @fr filtre */
export interface Filter {
  readonly where: Place
  readonly rows: readonly {
    readonly field: string
    readonly anyOf: readonly string[]
    readonly where: Place
  }[]
}

/** @fr forme de mesure */
export type MeasureForm =
  | TicketTime
  | Availability
  | Timeliness
  | Backlog
  | CountOf
  | ShareOf
  | ValueOf

interface MeasureBase {
  readonly where: Place
  /** What is measured: a kind of ticket in the plural, or an id of what is down or handed over. */
  readonly of: string
  readonly filter?: Filter
}

/** Time to answer or to restore. @fr délai de prise en charge, délai de rétablissement */
export interface TicketTime extends MeasureBase {
  readonly kind: 'response' | 'restoration'
  readonly within: ByField<Phrase<Length>>
  readonly calendar: ByField<Reference>
  readonly clock: Reference
  /** The months whose late items are counted together; the period itself if absent. */
  readonly over?: Phrase<Window>
}

/** @fr taux de disponibilité */
export interface Availability extends MeasureBase {
  readonly kind: 'availability'
  /** The components, of which `of` is the list as it is said. */
  readonly components: readonly string[]
  /** Of several: down while any of them is, or only while all of them are. */
  readonly down?: 'any' | 'all'
  readonly calendar: ByField<Reference>
  /** Outages too short to count: those of exactly the length as well, where it is `at-most`. */
  readonly ignore?: {
    readonly where: Place
    readonly word: 'under' | 'at-most'
    readonly length: Phrase<Length>
    readonly oncePassed: 'whole' | 'excess'
  }
  /** What no data at all means. */
  readonly noData: 'up' | 'down' | 'left-out'
  readonly merge?: Merge
  /** Which of the two comes first, where both are there: each gives another figure. */
  readonly first?: 'ignore' | 'merge'
  /** How much of a degraded minute is down, by value of a field of the outage. */
  readonly weight?: {
    readonly where: Place
    readonly field: string
    readonly rows: readonly { readonly when: string; readonly share: Ratio }[]
    readonly otherwise: Ratio
  }
  /** Intervals of one length, each up or down by the share of it that is up. */
  readonly intervals?: {
    readonly where: Place
    readonly every: Phrase<Length>
    readonly up: Phrase<Bound>
  }
  /** Days that end with the period, or at an event of it; the period itself if absent. */
  readonly over?: Phrase<Window>
}

/** Things handed over by a date. @fr respect d'une échéance */
export interface Timeliness extends MeasureBase {
  readonly kind: 'timeliness'
  readonly within: Phrase<DatePhrase>
  readonly calendar?: ByField<Reference>
  readonly over?: Phrase<Window>
}

/** Tickets open at the end of the period. @fr stock de tickets ouverts */
export interface Backlog extends MeasureBase {
  readonly kind: 'backlog'
  readonly olderThan?: Phrase<Length>
  /** Of `older-than`, where it is in hours of service or in open days. */
  readonly calendar?: ByField<Reference>
}

/** @fr nombre */
export interface CountOf extends MeasureBase {
  readonly kind: 'count'
  readonly over?: Phrase<Window>
}

/** The share of the facts that match as well. @fr proportion */
export interface ShareOf extends MeasureBase {
  readonly kind: 'share'
  readonly matching: Filter
}

/**
 * A quantity that the facts tell, such as a rate or a score; or an outcome of a level, such as
 * `uptime.figure`.
 *
 * @fr valeur relevée
 */
export interface ValueOf extends MeasureBase {
  readonly kind: 'value'
  /** Where the outcome is named. */
  readonly outcome?: Reference
  readonly take: 'mean' | 'median' | 'highest' | 'lowest' | 'sum' | 'last'
  /** One value for each interval; what one without any is worth. */
  readonly intervals?: {
    readonly where: Place
    readonly every: Phrase<Length>
    readonly noData: 'zero' | 'left-out'
  }
  readonly over?: Phrase<Window>
}

/** `figure` is the measure's own figure, where nothing is left to reduce. @fr réduction */
export type Reducer =
  | 'figure'
  | 'share-in-time'
  | 'mean'
  | 'highest'
  | 'lowest'
  | 'sum'
  | 'count'
  | 'share'
  | 'percentile'

/** @fr objectif */
export interface Target {
  readonly where: Place
  readonly reducer: Reducer
  readonly bound: Phrase<Bound>
  /** Of a percentile only: its rank as a share, and how it is read between two items. */
  readonly percentile?: { readonly rank: Ratio; readonly method: 'nearest-rank' | 'linear' }
}

/** What holds when a period has few items. @fr faible volume */
export interface FewItems {
  readonly where: Place
  readonly under: number
  /** So many items may be late, whatever the share; or the period is left out. */
  readonly policy:
    | { readonly kind: 'allow-late'; readonly count: number }
    | { readonly kind: 'left-out' }
}
