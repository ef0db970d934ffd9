/**
 * Counts the time of one ticket, the plain way: what each rule of a clock means.
 *
 * This is the reference. The kernel (`measures/kernel`) does the same on columns, a million tickets
 * at a time; a property test holds the two together. It is also what an explanation runs, since it
 * keeps every stretch that it counted or left out.
 *
 * Example: opened Friday 17:40, hours 08:00–18:00, paused by the client on Monday from 09:00 to
 * 12:10, resolved at 15:35: 20 min on Friday, 1 h and 3 h 25 on Monday, 4 h 45 in all.
 *
 * @fr décompte du délai
 */
import { elapsed } from '../base/calendar/calendar.ts'
import type { Duration, Instant } from '../base/instant.ts'
import { duration, instant } from '../base/instant.ts'
import type { Interval } from '../base/interval.ts'
import { subtractIntervals, union } from '../base/interval.ts'
import { chosenFor, valuesOf } from '../contract/core/choice.ts'
import type { Clock, ClockStart, ClockStop, Pause } from '../contract/core/select.ts'
import type { Ticket, TicketEvent, TicketEventKind } from '../facts/fact.ts'
import type { ServiceTime } from './due.ts'
import { dueAt } from './due.ts'

/** A stretch during which a clock stood still, and whose doing it was. */
export interface Standstill extends Interval {
  /** The status that held it; `stopped` until a reopening, `taken-out` by an exemption. */
  readonly status: string
  readonly who: Pause['who'] | 'nobody'
  /** Open time that the stretch took out. */
  readonly open: Duration
}

/** One run of a clock over a ticket. A reopened ticket may have several. */
export interface Run {
  readonly start: Instant
  /** Absent while it runs. */
  readonly stop?: Instant
  readonly standstills: readonly Standstill[]
  /** Open time counted, until the stop or until what is known ends. */
  readonly elapsed: Duration
  /**
   * Values that hold for the run: `priority` by the rule of the clock, the other fields as they
   * are.
   */
  readonly fields: Readonly<Record<string, string>>
}

const STARTS: Readonly<Record<ClockStart, readonly TicketEventKind[]>> = {
  opened: ['opened'],
  acknowledged: ['acknowledged'],
  assigned: ['assigned'],
  responded: ['responded'],
}

/**
 * The events that stop a clock. Who restores has answered, and who closes has resolved: a log that
 * lacks the earlier event has at least the later one, which is never to the provider's advantage.
 */
export const STOPS: Readonly<Record<ClockStop, readonly TicketEventKind[]>> = {
  acknowledged: ['acknowledged', 'responded', 'workaround', 'resolved', 'closed'],
  assigned: ['assigned', 'responded', 'workaround', 'resolved', 'closed'],
  responded: ['responded', 'workaround', 'resolved', 'closed'],
  workaround: ['workaround', 'resolved', 'closed'],
  restored: ['workaround', 'resolved', 'closed'],
  resolved: ['resolved', 'closed'],
  closed: ['closed'],
}

export const startKinds = (start: ClockStart): readonly TicketEventKind[] => STARTS[start]

/** Runs a clock over a ticket, on what is known at `asOf`. No run: the ticket never started it. */
export function runClock(clock: Clock, time: ServiceTime, ticket: Ticket, asOf: Instant): Run[] {
  const events = ticket.events.filter((event) => event.at <= asOf)
  const spans = findSpans(clock, time, events)
  const change = lastChange(clock, events, spans)
  const fields =
    change === undefined || clock.onPriorityChange === 'keep'
      ? ticket.fields
      : { ...ticket.fields, priority: change.value ?? '' }
  return spans.map((span, index) => {
    const isLast = index === spans.length - 1
    const forgotten =
      isLast && change !== undefined ? forgottenUntil(clock, change, span) : span.start
    const start = clock.onPriorityChange === 'forward' ? forgotten : span.start
    const end = span.stop ?? asOf
    const standstills = findStandstills(clock, time, events, span.gaps, {
      start,
      pausesFrom: forgotten,
      end,
    })
    const held = standstills.reduce((sum, s) => sum + s.open, 0)
    return {
      start,
      ...(span.stop === undefined ? {} : { stop: span.stop }),
      standstills,
      elapsed: duration(elapsed(time.open, start, end) - held),
      fields,
    }
  })
}

interface Span {
  readonly start: Instant
  readonly stop?: Instant
  /** Between a stop and the reopening that took it back. */
  readonly gaps: readonly Interval[]
}

/** The stretches from a start to a stop, joined over reopenings by the rule of the clock. */
function findSpans(clock: Clock, time: ServiceTime, events: readonly TicketEvent[]): Span[] {
  const first = events.findIndex((event) => STARTS[clock.starts].includes(event.kind))
  if (first < 0) return []
  const stops = STOPS[clock.stops]
  const spans: Span[] = []
  let start = (events[first] as TicketEvent).at
  let stop: Instant | undefined
  let gaps: Interval[] = []
  for (const event of events.slice(first + 1)) {
    if (stop === undefined && stops.includes(event.kind)) stop = event.at
    else if (stop !== undefined && event.kind === 'reopened') {
      const rule = joins(clock, time, stop, event.at)
      if (rule === 'stays') continue
      if (rule === 'joins') gaps.push({ start: stop, end: event.at })
      else {
        spans.push({ start, stop, gaps })
        start = event.at
        gaps = []
      }
      stop = undefined
    }
  }
  spans.push(stop === undefined ? { start, gaps } : { start, stop, gaps })
  return spans
}

