/**
 * The core language: what every clause is rewritten into, and all that the evaluators know.
 *
 * Thirteen primitives carry every mechanism found in real contracts: Effect, Fact, Expression,
 * Window, Basis, Clock, Procedure, Reduce, Select, Bound, Combine, Version, Stock. This file is
 * their immutable tree; each primitive says what it holds. The forms that people write (`response`,
 * `availability`, `bands`…) are rewritten into it by `contract/surface` and never reach an evaluator.
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
import type { BoundWord, PartUnits } from '../../base/because/formula.ts'
import type { ClauseRef } from '../../base/because/graph.ts'
import type { Unit } from '../../base/because/value.ts'
import type { DateRules, DateSpan } from '../../base/calendar/days.ts'
import type { CalendarTerms } from '../../base/calendar/terms.ts'
import type { Duration } from '../../base/instant.ts'
import type { Ratio, RoundingMode } from '../../base/ratio.ts'

/** Where a core node comes from, for explanations and findings. */
export interface Source {
  readonly clause?: ClauseRef
  /** The path of the term in the contract file, such as `performance.levels[2].penalty`. */
  readonly path: string
}

// 1. Fact: which log is read.

/** The kinds of facts that a selection can start from. @fr fait */
export type FactKind =
  | 'ticket'
  | 'outage'
  | 'maintenance'
  | 'quantity'
  | 'deliverable'
  | 'exemption'
  | 'invoice-line'

// 2. Window: which stretch of time.

/** A tile of the calendar: periods that follow one another without a gap. @fr période */
export type Tile = 'month' | 'quarter' | 'half-year' | 'year' | 'contract-year' | 'contract'

/**
 * The periods looked at from the period judged: its own tile, or the last `count` tiles up to and
 * including it.
 *
 * @fr fenêtre
 */
export type Window =
  | { readonly kind: 'tile'; readonly tile: Tile }
  | { readonly kind: 'last'; readonly count: number; readonly tile: Tile }

// 3. Clock: how time is counted from one event to another.

/** The events between which a clock runs. `restored` is a workaround or a fix, whichever comes first. */
export type ClockStart = 'opened' | 'acknowledged' | 'assigned' | 'responded'
export type ClockStop =
  | 'acknowledged'
  | 'assigned'
  | 'responded'
  | 'workaround'
  | 'restored'
  | 'resolved'
  | 'closed'

/**
 * A length that a clock is held to: open time; so many open days later at the same clock time; or
 * the end of a date found by a rule of dates.
 */
export type Target =
  | { readonly kind: 'open-time'; readonly length: Duration }
  | { readonly kind: 'open-days'; readonly count: number }
  | {
      readonly kind: 'date'
      readonly span: DateSpan
      readonly rules: DateRules
      /** Whose working days and holidays they are. */
      readonly calendar: string
    }

/** A status during which a clock stands still. @fr suspension du décompte */
export interface Pause {
  readonly status: string
  readonly who: 'client' | 'provider' | 'third-party'
  /** Each pause counts for no longer than this. */
  readonly atMost?: Target
}

export type ReopenRule =
  /** What was given once, such as an answer, stays given. */
  | { readonly kind: 'stays-stopped' }
  | { readonly kind: 'resume' }
  | { readonly kind: 'new-clock' }
  /** Resumes if reopened within so much open time of the stop, else starts anew. */
  | { readonly kind: 'cumulate-within'; readonly length: Duration }

/**
 * `keep`: the priority at opening decides. `forward`: the last change starts the clock again.
 * `retroactive`: the last priority decides from the start and earlier pauses are forgotten;
 * `retroactive-keeping-pauses` keeps them.
 */
export type PriorityRule = 'keep' | 'forward' | 'retroactive' | 'retroactive-keeping-pauses'

/** One value for all, or one that depends on a field. */
export type Choice<T> =
  | { readonly kind: 'one'; readonly value: T }
  | {
      readonly kind: 'by'
      readonly field: string
      readonly rows: readonly { readonly when: string; readonly value: T }[]
      readonly otherwise?: T
    }

/** How the time of a ticket is counted. @fr décompte du délai */
export interface Clock {
  readonly id: string
  readonly starts: ClockStart
  readonly stops: ClockStop
  readonly calendar: Choice<string>
  readonly pauses: readonly Pause[]
  /** A pause shorter than this does not count as one. */
  readonly shortestPause?: Duration
  readonly onReopen: ReopenRule
  readonly onPriorityChange: PriorityRule
}

