/**
 * Days, months and hours of the corpus, found by walking: one day after the other, and one minute
 * after the other for hours of service. Slow, plain, sharing nothing with the product.
 *
 * A working day is Monday to Friday and no French public holiday.
 */
import type { Fraction } from '../naive-fraction.ts'
import { over } from '../naive-fraction.ts'

const MINUTE = 60_000
const DAY = 86_400_000

const noon = (day: string): number => Date.parse(`${day}T12:00:00Z`)
const textAt = (time: number): string => new Date(time).toISOString().slice(0, 10)

/** `2026-07-01` and 7 days: `2026-07-08`. */
export function addDays(day: string, count: number): string {
  return textAt(noon(day) + count * DAY)
}

/** From the first day to the second: 10 to 26 March, 16. */
export const daysBetween = (from: string, to: string): number => (noon(to) - noon(from)) / DAY

export function endOfMonth(day: string): string {
  let last = day
  while (addDays(last, 1).slice(0, 7) === day.slice(0, 7)) last = addDays(last, 1)
  return last
}

/** The same number of a later or earlier month, or its last day: 31 December less 1, 30 November. */
export function addMonths(day: string, count: number): string {
  let first = `${day.slice(0, 7)}-01`
  for (let i = 0; i < Math.abs(count); i += 1) {
    const beside = count > 0 ? addDays(endOfMonth(first), 1) : addDays(first, -1)
    first = `${beside.slice(0, 7)}-01`
  }
  const last = endOfMonth(first)
  const wanted = `${first.slice(0, 8)}${day.slice(8, 10)}`
  return wanted < last ? wanted : last
}

/** Easter Sunday, by the rule of Meeus, Jones and Butcher. */
function easter(year: number): string {
  const a = year % 19
  const b = Math.floor(year / 100)
  const c = year % 100
  const d = Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3)
  const h = (19 * a + b - Math.floor(b / 4) - d + 15) % 30
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7
  const m = Math.floor((a + 11 * h + 22 * l) / 451)
  const n = h + l - 7 * m + 114
  return addDays(`${year}-${String(Math.floor(n / 31)).padStart(2, '0')}-01`, n % 31)
}

const FIXED = ['01-01', '05-01', '05-08', '07-14', '08-15', '11-01', '11-11', '12-25']

export function frenchHolidays(year: number): ReadonlySet<string> {
  const sunday = easter(year)
  return new Set([
    ...FIXED.map((day) => `${year}-${day}`),
    ...[1, 39, 50].map((after) => addDays(sunday, after)),
  ])
}

const known = new Map<number, ReadonlySet<string>>()
function isHoliday(day: string): boolean {
  const year = Number(day.slice(0, 4))
  const holidays = known.get(year) ?? frenchHolidays(year)
  known.set(year, holidays)
  return holidays.has(day)
}

/** Whether work is done on a day. `holidays` replaces those of France. */
export function isWorked(day: string, holidays?: ReadonlySet<string>): boolean {
  const week = new Date(noon(day)).getUTCDay()
  return week !== 0 && week !== 6 && !(holidays?.has(day) ?? isHoliday(day))
}

/** Working days after the first day, up to and with the last. */
export function workedBetween(from: string, to: string, holidays?: ReadonlySet<string>): number {
  let count = 0
  for (let day = from; day < to; ) {
    day = addDays(day, 1)
    if (isWorked(day, holidays)) count += 1
  }
  return count
}

/** The n-th working day after a day. */
export function addWorked(from: string, count: number): string {
  let day = from
  for (let left = count; left > 0; ) {
    day = addDays(day, 1)
    if (isWorked(day)) left -= 1
  }
  return day
}

/** An instant with its offset, or a time on the wall taken as it stands. */
const minuteOf = (time: string): number =>
  Date.parse(/[+-]\d\d:\d\d$|Z$/.test(time) ? time : `${time}Z`) / MINUTE

export const minutesBetween = (from: string, to: string): number => minuteOf(to) - minuteOf(from)

/** Hours of service between two times, windows being pairs of minutes of the day. */
export function hoursOfService(
  from: string,
  to: string,
  windows: readonly (readonly [number, number])[],
): Fraction {
  let minutes = 0
  for (let minute = minuteOf(from); minute < minuteOf(to); minute += 1) {
    const day = textAt(Math.floor((minute * MINUTE) / DAY) * DAY)
    const inDay = minute % (DAY / MINUTE)
    const isIn = windows.some(([start, end]) => inDay >= start && inDay < end)
    if (isIn && isWorked(day)) minutes += 1
  }
  return over(BigInt(minutes), 60n)
}
