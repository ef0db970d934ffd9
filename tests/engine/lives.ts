/**
 * Small random lives: a contract, its tickets and outages, and the month to close.
 *
 * A life is drawn from a seed, written as YAML for the product (`life-text.ts`) and given as it is
 * to the oracle of `tests/oracles/naive-penalties.ts`, of which only the types are used here.
 */
import type { NaiveLife, NaiveTicket } from '../oracles/naive-life.ts'
import type { Random } from './draw.ts'
import { below, between, chance, pick, seeded } from './draw.ts'
import { drawBalance, drawBase, drawBounds } from './draw-bounds.ts'
import { drawLevel } from './draw-levels.ts'

const DAY = 1440

function drawTicket(random: Random, index: number, from: number, to: number): NaiveTicket {
  const opened = between(random, from - 2 * DAY, to)
  const length = pick(random, [30, 60, 60, 240, 240, 240, 480, 480, DAY, 3 * DAY])
  const resolved = opened + between(random, 0, length)
  const pauses: [number, number][] = []
  let at = opened
  while (chance(random, 0.2) && pauses.length < 3) {
    const start = at + between(random, 0, length)
    const end = start + between(random, 1, length)
    pauses.push([start, end])
    at = end + 1
  }
  return {
    id: `T-${index + 1}`,
    priority: pick(random, ['P1', 'P1', 'P2', 'P3']),
    opened,
    ...(chance(random, 0.97) ? { resolved } : {}),
    pauses,
    ...(chance(random, 0.15)
      ? { claim: pick(random, ['claimed', 'accepted', 'accepted', 'refused'] as const) }
      : {}),
    halves: pick(random, [1, 2, 2]),
    price: between(random, 1, 900_000),
  }
}

function drawOutages(random: Random, from: number, to: number): [number, number][] {
  const outages: [number, number][] = []
  let at = from + between(random, 0, 9 * DAY)
  while (at < to - DAY) {
    const end = at + between(random, 1, 700)
    outages.push([at, end])
    at = end + between(random, 1, 14 * DAY)
  }
  return outages
}

/** Midnight in UTC of a date, in minutes. */
const minuteOf = (year: number, month: number, day: number): number =>
  Date.UTC(year, month - 1, day) / 60_000

function drawFee(random: Random, index: number, starts: NaiveLife['starts']): NaiveLife['fees'][0] {
  const day = minuteOf(starts.year, starts.month, starts.day) / DAY
  return {
    id: `fee-${index + 1}`,
    cents: between(random, 100_000, 9_999_999),
    months: pick(random, [1, 1, 1, 3, 12]),
    ...(chance(random, 0.15) ? { from: day + between(random, 0, 70) } : {}),
    ...(chance(random, 0.1) ? { until: day + between(random, 70, 200) } : {}),
    vat: pick(random, [200, 55]),
  }
}

/** The first term, and renewals: most lives have neither an end nor a renewal in sight. */
function drawTerm(random: Random, day: number, months: number) {
  const kind = random()
  if (kind < 0.66) return { initial: 48 }
  if (kind < 0.78) {
    const fewest = day === 1 ? months : Math.max(1, months - 1)
    return { initial: between(random, fewest, fewest + 2) }
  }
  const initial = between(random, 1, 5)
  const length = between(random, 1, 5)
  const renewal = {
    months: length,
    ...(chance(random, 0.5) ? {} : { atMost: Math.ceil((months + 1) / length) }),
    caps: pick(random, ['continue', 'reset', 'reset'] as const),
    streaks: pick(random, ['continue', 'reset', 'reset'] as const),
  }
  return { initial, renewal }
}

function drawConventions(random: Random) {
  return {
    zone: pick(random, ['UTC', 'Europe/Paris'] as const),
    proration: pick(random, ['actual', 'thirtieths'] as const),
    vat: pick(random, ['excluded', 'excluded', 'included'] as const),
    money: {
      mode: pick(random, ['half-up', 'half-up', 'half-even', 'up', 'down'] as const),
      step: pick(random, [1, 1, 1, 5, 100]),
    },
    partUnits: pick(random, ['full', 'started', 'pro-rata'] as const),
    empty: pick(random, ['met', 'left-out', 'carried'] as const),
    nature: pick(random, ['indemnity', 'price-reduction'] as const),
    takesOut: pick(random, ['item', 'miss', 'amount'] as const),
  }
}

type Contract = Omit<NaiveLife, 'tickets' | 'outages'>

function drawContract(random: Random): Contract {
  const starts = {
    year: 2026,
    month: between(random, 1, 12),
    day: pick(random, [1, 1, 1, 15, 17, 28, 31]),
  }
  const length = new Date(Date.UTC(starts.year, starts.month, 0)).getUTCDate()
  if (starts.day > length) starts.day = length
  const months = pick(random, [1, 2, 2, 3, 3, 4, 4, 6, 8, 13])
  const bounds = drawBounds(random)
  const balances = chance(random, 0.35) ? [drawBalance(random, bounds)] : []
  const isMidMonth = starts.day > 1
  const count = between(random, 2, 4)
  return {
    starts,
    months,
    asOf: endOf(starts, months) + pick(random, [0, 0, 300, 5 * DAY]),
    ...drawTerm(random, starts.day, months),
    ...drawConventions(random),
    fees: Array.from({ length: between(random, 1, 2) }, (_, i) => drawFee(random, i, starts)),
    pool: { tenths: between(random, 10, 300), in: drawBase(random).in },
    levels: Array.from({ length: count }, (_, i) =>
      drawLevel(random, i, { bounds, balances, isMidMonth }),
    ),
    bounds,
    balances,
  }
}

const endOf = ({ year, month }: NaiveLife['starts'], months: number): number =>
  minuteOf(year, month + months, 1)

/** How many lives in a row have one contract, which is then read once. */
const LIVES_OF_A_CONTRACT = 4

export function drawLife(seed: number): NaiveLife {
  const contract = drawContract(seeded(Math.floor(seed / LIVES_OF_A_CONTRACT)))
  const random = seeded(-seed)
  const { starts, months } = contract
  const from = minuteOf(starts.year, starts.month, starts.day)
  const end = endOf(starts, months)
  return {
    ...contract,
    tickets: Array.from({ length: below(random, 8 + months * 6) }, (_, i) =>
      drawTicket(random, i, from, end),
    ),
    outages: drawOutages(random, from, end),
  }
}
