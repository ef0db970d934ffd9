/**
 * Writes procedures as text, for `vigie terms --core`.
 *
 * Example: `step postponement.decide: client may accept-reduced | reject, when answer.refuse, by
 * outcome answer + 15 calendar-days, dated received, silence reject`.
 */
import type { Conclusion, StepEnd } from './conclusion.ts'
import { formatMilliseconds } from './format-length.ts'
import type { DateRule, Procedure, Recurrence, Step, Trigger } from './procedure.ts'

/** Every step of every procedure, a line each. */
export const formatProcedures = (procedures: readonly Procedure[]): string[] =>
  procedures.flatMap(({ id, recurrence, steps }) => [
    ...(recurrence === undefined ? [] : [`procedure ${id} ${formatRecurrence(recurrence)}`]),
    ...steps.map((step) => `step ${id}.${step.id}: ${formatStep(step)}`),
  ])

/** A line a state, in the order in which they are looked for. */
export function formatConclusion(conclusion: Conclusion | undefined): string[] {
  if (conclusion === undefined) return []
  const { procedure, rows, setOff, fourEyes, unanswered } = conclusion
  const { rule, means, notice } = setOff
  return [
    ...rows.map(
      ({ state, all }) => `state ${procedure} ${state}: ${all.map(formatEnd).join(' and ')}`,
    ),
    `set-off ${procedure} ${rule}, by ${means}${notice === undefined ? '' : `, after ${notice}`}`,
    `claims ${procedure} unanswered ${unanswered}; four eyes ${fourEyes ? 'asked' : 'not asked'}`,
  ]
}

const formatEnd = ({ step, how, answer }: StepEnd): string =>
  `${step}${answer === undefined ? '' : `.${answer}`} ${how}`

function formatRecurrence(recurrence: Recurrence): string {
  switch (recurrence.kind) {
    case 'true-in':
      return `each ${recurrence.tile} with ${recurrence.outcome}`
    case 'tiles':
      return `each ${recurrence.tile}`
    case 'every': {
      const { span, from, next } = recurrence
      return `every ${span.count} ${span.unit} from ${formatDate(from)}, next from ${next}`
    }
    case 'terms': {
      const { initial, renewal, atMost } = recurrence
      const most = atMost === undefined ? '' : `, at most ${atMost} times`
      return `each term of ${initial.count} ${initial.unit}, then ${renewal.count} ${renewal.unit}${most}`
    }
  }
}

const KINDS = { choice: 'may', duty: 'must', ban: 'must not' } as const

function formatStep(step: Step): string {
  const { silence, interruption } = step
  const parts = [
    `${step.who} ${KINDS[step.kind]} ${step.answers.join(' | ')}`,
    ...(step.when.length === 0 ? [] : [`when ${step.when.map(formatTrigger).join(' or ')}`]),
    ...step.opens.map((rule) => `not before ${formatDate(rule)}`),
    step.due === undefined ? 'open' : `by ${formatDate(step.due)}`,
    ...(interruption === undefined
      ? []
      : [
          `${interruption.effect} by outages of ${interruption.of}, last day ${interruption.lastDay}`,
        ]),
    `dated ${step.dated}`,
    ...(step.needs === undefined ? [] : [`with ${step.needs.join(' and ')}`]),
    ...(silence === undefined
      ? []
      : [`silence ${silence.answer}${silence.move === undefined ? '' : ` then ${silence.move}`}`]),
  ]
  return parts.join(', ')
}

function formatTrigger(trigger: Trigger): string {
  switch (trigger.kind) {
    case 'answer':
      return `${trigger.step}.${trigger.answer}`
    case 'outcome':
      return trigger.name
    case 'outages': {
      const { of, test } = trigger
      switch (test.kind) {
        case 'times':
          return `outages of ${of} ${test.word} ${test.count} in ${test.in.count} ${test.in.unit}`
        case 'sum': {
          const sum = formatMilliseconds(test.time)
          return `time down of ${of} ${test.word} ${sum} in ${test.in.count} ${test.in.unit}`
        }
        case 'lasts': {
          const { length } = test
          const lasts =
            typeof length === 'number'
              ? formatMilliseconds(length)
              : `${length.count} ${length.unit}`
          return `an outage of ${of} ${test.word} ${lasts}`
        }
      }
    }
  }
}

function formatDate(rule: DateRule): string {
  switch (rule.kind) {
    case 'event':
      return `${rule.which} event ${rule.name}`
    case 'outcome':
      return `outcome ${rule.step}`
    case 'opening':
      return 'opening'
    case 'occurrence':
      return rule.name
    case 'after': {
      const { length, move, from } = rule
      const span =
        length.kind === 'date'
          ? `${length.span.count < 0 ? '−' : '+'} ${Math.abs(length.span.count)} ${length.span.unit}`
          : `+ ${formatMilliseconds(length.length)} of ${rule.calendar}`
      return `${formatDate(from)} ${span}${move === undefined ? '' : ` then ${move}`}`
    }
  }
}
