/**
 * Where a truth of a level holds for the first time: what opens a right or a step.
 *
 * Example: three misses in six months, in January, March and May: the last day of May.
 *
 * @fr naissance d'un droit
 */
import type { Derived, GraphBuilder } from '../base/because/graph.ts'
import { isTrue, known } from '../base/because/value.ts'
import { invariant } from '../base/invariant.ts'
import { ratio } from '../base/ratio.ts'
import type { InForce } from './in-force.ts'
import type { Outcomes } from './outcomes.ts'
import { lastDayOfTile } from './windows.ts'

/** The last day of the first period that has a truth, among those that were computed so far. */
export function firstTrue(
  name: string,
  { program, measured }: Pick<InForce, 'program' | 'measured'>,
  outcomes: Outcomes,
  context: Parameters<typeof lastDayOfTile>[0],
  graph: GraphBuilder,
): Derived | undefined {
  const definition = program.definitions.find((candidate) => candidate.name === name)
  invariant(definition !== undefined, 'a step waits for an outcome of its contract')
  const periods = measured.periods(definition.tile)
  const found = [...outcomes.periodsOf(definition)].find(([, { value }]) => isTrue(value))
  if (found === undefined) return undefined
  const [tile, truth] = found
  const day = known(ratio(lastDayOfTile(context, periods, tile)), 'date')
  const period = periods.labels[tile] as string
  const last = graph.leaf('term', day, {}, { period })
  return graph.step('choose', [truth, last], { branch: 'then' }, { period })
}
