/** Reads one case of a vector file; whatever is wrong in it is said by a {@link CaseError}. */
import type { CalendarDate, Weekday } from '../../src/base/calendar/date.ts'
import { addDays, formatDate, parseDate, WEEKDAYS } from '../../src/base/calendar/date.ts'
import type { HourRange, WeekHours } from '../../src/base/calendar/hours.ts'
import { parseHours } from '../../src/base/calendar/hours.ts'
import type { CalendarTerms, DatedHours } from '../../src/base/calendar/terms.ts'
import { datesOfPattern, datesOfRange, parseHolidayDays } from '../../src/base/calendar/terms.ts'
import type { Zone } from '../../src/base/calendar/zone.ts'
import { toInstant, toLocal } from '../../src/base/calendar/zone.ts'
import type { Instant } from '../../src/base/instant.ts'
import { parseInstant } from '../../src/base/instant.ts'
import type { Conventions } from './conventions.ts'

export type Fields = Readonly<Record<string, unknown>>

/** Why a case cannot be judged: our answer is missing, or the case has no meaning here. */
export class CaseError extends Error {
  readonly outcome: 'failed' | 'skipped'
  constructor(outcome: 'failed' | 'skipped', message: string) {
    super(message)
    this.outcome = outcome
  }
}

const bad = (message: string): never => {
  throw new CaseError('failed', message)
}

export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export function textOf(fields: Fields, key: string): string {
  const value = fields[key]
  return typeof value === 'string' ? value : bad(`"${key}" is missing or is not a text`)
}

export function numberOf(fields: Fields, key: string): number {
  const value = fields[key]
  return typeof value === 'number' && Number.isFinite(value)
    ? value
    : bad(`"${key}" is missing or is not a number`)
}

/** A part of a case that has keys of its own. */
export function fieldsOf(fields: Fields, key: string): Fields {
  const value = fields[key]
  return isFields(value) ? value : bad(`"${key}" is missing or has no keys`)
}

/** The items of a list, each with its keys. */
export function listOf(fields: Fields, key: string): readonly Fields[] {
  const value = fields[key]
  return Array.isArray(value) && value.every(isFields) ? value : bad(`"${key}" is not a list`)
}

const STAMP = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,3}))?)?)?$/

/** An instant from a local stamp in `zone`, or from one that carries its own offset. */
export function stampOf(zone: Zone, text: string): Instant {
  const absolute = parseInstant(text)
  if (absolute !== undefined) return absolute
  const match = STAMP.exec(text)
  const date = match === null ? undefined : parseDate(match[1] ?? '')
  if (match === null || date === undefined) return bad(`"${text}" is not a date or a time`)
  const [hours, minutes, seconds] = [match[2], match[3], match[4]].map((part) => Number(part ?? 0))
  const clock = ((hours ?? 0) * 3600 + (minutes ?? 0) * 60 + (seconds ?? 0)) * 1000
  if ((minutes ?? 0) > 59 || (seconds ?? 0) > 59 || clock > 86_400_000) bad(`no time "${text}"`)
  const fraction = Number((match[5] ?? '0').padEnd(3, '0'))
  return toInstant(zone, { date, clock: clock + fraction }).instant
}

const two = (value: number): string => `${value}`.padStart(2, '0')

/** `2026-03-29 03:30:00` in a zone, and the milliseconds where there are some. */
export function localText(zone: Zone, at: Instant): string {
  const { date, clock } = toLocal(zone, at)
  const seconds = Math.floor(clock / 1000)
  const time = [seconds / 3600, (seconds / 60) % 60, seconds % 60].map((n) => two(Math.floor(n)))
  const rest = clock % 1000 === 0 ? '' : `.${`${clock % 1000}`.padStart(3, '0')}`
  return `${formatDate(date)} ${time.join(':')}${rest}`
}

/** `2015-10-18T01:00:00-02:00`. */
export function offsetText(zone: Zone, at: Instant): string {
  const { date, clock } = toLocal(zone, at)
  const minutes = Math.round((date * 86_400_000 + clock - at) / 60_000)
  const size = Math.abs(minutes)
  const sign = minutes < 0 ? '-' : '+'
  const offset = `${sign}${two(Math.floor(size / 60))}:${two(size % 60)}`
  return `${localText(zone, at).replace(' ', 'T')}${offset}`
}

