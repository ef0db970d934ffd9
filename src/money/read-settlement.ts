/**
 * Reads a settlement that comes from outside: every key with its type, or the path of what is
 * wrong.
 *
 * What is read is safe to show and to do again: no key is missing or unknown, a figure is the
 * number of a node that is there, a time is a time. Whether it is *true* is the question of
 * `verify`, so the steps of the graph are taken as they are. Keys beside the three of the envelope
 * are ignored: they are in no hash.
 *
 * Example: a settlement whose `facts` has no `tickets` is `{ wrong: 'settlement.facts.tickets' }`,
 * and one of 40 nodes whose first line owes node 40 is `{ wrong: 'settlement.lines[0].owed' }`.
 *
 * @fr lecture d'un décompte
 */
import { parseMonth } from '../base/calendar/date.ts'
import type { Check } from './check-values.ts'
import {
  exact,
  isRecord,
  listOf,
  moment,
  number,
  oneOf,
  optional,
  own,
  params,
  recordOf,
  text,
  textWhere,
  where,
  whole,
} from './check-values.ts'
import { orderWith } from './orders.ts'
import { feeWith, stockWith } from './read-costs.ts'
import { procedureWith, stepWith } from './read-procedure.ts'
import type {
  Settlement,
  StoredAdjustment,
  StoredAmendment,
  StoredCap,
  StoredDispute,
  StoredItem,
  StoredLevel,
  StoredLine,
  StoredNode,
  StoredOutage,
  StoredPosition,
  StoredPositions,
  StoredPosted,
  StoredTotals,
} from './settlement.ts'
import type { StoredTaxed, StoredVat } from './stored-vat.ts'
import type { Envelope } from './verify.ts'

/** The envelope that a value of JSON is, or the path of the first thing that it is not. */
export function readSettlement(
  value: unknown,
): { readonly value: Envelope } | { readonly wrong: string } {
  if (!isRecord(value)) return { wrong: 'settlement' }
  const wrong =
    checkSettlement(own(value, 'settlement')) ??
    text(own(value, 'hash'), 'hash') ??
    recordOf<Envelope['contract']>({ file: text, text })(own(value, 'contract'), 'contract')
  if (wrong !== undefined) return { wrong }
  const { settlement, hash, contract } = value as unknown as Envelope
  return { value: { settlement, hash, contract } }
}

type ClosedName = NonNullable<Settlement['closed']>[number]

const month = textWhere((value) => parseMonth(value) !== undefined)

const item = recordOf<StoredItem>({
  id: text,
  elapsed: whole,
  limit: optional(whole),
  due: optional(moment),
  stop: optional(moment),
  exempted: optional(exact),
})

const outage = recordOf<StoredOutage>({
  kind: oneOf('outage', 'gap', 'unwatched'),
  id: text,
  start: moment,
  end: moment,
  open: exact,
  counted: exact,
  countedForAmount: optional(exact),
  notCounted: listOf(
    recordOf<StoredOutage['notCounted'][number]>({ why: text, by: optional(text), time: exact }),
  ),
})

const storedAmendment = recordOf<StoredAmendment>({
  id: text,
  title: optional(text),
  signed: text,
  effective: text,
})

/** `verify` names an operand that points nowhere; here it need only be a number. */
const storedNode = recordOf<StoredNode>({
  step: text,
  operands: listOf(number),
  params,
  value: text,
  name: optional(text),
  period: optional(text),
  clause: optional(text),
  path: optional(text),
})

const levelWith = (node: Check): Check =>
  recordOf<StoredLevel>({
    id: text,
    title: text,
    path: text,
    clause: optional(text),
    period: text,
    figure: node,
    missed: node,
    judged: node,
    late: node,
    target: recordOf<StoredLevel['target']>({
      word: oneOf('at-least', 'at-most', 'above', 'under'),
      bound: exact,
      unit: text,
    }),
    selection: optional(text),
    lateItems: listOf(item),
    outages: listOf(outage),
    backlog: listOf(text),
    removed: whole,
    open: whole,
  })

const taxedWith = (node: Check): Check =>
  recordOf<StoredTaxed>({ net: node, vat: node, gross: node })