// 4. Select: which facts, and in which period each belongs.

export interface Filter {
  readonly field: string
  readonly values: readonly string[]
}

/**
 * The event whose period a fact belongs to. `stopped` is where the clock stops, `resolved` where the
 * ticket is resolved although the clock stopped before (an answer), `due` the deadline.
 */
export type Attribution = 'opened' | 'stopped' | 'resolved' | 'closed' | 'due'

/** What is said of a fact that has not ended when its period has. */
export type OpenRule = 'ignored' | 'late-if-overdue' | 'carried'

/** What removes facts from a selection. @fr cause d'exonération */
export interface ExemptionRule {
  readonly ground: string
  /** Which accepted claims, or which announced maintenance, it reads. */
  readonly from: 'exemption' | 'maintenance'
  /** The notice that a maintenance needs before its start. */
  readonly notice?: Duration
  /** The weekly hours it must lie in, as a calendar. */
  readonly slot?: string
  readonly needs: readonly ('acceptance' | 'evidence')[]
  /** At most so much a period; what exceeds it counts as down. */
  readonly quota?: { readonly length: Duration; readonly tile: Tile }
  readonly takesOut: readonly ExemptionTarget[]
}

/**
 * `outage`: the time is not down. `window`: it is not in the denominator either. `item`: the ticket
 * is not counted. `miss`: it is counted as in time. `amount`: the figure stays, the penalty is
 * computed without it.
 */
export type ExemptionTarget = 'outage' | 'window' | 'item' | 'miss' | 'amount'

/** The limit of each item. @fr délai */
export type Within = Choice<Target>

/** Tickets, each with its clock and its limit. */
export interface TicketSelect {
  readonly kind: 'tickets'
  readonly id: string
  readonly where: readonly Filter[]
  /** Facts of the selection that match are counted apart, for a ratio of counts. */
  readonly matching: readonly Filter[]
  readonly clock: Clock
  readonly within?: Within
  readonly onTheLimit: 'in-time' | 'late'
  readonly belongsTo: Attribution
  readonly openAtEnd: OpenRule
  readonly tile: Tile
  readonly exemptions: readonly ExemptionRule[]
  readonly source: Source
}

/** Tickets that are open at the end of the period. @fr encours */
export interface BacklogSelect {
  readonly kind: 'backlog'
  readonly id: string
  readonly where: readonly Filter[]
  readonly calendar: string
  /** Only those whose open time at the end of the period is above this. */
  readonly olderThan?: Target
  readonly tile: Tile
  readonly source: Source
}

/** Stretches in which something was down, in the open time of a calendar. */
export interface DowntimeSelect {
  readonly kind: 'downtime'
  readonly id: string
  readonly of: readonly string[]
  readonly where: readonly Filter[]
  readonly calendar: string
  readonly ignoreUnder?: { readonly length: Duration; readonly oncePassed: 'whole' | 'excess' }
  readonly mergeWithin?: {
    readonly length: Duration
    readonly calendar: string
    readonly gap: 'up' | 'down'
  }
  /** The part of an outage that counts as down, by the value of a field; all of it otherwise. */
  readonly weights?: {
    readonly field: string
    readonly rows: readonly { readonly value: string; readonly share: Ratio }[]
  }
  /** What time that nobody watched is: `up`, `down`, or out of the window. */
  readonly noData: 'up' | 'down' | 'left-out'
  readonly tile: Tile
  readonly exemptions: readonly ExemptionRule[]
  readonly source: Source
}

/** Things to be handed over by a date. */
export interface DeliverySelect {
  readonly kind: 'deliveries'
  readonly id: string
  readonly of: string
  readonly where: readonly Filter[]
  /** Counted from the fact's own event, or the date that the fact itself fixes. */
  readonly due: { readonly kind: 'after'; readonly target: Target } | { readonly kind: 'fixed' }
  readonly calendar: string
  readonly onTheLimit: 'in-time' | 'late'
  readonly openAtEnd: OpenRule
  readonly tile: Tile
  readonly exemptions: readonly ExemptionRule[]
  readonly source: Source
}

/** Counts of something at a date or over a period. */
export interface QuantitySelect {
  readonly kind: 'quantities'
  readonly id: string
  readonly of: string
  readonly take: 'sum' | 'last'
  /** The quantity agreed, which stands for the months that have not come. */
  readonly expected?: Ratio
  readonly tile: Tile
  readonly source: Source
}