function joins(
  clock: Clock,
  time: ServiceTime,
  stop: Instant,
  reopened: Instant,
): 'stays' | 'joins' | 'restarts' {
  switch (clock.onReopen.kind) {
    case 'stays-stopped':
      return 'stays'
    case 'resume':
      return 'joins'
    case 'new-clock':
      return 'restarts'
    case 'cumulate-within': {
      const limit = dueAt(time, stop, clock.onReopen.target, [])
      return limit !== undefined && reopened <= limit ? 'joins' : 'restarts'
    }
  }
}

/** The last change of priority before the clock stopped for good. Later ones change nothing. */
function lastChange(
  clock: Clock,
  events: readonly TicketEvent[],
  spans: readonly Span[],
): TicketEvent | undefined {
  if (clock.onPriorityChange === 'keep') return undefined
  const end = spans.at(-1)?.stop
  return events.findLast(
    (event) => event.kind === 'priority' && (end === undefined || event.at <= end),
  )
}

/** Until when what happened is forgotten: pauses before it (retroactive) or all of it (forward). */
function forgottenUntil(clock: Clock, change: TicketEvent, span: Span): Instant {
  if (clock.onPriorityChange === 'retroactive-keeping-pauses') return span.start
  return instant(Math.max(change.at, span.start))
}

interface Within extends Interval {
  /** Pauses before it are forgotten. What lies between a stop and a reopening is no pause. */
  readonly pausesFrom: Instant
}

/** The pauses and gaps inside `within`, in order, each with the open time that it takes out. */
function findStandstills(
  clock: Clock,
  time: ServiceTime,
  events: readonly TicketEvent[],
  gaps: readonly Interval[],
  within: Within,
): Standstill[] {
  const found: Standstill[] = []
  const add = (start: number, end: number, status: string, who: Standstill['who']): void => {
    const from = instant(Math.max(start, who === 'nobody' ? within.start : within.pausesFrom))
    const to = instant(Math.min(end, within.end))
    if (to > from) {
      found.push({ start: from, end: to, status, who, open: elapsed(time.open, from, to) })
    }
  }
  const takenOut = time.takenOut ?? []
  const holes = union([...gaps, ...takenOut])
  for (const held of statusStretches(clock, events, within.end)) {
    const end = limitedEnd(clock, time, held)
    if (end === undefined || end <= held.start) continue
    for (const left of subtractIntervals([{ start: held.start, end }], holes)) {
      add(left.start, left.end, held.status, held.pause.who)
    }
  }
  for (const gap of subtractIntervals(gaps, takenOut)) add(gap.start, gap.end, 'stopped', 'nobody')
  for (const out of takenOut) add(out.start, out.end, 'taken-out', 'nobody')
  return found.sort((a, b) => a.start - b.start)
}

interface HeldStretch extends Interval {
  readonly status: string
  readonly pause: Pause
}

/** The stretches in which the status is one that pauses the clock. */
function statusStretches(
  clock: Clock,
  events: readonly TicketEvent[],
  until: Instant,
): HeldStretch[] {
  const stretches: HeldStretch[] = []
  let pause: Pause | undefined
  let since = until
  const close = (end: Instant): void => {
    if (pause !== undefined) stretches.push({ start: since, end, status: pause.status, pause })
  }
  for (const event of events) {
    if (event.kind !== 'status' || event.at > until) continue
    const next = clock.pauses.find((p) => p.status === event.value)
    if (next === pause) continue
    close(event.at)
    pause = next
    since = event.at
  }
  close(until)
  return stretches
}

/** Where a pause stops counting: its own end, its limit, or at once when it is too short. */
function limitedEnd(clock: Clock, time: ServiceTime, held: HeldStretch): Instant | undefined {
  const { pause } = held
  const limit = pause.atMost === undefined ? undefined : dueAt(time, held.start, pause.atMost, [])
  const end = limit === undefined ? held.end : instant(Math.min(held.end, limit))
  if (
    clock.shortestPause !== undefined &&
    elapsed(time.open, held.start, end) < clock.shortestPause
  ) {
    return undefined
  }
  return end
}

/** A ticket's runs, in the hours that are for it. */
export interface Timed {
  readonly time: ServiceTime
  readonly runs: readonly Run[]
}

/**
 * Runs a clock in the hours that its table gives to the ticket: those of the priority that decides.
 * Nothing where no row of the table is for it.
 */
export function runInHours(
  clock: Clock,
  timeOf: (calendar: string) => ServiceTime,
  ticket: Ticket,
  asOf: Instant,
): Timed | undefined {
  const opening = chosenFor(clock.calendar, ticket.fields) ?? valuesOf(clock.calendar)[0]
  if (opening === undefined) return undefined
  const time = timeOf(opening)
  const runs = runClock(clock, time, ticket, asOf)
  const deciding = chosenFor(clock.calendar, runs.at(-1)?.fields ?? ticket.fields)
  if (deciding === undefined) return undefined
  if (deciding === opening) return { time, runs }
  const other = timeOf(deciding)
  return { time: other, runs: runClock(clock, other, ticket, asOf) }
}
