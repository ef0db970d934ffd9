/**
 * Which days and which months a window holds, seen from the day on which it is judged.
 *
 * Example: a contract of 15 April 2026, judged on 30 June: `contract-year` is 15 April 2026 to 14
 * April 2027, `3 months` is 1 April (in fact the 15th, the contract's first day) to 30 June.
 *
 * @fr fenêtres
 */
import type { CalendarDate, YearMonth } from '../base/calendar/date.ts'
import {
  addDays,
  addMonths,
  addToMonth,
  firstDayOf,
  lastDayOf,
  monthFields,
  monthOf,
} from '../base/calendar/date.ts'
import type { Zone } from '../base/calendar/zone.ts'
import { dateAt, startOfDate } from '../base/calendar/zone.ts'
import { instant } from '../base/instant.ts'
import { invariant } from '../base/invariant.ts'
import type { Basis } from '../contract/core/core.ts'
import type { Tile, Window } from '../contract/core/select.ts'
import type { Periods } from '../measures/periods.ts'
import { tileAt } from '../measures/periods.ts'
import type { DateRange } from './fees.ts'

const MONTHS_IN = { month: 1, quarter: 3, 'half-year': 6, year: 12, 'contract-year': 12 } as const

/**
 * The days on which a renewal makes a new contract, and what then begins again. @fr reconductions
 */
export interface Renewals {
  readonly days: readonly CalendarDate[]
  readonly caps: 'continue' | 'reset'
  readonly streaks: 'continue' | 'reset'
  /** Of the revision of prices. */
  readonly indexBase: 'continue' | 'reset'
}

/** Whether two days lie on both sides of a renewal. */
const isRenewedBetween = (
  { days }: Renewals,
  earlier: CalendarDate,
  later: CalendarDate,
): boolean => days.some((day) => earlier < day && day <= later)

export interface WindowContext {
  readonly zone: Zone
  readonly renewals: Renewals
  readonly life: { readonly first: CalendarDate; readonly last?: CalendarDate }
  /** The last day of the term, initial or renewed, that holds a day. */
  termEnd(day: CalendarDate): CalendarDate
  periods(tile: Tile): Periods
}

/** The last day of a tile. */
export const lastDayOfTile = (
  { zone }: Pick<WindowContext, 'zone'>,
  periods: Periods,
  tile: number,
): CalendarDate => addDays(dateAt(zone, instant(periods.edges[tile + 1] as number)), -1)

function tileOfDay(context: WindowContext, periods: Periods, day: CalendarDate): number {
  const tile = periods.labels.findIndex((_, i) => day <= lastDayOfTile(context, periods, i))
  invariant(tile >= 0, 'the days that are settled lie in the life of the contract')
  return tile
}

/**
 * The days of a window that is judged on a day, or on the last one of a contract that has ended.
 */
export function daysOfWindow(
  context: WindowContext,
  window: Basis['window'],
  day: CalendarDate,
): DateRange {
  const { first, last } = context.life
  if (window.kind === 'remaining-months') {
    const next = firstDayOf(addToMonth(monthOf(day), 1))
    return { first: next, last: context.termEnd(day) }
  }
  if (window.kind === 'months-before') {
    const own = firstDayOf(monthOf(day))
    return { first: addMonths(own, -window.count), last: addDays(own, -1) }
  }
  const end = Math.min(day, last ?? day) as CalendarDate
  if (window.tile === 'contract') return { first, last: last ?? end }
  if (window.kind === 'last' && window.tile === 'month') {
    return { first: firstDayOf(addToMonth(monthOf(end), 1 - window.count)), last: end }
  }
  const periods = context.periods(window.tile)
  const count = window.kind === 'last' ? window.count : 1
  const tile = tileOfDay(context, periods, end)
  const from = Math.max(0, tile - count + 1)
  return {
    first: dateAt(context.zone, instant(periods.edges[from] as number)),
    last: lastDayOfTile(context, periods, tile),
  }
}

export const MONTH: Window = { kind: 'tile', tile: 'month' }

/**
 * The real time of the whole tile that holds a day, in milliseconds: a civil year is 365 or 366
 * days even for a contract that began in April.
 */
export function timeOfTile(
  { zone, life }: Pick<WindowContext, 'zone' | 'life'>,
  tile: Exclude<Tile, 'contract'>,
  day: CalendarDate,
): number {
  const size = MONTHS_IN[tile]
  if (tile === 'contract-year') {
    let first = life.first
    for (let next = addMonths(life.first, size); next <= day; next = addMonths(first, size)) {
      first = next
    }
    return startOfDate(zone, addMonths(first, size)) - startOfDate(zone, first)
  }
  const month = monthOf(day)
  const first = addToMonth(month, -((monthFields(month).month - 1) % size))
  const after = firstDayOf(addToMonth(first, size))
  return startOfDate(zone, after) - startOfDate(zone, firstDayOf(first))
}

/** Months of the contract before this one that a cap's window holds together with it. */
export function monthsSharing(
  context: WindowContext,
  window: Window,
  month: YearMonth,
): YearMonth[] {
  const months: YearMonth[] = []
  for (
    let earlier = monthOf(context.life.first);
    earlier < month;
    earlier = addToMonth(earlier, 1)
  ) {
    if (isShared(context, window, earlier, month)) months.push(earlier)
  }
  return months
}

function isShared(
  context: WindowContext,
  window: Window,
  earlier: YearMonth,
  month: YearMonth,
): boolean {
  const { renewals } = context
  const days = [lastDayOf(earlier), lastDayOf(month)] as const
  if (renewals.caps === 'reset' && isRenewedBetween(renewals, ...days)) return false
  if (window.tile === 'contract') return true
  if (window.kind === 'last') return month - earlier < window.count * MONTHS_IN[window.tile]
  const periods = context.periods(window.tile)
  const { last } = context.life
  const tileOf = (of: YearMonth): number => {
    const day = lastDayOf(of)
    return tileOfDay(context, periods, Math.min(day, last ?? day) as CalendarDate)
  }
  return tileOf(earlier) === tileOf(month)
}

/** The tiles before one that a window holds with it, the oldest first. */
export function tilesBefore(
  context: WindowContext,
  window: Window,
  own: Periods,
  tile: number,
): number[] {
  const first =
    window.kind === 'last' ? tile - window.count + 1 : firstInTile(context, window.tile, own, tile)
  const tiles: number[] = []
  for (let earlier = Math.max(0, first); earlier < tile; earlier += 1) {
    if (!isForgotten(context, own, earlier, tile)) tiles.push(earlier)
  }
  return tiles
}

/** Whether a renewal lies between two tiles, where the contract begins its counts again. */
function isForgotten(context: WindowContext, own: Periods, earlier: number, tile: number): boolean {
  const { renewals } = context
  if (renewals.streaks === 'continue') return false
  return isRenewedBetween(
    renewals,
    lastDayOfTile(context, own, earlier),
    lastDayOfTile(context, own, tile),
  )
}

/** The first tile that lies in the same larger tile as this one. */
function firstInTile(context: WindowContext, tile: Tile, own: Periods, index: number): number {
  const larger = context.periods(tile)
  const at = tileAt(larger, (own.edges[index + 1] as number) - 1)
  return own.labels.findIndex((_, i) => tileAt(larger, (own.edges[i + 1] as number) - 1) === at)
}
