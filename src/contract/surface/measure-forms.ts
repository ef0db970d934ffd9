/**
 * Rewrites the forms of measure: each becomes a selection, and expressions over it.
 *
 * | written | selection | figure |
 * | --- | --- | --- |
 * | `response`, `restoration` | tickets on a clock, with a limit | in time ÷ judged, mean… |
 * | `availability` | downtime | 1 − down ÷ window |
 * | `timeliness` | deliveries | in time ÷ judged |
 * | `backlog` | tickets open at the end | their number |
 * | `count`, `share` | tickets | their number; matching ÷ judged |
 *
 * @fr formes de mesure
 */

import type { duration } from '../../base/instant.ts'
import { invariant } from '../../base/invariant.ts'
import type { Clock as ClockTerms } from '../chapters/clock.ts'
import type { Component } from '../chapters/component.ts'
import type { BelongsTo, Conventions } from '../chapters/identity.ts'
import type {
  Backlog,
  CountOf,
  ServiceLevel,
  ShareOf,
  TicketTime,
  Timeliness,
} from '../chapters/level.ts'
import type {
  Attribution,
  Clock,
  ExemptionRule,
  ReopenRule,
  Select,
  TicketSelect,
  Tile,
} from '../core/select.ts'
import type { Length } from '../phrases/length.ts'
import type { Phrase } from '../phrases/words.ts'
import { refuseSlots } from './exemptions.ts'
import { filtersOf, ticketFilters } from './filters.ts'
import { choiceOf, targetOf } from './lengths.ts'
import type { Report } from './report.ts'
import { sourceOf } from './write.ts'

/** The calendar that is open at every instant, which forms without hours count in. */
export const ALWAYS_OPEN = 'open-at-all-times'

export interface FormContext {
  readonly conventions: Conventions
  readonly clocks: readonly ClockTerms[]
  readonly components: readonly Component[]
  readonly exemptions: readonly ExemptionRule[]
  /** All of them: a figure may be made of what another one came to. */
  readonly levels: readonly ServiceLevel[]
  readonly report: Report
  readonly tile: Tile
}

/** A length of elapsed time; any other is not computed. */
export const millisecondsOf = (
  phrase: Phrase<Length>,
  report: Report,
): ReturnType<typeof duration> | undefined => {
  if (phrase.unit === 'ms') return phrase.value
  report.notComputed(phrase.where, phrase.text)
  return undefined
}

/** The event whose month an item belongs to. */
export const ATTRIBUTION: Readonly<Record<BelongsTo, Attribution>> = {
  'month-opened': 'opened',
  'month-resolved': 'stopped',
  'month-closed': 'closed',
  'month-due': 'due',
}

/** The common part of a selection of tickets. */
function ticketBase(
  level: ServiceLevel,
  context: FormContext,
): Omit<TicketSelect, 'clock' | 'where' | 'matching'> {
  const { conventions, exemptions, tile, report } = context
  const withQuota = exemptions.find((rule) => rule.from === 'exemption' && rule.quota !== undefined)
  refuseSlots(exemptions, level.where, report)
  if (withQuota !== undefined) {
    report.notComputed(level.where, `${withQuota.ground}, at-most (tickets)`)
  }
  return {
    kind: 'tickets',
    id: level.id,
    onTheLimit: level.onTheLimit ?? conventions.onTheLimit,
    belongsTo: ATTRIBUTION[level.belongsTo ?? conventions.belongsTo],
    openAtEnd: level.openAtEnd ?? conventions.openAtEnd,
    tile,
    exemptions: exemptions.filter((rule) => rule.from === 'exemption'),
    source: sourceOf(level.where, level.clause),
  }
}

/** `response` and `restoration`: how long tickets take, against a limit. */
export function ticketTime(
  level: ServiceLevel,
  form: TicketTime,
  context: FormContext,
): TicketSelect | undefined {
  const { conventions } = context
  const terms = context.clocks.find((clock) => clock.id === form.clock.id)
  invariant(terms !== undefined, 'a level that was read has a clock that is declared')
  const clock = clockOf(terms, form, context)
  if (clock === undefined) return undefined
  const base = ticketBase(level, context)
  const isAnswer = form.kind === 'response'
  return {
    ...base,
    // An answer does not resolve: the month resolved is the one of the ticket, not of the answer.
    belongsTo: isAnswer && base.belongsTo === 'stopped' ? 'resolved' : base.belongsTo,
    where: ticketFilters(form.of, form.filter, context.report),
    matching: [],
    clock,
    within: choiceOf(form.within, (length) => targetOf(length, conventions)),
  }
}

