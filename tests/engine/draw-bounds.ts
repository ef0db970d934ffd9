/** Draws caps, minimums and balances of points. */
import type {
  NaiveBalance,
  NaiveBase,
  NaiveBound,
  NaiveLimit,
  NaiveWindow,
} from '../oracles/naive-life.ts'
import type { Random } from './draw.ts'
import { below, between, chance, pick } from './draw.ts'

const WINDOWS = ['month', 'month', 'quarter', 'half-year', 'year', 'contract-year', 3, 12] as const

export const drawBase = (random: Random): NaiveBase => ({
  of: pick(random, ['fees', 'fees', 'fee-1', 'pool']),
  in: pick<NaiveWindow>(random, [...WINDOWS, 'contract']),
})

export const drawLimit = (random: Random, cents: number, tenths: number): NaiveLimit =>
  chance(random, 0.5)
    ? { cents: between(random, Math.ceil(cents / 20), cents) }
    : { tenths: between(random, 1, tenths), base: drawBase(random) }

const drawPeriod = (random: Random): NaiveWindow =>
  pick<NaiveWindow>(random, ['month', 'quarter', 'year', 'contract-year', 'contract', 2, 3, 12])

function drawCap(random: Random, index: number): NaiveBound {
  return {
    id: `cap-${index + 1}`,
    per: drawPeriod(random),
    limit: drawLimit(random, 300_000, 30),
    take: pick(random, ['by-rank', 'pro-rata']),
    excess: pick(random, ['lost', 'carried']),
  }
}

function drawMinimum(random: Random, index: number): NaiveBound {
  return {
    id: `minimum-${index + 1}`,
    per: drawPeriod(random),
    limit: drawLimit(random, 400_000, 20),
    oncePassed: pick(random, ['whole', 'excess']),
  }
}

/** The bounds in the order in which amounts pass them. */
export function drawBounds(random: Random): NaiveBound[] {
  const caps = Array.from({ length: pick(random, [0, 1, 2, 2, 3]) }, (_, i) => drawCap(random, i))
  const minimums = Array.from({ length: pick(random, [0, 0, 1, 1, 2]) }, (_, i) =>
    drawMinimum(random, i),
  )
  const bounds: NaiveBound[] = []
  while (caps.length + minimums.length > 0) {
    const from = below(random, caps.length + minimums.length) < caps.length ? caps : minimums
    bounds.push(from.shift() as NaiveBound)
  }
  return bounds
}

/** Some of the bounds, in their order. */
export const drawPath = (random: Random, bounds: readonly NaiveBound[]): string[] =>
  bounds.filter(() => chance(random, 0.75)).map(({ id }) => id)

export function drawBalance(random: Random, bounds: readonly NaiveBound[]): NaiveBalance {
  const most = random()
  return {
    id: 'points',
    per: 'month',
    of: drawBase(random),
    tenths: between(random, 1, 20),
    step: pick(random, [1, 1, 2, 3]),
    ...(most < 0.5 ? { mostPoints: between(random, 1, 3) } : {}),
    ...(most > 0.7 ? { mostCents: between(random, 1_000, 200_000) } : {}),
    ...(chance(random, 0.3) ? { nature: 'price-reduction' } : {}),
    countsIn: drawPath(random, bounds),
  }
}
