/**
 * The tiles of time that levels are judged over: months, quarters, contract years.
 *
 * Tiles follow one another without a gap from the first instant of the contract, so each instant of
 * its life lies in exactly one. The first tile is cut at the start: a contract of 15 April has a
 * first month of 16 days.
 *
 * Example: a contract of 2026-04-15 has the months `2026-04` (from the 15th), `2026-05`…, and the
 * contract years `2026-04-15/2027-04-15`…
 *
 * @fr périodes
 */
import type { CalendarDate, YearMonth } from '../base/calendar/date.ts'
import {
  addDays,
  addMonths,
  addToMonth,
  firstDayOf,
  formatDate,
  formatMonth,
  lastDayOf,
  monthFields,
  monthOf,
} from '../base/calendar/date.ts'
import type { Zone } from '../base/calendar/zone.ts'
import { startOfDate } from '../base/calendar/zone.ts'
import type { Instant } from '../base/instant.ts'
import { instant } from '../base/instant.ts'
import type { Interval } from '../base/interval.ts'
import { invariant } from '../base/invariant.ts'
import type { Tile } from '../contract/core/select.ts'

/** All the tiles of one kind, from the start of the contract to the horizon. */
export interface Periods {
  readonly tile: Tile
  /** `edges[i]` to `edges[i + 1]` is tile `i`: one more edge than there are tiles. */
  readonly edges: Float64Array
  /** Tiles a millisecond, on the whole. */
  readonly density: number
  readonly labels: readonly string[]
  /** The month in which each tile ends and is therefore judged, which may not have come. */
  readonly judgedIn: readonly YearMonth[]
}

const MONTHS_OF: Readonly<Record<Exclude<Tile, 'contract'>, number>> = {
  month: 1,
  quarter: 3,
  'half-year': 6,
  year: 12,
  'contract-year': 12,
}

/** The first day of the tile after the one that begins on `from`. */
function nextStart(
  tile: Exclude<Tile, 'contract'>,
  start: CalendarDate,
  index: number,
): CalendarDate {
  if (tile === 'contract-year') return addMonths(start, 12 * (index + 1))
  const size = MONTHS_OF[tile]
  const { month } = monthFields(monthOf(start))
  const aligned = addToMonth(monthOf(start), -((month - 1) % size))
  return firstDayOf(addToMonth(aligned, size * (index + 1)))
}

function labelOf(tile: Tile, from: CalendarDate, to: CalendarDate): string {
  const { year, month } = monthFields(monthOf(from))
  switch (tile) {
    case 'month':
      return formatMonth(monthOf(from))
    case 'quarter':
      return `${year}-Q${Math.floor((month - 1) / 3) + 1}`
    case 'half-year':
      return `${year}-H${month <= 6 ? 1 : 2}`
    case 'year':
      return `${year}`
    case 'contract-year':
      return `${formatDate(from)}/${formatDate(to)}`
    case 'contract':
      return 'contract'
  }
}

/**
 * The tiles from the first day of the contract until the one that holds the whole of `last`; the
 * last one is cut at `end`, the last day of a contract that has one.
 */
export function tilesUntil(
  tile: Tile,
  zone: Zone,
  start: CalendarDate,
  last: YearMonth,
  end?: CalendarDate,
): Periods {
  const monthEnd = addDays(lastDayOf(last), 1)
  const horizon = end === undefined || addDays(end, 1) > monthEnd ? monthEnd : addDays(end, 1)
  const starts: CalendarDate[] = [start]
  while (horizon > (starts.at(-1) as CalendarDate)) {
    starts.push(tile === 'contract' ? horizon : nextStart(tile, start, starts.length - 1))
  }
  invariant(starts.length > 1, 'a contract has begun before its last month ends')
  const after = end === undefined ? undefined : addDays(end, 1)
  if (after !== undefined && after < (starts.at(-1) as CalendarDate))
    starts[starts.length - 1] = after
  const pairs = starts.slice(1).map((to, i) => ({ from: starts[i] as CalendarDate, to }))
  const edges = Float64Array.from(starts, (date) => startOfDate(zone, date))
  return {
    tile,
    edges,
    density: pairs.length / ((edges.at(-1) as number) - (edges[0] as number)),
    labels: pairs.map(({ from, to }) => labelOf(tile, from, to)),
    judgedIn:
      tile === 'contract'
        ? [judgedAtTheEnd(end, last)]
        : pairs.map(({ to }) => monthOf(addDays(to, -1))),
  }
}

/** A contract is one period, judged once, when it ends: in no month before, whatever is closed. */
const judgedAtTheEnd = (end: CalendarDate | undefined, last: YearMonth): YearMonth =>
  end === undefined ? addToMonth(last, 1) : monthOf(end)

/** The index of the tile that holds an instant; −1 before the contract or past the horizon. */
export function tileAt(periods: Periods, at: number): number {
  const { edges, density } = periods
  const count = edges.length - 1
  const first = edges[0] as number
  if (!(at >= first && at < (edges[count] as number))) return -1
  // Tiles are nearly equal in length: a guess is at most a few steps away.
  let index = Math.min(count - 1, ((at - first) * density) | 0)
  while (at < (edges[index] as number)) index -= 1
  while (at >= (edges[index + 1] as number)) index += 1
  return index
}

export const tileInterval = (periods: Periods, index: number): Interval => ({
  start: instant(periods.edges[index] as number),
  end: instant(periods.edges[index + 1] as number),
})

export const tileEnd = (periods: Periods, index: number): Instant =>
  instant(periods.edges[index + 1] as number)

/** The tiles that end in a month: none, one, or for `contract` never before its end. */
export function tilesJudgedIn(periods: Periods, month: YearMonth): number[] {
  return periods.judgedIn.flatMap((judged, index) => (judged === month ? [index] : []))
}
