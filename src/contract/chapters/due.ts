/**
 * What one party owes besides fees and penalties, when something happens or at the end of a period.
 *
 * A termination fee, a milestone, a share of a gain, a refund: an amount, a share of money, a row
 * of a table on money, or arithmetic over named symbols.
 *
 * Example: `on: termination`, `of: service in remaining months`, `rate: 100 %`: 850.00 a month and
 * fourteen months after the one of the termination owe 11 900.00.
 *
 * @fr sommes dues
 */
import type { Place } from '../../base/finding.ts'
import type { Ratio } from '../../base/ratio.ts'
import type { Amount, Rate } from '../phrases/amount.ts'
import type { DueTerm } from '../phrases/due-term.ts'
import type { Formula } from '../phrases/formula.ts'
import type { BaseRef, Limit, Tile } from '../phrases/window.ts'
import type { Phrase } from '../phrases/words.ts'
import type { Clause, Named, Reference } from './identity.ts'
import type { BandTable } from './penalty.ts'

/** @fr somme due */
export interface Due extends Named {
  readonly title?: string
  readonly clause: Clause
  /** Who owes it. */
  readonly who: 'client' | 'provider'
  /** An event of the facts, an answer at a step, or each period of the calendar. */
  readonly when:
    | { readonly kind: 'on'; readonly event: string }
    /** An act at a step: `leave.terminate`. */
    | { readonly kind: 'answer'; readonly of: Reference }
    | { readonly kind: 'per'; readonly tile: Tile }
  readonly worth: DueWorth
  /** The price of something, a lower price, or an indemnity. */
  readonly nature: 'price' | 'price-reduction' | 'indemnity'
  readonly vat?: Phrase<{ readonly value: Ratio }>
  readonly atMost?: Phrase<Limit>
  readonly minimum?: Phrase<Limit>
  readonly countsIn: readonly Reference[]
}

/** @fr montant de la somme due */
export type DueWorth =
  | { readonly kind: 'amount'; readonly amount: Phrase<Amount> }
  | { readonly kind: 'rate'; readonly rate: Phrase<Rate>; readonly of: Phrase<BaseRef> }
  /** The row that holds a base; its rates are shares of that base. */
  | { readonly kind: 'bands'; readonly table: BandTable; readonly of: Phrase<BaseRef> }
  | {
      readonly kind: 'formula'
      readonly formula: Phrase<Formula>
      readonly symbols: readonly DueSymbol[]
    }

/** What a symbol of the formula stands for. @fr symbole */
export interface DueSymbol {
  readonly where: Place
  readonly symbol: string
  readonly term: DueTerm
  readonly text: string
}

/** Money that a party declares among the facts, and what is taken of it. @fr montant déclaré */
export interface DeclaredMoney extends Named {
  readonly title?: string
  readonly clause?: Clause
  readonly take: 'sum' | 'last' | 'mean' | 'median' | 'highest' | 'lowest'
}