function rangeOf(value: unknown): HourRange {
  if (!Array.isArray(value) || value.length !== 2) return bad('a range is two times')
  const [from, to] = value.map((part) => String(part).replace(/^(\d\d:\d\d):00$/, '$1'))
  const { value: range } = parseHours(from ?? '', to ?? '')
  return range ?? bad(`no range ${String(from)}-${String(to)}`)
}

const rangesOf = (value: unknown): HourRange[] =>
  Array.isArray(value) ? value.map(rangeOf) : bad('hours are a list of ranges')

function weekOf(windows: unknown): WeekHours {
  if (!isFields(windows)) return bad('"windows" is missing')
  const week: Partial<Record<Weekday, readonly HourRange[]>> = {}
  for (const [name, ranges] of Object.entries(windows)) {
    const day = WEEKDAYS.find((weekday) => weekday === name.slice(0, 3).toLowerCase())
    if (day === undefined) return bad(`no day of the week "${name}"`)
    week[day] = rangesOf(ranges ?? [])
  }
  return week
}

function datedOf(value: unknown): DatedHours[] {
  if (value === undefined || value === null) return []
  if (!isFields(value)) return bad('dated hours are listed by date')
  return Object.entries(value).map(([text, hours]) => {
    const date = parseDate(text)
    return date === undefined ? bad(`no date "${text}"`) : { date, hours: rangesOf(hours) }
  })
}

const UNIT_SECONDS: Readonly<Record<string, number>> = {
  second: 1,
  minute: 60,
  hour: 3600,
  day: 86_400,
}

/** Seconds of `target_seconds`, of `{ "Hours": 2 }`, or of `30 minute`. */
export function targetSecondsOf(fields: Fields): number {
  const target = fields['target']
  if (typeof fields['target_seconds'] === 'number' || target === undefined) {
    return numberOf(fields, 'target_seconds')
  }
  const parts: (readonly [string, unknown])[] = isFields(target)
    ? Object.entries(target)
    : [(([count, unit]) => [unit ?? '', Number(count)] as const)(String(target).split(' '))]
  return parts.reduce((sum, [unit, count]) => {
    const size = UNIT_SECONDS[unit.toLowerCase().replace(/s$/, '')]
    if (size === undefined || typeof count !== 'number' || !Number.isFinite(count)) {
      return bad(`no target ${JSON.stringify(target)}`)
    }
    return sum + size * count
  }, 0)
}

/** Holidays as dates, yearly dates and ranges; an empty one or an empty side is ignored. */
export function holidaysOfCase(fields: Fields): ReturnType<typeof parsedHolidays> {
  const list = fields['holidays'] ?? []
  if (!Array.isArray(list)) return bad('"holidays" is a list')
  return parsedHolidays(list.map(String).filter((text) => !/^\/|\/$|^$/.test(text)))
}

function parsedHolidays(texts: readonly string[]) {
  const { value, findings } = parseHolidayDays(texts)
  if (value === undefined || findings.length > 0) return bad(`no holiday among ${texts.join(', ')}`)
  return value
}

/** Whether a date is a holiday of the case. */
export function isCaseHoliday(fields: Fields, date: CalendarDate): boolean {
  const { days, ranges } = holidaysOfCase(fields)
  const year = Number(formatDate(date).slice(0, 4))
  const inRange = ranges
    .flatMap((range) => datesOfRange(range, year, year))
    .some(({ from, to }) => from <= date && date <= to)
  return inRange || days.some((day) => datesOfPattern(day, year, year).includes(date))
}

/** The terms of the calendar of a case. Ranges of holidays become lists of their dates. */
export function termsOf(fields: Fields, conventions: Conventions): CalendarTerms {
  const { days, ranges } = holidaysOfCase(fields)
  const shifts = datedOf(fields['shifts']).filter(
    ({ date }) => !(conventions.holidaysBeatShifts && isCaseHoliday(fields, date)),
  )
  const dated = ranges.flatMap((range) =>
    datesOfRange(range, 1971, 2059).flatMap(({ from, to }) =>
      Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => addDays(from, i)),
    ),
  )
  const listed = dated.map((date) => ({ kind: 'date', date }) as const)
  return {
    zone: textOf(fields, 'timezone'),
    weeks: [{ hours: weekOf(fields['windows']) }],
    holidays: { days: [...days, ...listed] },
    exceptions: shifts,
    breaks: datedOf(fields['breaks']),
    nightBelongsTo: conventions.night,
  }
}
