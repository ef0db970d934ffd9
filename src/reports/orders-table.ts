/**
 * Says the month order by order, where the contract is a framework.
 *
 * @fr bons de commande du mois
 */
import type { Speaker } from '../base/wording/say.ts'
import type { Settlement } from '../money/settlement.ts'
import type { Block } from './document.ts'
import { heading, left, right, table } from './document.ts'
import { sayFigure } from './figures.ts'

/** The month order by order: the prices of each, and what the provider owes of it. */
export function orderBlocks(settlement: Settlement, speaker: Speaker): Block[] {
  const { say } = speaker
  const { orders = [] } = settlement
  if (orders.length === 0) return []
  const figure = (node: number): string => sayFigure(settlement, node, speaker)
  return [
    heading(say('orders-heading')),
    table(
      [
        left(say('column-order')),
        left(say('column-entity')),
        right(say('column-fee')),
        right(say('total-indemnity')),
        right(say('total-price-reduction')),
      ],
      orders.map((order) => [
        order.title === undefined ? order.id : `${order.title} (${order.id})`,
        order.entity,
        figure(order.fees),
        figure(order.indemnity),
        figure(order['price-reduction']),
      ]),
    ),
  ]
}
