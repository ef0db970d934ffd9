/**
 * Steps, as a contract writes them: who may or must do what, until when, and what silence means.
 *
 * @fr étapes, droits
 */

import type { DateMove } from '../../base/calendar/due-date.ts'
import type { Place } from '../../base/finding.ts'
import type { DatePhrase } from '../phrases/date-phrase.ts'
import type { Length } from '../phrases/length.ts'
import type { Bound } from '../phrases/quantity.ts'
import type { Tile, Window } from '../phrases/window.ts'
import type { Phrase } from '../phrases/words.ts'
import type { Clause, Conventions, Named, Reference } from './identity.ts'
import type { Filter } from './level.ts'
import type { DatedBy } from './lifetime.ts'

/** Steps in order. @fr procédure */
export interface StepChain extends Named {
  readonly clause: Clause
  readonly days?: DayRules
  readonly every?: Phrase<Every>
  /** Mandatory where `every` is a length. */
  readonly nextFrom?: 'due' | 'act'
  readonly steps: readonly ContractStep[]
}

/** Where a procedure departs from the conventions on days. @fr computation */
export interface DayRules {
  readonly where: Place
  readonly eventDay?: Conventions['days']['eventDay']
  readonly closedDay?: Conventions['days']['closedDay']
}

/** @fr récurrence */
export type Every =
  | { readonly kind: 'tile'; readonly tile: Exclude<Tile, 'contract'> }
  | { readonly kind: 'length'; readonly length: Length; readonly event: string }

/** @fr étape */
export interface ContractStep extends Named {
  readonly title?: string
  readonly clause?: Clause
  readonly who: 'client' | 'provider' | 'either'
  readonly may?: readonly string[]
  readonly must?: string
  readonly mustNot?: readonly string[]
  readonly when?: StepWhen
  /** The latest of them counts. */
  readonly opens?: readonly Phrase<DatePhrase>[]
  readonly within: Phrase<DatePhrase>
  readonly calendar?: Reference
  readonly interrupted?: {
    readonly where: Place
    readonly of: string
    readonly filter?: Filter
    readonly effect: 'extended' | 'restarted-at-end' | 'restarted-at-start'
    /** Where the length is extended: whether the last day of the interruption counts. */
    readonly lastDay?: 'counted' | 'left-out'
  }
  readonly dated: DatedBy
  readonly silence?: Phrase<Silence>
}

/** What no act by the due date amounts to, and on which day. @fr effet du silence */
export interface Silence {
  readonly answer: string
  readonly move?: DateMove
}

/** An answer of an earlier step, `answer.refuse`; or conditions of which any is enough. */
export type StepWhen =
  | { readonly kind: 'answer'; readonly of: Reference }
  | { readonly kind: 'any'; readonly of: readonly StepCondition[] }

/** @fr condition */
export interface StepCondition {
  readonly where: Place
  /** Id dot outcome, or a thing that outages are of. */
  readonly of: Reference
  readonly filter?: Filter
  readonly reducer: 'times' | 'sum' | 'in-a-row' | 'lasts'
  readonly bound: Phrase<Bound>
  readonly in?: Phrase<Window>
}

/** A step that stands alone. @fr droit */
export interface Right extends ContractStep {
  readonly clause: Clause
}
