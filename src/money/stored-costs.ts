/**
 * The price of a month and its reserves, as a settlement stores them.
 *
 * @fr prix, réserves du décompte
 */
import type { Derived } from '../base/because/graph.ts'
import type { Stock, StockReading } from '../contract/core/stock.ts'
import { STOCK_READINGS } from '../contract/core/stock.ts'
import type { SettledMonth } from './settle.ts'

export interface StoredFee {
  readonly id: string
  readonly title: string
  readonly amount: number
}

/**
 * A reserve in the month: what was `filled`, what was `taken` of what was asked for and how much
 * was `short`, what was `lost` by age, and what is `left` at its end.
 */
export interface StoredStock extends Readonly<Record<'filled' | StockReading, number>> {
  readonly id: string
  readonly title: string
  readonly path: string
  readonly clause?: string
}

const FIGURES = ['filled', ...STOCK_READINGS] as const

type Node = (derived: Derived) => number

export const storeFees = ({ fees }: SettledMonth, node: Node): readonly StoredFee[] =>
  fees.map(({ fee, amount }) => ({ id: fee.id, title: fee.title, amount: node(amount) }))

export const storeStocks = (
  { stocks }: SettledMonth,
  node: Node,
): { readonly stocks?: readonly StoredStock[] } =>
  stocks.length === 0 ? {} : { stocks: stocks.map((one) => storeStock(one, node)) }

/** What a stock comes to in a month. @fr mouvements d'une réserve */
export interface SettledStock {
  readonly stock: Stock
  readonly figures: Readonly<Record<'filled' | StockReading, Derived>>
}

function storeStock({ stock, figures }: SettledStock, node: Node): StoredStock {
  const { id, title, source } = stock
  return {
    id,
    title,
    ...source,
    filled: node(figures.filled),
    taken: node(figures.taken),
    short: node(figures.short),
    lost: node(figures.lost),
    left: node(figures.left),
  }
}

export const stockRoots = ({ stocks }: SettledMonth): readonly Derived[] =>
  stocks.flatMap(({ figures }) => FIGURES.map((name) => figures[name]))

/** The reserves of a month, each figure read by the name of its outcome. */
export const settledStocks = (
  stocks: readonly Stock[],
  outcome: (name: string) => Derived,
): readonly SettledStock[] =>
  stocks.map((stock) => ({
    stock,
    figures: {
      filled: outcome(stock.filled),
      taken: outcome(`${stock.id}.taken`),
      short: outcome(`${stock.id}.short`),
      lost: outcome(`${stock.id}.lost`),
      left: outcome(`${stock.id}.left`),
    },
  }))
