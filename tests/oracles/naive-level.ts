/** A level through its periods: figures, verdicts, and what a miss is worth before any cap. */

import type { JudgedTicket } from './naive-clock.ts'
import { downIn, lateForAmount, ticketsIn } from './naive-clock.ts'
import type { Fraction } from './naive-fraction.ts'
import { against, over, plus, rounded, times } from './naive-fraction.ts'
import type { NaiveLevel, NaiveLife, NaiveTile, See } from './naive-life.ts'
import type { Days } from './naive-time.ts'
import { monthOf, monthsLater, renewalDays, tilesOf, tileWith } from './naive-time.ts'
import type { Amount } from './naive-worth.ts'
import { amountOf } from './naive-worth.ts'

/** What was measured of a level in one period. */
export interface Measured {
  readonly days: Days
  readonly tickets: readonly JudgedTicket[]
  readonly judged: number
  readonly late: number
  readonly figure: Fraction | undefined
  /** The figure without what is exempted from the amount. */
  readonly forAmount: Fraction | undefined
  readonly minutesDown: number
}

export type Missed = 'yes' | 'no' | 'nothing'

export interface LevelPeriod extends Measured {
  /** The month in which it ends. */
  readonly month: number
  readonly missed: Missed
  /** Exact, in cents or in points. */
  readonly amount: Amount
}

const ONE = over(1n, 1n)

export const tileFor = ({ per }: NaiveLevel): NaiveTile => (per === 'item' ? 'month' : per)

function figureOf(level: NaiveLevel, tickets: readonly JudgedTicket[], late: Fraction) {
  const judged = BigInt(tickets.length)
  switch (level.target.kind) {
    case 'share':
      return judged === 0n ? undefined : plus(ONE, times(late, -1n, judged))
    case 'late':
      return late
    case 'count':
      return over(judged, 1n)
    case 'mean':
      if (judged === 0n) return undefined
      return over(BigInt(tickets.reduce((sum, { elapsed }) => sum + elapsed, 0)), judged)
    case 'up':
      return undefined
  }
}

function roundedFigure(level: NaiveLevel, figure: Fraction | undefined, see: See) {
  if (figure === undefined || level.round === undefined) return figure
  const scaled = rounded(times(figure, 10_000n), 'half-up', level.round)
  const result = times(scaled, 1n, 10_000n)
  if (against(result, figure) !== 0) see('figure rounded')
  return result
}

/** What of a level is measured in one of its periods. */
function measure(
  life: NaiveLife,
  level: NaiveLevel,
  days: Days,
  tickets: readonly JudgedTicket[],
  see: See,
): Measured {
  if (level.target.kind === 'up') {
    const { minutes, down, outages } = downIn(life, days)
    const up = roundedFigure(level, over(BigInt(minutes - down), BigInt(minutes)), see)
    const figures = { figure: up, forAmount: up, judged: outages, late: 0, minutesDown: down }
    return { days, tickets: [], ...figures }
  }
  const late = tickets.filter(({ isLate }) => isLate).length
  return {
    days,
    tickets,
    judged: tickets.length,
    late,
    figure: roundedFigure(level, figureOf(level, tickets, over(BigInt(late), 1n)), see),
    forAmount: roundedFigure(level, figureOf(level, tickets, lateForAmount(tickets)), see),
    minutesDown: 0,
  }
}

/** The target in the unit of the figure: a share, tickets, minutes. */
export const asFigure = (level: NaiveLevel, value: number): Fraction =>
  level.target.kind === 'share' || level.target.kind === 'up'
    ? over(BigInt(value), 10_000n)
    : over(BigInt(value), 1n)

/** Whether a period lies in the first months of the contract. */
const isEarly = (life: NaiveLife, level: NaiveLevel, days: Days): boolean =>
  level.grace !== undefined &&
  level.per !== 'contract' &&
  days.last < monthsLater(life.starts, level.grace.months)

