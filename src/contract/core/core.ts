/**
 * The core language: what every clause is rewritten into, and all that the evaluators know.
 *
 * Thirteen primitives carry every mechanism found in real contracts: Effect, Fact, Expression,
 * Window, Basis, Clock, Procedure, Reduce, Select, Bound, Combine, Version, Stock. This file is
 * their immutable tree; each primitive says what it holds. The forms that people write (`response`,
 * `availability`, `bands`…) are rewritten into it by `contract/surface` and never reach an
 * evaluator.
 *
 * *The outcome of a clause is itself a fact*: a {@link Definition} gives an outcome its name, and
 * another definition may read it, in the same period if it comes later in rank, or over a window of
 * earlier periods. Streaks, repetition and earn-back need nothing else.
 *
 * Example: "restore 95 % of P1 incidents in 4 h, else 2 % of the fee" is a Select (incidents, P1),
 * a Clock, a Reduce (share in time), and four definitions: figure, missed, penalty, and the Effect.
 *
 * @fr langage noyau
 */
import type { PartUnits } from '../../base/because/formula.ts'
import type { Unit } from '../../base/because/value.ts'
import type { BoundWord } from '../../base/bound.ts'
import type { YearMonth } from '../../base/calendar/date.ts'
import type { CalendarTerms } from '../../base/calendar/terms.ts'
import type { Ratio, RoundingMode } from '../../base/ratio.ts'
import type { Conclusion } from './conclusion.ts'
import type { ItemReading } from './items.ts'
import type { Procedure } from './procedure.ts'
import type { Reduce, Select, Source, Tile, Window } from './select.ts'
import type { Stock, StockReading } from './stock.ts'

// Basis: a query on money lines.

/**
 * `remaining-months`: the whole months after the one judged, until the end of the term.
 * `months-before`: so many whole months that end before the one judged.
 */
export type BasisWindow =
  | Window
  | { readonly kind: 'remaining-months' }
  | { readonly kind: 'months-before'; readonly count: number }

/** The money that a rate is a share of. @fr assiette */
export interface Basis {
  readonly kind: 'basis'
  /** Fee ids, or every fee. */
  readonly of: readonly string[] | 'fees'
  readonly window: BasisWindow
  /** With the VAT of each fee, or without. */
  readonly vat: 'included' | 'excluded'
  /** At the prices that revisions have made, or at those of the file. */
  readonly revised: boolean
}

// Expression: arithmetic on exact numbers.

export interface Row {
  readonly from?: { readonly word: 'at-least' | 'above'; readonly value: Ratio }
  readonly to?: { readonly word: 'at-most' | 'under'; readonly value: Ratio }
  readonly value: Expression
}

/** A date or an instant is of an event: no term is one. */
export type LiteralUnit = Exclude<Unit, 'date' | 'instant'>

/** What is computed. Units are checked before anything runs. @fr expression */
export type Expression =
  /** A date or an instant is of an event, and never written into a term. */
  (
    | { readonly kind: 'literal'; readonly number: Ratio; readonly unit: LiteralUnit }
    /** A level that the contract leaves out of a period. */
    | { readonly kind: 'nothing' }
    | Reduce
    | Basis
    /** The outcome of this very period, of a lower rank. */
    | { readonly kind: 'outcome'; readonly name: string }
    /** Whether a procedure of this very period ended in an act in time; nothing while it stands. */
    | { readonly kind: 'answered'; readonly procedure: string; readonly act?: AnsweredAct }
    /** An outcome over earlier periods, and the present one where `present` says so. */
    | {
        readonly kind: 'history'
        readonly name: string
        readonly how: 'count-true' | 'streak' | 'sum' | 'lowest' | 'highest' | 'last' | 'count'
        readonly window: Window
        /** The periods that it is an outcome of, where they are shorter than the one judged. */
        readonly of?: Tile
        readonly present: boolean
      }
    | {
        readonly kind: 'sum' | 'difference' | 'product' | 'quotient' | 'least' | 'greatest'
        readonly of: readonly Expression[]
      }
    | { readonly kind: 'all' | 'any'; readonly of: readonly Expression[] }
    | { readonly kind: 'not'; readonly of: Expression }
    | {
        readonly kind: 'compare'
        readonly left: Expression
        readonly word: BoundWord
        readonly right: Expression
      }
    | {
        readonly kind: 'if'
        readonly when: Expression
        readonly then: Expression
        readonly otherwise: Expression
      }
    | { readonly kind: 'when-nothing'; readonly of: Expression; readonly instead: Expression }
    | {
        readonly kind: 'piecewise'
        readonly of: Expression
        readonly rows: readonly Row[]
        /** What a figure that no row holds is worth, where the contract says it. */
        readonly hole: 'undefined' | 'row-above' | 'row-below'
        /** Whether a lower figure is the better one, whose row is then the one above a hole. */
        readonly isLowerBetter?: boolean
      }
    | {
        readonly kind: 'round'
        readonly of: Expression
        readonly mode: RoundingMode
        readonly step: Ratio
      }
    | {
        readonly kind: 'parts'
        readonly of: Expression
        readonly step: Ratio
        readonly policy: PartUnits
      }
    | { readonly kind: 'as-unit'; readonly of: Expression; readonly unit: Unit }
    /** The sum over the late items of a selection, or over the things that events are about. */
    | {
        readonly kind: 'each'
        readonly items?: 'things'
        readonly of: string
        readonly value: Expression
        readonly unit: Unit
      }
    /** The value of an index in a month; only inside the formula of a revision. */
    | { readonly kind: 'index'; readonly series: string; readonly at: IndexMonth }
    /** What the item at hand says; only inside an `each`. */
    | { readonly kind: 'item'; readonly reads: ItemReading }
    /** The real time of the whole tile of the calendar that holds the end of the period, in ms. */
    | { readonly kind: 'tile-time'; readonly tile: Exclude<Tile, 'contract'> }
    /** Whether the period judged ends within so many months of the start of the contract. */
    | { readonly kind: 'in-first-months'; readonly months: number }
    /** Whether a period of that tile begins in the month judged. */
    | { readonly kind: 'begins'; readonly tile: Tile }
    /** What a stock comes to in the month judged. */
    | { readonly kind: 'stock'; readonly of: string; readonly reads: StockReading }
  ) & { readonly source?: Source }

