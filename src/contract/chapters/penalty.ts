/**
 * What a missed level is worth, what lifts it, and the accumulators that it passes.
 *
 * Example: figure 92 %, bands [90 %, 95 %) at 2 % and [80 %, 90 %) at 5 % of 48 000.00:
 * 960.00 before caps.
 *
 * @fr pénalité, cause d'exonération, plafond
 */
import type { PartUnits } from '../../base/because/formula.ts'
import type { Place } from '../../base/finding.ts'
import type { Ratio } from '../../base/ratio.ts'
import type { Amount, Rate } from '../phrases/amount.ts'
import type { BandBound } from '../phrases/band-limit.ts'
import type { DatePhrase, Need } from '../phrases/date-phrase.ts'
import type { Length } from '../phrases/length.ts'
import type { Bound } from '../phrases/quantity.ts'
import type { WeeklySlot } from '../phrases/slot.ts'
import type { BaseRef, Limit, Quota, Tile, Window } from '../phrases/window.ts'
import type { Phrase } from '../phrases/words.ts'
import type { Clause, Named, PenaltyNature, Reference } from './identity.ts'
import type { Reducer } from './level.ts'
import type { DatedBy } from './lifetime.ts'

/** @fr pénalité */
export interface Penalty {
  readonly where: Place
  /** Mandatory as soon as a rate is written, and only then. */
  readonly of?: Phrase<BaseRef>
  readonly worth: PenaltyWorth
  /** Computed for each late item of the period, or each outage in it, and then added up. */
  readonly each?: ItemWord
  /** Of rows on lateness, or below a target: the row reached prices all, or each its own part. */
  readonly oncePassed?: 'whole' | 'excess'
  readonly repeat?: Repeat
  /** A factor on the amount, before `at-most` and `minimum`. */
  readonly multiply?: { readonly value: Ratio; readonly where: Place }
  /** Where these three differ from the conventions. */
  readonly nature?: PenaltyNature
  /** Of a price reduction, where the fees of its base do not say it. */
  readonly vat?: Phrase<{ readonly value: Ratio }>
  readonly partUnits?: PartUnits
  /** On which hours late are counted, where it is not the calendar of the level. */
  readonly calendar?: Reference
  readonly releasesFromDamages?: boolean
  readonly exemptions: readonly Exemption[]
  /** Ids of caps, minimums or balances, in order. Empty: `counts-in: none`, written. */
  readonly countsIn: readonly Reference[]
  readonly paidBy?: PaidBy
  /** The most and the least that one period makes, or one item where each is computed alone. */
  readonly atMost?: Phrase<Limit>
  readonly minimum?: Phrase<Limit>
}

export const ITEM_WORDS = ['outage', 'ticket', 'deliverable'] as const
/** What a penalty is computed for, one by one. @fr élément */
export type ItemWord = (typeof ITEM_WORDS)[number]

/** @fr barème */
export type PenaltyWorth = Worth | BandTable

/** @fr valeur d'un manquement */
export type Worth =
  | { readonly kind: 'rate'; readonly rate: Phrase<Rate> }
  | { readonly kind: 'amount'; readonly amount: Phrase<Amount> }

/** @fr barème par tranches */
export interface BandTable {
  readonly kind: 'bands'
  readonly where: Place
  readonly rows: readonly Band[]
  /** What a figure that no row holds is worth; absent where the rows leave no hole. */
  readonly otherwise?: BandHole
}

/** Rows of the figure, not of the page: `row-above` has the better figure. @fr trou du barème */
export type BandHole = 'undefined' | 'row-above' | 'row-below'

/** A row with its two sides; a side that is absent is open. @fr tranche */
export interface Band {
  readonly where: Place
  readonly lower?: Phrase<BandBound>
  readonly upper?: Phrase<BandBound>
  readonly worth: Worth
}

/** When the amount is multiplied; the miss that is judged counts as one. @fr répétition */
export type Repeat = { readonly where: Place } & (
  | {
      readonly kind: 'times'
      readonly bound: Phrase<Bound>
      readonly in: Phrase<Window>
      readonly factor: Ratio
    }
  | { readonly kind: 'in-a-row'; readonly bound: Phrase<Bound>; readonly factor: Ratio }
  /** A factor for each number of misses: in a row, or in a window where there is one. */
  | {
      readonly kind: 'by-row'
      readonly in?: Phrase<Window>
      readonly rows: readonly { readonly count: number; readonly factor: Ratio }[]
      readonly otherwise: Ratio
    }
)

