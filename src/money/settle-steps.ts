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
import type { Program } from '../contract/core/core.ts'
import type { Measured } from '../measures/measured.ts'
import type { RunSteps } from '../measures/procedures/run-procedures.ts'
import { runProcedures } from '../measures/procedures/run-procedures.ts'
import type { SettleContext, SettledMonth } from './settle.ts'
import { lastDayOfTile } from './windows.ts'

/** The steps of the contract, in its order; those that stand or ended in the month are told. */
export function settleSteps(
  program: Program,
  measured: Measured,
  { graph, outcomes, procedures }: Pick<SettledMonth, 'graph' | 'outcomes' | 'procedures'>,
  context: Pick<SettleContext, 'zone' | 'closing' | 'asOf' | 'calendars'>,
): RunSteps {
  const { zone, closing, asOf, calendars } = context
  const firstTrue = (name: string): Derived | undefined => {
    const definition = program.definitions.find((candidate) => candidate.name === name)
    if (definition === undefined) return undefined
    const periods = measured.periods(definition.tile)
    const found = [...outcomes.periodsOf(name)].find(([, { value }]) => isTrue(value))
    if (found === undefined) return undefined
    const [tile, truth] = found
    const day = known(ratio(lastDayOfTile(context, periods, tile)), 'date')
    const period = periods.labels[tile] ?? ''
    const last = graph.leaf('term', day, {}, { period })
    return graph.step('choose', [truth, last], { branch: 'then' }, { period })
  }
  const { happened } = measured
  const settled = (procedure: string) => procedures.of(procedure)
  const scope = { graph, zone, calendars, happened, asOf, firstTrue, settled }
  return runProcedures(program.procedures, firstDayOf(closing), scope)
}
