/**
 * Checks orders before they are rewritten: whom and what they name, when they run, and who comes
 * first under a cap that they share.
 *
 * @fr contrôle des bons de commande
 */
import type { CalendarDate } from '../../base/calendar/date.ts'
import { addDays, firstDayOf, formatDate, lastDayOf, monthOf } from '../../base/calendar/date.ts'
import type { Finding, Place } from '../../base/finding.ts'
import type { Order } from '../chapters/orders.ts'
import { renewalDay } from '../reading/renewal-day.ts'
import type { Performance, Terms } from '../terms.ts'
import { checkItems } from './check-items.ts'
import { checkOrderBounds } from './order-bounds.ts'

/** The framework, whose levels are still the models of its orders. */
type Framework = Pick<Terms, 'parties' | 'performance' | 'costs' | 'term' | 'orders'>

export function checkOrders({ parties, performance, costs, term, orders }: Framework): Finding[] {
  const entities = parties.entities.map(({ id }) => id)
  const levels = performance?.levels.map(({ id }) => id) ?? []
  return [
    ...twice(orders),
    ...orders.flatMap((order) => [
      ...unknown('entity', [order.entity], entities),
      ...unknown('level', order.levels, levels),
      ...outside(order, term),
      ...elsewhere(order),
    ]),
    ...checkItems(orders, performance),
    ...(performance ? openBases(orders, performance) : []),
    ...(performance ? withoutRank(orders, performance) : []),
    ...(performance ? checkOrderBounds(orders, performance, costs?.dues ?? []) : []),
  ]
}

const error = (code: string, where: Place, params: Finding['params']): Finding => ({
  code,
  severity: 'error',
  where,
  params,
})

const twice = (orders: readonly Order[]): Finding[] =>
  orders.flatMap(({ id, where }, i) => {
    const first = orders.slice(0, i).find((other) => other.id === id)
    return first === undefined
      ? []
      : [error('id-twice', where, { id, line: `${first.where.line}` })]
  })

const unknown = (kind: string, named: Order['levels'], known: readonly string[]): Finding[] =>
  named
    .filter(({ id }) => !known.includes(id))
    .map(({ id, where }) =>
      error('reference-unknown', where, { kind, id, known: known.join(', ') || '—' }),
    )

/** An order runs in whole months, inside the framework. */
function outside({ where, starts, ends }: Order, term: Terms['term']): Finding[] {
  const isWhole = starts === firstDayOf(monthOf(starts)) && ends === lastDayOf(monthOf(ends))
  const [from, until] = [formatDate(starts), formatDate(ends)]
  if (!isWhole || ends < starts) return [error('order-in-mid-month', where, { from, until })]
  const last = lastDay(term)
  if (starts >= firstDayOf(monthOf(term.starts)) && (last === undefined || ends <= last)) return []
  const params = {
    from,
    until,
    starts: formatDate(term.starts),
    ends: last ? formatDate(last) : '',
  }
  return [error('order-outside-framework', where, params)]
}

/** The last day that the framework may reach, with all renewals; none where they have no end. */
function lastDay(term: Terms['term']): CalendarDate | undefined {
  const { renewal } = term
  if (renewal !== undefined && renewal.atMost === undefined) return undefined
  return addDays(renewalDay(term, renewal?.atMost ?? 0), -1)
}

/** What an order changes is one of its own levels. */
const elsewhere = (order: Order): Finding[] =>
  order.changes.flatMap(({ at }) => {
    const [chapter, list, level = ''] = at.steps
    const isOwn = chapter === 'performance' && list === 'levels' && holds(order, level)
    return isOwn
      ? []
      : [error('order-change-elsewhere', at.where, { path: at.text, order: order.id })]
  })

/** A share of all fees would be one of the fees of all orders. */
const openBases = (orders: readonly Order[], { levels }: Performance): Finding[] =>
  levels.flatMap(({ id, penalty }) =>
    orders.some((order) => holds(order, id)) && penalty?.of?.of === 'fees'
      ? [error('order-base-of-all-fees', penalty.of.where, { level: id })]
      : [],
  )

const holds = ({ levels }: Order, level: string): boolean => levels.some(({ id }) => id === level)

/** Orders that share a cap by rank say which of them comes first. */
function withoutRank(orders: readonly Order[], { caps, levels }: Performance): Finding[] {
  const ranked = caps.filter(({ take, per }) => take === 'by-rank' && per.kind !== 'order')
  return ranked.flatMap((cap) => {
    const under = orders.filter((order) =>
      levels.some(
        ({ id, penalty }) =>
          holds(order, id) && penalty?.countsIn.some((counted) => counted.id === cap.id),
      ),
    )
    if (under.length < 2) return []
    return under.flatMap(({ id, rank, where }, i) => {
      const same = under.slice(0, i).find((other) => other.rank === rank)
      if (rank === undefined)
        return [error('order-without-rank', where, { order: id, cap: cap.id })]
      return same === undefined
        ? []
        : [error('order-rank-twice', where, { order: id, other: same.id, rank: `${rank}` })]
    })
  })
}
