/**
 * When a target is due, whatever unit the contract gave it in.
 *
 * A target in open time is moved by the pauses themselves. A target in days is found by its date
 * rule first, then moved by as much open time as the pauses took: a ticket due on Friday evening,
 * paused for 3 open hours, is due on Monday at 11:00.
 *
 * @fr échéance d'un délai
 */
import type { Calendar } from '../base/calendar/calendar.ts'
import { deadline, elapsed, isInSpan } from '../base/calendar/calendar.ts'
import { addDays } from '../base/calendar/date.ts'
import { afterOpenDays, openDays } from '../base/calendar/days.ts'
import { dueDate } from '../base/calendar/due-date.ts'
import { dateAt, startOfDate } from '../base/calendar/zone.ts'
import type { Duration, Instant } from '../base/instant.ts'
import { duration } from '../base/instant.ts'
import type { Interval } from '../base/interval.ts'
import { invariant } from '../base/invariant.ts'
import type { Target } from '../contract/core/select.ts'

/** The hours in which a clock counts, and the calendars that days are counted in. */
export interface ServiceTime {
  readonly open: Calendar
  readonly calendars: ReadonlyMap<string, Calendar>
  /** Stretches that an exemption takes out of every clock: a tidy list. */
  readonly takenOut?: readonly Interval[]
}

/** The instant at which a target is used up; nothing when it lies past the calendar's span. */
export function dueAt(
  time: ServiceTime,
  start: Instant,
  target: Target,
  pauses: readonly Interval[],
): Instant | undefined {
  const { open } = time
  if (target.kind === 'open-time') return deadline(open, start, target.length, pauses)
  const unpaused =
    target.kind === 'open-days'
      ? afterOpenDays(open, start, openDays(target.count), 'moves')
      : endOfDueDate(calendarOf(time.calendars, target.calendar), start, target)
  if (unpaused === undefined || !isInSpan(open, unpaused)) return undefined
  return movedByPauses(open, unpaused, pauses)
}

export function calendarOf(calendars: ReadonlyMap<string, Calendar>, id: string): Calendar {
  const calendar = calendars.get(id)
  invariant(calendar !== undefined, `the calendar ${id} is compiled before anything is measured`)
  return calendar
}

/** Days end at midnight: a date that is due lasts until its last instant. */
function endOfDueDate(
  calendar: Calendar,
  start: Instant,
  target: Extract<Target, { kind: 'date' }>,
): Instant | undefined {
  const date = dueDate(calendar, dateAt(calendar.zone, start), target.span, target.rules)
  return date === undefined ? undefined : startOfDate(calendar.zone, addDays(date, 1))
}

/** Adds the open time of each pause that begins before the deadline, which each pause moves on. */
function movedByPauses(
  calendar: Calendar,
  unpaused: Instant,
  pauses: readonly Interval[],
): Instant | undefined {
  let due: Instant | undefined = unpaused
  for (const pause of pauses) {
    if (due === undefined || pause.start >= due) break
    const paused: Duration = elapsed(calendar, pause.start, pause.end)
    if (paused > 0) due = deadline(calendar, due, duration(paused))
  }
  return due
}
