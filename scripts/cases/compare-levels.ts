/** Compares the levels of a settlement: figures, late items, outages. */
import type { Value } from '../../src/base/because/value.ts'
import { parseValue } from '../../src/base/because/value.ts'
import { formatRatio, parseRatio } from '../../src/base/ratio.ts'
import type { SourceNode } from '../../src/base/yaml/source.ts'
import type { StoredItem, StoredLevel, StoredOutage } from '../../src/money/settlement.ts'
import type { Compared } from './compared.ts'
import { byId, figure, moment, time, word, words } from './compared.ts'
import { differs, showValue } from './figures.ts'
import type { Fail, Handlers } from './tree.ts'
import { eachKey, eachName, textIn } from './tree.ts'

export function checkLevels(node: SourceNode, compared: Compared): void {
  const { settlement, fail } = compared
  const judged = byId(settlement.levels)
  eachName(
    node,
    'level judged this month',
    judged,
    (level, value) => {
      const handlers: Handlers = {
        figure: figure(compared, level.figure),
        judged: figure(compared, level.judged),
        late: figure(compared, level.late),
        missed: figure(compared, level.missed),
        period: word(compared, level.period),
        removed: word(compared, `${level.removed}`),
        open: word(compared, `${level.open}`),
        backlog: words(compared, level.backlog),
        outages: (list) => checkOutages(list, level, compared),
        'late-items': (list) => checkItems(list, level, compared),
      }
      eachKey(value, 'a level', handlers, fail)
    },
    fail,
  )
}

/** Late items by identifier, or with what is known: `INC-7: { elapsed: 5 h, limit: 4 h }`. */
function checkItems(node: SourceNode, level: StoredLevel, compared: Compared): void {
  const { lateItems } = level
  if (node.kind !== 'map') {
    words(
      compared,
      lateItems.map(({ id }) => id),
    )(node)
    return
  }
  const { fail } = compared
  const named = new Set(node.entries.map(({ key }) => key))
  for (const { id } of lateItems) if (!named.has(id)) fail(node.where, `${id} is late as well`)
  eachName(
    node,
    'late item',
    byId(lateItems),
    (item, value) => checkItem(value, item, compared),
    fail,
  )
}

function checkItem(node: SourceNode, item: StoredItem, compared: Compared): void {
  const { fail } = compared
  const handlers: Handlers = {
    elapsed: time(item.elapsed, fail),
    limit: time(item.limit, fail),
    due: moment(item.due, compared),
    stop: moment(item.stop, compared),
    exempted: (value) => {
      const wanted = parseRatio(textIn(value, 'exempted', fail) ?? '')
      const actual = item.exempted ?? '0'
      if (wanted === undefined || formatRatio(wanted) !== actual) {
        fail(value.where, `expected another share, actual ${actual}`)
      }
    },
  }
  eachKey(node, 'a late item', handlers, fail)
}

/** Outages by identifier, or with what each counts: `OUT-1: { open: 62 min, counted: 31 min }`. */
function checkOutages(node: SourceNode, level: StoredLevel, compared: Compared): void {
  const ids = level.outages.flatMap(({ kind, id }) => (kind === 'outage' ? [id] : []))
  if (node.kind !== 'map') {
    words(compared, ids)(node)
    return
  }
  const { fail } = compared
  const parts = new Map(level.outages.map((part) => [part.id === '' ? part.kind : part.id, part]))
  eachName(node, 'outage', parts, (part, value) => checkOutage(value, part, compared), fail)
  const named = new Set(node.entries.map(({ key }) => key))
  for (const id of ids) if (!named.has(id)) fail(node.where, `${id} is counted as well`)
}

/** The open time alone, or a map; what is not counted is `30 min exempted E-1`. */
function checkOutage(node: SourceNode, part: StoredOutage, compared: Compared): void {
  const { fail } = compared
  const open = length(part.open, fail)
  if (node.kind === 'scalar') {
    open(node)
    return
  }
  const left = part.notCounted.map(({ time, why, by }) =>
    [showValue(milliseconds(time)), why, by ?? ''].join(' ').trim(),
  )
  const handlers: Handlers = {
    open,
    counted: length(part.counted, fail),
    'counted-for-amount': length(part.countedForAmount ?? part.counted, fail),
    'not-counted': words(compared, left),
  }
  eachKey(node, 'an outage', handlers, fail)
}

const milliseconds = (stored: string): Value => parseValue(`${stored} ms`) ?? { state: 'nothing' }

const length =
  (stored: string, fail: Fail) =>
  (node: SourceNode): void => {
    const text = textIn(node, 'a time', fail)
    const said = text === undefined ? undefined : differs(text, milliseconds(stored))
    if (said !== undefined) fail(node.where, said)
  }
