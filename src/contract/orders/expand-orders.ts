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
import type { Place } from '../../base/finding.ts'
import type { SourceEntry, SourceMap, SourceNode } from '../../base/yaml/source.ts'
import { applyChange } from '../amendments/apply-change.ts'
import { MEASURE_KINDS } from '../chapters/measure-shape.ts'
import type { Order } from '../chapters/orders.ts'

/** The contract in which these orders, and no others, have levels and fees. */
export function expandOrders(
  root: SourceNode,
  orders: readonly Order[],
  alive: readonly Order[],
): SourceNode {
  if (orders.length === 0) return root
  const models = new Set(orders.flatMap(({ levels }) => levels.map(({ id }) => id)))
  const ranked = [...alive].sort((a, b) => (a.rank ?? 0) - (b.rank ?? 0))
  const own = itemsAt(root, ['performance', 'levels']).filter((node) => !models.has(idOf(node)))
  const levels = ranked.flatMap((order) => levelsOf(root, order))
  const fees = ranked.flatMap((order) => feesOf(root, order))
  const priced = withItems(root, ['costs', 'fees'], [...itemsAt(root, ['costs', 'fees']), ...fees])
  return withItems(priced, ['performance', 'levels'], [...own, ...levels])
}

/** The levels of an order, as the framework and its own changes say them. */
function levelsOf(root: SourceNode, order: Order): SourceNode[] {
  const changed = order.changes.reduce(
    (node, change) => applyChange(node, change).node ?? node,
    root,
  )
  const fees = feeNodes(root, order).map(idOf)
  return order.levels.flatMap(({ id }) => {
    const model = itemsAt(changed, ['performance', 'levels']).find((node) => idOf(node) === id)
    if (model?.kind !== 'map') return []
    const entries = model.entries.map((entry): SourceEntry => {
      if (entry.key === 'id') return named(entry, order.id)
      if (entry.key === 'penalty')
        return { ...entry, value: withOwnFees(entry.value, fees, order.id) }
      return isMeasure(entry.key) ? { ...entry, value: narrowed(entry.value, order) } : entry
    })
    return [{ ...model, entries }]
  })
}

const isMeasure = (key: string): boolean => MEASURE_KINDS.some((kind) => kind === key)

/** The measure on the facts of the order only. */
function narrowed(measure: SourceNode, { items }: Order): SourceNode {
  if (measure.kind !== 'map') return measure
  const rows = items.rows.map(({ field, anyOf, where }) =>
    entryOf(
      field,
      { kind: 'list', items: anyOf.map((value) => textAt(value, where)), where },
      where,
    ),
  )
  const filter = measure.entries.find(({ key }) => key === 'where')
  const before = filter?.value.kind === 'map' ? filter.value.entries : []
  const value: SourceNode = { kind: 'map', entries: [...before, ...rows], where: items.where }
  const rest = measure.entries.filter(({ key }) => key !== 'where')
  return { ...measure, entries: [...rest, entryOf('where', value, items.where)] }
}

/** A penalty that is a share of a fee of the order: `of: run in month` is of `run-lyon`. */
function withOwnFees(penalty: SourceNode, fees: readonly string[], order: string): SourceNode {
  switch (penalty.kind) {
    case 'list':
      return { ...penalty, items: penalty.items.map((item) => withOwnFees(item, fees, order)) }
    case 'map': {
      const entries = penalty.entries.map((entry) => ({
        ...entry,
        value:
          entry.key === 'of' && entry.value.kind === 'scalar'
            ? { ...entry.value, text: ofOwnFee(entry.value.text, fees, order) }
            : withOwnFees(entry.value, fees, order),
      }))
      return { ...penalty, entries }
    }
    case 'scalar':
      return penalty
  }
}

function ofOwnFee(text: string, fees: readonly string[], order: string): string {
  const [base = '', ...rest] = text.split(' ')
  return fees.includes(base) ? [`${base}-${order}`, ...rest].join(' ') : text
}

/** The fees of an order, on the days on which it runs. */
function feesOf(root: SourceNode, order: Order): SourceNode[] {
  const days = [
    ['from', order.starts],
    ['until', order.ends],
  ] as const
  return feeNodes(root, order).map((fee): SourceNode => {
    if (fee.kind !== 'map') return fee
    const entries = fee.entries.map((entry) =>
      entry.key === 'id' ? named(entry, order.id) : entry,
    )
    const written = new Set(entries.map(({ key }) => key))
    const bounds = days
      .filter(([key]) => !written.has(key))
      .map(([key, day]) => entryOf(key, textAt(formatDate(day), order.where), order.where))
    return { ...fee, entries: [...entries, ...bounds] }
  })
}

const feeNodes = (root: SourceNode, order: Order): readonly SourceNode[] => {
  const node = itemsAt(root, ['orders']).find((candidate) => idOf(candidate) === order.id)
  return node === undefined ? [] : itemsAt(node, ['fees'])
}

const named = (entry: SourceEntry, order: string): SourceEntry =>
  entry.value.kind === 'scalar'
    ? { ...entry, value: { ...entry.value, text: `${entry.value.text}-${order}` } }
    : entry

const textAt = (text: string, where: Place): SourceNode => ({
  kind: 'scalar',
  text,
  isQuoted: false,
  where,
})

const entryOf = (key: string, value: SourceNode, where: Place): SourceEntry => ({
  key,
  keyWhere: where,
  value,
})

const childOf = (node: SourceNode | undefined, key: string): SourceNode | undefined =>
  node?.kind === 'map' ? node.entries.find((entry) => entry.key === key)?.value : undefined

function idOf(node: SourceNode): string {
  const id = childOf(node, 'id')
  return id?.kind === 'scalar' ? id.text : ''
}

function itemsAt(root: SourceNode, path: readonly string[]): readonly SourceNode[] {
  const node = path.reduce<SourceNode | undefined>(childOf, root)
  return node?.kind === 'list' ? node.items : []
}

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