function clockOf(terms: ClockTerms, form: TicketTime, context: FormContext): Clock | undefined {
  const { report, conventions } = context
  if (
    terms.starts === 'unavailable' ||
    terms.stops === 'handed-back' ||
    terms.merge !== undefined
  ) {
    report.notComputed(form.where, `${form.kind} of outages`)
    return undefined
  }
  const isAnswer = form.kind === 'response'
  const stopsEarly = terms.stops === 'responded' || terms.stops === 'acknowledged'
  const shortest =
    terms.shortestPause === undefined ? undefined : millisecondsOf(terms.shortestPause, report)
  return {
    id: terms.id,
    starts: terms.starts,
    stops: isAnswer && !stopsEarly ? 'responded' : terms.stops,
    calendar: choiceOf(form.calendar, (calendar) => calendar.id),
    pauses: terms.pauses.map(({ status, who, atMost }) => ({
      status,
      who,
      ...(atMost === undefined ? {} : { atMost: targetOf(atMost, conventions) }),
    })),
    onReopen: isAnswer ? { kind: 'stays-stopped' } : reopenRule(terms, conventions),
    onPriorityChange: terms.onPriorityChange,
    ...(shortest === undefined ? {} : { shortestPause: shortest }),
  }
}

const reopenRule = ({ onReopen }: ClockTerms, conventions: Conventions): ReopenRule =>
  onReopen.kind === 'cumulate'
    ? { kind: 'cumulate-within', target: targetOf(onReopen.within, conventions) }
    : onReopen

/** A ticket is counted from its opening to its resolution, whatever the hours. */
const PLAIN_CLOCK: Clock = {
  id: 'resolution',
  starts: 'opened',
  stops: 'resolved',
  calendar: { kind: 'one', value: ALWAYS_OPEN },
  pauses: [],
  onReopen: { kind: 'resume' },
  onPriorityChange: 'keep',
}

/** `count` and `share`: how many tickets, and how many of them match. */
export function countedTickets(
  level: ServiceLevel,
  form: CountOf | ShareOf,
  context: FormContext,
): TicketSelect {
  return {
    ...ticketBase(level, context),
    where: ticketFilters(form.of, form.filter, context.report),
    matching:
      form.kind === 'share'
        ? form.matching.rows.map(({ field, anyOf }) => ({ field, values: anyOf }))
        : [],
    clock: PLAIN_CLOCK,
  }
}

export function backlog(level: ServiceLevel, form: Backlog, context: FormContext): Select {
  const { conventions, report, tile } = context
  if (form.calendar?.kind === 'by') report.notComputed(form.where, 'calendar: { by: … }')
  return {
    kind: 'backlog',
    id: level.id,
    where: ticketFilters(form.of, form.filter, context.report),
    calendar: form.calendar?.kind === 'one' ? form.calendar.value.id : ALWAYS_OPEN,
    ...(form.olderThan === undefined ? {} : { olderThan: targetOf(form.olderThan, conventions) }),
    tile,
    source: sourceOf(level.where, level.clause),
  }
}

export function deliveries(
  level: ServiceLevel,
  form: Timeliness,
  context: FormContext,
): Select | undefined {
  const { conventions, report } = context
  const { within } = form
  refuseSlots(context.exemptions, level.where, report)
  if (
    within.kind === 'open' ||
    (within.kind === 'from' && (within.side === 'before' || within.move !== undefined)) ||
    form.calendar?.kind === 'by'
  ) {
    report.notComputed(within.where, within.text)
    return undefined
  }
  return {
    kind: 'deliveries',
    id: level.id,
    of: form.of,
    where: filtersOf(form.filter, report),
    due:
      within.kind === 'at'
        ? { kind: 'fixed' }
        : { kind: 'after', target: targetOf(within.length, conventions) },
    calendar: form.calendar?.kind === 'one' ? form.calendar.value.id : conventions.days.working.id,
    onTheLimit: level.onTheLimit ?? conventions.onTheLimit,
    openAtEnd: level.openAtEnd ?? conventions.openAtEnd,
    tile: context.tile,
    exemptions: context.exemptions.filter((rule) => rule.from === 'exemption'),
    source: sourceOf(level.where, level.clause),
  }
}
