/**
 * A framework agreement and its orders: which of them run in a month, and the contract that this
 * makes.
 *
 * Example: `lyon` runs from February to December, `paris` from April on. January has neither, March
 * has the levels and prices of `lyon`, May those of both.
 *
 * @fr accord-cadre
 */
import type { CalendarDate, YearMonth } from '../../base/calendar/date.ts'
import { addToMonth, monthOf } from '../../base/calendar/date.ts'
import type { Checked } from '../../base/finding.ts'
import { hasError } from '../../base/finding.ts'
import type { SourceNode } from '../../base/yaml/source.ts'
import { hasKey } from '../../base/yaml/source.ts'
import type { Order } from '../chapters/orders.ts'
import { decodeTerms, inOrder } from '../reading/read-contract.ts'
import { checkOrders } from './check-orders.ts'
import { expandOrders } from './expand-orders.ts'

/** @fr accord-cadre */
export interface Framework {
  readonly orders: readonly Order[]
  /** The months from which another set of orders runs, of those signed by a day. */
  monthsKnown(day: CalendarDate): readonly YearMonth[]
  /** The orders that run in a month, of those signed by a day. */
  running(month: YearMonth, day: CalendarDate): readonly Order[]
  /** A tree of the contract, with what these orders are of their own. */
  withOrders(root: SourceNode, running: readonly Order[]): Checked<SourceNode>
}

/** Nothing where orders cannot be read; a contract without orders is a framework without any. */
export function readFramework(root: SourceNode): Checked<Framework> {
  if (!hasKey(root, 'orders')) return { value: frameworkOf([]), findings: [] }
  const { value: terms, findings } = decodeTerms(root)
  if (terms === undefined) return { value: undefined, findings }
  const wrong = inOrder(checkOrders(terms))
  return { value: hasError(wrong) ? undefined : frameworkOf(terms.orders), findings: wrong }
}

function frameworkOf(orders: readonly Order[]): Framework {
  const signedBy = (day: CalendarDate): readonly Order[] =>
    orders.filter(({ signed }) => signed <= day)
  return {
    orders,
    monthsKnown: (day) => [
      ...new Set(
        signedBy(day).flatMap(({ starts, ends }) => [
          monthOf(starts),
          addToMonth(monthOf(ends), 1),
        ]),
      ),
    ],
    running: (month, day) =>
      signedBy(day).filter(
        ({ starts, ends }) => monthOf(starts) <= month && month <= monthOf(ends),
      ),
    withOrders: (root, running) => expandOrders(root, orders, running),
  }
}
