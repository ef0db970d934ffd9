/**
 * How a step that opened ends, or stands: by its first act in time, too late, in silence, or not.
 *
 * An act before the opening counts for nothing, nor does one after the answer, and both are said.
 * Where two acts give answers that exclude each other and nothing says which came first, neither is
 * picked: the step is contested, and what counts from its answer waits.
 *
 * Example: a buyer accepts and rejects by two letters, both received on 10 September: contested. If
 * one was received at 9:00 and the other at 11:00, the first one is the answer.
 *
 * @fr issue d'une étape
 */
import type { Derived } from '../../base/because/graph.ts'
import { formatDate } from '../../base/calendar/date.ts'
import { dateAt } from '../../base/calendar/zone.ts'
import type { Finding } from '../../base/finding.ts'
import type { Step } from '../../contract/core/procedure.ts'
import { dateOf, inGrain, isOver, leafOf, momentOf, momentText, movedDate } from './dates.ts'
import type { Grain, ToldAct } from './happened.ts'
import type { Occurrence, StepResult, StepScope } from './step-result.ts'

interface Limits {
  readonly opened: Derived | undefined
  readonly due: Derived | undefined
}

/** An act that uses a right again, `on` a day on which its step may be long over. */
export const USED_BEFORE = 'right-used-before'

type End = Pick<StepResult, 'state' | 'answer' | 'act' | 'date' | 'late' | 'findings'>

export function endOf(step: Step, occurrence: Occurrence, limits: Limits, scope: StepScope): End {
  const { opened, due } = limits
  const acts = actsAt(step, occurrence, limits, scope)
  const early = acts.filter((act) => isEarly(act, opened, scope))
  const open = acts.filter((act) => !early.includes(act))
  const findings = opened === undefined ? [] : early.map((act) => tooEarly(act, step, opened))
  const inTime = firstOf(open.filter((act) => due === undefined || isInTime(act, due, step)))
  const [answer] = inTime
  if (answer !== undefined) {
    const end = answeredEnd(step, [answer, ...inTime.slice(1)], scope)
    const after = open.filter((act) => !inTime.includes(act))
    return {
      ...end,
      findings: [...findings, ...(end.findings ?? []), ...opposed(after, answer, step, scope)],
    }
  }
  return { ...unansweredEnd(step, open[0], early[0], due, scope), findings }
}

/** The acts of the party that the step falls to, with an answer that it has. */
function actsAt(step: Step, occurrence: Occurrence, limits: Limits, scope: StepScope): ToldAct[] {
  const { about, place } = occurrence
  const asked = { ...(about && { about }), ...(place === undefined ? {} : { place }) }
  return scope.happened
    .acts({ step, grain: grainOf(limits), ...asked })
    .filter(
      ({ by, did }) => (step.who === 'either' || by === step.who) && step.answers.includes(did),
    )
}

/** The acts that no other is known to have come before. */
const firstOf = (acts: readonly ToldAct[]): ToldAct[] =>
  acts.filter(({ earliest }) => acts.every((other) => other.latest >= earliest))

function answeredEnd(
  step: Step,
  acts: readonly [ToldAct, ...ToldAct[]],
  { graph }: StepScope,
): End {
  const [first] = acts
  if (step.kind === 'choice' && acts.some(({ did }) => did !== first.did)) {
    const act = graph.step(
      'least',
      acts.map((told) => leafOf(graph, told)),
    )
    const said = acts.map(({ id, did }) => `${id} (${did})`).join(', ')
    return { state: 'contested', act, findings: [warning('acts-opposed', step, { acts: said })] }
  }
  const act = leafOf(graph, first)
  const state = step.kind === 'ban' ? 'breached' : 'done'
  return { state, answer: first.did, act, date: act }
}

/** No act in time: what came late, what silence amounts to, or what is still to come. */
function unansweredEnd(
  step: Step,
  told: ToldAct | undefined,
  early: ToldAct | undefined,
  due: Derived | undefined,
  scope: StepScope,
): End {
  const late = told && due && lateEnd(told, due, scope)
  if (late !== undefined && step.kind === 'duty') {
    return { state: 'late', answer: told?.did ?? '', date: late.act, ...late }
  }
  if (due !== undefined && isOver(due, scope.asOf, scope.zone)) {
    if (step.kind === 'duty') return { state: 'missing' }
    return step.kind === 'ban'
      ? { state: 'respected', date: due }
      : { ...silentEnd(step, due, scope), ...late }
  }
  return early === undefined
    ? { state: 'open' }
    : { state: 'too-early', act: leafOf(scope.graph, early) }
}

const warning = (code: string, { id }: Step, params: Finding['params']): Finding => ({
  code,
  severity: 'warning',
  params: { step: id, ...params },
})

const tooEarly = ({ id }: ToldAct, step: Step, opened: Derived): Finding =>
  warning('act-too-early', step, { id, opened: momentText(opened) })

/**
 * Later acts that say otherwise, or use a right again: the first answer stands, and what is
 * forbidden stays done.
 */
const opposed = (
  later: readonly ToldAct[],
  answer: ToldAct,
  step: Step,
  { zone }: StepScope,
): Finding[] =>
  later
    .filter(({ did }) => step.kind === 'choice' && (did !== answer.did || step.when.length > 0))
    .map(({ id, did, earliest }) =>
      did === answer.did
        ? warning(USED_BEFORE, step, {
            id,
            on: formatDate(dateAt(zone, earliest)),
            first: answer.id,
          })
        : warning('act-after-answer', step, { id, did, first: answer.id, answer: answer.did }),
    )

const grainOf = ({ opened, due }: Limits): Grain => {
  const moment = due ?? opened
  return moment === undefined ? 'date' : momentOf(moment).grain
}

const numberOf = ({ value }: ToldAct): number => Number(value.number.numerator)

/** To the day where one of the two is a date. */
function isEarly(act: ToldAct, opened: Derived | undefined, scope: StepScope): boolean {
  if (opened === undefined) return false
  const { grain, at } = momentOf(opened)
  if (act.value.unit === grain) return numberOf(act) < at
  const told = { node: opened.node, value: act.value }
  return dateOf(told, scope.zone) < dateOf(opened, scope.zone)
}

function isInTime(act: ToldAct, due: Derived, { onTheLimit }: Step): boolean {
  const { grain, at } = momentOf(due)
  return grain === 'instant' && onTheLimit === 'late' ? numberOf(act) < at : numberOf(act) <= at
}

function lateEnd(
  told: ToldAct,
  due: Derived,
  { graph }: StepScope,
): { readonly act: Derived; readonly late: Derived } {
  const act = leafOf(graph, told)
  return { act, late: graph.step('lateness', [due, act]) }
}

/** What silence amounts to, on the due date or on the day that it is moved to. */
function silentEnd(step: Step, due: Derived, scope: StepScope): End {
  const { silence } = step
  const answer = silence?.answer ?? ''
  if (silence?.move === undefined) return { state: 'silent', answer, date: due }
  const day = inGrain(due, 'date', scope)
  const date = day && movedDate(day, silence.move, step.calendar, scope)
  return { state: 'silent', answer, ...(date && { date }) }
}
