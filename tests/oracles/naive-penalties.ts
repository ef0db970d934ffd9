/**
 * Figures and penalties of a small contract, worked out the slow and plain way.
 *
 * It imports nothing: minutes are walked one by one, the wall clock is the runtime's own, fractions
 * are pairs of whole numbers. It knows one form of level (a share of tickets in time), four kinds of
 * worth, and caps. `tests/engine/lives.ts` makes lives for it and for the product.
 */

/** A point of time in whole minutes since 1970, in UTC. */
type Minute = number

export interface NaiveTicket {
  readonly id: string
  readonly priority: string
  readonly opened: Minute
  readonly resolved?: Minute
  /** Stretches held by the client, in order and apart. */
  readonly pauses: readonly (readonly [Minute, Minute])[]
  readonly claim?: 'claimed' | 'accepted' | 'refused'
}

export type NaiveWorth =
  | { readonly kind: 'rate'; readonly percent: number }
  | { readonly kind: 'amount'; readonly cents: number }
  | { readonly kind: 'per-late'; readonly cents: number }
  | { readonly kind: 'per-hour'; readonly cents: number }
  /** From the target down: each row until the next one's `under`. */
  | {
      readonly kind: 'bands'
      readonly rows: readonly {
        readonly atLeast?: number
        readonly under: number
        readonly percent: number
      }[]
    }

export interface NaiveLevel {
  readonly id: string
  readonly priority: string
  readonly hours: 'always' | 'office'
  readonly limit: number
  readonly atLimit: 'in-time' | 'late'
  readonly belongsTo: 'opened' | 'resolved' | 'due'
  readonly open: 'ignored' | 'late-if-overdue' | 'carried'
  readonly target: number
  readonly few?: { readonly under: number; readonly allowLate: number }
  readonly grace?: number
  readonly worth: NaiveWorth
  /** So many misses in so many months multiply by so many halves. */
  readonly repeat?: { readonly times: number; readonly months: number; readonly halves: number }
  readonly caps: readonly string[]
}

export interface NaiveCap {
  readonly id: string
  readonly per: 'month' | 'contract-year' | '12 months'
  readonly limit:
    | { readonly cents: number }
    | { readonly tenths: number; readonly of: 'month' | 'contract-year' | '12 months' }
  readonly take: 'by-rank' | 'pro-rata'
  readonly excess: 'lost' | 'carried'
}

export interface NaiveLife {
  readonly zone: 'UTC' | 'Europe/Paris'
  readonly starts: { readonly year: number; readonly month: number; readonly day: number }
  /** How many months are lived; the last is the one that is closed. */
  readonly months: number
  readonly asOf: Minute
  readonly proration: 'actual' | 'thirtieths'
  readonly partUnits: 'full' | 'started' | 'pro-rata'
  readonly empty: 'met' | 'left-out'
  readonly takesOut: 'item' | 'miss'
  readonly fees: readonly { readonly id: string; readonly cents: number }[]
  readonly levels: readonly NaiveLevel[]
  readonly caps: readonly NaiveCap[]
  readonly tickets: readonly NaiveTicket[]
}

export interface NaiveLine {
  readonly level: string
  readonly judged: number
  readonly late: number
  /** `3/4`, or nothing. */
  readonly figure: string
  readonly missed: 'yes' | 'no' | 'nothing'
  /** Cents, or `undefined` where the bands have a hole. */
  readonly gross: string
  readonly owed: string
}

export interface NaiveMonth {
  readonly lines: readonly NaiveLine[]
  readonly caps: Readonly<Record<string, { readonly limit: string; readonly kept: string }>>
  readonly total: string
  /** Whether a cap took something. */
  readonly isCut: boolean
}

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
function monthAt(zone: NaiveLife['zone'], minute: Minute): number {
  const date = new Date((minute + aheadOf(zone, minute)) * 60_000)
  return date.getUTCFullYear() * 12 + date.getUTCMonth()
}

const dayAt = (zone: NaiveLife['zone'], minute: Minute): number =>
  Math.floor((minute + aheadOf(zone, minute)) / DAY)

const dayOf = (year: number, month: number, day: number): number =>
  Date.UTC(year, month - 1, day) / 86_400_000

const firstDay = (month: number): number => dayOf(Math.floor(month / 12), (month % 12) + 1, 1)

/** The same day so many months later, or the last day of a shorter month. */
function monthsLater(starts: NaiveLife['starts'], count: number): number {
  const month = starts.year * 12 + starts.month - 1 + count
  const length = firstDay(month + 1) - firstDay(month)
  return firstDay(month) + Math.min(starts.day, length) - 1
}

// --- Fractions.

interface Fraction {
  readonly top: bigint
  readonly bottom: bigint
}

function divisor(a: bigint, b: bigint): bigint {
  return b === 0n ? (a < 0n ? -a : a) : divisor(b, a % b)
}

