/**
 * Rewrites what a missed level is worth.
 *
 * An amount or a rate, fixed, per late ticket or per step of lateness or shortfall, or a table of
 * bands; then a multiplier for repetition, and the bounds of one occurrence. The penalty is owed
 * when the level is missed and not in its grace; otherwise it is exactly zero.
 *
 * Example: `rate: 1 % per started 0.1 pt below`, target 99.9 %, figure 99.72 %: 0.18 pt below, two
 * started steps, 2 % of the base.
 *
 * @fr pénalités
 */
import { invariant } from '../../base/invariant.ts'
import { equals, isZero, ONE, ratio, ZERO } from '../../base/ratio.ts'
import type { Conventions } from '../chapters/identity.ts'
import type { ServiceLevel } from '../chapters/level.ts'
import type { Penalty, Repeat, Worth } from '../chapters/penalty.ts'
import type { Expression, Row } from '../core/core.ts'
import type { Window } from '../core/select.ts'
import { bandsOf } from './band-rows.ts'
import { limitOf, windowOf } from './bases.ts'
import { baseOf } from './downtime-base.ts'
import { liftedWhere } from './lifted.ts'
import type { PenaltyContext } from './units.ts'
import { unitsOf } from './units.ts'
import {
  all,
  choose,
  compare,
  each,
  isFalse,
  literal,
  not,
  outcome,
  product,
  sourceOf,
  whenNothing,
} from './write.ts'

/** The exact amount of a level's penalty in one period, in cents. */
export function penaltyOf(penalty: Penalty, context: PenaltyContext): Expression {
  const { level } = context
  const owed = whenNothing(outcome(`${level.id}.missed`), isFalse)
  const grace = graceOf(context)
  const condition = grace === undefined ? owed : all(owed, not(grace))
  const nothingOwed = literal(ZERO, context.unit)
  const amount = bounded(penalty, multiplied(penalty, context), context)
  if (context.isByItem !== true) {
    return choose(condition, liftedWhere(penalty, amount, context), nothingOwed)
  }
  if (level.per === 'item') checkByItem(penalty, context)
  const ones = liftedWhere(penalty, each(level.id, context.unit, amount), context)
  return choose(condition, ones, nothingOwed)
}

/**
 * Each item is late or in time by itself: a share of the items, or a row of misses, is of no item.
 */
function checkByItem(penalty: Penalty, { level, report, conventions }: PenaltyContext): void {
  const { bound, reducer } = level.target
  const isWhole = bound.word === 'at-least' && equals(bound.limit.value, ONE)
  const isNone = bound.word === 'at-most' && isZero(bound.limit.value)
  const isOfEach =
    reducer === 'share-in-time'
      ? isWhole
      : reducer === 'count'
        ? isNone
        : reducer === 'highest' && isOwnLimit(level, conventions)
  if (!isOfEach) report.notComputed(bound.where, `per: item, ${reducer} ${bound.text}`)
  if (penalty.repeat !== undefined) report.notComputed(penalty.repeat.where, 'per: item, repeat')
}

/** Whether the target of each item is the very limit past which it is late. */
function isOwnLimit(level: ServiceLevel, conventions: Conventions): boolean {
  const { measure } = level
  const { bound } = level.target
  if (measure.kind !== 'response' && measure.kind !== 'restoration') return false
  const { within } = measure
  if (within.kind !== 'one' || within.value.unit !== 'ms') return false
  const word = (level.onTheLimit ?? conventions.onTheLimit) === 'late' ? 'under' : 'at-most'
  return bound.word === word && equals(bound.limit.value, ratio(within.value.value))
}

/** Whether the period lies in the first months, in which nothing is penalised. */
function graceOf({ level, report }: PenaltyContext): Expression | undefined {
  const { grace } = level
  if (grace === undefined || grace.penalised) return undefined
  if (grace.first.unit !== 'months') {
    report.notComputed(grace.first.where, grace.first.text)
    return undefined
  }
  return { kind: 'in-first-months', months: grace.first.count, source: sourceOf(grace.where) }
}

