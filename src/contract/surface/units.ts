/**
 * Rewrites the units that an amount is `per`: late tickets, steps of lateness, steps off a target.
 *
 * Example: `0.5 % per working-day late`, an order due on Wednesday 6 May 2026 and delivered on the
 * 18th: six worked days past the day it was due (8 and 14 May are holidays), 3 % of the base.
 *
 * @fr unités d'une pénalité
 */
import type { PartUnits } from '../../base/because/formula.ts'
import type { Place } from '../../base/finding.ts'
import { duration } from '../../base/instant.ts'
import type { Ratio } from '../../base/ratio.ts'
import { equals, ONE, ratio, subtract, ZERO } from '../../base/ratio.ts'
import type { Conventions } from '../chapters/identity.ts'
import type { MeasureForm, ServiceLevel } from '../chapters/level.ts'
import type { Penalty } from '../chapters/penalty.ts'
import type { Expression } from '../core/core.ts'
import type { ItemReading } from '../core/items.ts'
import type { Tile } from '../core/select.ts'
import type { Per } from '../phrases/amount.ts'
import type { Length } from '../phrases/length.ts'
import { sizeOf } from '../phrases/length.ts'
import type { Unit } from '../phrases/quantity.ts'
import type { BaseContext } from './bases.ts'
import type { OutcomeContext } from './outcome-conditions.ts'
import { difference, each, item, literal, outcome, product, reduce, sourceOf } from './write.ts'

/** What a penalty is rewritten with. */
export interface PenaltyContext extends BaseContext {
  readonly level: ServiceLevel
  readonly conventions: Conventions
  readonly tile: Tile
  /** What the penalty is counted in: points in a balance, days of service in a reserve. */
  readonly unit: 'cents' | 'points' | 'count'
  /** What adds up something else than money, with its unit. */
  readonly counters: ReadonlyMap<string, 'points' | 'count'>
  /** What the conditions of an exemption look at. */
  readonly outcomes: OutcomeContext
  /** The part of what a table is read on that lies in the row at hand, where it prices no more. */
  readonly slice?: Expression
}

/** How many units: late tickets, steps of lateness, steps between the figure and its target. */
export function unitsOf(
  per: Per,
  penalty: Penalty,
  where: Place,
  context: PenaltyContext,
): Expression {
  const { level, report, conventions } = context
  const policy: PartUnits = per.parts ?? penalty.partUnits ?? conventions.partUnits
  const { step, side } = per
  if (step.unit !== 'named' && step.unit !== 'share-difference') {
    if (side === 'late') checkDaysLate(per, where, context)
    if (context.slice !== undefined) return parts(context.slice, ratio(sizeOf(step)), policy)
    if (side === 'late') return stepsLate(per, policy, where, { ...context, penalty })
  }
  if (context.isByItem === true) return ofOne(per, policy, where, context)
  if (step.unit === 'named') {
    if (side === 'above' || side === 'below') {
      return parts(offTarget(level, side), step.count, policy)
    }
    const items: Expression = reduce(level.id, itemsOf(level, side === 'late'), true)
    return equals(step.count, ONE) ? items : parts(items, step.count, policy)
  }
  if (step.unit === 'share-difference') return parts(offTarget(level, side), step.value, policy)
  if (step.unit === 'ms') {
    const size = ratio(step.value)
    if (side === 'below') {
      if (hasTimeBelow(level)) return parts(timeBelow(context), size, policy)
      report.notComputed(where, `per h below (${level.measure.kind})`)
    }
    return side === 'down'
      ? parts(reduce(level.id, { kind: 'down' }, true), size, policy)
      : parts(offTarget(level, side), size, policy)
  }
  // What is late or off its target by days was judged before.
  report.error('days-down-in-hours', where, {})
  return literal(ONE, 'count')
}

/** Whether a target in per cent leaves so much time down. */
const hasTimeBelow = ({ measure, target }: ServiceLevel): boolean =>
  measure.kind === 'availability' && isOneFigure(measure) && target.reducer === 'figure'

/**
 * The time down that exceeds what a target in per cent leaves of the period.
 *
 * Example: 164 min down under 99.9 % of June, which leaves 43.2 of 43 200 min: 120.8 min.
 */
export function timeBelow({ level }: Pick<PenaltyContext, 'level'>): Expression {
  const { bound, where } = level.target
  const left = literal(subtract(ONE, bound.limit.value), 'share', sourceOf(where))
  const allowed = product(left, reduce(level.id, { kind: 'window' }, true))
  const beyond = difference(reduce(level.id, { kind: 'down' }, true), allowed)
  return { kind: 'greatest', of: [beyond, literal(ZERO, 'ms')] }
}

/** How far the figure lies from its target, on the side that costs. */
function offTarget(level: ServiceLevel, side: Per['side']): Expression {
  const figure = outcome(`${level.id}.figure-for-amount`)
  const { bound, where } = level.target
  const target = literal(bound.limit.value, unitOf(level), sourceOf(where))
  return side === 'above' ? difference(figure, target) : difference(target, figure)
}

/**
 * `150.00 per late ticket` of a penalty that is of each item is 150.00 for the one at hand, and
 * `per 30 min down` counts the steps of one outage.
 */
function ofOne(
  { step, side }: Per,
  policy: PartUnits,
  where: Place,
  { level, report }: PenaltyContext,
): Expression {
  if (step.unit === 'ms' && side === 'down') {
    return parts(item({ kind: 'elapsed' }), ratio(step.value), policy)
  }
  if (side === 'down') {
    report.error('days-down-in-hours', where, {})
    return literal(ONE, 'count')
  }
  const isItem = side === 'late' || level.measure.kind === 'availability'
  const isOne = step.unit === 'named' && isItem && equals(step.count, ONE)
  if (!isOne) report.notComputed(where, `${onePhrase(level)}, per ${step.unit}`)
  return literal(ONE, 'count')
}

