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
import type { DateRule, Step, Trigger } from '../../contract/core/procedure.ts'
import type { DateReader } from './dates.ts'
import { dateOf, inGrain, leafOf, resolveDate } from './dates.ts'
import { interruptedDate } from './interruptions.ts'
import { endOf } from './step-end.ts'
import type { Occurrence, StepResult, StepScope } from './step-result.ts'

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
  const { about, dates, events, results } = occurrence
  return {
    events,
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
  const dates = step.opens.map((rule) => openDateOf(rule, step, reader, scope))
  const told = dates.filter((date) => date !== undefined)
  if (told.length < dates.length) return { state: 'waiting' }
  const [only, ...others] = [...(first ? [first] : []), ...told]
  if (others.length === 0) return { state: 'open', ...(only && { at: only }) }
  const days = [only, ...others].flatMap((moment) => inGrain(moment, 'date', scope) ?? [])
  return { state: 'open', at: scope.graph.step('greatest', days) }
}

/** As finely as it is known; an event to the instant only where the step counts hours from it. */
function openDateOf(
  rule: DateRule,
  { due }: Step,
  reader: DateReader,
  scope: StepScope,
): Derived | undefined {
  if (rule.kind === 'outcome') return reader.ended(rule.step)
  const isInHours = due?.kind === 'after' && due.length.kind === 'open-time'
  return resolveDate(rule, rule.kind === 'event' && isInHours ? 'instant' : 'date', reader, scope)
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
        : { state: 'open', at: leafOf(scope.graph, crossed, trigger.source) }
    }
    case 'outcome': {
      const at = scope.firstTrue(trigger.name)
      return at === undefined ? { state: 'waiting' } : { state: 'open', at }
    }
  }
}
