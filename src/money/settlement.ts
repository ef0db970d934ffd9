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
import type { ClauseRef, Derived, ExplanationNode, NodeId } from '../base/because/graph.ts'
import { pruneTo } from '../base/because/graph.ts'
import { formatValue, known, parseValue } from '../base/because/value.ts'
import type { YearMonth } from '../base/calendar/date.ts'
import { formatMonth } from '../base/calendar/date.ts'
import type { Canonical, Sha256 } from '../base/canonical.ts'
import { canonicalText } from '../base/canonical.ts'
import type { Instant } from '../base/instant.ts'
import { formatInstant } from '../base/instant.ts'
import { invariant } from '../base/invariant.ts'
import { formatRatio, isZero, ZERO } from '../base/ratio.ts'
import type { Program } from '../contract/core/core.ts'
import type { Source } from '../contract/core/select.ts'
import type { Measured } from '../measures/measured.ts'
import type { NamedItem } from '../measures/tally.ts'
import type { SettledLevel, SettledLine, SettledMonth } from './settle.ts'
import { rootsOf } from './settle.ts'

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
  readonly outages: readonly {
    readonly id: string
    readonly start: string
    readonly end: string
    readonly open: number
  }[]
  readonly backlog: readonly string[]
  readonly removed: number
  readonly open: number
}

export interface StoredLine {
  readonly id: string
  readonly level: string
  readonly path: string
  readonly clause?: string
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
  readonly readings: readonly { readonly reading: string; readonly gross: number }[]
}

export interface StoredCap {
  readonly id: string
  readonly path: string
  readonly clause?: string
  readonly limit: number
  readonly used: number
  readonly kept: number
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
  readonly asOf: Instant
  readonly data: { readonly zones: string; readonly holidays: string }
  /** How many items were read, and how many of them could not be used. */
  readonly facts: { readonly tickets: number; readonly others: number; readonly setAside: number }
}

export interface Settlement {
  readonly vigie: 1
  readonly engine: string
  readonly contract: SettlementIdentity['contract']
  readonly month: string
  readonly asOf: string
  readonly data: SettlementIdentity['data']
  readonly facts: SettlementIdentity['facts']
  readonly levels: readonly StoredLevel[]
  readonly lines: readonly StoredLine[]
  readonly caps: readonly StoredCap[]
  readonly fees: readonly { readonly id: string; readonly amount: number }[]
  readonly totals: { readonly indemnity: number; readonly 'price-reduction': number }
  readonly findings: readonly { readonly code: string; readonly params: Params }[]
  readonly graph: readonly StoredNode[]
}

const clauseOf = (source: Source): { readonly clause?: string } =>
  source.clause === undefined ? {} : { clause: source.clause }

/** Puts a settled month into the form that is stored. */
export function composeSettlement(
  program: Program,
  measured: Measured,
  settled: SettledMonth,
  closing: YearMonth,
  identity: SettlementIdentity,
  sha256: Sha256,
): Settlement {
  const totals = totalsOf(program, settled)
  const { nodes, renumber } = pruneTo(settled.graph.nodes, [
    ...rootsOf(settled),
    totals.indemnity.node,
    totals.priceReduction.node,
  ])
  const node = (derived: Derived): number => {
    const id = renumber.get(derived.node)
    invariant(id !== undefined, 'every figure of a settlement is a node of its graph')
    return id
  }
  return {
    vigie: 1,
    engine: identity.engine,
    contract: identity.contract,
    month: formatMonth(closing),
    asOf: formatInstant(identity.asOf),
    data: identity.data,
    facts: identity.facts,
    levels: settled.levels.map((level) => storeLevel(program, measured, level, node, sha256)),
    lines: settled.lines.map((line) => storeLine(program, line, node)),
    caps: settled.uses.map((use) => {
      const bound = program.bounds.find((candidate) => candidate.id === use.bound)
      invariant(bound !== undefined, 'a cap that was used is in the program')
      return {
        id: use.bound,
        path: bound.source.path,
        ...clauseOf(bound.source),
        limit: node(use.limit),
        used: node(use.used),
        kept: node(use.kept),
      }
    }),
    fees: settled.fees.map(({ fee, amount }) => ({ id: fee, amount: node(amount) })),
    totals: {
      indemnity: node(totals.indemnity),
      'price-reduction': node(totals.priceReduction),
    },
    findings: [
      ...[...measured.findings, ...settled.findings].map(({ code, params }) => ({ code, params })),
      ...settled.lines.flatMap(unknownLine),
    ],
    graph: nodes.map(storeNode),
  }
}

