/** Draws levels: what is measured, what it is held to, and what a miss is worth. */
import type {
  NaiveBalance,
  NaiveBound,
  NaiveLevel,
  NaivePenalty,
  NaivePolicy,
  NaiveRepeat,
  NaiveRow,
  NaiveTarget,
  NaiveTile,
  NaiveUnits,
  NaiveWindow,
  NaiveWorth,
} from '../oracles/naive-life.ts'
import type { Random } from './draw.ts'
import { between, chance, pick } from './draw.ts'
import { drawBase, drawLimit, drawPath } from './draw-bounds.ts'

export interface Around {
  readonly bounds: readonly NaiveBound[]
  readonly balances: readonly NaiveBalance[]
  /** Whether the contract begins in mid-month. */
  readonly isMidMonth: boolean
}

function drawTarget(random: Random): NaiveTarget {
  switch (pick(random, ['share', 'share', 'share', 'late', 'mean', 'count', 'up', 'up'] as const)) {
    case 'share':
      return { kind: 'share', value: pick(random, [6000, 8000, 9000, 9500, 10_000]) }
    case 'late':
      return { kind: 'late', value: between(random, 0, 2) }
    case 'mean':
      return { kind: 'mean', value: pick(random, [30, 60, 90]) }
    case 'count':
      return { kind: 'count', value: between(random, 0, 4) }
    case 'up':
      return { kind: 'up', value: pick(random, [9900, 9950, 9990]) }
  }
}

const policy = (random: Random): { policy?: NaivePolicy } =>
  chance(random, 0.6) ? { policy: pick(random, ['full', 'started', 'pro-rata']) } : {}

function drawUnits(random: Random, { kind }: NaiveTarget): NaiveUnits {
  const late = [
    { per: 'late', step: 1 },
    { per: 'late', step: pick(random, [2, 3]) },
    { per: 'time-late', step: pick(random, [30, 60, 90]) },
  ] as const
  const off = {
    share: { per: 'below', step: pick(random, [10, 50, 100]) },
    late: { per: 'above', step: pick(random, [1, 2]) },
    mean: { per: 'time-above', step: pick(random, [7, 30]) },
    count: { per: 'above', step: pick(random, [1, 2]) },
    up: { per: 'below', step: pick(random, [1, 10, 50]) },
  } as const
  const down = { per: 'down', step: pick(random, [1, 10, 60]) } as const
  const sort = pick(random, ['off', 'other'])
  if (sort === 'off') return { ...off[kind], ...policy(random) }
  if (kind === 'up') return { ...down, ...policy(random) }
  if (kind === 'count') return { ...off.count, ...policy(random) }
  return { ...pick(random, late), ...policy(random) }
}

/** `isPoints`: what is counted in a balance. */
function drawWorth(random: Random, target: NaiveTarget, isPoints: boolean): NaiveWorth {
  const units = chance(random, 0.65) ? { units: drawUnits(random, target) } : {}
  if (isPoints) return { points: between(random, 1, 3), ...units }
  return chance(random, 0.5)
    ? { tenths: between(random, 1, 100), ...units }
    : { cents: between(random, 101, 90_000), ...units }
}

/** Rows from the target on to the worse, with a gap or without; each edge is on either side. */
function drawRows(random: Random, target: NaiveTarget, isPoints: boolean) {
  const isShare = target.kind === 'share' || target.kind === 'up'
  const width = isShare ? (target.kind === 'up' ? 60 : 1500) : target.kind === 'mean' ? 40 : 2
  const side = isShare ? -1 : 1
  const middle = target.value + side * width
  const hasGap = chance(random, 0.6)
  const next = hasGap ? middle + side * (isShare ? 300 : 2) : middle
  const isIn = chance(random, 0.5)
  const worth = (): NaiveWorth => drawWorth(random, target, isPoints)
  const near = { value: target.value, isIn: false }
  const far = { value: middle, isIn }
  const beyond = { value: next, isIn: hasGap || !isIn }
  const rows: NaiveRow[] = isShare
    ? [
        { lower: far, upper: near, worth: worth() },
        { upper: beyond, worth: worth() },
      ]
    : [
        { lower: near, upper: far, worth: worth() },
        { lower: beyond, worth: worth() },
      ]
  const hole = pick(random, ['undefined', 'row-above', 'row-below'] as const)
  return { rows, ...(hasGap ? { hole } : {}) }
}

function drawRepeat(random: Random, per: NaiveTile): NaiveRepeat {
  const tenths = pick(random, [12, 15, 20])
  const times = between(random, 1, 2)
  const kind = pick(random, ['times', 'in-a-row', 'by-row'] as const)
  if (kind === 'by-row') return { kind, tenths: [10, 15, 25] }
  if (kind === 'in-a-row' || per !== 'month') return { kind: 'in-a-row', times, tenths }
  const windows: NaiveWindow[] = [2, 3, 6, 'quarter', 'year', 'contract-year', 'month']
  return { kind, times, in: pick(random, windows), tenths }
}

