/**
 * The time that a period looks at: itself, or the days that end with it or at an event of it.
 *
 * Example: June 2026 `over 30 days before review`, the review on 15 June at 00:00: from 16 May at
 * 00:00 to 15 June at 00:00. June without a review has nothing to look at.
 *
 * @fr fenêtre glissante
 */
import { addDays, addMonths } from '../base/calendar/date.ts'
import type { Zone } from '../base/calendar/zone.ts'
import { toInstant, toLocal } from '../base/calendar/zone.ts'
import type { Instant } from '../base/instant.ts'
import type { Interval } from '../base/interval.ts'
import { contains } from '../base/interval.ts'
import type { Look } from '../contract/core/look.ts'
import type { RareFact } from '../facts/fact.ts'
import type { Periods } from './periods.ts'
import { tileInterval } from './periods.ts'

interface LookContext {
  readonly zone: Zone
  readonly facts: readonly RareFact[]
  readonly asOf: Instant
}

/** What each period looks at; nothing where the event that ends it has not happened in it. */
export const lookedAt = (
  look: Look | undefined,
  periods: Periods,
  context: LookContext,
): readonly (Interval | undefined)[] =>
  periods.labels.map((_, tile) => {
    const own = tileInterval(periods, tile)
    if (look === undefined) return own
    const end = look.before === undefined ? own.end : lastEvent(look.before, own, context)
    return end && { start: startOf(look, end, context.zone), end }
  })

/** The last event of a name in a period, as far as it is known. */
function lastEvent(
  name: string,
  period: Interval,
  { facts, asOf }: LookContext,
): Instant | undefined {
  const times = facts.flatMap((fact) =>
    fact.kind === 'happening' && fact.of === name && fact.at <= asOf && contains(period, fact.at)
      ? [fact.at]
      : [],
  )
  return times.sort((a, b) => a - b).at(-1)
}

/** The same time of the clock, so many dates or months before. */
function startOf({ span: { unit, count } }: Look, end: Instant, zone: Zone): Instant {
  const local = toLocal(zone, end)
  const date = unit === 'months' ? addMonths(local.date, -count) : addDays(local.date, -count)
  return toInstant(zone, { ...local, date }).instant
}
