/**
 * Computes the dates of a step, writing each of their steps into the explanation.
 *
 * Example: `within: 5 working-days after meeting`, a meeting on 5 May 2026: a fact (5 May), a term
 * (5), and `days-after` of both, which passed over 8, 9 and 10 May: 13 May.
 *
 * @fr calcul des échéances
 */
import type { Params } from '../../base/because/formula.ts'
import type { About, Derived, GraphBuilder } from '../../base/because/graph.ts'
import { known } from '../../base/because/value.ts'
import type { Calendar } from '../../base/calendar/calendar.ts'
import { deadline } from '../../base/calendar/calendar.ts'
import type { CalendarDate } from '../../base/calendar/date.ts'
import { addDays, formatDate } from '../../base/calendar/date.ts'
import type { DateRules } from '../../base/calendar/days.ts'
import type { DateMove, DateStep } from '../../base/calendar/due-date.ts'
import { moveDate, stepsToDate } from '../../base/calendar/due-date.ts'
import type { Zone } from '../../base/calendar/zone.ts'
import { dateAt, offsetAt, startOfDate } from '../../base/calendar/zone.ts'
import type { Instant } from '../../base/instant.ts'
import { DAY, formatInstant, instant } from '../../base/instant.ts'
import { invariant } from '../../base/invariant.ts'
import { ratio } from '../../base/ratio.ts'
import type { DateRule } from '../../contract/core/procedure.ts'
import type { Source } from '../../contract/core/select.ts'
import { calendarOf } from '../due.ts'
import type { Answer, Grain, Happened } from './happened.ts'

/** What dates are computed in. */
export interface DateScope {
  readonly graph: GraphBuilder
  readonly zone: Zone
  readonly calendars: ReadonlyMap<string, Calendar>
  readonly happened: Happened
}

/** What the dates of one step of one occurrence may read. */
export interface DateReader {
  readonly about?: string
  /** The dates of the occurrence, by name. */
  readonly occurrence: ReadonlyMap<string, Derived>
  /** The date on which an earlier step ended; nothing before it has. */
  ended(step: string): Derived | undefined
  readonly opened?: Derived
  /** The events of the occurrence that were read, so that each is one leaf. */
  readonly events: Map<string, Derived>
}

type AfterRule = Extract<DateRule, { kind: 'after' }>

/** The number of a date or of an instant. */
export function momentOf({ value }: Derived): { readonly grain: Grain; readonly at: number } {
  invariant(
    value.state === 'known' && (value.unit === 'date' || value.unit === 'instant'),
    'a date or an instant is known',
  )
  return { grain: value.unit, at: Number(value.number.numerator) }
}

/** A date as `2026-09-11`, an instant in UTC. */
export function momentText(moment: Derived): string {
  const { grain, at } = momentOf(moment)
  return grain === 'date' ? formatDate(at as CalendarDate) : formatInstant(instant(at))
}

export const leafOf = (
  graph: GraphBuilder,
  { value, params }: Answer,
  about: About = {},
): Derived => graph.leaf('facts', value, params, about)

/** The date of a rule; nothing while an event, or an earlier step, is not known. */
export function resolveDate(
  rule: DateRule,
  grain: Grain,
  reader: DateReader,
  scope: DateScope,
): Derived | undefined {
  switch (rule.kind) {
    case 'event':
      return eventOf(rule, grain, reader, scope)
    case 'outcome':
      return inGrain(reader.ended(rule.step), grain, scope)
    case 'opening':
      return inGrain(reader.opened, grain, scope)
    case 'occurrence':
      return inGrain(reader.occurrence.get(rule.name), grain, scope)
    case 'after': {
      const isDate = rule.length.kind === 'date'
      const from = resolveDate(rule.from, isDate ? 'date' : 'instant', reader, scope)
      return from && dateAfter(rule, from, scope)
    }
  }
}

function eventOf(
  { name, which }: Extract<DateRule, { kind: 'event' }>,
  grain: Grain,
  { about, events }: DateReader,
  { graph, happened }: DateScope,
): Derived | undefined {
  const key = [name, which, grain].join(' ')
  const found = happened.event({ name, which, grain, ...(about === undefined ? {} : { about }) })
  const event = events.get(key) ?? (found && leafOf(graph, found, { name }))
  if (event !== undefined) events.set(key, event)
  return event
}

