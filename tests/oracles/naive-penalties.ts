/**
 * Figures and penalties of a small contract, worked out the slow and plain way.
 *
 * It imports nothing of the product: minutes are walked one by one, the wall clock is the runtime's
 * own, fractions are pairs of whole numbers. It knows one form of level (a share of tickets in
 * time), four kinds of
 * worth, and caps. `tests/engine/lives.ts` makes lives for it and for the product.
 */
import type { Counts } from './naive-clock.ts'
import { countsOf, dayOf, firstDay, firstMonth, monthsLater } from './naive-clock.ts'
import type { Fraction } from './naive-fraction.ts'
import { nearest, over, times } from './naive-fraction.ts'
import type { NaiveCap, NaiveLevel, NaiveLife, NaiveLine, NaiveMonth } from './naive-life.ts'

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
