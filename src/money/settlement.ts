/**
 * A settlement as it is stored, shown and hashed: plain values, canonical text, no clock.
 *
 * Figures are numbers of nodes of its graph: nothing is written twice, so a figure cannot differ
 * from its explanation. What was read in which order, from which file, by which machine is not in
 * it: the same contract and the same facts give the same bytes anywhere.
 *
 * @fr décompte
 */
import type { Formula, Leaf, Params } from '../base/because/formula.ts'
import type { ClauseRef, ExplanationNode, NodeId } from '../base/because/graph.ts'
import { formatValue, parseValue } from '../base/because/value.ts'
import type { Canonical } from '../base/canonical.ts'
import { canonicalText } from '../base/canonical.ts'
import type { Instant } from '../base/instant.ts'
import type { StoredOrder } from './orders.ts'
import type { StoredFee, StoredStock } from './stored-costs.ts'
import type { StoredProcedure, StoredStep } from './stored-procedure.ts'
import type { StoredTaxed, StoredVat } from './stored-vat.ts'

/** A node as it is stored; `value` is the canonical text of the value. */
export interface StoredNode {
  readonly step: string
  readonly operands: readonly number[]
  readonly params: Params
  readonly value: string
  readonly name?: string
  readonly period?: string
  readonly clause?: string
  readonly path?: string
}

/** An item that a level names as late. Durations in open milliseconds. */
export interface StoredItem {
  readonly id: string
  readonly elapsed: number
  readonly limit?: number
  readonly due?: string
  readonly stop?: string
  readonly exempted?: string
}

/**
 * A part of the time down of a level: an outage, or time that is down without one (`gap` between
 * two that are one, `unwatched`). Exact milliseconds as texts; `open` is `counted` and all that is
 * not counted, but for what is exempted from the amount only.
 */
export interface StoredOutage {
  readonly kind: 'outage' | 'gap' | 'unwatched'
  readonly id: string
  readonly start: string
  readonly end: string
  readonly open: string
  readonly counted: string
  /** What is counted for the amount, where it is less. */
  readonly countedForAmount?: string
  readonly notCounted: readonly {
    readonly why: string
    readonly by?: string
    readonly time: string
  }[]
}

export interface StoredLevel {
  readonly id: string
  readonly title: string
  readonly path: string
  readonly clause?: string
  readonly period: string
  readonly figure: number
  readonly missed: number
  readonly judged: number
  readonly late: number
  readonly target: { readonly word: string; readonly bound: string; readonly unit: string }
  /** The hash of the sorted hashes of the items judged: which facts the figure rests on. */
  readonly selection?: string
  readonly lateItems: readonly StoredItem[]
  readonly outages: readonly StoredOutage[]
  readonly backlog: readonly string[]
  readonly removed: number
  readonly open: number
}

/** What each party owes; the last two are the client's, where the contract makes it owe more. */
export interface StoredTotals {
  readonly indemnity: number
  readonly 'price-reduction': number
  readonly price?: number
  readonly 'indemnity-of-client'?: number
}

export interface StoredLine {
  readonly id: string
  readonly level: string
  readonly path: string
  readonly clause?: string
  /** Who owes it; absent: the provider. */
  readonly by?: 'client'
  readonly nature: string
  readonly period: string
  readonly exact: number
  readonly gross: number
  readonly cuts: readonly {
    readonly cap: string
    readonly before: number
    readonly after: number
  }[]
  readonly owed: number
  readonly cut: number
  /** Of a price reduction whose rate is known, and that owes something. */
  readonly vat?: StoredTaxed
  readonly readings: readonly { readonly reading: string; readonly gross: number }[]
}

/** A change of a line of a closed month. @fr régularisation */
export interface StoredAdjustment {
  readonly id: string
  readonly level: string
  readonly path: string
  readonly clause?: string
  readonly nature: string
  readonly by?: 'client'
  readonly period: string
  /** The closed month. */
  readonly month: string
  readonly state: 'posted' | 'barred'
  /** The last day on which the month could be reopened. */
  readonly until: string
  /** What was taken into account, what the month comes to, and the difference. */
  readonly before: number
  readonly now: number
  readonly amount: number
  /** Of what is posted of a price, where its rate is known. */
  readonly vat?: StoredTaxed
  readonly causes: readonly string[]
  readonly amendments: readonly string[]
}

export interface StoredCap {
  readonly id: string
  readonly title: string
  readonly path: string
  readonly clause?: string
  readonly limit: number
  readonly used: number
  readonly kept: number
}

/** What a party says is owed, or what both agree on: by nature, and in all. */
export interface StoredPosition {
  readonly indemnity: number
  readonly 'price-reduction': number
  readonly total: number
}

