/**
 * The chapter on prices: what is owed for the service, and how prices move.
 *
 * Example: 660 users at 21.50, baseline 650, dead band 5 % of the baseline: between 617.5 and 682.5
 * nothing changes, and 650 × 21.50 = 13 975.00 is owed.
 *
 * @fr volet financier
 */
import type { PartUnits } from '../../base/because/formula.ts'
import type { CalendarDate } from '../../base/calendar/date.ts'
import type { Cents } from '../../base/cents.ts'
import type { Place } from '../../base/finding.ts'
import type { Ratio } from '../../base/ratio.ts'
import type { Amount, Rate } from '../phrases/amount.ts'
import type { DatePhrase } from '../phrases/date-phrase.ts'
import type { Formula } from '../phrases/formula.ts'
import type { Rounding } from '../phrases/rounding.ts'
import type { BaseRef, Limit, Quota, Tile } from '../phrases/window.ts'
import type { Phrase } from '../phrases/words.ts'
import type { DeclaredMoney, Due } from './due.ts'
import type { Clause, Named, Reference } from './identity.ts'
import type { Advance, StockTerms } from './stock.ts'

/** @fr volet financier */
export interface Costs {
  readonly where: Place
  readonly fees: readonly Fee[]
  readonly bases: readonly NamedBase[]
  readonly declared: readonly DeclaredMoney[]
  readonly dues: readonly Due[]
  readonly stocks: readonly StockTerms[]
  readonly advances: readonly Advance[]
  readonly revision?: PriceRevision
  readonly invoices?: {
    readonly where: Place
    readonly every: 'month' | 'quarter' | 'year'
    readonly issued: 'first-day' | 'last-day'
    readonly formats: readonly string[]
  }
  readonly payment?: Payment
  readonly gainSharing: readonly GainShare[]
}

/** @fr redevance */
export type Fee = FixedFee | UnitFee

interface FeeBase extends Named {
  readonly title?: string
  readonly clause?: Clause
  readonly vat?: Ratio
  /** Both dates are included. */
  readonly from?: CalendarDate
  readonly until?: CalendarDate
}

/** So much a month, a quarter, a year or for the contract. @fr forfait */
export interface FixedFee extends FeeBase {
  readonly kind: 'fixed'
  readonly amount: Phrase<Amount>
  readonly every: Tile
}

/** So much for each unit. @fr unité d'oeuvre */
export interface UnitFee extends FeeBase {
  readonly kind: 'unit'
  readonly of: Phrase<CountedQuantity>
  readonly per: Tile
  readonly amount: Phrase<Amount>
  readonly baseline?: Ratio
  readonly deadBand?: {
    readonly where: Place
    readonly atMost: Phrase<Limit>
    readonly oncePassed: 'whole' | 'excess'
  }
  readonly partUnits?: PartUnits
}

/** How a quantity is taken: `users on last-day`, `sum of work-units`. @fr quantité comptée */
export interface CountedQuantity {
  readonly of: string
  readonly taken: 'on-first-day' | 'on-last-day' | 'sum' | 'mean' | 'highest'
}

/** A name for a share of money. @fr assiette nommée */
export interface NamedBase extends Named {
  readonly clause?: Clause
  readonly of: Phrase<BaseRef>
  readonly rate: Phrase<Rate>
}

/** @fr révision de prix */
export interface PriceRevision {
  readonly where: Place
  readonly clause?: Clause
  /** Its day of the year. */
  readonly every: Phrase<{ readonly month: number; readonly day: number }>
  readonly of: readonly Reference[]
  /** Arithmetic over the symbols. */
  readonly formula: Phrase<Formula>
  readonly symbols: readonly IndexSymbol[]
  readonly noData: 'wait' | 'provisional'
  readonly round: Phrase<Rounding>
  readonly atMost?: Phrase<Rate>
  readonly excess?: 'lost' | 'carried'
}

/** @fr indice */
export interface IndexSymbol {
  readonly where: Place
  readonly symbol: string
  readonly series: string
  readonly value:
    | { readonly kind: 'of-month'; readonly year: number; readonly month: number }
    /** The latest one of that name before the revision: `November before`. */
    | { readonly kind: 'month-before'; readonly month: number }
    | { readonly kind: 'months-before'; readonly count: number }
    | { readonly kind: 'last-published'; readonly word?: 'by' | 'before' }
    | { readonly kind: 'previous-revision' }
}

/** @fr paiement */
export interface Payment {
  readonly where: Place
  readonly within: Phrase<DatePhrase>
  /** `statutory`, or a yearly rate. */
  readonly lateRate:
    | { readonly kind: 'statutory' }
    | { readonly kind: 'yearly'; readonly rate: Ratio }
  /** The fixed indemnity for recovery, L441-10. */
  readonly indemnity?: Cents
}

/** @fr intéressement */
export interface GainShare {
  readonly where: Place
  readonly on: string
  readonly share: Ratio
  readonly correctedForVolume: boolean
  readonly atMost?: Phrase<Quota>
}