function over(top: bigint, bottom: bigint): Fraction {
  const common = divisor(top, bottom)
  return common === 0n ? { top: 0n, bottom: 1n } : { top: top / common, bottom: bottom / common }
}

const plus = (a: Fraction, b: Fraction): Fraction =>
  over(a.top * b.bottom + b.top * a.bottom, a.bottom * b.bottom)

const times = (a: Fraction, top: bigint, bottom = 1n): Fraction =>
  over(a.top * top, a.bottom * bottom)

/** To the nearest whole number, a half upwards; nothing here is below zero. */
const nearest = (a: Fraction): bigint => (a.top * 2n + a.bottom) / (a.bottom * 2n)

// --- Tickets.

interface Judged {
  /** The instant whose month the ticket belongs to. */
  readonly at: Minute
  readonly isLate: boolean
  readonly minutesLate: number
}

function judge(life: NaiveLife, level: NaiveLevel, ticket: NaiveTicket): Judged | undefined {
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

const firstMonth = (life: NaiveLife): number => life.starts.year * 12 + life.starts.month - 1
const lastMonth = (life: NaiveLife): number => firstMonth(life) + life.months - 1

function isInLife(life: NaiveLife, minute: Minute): boolean {
  const { starts, zone } = life
  const begins = dayOf(starts.year, starts.month, starts.day)
  return dayAt(zone, minute) >= begins && monthAt(zone, minute) <= lastMonth(life)
}

interface Counts {
  judged: number
  late: number
  parts: Fraction
}

/** What each month of a level amounts to. */
function countsOf(life: NaiveLife, level: NaiveLevel): Counts[] {
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

// --- Money.

/** What the fees cost from one day to another, both counted: a line a fee and a month. */
function feesBetween(life: NaiveLife, from: number, to: number): bigint {
  const begins = dayOf(life.starts.year, life.starts.month, life.starts.day)
  let total = 0n
  for (let month = firstMonth(life); firstDay(month) <= to; month += 1) {
    const first = Math.max(from, firstDay(month), begins)
    const last = Math.min(to, firstDay(month + 1) - 1)
    const days = last - first + 1
    if (days <= 0) continue
    const length = firstDay(month + 1) - firstDay(month)
    for (const fee of life.fees) {
      const cents = BigInt(fee.cents)
      const share =
        life.proration === 'actual' || days === length
          ? over(cents * BigInt(days), BigInt(length))
          : over(cents * BigInt(Math.min(days, 30)), 30n)
      total += nearest(share)
    }
  }
  return total
}

type Span = 'month' | 'contract-year' | '12 months'

/** The contract year that holds the last day of a month. */
function yearOf(life: NaiveLife, month: number): number {
  let year = 0
  while (monthsLater(life.starts, 12 * (year + 1)) <= firstDay(month + 1) - 1) year += 1
  return year
}

function feesIn(life: NaiveLife, span: Span, month: number): bigint {
  const end = firstDay(month + 1) - 1
  if (span === 'month') return feesBetween(life, firstDay(month), end)
  if (span === '12 months') return feesBetween(life, firstDay(month - 11), end)
  const year = yearOf(life, month)
  const first = monthsLater(life.starts, 12 * year)
  return feesBetween(life, first, monthsLater(life.starts, 12 * (year + 1)) - 1)
}

function worthOf(life: NaiveLife, level: NaiveLevel, month: number, counts: Counts) {
  const { worth } = level
  const rated = (percent: number): Fraction =>
    over(feesIn(life, 'month', month) * BigInt(percent), 100n)
  if (worth.kind === 'rate') return rated(worth.percent)
  if (worth.kind === 'amount') return over(BigInt(worth.cents), 1n)
  if (worth.kind === 'per-late') return over(BigInt(worth.cents * counts.late), 1n)
  if (worth.kind === 'per-hour') return times(counts.parts, BigInt(worth.cents))
  const inTime = 100 * (counts.judged - counts.late)
  const row = worth.rows.find(
    ({ atLeast, under }) =>
      (atLeast === undefined || inTime >= atLeast * counts.judged) &&
      inTime < under * counts.judged,
  )
  return row === undefined ? undefined : rated(row.percent)
}

function missedOf(life: NaiveLife, level: NaiveLevel, counts: Counts): NaiveLine['missed'] {
  const { judged, late } = counts
  if (judged === 0) return life.empty === 'met' ? 'no' : 'nothing'
  if (level.few !== undefined && judged < level.few.under) {
    return late > level.few.allowLate ? 'yes' : 'no'
  }
  return 100 * (judged - late) >= level.target * judged ? 'no' : 'yes'
}

interface Gross extends Omit<NaiveLine, 'gross' | 'owed'> {
  readonly gross: bigint | undefined
}

/** A level through its months, up to the amount before the caps. */
function grossOf(life: NaiveLife, level: NaiveLevel): Gross[] {
  const misses: boolean[] = []
  return countsOf(life, level).map((counts, index) => {
    const month = firstMonth(life) + index
    const missed = missedOf(life, level, counts)
    misses.push(missed === 'yes')
    const isSpared =
      level.grace !== undefined && firstDay(month + 1) - 1 < monthsLater(life.starts, level.grace)
    let exact: Fraction | undefined = over(0n, 1n)
    if (missed === 'yes' && !isSpared) {
      exact = worthOf(life, level, month, counts)
      const { repeat } = level
      const recent = misses.slice(-(repeat?.months ?? 1)).filter(Boolean).length
      if (exact !== undefined && repeat !== undefined && recent >= repeat.times) {
        exact = times(exact, BigInt(repeat.halves), 2n)
      }
    }
    const { judged, late } = counts
    const share = over(BigInt(judged - late), BigInt(Math.max(1, judged)))
    const whole = share.bottom === 1n ? `${share.top}` : `${share.top}/${share.bottom}`
    return {
      level: level.id,
      judged,
      late,
      figure: judged === 0 ? 'nothing' : whole,
      missed,
      gross: exact === undefined ? undefined : nearest(exact),
    }
  })
}

// --- Caps.

/** Shares `room` out in proportion, the odd cents to the largest remainders, the first on a tie. */
function proRata(amounts: readonly bigint[], room: bigint): bigint[] {
  const sum = amounts.reduce((a, b) => a + b, 0n)
  if (sum <= room) return [...amounts]
  const kept = amounts.map((amount) => (room * amount) / sum)
  const order = amounts
    .map((amount, i) => ({ i, rest: (room * amount) % sum }))
    .sort((a, b) => (a.rest === b.rest ? a.i - b.i : a.rest > b.rest ? -1 : 1))
  let odd = room - kept.reduce((a, b) => a + b, 0n)
  for (const { i } of order) {
    if (odd === 0n) break
    kept[i] = (kept[i] as bigint) + 1n
    odd -= 1n
  }
  return kept
}

function byRank(amounts: readonly bigint[], room: bigint): bigint[] {
  let left = room
  return amounts.map((amount) => {
    const kept = amount < left ? amount : left
    left -= kept
    return kept
  })
}

function limitOf(life: NaiveLife, cap: NaiveCap, month: number): bigint {
  const { limit } = cap
  if ('cents' in limit) return BigInt(limit.cents)
  return nearest(over(feesIn(life, limit.of, month) * BigInt(limit.tenths), 1000n))
}

const sharesWindow = (life: NaiveLife, cap: NaiveCap, a: number, b: number): boolean =>
  cap.per === 'month'
    ? a === b
    : cap.per === '12 months'
      ? b - a < 12
      : yearOf(life, a) === yearOf(life, b)

/** Lives through all the months and gives the last one. */
export function naiveMonth(life: NaiveLife): NaiveMonth {
  const levels = life.levels.map((level) => ({ level, months: grossOf(life, level) }))
  const memory = new Map<string, Map<number, bigint>>()
  const carried = new Map<string, bigint>()
  let result: NaiveMonth | undefined
  for (let index = 0; index < life.months; index += 1) {
    const month = firstMonth(life) + index
    const lines = levels.map(({ level, months }) => {
      const gross = months[index] as Gross
      return { level, gross, owed: gross.gross }
    })
    const caps: Record<string, { limit: string; kept: string }> = {}
    let isCut = false
    for (const cap of life.caps) {
      const passing = lines.filter((l) => l.level.caps.includes(cap.id) && l.owed !== undefined)
      if (passing.length === 0) continue
      const before = passing.map(
        (l) => (l.owed as bigint) + (carried.get(`${cap.id} ${l.level.id}`) ?? 0n),
      )
      const spent = [...(memory.get(cap.id) ?? [])]
        .filter(([earlier]) => sharesWindow(life, cap, earlier, month))
        .reduce((sum, [, kept]) => sum + kept, 0n)
      const limit = limitOf(life, cap, month)
      const room = limit > spent ? limit - spent : 0n
      const after = cap.take === 'by-rank' ? byRank(before, room) : proRata(before, room)
      passing.forEach((l, i) => {
        l.owed = after[i] as bigint
        const cut = (before[i] as bigint) - (after[i] as bigint)
        if (cut > 0n) isCut = true
        if (cap.excess === 'carried') carried.set(`${cap.id} ${l.level.id}`, cut)
      })
      const kept = after.reduce((a, b) => a + b, 0n)
      memory.set(cap.id, (memory.get(cap.id) ?? new Map()).set(month, kept))
      caps[cap.id] = { limit: `${limit}`, kept: `${kept}` }
    }
    result = {
      lines: lines.map(({ gross, owed }) => ({
        ...gross,
        gross: `${gross.gross}`,
        owed: `${owed}`,
      })),
      caps,
      total: `${lines.reduce((sum, l) => sum + (l.owed ?? 0n), 0n)}`,
      isCut,
    }
  }
  return result as NaiveMonth
}
