/**
 * How orders are written.
 *
 * @fr forme des bons de commande
 */
import { listOf, oneOrMore } from '../../base/yaml/collections.ts'
import { absentMeans, optional, record, required } from '../../base/yaml/record.ts'
import type { Shape } from '../../base/yaml/shape.ts'
import { date, id, integer, text } from '../../base/yaml/shape.ts'
import { change } from './amendments-shape.ts'
import { filter, reference } from './common-shape.ts'
import { feeShape } from './costs-shape.ts'
import type { Order } from './orders.ts'

export const ordersShape: Shape<readonly Order[]> = listOf(
  record('order', {
    id: required(id),
    title: optional(text),
    entity: required(reference),
    signed: required(date),
    starts: required(date),
    ends: required(date),
    rank: optional(integer(1, 1000)),
    items: required(filter),
    levels: required(oneOrMore(reference)),
    fees: absentMeans(listOf(feeShape), []),
    changes: absentMeans(listOf(change), []),
  }),
)
