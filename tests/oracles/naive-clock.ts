/**
 * Tickets judged by walking over every minute: open or not on the wall clock of the runtime, held
 * by a pause or not, and what that makes of each month.
 */
import type { Fraction } from './naive-fraction.ts'
import { over, plus } from './naive-fraction.ts'
import type { Minute, NaiveLevel, NaiveLife, NaiveTicket } from './naive-life.ts'

// --- Time.

const DAY = 1440
const OFFICE: readonly (readonly [number, number])[] = [
  [480, 720],
  [810, 1080],
]

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
const parisOffsets = new Int16Array(4 * 366 * 96).fill(UNKNOWN)

/** Minutes that the wall is ahead of UTC, asked once for each quarter of an hour. */
function aheadOf(zone: NaiveLife['zone'], minute: Minute): number {
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

function isOpen(zone: NaiveLife['zone'], hours: NaiveLevel['hours'], minute: Minute): boolean {
  if (hours === 'always') return true
  const wall = minute + aheadOf(zone, minute)
  const weekday = (Math.floor(wall / DAY) + 4) % 7
  if (weekday === 0 || weekday === 6) return false
  const ofDay = wall % DAY
  return OFFICE.some(([from, to]) => ofDay >= from && ofDay < to)
}

/** The month of an instant on the wall, counted from year 0. */
export function monthAt(zone: NaiveLife['zone'], minute: Minute): number {
  const date = new Date((minute + aheadOf(zone, minute)) * 60_000)
  return date.getUTCFullYear() * 12 + date.getUTCMonth()
}

export const dayAt = (zone: NaiveLife['zone'], minute: Minute): number =>
  Math.floor((minute + aheadOf(zone, minute)) / DAY)

export const dayOf = (year: number, month: number, day: number): number =>
  Date.UTC(year, month - 1, day) / 86_400_000

export const firstDay = (month: number): number =>
  dayOf(Math.floor(month / 12), (month % 12) + 1, 1)

/** The same day so many months later, or the last day of a shorter month. */
export function monthsLater(starts: NaiveLife['starts'], count: number): number {
  const month = starts.year * 12 + starts.month - 1 + count
  const length = firstDay(month + 1) - firstDay(month)
  return firstDay(month) + Math.min(starts.day, length) - 1
}

// --- Tickets.

export interface Judged {
  /** The instant whose month the ticket belongs to. */
  readonly at: Minute
  readonly isLate: boolean
  readonly minutesLate: number
}

export function judge(life: NaiveLife, level: NaiveLevel, ticket: NaiveTicket): Judged | undefined {
  const { zone, asOf } = life
  if (ticket.opened > asOf) return undefined
  const isStopped = ticket.resolved !== undefined && ticket.resolved <= asOf
  const end = isStopped ? (ticket.resolved as Minute) : asOf
  const counts = (minute: Minute): boolean =>
    isOpen(zone, level.hours, minute) &&
    !(minute < end && ticket.pauses.some(([from, to]) => minute >= from && minute < to))
  let elapsed = 0
  for (let minute = ticket.opened; minute < end; minute += 1) if (counts(minute)) elapsed += 1
  const isLate = level.atLimit === 'late' ? elapsed >= level.limit : elapsed > level.limit
  let found: Minute | undefined
  const due = (): Minute => {
    if (found !== undefined) return found
    let left = level.limit
    let minute = ticket.opened
    for (; left > 0; minute += 1) if (counts(minute)) left -= 1
    found = minute
    return minute
  }
  const judged = (at: Minute): Judged => ({
    at,
    isLate,
    minutesLate: Math.max(0, elapsed - level.limit),
  })
  if (!isStopped) {
    if (!isLate || level.open !== 'late-if-overdue') return undefined
    return judged(level.belongsTo === 'opened' ? ticket.opened : due())
  }
  if (level.belongsTo === 'resolved') {
    const staysLate = level.open === 'late-if-overdue' && isLate && due() < end
    return judged(staysLate && isInLife(life, due()) ? due() : end)
  }
  const own = level.belongsTo === 'opened' ? ticket.opened : due()
  const isCarried =
    level.open === 'carried' && isInLife(life, own) && monthAt(zone, end) > monthAt(zone, own)
  return judged(isCarried ? end : own)
}

export const firstMonth = (life: NaiveLife): number => life.starts.year * 12 + life.starts.month - 1
export const lastMonth = (life: NaiveLife): number => firstMonth(life) + life.months - 1

export function isInLife(life: NaiveLife, minute: Minute): boolean {
  const { starts, zone } = life
  const begins = dayOf(starts.year, starts.month, starts.day)
  return dayAt(zone, minute) >= begins && monthAt(zone, minute) <= lastMonth(life)
}

export interface Counts {
  judged: number
  late: number
  parts: Fraction
}

/** What each month of a level amounts to. */
export function countsOf(life: NaiveLife, level: NaiveLevel): Counts[] {
  const months = Array.from({ length: life.months }, () => ({
    judged: 0,
    late: 0,
    parts: over(0n, 1n),
  }))
  for (const ticket of life.tickets) {
    const judged = ticket.priority === level.priority ? judge(life, level, ticket) : undefined
    if (judged === undefined || !isInLife(life, judged.at)) continue
    const counts = months[monthAt(life.zone, judged.at) - firstMonth(life)] as Counts
    const isExempt = ticket.claim === 'accepted'
    if (isExempt && life.takesOut === 'item') continue
    counts.judged += 1
    if (!judged.isLate || isExempt) continue
    counts.late += 1
    counts.parts = plus(counts.parts, partsOf(life.partUnits, judged.minutesLate))
  }
  return months
}

function partsOf(policy: NaiveLife['partUnits'], minutes: number): Fraction {
  if (policy === 'full') return over(BigInt(Math.floor(minutes / 60)), 1n)
  if (policy === 'started') return over(BigInt(Math.ceil(minutes / 60)), 1n)
  return over(BigInt(minutes), 60n)
}
