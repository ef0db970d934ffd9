/**
 * The story of one ticket on one clock: every stretch from its opening to its end, and what each
 * counted for.
 *
 * The stretches follow one another without a gap, and the open time of those that count is exactly
 * what the clock says: a test adds them up.
 *
 * Example: opened Friday 17:40, hours 08:00–18:00: 20 min counted, closed until Monday 08:00, 1 h
 * counted, paused by the client for 3 h 10, 3 h 25 counted, restored.
 *
 * @fr histoire d'un ticket
 */
import type { Calendar } from '../base/calendar/calendar.ts'
import { openIntervals } from '../base/calendar/calendar.ts'
import type { Duration, Instant } from '../base/instant.ts'
import { duration, instant } from '../base/instant.ts'
import { subtractIntervals } from '../base/interval.ts'
import { invariant } from '../base/invariant.ts'
import { chosenFor } from '../contract/core/choice.ts'
import type { Target, TicketSelect } from '../contract/core/select.ts'
import type { RareFact, Ticket } from '../facts/fact.ts'
import type { Run, Standstill } from './clock.ts'
import { runInHours } from './clock.ts'
import type { ServiceTime } from './due.ts'
import { calendarOf, dueAt } from './due.ts'
import { claimsThatHold, stretchesOffClocks } from './exemptions.ts'
import { passesFields } from './passes.ts'

/** One stretch of a story. */
export interface Stretch {
  readonly kind: 'counted' | 'closed' | 'paused' | 'stopped' | 'exempted'
  readonly start: Instant
  readonly end: Instant
  /** Open time of the stretch: counted, or held by the pause. */
  readonly open: Duration
  readonly status?: string
  readonly who?: Standstill['who']
}

export interface Story {
  readonly id: string
  readonly start: Instant
  readonly stop?: Instant
  readonly due?: Instant
  readonly target?: Target
  readonly elapsed: Duration
  readonly stretches: readonly Stretch[]
}

/** The stories of a ticket under a level: one a run of its clock. */
export function storiesOf(
  select: TicketSelect,
  calendars: ReadonlyMap<string, Calendar>,
  ticket: Ticket,
  asOf: Instant,
  facts: readonly RareFact[],
): Story[] {
  const timeOf = (id: string): ServiceTime => ({
    open: calendarOf(calendars, id),
    calendars,
    takenOut: stretchesOffClocks(claimsThatHold(select.exemptions, facts)),
  })
  const timed = runInHours(select.clock, timeOf, ticket, asOf)
  if (timed === undefined) return []
  const { time, runs } = timed
  return runs
    .filter((run) => isSelected(select, run.fields))
    .map((run) => {
      const target = select.within === undefined ? undefined : chosenFor(select.within, run.fields)
      const due = target === undefined ? undefined : dueAt(time, run.start, target, run.standstills)
      return {
        id: ticket.externalId,
        start: run.start,
        ...(run.stop === undefined ? {} : { stop: run.stop }),
        ...(due === undefined ? {} : { due }),
        ...(target === undefined ? {} : { target }),
        elapsed: run.elapsed,
        stretches: stretchesOf(run, time.open, asOf),
      }
    })
}

/** Whether a run is one that the level looks at: its priority may have changed on the way. */
const isSelected = (select: TicketSelect, fields: Run['fields']): boolean =>
  passesFields(select.where, fields)

function stretchesOf(run: Run, calendar: Calendar, asOf: Instant): Stretch[] {
  const end = run.stop ?? asOf
  const whole = { start: run.start, end }
  const counted = subtractIntervals(openIntervals(calendar, whole), run.standstills)
  const stretches: Stretch[] = [
    ...counted.map(
      (c): Stretch => ({
        kind: 'counted',
        start: c.start,
        end: c.end,
        open: duration(c.end - c.start),
      }),
    ),
    ...run.standstills.map(
      (s): Stretch => ({
        kind: s.who !== 'nobody' ? 'paused' : s.status === 'stopped' ? 'stopped' : 'exempted',
        start: s.start,
        end: s.end,
        open: s.open,
        status: s.status,
        who: s.who,
      }),
    ),
  ].sort((a, b) => a.start - b.start)
  const told = withClosedTime(stretches, run.start, end)
  const sum = counted.reduce((total, c) => total + (c.end - c.start), 0)
  invariant(sum === run.elapsed, 'the stretches that count add up to the clock')
  return told
}

/** Fills what is neither counted nor paused: the hours are closed. */
function withClosedTime(stretches: readonly Stretch[], start: Instant, end: Instant): Stretch[] {
  const told: Stretch[] = []
  let at: number = start
  const closeUntil = (until: number): void => {
    if (until > at) {
      told.push({ kind: 'closed', start: instant(at), end: instant(until), open: duration(0) })
    }
  }
  for (const stretch of stretches) {
    closeUntil(stretch.start)
    told.push(stretch)
    at = Math.max(at, stretch.end)
  }
  closeUntil(end)
  return told
}
