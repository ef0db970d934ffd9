/** Random calendars and questions, written twice: for the product and for the minute oracle. */
import { readFileSync } from 'node:fs'
import type { Calendar } from '../src/base/calendar/calendar.ts'
import { deadline, elapsed, elapsedWithPauses, isOpen } from '../src/base/calendar/calendar.ts'
import type { CalendarTables } from '../src/base/calendar/compile.ts'
import { compileCalendar } from '../src/base/calendar/compile.ts'
import type { CalendarDate } from '../src/base/calendar/date.ts'
import { parseDate, WEEKDAYS } from '../src/base/calendar/date.ts'
import type { HourRange } from '../src/base/calendar/hours.ts'
import type { CalendarTerms, DatedHours } from '../src/base/calendar/terms.ts'
import { duration, instant } from '../src/base/instant.ts'
import type { OracleRange, OracleTerms } from './oracles/minute-calendar.ts'
import { MinuteOracle } from './oracles/minute-calendar.ts'

const read = (path: string) => JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8'))

export const TABLES: CalendarTables = {
  zones: read('../catalogue/zones/zones.json'),
  holidays: read('../catalogue/parameters/holidays.json'),
}

/** A seeded generator of numbers from 0 to 1 (mulberry32): the same cases on every machine. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

const ZONES = [
  'Europe/Paris',
  'Europe/Paris',
  'Europe/London',
  'America/New_York',
  'America/Sao_Paulo',
  'Australia/Lord_Howe',
  'Australia/Sydney',
  'Asia/Kolkata',
  'Asia/Tehran',
  'America/St_Johns',
  'Pacific/Noumea',
  'Pacific/Chatham',
  'America/Miquelon',
  'UTC',
]
const DAYS = 90
const DAY = 86_400_000
const MINUTE = 60_000

const dateText = (day: number): string => new Date(day * DAY).toISOString().slice(0, 10)
const whole = (random: () => number, below: number): number => Math.floor(random() * below)

/** Ranges that do not overlap; the last may pass midnight. */
function randomRanges(random: () => number, most: number): OracleRange[] {
  const kind = random()
  if (kind < 0.15) return [[0, 1440]]
  if (kind < 0.3) return [[22 * 60, 30 * 60]]
  const step = [1, 5, 30, 60][whole(random, 4)] ?? 1
  const count = whole(random, most + 1)
  const edges = new Set<number>()
  while (edges.size < count * 2) edges.add(whole(random, 1440 / step) * step)
  const sorted = [...edges].sort((a, b) => a - b)
  const ranges = Array.from({ length: count }, (_, i): OracleRange => {
    return [sorted[2 * i] ?? 0, sorted[2 * i + 1] ?? 1440]
  })
  const last = ranges.at(-1)
  if (last !== undefined && random() < 0.2) {
    ranges[ranges.length - 1] = [last[0], random() < 0.5 ? 1440 : 1440 + last[0]]
  }
  return ranges
}

function randomTerms(random: () => number, firstDay: number): OracleTerms {
  const week = () =>
    Array.from({ length: 7 }, (_, day) =>
      day > 4 && random() < 0.6 ? [] : randomRanges(random, 3),
    )
  const someDay = () => dateText(firstDay + whole(random, DAYS))
  const dated = (count: number) =>
    Object.fromEntries(
      Array.from({ length: whole(random, count + 1) }, () => [someDay(), randomRanges(random, 2)]),
    )
  const closing = firstDay + whole(random, DAYS)
  const terms = {
    zone: ZONES[whole(random, ZONES.length)] ?? 'UTC',
    week: week(),
    holidays: Array.from({ length: whole(random, 5) }, someDay),
    holidayHours: random() < 0.7 ? [] : randomRanges(random, 1),
    closings:
      random() < 0.7 ? [] : [[dateText(closing), dateText(closing + whole(random, 9))] as const],
    exceptions: dated(3),
    breaks: dated(3),
  }
  return random() < 0.7 ? terms : { ...terms, change: { from: someDay(), week: week() } }
}

const date = (text: string): CalendarDate => {
  const found = parseDate(text)
  if (found === undefined) throw new Error(`no date ${text}`)
  return found
}

