/**
 * The offset between the clocks on the wall and the instants of the world, from a pinned table.
 *
 * The table is data (`catalogue/zones`), with its version: the zone data of the machine are never
 * asked, so that a figure is the same on any machine and after any update of its system.
 *
 * Two readings need a rule. A reading that does not exist (the night when summer time begins) is
 * moved forward by the gap; a reading that happens twice (the night when it ends) is the first one
 * unless the caller asks for the later.
 *
 * Example, Europe/Paris: 2026-03-29 02:30 does not exist and becomes 03:30 CEST = 01:30 UTC;
 * 2026-10-25 02:30 happens at 00:30 UTC and again at 01:30 UTC. So March 2026 has 44 580 minutes
 * and October 44 700.
 *
 * @fr fuseau horaire
 */
import type { Instant } from '../instant.ts'
import { DAY, instant } from '../instant.ts'
import type { Interval } from '../interval.ts'
import { invariant } from '../invariant.ts'
import type { CalendarDate, YearMonth } from './date.ts'
import { addDays, addToMonth, calendarDate, firstDayOf } from './date.ts'

/**
 * The shape of `catalogue/zones/zones.json`; times and offsets in seconds.
 *
 * @fr table des fuseaux
 */
export interface ZoneTable {
  readonly version: string
  readonly from: number
  readonly to: number
  readonly zones: Readonly<Record<string, ZoneRow>>
  readonly aliases: Readonly<Record<string, string>>
}

/** @fr décalages d'un fuseau */
export interface ZoneRow {
  readonly offsets: readonly number[]
  /** One base-36 digit for each stretch of constant offset: its place in `offsets`. */
  readonly order: string
  readonly at: readonly number[]
}

/** One zone, ready to be asked. @fr fuseau horaire */
export interface Zone {
  readonly name: string
  /** The version of the time-zone data, stored with every figure that used them. */
  readonly version: string
  /** The instants that the table covers. */
  readonly covers: Interval
  /** Stretch `i` of constant offset begins at `starts[i]`; the first one at minus infinity. */
  readonly starts: Float64Array
  /** Milliseconds to add to an instant to read it on the wall. */
  readonly offsets: Float64Array
}

/** A reading of the clock on the wall. @fr heure locale */
export interface LocalTime {
  readonly date: CalendarDate
  /** Milliseconds shown past 00:00; 24:00 and more mean the following days. */
  readonly clock: number
}

/** @fr occurrence d'une heure ambiguë */
export type Fold = 'earlier' | 'later'

/** @fr heure locale située */
export interface Resolved {
  readonly instant: Instant
  /** `gap`: the reading does not exist; `ambiguous`: it happens twice. */
  readonly kind: 'plain' | 'gap' | 'ambiguous'
}

/** The zone with this IANA name or alias; nothing when the table does not know it. */
export function zoneOf(table: ZoneTable, name: string): Zone | undefined {
  const target = Object.hasOwn(table.aliases, name) ? table.aliases[name] : name
  const isKnown = target !== undefined && Object.hasOwn(table.zones, target)
  const row = isKnown ? table.zones[target] : undefined
  if (row === undefined) return undefined
  invariant(row.order.length === row.at.length + 1, 'a zone has one stretch more than changes')
  return {
    name,
    version: table.version,
    covers: { start: instant(table.from * 1000), end: instant(table.to * 1000) },
    starts: Float64Array.from([Number.NEGATIVE_INFINITY, ...row.at.map((at) => at * 1000)]),
    offsets: Float64Array.from(row.order, (digit) => {
      const offset = row.offsets[Number.parseInt(digit, 36)]
      invariant(offset !== undefined, 'a stretch of a zone has an offset')
      return offset * 1000
    }),
  }
}

/** Whether the table knows the offset of the zone at this instant. */
export const covers = (zone: Zone, at: Instant): boolean =>
  at >= zone.covers.start && at <= zone.covers.end

/** The last index whose value is not above `value`; the array is sorted and begins below it. */
export function lastAtOrBelow(sorted: Float64Array, value: number): number {
  let low = 0
  let high = sorted.length
  while (high - low > 1) {
    const middle = (low + high) >>> 1
    if ((sorted[middle] as number) <= value) low = middle
    else high = middle
  }
  return low
}

/** Milliseconds that the wall clock is ahead of UTC. Aborts: outside the years of the table. */
export function offsetAt(zone: Zone, at: Instant): number {
  invariant(covers(zone, at), 'an offset is asked inside the years of the zone table')
  return zone.offsets[lastAtOrBelow(zone.starts, at)] as number
}

/** What the clock on the wall shows. Aborts: outside the years of the table. */
export function toLocal(zone: Zone, at: Instant): LocalTime {
  const wall = at + offsetAt(zone, at)
  const date = Math.floor(wall / DAY)
  return { date: calendarDate(date), clock: wall - date * DAY }
}

export const dateAt = (zone: Zone, at: Instant): CalendarDate => toLocal(zone, at).date

/**
 * The instant at which the wall shows `local`, and whether the reading was plain.
 *
 * Aborts: outside the years of the table, by more than the few hours of an offset.
 */
export function toInstant(zone: Zone, local: LocalTime, fold: Fold = 'earlier'): Resolved {
  const wall = local.date * DAY + local.clock
  invariant(
    wall >= zone.covers.start - DAY && wall <= zone.covers.end + DAY,
    'a local time is asked inside the years of the zone table',
  )
  // Offsets are under a day: only the stretches that touch the two days around can show this.
  let first: number | undefined
  let last = 0
  let afterGap = wall
  for (let i = lastAtOrBelow(zone.starts, wall - DAY); i < zone.starts.length; i += 1) {
    const start = zone.starts[i] as number
    if (start > wall + DAY) break
    const at = wall - (zone.offsets[i] as number)
    const end =
      i + 1 < zone.starts.length ? (zone.starts[i + 1] as number) : Number.POSITIVE_INFINITY
    if (at >= start && at < end) {
      first ??= at
      last = at
    } else if (at >= end && first === undefined) {
      afterGap = at
    }
  }
  if (first === undefined) return { instant: instant(afterGap), kind: 'gap' }
  const kind = first === last ? 'plain' : 'ambiguous'
  return { instant: instant(fold === 'later' ? last : first), kind }
}

/** The first instant of a date: midnight, or what the clocks jump to where midnight is skipped. */
export const startOfDate = (zone: Zone, date: CalendarDate): Instant =>
  toInstant(zone, { date, clock: 0 }).instant

/** A date as real time: 23 h, 24 h or 25 h in most zones. */
export const dateInterval = (zone: Zone, date: CalendarDate): Interval => ({
  start: startOfDate(zone, date),
  end: startOfDate(zone, addDays(date, 1)),
})

/** A month as real time: March 2026 is 44 580 minutes in Paris. */
export const monthInterval = (zone: Zone, month: YearMonth): Interval => ({
  start: startOfDate(zone, firstDayOf(month)),
  end: startOfDate(zone, firstDayOf(addToMonth(month, 1))),
})
