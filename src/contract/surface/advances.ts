/**
 * Rewrites advances: a stock of money that an event fills and the work that is executed empties.
 *
 * | form | core |
 * |---|---|
 * | `on: order`, `rate: 35 %` | the amount in the month of the event, a line of the client |
 * | `from: 65 %`, `to: 80 %` | nothing, a part, or all of it by now, less what came back before |
 *
 * Example: 35 % of 96 000.00 are 33 600.00. At 70 % executed a third of it has come back,
 * 11 200.00; at 85 % the rest follows, 22 400.00.
 *
 * @fr avances
 */
import { equals, ONE, subtract, ZERO } from '../../base/ratio.ts'
import type { Conventions } from '../chapters/identity.ts'
import type { Advance } from '../chapters/stock.ts'
import type { Definition, Effect, Expression, Row } from '../core/core.ts'
import type { Window } from '../core/select.ts'
import type { Terms } from '../terms.ts'
import type { BaseContext } from './bases.ts'
import { basisOf } from './bases.ts'
import { happened } from './happened.ts'
import { lineOf } from './lines.ts'
import type { RewrittenStocks } from './stocks.ts'
import { monthly, readingsOf } from './stocks.ts'
import {
  choose,
  difference,
  literal,
  noMoney,
  product,
  quotient,
  sourceOf,
  whenNothing,
} from './write.ts'

const SO_FAR: Window = { kind: 'tile', tile: 'contract' }

export interface RewrittenAdvances extends RewrittenStocks {
  readonly effects: readonly Effect[]
}

export function rewriteAdvances(
  { costs, conventions }: Terms,
  context: BaseContext,
): RewrittenAdvances {
  const advances = costs?.advances ?? []
  return {
    stocks: advances.map(({ id, title, clause, where }) => ({
      id,
      title: title ?? id,
      unit: 'cents',
      filled: `${id}.paid`,
      asked: `${id}.asked`,
      take: 'oldest-first',
      source: sourceOf(where, clause),
    })),
    definitions: advances.flatMap((advance) => definitionsOf(advance, context)),
    effects: advances.flatMap((advance) => effectsOf(advance, conventions, context)),
  }
}

/** The client pays it; the provider gives it back by lowering what is due. */
function effectsOf(advance: Advance, conventions: Conventions, context: BaseContext): Effect[] {
  const { id, where, clause, vat } = advance
  const owing = { where, clause, countsIn: [], ...(vat && { vat }) }
  return [
    lineOf(`${id}.paid`, { ...owing, by: 'client', nature: 'price' }, conventions, context),
    lineOf(
      `${id}.taken`,
      { ...owing, by: 'provider', nature: 'price-reduction' },
      conventions,
      context,
    ),
  ]
}

function definitionsOf(advance: Advance, context: BaseContext): Definition[] {
  const { id, on, of, rate, clause, where } = advance
  const source = sourceOf(where, clause)
  if (rate.per !== undefined) context.report.notComputed(rate.where, rate.text)
  const share = literal(rate.share, 'share', sourceOf(rate.where, clause))
  const whole = product(share, basisOf(of, of.where, context, 'month'))
  const soFar = (name: string, present: boolean): Expression => ({
    kind: 'history',
    name: `${id}.${name}`,
    how: 'sum',
    window: SO_FAR,
    present,
  })
  const back = product(soFar('paid', true), partBack(advance, context))
  const asked = difference(back, whenNothing(soFar('taken', false), noMoney))
  const least: Expression = { kind: 'greatest', of: [whenNothing(asked, noMoney), noMoney] }
  return [
    monthly(`${id}.paid`, 'cents', choose(happened(on, source, context), whole, noMoney), source),
    monthly(`${id}.asked`, 'cents', least, source),
    ...readingsOf(id, 'cents', source),
  ]
}

/** The part of the advance that has come back once so much is executed. */
function partBack({ of, recovered, clause }: Advance, context: BaseContext): Expression {
  const { executed, from, to, where } = recovered
  const done = basisOf(
    { of: executed.id, in: { kind: 'tile', tile: 'contract' } },
    executed.where,
    context,
    'month',
  )
  const share = quotient(done, basisOf(of, of.where, context, 'month'))
  const start = literal(from.value, 'share', sourceOf(from.where, clause))
  const width = literal(subtract(to.value, from.value), 'share')
  const between: readonly Row[] = equals(from.value, to.value)
    ? []
    : [
        {
          from: { word: 'at-least', value: from.value },
          to: { word: 'under', value: to.value },
          value: quotient(difference(share, start), width),
        },
      ]
  return {
    kind: 'piecewise',
    of: share,
    rows: [
      { to: { word: 'under', value: from.value }, value: literal(ZERO, 'share') },
      ...between,
      { from: { word: 'at-least', value: to.value }, value: literal(ONE, 'share') },
    ],
    hole: 'undefined',
    source: sourceOf(where, clause),
  }
}
