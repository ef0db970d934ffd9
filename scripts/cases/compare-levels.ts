/** Compares the levels of a settlement: figures, late items, outages. */
import { formatRatio, parseRatio } from '../../src/base/ratio.ts'
import type { SourceNode } from '../../src/base/yaml/source.ts'
import type { StoredItem, StoredLevel } from '../../src/money/settlement.ts'
import type { Compared } from './compared.ts'
import { byId, figure, moment, time, word, words } from './compared.ts'
import type { Handlers } from './tree.ts'
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

/** Outages by identifier, or with the open time that each had in the period: `OUT-1: 62 min`. */
function checkOutages(node: SourceNode, level: StoredLevel, compared: Compared): void {
  const { outages } = level
  if (node.kind !== 'map') {
    words(
      compared,
      outages.map(({ id }) => id),
    )(node)
    return
  }
  const { fail } = compared
  eachName(node, 'outage', byId(outages), ({ open }, value) => time(open, fail)(value), fail)
  const named = new Set(node.entries.map(({ key }) => key))
  for (const { id } of outages) if (!named.has(id)) fail(node.where, `${id} is counted as well`)
}
