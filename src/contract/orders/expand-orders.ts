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

const LEVELS = ['performance', 'levels'] as const

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
  const fees = ranked.flatMap(({ order }) => feesOf(root, order))
  const priced = withItems(root, ['costs', 'fees'], [...itemsAt(root, ['costs', 'fees']), ...fees])
  return { value: withItems(priced, LEVELS, [...own, ...levels]), findings }
}

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
  const fees = feeNodes(root, order).map(idOf)
  const models = order.levels.flatMap(({ id }) =>
    levelsIn(changed).filter((node) => idOf(node) === id),
  )
  return models.map((model) => {
    const entries = model.entries.map((entry): SourceEntry => {
      if (entry.key === 'id') return named(entry, order.id)
      if (entry.key === 'penalty')
        return { ...entry, value: withOwnFees(entry.value, fees, order.id) }
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
    const entries = fee.entries.map((entry) =>
      entry.key === 'id' ? named(entry, order.id) : entry,
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

const named = (entry: SourceEntry, order: string): SourceEntry => ({
  ...entry,
  value: wordAt(`${textOf(entry.value)}-${order}`, entry.value.where),
})

const wordAt = (text: string, where: Place): SourceNode => ({
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
