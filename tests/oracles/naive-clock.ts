/**
 * Tickets judged by walking over every minute: open or not on the wall clock of the runtime, held
 * by a pause or not, and what that makes of each period.
 */
import type { Fraction } from './naive-fraction.ts'
import { over, plus, times } from './naive-fraction.ts'
import type {
  Minute,
  NaiveLevel,
  NaiveLife,
  NaivePenalty,
  NaivePolicy,
  NaiveTicket,
  NaiveUnits,
} from './naive-life.ts'
import type { Days } from './naive-time.ts'
import { aheadOf, DAY, dayAt, startOfDay, tileWith } from './naive-time.ts'

const OFFICE: readonly (readonly [number, number])[] = [
  [480, 720],
  [810, 1080],
]

function isOpen(zone: NaiveLife['zone'], hours: NaiveLevel['hours'], minute: Minute): boolean {
  if (hours === 'always') return true
  const wall = minute + aheadOf(zone, minute)
  const weekday = (Math.floor(wall / DAY) + 4) % 7
  if (weekday === 0 || weekday === 6) return false
  const ofDay = wall % DAY
  return OFFICE.some(([from, to]) => ofDay >= from && ofDay < to)
}

/** What a ticket is worth to a period. */
export interface JudgedTicket {
  readonly ticket: NaiveTicket
  readonly elapsed: number
  readonly isLate: boolean
  readonly minutesLate: number
  /** The part that is exempted from the amount. */
  readonly exempted: Fraction
}

interface Run {
  readonly elapsed: number
  /** When the limit was used up, if it was. */
  readonly due: () => Minute
  readonly end: Minute
  readonly isStopped: boolean
}

const walkedBefore = new WeakMap<NaiveTicket, Map<string, number>>()

/** What was walked of a ticket already: other levels have the same hours. */
function minutesOf(ticket: NaiveTicket): Map<string, number> {
  const known = walkedBefore.get(ticket) ?? new Map<string, number>()
  walkedBefore.set(ticket, known)
  return known
}

function walk(life: NaiveLife, level: NaiveLevel, ticket: NaiveTicket): Run {
  const { zone, asOf } = life
  const isStopped = ticket.resolved !== undefined && ticket.resolved <= asOf
  const end = isStopped ? (ticket.resolved as Minute) : asOf
  const pauses = level.target.kind === 'count' ? [] : ticket.pauses
  const counts = (minute: Minute): boolean =>
    isOpen(zone, level.hours, minute) &&
    !(minute < end && pauses.some(([from, to]) => minute >= from && minute < to))
  const walked = minutesOf(ticket)
  const key = `${level.hours} ${pauses.length}`
  let elapsed = walked.get(key) ?? 0
  if (!walked.has(key)) {
    for (let minute = ticket.opened; minute < end; minute += 1) if (counts(minute)) elapsed += 1
    walked.set(key, elapsed)
  }
  const due = (): Minute => {
    let left = level.limit
    let minute = ticket.opened
    for (; left > 0; minute += 1) if (counts(minute)) left -= 1
    return minute
  }
  return { elapsed, due, end, isStopped }
}

/** The tile that a ticket is judged in, if it is. */
function tileOf(
  life: NaiveLife,
  level: NaiveLevel,
  ticket: NaiveTicket,
  { due, end, isStopped }: Run,
  isLate: boolean,
  tiles: readonly Days[],
): number {
  const at = (minute: Minute): number => tileWith(tiles, dayAt(life.zone, minute))
  // What is due at midnight is due on the day that ends then.
  const dueTile = (): number => at(due() - 1)
  if (level.target.kind === 'count') {
    if (level.belongsTo === 'opened') return at(ticket.opened)
    return isStopped ? at(end) : -1
  }
  if (!isStopped) {
    if (!isLate || level.open !== 'late-if-overdue') return -1
    return level.belongsTo === 'opened' ? at(ticket.opened) : dueTile()
  }
  if (level.belongsTo === 'resolved') {
    if (level.open !== 'late-if-overdue' || !isLate) return at(end)
    const late = dueTile()
    return late >= 0 && (at(end) < 0 || late < at(end)) ? late : at(end)
  }
  const own = level.belongsTo === 'opened' ? at(ticket.opened) : dueTile()
  const tile = tiles[own]
  if (level.open !== 'carried' || tile === undefined) return own
  return dayAt(life.zone, end) > tile.last ? at(end) : own
}

