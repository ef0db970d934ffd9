/**
 * Settles the steps and rights of a month: how each stands at the instant that is settled.
 *
 * Example: misses of a level in January, March and May open a right on 31 May.
 *
 * @fr étapes et droits du décompte
 */
import type { Derived } from '../base/because/graph.ts'
import { isTrue, known } from '../base/because/value.ts'
import { firstDayOf } from '../base/calendar/date.ts'
import { ratio } from '../base/ratio.ts'
import type { RunSteps } from '../measures/procedures/run-procedures.ts'
import { runProcedures } from '../measures/procedures/run-procedures.ts'
import type { InForce } from './in-force.ts'
import type { SettleContext, SettledMonth } from './settle.ts'
import { lastDayOfTile } from './windows.ts'

/** The steps of the contract, in its order; those that stand or ended in the month are told. */
export function settleSteps(
  { program, measured, calendars }: InForce,
  { graph, outcomes, proceduresOf }: SettledMonth,
  context: Pick<SettleContext, 'zone' | 'closing' | 'asOf'>,
): RunSteps {
  const { zone, closing, asOf } = context
  const firstTrue = (name: string): Derived | undefined => {
    const definition = program.definitions.find((candidate) => candidate.name === name)
    if (definition === undefined) return undefined
    const periods = measured.periods(definition.tile)
    const found = [...outcomes.periodsOf(definition)].find(([, { value }]) => isTrue(value))
    if (found === undefined) return undefined
    const [tile, truth] = found
    const day = known(ratio(lastDayOfTile(context, periods, tile)), 'date')
    const period = periods.labels[tile] ?? ''
    const last = graph.leaf('term', day, {}, { period })
    return graph.step('choose', [truth, last], { branch: 'then' }, { period })
  }
  const { happened } = measured
  const settled = (procedure: string) => proceduresOf(procedure)
  const scope = { graph, zone, calendars, happened, asOf, firstTrue, settled }
  return runProcedures(program.procedures, firstDayOf(closing), scope)
}
