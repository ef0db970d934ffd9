/**
 * Checks that the facts of an order are its own: a level that looks at them can be told to, and no
 * fact belongs to two orders at once.
 *
 * Example: order 3 holds `{ site: Lyon }` and order 4 `{ priority: P1 }`, both with the level
 * `restore`. A late P1 ticket of Lyon would be owed twice: one of them must leave it out.
 *
 * @fr périmètre des bons de commande
 */
import type { Finding } from '../../base/finding.ts'
import type { Filter } from '../chapters/level.ts'
import type { Order } from '../chapters/orders.ts'
import type { Performance } from '../chapters/performance.ts'

export const checkItems = (
  orders: readonly Order[],
  performance: Performance | undefined,
): Finding[] => [...withoutFilter(orders, performance), ...shared(orders)]

/** A level on told values says of nothing whose it is. */
const withoutFilter = (orders: readonly Order[], performance: Performance | undefined): Finding[] =>
  orders.flatMap((order) =>
    order.levels.flatMap(({ id, where }): Finding[] => {
      const level = performance?.levels.find((one) => one.id === id)
      if (level?.measure.kind !== 'value') return []
      const params = { level: id, order: order.id }
      return [{ code: 'order-level-without-items', severity: 'error', where, params }]
    }),
  )

function shared(orders: readonly Order[]): Finding[] {
  return orders.flatMap((order, i) => {
    const other = orders.slice(0, i).find((before) => mayShareFacts(before, order))
    if (other === undefined) return []
    const params = { order: order.id, other: other.id }
    return [{ code: 'order-items-shared', severity: 'error', where: order.items.where, params }]
  })
}

const mayShareFacts = (one: Order, other: Order): boolean =>
  one.starts <= other.ends &&
  other.starts <= one.ends &&
  one.levels.some(({ id }) => other.levels.some((level) => level.id === id)) &&
  !areApart(one.items, other.items)

/** Whether a field is in both, with no value in common. */
const areApart = (one: Filter, other: Filter): boolean =>
  one.rows.some(({ field, anyOf }) =>
    other.rows.some(
      (row) => row.field === field && !row.anyOf.some((value) => anyOf.includes(value)),
    ),
  )
