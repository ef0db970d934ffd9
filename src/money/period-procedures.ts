/**
 * Runs the procedures that an amount waits for, in each period as it is settled.
 *
 * Example: a level that June missed opens a claim about `2026-06`; until it has ended, nobody knows
 * whether the amount of June is owed.
 *
 * @fr procédures d'une période
 */
import type { Derived, GraphBuilder } from '../base/because/graph.ts'
import type { Calendar } from '../base/calendar/calendar.ts'
import type { Zone } from '../base/calendar/zone.ts'
import type { Instant } from '../base/instant.ts'
import { invariant } from '../base/invariant.ts'
import type { Program } from '../contract/core/core.ts'
import type { Measured } from '../measures/measured.ts'
import { answeredBy } from '../measures/procedures/answered.ts'
import { runInPeriod } from '../measures/procedures/run-procedures.ts'
import type { StepResult, StepScope } from '../measures/procedures/step-result.ts'

/** What dates are computed with. */
export interface PeriodContext {
  readonly zone: Zone
  readonly asOf: Instant
  readonly calendars: ReadonlyMap<string, Calendar>
}

export class PeriodProcedures {
  readonly #program: Program
  readonly #measured: Measured
  readonly #scope: StepScope
  readonly #occurrences = new Map<string, (readonly StepResult[])[]>()

  constructor(program: Program, measured: Measured, graph: GraphBuilder, context: PeriodContext) {
    this.#program = program
    this.#measured = measured
    const { zone, asOf, calendars } = context
    const { happened } = measured
    // The steps of a claim open on dates and on answers: no truth of a month opens them.
    const closed = { firstTrue: () => undefined, settled: () => [] }
    this.#scope = { graph, zone, asOf, calendars, happened, ...closed }
  }

  /** Whether a procedure of a period ended in an act in time; `truthOf` reads its outcomes. */
  answered(id: string, place: number, truthOf: (name: string) => Derived): Derived {
    const procedure = this.#program.procedures.find((candidate) => candidate.id === id)
    invariant(procedure?.recurrence?.kind === 'true-in', 'an outcome waits for its own procedure')
    const { tile, outcome } = procedure.recurrence
    const period = { tile, periods: this.#measured.periods(tile), place }
    const results = runInPeriod(procedure, period, truthOf(outcome), this.#scope)
    this.#occurrences.set(id, [...this.of(id), results])
    return answeredBy(results, this.#scope)
  }

  /** Its occurrences so far, in the order of the periods. */
  of(id: string): readonly (readonly StepResult[])[] {
    return this.#occurrences.get(id) ?? []
  }
}
