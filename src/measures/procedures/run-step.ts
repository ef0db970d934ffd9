/**
 * Runs one step of one occurrence: whether it opened, when it was due, and how it ended.
 *
 * Silence and lapse need no fact: a date that is over at `asOf` without an act in time amounts to
 * what the contract says. An act before the opening has no effect, nor has a choice made too late;
 * a duty done late is done, and its lateness counted.
 *
 * @fr étape d'une procédure
 */
import type { Derived } from '../../base/because/graph.ts'
import type { Instant } from '../../base/instant.ts'
import type { DateRule, Step, Trigger } from '../../contract/core/procedure.ts'
import type { DateReader, DateScope } from './dates.ts'
import {
  aboutOf,
  dateOf,
  inGrain,
  isOver,
  leafOf,
  momentOf,
  movedDate,
  resolveDate,
} from './dates.ts'
import type { Grain, ToldAct } from './happened.ts'
import { interruptedDate } from './interruptions.ts'

/**
 * `waiting`: what it counts from is not known yet. `not-open`: another answer was given, or it was
 * due before it could open. `open`: it may still be answered. `done`: in time. `late`, `missing`: a
 * duty done late, or not done. `silent`: nothing came in time. `too-early`: the act came before the
 * step opened, and it is still open or to come. `breached`, `respected`: what is forbidden was
 * done, or its time is over.
 */
export type StepState =
  | 'waiting'
  | 'not-open'
  | 'open'
  | 'done'
  | 'late'
  | 'missing'
  | 'silent'
  | 'too-early'
  | 'breached'
  | 'respected'

/** How a step stands. @fr état d'une étape */
export interface StepResult {
  readonly procedure: string
  readonly step: Step
  readonly about?: string
  readonly state: StepState
  readonly answer?: string
  readonly opened?: Derived
  readonly due?: Derived
  /** The act that was looked at, in time or not. */
  readonly act?: Derived
  /** When the step ended: by the act, or in silence. */
  readonly date?: Derived
  readonly late?: Derived
}

export interface StepScope extends DateScope {
  readonly asOf: Instant
  /** Where a truth of a level holds for the first time: the last day of its period. */
  firstTrue(name: string): Derived | undefined
  /** The occurrences of a procedure that is run as each period is settled. */
  settled(procedure: string): readonly (readonly StepResult[])[]
}

/** One occurrence of a procedure, while its steps are run. */
export interface Occurrence {
  readonly procedure: string
  readonly about?: string
  readonly place?: number
  readonly dates: ReadonlyMap<string, Derived>
  readonly results: Map<string, StepResult>
}

export function runStep(step: Step, occurrence: Occurrence, scope: StepScope): StepResult {
  const { about, procedure } = occurrence
  const base = { procedure, step, ...(about === undefined ? {} : { about }) }
  const opening = openingOf(step, occurrence, scope)
  if (opening.state !== 'open') return { ...base, state: opening.state }
  const { at: opened } = opening
  const reader = readerOf(occurrence, opened)
  const due = step.due === undefined ? undefined : dueOf(step, step.due, reader, scope)
  if (due !== undefined && step.due?.kind === 'after') {
    const name = procedure === step.id ? step.id : `${procedure}.${step.id}`
    scope.graph.label(due, { name: `${name}.due`, ...(about && { period: about }) })
  }
  const known = { ...base, ...(opened && { opened }), ...(due && { due }) }
  if (step.due !== undefined && due?.value.state !== 'known') return { ...known, state: 'waiting' }
  if (due && opened && dateOf(due, scope.zone) < dateOf(opened, scope.zone)) {
    return { ...known, state: 'not-open' }
  }
  return { ...known, ...endOf(step, occurrence, { opened, due }, scope) }
}

const dueOf = (
  step: Step,
  rule: DateRule,
  reader: DateReader,
  scope: StepScope,
): Derived | undefined =>
  step.interruption !== undefined && rule.kind === 'after'
    ? interruptedDate(rule, step.interruption, reader, scope)
    : resolveDate(rule, 'date', reader, scope)

