/**
 * Says the orders of a framework agreement: for whom, when, on which facts, with which levels.
 */
import { formatDay } from '../../base/wording/format.ts'
import type { Order, Terms } from '../../contract/terms.ts'
import type { Block } from '../document.ts'
import { heading, left, table } from '../document.ts'
import type { TermSpeaker } from './phrases.ts'
import { titledName } from './phrases.ts'

/** Their levels and prices are said with all others: under ids that end with that of the order. */
export function orderBlocks({ orders, parties }: Terms, { say, language }: TermSpeaker): Block[] {
  if (orders.length === 0) return []
  const columns = ['order', 'entity', 'signed', 'from', 'to', 'items', 'levels', 'rank'] as const
  const day = (date: Order['starts']): string => formatDay(date, language)
  const nameOf = (id: string): string =>
    parties.entities.find((entity) => entity.id === id)?.name ?? id
  return [
    heading(say('orders-heading')),
    table(
      columns.map((column) => left(say(`column-${column}`))),
      orders.map((order) => [
        titledName(order),
        nameOf(order.entity.id),
        day(order.signed),
        day(order.starts),
        day(order.ends),
        order.items.rows.map(({ field, anyOf }) => `${field} = ${anyOf.join(', ')}`).join(' ; '),
        order.levels.map(({ id }) => id).join(', '),
        order.rank === undefined ? '' : `${order.rank}`,
      ]),
    ),
  ]
}
