/**
 * Turns readings of a clock into instants, a million times, without asking the zone each time.
 *
 * On all but two days of a year the clocks of a zone have one offset. That number is kept by day;
 * the other days are asked of the zone itself, which also says when a reading does not exist or
 * happens twice.
 *
 * Example, Europe/Paris: 2016-03-01 09:14 is 08:14 UTC by the kept offset of that day; 2016-03-27
 * 02:30 does not exist and is read as 03:30, 01:30 UTC.
 *
 * @fr heure locale
 */
import { calendarDate } from '../../base/calendar/date.ts'
import type { Zone } from '../../base/calendar/zone.ts'
import { lastAtOrBelow, toInstant } from '../../base/calendar/zone.ts'
import { DAY } from '../../base/instant.ts'

const UNKNOWN = 1
/** Stands for an offset where a day has more than one, or none. */
export const UNEVEN = 2
const DAYS = 60_000

export type Fold = 'plain' | 'gap' | 'ambiguous'

export class LocalTimes {
  /** Of the last reading: whether it existed once, not at all, or twice. */
  fold: Fold = 'plain'
  readonly #zone: Zone
  /** Offset by day since 1970 in milliseconds, never 1 or 2: offsets are whole seconds. */
  readonly #byDay = new Int32Array(DAYS).fill(UNKNOWN)

  constructor(zone: Zone) {
    this.#zone = zone
  }

  /** The instant in milliseconds, or NaN outside the years of the zone table. */
  instantOf(day: number, clock: number): number {
    const offset = this.offsetOn(day)
    if (offset !== UNEVEN) {
      this.fold = 'plain'
      return day * DAY + clock - offset
    }
    if (day * DAY < this.#zone.covers.start || (day + 1) * DAY > this.#zone.covers.end) {
      return Number.NaN
    }
    const resolved = toInstant(this.#zone, { date: calendarDate(day), clock })
    this.fold = resolved.kind
    return resolved.instant
  }

  /** The offset of a day in milliseconds, or 2 where it must be asked reading by reading. */
  offsetOn(day: number): number {
    if (day < 1 || day >= DAYS) return UNEVEN
    const offset = this.#byDay[day] as number
    return offset === UNKNOWN ? this.#learn(day) : offset
  }

  /** A day is even where each of its readings happens once, by one offset. */
  #learn(day: number): number {
    const { starts, offsets, covers } = this.#zone
    const before = (day - 1) * DAY
    const after = (day + 2) * DAY
    let offset = before >= covers.start && after <= covers.end ? UNKNOWN : UNEVEN
    const last = lastAtOrBelow(starts, after)
    for (let s = lastAtOrBelow(starts, before); s <= last && offset !== UNEVEN; s += 1) {
      const own = offsets[s] as number
      const from = (starts[s] as number) + own
      const to = (starts[s + 1] ?? Number.POSITIVE_INFINITY) + own
      // What the clocks show during this stretch: nothing of the day, all of it, or a part.
      if (to <= day * DAY || from >= (day + 1) * DAY) continue
      const isWhole = from <= day * DAY && to >= (day + 1) * DAY
      offset = isWhole && offset === UNKNOWN ? own : UNEVEN
    }
    if (offset === UNKNOWN) offset = UNEVEN
    this.#byDay[day] = offset
    return offset
  }
}
