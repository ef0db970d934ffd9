/**
 * The chapter on governance: committees and escalation.
 *
 * @fr volet pilotage
 */
import type { Place } from '../../base/finding.ts'
import type { DatePhrase } from '../phrases/date-phrase.ts'
import type { Length } from '../phrases/length.ts'
import type { Phrase } from '../phrases/words.ts'
import type { Clause, Named } from './identity.ts'
import type { StepChain } from './steps.ts'

/** @fr volet pilotage */
export interface Management {
  readonly where: Place
  readonly committees: readonly Committee[]
  readonly escalation: readonly EscalationStep[]
  readonly steps: readonly StepChain[]
}

/** @fr instance, comité */
export interface Committee extends Named {
  readonly title?: string
  readonly clause?: Clause
  readonly every: 'week' | 'month' | 'quarter' | 'half-year' | 'year'
  readonly members: readonly string[]
  /** When its report is due, counted from the meeting. */
  readonly report?: Phrase<DatePhrase>
  readonly minutes?: {
    readonly where: Place
    readonly due?: Phrase<DatePhrase>
    /** Without comments by then, they are accepted. */
    readonly acceptedAfter?: Phrase<Length>
  }
}

/** @fr palier d'escalade */
export interface EscalationStep {
  readonly where: Place
  readonly after: Phrase<Length>
  readonly to: string
}
