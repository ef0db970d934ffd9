/**
 * Rewrites reserves: what each month adds, what it asks for, and what the stock makes of both.
 *
 * Example: `filled: 15 per year` is 15 in the month in which a year begins and zero in others;
 * `support.short` is what was asked for in a month and was not there.
 *
 * @fr réserves
 */
import { ZERO } from '../../base/ratio.ts'
import type { StockTerms } from '../chapters/stock.ts'
import type { Definition, Expression } from '../core/core.ts'
import type { Source } from '../core/select.ts'
import type { Stock } from '../core/stock.ts'
import { STOCK_READINGS } from '../core/stock.ts'
import type { Length } from '../phrases/length.ts'
import type { Terms } from '../terms.ts'
import type { BaseContext } from './bases.ts'
import type { Report } from './report.ts'
import { choose, literal, sourceOf, whenNothing } from './write.ts'

export interface RewrittenStocks {
  readonly stocks: readonly Stock[]
  readonly definitions: readonly Definition[]
}

export function rewriteStocks({ costs }: Terms, context: BaseContext): RewrittenStocks {
  const stocks = costs?.stocks ?? []
  return {
    stocks: stocks.map((stock) => stockOf(stock, context.report)),
    definitions: stocks.flatMap((stock) => definitionsOf(stock, context)),
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

function definitionsOf(
  { id, clause, filled, emptied, where }: StockTerms,
  { counted }: BaseContext,
): Definition[] {
  const source = sourceOf(where, clause)
  const none = literal(ZERO, 'count')
  const lot = literal(filled.count, 'count', sourceOf(filled.where, clause))
  const asked = counted.in(
    'month',
    { of: emptied.of, from: 'quantities', take: 'sum' },
    sourceOf(emptied.where, clause),
  )
  return [
    monthly(
      `${id}.filled`,
      'count',
      filled.tile === 'month' ? lot : choose({ kind: 'begins', tile: filled.tile }, lot, none),
      source,
    ),
    monthly(`${id}.asked`, 'count', whenNothing(asked, none), source),
    ...readingsOf(id, 'count', source),
  ]
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
