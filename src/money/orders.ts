/**
 * What a month comes to order by order: its prices, and what the provider owes of it after the
 * caps that orders share.
 *
 * Example: under one cap of 600.00 €, order-4 keeps 300.00 € of penalties and order-3 300.00 € of
 * 600.00 €: each is said with its own prices, 30 000.00 € and 20 000.00 €.
 *
 * @fr décompte par bon de commande
 */
import type { Derived } from '../base/because/graph.ts'
import type { Entity, Order, Parties } from '../contract/terms.ts'
import { nothingYet } from './bound-memory.ts'
import type { Check } from './check-values.ts'
import { optional, recordOf, text } from './check-values.ts'
import type { SettledMonth } from './settle.ts'

/** An order that runs in the month; sums as numbers of nodes, penalties after the caps. */
export interface StoredOrder {
  readonly id: string
  readonly title?: string
  /** The name of the entity that it is for. */
  readonly entity: string
  readonly fees: number
  readonly indemnity: number
  readonly 'price-reduction': number
}

/** @fr décompte d'un bon de commande */
export interface SettledOrder extends Omit<StoredOrder, 'fees' | 'indemnity' | 'price-reduction'> {
  readonly fees: Derived
  readonly indemnity: Derived
  readonly priceReduction: Derived
}

/** The orders that have a level or a price in the month. */
export function ordersIn(
  { graph, fees, lines, version }: SettledMonth,
  { orders, parties }: { readonly orders: readonly Order[]; readonly parties: Parties },
): SettledOrder[] {
  const effects = new Map(version.program.effects.map((effect) => [effect.id, effect]))
  const levels = new Set(version.program.levels.map(({ id }) => id))
  return orders.flatMap(({ id, title, entity, ...order }): SettledOrder[] => {
    const own = new Set(order.levels.map((level) => `${level.id}-${id}`))
    const priced = new Set(order.fees.map((fee) => `${fee.id}-${id}`))
    const amounts = fees.filter(({ fee }) => priced.has(fee.id)).map(({ amount }) => amount)
    if (amounts.length === 0 && ![...own].some((level) => levels.has(level))) return []
    const sumOf = (name: string, all: readonly Derived[]): Derived => {
      const known = all.filter(({ value }) => value.state === 'known')
      const about = { name: `order.${id}.${name}` }
      return known.length === 0
        ? graph.label(nothingYet(graph), about)
        : graph.step('sum', known, {}, about)
    }
    const owed = (nature: string): readonly Derived[] =>
      lines
        .filter(({ effect: line }) => {
          const effect = effects.get(line)
          return effect?.nature === nature && effect.by === 'provider' && own.has(effect.level)
        })
        .map((line) => line.owed)
    return [
      {
        id,
        ...(title === undefined ? {} : { title }),
        entity: (parties.entities.find((one) => one.id === entity.id) as Entity).name,
        fees: sumOf('fees', amounts),
        indemnity: sumOf('indemnity', owed('indemnity')),
        priceReduction: sumOf('price-reduction', owed('price-reduction')),
      },
    ]
  })
}

/** Every node that orders show. */
export const orderRoots = (orders: readonly SettledOrder[]): readonly Derived[] =>
  orders.flatMap(({ fees, indemnity, priceReduction }) => [fees, indemnity, priceReduction])

/** Nothing where the contract has no order in the month. */
export function storeOrders(
  orders: readonly SettledOrder[],
  node: (derived: Derived) => number,
): { readonly orders?: readonly StoredOrder[] } {
  if (orders.length === 0) return {}
  return {
    orders: orders.map(({ fees, indemnity, priceReduction, ...order }) => ({
      ...order,
      fees: node(fees),
      indemnity: node(indemnity),
      'price-reduction': node(priceReduction),
    })),
  }
}

export const ORDER_FIGURES = ['fees', 'indemnity', 'price-reduction'] as const

export const orderWith = (node: Check): Check =>
  recordOf<StoredOrder>({
    id: text,
    title: optional(text),
    entity: text,
    fees: node,
    indemnity: node,
    'price-reduction': node,
  })
