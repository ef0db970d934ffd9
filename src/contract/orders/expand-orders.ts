/**
 * Rewrites orders into levels and fees of their own, before the contract is read.
 *
 * A level that an order names is a model: it stands in orders only, as the order changes it, on the
 * facts that are the order's. Nodes keep the place at which they were written, so a finding points
 * into the framework, or into the order where that says otherwise.
 *
 * Example: `restore-p1`, of which the order `lyon` with `items: { site: Lyon }` sets a target of
 * 98 %, gives a level `restore-p1-lyon` on the tickets of that site, with that target.
 *
 * @fr réécriture des bons de commande
 */
import { formatDate } from '../../base/calendar/date.ts'
import type { Checked, Finding, Place } from '../../base/finding.ts'
import type { SourceEntry, SourceMap, SourceNode } from '../../base/yaml/source.ts'
import { hasKey, itemsOf, textOf, valueAt } from '../../base/yaml/source.ts'
import { applyChange } from '../amendments/apply-change.ts'
import { MEASURE_KINDS } from '../chapters/measure-shape.ts'
import type { Order } from '../chapters/orders.ts'
import type { OwnNames } from './order-bounds.ts'
import { boundOfOrder, isPerOrder } from './order-bounds.ts'
import { wordAt } from './word-at.ts'

const LEVELS = ['performance', 'levels'] as const
const CAPS = ['performance', 'caps'] as const
const MINIMUMS = ['performance', 'minimums'] as const

/** The contract in which these orders, and no others, have levels and fees. */
export function expandOrders(
  root: SourceNode,
  orders: readonly Order[],
  alive: readonly Order[],
): Checked<SourceNode> {
  if (orders.length === 0) return { value: root, findings: [] }
  const models = new Set(orders.flatMap(({ levels }) => levels.map(({ id }) => id)))
  const ranked = [...alive]
    .sort((a, b) => (a.rank ?? 0) - (b.rank ?? 0))
    .map((order) => ({ order, ...changedBy(order, root) }))
  const findings = ranked.flatMap(({ findings: found }) => found)
  if (findings.length > 0) return { value: undefined, findings }
  const own = itemsAt(root, LEVELS).filter((node) => !models.has(idOf(node)))
  const levels = ranked.flatMap(({ order, changed }) => levelsOf(root, changed, order))
  const running = ranked.map(({ order }) => order)
  const fees = running.flatMap((order) => feesOf(root, order))
  const priced = withItems(root, ['costs', 'fees'], [...itemsAt(root, ['costs', 'fees']), ...fees])
  const bounded = [CAPS, MINIMUMS].reduce(
    (node, path) => withItems(node, path, boundsAt(root, path, running)),
    priced,
  )
  return { value: withItems(bounded, LEVELS, [...own, ...levels]), findings }
}

/** The caps or minimums of a list; one of each order stands there for each that runs. */
const boundsAt = (root: SourceNode, path: readonly string[], running: readonly Order[]) =>
  itemsAt(root, path).flatMap((bound) =>
    bound.kind === 'map' && isPerOrder(bound)
      ? running.map((order) => boundOfOrder(bound, order, ownNames(root, order)))
      : [bound],
  )

/** What the framework calls by one name and each order has of its own. */
const ownNames = (root: SourceNode, order: Order): OwnNames => ({
  order: order.id,
  fees: feeNodes(root, order).map(idOf),
  bounds: [CAPS, MINIMUMS].flatMap((path) => itemsAt(root, path).filter(isPerOrder).map(idOf)),
})

/**
 * The framework as an order says it otherwise. What a change is about must be there, and no change
 * may take a level from the order that is made of it: it would be measured by nothing.
 */
function changedBy(
  { changes, levels }: Order,
  root: SourceNode,
): { readonly changed: SourceNode; readonly findings: readonly Finding[] } {
  const before = levelsIn(root).map(idOf)
  const findings: Finding[] = []
  let changed = root
  for (const change of changes) {
    // An amendment may have ended a model, for all its orders.
    if (!before.some((id) => id === change.at.steps[2])) continue
    const { node, finding } = applyChange(changed, change)
    if (finding === undefined) changed = node
    else findings.push(finding)
  }
  const after = levelsIn(changed).map(idOf)
  for (const { id, where } of levels) {
    if (!before.includes(id) || after.includes(id)) continue
    const params = { kind: 'level', id, known: after.join(', ') || '—' }
    findings.push({ code: 'reference-unknown', severity: 'error', where, params })
  }
  return { changed, findings }
}

/** The levels of an order, as the framework and its own changes say them. */
function levelsOf(root: SourceNode, changed: SourceNode, order: Order): SourceNode[] {
  const names = ownNames(root, order)
  const models = order.levels.flatMap(({ id }) =>
    levelsIn(changed).filter((node) => idOf(node) === id),
  )
  return models.map((model) => {
    const entries = model.entries.map((entry): SourceEntry => {
      if (entry.key === 'id') return idOfOrder(entry, order.id)
      if (entry.key === 'penalty') return { ...entry, value: withOwnNames(entry.value, names) }
      return isMeasure(entry.key) ? { ...entry, value: narrowed(entry.value, order) } : entry
    })
    return { ...model, entries }
  })
}

