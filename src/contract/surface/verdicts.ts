/**
 * Rewrites whether a level is missed: few items first, then the target, then the empty period.
 *
 * Example: 2 late of 8 is 75 %, under a target of 95 %; with `few: { under: 10, allow-late: 2 }`
 * the level is met.
 *
 * @fr verdict d'un niveau
 */
import { ratio } from '../../base/ratio.ts'
import type { Conventions } from '../chapters/identity.ts'
import type { ServiceLevel } from '../chapters/level.ts'
import type { Expression } from '../core/core.ts'
import { isOneFigure, unitOf } from './units.ts'
import { choose, compare, isFalse, literal, not, outcome, sourceOf, whenNothing } from './write.ts'

/** Whether the level is missed in a period; nothing where it is left out. */
export function missedOf(level: ServiceLevel, conventions: Conventions): Expression {
  const { target, few, grace } = level
  const source = sourceOf(target.where, level.clause)
  const judged = outcome(`${level.id}.judged`)
  const number = (value: number): Expression => literal(ratio(value), 'count')
  let missed: Expression = not(
    compare(
      outcome(`${level.id}.figure`),
      target.bound.word,
      literal(target.bound.limit.value, unitOf(level), source),
      source,
    ),
  )
  if (few !== undefined) {
    const rare: Expression =
      few.policy.kind === 'left-out'
        ? { kind: 'nothing', source: sourceOf(few.where) }
        : compare(
            outcome(`${level.id}.late`),
            'above',
            number(few.policy.count),
            sourceOf(few.where, level.clause),
          )
    missed = choose(compare(judged, 'under', number(few.under), sourceOf(few.where)), rare, missed)
  }
  if (canBeEmpty(level)) {
    const isEmpty = compare(judged, 'at-most', number(0), source)
    missed = choose(isEmpty, emptyOf(level, conventions), missed)
  }
  if (grace !== undefined && !grace.measured && grace.first.unit === 'months') {
    const isEarly: Expression = { kind: 'in-first-months', months: grace.first.count, source }
    missed = choose(isEarly, { kind: 'nothing', source: sourceOf(grace.where) }, missed)
  }
  return missed
}

/** A count of nothing is zero; a share of nothing does not exist. */
const canBeEmpty = (level: ServiceLevel): boolean =>
  !(level.measure.kind === 'availability' && isOneFigure(level.measure)) &&
  level.measure.kind !== 'backlog' &&
  level.measure.kind !== 'count' &&
  level.target.reducer !== 'count'

function emptyOf(level: ServiceLevel, conventions: Conventions): Expression {
  switch (level.empty ?? conventions.empty) {
    case 'met':
      return isFalse
    case 'left-out':
      return { kind: 'nothing', source: sourceOf(level.where, level.clause) }
    case 'carried':
      return whenNothing(
        {
          kind: 'history',
          name: `${level.id}.missed`,
          how: 'last',
          window: { kind: 'tile', tile: 'contract' },
          present: false,
        },
        { kind: 'nothing' },
      )
  }
}