/** Which facts, with all that is needed to judge each. @fr sélection */
export type Select = TicketSelect | BacklogSelect | DowntimeSelect | DeliverySelect | QuantitySelect

// 5. Reduce: one number out of many facts.

/**
 * What a selection amounts to. `judged` counts the items that have a verdict, `late` the bad ones;
 * `parts` adds up, item by item, how many steps of lateness there are.
 *
 * @fr agrégation
 */
export type Reducer =
  | { readonly kind: 'judged' | 'late' | 'in-time' | 'matching' }
  | { readonly kind: 'mean' | 'highest' | 'lowest' | 'sum' }
  | {
      readonly kind: 'percentile'
      readonly rank: Ratio
      readonly method: 'nearest-rank' | 'linear'
    }
  | { readonly kind: 'late-parts'; readonly step: Duration; readonly policy: PartUnits }
  | { readonly kind: 'down' | 'window' }
  | { readonly kind: 'outages' }
  | { readonly kind: 'quantity' }

export interface Reduce {
  readonly kind: 'reduce'
  readonly reducer: Reducer
  readonly of: string
  /** The selection without what the exemptions on the amount take out. */
  readonly forAmount: boolean
}

// 6. Basis: a query on money lines.

/** The money that a rate is a share of. @fr assiette */
export interface Basis {
  readonly kind: 'basis'
  /** Fee ids, or every fee. */
  readonly of: readonly string[] | 'fees'
  readonly window: Window
}

// 7. Expression: arithmetic on exact numbers.

export interface Row {
  readonly from?: { readonly word: 'at-least' | 'above'; readonly value: Ratio }
  readonly to?: { readonly word: 'at-most' | 'under'; readonly value: Ratio }
  readonly value: Expression
}

/** What is computed. Units are checked before anything runs. @fr expression */
export type Expression = (
  | { readonly kind: 'literal'; readonly number: Ratio; readonly unit: Unit }
  /** A level that the contract leaves out of a period. */
  | { readonly kind: 'nothing' }
  | Reduce
  | Basis
  /** The outcome of this very period, of a lower rank. */
  | { readonly kind: 'outcome'; readonly name: string }
  /** An outcome over earlier periods, and the present one where `present` says so. */
  | {
      readonly kind: 'history'
      readonly name: string
      readonly how: 'count-true' | 'streak' | 'sum' | 'lowest' | 'highest' | 'last'
      readonly window: Window
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
  /** Whether the period judged ends within so many months of the start of the contract. */
  | { readonly kind: 'in-first-months'; readonly months: number }
) & { readonly source?: Source }

/** A named outcome, computed once a period of its tile. @fr résultat d'une clause */
export interface Definition {
  /** Such as `restore-p1.figure`. */
  readonly name: string
  readonly unit: Unit
  readonly tile: Tile
  readonly value: Expression
  readonly source: Source
}

// 8. Bound: a named accumulator.

/** A cap that amounts pass in order, with its memory over a period. @fr plafond */
export interface Bound {
  readonly id: string
  readonly tile: Tile
  /** A sliding cap looks at the last so many tiles; a tiled one at its own. */
  readonly window: Window
  readonly limit: Expression
  readonly take: 'by-rank' | 'pro-rata'
  readonly excess: 'lost' | 'carried'
  readonly source: Source
}

// 9. Effect: what an outcome does to money.

/** An amount that one party owes the other. @fr effet */
export interface Effect {
  readonly id: string
  readonly level: string
  /** The outcome that holds the exact amount, in cents. */
  readonly amount: string
  readonly nature: 'indemnity' | 'price-reduction'
  readonly round: { readonly mode: RoundingMode; readonly step: Ratio }
  /** The accumulators that it passes. */
  readonly through: readonly string[]
  readonly source: Source
}

/** A monthly price that the contract fixes. @fr prix forfaitaire */
export interface Fee {
  readonly id: string
  /** What a full month costs, in cents, without VAT. */
  readonly monthly: Expression
  readonly source: Source
  /** The first and the last day on which it runs, as epoch days; the contract's own if absent. */
  readonly from?: number
  readonly until?: number
}

/** A service level as the settlement shows it. @fr niveau de service */
export interface LevelView {
  readonly id: string
  readonly title: string
  readonly service?: string
  readonly select: string
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
  readonly effects: readonly Effect[]
  readonly fees: readonly Fee[]
  readonly levels: readonly LevelView[]
}