/** An exemption that was claimed and is not accepted, and what its acceptance alone is worth. */
export interface StoredDispute {
  readonly id: string
  readonly ground: string
  readonly item?: string
  readonly from?: string
  readonly to?: string
  readonly by: string
  readonly status: string
  /** The part that is claimed, where it is not the whole. */
  readonly share?: string
  readonly evidence?: string
  readonly worth: number
}

export interface StoredPositions {
  readonly client: StoredPosition
  readonly provider: StoredPosition
  readonly agreed: StoredPosition
  readonly disputed: readonly StoredDispute[]
  readonly inDiscussion: number
  readonly jointEffect: number
}

/** An amendment that is in force in the month. Days as `2026-05-20`. */
export interface StoredAmendment {
  readonly id: string
  readonly title?: string
  readonly signed: string
  readonly effective: string
}

/** What settled a month: the versions that its figures depend on. */
export interface SettlementIdentity {
  readonly engine: string
  readonly contract: {
    readonly id: string
    readonly title: string
    readonly hash: string
    readonly currency: string
    readonly zone: string
  }
  /** The amendments under which the month is judged, as they apply; absent where there is none. */
  readonly amendments?: readonly StoredAmendment[]
  readonly asOf: Instant
  readonly data: { readonly zones: string; readonly holidays: string }
  /** How many items were read, and how many of them could not be used. */
  readonly facts: { readonly tickets: number; readonly others: number; readonly setAside: number }
}

/** Adjustments that are posted, by nature, and what the month owes with them. */
export interface StoredPosted {
  readonly adjustments: StoredTotals
  readonly totals: StoredTotals
}

export interface Settlement {
  readonly vigie: 1
  readonly engine: string
  readonly contract: SettlementIdentity['contract']
  readonly amendments?: SettlementIdentity['amendments']
  readonly month: string
  readonly asOf: string
  readonly data: SettlementIdentity['data']
  readonly facts: SettlementIdentity['facts']
  readonly levels: readonly StoredLevel[]
  readonly lines: readonly StoredLine[]
  readonly caps: readonly StoredCap[]
  readonly fees: readonly StoredFee[]
  /** Absent where the contract has no reserve. */
  readonly stocks?: readonly StoredStock[]
  readonly totals: StoredTotals
  /** Order by order; absent where none runs in the month. */
  readonly orders?: readonly StoredOrder[]
  /** Absent where no rate of VAT is known. */
  readonly vat?: StoredVat
  /** Absent where no exemption in dispute changes the month. */
  readonly positions?: StoredPositions
  /** The settlements of earlier months that were closed; absent where none was given. */
  readonly closed?: readonly { readonly month: string; readonly hash: string }[]
  /** What became known of them since. */
  readonly adjustments?: readonly StoredAdjustment[]
  /** What is posted in this month for closed ones, and with what this month owes. */
  readonly posted?: StoredPosted
  /** Absent where the contract has no step, no right and no renewal. */
  readonly steps?: readonly StoredStep[]
  /** How the month stands between the parties; absent where the contract does not run it. */
  readonly procedure?: StoredProcedure
  readonly findings: readonly { readonly code: string; readonly params: Params }[]
  readonly graph: readonly StoredNode[]
}

/** The numbers of the nodes that a node rests on, itself included. */
export function reachable(graph: readonly StoredNode[], root: number): ReadonlySet<number> {
  const found = new Set([root])
  for (const id of found)
    for (const operand of (graph[id] as StoredNode).operands) found.add(operand)
  return found
}

/** A node of the graph in the form that is stored. */
export function storeNode(node: ExplanationNode): StoredNode {
  const { step, operands, params, value, name, period, clause, path } = node
  return {
    step,
    operands,
    params,
    value: formatValue(value),
    ...(name === undefined ? {} : { name }),
    ...(period === undefined ? {} : { period }),
    ...(clause === undefined ? {} : { clause }),
    ...(path === undefined || path === '' ? {} : { path }),
  }
}

/** The graph of a stored settlement; a value that nobody can have written gives nothing. */
export function restoreGraph(
  stored: readonly StoredNode[],
): readonly ExplanationNode[] | undefined {
  const nodes: ExplanationNode[] = []
  for (const node of stored) {
    const value = parseValue(node.value)
    if (value === undefined) return undefined
    nodes.push({
      step: node.step as Formula | Leaf,
      operands: node.operands as readonly NodeId[],
      params: node.params,
      value,
      ...(node.name === undefined ? {} : { name: node.name }),
      ...(node.period === undefined ? {} : { period: node.period }),
      ...(node.clause === undefined ? {} : { clause: node.clause as ClauseRef }),
      ...(node.path === undefined ? {} : { path: node.path }),
    })
  }
  return nodes
}

/** The bytes that a settlement is. */
export const settlementText = (settlement: Settlement): string =>
  canonicalText(settlement as unknown as Canonical)