function drawPenalty(
  random: Random,
  target: NaiveTarget,
  per: NaiveTile,
  around: Around,
): NaivePenalty {
  const balance = per === 'month' ? around.balances[0] : undefined
  const isPoints = balance !== undefined && chance(random, 0.5)
  const hasBands = chance(random, 0.45)
  const worth = hasBands ? drawRows(random, target, isPoints) : drawWorth(random, target, isPoints)
  const worths = 'rows' in worth ? worth.rows.map((row) => row.worth) : [worth]
  return {
    worth,
    ...(worths.some((one) => 'tenths' in one) ? { of: drawBase(random) } : {}),
    ...(chance(random, 0.35) ? { repeat: drawRepeat(random, per) } : {}),
    ...(chance(random, 0.2) ? { multiply: pick(random, [5, 11, 13]) } : {}),
    ...(!isPoints && chance(random, 0.25) ? { atMost: drawLimit(random, 90_000, 20) } : {}),
    ...(!isPoints && chance(random, 0.25) ? { minimum: drawLimit(random, 90_000, 20) } : {}),
    ...(chance(random, 0.3) ? policy(random) : {}),
    ...(!isPoints && chance(random, 0.3) ? { nature: 'price-reduction' } : {}),
    countsIn: isPoints ? [balance.id] : drawPath(random, around.bounds),
  }
}

/** Minutes that a ticket may take. */
const LIMITS = [30, 60, 120, 240]

type ByItem = Pick<NaiveLevel, 'target' | 'penalty' | 'limit' | 'atLimit'>

/** A table of the own time of a ticket, from the limit on: two rows without a hole. */
function drawTiers(random: Random, { limit, atLimit }: Pick<ByItem, 'limit' | 'atLimit'>) {
  const isRate = chance(random, 0.5)
  const worth = (): NaiveWorth =>
    isRate ? { tenths: between(random, 1, 50) } : { cents: between(random, 101, 40_000) }
  const middle = limit + pick(random, [15, 60, 240])
  const isIn = chance(random, 0.5)
  const rows: NaiveRow[] = [
    {
      lower: { value: limit, isIn: atLimit === 'late' },
      upper: { value: middle, isIn },
      worth: worth(),
    },
    { lower: { value: middle, isIn: !isIn }, worth: worth() },
  ]
  return { ...(isRate ? { of: 'item' as const } : {}), worth: { rows } }
}

function drawOne(random: Random): Pick<NaivePenalty, 'of' | 'worth'> {
  const units = chance(random, 0.6)
    ? { units: { per: 'time-late' as const, step: 60, ...policy(random) } }
    : {}
  return chance(random, 0.5)
    ? { of: 'item', worth: { tenths: between(random, 1, 50), ...units } }
    : { worth: { cents: between(random, 101, 40_000), ...units } }
}

/** Every late ticket has a penalty of its own. */
function drawByItem(random: Random, { bounds }: Around): ByItem {
  const limit = pick(random, LIMITS)
  const atLimit = pick(random, ['in-time', 'late'] as const)
  const ofPrice = {
    tenths: between(random, 10, 300),
    base: { of: 'item-price', in: 'month' },
  } as const
  return {
    limit,
    atLimit,
    target: chance(random, 0.5) ? { kind: 'share', value: 10_000 } : { kind: 'late', value: 0 },
    penalty: {
      ...(chance(random, 0.4) ? drawTiers(random, { limit, atLimit }) : drawOne(random)),
      ...(chance(random, 0.2) ? { multiply: pick(random, [5, 11, 13]) } : {}),
      ...(chance(random, 0.4)
        ? { atMost: chance(random, 0.5) ? ofPrice : drawLimit(random, 20_000, 3) }
        : {}),
      ...(chance(random, 0.3) ? { minimum: { cents: between(random, 100, 9_000) } } : {}),
      countsIn: drawPath(random, bounds),
    },
  }
}

export function drawLevel(random: Random, index: number, around: Around): NaiveLevel {
  const isByItem = chance(random, 0.15)
  const others: NaiveTile[] = ['quarter', 'quarter', 'half-year', 'year', 'contract']
  if (!around.isMidMonth) others.push('contract-year')
  const per = chance(random, 0.8) ? 'month' : pick(random, others)
  const drawn = drawTarget(random)
  const { target, penalty, limit, atLimit } = isByItem
    ? drawByItem(random, around)
    : {
        target: drawn,
        penalty: drawPenalty(random, drawn, per, around),
        limit: pick(random, LIMITS),
        atLimit: pick(random, ['in-time', 'late'] as const),
      }
  const isShare = target.kind === 'share' || target.kind === 'up'
  const roundings = target.kind === 'up' ? [1, 10] : [1, 10, 100]
  const hasFew = !isByItem && target.kind === 'share' && chance(random, 0.3)
  return {
    id: `level-${index + 1}`,
    priority: pick(random, ['P1', 'P1', 'P2']),
    hours: target.kind !== 'count' && chance(random, 0.25) ? 'office' : 'always',
    limit,
    atLimit,
    belongsTo: pick(
      random,
      target.kind === 'count' ? ['opened', 'resolved'] : ['opened', 'resolved', 'due'],
    ),
    open: pick(random, ['ignored', 'late-if-overdue', 'carried']),
    per: isByItem ? 'item' : per,
    target,
    ...(isShare && chance(random, 0.3) ? { round: pick(random, roundings) } : {}),
    ...(hasFew
      ? {
          few: {
            under: between(random, 3, 5),
            ...(chance(random, 0.6) ? { allowLate: between(random, 0, 1) } : {}),
          },
        }
      : {}),
    ...(chance(random, 0.3)
      ? { grace: { months: between(random, 1, 2), isMeasured: chance(random, 0.6) } }
      : {}),
    penalty,
  }
}
