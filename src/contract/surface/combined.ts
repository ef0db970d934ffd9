/**
 * Rewrites what may not add up: of the levels of a list that one incident failed, the highest
 * amount is owed.
 *
 * Each level keeps what it is worth alone; its penalty is that, or nothing where another of the
 * list is worth more. Of equal amounts the first of the list stands.
 *
 * Example: one incident fails levels worth 10 000.00, 4 000.00 and 1 200.00: 10 000.00 are owed,
 * not 15 200.00.
 *
 * @fr non-cumul
 */
import type { Place } from '../../base/finding.ts'
import type { Combination } from '../chapters/penalty.ts'
import type { Performance } from '../chapters/performance.ts'
import type { Definition, Expression } from '../core/core.ts'
import type { BaseContext } from './bases.ts'
import { happened } from './happened.ts'
import type { RewrittenLevel } from './levels.ts'
import { all, choose, compare, noMoney, not, outcome, sourceOf } from './write.ts'

/** The levels, with the penalties of those that stand in a list bounded by one another. */
export function combineLevels(
  levels: readonly RewrittenLevel[],
  { combine }: Performance,
  context: Pick<BaseContext, 'counted' | 'report'>,
): RewrittenLevel[] {
  return levels.map((level) => {
    const named = combine.flatMap((list) => list.of.map(({ id, where }) => ({ id, where, list })))
    const own = named.find(({ id }) => id === level.view.id)
    return own === undefined ? level : withoutAddingUp(level, own, context)
  })
}

function withoutAddingUp(
  level: RewrittenLevel,
  {
    id,
    where: at,
    list,
  }: { readonly id: string; readonly where: Place; readonly list: Combination },
  context: Pick<BaseContext, 'counted' | 'report'>,
): RewrittenLevel {
  const name = `${id}.penalty`
  const source = sourceOf(list.where, list.clause)
  const definitions = level.definitions.flatMap((definition): Definition[] => {
    if (definition.name !== name) return [definition]
    const { tile, unit } = definition
    if (tile !== 'month') context.report.notComputed(at, `${id}, per: ${tile}`)
    if (unit !== 'cents') context.report.notComputed(at, `${id} (${unit})`)
    const stands = `${id}.stands`
    const value = choose(outcome(stands), outcome(aloneOf(id)), noMoney)
    return [
      { ...definition, name: aloneOf(id) },
      { name: stands, unit: 'truth', tile, value: standsOf(id, list, context), source },
      { name, unit, tile, value, source },
    ]
  })
  return { ...level, definitions }
}

/** What a level is worth without the others of its list. */
const aloneOf = (id: string): string => `${id}.penalty-alone`

/** Whether no other level of the list is worth more, or they do not stand against each other. */
function standsOf(
  id: string,
  { of, on, where, clause }: Combination,
  context: Pick<BaseContext, 'counted' | 'report'>,
): Expression {
  const own = outcome(aloneOf(id))
  const rank = of.findIndex((reference) => reference.id === id)
  const others = of.flatMap((other, i) =>
    i === rank ? [] : [compare(own, i < rank ? 'above' : 'at-least', outcome(aloneOf(other.id)))],
  )
  const isHighest = all(...others)
  if (on === 'always') return isHighest
  const isOne = happened(on, sourceOf(where, clause), context)
  return { kind: 'any', of: [not(isOne), isHighest] }
}
