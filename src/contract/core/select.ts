/**
 * Four primitives of the core: Fact, Window, Clock and Select, with Reduce that ends a selection.
 *
 * Example: "P1 incidents restored within 4 h" is a {@link TicketSelect} where priority is P1, on a
 * {@link Clock} that starts when opened and stops when restored, each held to a {@link Target}.
 *
 * @fr faits, fenêtres, décomptes, sélections, agrégations
 */
import type { PartUnits } from '../../base/because/formula.ts'
import type { ClauseRef } from '../../base/because/graph.ts'
import type { DateRules, DateSpan } from '../../base/calendar/days.ts'
import type { Duration } from '../../base/instant.ts'
import type { Ratio } from '../../base/ratio.ts'
import type { DownShare, DownWhen, Ignore, MergeWithin } from './down.ts'
import type { OutageSelect } from './items.ts'
import type { JudgedIntervals, Look } from './look.ts'
import type { QuantitySelect } from './quantities.ts'

/** Where a core node comes from, for explanations and findings. */
export interface Source {
  readonly clause?: ClauseRef
  /** The path of the term in the contract file, such as `performance.levels[2].penalty`. */
  readonly path: string
}

// Fact and Window: which log is read (each kind of Select says it), over which stretch of time.

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

// Clock: how time is counted from one event to another.

/**
 * The events between which a clock runs. `restored` is a workaround or a fix, whichever comes
 * first.
 */
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
  /** Resumes if reopened within so much of the stop, else starts anew. */
  | { readonly kind: 'cumulate-within'; readonly target: Target }

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

// Select: which facts, and in which period each belongs.

export interface Filter {
  readonly field: string
  readonly values: readonly string[]
}

/**
 * The event whose period a fact belongs to. `stopped` is where the clock stops, `resolved` where
 * the ticket is resolved although the clock stopped before (an answer), `due` the deadline.
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
  /** The weekly hours outside of which it takes nothing out, as a calendar. */
  readonly slot?: string
  readonly needs: readonly ('acceptance' | 'evidence')[]
  /** The part of it that is lifted; all of it if absent. */
  readonly rate?: Ratio
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
  /** Of several components, when the whole is. */
  readonly down: DownWhen
  /** What is down of the whole, where its parts have weights. */
  readonly shares?: readonly DownShare[]
  readonly where: readonly Filter[]
  readonly calendar: string
  readonly ignore?: Ignore
  readonly mergeWithin?: MergeWithin
  /** The part of an outage that counts as down, by the value of a field. */
  readonly weights?: {
    readonly field: string
    readonly rows: readonly { readonly value: string; readonly share: Ratio }[]
    readonly otherwise: Ratio
  }
  /** What time that nobody watched is: `up`, `down`, or out of the window. */
  readonly noData: 'up' | 'down' | 'left-out'
  readonly intervals?: JudgedIntervals
  readonly over?: Look
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

/** Which facts, with all that is needed to judge each. @fr sélection */
export type Select =
  | TicketSelect
  | BacklogSelect
  | DowntimeSelect
  | OutageSelect
  | DeliverySelect
  | QuantitySelect

// Reduce: one number out of many facts.

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