const lineWith = (node: Check): Check =>
  recordOf<StoredLine>({
    id: text,
    level: text,
    path: text,
    clause: optional(text),
    by: optional(oneOf('client')),
    nature: oneOf('indemnity', 'price-reduction', 'price'),
    period: text,
    exact: node,
    gross: node,
    cuts: listOf(recordOf<StoredLine['cuts'][number]>({ cap: text, before: node, after: node })),
    owed: node,
    cut: node,
    vat: optional(taxedWith(node)),
    readings: listOf(
      recordOf<StoredLine['readings'][number]>({
        reading: oneOf('row-above', 'row-below'),
        gross: node,
      }),
    ),
  })

const capWith = (node: Check): Check =>
  recordOf<StoredCap>({
    id: text,
    title: text,
    path: text,
    clause: optional(text),
    limit: node,
    used: node,
    kept: node,
  })

const adjustmentWith = (node: Check): Check =>
  recordOf<StoredAdjustment>({
    id: text,
    level: text,
    path: text,
    clause: optional(text),
    nature: oneOf('indemnity', 'price-reduction', 'price'),
    by: optional(oneOf('client')),
    period: text,
    month,
    state: oneOf('posted', 'barred'),
    until: text,
    before: node,
    now: node,
    amount: node,
    vat: optional(taxedWith(node)),
    causes: listOf(text),
    amendments: listOf(text),
  })

const totalsWith = (node: Check): Check =>
  recordOf<StoredTotals>({
    indemnity: node,
    'price-reduction': node,
    price: optional(node),
    'indemnity-of-client': optional(node),
  })

const positionsWith = (node: Check): Check => {
  const position = recordOf<StoredPosition>({
    indemnity: node,
    'price-reduction': node,
    total: node,
  })
  return recordOf<StoredPositions>({
    client: position,
    provider: position,
    agreed: position,
    disputed: listOf(
      recordOf<StoredDispute>({
        id: text,
        ground: text,
        item: optional(text),
        from: optional(moment),
        to: optional(moment),
        by: oneOf('client', 'provider'),
        status: oneOf('claimed', 'refused'),
        share: optional(exact),
        evidence: optional(text),
        worth: node,
      }),
    ),
    inDiscussion: node,
    jointEffect: node,
  })
}

function checkSettlement(value: unknown): string | undefined {
  const graph = isRecord(value) ? own(value, 'graph') : undefined
  const count = Array.isArray(graph) ? graph.length : 0
  const node = where((id) => Number.isInteger(id) && Number(id) >= 0 && Number(id) < count)
  const check = recordOf<Settlement>({
    vigie: where((version) => version === 1),
    // The graph goes first: where there is none, no figure can be right.
    graph: listOf(storedNode),
    engine: text,
    contract: recordOf<Settlement['contract']>({
      id: text,
      title: text,
      hash: text,
      currency: text,
      zone: text,
    }),
    amendments: optional(listOf(storedAmendment)),
    month,
    asOf: moment,
    data: recordOf<Settlement['data']>({ zones: text, holidays: text }),
    closed: optional(listOf(recordOf<ClosedName>({ month, hash: text }))),
    adjustments: optional(listOf(adjustmentWith(node))),
    posted: optional(
      recordOf<StoredPosted>({ adjustments: totalsWith(node), totals: totalsWith(node) }),
    ),
    facts: recordOf<Settlement['facts']>({ tickets: whole, others: whole, setAside: whole }),
    levels: listOf(levelWith(node)),
    lines: listOf(lineWith(node)),
    caps: listOf(capWith(node)),
    fees: listOf(feeWith(node)),
    stocks: optional(listOf(stockWith(node))),
    totals: totalsWith(node),
    orders: optional(listOf(orderWith(node))),
    vat: optional(
      recordOf<StoredVat>({
        fees: optional(taxedWith(node)),
        reductions: optional(taxedWith(node)),
        dues: optional(taxedWith(node)),
        postedReductions: optional(taxedWith(node)),
        postedDues: optional(taxedWith(node)),
        left: optional(node),
      }),
    ),
    positions: optional(positionsWith(node)),
    steps: optional(listOf(stepWith(node))),
    procedure: optional(procedureWith(node)),
    findings: listOf(recordOf<Settlement['findings'][number]>({ code: text, params })),
  })
  return check(value, 'settlement')
}
