/**
 * Adds a selection up the plain way: a loop over tickets, the reference clock, and nothing else.
 *
 * It is what `TicketKernel` must equal, whatever the batches and their order.
 */
import type { Calendar } from '../../src/base/calendar/calendar.ts'
import type { Instant } from '../../src/base/instant.ts'
import { chosenFor, valuesOf } from '../../src/contract/core/choice.ts'
import type { Filter, TicketSelect } from '../../src/contract/core/select.ts'
import type { Ticket, TicketEventKind } from '../../src/facts/fact.ts'
import type { Run } from '../../src/measures/clock.ts'
import { runClock } from '../../src/measures/clock.ts'
import type { ServiceTime } from '../../src/measures/due.ts'
import { dueAt } from '../../src/measures/due.ts'
import { isJudgedLate, judgedTile, judgeRun, NO_VERDICT } from '../../src/measures/judge.ts'
import type { TicketExemption } from '../../src/measures/kernel/kernel-context.ts'
import type { Periods } from '../../src/measures/periods.ts'
import { CALENDARS, calendarNamed } from './hours.ts'

export interface PlainTile {
  judged: number
  late: number
  matching: number
  removed: number
  values: number[]
  lateParts: number
  named: string[]
}

export interface PlainResult {
  readonly tiles: PlainTile[]
  open: number
  unstarted: number
  tooOld: number
  withoutRow: Record<string, number>
}

export interface PlainContext {
  readonly periods: Periods
  readonly closing: number
  readonly asOf: Instant
  readonly exemptions: ReadonlyMap<string, TicketExemption>
  /** Started steps of lateness are added up. */
  readonly step: number
}

const accepts = (filters: readonly Filter[], fields: Readonly<Record<string, string>>): boolean =>
  filters.every(({ field, values }) => values.includes(fields[field] ?? ''))

export function plainTally(
  select: TicketSelect,
  tickets: readonly Ticket[],
  context: PlainContext,
): PlainResult {
  const result: PlainResult = {
    tiles: context.periods.labels.map(() => ({
      judged: 0,
      late: 0,
      matching: 0,
      removed: 0,
      values: [],
      lateParts: 0,
      named: [],
    })),
    open: 0,
    unstarted: 0,
    tooOld: 0,
    withoutRow: {},
  }
  for (const ticket of tickets) addTicket(select, ticket, context, result)
  for (const tile of result.tiles) {
    tile.values.sort((a, b) => a - b)
    tile.named.sort()
  }
  return result
}

function countWithoutRow(result: PlainResult, value: string): void {
  result.withoutRow[value] = (result.withoutRow[value] ?? 0) + 1
}

const timeIn = (id: string): ServiceTime => ({ open: calendarNamed(id), calendars: CALENDARS })

function addTicket(
  select: TicketSelect,
  ticket: Ticket,
  context: PlainContext,
  result: PlainResult,
): void {
  const { clock, where } = select
  const priorityMoves = clock.onPriorityChange !== 'keep'
  const fixed = where.filter(({ field }) => field !== 'priority' || !priorityMoves)
  if (!accepts(fixed, ticket.fields)) return
  if ((ticket.events[0]?.at ?? 0) > context.asOf) return
  const earliest = Math.max(...valuesOf(clock.calendar).map((id) => calendarNamed(id).span.start))
  if ((ticket.events[0]?.at ?? 0) < earliest) {
    result.tooOld += 1
    return
  }
  const priorities = ticket.events
    .filter((event) => event.kind === 'priority' && event.at <= context.asOf && priorityMoves)
    .map((event) => event.value ?? '')
  const isOurs = [ticket.fields['priority'] ?? '', ...priorities].some((priority) =>
    accepts(where, { ...ticket.fields, priority }),
  )
  // The hours are those of the priority that decides, which only a first count can tell.
  const opening = chosenFor(clock.calendar, ticket.fields) ?? valuesOf(clock.calendar)[0] ?? ''
  const first = runClock(clock, timeIn(opening), ticket, context.asOf)
  const id = chosenFor(clock.calendar, first.at(-1)?.fields ?? ticket.fields)
  if (id === undefined) {
    if (isOurs) countWithoutRow(result, ticket.fields['priority'] ?? '')
    return
  }
  const runs = runClock(clock, timeIn(id), ticket, context.asOf)
  if (runs.length === 0 && isOurs) result.unstarted += 1
  for (const run of runs) {
    if (accepts(where, run.fields)) addRun(select, ticket, run, calendarNamed(id), context, result)
  }
}

function addRun(
  select: TicketSelect,
  ticket: Ticket,
  run: Run,
  calendar: Calendar,
  context: PlainContext,
  result: PlainResult,
): void {
  const { within, onTheLimit, belongsTo, openAtEnd } = select
  const { asOf, periods, closing, exemptions } = context
  const target = within === undefined ? undefined : chosenFor(within, run.fields)
  if (within !== undefined && target === undefined) {
    countWithoutRow(result, run.fields['priority'] ?? '')
    return
  }
  const time = { open: calendar, calendars: CALENDARS }
  const due = target === undefined ? undefined : dueAt(time, run.start, target, run.standstills)
  const limit = target?.kind === 'open-time' ? target.length : undefined
  const [spent, allowed] = limit === undefined ? [run.stop ?? asOf, due] : [run.elapsed, limit]
  const isOverdue =
    allowed !== undefined && (onTheLimit === 'late' ? spent >= allowed : spent > allowed)
  const known = ticket.events.filter((event) => event.at <= asOf)
  const lastOf = (kind: TicketEventKind): number | undefined =>
    known.findLast((event) => event.kind === kind)?.at
  const never = Number.NaN
  const judged = judgeRun({ belongsTo, openAtEnd, hasLimit: within !== undefined }, periods, {
    opened: known.find((event) => event.kind === 'opened')?.at ?? run.start,
    stop: run.stop ?? never,
    closed: lastOf('closed') ?? never,
    resolved: lastOf('resolved') ?? lastOf('closed') ?? never,
    isOverdue,
    due: () => due,
  })
  if (judged === NO_VERDICT) {
    if (run.stop === undefined) result.open += 1
    return
  }
  const index = judgedTile(judged)
  const tile = result.tiles[index] as PlainTile
  const exemption = exemptions.get(ticket.externalId)
  if (exemption?.takesOut === 'item') {
    tile.removed += 1
    return
  }
  const isLate = isJudgedLate(judged) && exemption?.takesOut !== 'miss'
  tile.judged += 1
  tile.values.push(run.elapsed)
  if (accepts(select.matching, run.fields)) tile.matching += 1
  if (!isLate) return
  tile.late += 1
  if (limit !== undefined) {
    tile.lateParts += Math.ceil(Math.max(0, run.elapsed - limit) / context.step)
  }
  if (index === closing) tile.named.push(`${ticket.externalId} ${run.elapsed} ${due}`)
}
