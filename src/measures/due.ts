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
import { afterOpenDays, dueDate, openDays } from '../base/calendar/days.ts'
import { dateAt, startOfDate } from '../base/calendar/zone.ts'
import type { Duration, Instant } from '../base/instant.ts'
import { duration } from '../base/instant.ts'
import type { Interval } from '../base/interval.ts'
import type { Target } from '../contract/core/core.ts'

/** The instant at which a target is used up; nothing when it lies past the calendar's span. */
export function dueAt(
  calendar: Calendar,
  start: Instant,
  target: Target,
  pauses: readonly Interval[],
): Instant | undefined {
  if (target.kind === 'open-time') return deadline(calendar, start, target.length, pauses)
  const unpaused =
    target.kind === 'open-days'
      ? afterOpenDays(calendar, start, openDays(target.count), 'moves')
      : endOfDueDate(calendar, start, target)
  if (unpaused === undefined || !isInSpan(calendar, unpaused)) return undefined
  return movedByPauses(calendar, unpaused, pauses)
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
