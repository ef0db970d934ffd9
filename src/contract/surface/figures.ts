/**
 * Rewrites what a level is judged on: its figure, over the selection that its form became.
 *
 * Example: `target: { share-in-time: at-least 95 % }` of a restoration is "in time ÷ judged"; of an
 * availability, a plain bound is held by "1 − down ÷ window", and a bound of the `sum` by the time
 * that it was down.
 *
 * @fr mesures
 */
import { invariant } from '../../base/invariant.ts'
import { ONE } from '../../base/ratio.ts'
import type { ServiceLevel } from '../chapters/level.ts'
import type { Expression } from '../core/core.ts'
import { isOneFigure, unitOf } from './units.ts'
import { difference, literal, quotient, reduce } from './write.ts'

/**
 * The figure of a period on its own facts, before any rounding; nothing where form and reducer do
 * not go together.
 */
export function figureOf(level: ServiceLevel, forAmount: boolean): Expression | undefined {
  const { measure, target } = level
  const of = (kind: Parameters<typeof reduce>[1]): Expression => reduce(level.id, kind, forAmount)
  switch (measure.kind) {
    case 'value':
      return { kind: 'as-unit', of: of({ kind: 'quantity' }), unit: unitOf(level) }
    case 'availability':
      if (!isOneFigure(measure)) return timeFigure(level, of)
      if (target.reducer === 'sum') return of({ kind: 'down' })
      return difference(
        literal(ONE, 'share'),
        quotient(of({ kind: 'down' }), of({ kind: 'window' })),
      )
    case 'count':
      return of({ kind: 'judged' })
    case 'backlog':
      return target.reducer === 'count' || target.reducer === 'figure'
        ? of({ kind: 'judged' })
        : undefined
    case 'share':
      return quotient(of({ kind: 'matching' }), of({ kind: 'judged' }))
    case 'timeliness':
    case 'response':
    case 'restoration':
      return timeFigure(level, of)
  }
}

function timeFigure(
  level: ServiceLevel,
  of: (reducer: Parameters<typeof reduce>[1]) => Expression,
): Expression {
  const { reducer, percentile } = level.target
  if (reducer === 'share-in-time') return quotient(of({ kind: 'in-time' }), of({ kind: 'judged' }))
  if (reducer === 'count') return of({ kind: 'late' })
  if (percentile !== undefined) return of({ kind: 'percentile', ...percentile })
  const isOfTimes = reducer !== 'figure' && reducer !== 'share' && reducer !== 'percentile'
  invariant(isOfTimes, 'a target that was read is one that its measure can have')
  return of({ kind: reducer })
}
