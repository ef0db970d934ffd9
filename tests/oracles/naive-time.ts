/** Days, months and periods of a small life, by the wall clock of the runtime. */
import type { Minute, NaiveLife, NaiveTile, NaiveWindow } from './naive-life.ts'

export const DAY = 1440

const parisFormat = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/Paris',
  hourCycle: 'h23',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
})

const UNKNOWN = 9999
const FIRST_QUARTER = Date.UTC(2025, 0, 1) / 900_000
const parisOffsets = new Int16Array(5 * 366 * 96).fill(UNKNOWN)

/** Minutes that the wall is ahead of UTC, asked once for each quarter of an hour. */
export function aheadOf(zone: NaiveLife['zone'], minute: Minute): number {
  if (zone === 'UTC') return 0
  const quarter = Math.floor(minute / 15)
  const known = parisOffsets[quarter - FIRST_QUARTER]
  if (known !== undefined && known !== UNKNOWN) return known
  const shown = parisFormat.format(new Date(quarter * 15 * 60_000))
  const [d, mo, y, h, mi] = (shown.match(/\d+/g) ?? []).map(Number) as [
    number,
    number,
    number,
    number,
    number,
  ]
  const wall = Date.UTC(y, mo - 1, d, h, mi) / 60_000
  const ahead = wall - quarter * 15
  parisOffsets[quarter - FIRST_QUARTER] = ahead
  return ahead
}

/** Days since 1970 of an instant, on the wall. */
export const dayAt = (zone: NaiveLife['zone'], minute: Minute): number =>
  Math.floor((minute + aheadOf(zone, minute)) / DAY)

/** The first minute of a day. No clock changes between nine in the evening and midnight. */
export const startOfDay = (zone: NaiveLife['zone'], day: number): Minute =>
  day * DAY - aheadOf(zone, day * DAY - 180)

export const dayOf = (year: number, month: number, day: number): number =>
  Date.UTC(year, month - 1, day) / 86_400_000

/** The month of a day, counted from year 0. */
export function monthOf(day: number): number {
  const date = new Date(day * 86_400_000)
  return date.getUTCFullYear() * 12 + date.getUTCMonth()
}

export const firstDay = (month: number): number =>
  dayOf(Math.floor(month / 12), (month % 12) + 1, 1)

export const lastDay = (month: number): number => firstDay(month + 1) - 1

/** The same day so many months later, or the last day of a shorter month. */
export function monthsLater(starts: NaiveLife['starts'], count: number): number {
  const month = starts.year * 12 + starts.month - 1 + count
  const length = firstDay(month + 1) - firstDay(month)
  return firstDay(month) + Math.min(starts.day, length) - 1
}

export const firstMonth = (life: NaiveLife): number => life.starts.year * 12 + life.starts.month - 1

export const begins = ({ starts }: NaiveLife): number =>
  dayOf(starts.year, starts.month, starts.day)

/** The first days of the terms after the first one, until the one that closes or the very end. */
function termStarts(life: NaiveLife): number[] {
  const { initial, renewal, starts } = life
  const ends = monthsLater(starts, initial)
  const from = new Date(ends * 86_400_000)
  const first = {
    year: from.getUTCFullYear(),
    month: from.getUTCMonth() + 1,
    day: from.getUTCDate(),
  }
  const most = renewal?.atMost ?? 40
  return Array.from({ length: renewal === undefined ? 1 : most + 1 }, (_, i) =>
    i === 0 ? ends : monthsLater(first, i * (renewal?.months ?? 0)),
  )
}

/** The days on which a renewal makes a new contract. */
export const renewalDays = (life: NaiveLife): number[] => {
  if (life.renewal === undefined) return []
  const starts = termStarts(life)
  return life.renewal.atMost === undefined ? starts : starts.slice(0, -1)
}

/** The last day of the contract, where it has one. */
export const ends = (life: NaiveLife): number | undefined =>
  life.renewal !== undefined && life.renewal.atMost === undefined
    ? undefined
    : (termStarts(life).at(-1) as number) - 1

/** The last day that is judged. */
export function lastJudged(life: NaiveLife): number {
  const closing = lastDay(firstMonth(life) + life.months - 1)
  return Math.min(closing, ends(life) ?? closing)
}

export interface Days {
  readonly first: number
  /** Included. */
  readonly last: number
}

const MONTHS = { month: 1, quarter: 3, 'half-year': 6, year: 12 } as const

/**
 * The tiles of a life, until the one that holds the last day judged; cut at both of its ends. The
 * contract is one tile, which ends with it.
 */
export function tilesOf(life: NaiveLife, tile: NaiveTile): Days[] {
  const end = ends(life)
  if (tile === 'contract') return [{ first: begins(life), last: end ?? Number.POSITIVE_INFINITY }]
  const tiles: Days[] = []
  let first = begins(life)
  while (first <= lastJudged(life)) {
    const next =
      tile === 'contract-year'
        ? monthsLater(life.starts, 12 * (tiles.length + 1))
        : firstDay((Math.floor(monthOf(first) / MONTHS[tile]) + 1) * MONTHS[tile])
    tiles.push({ first, last: Math.min(next - 1, end ?? next) })
    first = next
  }
  return tiles
}

/** The tile that holds a day. */
export const tileWith = (tiles: readonly Days[], day: number): number =>
  tiles.findIndex(({ first, last }) => first <= day && day <= last)

/** The days that money is looked at in, seen from the last day of a period. */
export function daysIn(life: NaiveLife, window: NaiveWindow, judged: number): Days {
  const last = Math.min(judged, ends(life) ?? judged)
  if (typeof window === 'number') return { first: firstDay(monthOf(last) - window + 1), last }
  if (window === 'contract') return { first: begins(life), last: ends(life) ?? last }
  const tiles = tilesOf(life, window)
  return tiles[tileWith(tiles, last)] as Days
}

/** Whether two months, the earlier one first, lie in one window of a cap. */
export function sharesWindow(life: NaiveLife, per: NaiveWindow, a: number, b: number): boolean {
  const isRenewed = renewalDays(life).some((day) => lastDay(a) < day && day <= lastDay(b))
  if (isRenewed && life.renewal?.caps === 'reset') return false
  if (typeof per === 'number') return b - a < per
  if (per === 'contract') return true
  const tiles = tilesOf(life, per)
  const at = (month: number): number => tileWith(tiles, Math.min(lastDay(month), lastJudged(life)))
  return at(a) === at(b)
}
