/**
 * What is put aside for later, lot by lot, month after month.
 *
 * Example: 15 days on the first of each year, which last 12 months. 3.5, 4.25, 5 and 3 are asked
 * for: 12.75 are taken by the third month, 2.25 in the fourth, in which 0.75 is short.
 *
 * @fr réserves
 */
import type { Derived, GraphBuilder } from '../base/because/graph.ts'
import { known } from '../base/because/value.ts'
import type { YearMonth } from '../base/calendar/date.ts'
import { formatMonth } from '../base/calendar/date.ts'
import { isZero, ZERO } from '../base/ratio.ts'
import type { Stock, StockReading } from '../contract/core/stock.ts'

/** What was added in a month, and is still there of it. */
interface Lot {
  readonly month: YearMonth
  readonly left: Derived
}

/** What a stock did in a month. */
interface StockMonth {
  readonly reads: Readonly<Record<StockReading, Derived>>
  readonly lots: readonly Lot[]
  /** Zero: what is left of all lots that are empty, and rests on what emptied them. */
  readonly emptied: readonly Derived[]
}

/** The stocks of a contract, each month computed once, in the order of months. */
export class Stocks {
  readonly #graph: GraphBuilder
  readonly #months = new Map<string, StockMonth>()

  constructor(graph: GraphBuilder) {
    this.#graph = graph
  }

  /** What a stock comes to in a month; `outcome` reads what that month adds and asks for. */
  read(
    stock: Stock,
    month: YearMonth,
    reads: StockReading,
    outcome: (name: string) => Derived,
  ): Derived {
    const key = keyOf(stock, month)
    const computed = this.#months.get(key)
    if (computed !== undefined) return computed.reads[reads]
    const before = this.#months.get(keyOf(stock, month - 1)) ?? { lots: [], emptied: [] }
    const moved = this.#move(stock, month, before, outcome)
    this.#months.set(key, moved)
    return moved.reads[reads]
  }

  #move(
    stock: Stock,
    month: YearMonth,
    { lots: before, emptied: gone }: Pick<StockMonth, 'lots' | 'emptied'>,
    outcome: (name: string) => Derived,
  ): StockMonth {
    const graph = this.#graph
    const { lasts, unit } = stock
    const isDead = (lot: Lot): boolean => lasts !== undefined && month - lot.month >= lasts
    const added: Lot = { month, left: outcome(stock.filled) }
    const alive = [...before.filter((lot) => !isDead(lot)), added]
    const lots = alive.filter(isSomeLeft)
    const empty = alive.filter((lot) => !isSomeLeft(lot)).map(({ left }) => left)
    // Whoever does the settlement again without its facts must find that they are empty.
    const emptied = empty.length === 0 ? gone : [graph.step('sum', [...gone, ...empty])]
    const asked = outcome(stock.asked)
    const { kept, taken } = this.#take(stock, lots, asked)
    const sum = (amounts: readonly Derived[]): Derived =>
      amounts.length === 0 ? this.#nothing(unit) : graph.step('sum', amounts)
    const takenInAll = sum(taken)
    return {
      lots: kept,
      emptied,
      reads: {
        taken: takenInAll,
        short: graph.step('difference', [asked, takenInAll]),
        lost: sum(
          before
            .filter(isDead)
            .filter(isSomeLeft)
            .map(({ left }) => left),
        ),
        left: sum([...kept.map(({ left }) => left), ...emptied]),
      },
    }
  }

  /** Takes what is asked from lot after lot, as far as there is any. */
  #take(
    { id, take, source }: Stock,
    lots: readonly Lot[],
    asked: Derived,
  ): { readonly kept: readonly Lot[]; readonly taken: readonly Derived[] } {
    const graph = this.#graph
    const kept = new Map<YearMonth, Lot>()
    const taken: Derived[] = []
    let wanted = asked
    for (const { month, left } of take === 'oldest-first' ? lots : [...lots].reverse()) {
      const part = graph.step('least', [wanted, left])
      taken.push(part)
      wanted = graph.step('difference', [wanted, part])
      const about = { ...source, name: `${id}.lot`, period: formatMonth(month) }
      kept.set(month, {
        month,
        left: graph.step('difference', [left, part], {}, about),
      })
    }
    return { kept: lots.flatMap(({ month }) => kept.get(month) as Lot), taken }
  }

  #nothing(unit: Stock['unit']): Derived {
    return this.#graph.leaf('earlier', known(ZERO, unit))
  }
}

/** An empty lot is one no more. */
const isSomeLeft = ({ left: { value } }: Lot): boolean =>
  value.state !== 'known' || !isZero(value.number)

const keyOf = ({ id }: Stock, month: number): string => `${id} ${month}`
