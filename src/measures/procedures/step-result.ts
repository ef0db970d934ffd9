/**
 * How a step stands, and what it is run in.
 *
 * @fr état d'une étape
 */
import type { Derived } from '../../base/because/graph.ts'
import type { Finding } from '../../base/finding.ts'
import type { Instant } from '../../base/instant.ts'
import type { Step } from '../../contract/core/procedure.ts'
import type { DateScope } from './dates.ts'

/**
 * `waiting`: what it counts from is not known yet. `not-open`: another answer was given, or it was
 * due before it could open. `open`: it may still be answered. `done`: in time. `late`, `missing`: a
 * duty done late, or not done. `silent`: nothing came in time. `too-early`: the act came before the
 * step opened, and it is still open or to come. `breached`, `respected`: what is forbidden was
 * done, or its time is over. `contested`: acts that nothing puts in order gave answers that exclude
 * each other.
 */
export type StepState =
  | 'waiting'
  | 'not-open'
  | 'open'
  | 'done'
  | 'late'
  | 'missing'
  | 'silent'
  | 'contested'
  | 'too-early'
  | 'breached'
  | 'respected'

/** How a step stands. @fr état d'une étape */
export interface StepResult {
  readonly procedure: string
  readonly step: Step
  readonly about?: string
  readonly state: StepState
  readonly answer?: string
  readonly opened?: Derived
  readonly due?: Derived
  /** The act that was looked at, in time or not. */
  readonly act?: Derived
  /** When the step ended: by the act, or in silence. */
  readonly date?: Derived
  readonly late?: Derived
  /** Acts that do not count, and why. */
  readonly findings?: readonly Finding[]
}

export interface StepScope extends DateScope {
  readonly asOf: Instant
  /** Where a truth of a level holds for the first time: the last day of its period. */
  firstTrue(name: string): Derived | undefined
  /** The occurrences of a procedure that is run as each period is settled. */
  settled(procedure: string): readonly (readonly StepResult[])[]
}

/** One occurrence of a procedure, while its steps are run. */
export interface Occurrence {
  readonly procedure: string
  readonly about?: string
  readonly place?: number
  readonly dates: ReadonlyMap<string, Derived>
  readonly results: Map<string, StepResult>
  readonly events: Map<string, Derived>
}

/** @fr étapes déroulées */
export interface RunSteps {
  readonly all: readonly StepResult[]
  readonly told: readonly StepResult[]
  /** Of the steps that are told, and of acts of the month at those that are over. */
  readonly findings: readonly Finding[]
}
