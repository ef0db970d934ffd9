/**
 * How much business time there is between two instants, and when an amount of it is used up.
 *
 * The hours of a contract are compiled once, for a span, into stretches of real time with the open
 * time before each of them. A question then costs two reads of a table (`lookup.ts`), whether the
 * ticket lasted five minutes or 400 days, and the nights when clocks change need no care: only the
 * edges of the stretches are readings of a wall clock.
 *
 * Example: Monday to Friday 08:00–18:00, Europe/Paris, holidays of `FR`. From Friday 22 May 2026
 * 16:30, a target of 4 h is due on Tuesday 26 May 10:30: Monday is Whit Monday. In `FR-57`, from
 * Thursday 2 April 17:00, it is due on Tuesday 7 April 11:00.
 *
 * @fr calendrier de service
 */
import type { Duration, Instant } from '../instant.ts'
import { duration, instant } from '../instant.ts'
import type { Interval } from '../interval.ts'
import { intersect, union } from '../interval.ts'
import { invariant } from '../invariant.ts'
import type { CalendarDate } from './date.ts'
import type { Lookup } from './lookup.ts'
import { firstReading, lastReading, openBefore, openBetween, STRIDE, stretchAt } from './lookup.ts'
import type { Zone } from './zone.ts'

/** Bits of {@link Calendar.days}. */
export const DAY_OPENS = 1
export const DAY_IS_HOLIDAY = 2
/** The hours of the day come from a dated exception. */
export const DAY_IS_EXCEPTION = 4

/** @fr calendrier de service */
export interface Calendar {
  readonly zone: Zone
  /** The version of the holiday rules that were used. */
  readonly holidayVersion: string
  readonly span: Interval
  readonly stretches: readonly Interval[]
  /** The beginning of the span and its length, where the hot functions read them. */
  readonly origin: number
  readonly length: number
  readonly lookup: Lookup
  readonly firstDate: CalendarDate
  readonly days: Uint8Array
  /** For each date, the end of the last hours that begin on it; not a number on a closed day. */
  readonly closings: Float64Array
}

/** Time that does not count. Without an end, it lasts for ever. @fr suspension */
export interface Pause {
  readonly start: Instant
  readonly end?: Instant
}

/**
 * A target met exactly at closing time: it stays there, or moves to the next opening.
 *
 * @fr échéance à la fermeture
 */
export type ClosingRule = 'same' | 'next-opening'

export const isInSpan = (calendar: Calendar, at: Instant): boolean =>
  at >= calendar.span.start && at <= calendar.span.end

/** Open milliseconds since the beginning of the span. Aborts: outside the span. */
export function openTime(calendar: Calendar, at: Instant): Duration {
  const x = at - calendar.origin
  if (!(x >= 0 && x <= calendar.length)) outsideSpan()
  return openBefore(calendar.lookup, x) as Duration
}

function outsideSpan(): never {
  invariant(false, 'a calendar is asked inside its span')
}

/** Open time between two instants; nothing when the end is not after the start. */
export function elapsed(calendar: Calendar, start: Instant, end: Instant): Duration {
  const x = start - calendar.origin
  const y = end - calendar.origin
  if (!(x >= 0 && y <= calendar.length && x <= y)) return elapsedBackwards(calendar, start, end)
  return openBetween(calendar.lookup, x, y) as Duration
}

function elapsedBackwards(calendar: Calendar, start: Instant, end: Instant): Duration {
  const known = isInSpan(calendar, start) && isInSpan(calendar, end)
  if (!known) outsideSpan()
  return 0 as Duration
}

/** {@link elapsed} without the pauses; pauses that overlap are counted once. */
export function elapsedWithPauses(
  calendar: Calendar,
  start: Instant,
  end: Instant,
  pauses: readonly Pause[],
): Duration {
  let counted = elapsed(calendar, start, end)
  if (counted === 0) return counted
  for (const pause of intersect(tidyPauses(pauses), [{ start, end }])) {
    counted = duration(counted - elapsed(calendar, pause.start, pause.end))
  }
  invariant(counted >= 0, 'pauses take no more than there is')
  return counted
}

const NO_PAUSES: readonly Pause[] = []
const FOR_EVER = instant(Number.POSITIVE_INFINITY)

const tidyPauses = (pauses: readonly Pause[]): Interval[] =>
  union(pauses.map(({ start, end }) => ({ start, end: end ?? FOR_EVER })))

/**
 * The first instant at which `target` of open time has passed since `start`.
 *
 * Nothing when that is after the end of the span, or when a pause without an end begins before. A
 * target of zero is met at once (or at the next opening, under that rule). Aborts: a negative
 * target, or a start outside the span.
 */
