/**
 * Points and lengths of real time, in whole milliseconds.
 *
 * They are numbers, exact far beyond any contract (2^53 ms is 285 000 years), so that a million of
 * them fits in a typed array. The two types do not mix: an instant plus an instant does not
 * compile.
 *
 * A calendar date or a wall clock reading is *not* an instant until a zone is given: see
 * `base/calendar`.
 *
 * @fr instant, durée
 */
import { present } from './invariant.ts'

export type Instant = number & { readonly instant: unique symbol }
export type Duration = number & { readonly duration: unique symbol }

export const SECOND = 1000 as Duration
export const MINUTE = 60_000 as Duration
export const HOUR = 3_600_000 as Duration
export const DAY = 86_400_000 as Duration

export const instant = (milliseconds: number): Instant => milliseconds as Instant
export const duration = (milliseconds: number): Duration => milliseconds as Duration

const DAY_AND_TIME = String.raw`(\d{4})-(\d{2})-(\d{2})[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,3}))?)?`
const OFFSET = String.raw`(Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)`
const ISO = new RegExp(`^${DAY_AND_TIME}${OFFSET}$`)

/** Reads `2026-03-14T22:40:00+01:00` or `…Z`. A time without a zone gives nothing. */
export function parseInstant(text: string): Instant | undefined {
  const match = ISO.exec(text)
  if (match === null) return undefined
  const [, y, mo, d, h, mi, s = '00', ms = '0', zone = 'Z'] = match
  const fields = [y, mo, d, h, mi, s].map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ]
  const utc = utcMilliseconds(...fields)
  if (utc === undefined) return undefined
  const offset =
    zone === 'Z'
      ? 0
      : (zone[0] === '-' ? -1 : 1) * (Number(zone.slice(1, 3)) * 60 + Number(zone.slice(4)))
  return instant(utc + Number(ms.padEnd(3, '0')) - offset * MINUTE)
}

/** Milliseconds of a UTC reading, or nothing where there is no such date (31 April, 25:00). */
function utcMilliseconds(
  year: number,
  month: number,
  day: number,
  hour: number,
  minute: number,
  second: number,
): number | undefined {
  if (hour > 23 || minute > 59 || second > 59) return undefined
  const days = epochDay(year, month, day)
  return days === undefined
    ? undefined
    : days * DAY + hour * HOUR + minute * MINUTE + second * SECOND
}

/** Days since 1970-01-01 of a date of the Gregorian calendar, or nothing if it does not exist. */
export function epochDay(year: number, month: number, day: number): number | undefined {
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return undefined
  // Howard Hinnant's days-from-civil: years begin in March, so that the leap day is the last one.
  const y = month <= 2 ? year - 1 : year
  const era = Math.floor(y / 400)
  const yearOfEra = y - era * 400
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1
  const dayOfEra =
    yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear
  return era * 146_097 + dayOfEra - 719_468
}

const isLeapYear = (year: number): boolean =>
  (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0

const MONTH_LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const

export function daysInMonth(year: number, month: number): number {
  return month === 2 && isLeapYear(year)
    ? 29
    : present(MONTH_LENGTHS[month - 1], 'a month is from 1 to 12')
}

/**
 * The canonical text of an instant, always in UTC: `2026-03-14T21:40:00Z`, with `.123` if needed.
 */
export function formatInstant(at: Instant): string {
  return new Date(at).toISOString().replace('.000Z', 'Z')
}