function missedOf(
  life: NaiveLife,
  level: NaiveLevel,
  { judged, late, figure, days }: Measured,
  before: readonly Missed[],
  see: See,
): Missed {
  const { target, few, grace } = level
  if (grace?.isMeasured === false && isEarly(life, level, days)) {
    see('grace without measure')
    return 'nothing'
  }
  const canBeEmpty = target.kind === 'share' || target.kind === 'mean'
  if (canBeEmpty && judged === 0) {
    see(`empty ${life.empty}`)
    if (life.empty === 'met') return 'no'
    if (life.empty === 'left-out') return 'nothing'
    return before.filter((one) => one !== 'nothing').at(-1) ?? 'nothing'
  }
  if (few !== undefined && judged < few.under) {
    see(few.allowLate === undefined ? 'few left out' : 'few allowed')
    if (few.allowLate === undefined) return 'nothing'
    return late > few.allowLate ? 'yes' : 'no'
  }
  const difference = against(figure as Fraction, asFigure(level, target.value))
  const isMet = target.kind === 'share' || target.kind === 'up' ? difference >= 0 : difference <= 0
  return isMet ? 'no' : 'yes'
}

/** The factor of a miss that is repeated, in tenths: the miss that is judged is one of them. */
function repetition(
  life: NaiveLife,
  level: NaiveLevel,
  misses: readonly Missed[],
  all: readonly Days[],
): number {
  const { repeat } = level.penalty
  if (repeat === undefined) return 10
  const row = [...misses].reverse()
  const inARow = row.findIndex((one) => one !== 'yes')
  const streak = inARow < 0 ? row.length : inARow
  if (repeat.kind === 'by-row') {
    return repeat.tenths[Math.min(streak, repeat.tenths.length) - 1] as number
  }
  if (repeat.kind === 'in-a-row') return streak >= repeat.times ? repeat.tenths : 10
  const now = misses.length - 1
  const isCounted = (index: number): boolean => {
    const own = all[index] as Days
    if (typeof repeat.in === 'number') {
      return monthOf((all[now] as Days).last) - monthOf(own.last) < repeat.in
    }
    const larger = tilesOf(life, repeat.in)
    return tileWith(larger, own.last) === tileWith(larger, (all[now] as Days).last)
  }
  const times = misses.filter((one, index) => one === 'yes' && isCounted(index)).length
  return times >= repeat.times ? repeat.tenths : 10
}

/** What came before a period, as far as a renewal has not made it forgotten. */
function remembered<T>(life: NaiveLife, all: readonly Days[], values: readonly T[]): T[] {
  if (life.renewal?.streaks !== 'reset') return [...values]
  const now = (all[values.length] as Days).last
  const forgotten = (index: number): boolean =>
    renewalDays(life).some((day) => (all[index] as Days).last < day && day <= now)
  return values.filter((_, index) => !forgotten(index))
}

/** A level through its periods that have ended, up to the amounts before the caps. */
export function periodsOf(life: NaiveLife, level: NaiveLevel, until: number, see: See) {
  const tiles = tilesOf(life, tileFor(level))
  const tickets = level.target.kind === 'up' ? [] : ticketsIn(life, level, tiles)
  const ended = tiles.filter(({ last }) => last <= until)
  const verdicts: Missed[] = []
  return ended.map((days, index): LevelPeriod => {
    const measured = measure(life, level, days, tickets[index] ?? [], see)
    const before = remembered(life, ended, verdicts)
    if (before.length < verdicts.length) see('streaks reset')
    const missed = missedOf(life, level, measured, before, see)
    const skipped = verdicts.length - before.length
    verdicts.push(missed)
    const isSpared = missed === 'yes' && isEarly(life, level, days)
    if (isSpared) see('grace')
    const tenths = repetition(life, level, [...before, missed], ended.slice(skipped))
    const amount =
      missed === 'yes' && !isSpared ? amountOf(life, level, measured, tenths, see) : over(0n, 1n)
    return { ...measured, month: monthOf(days.last), missed, amount }
  })
}