export function deadline(
  calendar: Calendar,
  start: Instant,
  target: Duration,
  pauses: readonly Pause[] = NO_PAUSES,
  closingRule: ClosingRule = 'same',
): Instant | undefined {
  if (pauses.length > 0 || closingRule !== 'same' || !(target > 0)) {
    return deadlineByRule(calendar, start, target, pauses, closingRule)
  }
  const x = start - calendar.origin
  if (!(x >= 0 && x <= calendar.length)) outsideSpan()
  const lookup = calendar.lookup
  const due = openBefore(lookup, x) + target
  if (due > lookup.total) return undefined
  return (calendar.origin + firstReading(lookup, due)) as Instant
}

function deadlineByRule(
  calendar: Calendar,
  start: Instant,
  target: Duration,
  pauses: readonly Pause[],
  closingRule: ClosingRule,
): Instant | undefined {
  invariant(target >= 0, 'a target is not negative')
  const due = moveByPauses(calendar, start, openTime(calendar, start) + target, pauses)
  if (due === undefined) return undefined
  if (closingRule === 'next-opening') return reopening(calendar, start, due, pauses)
  if (due > calendar.lookup.total) return undefined
  if (target === 0) return start
  return instant(calendar.origin + firstReading(calendar.lookup, due))
}

/** The open time at which a target is met once the pauses that begin before it are added. */
function moveByPauses(
  calendar: Calendar,
  start: Instant,
  due: number,
  pauses: readonly Pause[],
): number | undefined {
  let moved = due
  for (const pause of tidyPauses(pauses)) {
    if (pause.end <= start) continue
    const from = pause.start > start ? pause.start : start
    if (from > calendar.span.end || openTime(calendar, from) >= moved) break
    if (pause.end > calendar.span.end) return undefined
    moved += elapsed(calendar, from, pause.end)
  }
  return moved
}

/** The first instant that counts after `due` milliseconds have been open: never a closing one. */
function reopening(
  calendar: Calendar,
  start: Instant,
  due: number,
  pauses: readonly Pause[],
): Instant | undefined {
  if (due >= calendar.lookup.total) return undefined
  const found = calendar.origin + lastReading(calendar.lookup, due)
  const at = instant(found > start ? found : start)
  const pause = tidyPauses(pauses).find((p) => p.start <= at && at < p.end)
  if (pause === undefined) return at
  return isInSpan(calendar, pause.end) ? nextOpening(calendar, pause.end) : undefined
}

/**
 * The last instant from which `amount` of open time passes until `end`: counts backwards.
 *
 * Nothing when that is before the span. Example: 8 h before Monday 18:00 is Monday 10:00.
 */
export function before(calendar: Calendar, end: Instant, amount: Duration): Instant | undefined {
  invariant(amount >= 0, 'an amount of time is not negative')
  const open = openTime(calendar, end) - amount
  if (open < 0) return undefined
  if (amount === 0) return end
  return instant(calendar.origin + lastReading(calendar.lookup, open))
}

/** Whether the calendar is open at an instant: an opening is, a closing is not. */
export function isOpen(calendar: Calendar, at: Instant): boolean {
  invariant(isInSpan(calendar, at), 'a calendar is asked inside its span')
  const x = at - calendar.origin
  const k = stretchAt(calendar.lookup, x)
  return x >= (calendar.lookup.edges[k] as number) && x < (calendar.lookup.edges[k + 1] as number)
}

/** The first open instant at or after this one; nothing when the span has no more. */
export function nextOpening(calendar: Calendar, at: Instant): Instant | undefined {
  if (isOpen(calendar, at)) return at
  const k = stretchAt(calendar.lookup, at - calendar.origin) / STRIDE
  const stretch = calendar.stretches[k]
  return stretch === undefined || stretch.start >= at
    ? stretch?.start
    : calendar.stretches[k + 1]?.start
}

/** The last closing at or before this instant, the instant itself when it is open. */
export function previousClosing(calendar: Calendar, at: Instant): Instant | undefined {
  if (isOpen(calendar, at)) return at
  const open = openTime(calendar, at)
  return open === 0 ? undefined : instant(calendar.origin + firstReading(calendar.lookup, open))
}

/** The open stretches inside an interval of the span, cut to it. */
export function openIntervals(calendar: Calendar, interval: Interval): Interval[] {
  invariant(
    isInSpan(calendar, interval.start) && isInSpan(calendar, interval.end),
    'a calendar is asked inside its span',
  )
  if (interval.end <= interval.start) return []
  const first = stretchAt(calendar.lookup, interval.start - calendar.origin) / STRIDE
  const found: Interval[] = []
  for (let i = first; i < calendar.stretches.length; i += 1) {
    const stretch = calendar.stretches[i] as Interval
    if (stretch.start >= interval.end) break
    found.push(stretch)
  }
  return intersect(found, [interval])
}
