/**
 * When outages first come to so many, to so much time, or to so long a one.
 *
 * Example: outages of 7 h, 8 h and 9.5 h on 2, 11 and 29 March 2026, the last from 10:00. "Above
 * 24 h in 30 days": on 29 March the window is 28 February to 29 March; 15 h lie before 10:00, so
 * the bound is crossed at 19:00.
 *
 * @fr seuils sur les interruptions
 */

import type { KnownValue } from '../../base/because/value.ts'
import { known } from '../../base/because/value.ts'
import type { BoundWord } from '../../base/bound.ts'
import type { CalendarDate } from '../../base/calendar/date.ts'
import { addDays, addMonths } from '../../base/calendar/date.ts'
import type { Zone } from '../../base/calendar/zone.ts'
import { dateAt, startOfDate } from '../../base/calendar/zone.ts'
import type { Instant } from '../../base/instant.ts'
import { instant } from '../../base/instant.ts'
import type { Interval } from '../../base/interval.ts'
import { union } from '../../base/interval.ts'
import { ratio } from '../../base/ratio.ts'
import type { PlainSpan } from '../../contract/core/look.ts'
import type { OutageTest } from '../../contract/core/procedure.ts'
import type { Outage } from '../../facts/fact.ts'
import { byStart } from '../../facts/fact-order.ts'

/** @fr franchissement */
export interface Crossing {
  readonly value: KnownValue
  /** The outages that it rests on. */
  readonly outages: readonly string[]
}

/** The first time that the test holds, as known at `asOf`; nothing where it does not. */
export function crossingOf(
  test: OutageTest,
  outages: readonly Outage[],
  zone: Zone,
  asOf: Instant,
): Crossing | undefined {
  const sorted = [...outages].sort(byStart)
  switch (test.kind) {
    case 'times':
      return timesCrossing(test, sorted, zone)
    case 'sum':
      return sumCrossing(test, sorted, zone, asOf)
    case 'lasts':
      return lastingCrossing(test, sorted, zone, asOf)
  }
}

const isReached = (figure: number, word: BoundWord, limit: number): boolean =>
  word === 'above' ? figure > limit : figure >= limit

const at = (value: number): KnownValue => known(ratio(value), 'instant')

/** The first date of a window of dates that ends on `last`, itself included. */
const firstDateOf = ({ unit, count }: PlainSpan, last: CalendarDate): CalendarDate =>
  unit === 'months' ? addDays(addMonths(last, -count), 1) : addDays(last, 1 - count)

const endOf = (outage: Outage, asOf: Instant): Instant =>
  instant(Math.min(outage.end ?? asOf, asOf))

function timesCrossing(
  test: Extract<OutageTest, { kind: 'times' }>,
  sorted: readonly Outage[],
  zone: Zone,
): Crossing | undefined {
  for (const [i, { start }] of sorted.entries()) {
    const first = firstDateOf(test.in, dateAt(zone, start))
    const inside = sorted.slice(0, i + 1).filter((other) => dateAt(zone, other.start) >= first)
    if (isReached(inside.length, test.word, test.count)) {
      return { value: at(start), outages: inside.map(({ externalId }) => externalId) }
    }
  }
  return undefined
}

/** Inside one date the window does not move, so time down grows with the clock. */
function sumCrossing(
  test: Extract<OutageTest, { kind: 'sum' }>,
  sorted: readonly Outage[],
  zone: Zone,
  asOf: Instant,
): Crossing | undefined {
  const down = union(sorted.map((o) => ({ start: o.start, end: endOf(o, asOf) })))
  for (const piece of down.flatMap((stretch) => piecesByDate(stretch, zone))) {
    const from = startOfDate(zone, firstDateOf(test.in, dateAt(zone, piece.start)))
    const before = timeDown(down, from, piece.start)
    const length = piece.end - piece.start
    if (!isReached(before + length, test.word, test.time)) continue
    const crossed = piece.start + Math.max(0, test.time - before)
    const inside = sorted.filter((o) => o.start < piece.end && endOf(o, asOf) > from)
    return { value: at(crossed), outages: inside.map(({ externalId }) => externalId) }
  }
  return undefined
}

function piecesByDate(stretch: Interval, zone: Zone): Interval[] {
  const pieces: Interval[] = []
  let { start } = stretch
  while (start < stretch.end) {
    const midnight = startOfDate(zone, addDays(dateAt(zone, start), 1))
    const end = instant(Math.min(midnight, stretch.end))
    pieces.push({ start, end })
    start = end
  }
  return pieces
}

const timeDown = (down: readonly Interval[], from: number, to: number): number =>
  down.reduce(
    (sum, { start, end }) => sum + Math.max(0, Math.min(end, to) - Math.max(start, from)),
    0,
  )

/** One outage long enough; whole dates after its first are over on the day after the last. */
function lastingCrossing(
  test: Extract<OutageTest, { kind: 'lasts' }>,
  sorted: readonly Outage[],
  zone: Zone,
  asOf: Instant,
): Crossing | undefined {
  const found = sorted.flatMap(
    (outage): { readonly instant: number; readonly crossing: Crossing }[] => {
      const { start, externalId } = outage
      const { length, word } = test
      const lasted = endOf(outage, asOf)
      const outages = [externalId]
      if (typeof length === 'number') {
        const isLong = isReached(lasted - start, word, length)
        return isLong
          ? [{ instant: start + length, crossing: { value: at(start + length), outages } }]
          : []
      }
      const first = dateAt(zone, start)
      const last =
        length.unit === 'months' ? addMonths(first, length.count) : addDays(first, length.count)
      const after = addDays(last, 1)
      const over = startOfDate(zone, after)
      if (!isReached(lasted, word, over)) return []
      return [{ instant: over, crossing: { value: known(ratio(after), 'date'), outages } }]
    },
  )
  return found.sort((a, b) => a.instant - b.instant)[0]?.crossing
}
