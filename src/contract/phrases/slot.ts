/**
 * Hours of the week: the rows of a calendar and the slots of a maintenance.
 *
 * They are always quoted, since YAML would read `22:00` and `sun 02:00-06:00` in other ways in
 * other hands. Hours are half-open local hours; `22:00-06:00` passes midnight and belongs to the
 * day on which it opens.
 *
 * Example: `"08:00-12:30 13:30-18:00"` is 480–750 and 810–1080 minutes.
 *
 * @fr plage hebdomadaire
 */
import type { Weekday } from '../../base/calendar/date.ts'
import { WEEKDAYS } from '../../base/calendar/date.ts'
import type { HourRange } from '../../base/calendar/hours.ts'
import { checkHours, parseHours } from '../../base/calendar/hours.ts'
import type { Words } from './words.ts'

/** @fr créneau hebdomadaire */
export interface WeeklySlot {
  readonly days: readonly Weekday[]
  readonly hours: readonly HourRange[]
}

/** Reads `mon`, `mon-fri` or `fri-mon` as the days from the first to the last one. */
export function parseDays(text: string): readonly Weekday[] | undefined {
  const [first, last = first, ...rest] = text.split('-')
  const week: readonly (string | undefined)[] = WEEKDAYS
  const [from, to] = [week.indexOf(first), week.indexOf(last)]
  if (from === -1 || to === -1 || rest.length > 0) return undefined
  const count = ((to - from + 7) % 7) + 1
  return [...WEEKDAYS, ...WEEKDAYS].slice(from, from + count)
}

/** Reads one or more ranges of hours, in any order, without overlap. */
export const readHours = (words: Words): readonly HourRange[] | undefined =>
  rangesOf(words.takeAll())

function rangesOf(words: readonly string[]): readonly HourRange[] | undefined {
  const ranges: HourRange[] = []
  for (const word of words) {
    const [from, to, ...rest] = word.split('-')
    if (from === undefined || to === undefined || rest.length > 0) return undefined
    const range = parseHours(from, to).value
    if (range === undefined) return undefined
    ranges.push(range)
  }
  const isClean = ranges.length > 0 && checkHours(ranges, '').length === 0
  return isClean ? ranges.sort((a, b) => a.from - b.from) : undefined
}

/** Reads `sun 02:00-06:00`. */
export function readSlot(words: Words): WeeklySlot | undefined {
  const [first = '', ...ranges] = words.takeAll()
  const days = parseDays(first)
  const hours = rangesOf(ranges)
  return days === undefined || hours === undefined ? undefined : { days, hours }
}
