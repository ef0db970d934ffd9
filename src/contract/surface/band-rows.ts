/**
 * Rewrites the table of a penalty: what its rows are read on, and whether they price all of it.
 *
 * A row is read on the figure of the level; on the own time of the item at hand; on how late it is
 * (`30 min late`); or on the time down that exceeds what a target in per cent leaves (`2 h below`).
 * Under `once-passed: excess` each row prices its own part, and the parts add up.
 *
 * Example: 150.00 a minute up to 30 min late, 450.00 above: 45 min late are 30 × 150.00 + 15 ×
 * 450.00 = 11 250.00 under `excess`, and 45 × 450.00 = 20 250.00 under `whole`.
 *
 * @fr lignes d'un barème
 */
import { ONE, subtract, ZERO } from '../../base/ratio.ts'
import type { BandReading } from '../chapters/band-reading.ts'
import { isPerUnit, readingOf } from '../chapters/band-reading.ts'
import type { Band, BandTable, Penalty, Worth } from '../chapters/penalty.ts'
import type { Expression } from '../core/core.ts'
import { tableOf } from './bands.ts'
import type { PenaltyContext } from './units.ts'
import { latenessOf, timeBelow } from './units.ts'
import { choose, compare, difference, item, literal, outcome, sourceOf, sum } from './write.ts'

/** What a row is worth, its units counted on `slice` where it prices its own part only. */
type WorthOf = (worth: Worth, slice?: Expression) => Expression

export function bandsOf(
  penalty: Penalty,
  table: BandTable,
  context: PenaltyContext,
  worthOf: WorthOf,
): Expression {
  const { level } = context
  const reading = readingOf(table)
  const figure = figureOf(reading, penalty, table, context)
  if (penalty.oncePassed === 'excess') return excessOf(table, figure, context, worthOf)
  const { word } = level.target.bound
  const isLower = word === 'at-most' || word === 'under'
  const isOwn = reading.side !== undefined || context.isByItem === true
  return {
    ...tableOf(table, figure, (worth) => worthOf(worth), level.clause),
    ...(isOwn || isLower ? { isLowerBetter: true } : {}),
  }
}

/** What the rows are read on: less is better, but for the figure of some levels. */
function figureOf(
  { side, unit }: BandReading,
  penalty: Penalty,
  { where }: BandTable,
  context: PenaltyContext,
): Expression {
  if (side === 'late') return latenessOf(unit, penalty, where, context)
  if (side === 'below') return timeBelow(context)
  if (context.isByItem === true) return item({ kind: 'elapsed' })
  return outcome(`${context.level.id}.figure-for-amount`)
}

/** Each row that is reached, at the price of the part of the figure that lies in it. */
function excessOf(
  table: BandTable,
  figure: Expression,
  context: PenaltyContext,
  worthOf: WorthOf,
): Expression {
  const { report, unit, level } = context
  const reading = readingOf(table)
  if (table.otherwise !== undefined) {
    report.notComputed(table.where, `once-passed: excess, otherwise: ${table.otherwise}`)
  }
  const rows = table.rows.map((row) => {
    const source = sourceOf(row.where, level.clause)
    const amount = isPerUnit(row.worth, reading)
      ? worthOf(row.worth, sliceOf(row, figure, reading))
      : worthOf(row.worth)
    if (row.lower === undefined) return amount
    const { word, limit } = row.lower
    const isReached = compare(figure, word, literal(limit.value, unitOf(reading)), source)
    return choose(isReached, amount, literal(ZERO, unit))
  })
  return { ...sum(...rows), source: sourceOf(table.where, level.clause) }
}

/** The part of the figure that lies in a row; `at-least 6 days` begins where 5 days end. */
function sliceOf({ lower, upper }: Band, figure: Expression, reading: BandReading): Expression {
  const end = (value: typeof ONE, isNext: boolean): Expression =>
    literal(isNext && reading.unit !== 'ms' ? subtract(value, ONE) : value, unitOf(reading))
  const top: Expression =
    upper === undefined
      ? figure
      : { kind: 'least', of: [figure, end(upper.limit.value, upper.word === 'under')] }
  return lower === undefined
    ? top
    : difference(top, end(lower.limit.value, lower.word === 'at-least'))
}

/** Lateness in dates is a plain number of them. */
const unitOf = ({ unit }: BandReading): 'ms' | 'count' => (unit === 'ms' ? 'ms' : 'count')