function multiplied(penalty: Penalty, context: PenaltyContext): Expression {
  const worth =
    penalty.worth.kind === 'bands'
      ? bandsOf(penalty, penalty.worth, context, (worth, slice) =>
          worthOf(penalty, worth, { ...context, ...(slice && { slice }) }),
        )
      : worthOf(penalty, penalty.worth, context)
  const { multiply, repeat } = penalty
  const factors: Expression[] = []
  if (multiply !== undefined) {
    factors.push(literal(multiply.value, 'count', sourceOf(multiply.where, context.level.clause)))
  }
  if (repeat !== undefined) factors.push(repetition(repeat, context))
  return factors.length === 0 ? worth : product(worth, ...factors)
}

function bounded(penalty: Penalty, amount: Expression, context: PenaltyContext): Expression {
  const { tile } = context
  let bounded = amount
  if (penalty.atMost !== undefined) {
    const limit = limitOf(penalty.atMost, penalty.atMost.where, context, tile)
    bounded = { kind: 'least', of: [bounded, limit] }
  }
  if (penalty.minimum !== undefined) {
    const limit = limitOf(penalty.minimum, penalty.minimum.where, context, tile)
    bounded = { kind: 'greatest', of: [bounded, limit] }
  }
  return bounded
}

/** How the units of amounts are written. */
const WRITTEN = { cents: 'cents', points: 'points', count: 'service-days' } as const

/** A rate of the base or an amount, times the units that it is `per`. */
function worthOf(penalty: Penalty, worth: Worth, context: PenaltyContext): Expression {
  const { level } = context
  if (worth.kind === 'rate') {
    const { rate } = worth
    const share = literal(rate.share, 'share', sourceOf(rate.where, level.clause))
    const units = rate.per === undefined ? [] : [unitsOf(rate.per, penalty, rate.where, context)]
    invariant(penalty.of !== undefined, 'a rate that was read is a share of something')
    return product(share, ...units, baseOf(penalty.of, context))
  }
  const { amount } = worth
  const isOwn = amount.quantity.unit === WRITTEN[context.unit]
  invariant(isOwn, 'points count in a balance, days of service in a reserve, money in neither')
  const money = literal(amount.quantity.value, context.unit, sourceOf(amount.where, level.clause))
  return amount.per === undefined
    ? money
    : product(money, unitsOf(amount.per, penalty, amount.where, context))
}

/** The factor of a repeated miss: the miss that is judged counts as one of them. */
function repetition(repeat: Repeat, context: PenaltyContext): Expression {
  const { level, report, tile } = context
  const source = sourceOf(repeat.where, level.clause)
  const misses = (how: 'streak' | 'count-true', window: Window): Expression => ({
    kind: 'history',
    name: `${level.id}.missed`,
    how,
    window,
    present: true,
    source,
  })
  const streak = misses('streak', { kind: 'tile', tile: 'contract' })
  const phrase = repeat.kind === 'in-a-row' ? undefined : repeat.in
  const window = phrase === undefined ? undefined : windowOf(phrase, tile)
  if (phrase !== undefined && window === undefined) {
    report.notComputed(repeat.where, 'repeat')
    return literal(ONE, 'count', source)
  }
  if (repeat.kind === 'by-row') {
    const times = window === undefined ? streak : misses('count-true', window)
    return { ...byRow(repeat, times), source }
  }
  const factor = literal(repeat.factor, 'count', source)
  const { word, limit } = repeat.bound
  return choose(
    compare(
      window === undefined ? streak : misses('count-true', window),
      word,
      literal(limit.value, 'count'),
      source,
    ),
    factor,
    literal(ONE, 'count'),
  )
}

/** A row for each number of misses, and one for all above the last. */
function byRow(
  { rows: written, otherwise }: Extract<Repeat, { kind: 'by-row' }>,
  times: Expression,
): Expression {
  const rows: Row[] = written.map(({ count, factor }) => ({
    from: { word: 'at-least' as const, value: ratio(count) },
    to: { word: 'at-most' as const, value: ratio(count) },
    value: literal(factor, 'count'),
  }))
  const last = written.reduce((most, row) => Math.max(most, row.count), 0)
  rows.push({
    from: { word: 'above', value: ratio(last) },
    value: literal(otherwise, 'count'),
  })
  return { kind: 'piecewise', of: times, rows, hole: 'undefined' }
}
