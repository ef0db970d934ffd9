/**
 * The primitive Procedure: acts in order, each with a latest date and what silence amounts to.
 *
 * A step opens (at once, on an answer given at an earlier step, or when facts cross a bound), may
 * be answered until its due date, and ends in one of four ways: by an act in time, by an act too
 * late, by silence, or by nothing where a duty was not done. Rights, renewals and duties that recur
 * are procedures of one step.
 *
 * Example: "the contractor has 10 days to accept; refusal or silence opens 15 days for the buyer"
 * is two steps. Notified on 1 September, nobody answers: `refuse` on the 11th, then `reject` on
 * the 26th.
 *
 * @fr procédure
 */

import type { BoundWord } from '../../base/bound.ts'
import type { CalendarDate } from '../../base/calendar/date.ts'
import type { DateSpan } from '../../base/calendar/days.ts'
import type { DateMove } from '../../base/calendar/due-date.ts'
import type { Duration } from '../../base/instant.ts'
import type { PlainSpan } from './look.ts'
import type { Filter, Source, Target, Tile } from './select.ts'

/** A date that terms and facts give. @fr règle de date */
export type DateRule =
  /** The date of a fact; the first of its name, or the last. */
  | { readonly kind: 'event'; readonly name: string; readonly which: 'first' | 'last' }
  /** The date on which an earlier step ended. */
  | { readonly kind: 'outcome'; readonly step: string }
  /** The date on which the step itself opened. */
  | { readonly kind: 'opening' }
  /** A date of the occurrence: its own, or the first or last day of its term or period. */
  | { readonly kind: 'occurrence'; readonly name: string }
  | {
      readonly kind: 'after'
      readonly from: DateRule
      /** Below zero, days before. */
      readonly length: Extract<Target, { readonly kind: 'date' | 'open-time' }>
      /** In whose hours an open time runs. */
      readonly calendar: string
      readonly move?: DateMove
      readonly source: Source
    }

/** What opens a step. @fr condition d'ouverture */
export type Trigger =
  | { readonly kind: 'answer'; readonly step: string; readonly answer: string }
  | {
      readonly kind: 'outages'
      readonly of: string
      readonly where: readonly Filter[]
      readonly test: OutageTest
      readonly source: Source
    }
  /** A truth of each month: it opens on the last day of the first month that has it. */
  | { readonly kind: 'outcome'; readonly name: string; readonly source: Source }

/** What outages must come to. @fr seuil sur les interruptions */
export type OutageTest =
  /** So many that begin in so many dates. */
  | {
      readonly kind: 'times'
      readonly word: BoundWord
      readonly count: number
      readonly in: PlainSpan
    }
  /** So much time down, the parts inside so many dates. */
  | {
      readonly kind: 'sum'
      readonly word: BoundWord
      readonly time: Duration
      readonly in: PlainSpan
    }
  /** One that lasts so long: in real time, or over so many whole dates after the first. */
  | { readonly kind: 'lasts'; readonly word: BoundWord; readonly length: Duration | PlainSpan }

/** Time out of use that moves a date. @fr prolongation, reprise du délai */
export interface Interruption {
  readonly of: string
  readonly where: readonly Filter[]
  readonly effect: 'extended' | 'restarted-at-end' | 'restarted-at-start'
  /** Whether the last day of an interruption is a day out of use. */
  readonly lastDay: 'counted' | 'left-out'
  readonly source: Source
}

/** One step. @fr étape */
export interface Step {
  readonly id: string
  readonly title?: string
  readonly who: 'client' | 'provider' | 'either'
  /**
   * A choice is made in time or not at all; a duty counts even when it is done late; what is
   * forbidden breaches the contract when it is done.
   */
  readonly kind: 'choice' | 'duty' | 'ban'
  readonly answers: readonly string[]
  /** Any of them opens it; none: it is open from the start. */
  readonly when: readonly Trigger[]
  /** The earliest dates of an act: the latest of them counts. */
  readonly opens: readonly DateRule[]
  /** Absent: the text sets no date. */
  readonly due?: DateRule
  readonly interruption?: Interruption
  readonly dated: 'sent' | 'presented' | 'received'
  /** What an act must come with; an act without it counts for nothing. */
  readonly needs?: readonly string[]
  readonly onTheLimit: 'in-time' | 'late'
  readonly silence?: { readonly answer: string; readonly move?: DateMove }
  /** Whose open days a date of silence is moved over. */
  readonly calendar: string
  readonly source: Source
}

/** How a procedure comes again. @fr récurrence */
export type Recurrence =
  /** Once for each period in which an outcome is true; run as that period is settled. */
  | { readonly kind: 'true-in'; readonly tile: Tile; readonly outcome: string }
  | {
      readonly kind: 'tiles'
      readonly tile: Exclude<Tile, 'contract'>
      readonly from: CalendarDate
    }
  /** Every so many days or months after an event, or after the act that came before. */
  | {
      readonly kind: 'every'
      readonly from: DateRule
      readonly span: DateSpan
      readonly next: 'due' | 'act'
      readonly source: Source
    }
  /** At each end of the contract's term, as long as it is renewed. */
  | {
      readonly kind: 'terms'
      readonly starts: CalendarDate
      readonly initial: DateSpan
      readonly renewal: DateSpan
      readonly atMost?: number
      /** The answer that makes another term. */
      readonly renewedBy: string
      readonly source: Source
    }

/** @fr procédure */
export interface Procedure {
  readonly id: string
  readonly recurrence?: Recurrence
  readonly steps: readonly Step[]
}
