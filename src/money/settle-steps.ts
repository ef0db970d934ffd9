/**
 * Settles the steps and rights of a month: how each stands at the instant that is settled.
 *
 * Example: misses of a level in January, March and May open a right on 31 May.
 *
 * @fr étapes et droits du décompte
 */
import type { Derived } from '../base/because/graph.ts'
import { firstDayOf } from '../base/calendar/date.ts'
import { runProcedures } from '../measures/procedures/run-procedures.ts'
import type { RunSteps } from '../measures/procedures/step-result.ts'
import { firstTrue } from './first-true.ts'
import type { InForce } from './in-force.ts'
import type { SettleContext, SettledMonth } from './settle.ts'

/** The steps of the contract, in its order; those that stand or ended in the month are told. */
export function settleSteps(
  version: InForce,
  { graph, outcomes, proceduresOf }: SettledMonth,
  context: Pick<SettleContext, 'zone' | 'closing' | 'asOf'>,
): RunSteps {
  const { program, measured, calendars } = version
  const { zone, closing, asOf } = context
  const opened = (name: string): Derived | undefined =>
    firstTrue(name, version, outcomes, context, graph)
  const { happened } = measured
  const settled = (procedure: string) => proceduresOf(procedure)
  const scope = { graph, zone, calendars, happened, asOf, firstTrue: opened, settled }
  return runProcedures(program.procedures, firstDayOf(closing), scope)
}
