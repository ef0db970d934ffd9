/**
 * Lengths of time as contracts write them: `30 min`, `4 h`, `10 working-days`, `3 months`.
 *
 * Hours elapse and days are dates: `24 h` and `1 days` are two lengths, as `720 h` and `30 days`
 * are, and neither is a month. So a length keeps its family and is never converted. Weeks are seven
 * days and years are twelve months, by definition.
 *
 * | unit | French | counts |
 * |---|---|---|
 * | `days` | jours calendaires | every date |
 * | `working-days` | jours ouvrés | the dates of the calendar `conventions.days.working` |
 * | `mon-sat-days` | jours ouvrables | every date but Sundays and public holidays |
 * | `clear-days` | jours francs | dates, neither the first nor the last one counted |
 * | `open-days` | jours d'ouverture | days of the calendar of the term itself |
 *
 * Example: `1.5 h` is 5 400 000 ms; `1.5 days` is refused, since there is no half date.
 *
 * @fr durée, délai
 */
import type { Duration } from '../../base/instant.ts'
import { DAY, duration } from '../../base/instant.ts'
import type { Ratio } from '../../base/ratio.ts'
import { multiply, parseDecimal, ratio } from '../../base/ratio.ts'
import type { Words } from './words.ts'

/** @fr unité de jours */
export type DayUnit = 'days' | 'working-days' | 'mon-sat-days' | 'clear-days' | 'open-days'
/** @fr unité de dates */
export type DateUnit = DayUnit | 'months'

/** @fr durée, délai */
export type Length =
  | { readonly unit: 'ms'; readonly value: Duration }
  | { readonly unit: DateUnit; readonly count: number }

/** Milliseconds of the units that elapse. A `d` is not among them: days are dates. */
const ELAPSED = { s: 1000, min: 60_000, h: 3_600_000 } as const
const DATES = {
  days: ['days', 1],
  weeks: ['days', 7],
  'working-days': ['working-days', 1],
  'mon-sat-days': ['mon-sat-days', 1],
  'clear-days': ['clear-days', 1],
  'open-days': ['open-days', 1],
  months: ['months', 1],
  years: ['months', 12],
} as const satisfies Record<string, readonly [DateUnit, number]>

/** One of a unit, where a phrase needs no number: `per minute down`, `per working-day late`. */
const SINGLE: Readonly<Record<string, Length>> = {
  second: { unit: 'ms', value: duration(1000) },
  minute: { unit: 'ms', value: duration(60_000) },
  hour: { unit: 'ms', value: duration(3_600_000) },
  day: { unit: 'days', count: 1 },
  week: { unit: 'days', count: 7 },
  'working-day': { unit: 'working-days', count: 1 },
  'mon-sat-day': { unit: 'mon-sat-days', count: 1 },
  'clear-day': { unit: 'clear-days', count: 1 },
  'open-day': { unit: 'open-days', count: 1 },
}

/** The other ways of writing a unit. */
const NEARLY_UNITS: ReadonlySet<string> = new Set(['seconds', 'minutes', 'hours'])

/** Whether a word is a unit of time, well written or nearly so, and therefore no thing to count. */
export const isUnitOfTime = (word: string): boolean =>
  [ELAPSED, DATES, SINGLE].some((units) => Object.hasOwn(units, word)) || NEARLY_UNITS.has(word)

/** A century in days: longer than any contract, short enough for every sum to stay exact. */
const LONGEST = 36_525

const NUMBER = /^\d{1,12}(?:\.\d{1,6})?$/

/** A number of at most twelve digits and six decimals, never negative. */
export function readNumber(text: string | undefined): Ratio | undefined {
  return text !== undefined && NUMBER.test(text) ? parseDecimal(text) : undefined
}

/** The length that a number and the name of a unit make, or nothing. */
export function lengthOf(value: Ratio, unit: string): Length | undefined {
  if (Object.hasOwn(ELAPSED, unit)) {
    const exact = multiply(value, ratio(ELAPSED[unit as keyof typeof ELAPSED]))
    const isWhole = exact.denominator === 1n && exact.numerator <= BigInt(LONGEST * DAY)
    return isWhole ? { unit: 'ms', value: duration(Number(exact.numerator)) } : undefined
  }
  if (!Object.hasOwn(DATES, unit) || value.denominator !== 1n) return undefined
  const [family, size] = DATES[unit as keyof typeof DATES]
  const count = Number(value.numerator) * size
  return count <= LONGEST ? { unit: family, count } : undefined
}

/** Reads `4 h` or `10 working-days`; a unit without a number is not one. */
export function readLength(words: Words): Length | undefined {
  const value = readNumber(words.peek())
  const unit = words.peek(1)
  const length = value === undefined || unit === undefined ? undefined : lengthOf(value, unit)
  if (length === undefined) return undefined
  words.take()
  words.take()
  return length
}

/** Reads `minute` or `working-day`: one of them. */
export function readSingleUnit(words: Words): Length | undefined {
  const word = words.peek()
  if (word === undefined || !Object.hasOwn(SINGLE, word)) return undefined
  words.take()
  return SINGLE[word]
}

/** A length in milliseconds, or in dates, as one number to compare within its family. */
export const sizeOf = (length: Length): number =>
  length.unit === 'ms' ? length.value : length.count