function readerOf(occurrence: Occurrence, opened: Derived | undefined): DateReader {
  const { about, dates, results } = occurrence
  return {
    occurrence: dates,
    ended: (step) => results.get(step)?.date,
    ...(about === undefined ? {} : { about }),
    ...(opened && { opened }),
  }
}

type Opening =
  | { readonly state: 'open'; readonly at?: Derived }
  | { readonly state: 'waiting' | 'not-open' }

/** The earliest of the conditions, then the latest of the earliest dates. */
function openingOf(step: Step, occurrence: Occurrence, scope: StepScope): Opening {
  const found = step.when.map((trigger) => triggered(trigger, occurrence, scope))
  const open = found.flatMap((one) => (one.state === 'open' && one.at ? [one.at] : []))
  if (step.when.length > 0 && open.length === 0) {
    return { state: found.some(({ state }) => state === 'waiting') ? 'waiting' : 'not-open' }
  }
  const order = (a: Derived, b: Derived): number => dateOf(a, scope.zone) - dateOf(b, scope.zone)
  const first = open.sort(order)[0]
  const reader = readerOf(occurrence, first)
  const dates = step.opens.map((rule) => resolveDate(rule, 'date', reader, scope))
  const told = dates.filter((date) => date !== undefined)
  if (told.length < dates.length) return { state: 'waiting' }
  if (told.length === 0) return { state: 'open', ...(first && { at: first }) }
  const day = inGrain(first, 'date', scope)
  return { state: 'open', at: scope.graph.step('greatest', [...(day ? [day] : []), ...told]) }
}

function triggered(trigger: Trigger, { results }: Occurrence, scope: StepScope): Opening {
  switch (trigger.kind) {
    case 'answer': {
      const result = results.get(trigger.step)
      if (result?.state === 'not-open') return { state: 'not-open' }
      if (result?.answer === undefined || result.date === undefined) return { state: 'waiting' }
      return result.answer === trigger.answer
        ? { state: 'open', at: result.date }
        : { state: 'not-open' }
    }
    case 'outages': {
      const crossed = scope.happened.crossing(trigger)
      return crossed === undefined
        ? { state: 'waiting' }
        : { state: 'open', at: leafOf(scope.graph, crossed, aboutOf(trigger.source)) }
    }
    case 'outcome': {
      const at = scope.firstTrue(trigger.name)
      return at === undefined ? { state: 'waiting' } : { state: 'open', at }
    }
  }
}

interface Limits {
  readonly opened: Derived | undefined
  readonly due: Derived | undefined
}

type End = Pick<StepResult, 'state' | 'answer' | 'act' | 'date' | 'late'>

/** How a step that opened ends, or stands. */
function endOf(step: Step, occurrence: Occurrence, limits: Limits, scope: StepScope): End {
  const { graph } = scope
  const { about, place } = occurrence
  const { due } = limits
  const grain = grainOf(limits)
  const acts = scope.happened
    .acts({ step, grain, ...(about && { about }), ...(place === undefined ? {} : { place }) })
    .filter(
      ({ by, did }) => (step.who === 'either' || by === step.who) && step.answers.includes(did),
    )
  const open = acts.filter((act) => !isEarly(act, limits.opened, scope))
  const inTime = open.find((act) => due === undefined || isInTime(act, due, step))
  if (inTime !== undefined) {
    const act = leafOf(graph, inTime)
    const state = step.kind === 'ban' ? 'breached' : 'done'
    return { state, answer: inTime.did, act, date: act }
  }
  const [lateAct] = open
  const late = lateAct && due && lateEnd(lateAct, due, scope)
  if (late !== undefined && step.kind === 'duty') {
    return { state: 'late', answer: lateAct?.did ?? '', date: late.act, ...late }
  }
  if (due !== undefined && isOver(due, scope.asOf, scope.zone)) {
    if (step.kind === 'duty') return { state: 'missing' }
    return step.kind === 'ban'
      ? { state: 'respected', date: due }
      : { ...silentEnd(step, due, scope), ...late }
  }
  const [early] = acts
  return early === undefined ? { state: 'open' } : { state: 'too-early', act: leafOf(graph, early) }
}

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
