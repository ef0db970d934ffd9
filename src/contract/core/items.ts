/**
 * Items of the core that are looked at one by one: outages, and what one item says.
 *
 * Example: an outage of a machine of 6 000.00 € that lasted 18 h of a limit of 8 h says its price
 * and 10 h of lateness.
 *
 * @fr éléments un par un
 */
import type { Duration } from '../../base/instant.ts'
import type {
  Attribution,
  ExemptionRule,
  Filter,
  OpenRule,
  Source,
  Target,
  Tile,
} from './select.ts'

/** Outages one by one, each held to a limit; those that a relapse joins are one. */
export interface OutageSelect {
  readonly kind: 'outages'
  readonly id: string
  readonly where: readonly Filter[]
  readonly calendar: string
  readonly within: Target
  /** One again within so much of the end of one of the same thing and fields: they are one. */
  readonly relapse?: {
    readonly same: readonly string[]
    readonly length: Duration
    readonly calendar: string
    readonly gap: 'counted' | 'left-out'
  }
  readonly onTheLimit: 'in-time' | 'late'
  readonly belongsTo: Attribution
  readonly openAtEnd: OpenRule
  readonly tile: Tile
  readonly exemptions: readonly ExemptionRule[]
  readonly source: Source
}

/**
 * What one item of a selection says: the money that it is about; open time counted, and past its
 * limit, or from the instant at which it was due on another calendar; dates past the one on which
 * it was due; the part of it that no exemption lifts from the amount.
 *
 * @fr relevé d'un élément
 */
export type ItemReading =
  | { readonly kind: 'price' | 'elapsed' | 'owed-share' }
  /** On another calendar than that of its selection, where one is named. */
  | { readonly kind: 'lateness'; readonly calendar?: string }
  | {
      readonly kind: 'late-days'
      readonly unit: 'calendar-days' | 'worked-days' | 'workable-days'
      /** Whose working days and holidays they are. */
      readonly calendar: string
    }