/** Levels whose amounts do not add up: the highest is owed. @fr non-cumul */
export interface Combination extends Named {
  readonly title?: string
  readonly clause: Clause
  /** Levels, the first of which stands where amounts are equal. */
  readonly of: readonly Reference[]
  /** The event that says that one incident failed them; or always, whatever failed them. */
  readonly on: string
  readonly take: 'highest'
}

/** What an exemption removes. @fr objet de l'exonération */
export type TakesOut = 'outage' | 'window' | 'item' | 'amount' | 'miss'

/** @fr cause d'exonération */
export interface Exemption {
  readonly where: Place
  readonly ground: string
  readonly needs: readonly Phrase<Need>[]
  /** Only inside this slot of the week. */
  readonly in?: Phrase<WeeklySlot>
  readonly atMost?: Phrase<Quota>
  /** Mandatory with `atMost`: what passes the quota. */
  readonly excess?: 'counted' | 'left-out'
  readonly takesOut: readonly TakesOut[]
  /** The share of the amount that is lifted; absent: what the exemption fact says. */
  readonly rate?: Phrase<Rate>
  readonly when?: Condition
}

/** A condition on an outcome of this level or, with `of`, of another. @fr condition */
export interface Condition {
  readonly where: Place
  /** Id dot outcome, such as `restore-p1.missed`; absent: the figure of the level itself. */
  readonly of?: Reference
  readonly reducer: Reducer | 'times' | 'in-a-row'
  readonly bound: Phrase<Bound>
  readonly in?: Phrase<Window>
}

/** The means and the document by which a penalty is paid. @fr mode de règlement */
export type PaidBy = 'payment' | 'agreed-set-off' | 'credit-note' | 'credit-note-on-next-invoice'

/** @fr période de franchise */
export interface Grace {
  readonly where: Place
  readonly first: Phrase<Length>
  readonly measured: boolean
  readonly penalised: boolean
}

/**
 * What one party must do for an amount to be owed, in each period that has one.
 *
 * @fr réclamation
 */
export interface Claim {
  readonly where: Place
  readonly who: 'client' | 'provider'
  /** The latest of them counts. */
  readonly opens?: readonly Phrase<DatePhrase>[]
  readonly within: Phrase<DatePhrase>
  /** Of `within`, where it is in hours. */
  readonly calendar?: Reference
  readonly dated: DatedBy
  /** What comes with the act; with a delay, an act of its own before it. */
  readonly needs: readonly Phrase<Need>[]
  /** Absent where the text sets no date. */
  readonly silence?: 'forfeiture'
}

/** A named accumulator. Several clauses may count in one. @fr plafond de pénalités */
export interface Cap extends Named {
  readonly title?: string
  readonly clause: Clause
  readonly per: CapPeriod
  readonly atMost: Phrase<Limit>
  /** Which amounts are served when they do not all fit. */
  readonly take: 'by-rank' | 'pro-rata'
  readonly excess: 'lost' | 'carried'
}

/** A tile, a length that slides (`12 months`), or the life of each order. @fr période du plafond */
export type CapPeriod =
  | { readonly kind: 'order' }
  | { readonly kind: 'tile'; readonly tile: Tile }
  | { readonly kind: 'sliding'; readonly length: Length }

/** An amount below which nothing is owed. @fr seuil de déclenchement */
export interface Minimum extends Named {
  readonly title?: string
  readonly clause: Clause
  readonly per: CapPeriod
  readonly above: Phrase<Limit>
  readonly oncePassed: 'whole' | 'excess'
}

/** Points that add up and are worth a rate each, or the row that they reach. @fr solde de points */
export interface PointBalance extends Named {
  readonly clause: Clause
  readonly per: Tile
  readonly of: Phrase<BaseRef>
  readonly worth: PenaltyWorth
  /** So many points, or so much money. */
  readonly atMost?: Phrase<Limit>
  /** Where it differs from the convention. */
  readonly nature?: PenaltyNature
  /** Of a price reduction, where the fees of its base do not say it. */
  readonly vat?: Phrase<{ readonly value: Ratio }>
  /** Ids of caps and minimums that its amount passes, in order. */
  readonly countsIn: readonly Reference[]
}
