/**
 * Caps and minimums that each order has of its own.
 *
 * Example: `{ id: order-cap, per: order, at-most: 10 % of run in contract }` over the orders `lyon`
 * and `bron` becomes `order-cap-lyon`, 10 % of `run-lyon` over the contract, and `order-cap-bron`.
 *
 * @fr plafonds et seuils par bon de commande
 */
import type { Finding, Place } from '../../base/finding.ts'
import type { SourceEntry, SourceMap, SourceNode } from '../../base/yaml/source.ts'
import { textOf, valueAt } from '../../base/yaml/source.ts'
import type { Due } from '../chapters/due.ts'
import type { Order } from '../chapters/orders.ts'
import type { Performance } from '../chapters/performance.ts'
import { wordAt } from './word-at.ts'

/** What an order has of its own, by the names that the framework uses. */
export interface OwnNames {
  readonly order: string
  readonly fees: readonly string[]
  readonly bounds: readonly string[]
}

/** Whether a cap or minimum is one of each order. */
export const isPerOrder = (bound: SourceNode): boolean => textOf(valueAt(bound, 'per')) === 'order'

/** The same for one order: its name, its period, and a limit on the price of the order. */
export function boundOfOrder(bound: SourceMap, { title, id }: Order, own: OwnNames): SourceMap {
  const entries = bound.entries.map((entry): SourceEntry => {
    const text = textOf(entry.value) ?? ''
    const written = (words: string): SourceEntry => ({
      ...entry,
      value: wordAt(words, entry.value.where),
    })
    switch (entry.key) {
      case 'id':
        return written(`${text}-${id}`)
      case 'title':
        return written(`${text} (${title ?? id})`)
      case 'per':
        return written('contract')
      case 'at-most':
      case 'above':
        return written(text.replace(/(?<= of )\S+/u, (base) => ofOrder(base, own)))
      default:
        return entry
    }
  })
  return { ...bound, entries }
}

/** The base of a limit; all the fees of an order are the one that it has. */
function ofOrder(base: string, { fees, order }: OwnNames): string {
  const [only] = fees
  if (base === 'fees' && only !== undefined) return `${only}-${order}`
  return fees.includes(base) ? `${base}-${order}` : base
}

/** Only what an order owes counts in what each order has, and `fees` are one fee of the order. */
export function checkOrderBounds(
  orders: readonly Order[],
  { levels, caps, minimums, balances }: Performance,
  dues: readonly Pick<Due, 'countsIn'>[],
): Finding[] {
  const own = [...minimums, ...caps].filter(({ per }) => per.kind === 'order')
  const models = new Set(orders.flatMap((order) => order.levels.map(({ id }) => id)))
  const outside = [
    ...levels.filter(({ id }) => !models.has(id)).flatMap(({ penalty }) => penalty?.countsIn ?? []),
    ...[...balances, ...dues].flatMap(({ countsIn }) => countsIn),
  ]
  const elsewhere = outside
    .filter(({ id }) => own.some((bound) => bound.id === id))
    .map(({ id, where }) => error('order-bound-elsewhere', where, { id }))
  const several = own.flatMap((bound) => {
    const limit = 'atMost' in bound ? bound.atMost : bound.above
    if (limit.kind !== 'share' || limit.of.of !== 'fees') return []
    return orders
      .filter(({ fees }) => fees.length !== 1)
      .map((order) =>
        error('order-bound-of-several-fees', limit.where, { id: bound.id, order: order.id }),
      )
  })
  return [...elsewhere, ...several]
}

const error = (code: string, where: Place, params: Finding['params']): Finding => ({
  code,
  severity: 'error',
  where,
  params,
})