/** The tickets of each tile of a level, with what exemptions leave of them. */
export function ticketsIn(
  life: NaiveLife,
  level: NaiveLevel,
  tiles: readonly Days[],
): JudgedTicket[][] {
  const judged: JudgedTicket[][] = tiles.map(() => [])
  for (const ticket of life.tickets) {
    if (ticket.priority !== level.priority || ticket.opened > life.asOf) continue
    const run = walk(life, level, ticket)
    const hasLimit = level.target.kind !== 'count'
    const isOver =
      hasLimit &&
      (level.atLimit === 'late' ? run.elapsed >= level.limit : run.elapsed > level.limit)
    const tile = tileOf(life, level, ticket, run, isOver, tiles)
    const holds = ticket.claim === 'accepted'
    const isWhole = holds && ticket.halves === 2
    if (tile < 0 || (isWhole && life.takesOut === 'item')) continue
    const isLate = isOver && !(isWhole && life.takesOut === 'miss')
    judged[tile]?.push({
      ticket,
      elapsed: run.elapsed,
      isLate,
      minutesLate: Math.max(0, run.elapsed - level.limit),
      exempted: over(holds && life.takesOut === 'amount' ? BigInt(ticket.halves) : 0n, 2n),
    })
  }
  return judged
}

export function partsOf(policy: NaivePolicy, amount: Fraction, step: Fraction): Fraction {
  const units = over(amount.top * step.bottom, amount.bottom * step.top)
  if (units.top < 0n) return over(0n, 1n)
  if (policy === 'full') return over(units.top / units.bottom, 1n)
  if (policy === 'started') return over((units.top + units.bottom - 1n) / units.bottom, 1n)
  return units
}

/** How a part of a unit counts: the phrase, then the penalty, then the convention. */
export const policyOf = (life: NaiveLife, penalty: NaivePenalty, units: NaiveUnits): NaivePolicy =>
  units.policy ?? penalty.policy ?? life.partUnits

/** Late tickets, less what is exempted of each. */
export const lateForAmount = (tickets: readonly JudgedTicket[]): Fraction =>
  tickets.reduce(
    (sum, { isLate, exempted }) => (isLate ? plus(sum, owedPart(exempted)) : sum),
    NONE,
  )

const NONE = over(0n, 1n)

export const owedPart = (exempted: Fraction): Fraction => plus(over(1n, 1n), times(exempted, -1n))

/** Steps of lateness, ticket by ticket, less what is exempted of each. */
export function stepsLate(
  tickets: readonly JudgedTicket[],
  minutes: number,
  policy: NaivePolicy,
): Fraction {
  return tickets.reduce((sum, { isLate, minutesLate, exempted }) => {
    if (!isLate) return sum
    const own = partsOf(policy, over(BigInt(minutesLate), 1n), over(BigInt(minutes), 1n))
    const left = owedPart(exempted)
    return plus(sum, times(own, left.top, left.bottom))
  }, NONE)
}

/** The minutes of a tile, those that were down, and how many outages they are of. */
export function downIn(
  life: NaiveLife,
  { first, last }: Days,
): { readonly minutes: number; readonly down: number; readonly outages: number } {
  const start = startOfDay(life.zone, first)
  const end = startOfDay(life.zone, last + 1)
  let down = 0
  let outages = 0
  for (const [from, to] of life.outages) {
    const before = down
    for (let minute = from; minute < to; minute += 1) if (minute >= start && minute < end) down += 1
    if (down > before) outages += 1
  }
  return { minutes: end - start, down, outages }
}