/** A line without an amount is said: it is in no total. */
function unknownLine(line: SettledLine): { readonly code: string; readonly params: Params }[] {
  const { value } = line.owed
  if (value.state === 'known') return []
  const params = { line: line.effect, period: line.period }
  return value.state === 'undefined'
    ? [{ code: 'line-undefined', params: { ...params, cause: value.reason } }]
    : [{ code: 'line-without-amount', params }]
}

/** What is owed in all, by nature: what is undefined is not in it. */
function totalsOf(
  program: Program,
  settled: SettledMonth,
): { readonly indemnity: Derived; readonly priceReduction: Derived } {
  const { graph, lines } = settled
  const totalOf = (nature: 'indemnity' | 'price-reduction'): Derived => {
    const owed = lines
      .filter((line) => program.effects.find((e) => e.id === line.effect)?.nature === nature)
      .map((line) => line.owed)
      .filter((derived) => derived.value.state === 'known')
    return owed.length === 0
      ? graph.leaf('earlier', known(ZERO, 'cents'), {}, { name: `total.${nature}` })
      : graph.step('sum', owed, {}, { name: `total.${nature}` })
  }
  return { indemnity: totalOf('indemnity'), priceReduction: totalOf('price-reduction') }
}

function storeLevel(
  program: Program,
  measured: Measured,
  level: SettledLevel,
  node: (derived: Derived) => number,
  sha256: Sha256,
): StoredLevel {
  const view = program.levels.find((candidate) => candidate.id === level.level)
  invariant(view !== undefined, 'a settled level is in the program')
  const named = measured.named(view.select, level.tile)
  return {
    id: view.id,
    title: view.title,
    path: view.source.path,
    ...clauseOf(view.source),
    period: level.period,
    figure: node(level.figure),
    missed: node(level.missed),
    judged: node(level.judged),
    late: node(level.late),
    target: {
      word: view.target.word,
      bound: formatRatio(view.target.bound),
      unit: view.target.unit,
    },
    ...(named.selected.length === 0 ? {} : { selection: sha256(named.selected.join('\n')) }),
    lateItems: named.late.map(storeItem),
    outages: named.outages.map(({ id, start, end, open }) => ({
      id,
      start: formatInstant(start),
      end: formatInstant(end),
      open,
    })),
    backlog: named.backlog,
    removed: named.removed,
    open: named.open,
  }
}

const storeItem = (item: NamedItem): StoredItem => ({
  id: item.id,
  elapsed: item.elapsed,
  ...(item.limit === undefined ? {} : { limit: item.limit }),
  ...(item.due === undefined ? {} : { due: formatInstant(item.due) }),
  ...(item.stop === undefined ? {} : { stop: formatInstant(item.stop) }),
  ...(isZero(item.exempted) ? {} : { exempted: formatRatio(item.exempted) }),
})

function storeLine(
  program: Program,
  line: SettledLine,
  node: (derived: Derived) => number,
): StoredLine {
  const effect = program.effects.find((candidate) => candidate.id === line.effect)
  invariant(effect !== undefined, 'a settled line is an effect of the program')
  return {
    id: effect.id,
    level: effect.level,
    path: effect.source.path,
    ...clauseOf(effect.source),
    nature: effect.nature,
    period: line.period,
    exact: node(line.exact),
    gross: node(line.gross),
    cuts: line.cuts.map(({ bound, before, after }) => ({
      cap: bound,
      before: node(before),
      after: node(after),
    })),
    owed: node(line.owed),
    cut: node(line.cut),
    readings: line.readings.map(({ reading, gross }) => ({ reading, gross: node(gross) })),
  }
}

function storeNode(node: ExplanationNode): StoredNode {
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