/** How a level says that its items are looked at one by one. */
const onePhrase = ({ per, penalty }: ServiceLevel): string =>
  per === 'item' ? 'per: item' : `each: ${penalty?.each}`

/** The time down that a penalty is about: that of the outage at hand, or of the whole period. */
export const downOf = ({ level, isByItem }: PenaltyContext): Expression =>
  isByItem === true ? item({ kind: 'elapsed' }) : reduce(level.id, { kind: 'down' }, true)

const DAYS = {
  days: 'calendar-days',
  'working-days': 'worked-days',
  'mon-sat-days': 'workable-days',
} as const satisfies Partial<Record<Length['unit'], string>>

/**
 * A day late is a date: it has no part where what is late was due at an hour, and there is none of
 * it on the very day.
 */
function checkDaysLate({ step, parts: written }: Per, where: Place, context: PenaltyContext): void {
  const { level, report } = context
  const isDay = step.unit === 'days' || step.unit === 'working-days' || step.unit === 'mon-sat-days'
  if (!isDay || isDueOnDate(level)) return
  if (written !== undefined && step.count === 1) {
    report.error('part-of-a-day-late', where, { word: written })
  } else if (level.measure.kind !== 'timeliness') {
    report.warning('no-day-late-on-the-day', where, {})
  }
}

/** Steps of lateness, counted item by item. */
function stepsLate(
  { step }: Per,
  policy: PartUnits,
  where: Place,
  context: PenaltyContext & { readonly penalty: Penalty },
): Expression {
  const { level, report, conventions, penalty } = context
  if (step.unit === 'ms') {
    if (penalty.calendar !== undefined) {
      const reading: ItemReading = { kind: 'lateness', calendar: penalty.calendar.id }
      return ofItem(reading, ratio(step.value), policy, context)
    }
    if (hasDates(level)) report.notComputed(where, 'per h late, within days')
    const isFew = level.measure.kind === 'timeliness' || level.measure.of === 'outages'
    return isFew || context.isByItem === true
      ? ofItem({ kind: 'lateness' }, ratio(step.value), policy, context)
      : reduce(level.id, { kind: 'late-parts', step: duration(step.value), policy }, true)
  }
  if (step.unit !== 'days' && step.unit !== 'working-days' && step.unit !== 'mon-sat-days') {
    report.notComputed(where, `per ${step.unit} late`)
    return literal(ONE, 'count')
  }
  const calendar = conventions.days.working.id
  const days: ItemReading = { kind: 'late-days', unit: DAYS[step.unit], calendar }
  return ofItem(days, ratio(step.count), policy, context)
}

/** How late the item at hand is: in time, or in dates of the calendar that counts them. */
export function latenessOf(
  unit: Unit,
  { calendar }: Penalty,
  where: Place,
  { level, report, conventions }: PenaltyContext,
): Expression {
  if (unit === 'days' || unit === 'working-days' || unit === 'mon-sat-days') {
    return item({ kind: 'late-days', unit: DAYS[unit], calendar: conventions.days.working.id })
  }
  if (calendar !== undefined) return item({ kind: 'lateness', calendar: calendar.id })
  if (hasDates(level)) report.notComputed(where, 'bands in h late, within days')
  return item({ kind: 'lateness' })
}

/** Steps of the item at hand, or of all late items of the period. */
function ofItem(
  reading: ItemReading,
  size: Ratio,
  policy: PartUnits,
  { level, isByItem }: PenaltyContext,
): Expression {
  const own = parts(item(reading), size, policy)
  return isByItem === true ? own : each(level.id, 'count', own)
}

/** Whether what is late was due on a date, so that a day late has no part. */
function isDueOnDate(level: ServiceLevel): boolean {
  const { measure } = level
  if (measure.kind !== 'timeliness') return hasDates(level)
  const { within } = measure
  return within.kind === 'from' && within.length.unit !== 'ms'
}

/** Whether a limit is a date: a ticket is then late by days, and by no hours. */
function hasDates({ measure }: ServiceLevel): boolean {
  if (measure.kind !== 'response' && measure.kind !== 'restoration') return false
  const { within } = measure
  if (within.kind === 'one') return within.value.unit !== 'ms'
  return [...within.rows.map(({ value }) => value), within.otherwise].some(
    (length) => length !== undefined && length.unit !== 'ms',
  )
}

const parts = (of: Expression, step: Ratio, policy: PartUnits): Expression => ({
  kind: 'parts',
  of,
  step,
  policy,
})

function itemsOf(level: ServiceLevel, late: boolean): { kind: 'late' | 'judged' | 'outages' } {
  if (level.measure.kind === 'availability' && isOneFigure(level.measure)) {
    return { kind: 'outages' }
  }
  return late ? { kind: 'late' } : { kind: 'judged' }
}

/** Whether a measure is one number already, rather than items that are in time or late. */
export const isOneFigure = (measure: MeasureForm): boolean =>
  measure.kind === 'value' || (measure.kind === 'availability' && measure.intervals === undefined)

/** The unit of a level's figure, which its target must share. */
export function unitOf(level: ServiceLevel): 'share' | 'count' | 'ms' {
  const { unit } = level.target.bound.limit
  return unit === 'ms' || unit === 'share' ? unit : 'count'
}