const isMeasure = (key: string): boolean => MEASURE_KINDS.some((kind) => kind === key)

/** The measure on the facts of the order only; what is none is said when it is read. */
function narrowed(measure: SourceNode, { items }: Order): SourceNode {
  const filter = valueAt(measure, 'where')
  if (measure.kind !== 'map' || (filter !== undefined && filter.kind !== 'map')) return measure
  const rows = items.rows.map(({ field, anyOf, where }) =>
    entryOf(
      field,
      { kind: 'list', items: anyOf.map((value) => wordAt(value, where)), where },
      where,
    ),
  )
  const entries = [...(filter?.entries ?? []), ...rows]
  const value: SourceNode = { kind: 'map', entries, where: items.where }
  const rest = measure.entries.filter(({ key }) => key !== 'where')
  return { ...measure, entries: [...rest, entryOf('where', value, items.where)] }
}

/**
 * A penalty in the words of its order: `of: run in month` is of `run-lyon`, and it counts in
 * `order-cap-lyon` where each order has a cap `order-cap`.
 */
function withOwnNames(penalty: SourceNode, names: OwnNames): SourceNode {
  if (penalty.kind === 'scalar') return penalty
  if (penalty.kind === 'list') {
    return { ...penalty, items: penalty.items.map((item) => withOwnNames(item, names)) }
  }
  const entries = penalty.entries.map((entry) => {
    if (entry.key === 'of') return { ...entry, value: named(entry.value, names.fees, names.order) }
    if (entry.key === 'counts-in' && entry.value.kind === 'list') {
      const items = entry.value.items.map((item) => named(item, names.bounds, names.order))
      return { ...entry, value: { ...entry.value, items } }
    }
    return { ...entry, value: withOwnNames(entry.value, names) }
  })
  return { ...penalty, entries }
}

/** A phrase whose first word is one of these, with the name that the order has for it. */
function named(node: SourceNode, own: readonly string[], order: string): SourceNode {
  if (node.kind !== 'scalar') return node
  const [first = '', ...rest] = node.text.split(' ')
  return own.includes(first) ? { ...node, text: [`${first}-${order}`, ...rest].join(' ') } : node
}

/** The fees of an order, on the days on which it runs. */
function feesOf(root: SourceNode, order: Order): SourceNode[] {
  const days = [
    ['from', order.starts],
    ['until', order.ends],
  ] as const
  return feeNodes(root, order).map((fee): SourceNode => {
    const entries = fee.entries.map((entry) =>
      entry.key === 'id' ? idOfOrder(entry, order.id) : entry,
    )
    const bounds = days
      .filter(([key]) => !hasKey(fee, key))
      .map(([key, day]) => entryOf(key, wordAt(formatDate(day), order.where), order.where))
    return { ...fee, entries: [...entries, ...bounds] }
  })
}

const feeNodes = (root: SourceNode, order: Order): readonly SourceMap[] =>
  recordsAt(root, ['orders'])
    .filter((node) => idOf(node) === order.id)
    .flatMap((node) => recordsAt(node, ['fees']))

const idOfOrder = (entry: SourceEntry, order: string): SourceEntry => ({
  ...entry,
  value: wordAt(`${textOf(entry.value)}-${order}`, entry.value.where),
})

const entryOf = (key: string, value: SourceNode, where: Place): SourceEntry => ({
  key,
  keyWhere: where,
  value,
})

/** Empty where a record has none, which is said when it is read. */
const idOf = (node: SourceNode): string => textOf(valueAt(node, 'id')) ?? ''

const itemsAt = (root: SourceNode, path: readonly string[]): readonly SourceNode[] =>
  itemsOf(path.reduce<SourceNode | undefined>(valueAt, root))

const recordsAt = (root: SourceNode, path: readonly string[]): readonly SourceMap[] =>
  itemsAt(root, path).filter((node) => node.kind === 'map')

const levelsIn = (root: SourceNode): readonly SourceMap[] => recordsAt(root, LEVELS)

/** The tree with other items in a list, which is made where it is not there. */
function withItems(
  node: SourceNode,
  [key, ...below]: readonly string[],
  items: readonly SourceNode[],
): SourceNode {
  if (key === undefined) return { kind: 'list', items, where: node.where }
  if (node.kind !== 'map') return node
  const own = node.entries.find((entry) => entry.key === key)
  if (own === undefined && items.length === 0) return node
  const empty: SourceMap = { kind: 'map', entries: [], where: node.where }
  const value = withItems(own?.value ?? empty, below, items)
  const entries =
    own === undefined
      ? [...node.entries, entryOf(key, value, node.where)]
      : node.entries.map((entry) => (entry === own ? { ...entry, value } : entry))
  return { ...node, entries }
}
