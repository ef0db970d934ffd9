/**
 * Runs the procedures that an amount waits for, in each period as it is settled.
 *
 * Example: a level that June missed opens a claim about `2026-06`; until it has ended, nobody knows
 * whether the amount of June is owed.
 *
 * @fr procédures d'une période
 */
import type { Derived, GraphBuilder } from '../base/because/graph.ts'
import { known, truth } from '../base/because/value.ts'
import type { CalendarDate } from '../base/calendar/date.ts'
import { firstDayOf, formatMonth, lastDayOf } from '../base/calendar/date.ts'
import type { Zone } from '../base/calendar/zone.ts'
import type { Instant } from '../base/instant.ts'
import { invariant } from '../base/invariant.ts'
import { ratio } from '../base/ratio.ts'
import type { AnsweredAct } from '../contract/core/core.ts'
import type { Tile } from '../contract/core/select.ts'
import { answeredBy } from '../measures/procedures/answered.ts'
import { inGrain } from '../measures/procedures/dates.ts'
import { runInPeriod, runProcedures } from '../measures/procedures/run-procedures.ts'
import type { StepResult, StepScope } from '../measures/procedures/step-result.ts'
import type { InForce } from './in-force.ts'

/** What dates are computed with. */
export interface PeriodContext {
  readonly zone: Zone
  readonly asOf: Instant
}

export class PeriodProcedures {
  readonly #graph: GraphBuilder
  readonly #context: PeriodContext
  readonly #occurrences = new Map<string, (readonly StepResult[])[]>()

  constructor(graph: GraphBuilder, context: PeriodContext) {
    this.#graph = graph
    this.#context = context
  }

  /** Whether a procedure of a period ended in an act in time; `truthOf` reads its outcomes. */
  answered(
    id: string,
    place: number,
    version: InForce,
    truthOf: (name: string, tile: Tile) => Derived,
  ): Derived {
    const { program, measured } = version
    const procedure = program.procedures.find((candidate) => candidate.id === id)
    invariant(procedure?.recurrence?.kind === 'true-in', 'an outcome waits for its own procedure')
    const { tile, outcome } = procedure.recurrence
    const period = { tile, periods: measured.periods(tile), place }
    // The steps of a claim open on dates and on answers: no truth of a month opens them.
    const scope = this.#scope(version, () => undefined)
    const results = runInPeriod(procedure, period, truthOf(outcome, tile), scope)
    this.#occurrences.set(id, [...this.of(id), results])
    return answeredBy(results, scope)
  }

  /** Whether a step of a procedure was answered so by an act of a month, as far as it is known. */
  acted(
    id: string,
    { step, answer }: AnsweredAct,
    place: number,
    version: InForce,
    opened: StepScope['firstTrue'],
  ): Derived {
    const graph = this.#graph
    const { program, measured } = version
    const procedure = program.procedures.find((candidate) => candidate.id === id)
    const month = measured.periods('month').judgedIn[place]
    invariant(procedure !== undefined && month !== undefined, 'a step is of a procedure')
    const scope = this.#scope(version, opened)
    const { all } = runProcedures([procedure], firstDayOf(month), scope)
    const done = all.filter((one) => one.step.id === step && one.state === 'done')
    const day = done.find((one) => one.answer === answer)?.act
    const date = day === undefined ? undefined : inGrain(day, 'date', scope)
    const about = { period: formatMonth(month) }
    if (date === undefined) return graph.leaf('term', truth(false), { act: step }, about)
    const edge = (at: CalendarDate): Derived =>
      graph.leaf('term', known(ratio(at), 'date'), {}, about)
    return graph.step('all', [
      graph.step('compare', [date, edge(firstDayOf(month))], { word: 'at-least' }),
      graph.step('compare', [date, edge(lastDayOf(month))], { word: 'at-most' }),
    ])
  }

  #scope({ measured, calendars }: InForce, firstTrue: StepScope['firstTrue']): StepScope {
    const { zone, asOf } = this.#context
    const { happened } = measured
    const graph = this.#graph
    return { graph, zone, asOf, calendars, happened, firstTrue, settled: () => [] }
  }

  /** Its occurrences so far, in the order of the periods. */
  of(id: string): readonly (readonly StepResult[])[] {
    return this.#occurrences.get(id) ?? []
  }
}
