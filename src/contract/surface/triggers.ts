/**
 * Rewrites what opens a step: an answer, outages that cross a bound, misses of a level.
 *
 * Example: `{ of: restore.missed, times: at-least 3, in: 6 months }` is a truth of each month, and
 * the step opens on the last day of the first month that has it.
 *
 * @fr conditions d'ouverture
 */
import type { DateSpan } from '../../base/calendar/days.ts'
import { duration } from '../../base/instant.ts'
import type { Clause } from '../chapters/identity.ts'
import type { ServiceLevel } from '../chapters/level.ts'
import type { Penalty } from '../chapters/penalty.ts'
import type { ContractStep, StepCondition } from '../chapters/steps.ts'
import type { Definition, Expression } from '../core/core.ts'
import type { OutageTest, PlainSpan, Trigger } from '../core/procedure.ts'
import type { Window } from '../core/select.ts'
import { lengthOf } from '../phrases/length.ts'
import { windowOf } from './bases.ts'
import type { DateContext } from './date-rules.ts'
import { spanOf } from './lengths.ts'
import { compare, literal, noMoney, outcome as outcomeOf, sourceOf } from './write.ts'

/** @fr contexte d'une étape */
export interface StepContext extends DateContext {
  readonly levels: readonly ServiceLevel[]
  /** Conditions on levels, which are outcomes of their own. */
  readonly conditions: Definition[]
}

/** What opens a step, any of them. */
export function triggersOf(
  step: ContractStep,
  clause: Clause,
  context: StepContext,
): readonly Trigger[] {
  const { when } = step
  if (when === undefined) return []
  if (when.kind === 'answer') {
    const [id = '', answer = ''] = when.of.id.split('.')
    return [{ kind: 'answer', step: id, answer }]
  }
  return when.of.flatMap((condition, i) => {
    const isOutcome = condition.of.id.includes('.')
    const trigger = isOutcome
      ? onLevel(condition, `${step.id}.when-${i + 1}`, clause, context)
      : onOutages(condition, clause)
    if (trigger === undefined) context.report.notComputed(condition.where, condition.bound.text)
    return trigger ?? []
  })
}

function onOutages(condition: StepCondition, clause: Clause): Trigger | undefined {
  const test = testOf(condition)
  if (test === undefined) return undefined
  const where = (condition.filter?.rows ?? []).map(({ field, anyOf }) => ({ field, values: anyOf }))
  const source = sourceOf(condition.where, clause)
  return { kind: 'outages', of: condition.of.id, where, test, source }
}

/** Outages add up with time, so only a bound that is crossed upwards opens anything. */
function testOf({ reducer, bound, in: window }: StepCondition): OutageTest | undefined {
  const { word, limit } = bound
  if (word !== 'at-least' && word !== 'above') return undefined
  const whole = limit.value.denominator === 1n ? Number(limit.value.numerator) : undefined
  const dates =
    window?.kind === 'back' && window.before === undefined
      ? plainDates(spanOf(window.length))
      : undefined
  if (whole === undefined) return undefined
  switch (reducer) {
    case 'times':
      return dates && { kind: 'times', word, count: whole, in: dates }
    case 'sum':
      return dates && limit.unit === 'ms'
        ? { kind: 'sum', word, time: duration(whole), in: dates }
        : undefined
    case 'lasts': {
      if (limit.unit === 'ms') return { kind: 'lasts', word, length: duration(whole) }
      const span = daysOf(limit.unit, limit.value)
      return span && { kind: 'lasts', word, length: span }
    }
    case 'in-a-row':
      return undefined
  }
}

function daysOf(unit: string, value: Parameters<typeof lengthOf>[0]): PlainSpan | undefined {
  const length = lengthOf(value, unit)
  return length === undefined ? undefined : plainDates(spanOf(length))
}

/** Time down passes over no day, so it is counted in calendar days or in months. */
const plainDates = (span: DateSpan | undefined): PlainSpan | undefined =>
  span?.unit === 'calendar-days' || span?.unit === 'months' ? span : undefined

/**
 * A truth of each period of a level: so many misses, or penalties, in a window or in a row; or
 * penalties that add up to so much, before caps.
 */
function onLevel(
  { of, reducer, bound, in: window, where, filter }: StepCondition,
  name: string,
  clause: Clause,
  { levels, conditions }: StepContext,
): Trigger | undefined {
  const [id, outcome] = of.id.split('.')
  const level = levels.find((candidate) => candidate.id === id)
  if (level === undefined || level.per === 'item' || filter !== undefined) return undefined
  const isOfMoney = outcome === 'penalty' && isMoney(level.penalty)
  if (outcome !== 'missed' && !isOfMoney) return undefined
  const source = sourceOf(where, clause)
  const looked = window === undefined ? undefined : windowOf(window, level.per)
  const history = (how: History['how'], counted: string, over: Window): Expression => ({
    kind: 'history',
    name: counted,
    how,
    window: over,
    present: true,
    source,
  })
  const isSum = reducer === 'sum' && isOfMoney && bound.limit.unit === 'cents'
  const truth = isOfMoney ? `${id}.penalised` : of.id
  const counted =
    reducer === 'in-a-row'
      ? history('streak', truth, { kind: 'tile', tile: 'contract' })
      : reducer === 'times' && looked !== undefined
        ? history('count-true', truth, looked)
        : isSum && looked !== undefined
          ? history('sum', of.id, looked)
          : undefined
  if (counted === undefined) return undefined
  if (isOfMoney && !isSum && !conditions.some((condition) => condition.name === truth)) {
    const value = compare(outcomeOf(of.id), 'above', noMoney, source)
    conditions.push({ name: truth, unit: 'truth', tile: level.per, value, source })
  }
  const unit = isSum ? 'cents' : 'count'
  const limit = literal(bound.limit.value, unit, sourceOf(bound.where, clause))
  const value = compare(counted, bound.word, limit, source)
  conditions.push({ name, unit: 'truth', tile: level.per, value, source })
  return { kind: 'outcome', name, source }
}

type History = Extract<Expression, { kind: 'history' }>

/** Whether a penalty is money: points are worth something only in a balance. */
function isMoney(penalty: Penalty | undefined): boolean {
  if (penalty === undefined) return false
  const { worth } = penalty
  const worths = worth.kind === 'bands' ? worth.rows.map((row) => row.worth) : [worth]
  return worths.every((one) => one.kind === 'rate' || one.amount.quantity.unit === 'cents')
}
