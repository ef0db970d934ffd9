/**
 * Rewrites what opens a step: an answer, outages that cross a bound, misses of a level.
 *
 * Example: `{ of: restore.missed, times: at-least 3, in: 6 months }` is a truth of each month, and
 * the step opens on the last day of the first month that has it.
 *
 * @fr conditions d'ouverture
 */
import { duration } from '../../base/instant.ts'
import type { Clause } from '../chapters/identity.ts'
import type { ContractStep, StepCondition } from '../chapters/steps.ts'
import type { PlainSpan } from '../core/look.ts'
import type { OutageTest, Trigger } from '../core/procedure.ts'
import { lengthOf } from '../phrases/length.ts'
import { onMissesAfter } from './after-event.ts'
import type { DateContext } from './date-rules.ts'
import { filtersOf } from './filters.ts'
import { plainSpanOf } from './lengths.ts'
import type { OutcomeContext } from './outcome-conditions.ts'
import { onOutcome } from './outcome-conditions.ts'
import type { Report } from './report.ts'
import { sourceOf } from './write.ts'

/** @fr contexte d'une étape */
export interface StepContext extends DateContext, OutcomeContext {}

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
      ? (condition.in?.kind === 'after' ? onMissesAfter : onOutcome)(
          condition,
          `${step.id}.when-${i + 1}`,
          clause,
          context,
        )
      : onOutages(condition, clause, context.report)
    if (trigger === undefined) context.report.notComputed(condition.where, condition.bound.text)
    return trigger ?? []
  })
}

function onOutages(condition: StepCondition, clause: Clause, report: Report): Trigger | undefined {
  const test = testOf(condition)
  if (test === undefined) return undefined
  const where = filtersOf(condition.filter, report)
  const source = sourceOf(condition.where, clause)
  return { kind: 'outages', of: condition.of.id, where, test, source }
}

/** Outages add up with time, so only a bound that is crossed upwards opens anything. */
function testOf({ reducer, bound, in: window }: StepCondition): OutageTest | undefined {
  const { word, limit } = bound
  if (word !== 'at-least' && word !== 'above') return undefined
  const whole = limit.value.denominator === 1n ? Number(limit.value.numerator) : undefined
  const dates =
    window?.kind === 'back' && window.before === undefined ? plainSpanOf(window.length) : undefined
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
  return length === undefined ? undefined : plainSpanOf(length)
}