const hours = (ranges: readonly OracleRange[]): HourRange[] =>
  ranges.map(([from, to]) => ({ from, to }))

const datedHours = (dated: OracleTerms['breaks']): DatedHours[] =>
  Object.entries(dated).map(([text, ranges]) => ({ date: date(text), hours: hours(ranges) }))

/** The same terms in the words of the product. */
export function termsOf(terms: OracleTerms): CalendarTerms {
  const week = (ranges: OracleTerms['week']) =>
    Object.fromEntries(WEEKDAYS.map((day, i) => [day, hours(ranges[i] ?? [])]))
  const { change } = terms
  const weeks =
    change === undefined
      ? [{ hours: week(terms.week) }]
      : [
          { to: (date(change.from) - 1) as CalendarDate, hours: week(terms.week) },
          { from: date(change.from), hours: week(change.week) },
        ]
  return {
    zone: terms.zone,
    weeks,
    holidays: { days: terms.holidays.map((text) => ({ kind: 'date', date: date(text) })) },
    onHoliday: terms.holidayHours.length === 0 ? 'closed' : hours(terms.holidayHours),
    closings: terms.closings.map(([from, to]) => ({
      from: { kind: 'date', date: date(from) },
      to: { kind: 'date', date: date(to) },
    })),
    exceptions: datedHours(terms.exceptions),
    breaks: datedHours(terms.breaks),
  }
}

export interface Pair {
  readonly calendar: Calendar
  readonly oracle: MinuteOracle
  readonly terms: OracleTerms
  readonly from: number
  readonly to: number
}

/** One random calendar over 90 days, compiled by the product and marked by the oracle. */
export function randomPair(random: () => number): Pair {
  const firstDay = 12_800 + whole(random, 11_000)
  const terms = randomTerms(random, firstDay)
  const from = firstDay * DAY
  const to = (firstDay + DAYS) * DAY
  const span = { start: instant(from), end: instant(to) }
  const { value, findings } = compileCalendar(termsOf(terms), TABLES, span)
  if (value === undefined) throw new Error(JSON.stringify(findings))
  const oracle = new MinuteOracle(terms, dateText(firstDay), dateText(firstDay + DAYS))
  return { calendar: value, oracle, terms, from, to }
}

/** Asks both one random question; says what differs, or nothing. */
export function askBoth(pair: Pair, random: () => number): string | undefined {
  const { calendar, oracle, from, to } = pair
  const kind = random()
  const unit = kind < 0.9 ? ([1, 1000, MINUTE][whole(random, 3)] ?? 1) : MINUTE
  const start = instant(from + whole(random, (to - from) / unit) * unit)
  const length = Math.exp(random() * Math.log((20 * DAY) / unit)) * unit
  const end = instant(Math.min(to, start + Math.floor(length / unit) * unit))
  const said = (ours: unknown, theirs: unknown, question: string): string | undefined =>
    ours === theirs ? undefined : `${question} ${start} ${end}: ours ${ours}, oracle ${theirs}`
  if (kind < 0.4) {
    return said(elapsed(calendar, start, end), oracle.elapsed(start, end), 'elapsed')
  }
  if (kind < 0.45) {
    const at = instant(Math.min(end, to - 1))
    return said(isOpen(calendar, at), oracle.isOpen(at), 'open')
  }
  const target = duration(Math.floor((end - start) / 3 / unit) * unit)
  if (kind < 0.9) {
    return said(deadline(calendar, start, target), oracle.deadline(start, target), 'deadline')
  }
  const pauses = Array.from({ length: whole(random, 4) }, () => {
    const at = start + (whole(random, 8000) - 1000) * MINUTE
    const first = Math.min(Math.max(at, from), to)
    return [first, Math.min(to, first + whole(random, 3000) * MINUTE)] as const
  })
  const ours = pauses.map(([a, b]) => ({ start: instant(a), end: instant(b) }))
  const counted = elapsedWithPauses(calendar, start, end, ours)
  const wrong = said(counted, oracle.elapsedPaused(start, end, pauses), 'elapsed with pauses')
  if (wrong !== undefined) return wrong
  const due = deadline(calendar, start, target, ours)
  return said(due, oracle.deadlinePaused(start, target, pauses), 'deadline with pauses')
}
