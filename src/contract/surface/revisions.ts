/**
 * Rewrites the revision of prices: a formula over indices becomes an expression of the core.
 *
 * Example: `0.15 + 0.85 × S1/S0` with 315.2 over 310.5 is 1.012866…; `round: up 0.0001` makes it
 * 1.0129, and a price of 100 000.00 € becomes 101 290.00 €.
 *
 * @fr révision de prix
 */
import { yearMonth } from '../../base/calendar/date.ts'
import { invariant } from '../../base/invariant.ts'
import type { IndexSymbol, PriceRevision } from '../chapters/costs.ts'
import type { Expression, IndexMonth, Revision } from '../core/core.ts'
import type { Formula } from '../phrases/formula.ts'
import type { Report } from './report.ts'
import { literal, sourceOf } from './write.ts'

/** The revision as the core knows it; nothing where this version does not compute it. */
export function rewriteRevision(terms: PriceRevision, report: Report): Revision | undefined {
  const { every, noData, symbols, round, atMost, excess, clause, where } = terms
  if (every.day !== 1) report.notComputed(every.where, `every ${every.text}`)
  if (noData === 'provisional') report.notComputed(where, 'no-data: provisional')
  const months = new Map(symbols.map((symbol) => [symbol.symbol, indexOf(symbol, report)]))
  if (round.kind === 'step' && round.unit !== 'number') {
    report.notComputed(round.where, round.text)
    return undefined
  }
  if (atMost?.per !== undefined && !isOfRevision(atMost.per.step)) {
    report.notComputed(atMost.where, atMost.text)
  }
  const source = sourceOf(where, clause)
  return {
    month: every.month,
    formula: {
      ...expressionOf(terms.formula, months),
      source: sourceOf(terms.formula.where, clause),
    },
    ...(round.kind === 'none' ? {} : { round: { mode: round.mode, step: round.step } }),
    ...(atMost === undefined || excess === undefined
      ? {}
      : {
          most: {
            share: literal(atMost.share, 'count', sourceOf(atMost.where, clause)),
            excess,
          },
        }),
    source,
  }
}

const isOfRevision = (step: { readonly unit: string; readonly name?: string }): boolean =>
  step.unit === 'named' && step.name === 'revision'

function indexOf(symbol: IndexSymbol, report: Report): Expression {
  const { series, where } = symbol
  const at = monthOf(symbol)
  if (at === undefined) report.notComputed(where, `${series} ${symbol.value.kind}`)
  return {
    kind: 'index',
    series,
    at: at ?? { kind: 'before', months: 0 },
    source: sourceOf(where),
  }
}

/** The values that are known by the month that they are of. */
function monthOf({ value }: IndexSymbol): IndexMonth | undefined {
  switch (value.kind) {
    case 'of-month':
      return { kind: 'month', month: yearMonth(value.year, value.month) }
    case 'month-before':
      return { kind: 'named-before', name: value.month }
    case 'months-before':
      return { kind: 'before', months: value.count }
    case 'last-published':
      return { kind: 'published', isOnTheDayCounted: value.word === 'by' }
    case 'previous-revision':
      return undefined
  }
}

const STEPS = {
  add: 'sum',
  subtract: 'difference',
  multiply: 'product',
  divide: 'quotient',
} as const

/** Every part is a plain number: the quotient of two indices as well. */
function expressionOf(formula: Formula, symbols: ReadonlyMap<string, Expression>): Expression {
  if (formula.kind === 'number') return literal(formula.value, 'count')
  if (formula.kind === 'symbol') {
    const meaning = symbols.get(formula.name)
    invariant(meaning !== undefined, 'a formula that was read defines its symbols')
    return meaning
  }
  const of = [expressionOf(formula.left, symbols), expressionOf(formula.right, symbols)]
  const step: Expression = { kind: STEPS[formula.kind], of }
  return formula.kind === 'divide' ? { kind: 'as-unit', of: step, unit: 'count' } : step
}