/**
 * Instead: whether a step of a procedure that comes once was answered so, by an act in time of this
 * month. `reads` are the truths that may open its steps.
 */
export interface AnsweredAct {
  readonly step: string
  readonly answer: string
  readonly reads: readonly string[]
}

/** A named outcome, computed once a period of its tile. @fr résultat d'une clause */
export interface Definition {
  /** Such as `restore-p1.figure`. */
  readonly name: string
  readonly unit: Unit
  readonly tile: Tile
  readonly value: Expression
  /** Computed once the amounts of the month have passed the accumulators, whose work it reads. */
  readonly isLate?: true
  readonly source: Source
}

// Bound: a named accumulator.

/** An accumulator that amounts pass in order, with its memory over a period. @fr plafond, seuil */
export type Bound = Cap | Minimum

interface BoundBase {
  readonly id: string
  readonly title: string
  readonly tile: Tile
  /** A sliding bound looks at the last so many tiles; a tiled one at its own. */
  readonly window: Window
  readonly limit: Expression
  readonly source: Source
}

/** A ceiling: what passes it is cut. @fr plafond */
export interface Cap extends BoundBase {
  readonly kind: 'cap'
  readonly take: 'by-rank' | 'pro-rata'
  readonly excess: 'lost' | 'carried'
}

/**
 * A threshold: up to it nothing is owed; above it the whole, or what exceeds it.
 *
 * @fr seuil de déclenchement, franchise
 */
export interface Minimum extends BoundBase {
  readonly kind: 'minimum'
  readonly oncePassed: 'whole' | 'excess'
}

// Effect: what an outcome does to money.

/** An amount that one party owes the other. @fr effet */
export interface Effect {
  readonly id: string
  readonly level: string
  /** The outcome that holds the exact amount, in cents. */
  readonly amount: string
  /** Who owes it. */
  readonly by: 'provider' | 'client'
  readonly nature: 'indemnity' | 'price-reduction' | 'price'
  readonly round: { readonly mode: RoundingMode; readonly step: Ratio }
  /** The VAT of a price or a reduction: in its amount or on top; absent where no rate is known. */
  readonly vat?: { readonly rate: Ratio; readonly isIncluded: boolean; readonly source: Source }
  /** The outcome without which nothing of it is owed: what it has cut passes no accumulator. */
  readonly onlyIf?: { readonly outcome: string; readonly name: string }
  /** The months after which it may be given back, where those are good enough. */
  readonly earnedBackAfter?: number
  /** The accumulators that it passes. */
  readonly through: readonly string[]
  readonly source: Source
}

// Version: what changes with time.

/**
 * A month of an index, seen from the month of a revision: itself, the last one of its name before
 * it, so many months before, or the last one published by the day of the revision, or before it.
 */
export type IndexMonth =
  | { readonly kind: 'month'; readonly month: YearMonth }
  | { readonly kind: 'named-before'; readonly name: number }
  | { readonly kind: 'before'; readonly months: number }
  | { readonly kind: 'published'; readonly isOnTheDayCounted: boolean }

/** How prices move, each year on the first day of a month. @fr révision de prix */
export interface Revision {
  /** 1 is January. */
  readonly month: number
  /** The coefficient on the prices of the file. */
  readonly formula: Expression
  readonly round?: { readonly mode: RoundingMode; readonly step: Ratio }
  /**
   * The share that one revision adds at most. What exceeds it is `lost` for ever, or `carried`: the
   * next revision may still reach the formula.
   */
  readonly most?: { readonly share: Expression; readonly excess: 'lost' | 'carried' }
  readonly source: Source
}

/** A monthly price that the contract fixes. @fr prix forfaitaire */
export interface Fee {
  readonly id: string
  readonly title: string
  /** What a full month costs, in cents, without VAT. */
  readonly monthly: Expression
  /** The rate of its VAT, where the contract gives it. */
  readonly vat?: Ratio
  readonly source: Source
  /** The first and the last day on which it runs, as epoch days; the contract's own if absent. */
  readonly from?: number
  readonly until?: number
  readonly revision?: Revision
}

/** A service level as the settlement shows it. @fr niveau de service */
export interface LevelView {
  readonly id: string
  readonly title: string
  readonly service?: string
  /** Absent where the figure is made of other outcomes. */
  readonly select?: string
  readonly figure: string
  readonly missed: string
  readonly judged: string
  readonly late: string
  readonly target: { readonly word: BoundWord; readonly bound: Ratio; readonly unit: Unit }
  readonly tile: Tile
  readonly source: Source
}

/** A whole contract in the core language. Definitions are in order of rank. */
export interface Program {
  /** The contract's calendars, those of slots, and the one that is always open. */
  readonly calendars: ReadonlyMap<string, CalendarTerms>
  readonly selects: readonly Select[]
  readonly definitions: readonly Definition[]
  readonly bounds: readonly Bound[]
  readonly stocks: readonly Stock[]
  readonly effects: readonly Effect[]
  readonly fees: readonly Fee[]
  readonly levels: readonly LevelView[]
  readonly procedures: readonly Procedure[]
  /** How the parties conclude a month; absent where the contract does not run it. */
  readonly conclusion?: Conclusion
}