/** The date that a length makes after one that is known; nothing past the known years. */
export function dateAfter(rule: AfterRule, from: Derived, scope: DateScope): Derived | undefined {
  const { length, move, source } = rule
  const calendar = calendarOf(scope.calendars, rule.calendar)
  const start = momentOf(from).at
  if (length.kind === 'open-time') {
    const due = deadline(calendar, instant(start), length.length)
    if (due === undefined) return undefined
    const limit = scope.graph.leaf('term', known(ratio(length.length), 'ms'), {}, source)
    const closed = `${due - start - length.length}`
    return scope.graph.step('time-after', [from, limit], { closed }, source)
  }
  const { span, rules } = length
  const steps = stepsToDate(calendar, start as CalendarDate, span, rules, move)
  return steps && writeSteps(steps, from, rules, source, scope.graph)
}

/** A date moved, with its reason. */
export function movedDate(
  date: Derived,
  move: DateMove,
  calendar: string,
  scope: DateScope,
): Derived | undefined {
  const rules = { closedDays: 'not-worked' } as const
  const open = calendarOf(scope.calendars, calendar)
  const step = moveDate(open, momentOf(date).at as CalendarDate, move, rules)
  return step && scope.graph.step(move, [date], skippedIn(step))
}

function writeSteps(
  steps: readonly DateStep[],
  from: Derived,
  { eventDay }: Pick<DateRules, 'eventDay'>,
  source: Source,
  graph: GraphBuilder,
): Derived {
  return steps.reduce((before, step): Derived => {
    const after = writeStep(step, before, eventDay, source, graph)
    invariant(momentOf(after).at === step.after, 'a step of a date is done again as it was done')
    return after
  }, from)
}

function writeStep(
  step: DateStep,
  before: Derived,
  eventDay: DateRules['eventDay'],
  about: About,
  graph: GraphBuilder,
): Derived {
  const { rule, count } = step
  switch (rule) {
    case 'month-end':
    case 'next-day':
    case 'next-open-day':
    case 'open-day':
      return graph.step(rule, [before], skippedIn(step), about)
    default: {
      const term = graph.leaf('term', known(ratio(count), 'count'), {}, about)
      const own = eventDay === 'counted' ? { 'event-day': 'counted' } : {}
      return rule === 'months'
        ? graph.step('months-after', [before, term], own, about)
        : graph.step(
            'days-after',
            [before, term],
            { unit: rule, ...own, ...skippedIn(step) },
            about,
          )
    }
  }
}

const skippedIn = ({ skipped }: DateStep): Params =>
  skipped.length === 0
    ? {}
    : { skipped: skipped.map(({ date, why }) => `${formatDate(date)} ${why}`).join(';') }

/** A date as the end of its day, or an instant as its date, where the other is asked for. */
export function inGrain(
  moment: Derived | undefined,
  grain: Grain,
  { graph, zone }: Pick<DateScope, 'graph' | 'zone'>,
): Derived | undefined {
  if (moment === undefined || momentOf(moment).grain === grain) return moment
  const { at } = momentOf(moment)
  if (grain === 'date') {
    return graph.step('as-date', [moment], { offset: `${offsetAt(zone, instant(at))}` })
  }
  const end = startOfDate(zone, addDays(at as CalendarDate, 1))
  return graph.step('as-instant', [moment], { offset: `${(at + 1) * DAY - end}` })
}

/** The date of a date or of an instant, as a number to compare. */
export const dateOf = (moment: Derived, zone: Zone): CalendarDate => {
  const { grain, at } = momentOf(moment)
  return grain === 'date' ? (at as CalendarDate) : dateAt(zone, instant(at))
}

/** Whether a date is over, or an instant reached, at `asOf`. */
export function isOver(moment: Derived, asOf: Instant, zone: Zone): boolean {
  const { grain, at } = momentOf(moment)
  return asOf >= (grain === 'date' ? startOfDate(zone, addDays(at as CalendarDate, 1)) : at + 1)
}
