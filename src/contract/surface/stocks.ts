/**
 * Rewrites reserves: what each month adds, what it asks for, and what the stock makes of both.
 *
 * Example: `filled: 15 per year` is 15 in the month in which a year begins and zero in others;
 * `support.short` is what was asked for in a month and was not there. `filled: by levels` adds the
 * days of service of the levels that count in it: 7 where an availability of 98.97 % gives 7.
 *
 * @fr réserves
 */
import { ZERO } from '../../base/ratio.ts'
import type { Costs } from '../chapters/costs.ts'
import type { ServiceLevel } from '../chapters/level.ts'
import type { StockTerms } from '../chapters/stock.ts'
import type { Definition, Expression } from '../core/core.ts'
import type { Source } from '../core/select.ts'
import type { Stock } from '../core/stock.ts'
import { STOCK_READINGS } from '../core/stock.ts'
import type { Length } from '../phrases/length.ts'
import type { Terms } from '../terms.ts'
import type { BaseContext } from './bases.ts'
import type { Report } from './report.ts'
import { choose, literal, outcome, sourceOf, sum, whenNothing } from './write.ts'

export interface RewrittenStocks {
  readonly stocks: readonly Stock[]
  readonly definitions: readonly Definition[]
}

export function rewriteStocks(
  { costs, performance }: Terms,
  context: BaseContext,
): RewrittenStocks {
  const stocks = costs?.stocks ?? []
  return {
    stocks: stocks.map((stock) => stockOf(stock, context.report)),
    definitions: stocks.flatMap((stock) =>
      definitionsOf(stock, performance?.levels ?? [], context),
    ),
  }
}

function stockOf({ id, title, clause, take, lasts, where }: StockTerms, report: Report): Stock {
  const months = lasts === 'unlimited' ? undefined : monthsOf(lasts, lasts, report)
  return {
    id,
    title: title ?? id,
    unit: 'count',
    filled: `${id}.filled`,
    asked: `${id}.asked`,
    take,
    ...(months === undefined ? {} : { lasts: months }),
    source: sourceOf(where, clause),
  }
}

/** Lots come and go with months; a lot that dies within one is not told apart. */
function monthsOf(
  length: Length,
  { where, text }: Exclude<StockTerms['lasts'], 'unlimited'>,
  report: Report,
): number | undefined {
  if (length.unit === 'months' && length.count > 0) return length.count
  report.notComputed(where, `lasts: ${text}`)
  return undefined
}

/** The reserves of what levels give. */
export const filledByLevels = (costs: Costs | undefined): readonly StockTerms[] =>
  (costs?.stocks ?? []).filter(({ filled }) => filled.kind === 'levels')

function definitionsOf(
  stock: StockTerms,
  levels: readonly ServiceLevel[],
  { counted, report }: BaseContext,
): Definition[] {
  const { id, clause, emptied, where } = stock
  const source = sourceOf(where, clause)
  const none = literal(ZERO, 'count')
  const asked = counted.in(
    'month',
    { of: emptied.of, from: 'quantities', take: 'sum' },
    sourceOf(emptied.where, clause),
  )
  return [
    monthly(`${id}.filled`, 'count', filledOf(stock, levels, report), source),
    monthly(`${id}.asked`, 'count', whenNothing(asked, none), source),
    ...readingsOf(id, 'count', source),
  ]
}

/** What a month adds: on the first day of a period, or by the levels that it judges. */
function filledOf(
  { id, clause, filled }: StockTerms,
  levels: readonly ServiceLevel[],
  report: Report,
): Expression {
  const none = literal(ZERO, 'count')
  if (filled.kind === 'tile') {
    const lot = literal(filled.count, 'count', sourceOf(filled.where, clause))
    return filled.tile === 'month' ? lot : choose({ kind: 'begins', tile: filled.tile }, lot, none)
  }
  const given = levels.flatMap((level) => {
    const reference = level.penalty?.countsIn.find((counted) => counted.id === id)
    if (reference === undefined) return []
    if (level.per !== 'month') report.notComputed(reference.where, `${id}, per: ${level.per}`)
    return whenNothing(outcome(`${level.id}.penalty`), none)
  })
  return given.length === 0 ? none : sum(...given)
}

/** What a stock comes to, an outcome of each month. */
export const readingsOf = (id: string, unit: Stock['unit'], source: Source): Definition[] =>
  STOCK_READINGS.map((reads) =>
    monthly(`${id}.${reads}`, unit, { kind: 'stock', of: id, reads }, source),
  )

export const monthly = (
  name: string,
  unit: Stock['unit'],
  value: Expression,
  source: Source,
): Definition => ({ name, unit, tile: 'month', value, source })
