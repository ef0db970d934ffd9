/**
 * Rewrites misses that are counted from an event on: those of its month and of so many after it.
 *
 * Example: `{ of: uptime.missed, times: at-least 1, in: 3 months after notice }`, a notice of
 * 10 March: a miss of March, April, May or June opens the right on the last day of its month.
 *
 * @fr manquements après un évènement
 */
import { ratio, ZERO } from '../../base/ratio.ts'
import type { Clause } from '../chapters/identity.ts'
import type { StepCondition } from '../chapters/steps.ts'
import type { Definition, Expression } from '../core/core.ts'
import type { Trigger } from '../core/procedure.ts'
import type { OutcomeContext } from './outcome-conditions.ts'
import { isOfFew } from './outcome-conditions.ts'
import { all, compare, isFalse, literal, outcome, sourceOf, whenNothing } from './write.ts'

/** What opens a step, where it counts the months that a level missed after an event. */
export function onMissesAfter(
  condition: StepCondition,
  name: string,
  clause: Clause,
  { levels, conditions, counted }: OutcomeContext,
): Trigger | undefined {
  const { of, reducer, bound, in: window, where, filter } = condition
  // Few misses are true of every month before the event, and of the first one after it.
  if (isOfFew(condition)) return undefined
  const level = levels.find(({ id }) => `${id}.missed` === of.id)
  const isMonthly = level?.per === 'month' && reducer === 'times' && filter === undefined
  if (!isMonthly || window?.kind !== 'after' || window.length.unit !== 'months') return undefined
  const source = sourceOf(where, clause)
  const define = (own: string, value: Expression): void => {
    const definition: Definition = { name: own, unit: 'truth', tile: 'month', value, source }
    conditions.push(definition)
  }
  const what = { of: window.event, from: 'events', take: 'months-since-last' } as const
  const none = literal(ZERO, 'count')
  const since = whenNothing(counted.in('month', what, source), none)
  const last = literal(ratio(window.length.count + 1), 'count')
  const missed = whenNothing(outcome(of.id), isFalse)
  const inTime = [compare(since, 'above', none), compare(since, 'at-most', last)]
  define(`${name}-after`, all(missed, ...inTime))
  const times: Expression = {
    kind: 'history',
    name: `${name}-after`,
    how: 'count-true',
    window: { kind: 'tile', tile: 'contract' },
    present: true,
    source,
  }
  const limit = literal(bound.limit.value, 'count', sourceOf(bound.where, clause))
  define(name, compare(times, bound.word, limit, source))
  return { kind: 'outcome', name, source }
}
