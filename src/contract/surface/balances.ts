/**
 * Rewrites balances of points: levels give points, and a balance makes one amount of them.
 *
 * Example: a level worth 2 points and another worth 3, `rate: 1 % per point` of 125 000.00 €: five
 * points, 6 250.00 €. `at-most: 4 points` makes it 5 000.00 €. Rows `under: 5 points` at 0 % and
 * `at-least: 5 points` at 4 % make it 5 000.00 € as well.
 *
 * @fr solde de points
 */
import { invariant } from '../../base/invariant.ts'
import { divide, ONE, ZERO } from '../../base/ratio.ts'
import type { ServiceLevel } from '../chapters/level.ts'
import type { PointBalance, Worth } from '../chapters/penalty.ts'
import type { Definition, Effect, Expression } from '../core/core.ts'
import type { Phrase, Rate, Terms } from '../terms.ts'
import { tableOf } from './bands.ts'
import type { BaseContext } from './bases.ts'
import { basisOf, limitOf } from './bases.ts'
import { lineOf } from './lines.ts'
import { literal, outcome, product, sourceOf, whenNothing } from './write.ts'

export interface RewrittenBalances {
  readonly definitions: readonly Definition[]
  readonly effects: readonly Effect[]
}

export function rewriteBalances(terms: Terms, context: BaseContext): RewrittenBalances {
  const { performance, conventions } = terms
  if (performance === undefined) return { definitions: [], effects: [] }
  const { balances, levels } = performance
  return {
    definitions: balances.flatMap((balance) => outcomesOf(balance, levels, context)),
    effects: balances.map((balance) =>
      lineOf(`${balance.id}.penalty`, balance, conventions, context),
    ),
  }
}

function outcomesOf(
  balance: PointBalance,
  levels: readonly ServiceLevel[],
  context: BaseContext,
): Definition[] {
  const { id, per, clause, where } = balance
  const source = sourceOf(where, clause)
  const points = outcome(`${id}.points`)
  const { worth } = balance
  const amount =
    worth.kind === 'bands'
      ? tableOf(worth, points, (row) => worthOfRow(balance, row, context), clause)
      : worthOfPoints(balance, worth, points, context)
  const given = sumOf(balance, levels, context)
  const { atMost } = balance
  const define = (own: string, value: Expression): Definition => ({
    name: `${id}.${own}`,
    unit: 'points',
    tile: per,
    value,
    source,
  })
  return [
    ...(atMost?.kind === 'fixed' && isOfPoints(balance)
      ? [
          define('given', given),
          define('points', {
            kind: 'least',
            of: [
              outcome(`${id}.given`),
              literal(atMost.quantity.value, 'points', sourceOf(atMost.where)),
            ],
          }),
        ]
      : [define('points', given)]),
    {
      name: `${id}.penalty`,
      unit: 'cents',
      tile: per,
      value: isOfPoints(balance) ? amount : boundedBy(balance, amount, context),
      source,
    },
  ]
}

/** So much for each point, such as `0.5 % per point`. */
function worthOfPoints(
  balance: PointBalance,
  worth: Worth,
  points: Expression,
  context: BaseContext,
): Expression {
  invariant(worth.kind === 'rate', 'a balance that was read has a rate, or rows')
  const { share, where } = worth.rate
  const rate = literal(share, 'share', sourceOf(where, balance.clause))
  return product(pointsAsUnits(worth.rate, points, context), rate, baseOf(balance, context))
}

/** What a row is worth once it is reached, however many points lie in it. */
function worthOfRow(balance: PointBalance, worth: Worth, context: BaseContext): Expression {
  const { report } = context
  const written = worth.kind === 'rate' ? worth.rate : worth.amount
  if (written.per !== undefined) report.notComputed(written.where, `bands, ${written.text}`)
  const source = sourceOf(written.where, balance.clause)
  if (worth.kind === 'rate') {
    return product(literal(worth.rate.share, 'share', source), baseOf(balance, context))
  }
  const { value, unit } = worth.amount.quantity
  if (unit !== 'cents') report.notComputed(written.where, written.text)
  return literal(value, 'cents', source)
}

const baseOf = ({ of, per }: PointBalance, context: BaseContext): Expression =>
  basisOf(of, of.where, context, per)

/** The points of the levels that count in the balance, each judged over its very period. */
function sumOf(
  balance: PointBalance,
  levels: readonly ServiceLevel[],
  { report }: BaseContext,
): Expression {
  const none = literal(ZERO, 'points')
  const given = levels.flatMap(({ id, per, penalty }) => {
    const reference = penalty?.countsIn.find((counted) => counted.id === balance.id)
    if (reference === undefined) return []
    const tile = per === 'item' ? 'month' : per
    if (tile !== balance.per) report.notComputed(reference.where, `${balance.id}, per: ${per}`)
    return whenNothing(outcome(`${id}.penalty`), none)
  })
  return given.length === 0 ? none : { kind: 'sum', of: given }
}

/** Whether the most that counts is so many points, and not so much money. */
export const isOfPoints = ({ atMost }: PointBalance): boolean =>
  atMost?.kind === 'fixed' && atMost.quantity.unit === 'points'

function boundedBy(balance: PointBalance, amount: Expression, context: BaseContext): Expression {
  const { atMost, per } = balance
  return atMost === undefined
    ? amount
    : { kind: 'least', of: [amount, limitOf(atMost, atMost.where, context, per)] }
}

/** How many times the rate applies: `0.5 % per point`, `1 % per 2 points`. */
function pointsAsUnits(
  rate: Phrase<Rate>,
  points: Expression,
  { report }: BaseContext,
): Expression {
  const units: Expression = { kind: 'as-unit', of: points, unit: 'count' }
  const step = rate.per?.step
  const isPoints = step?.unit === 'named' && (step.name === 'point' || step.name === 'points')
  if (!isPoints || rate.per?.side !== undefined || rate.per?.parts !== undefined) {
    report.notComputed(rate.where, rate.text)
    return units
  }
  const factor = divide(ONE, step.count)
  return factor.numerator === factor.denominator ? units : product(units, literal(factor, 'count'))
}
