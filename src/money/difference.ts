/**
 * Where two settlements differ, and whether one is the replay of the other.
 *
 * Numbers of nodes mean nothing outside their own graph, so two graphs are compared by what their
 * nodes rest on: a node is the same as another when its step, its value, its labels and all its
 * operands are.
 *
 * @fr écart entre deux décomptes
 */
import type { Canonical } from '../base/canonical.ts'
import { canonicalText } from '../base/canonical.ts'
import { STOCK_READINGS } from '../contract/core/stock.ts'
import { ORDER_FIGURES } from './orders.ts'
import type { Settlement, StoredAdjustment, StoredNode, StoredPositions } from './settlement.ts'
import { settlementText } from './settlement.ts'
import type { StoredProcedure, StoredStep } from './stored-procedure.ts'
import type { StoredVat } from './stored-vat.ts'

/** A place, with what stands there and what should, each as JSON. */
export type Difference = Readonly<Record<'path' | 'stored' | 'computed', string>>

/** The first place where two settlements differ to the byte, or nothing. */
export const settlementDifference = (
  stored: Settlement,
  computed: Settlement,
): Difference | undefined => firstDifference(plain(stored), plain(computed))

const plain = (settlement: Settlement): Canonical =>
  JSON.parse(settlementText(settlement)) as Canonical

/** The first place where two values differ, or nothing. */
export function firstDifference(
  stored: Canonical | undefined,
  computed: Canonical | undefined,
  path = '',
): Difference | undefined {
  if (isObject(stored) && isObject(computed) && Array.isArray(stored) === Array.isArray(computed)) {
    const [a, b] = [stored, computed] as [Record<string, Canonical>, Record<string, Canonical>]
    const keys = [...new Set([...Object.keys(a), ...Object.keys(b)])]
    for (const key of keys) {
      const difference = firstDifference(a[key], b[key], path === '' ? key : `${path}.${key}`)
      if (difference !== undefined) return difference
    }
    return undefined
  }
  return stored === computed
    ? undefined
    : { path, stored: JSON.stringify(stored) ?? '', computed: JSON.stringify(computed) ?? '' }
}

const isObject = (value: Canonical | undefined): value is Exclude<Canonical, string | number> =>
  typeof value === 'object' && value !== null

/** What a settlement has and its replay has not. */
export type ReplayFault =
  /** A node that the contract makes of no measure. */
  | { readonly kind: 'foreign-node'; readonly node: number; readonly stored: StoredNode }
  /** A place outside the explanation; `path` as in `lines.2.owed`. */
  | ({ readonly kind: 'wrong-entry' } & Difference)

/**
 * What is wrong with a settlement, given its replay: a node that the replay has not, or a place of
 * its lists that is another.
 */
export function compareWithReplay(stored: Settlement, replayed: Settlement): ReplayFault[] {
  const known = new Map<string, number>()
  const expected = meaningsOf(replayed.graph, known)
  const size = known.size
  const found = meaningsOf(stored.graph, known)
  const foreign = found.findIndex((meaning) => meaning >= size)
  if (foreign >= 0) {
    const node = stored.graph[foreign] as StoredNode
    return [{ kind: 'foreign-node', node: foreign, stored: node }]
  }
  const difference = firstDifference(outline(stored, found), outline(replayed, expected))
  return difference === undefined ? [] : [{ kind: 'wrong-entry', ...difference }]
}

/** A number for what each node means: the same for two nodes that rest on the same. */
function meaningsOf(graph: readonly StoredNode[], known: Map<string, number>): number[] {
  const meanings: number[] = []
  for (const { operands, ...node } of graph) {
    const key = canonicalText({ ...node, operands: operands.map((o) => meanings[o] as number) })
    const meaning = known.get(key) ?? known.size
    known.set(key, meaning)
    meanings.push(meaning)
  }
  return meanings
}

const STEP_FIGURES = ['opened', 'due', 'act', 'date', 'late'] as const

/** Findings that the amounts give; all others are about facts. */
const ABOUT_LINES: ReadonlySet<string> = new Set([
  'line-undefined',
  'line-without-amount',
  'line-waits-for-claim',
  'line-waits-for-date',
  'position-without-amount',
  'line-may-be-earned-back',
  'contest-without-fact',
  'four-eyes-broken',
  'four-eyes-unknown',
])

type Figure = (id: number) => Canonical

const figureIn =
  (graph: Settlement['graph'], meanings: readonly number[]): Figure =>
  (id) => ({ value: graph[id]?.value ?? 'none', meaning: meanings[id] ?? -1 })

const mapped = (entry: object, figure: Figure): Canonical =>
  Object.fromEntries(Object.entries(entry).map(([name, id]) => [name, figure(id as number)]))

const outlineVat = ({ left, ...taxed }: StoredVat, figure: Figure): Canonical => ({
  ...Object.fromEntries(
    Object.entries(taxed).map(([name, amounts]) => [name, mapped(amounts, figure)]),
  ),
  ...(left === undefined ? {} : { left: figure(left) }),
})

const STOCK_FIGURES = ['filled', ...STOCK_READINGS] as const

const ADJUSTED = ['before', 'now', 'amount'] as const

/** Why a closed month has changed is told by its own settlement, which a replay does not have. */
const outlineAdjustment = (
  { causes, amendments, vat, ...adjustment }: StoredAdjustment,
  figure: Figure,
  figures: Figures,
): object => ({
  ...figures(adjustment, ADJUSTED),
  ...(vat && { vat: mapped(vat, figure) }),
})

/**
 * A settlement without its graph and without what only facts can tell, its figures replaced by
 * their values and meanings.
 */
function outline(settlement: Settlement, meanings: readonly number[]): Canonical {
  const {
    graph,
    levels,
    lines,
    caps,
    fees,
    stocks,
    totals,
    vat,
    positions,
    steps,
    procedure,
    findings,
    adjustments,
    posted,
    orders,
    facts: _,
    ...identity
  } = settlement
  const figure = figureIn(graph, meanings)
  const figures = <T extends object>(entry: T, names: readonly (keyof T)[]): object => ({
    ...entry,
    ...Object.fromEntries(names.map((name) => [name, figure(entry[name] as number)])),
  })
  return {
    ...identity,
    levels: levels.map(({ selection, lateItems, outages, backlog, removed, open, ...level }) =>
      figures(level, ['figure', 'missed', 'judged', 'late']),
    ),
    lines: lines.map((line) => ({
      ...figures(line, ['exact', 'gross', 'owed', 'cut']),
      cuts: line.cuts.map((cut) => figures(cut, ['before', 'after'])),
      ...(line.vat && { vat: mapped(line.vat, figure) }),
      readings: line.readings.map((reading) => figures(reading, ['gross'])),
    })),
    caps: caps.map((cap) => figures(cap, ['limit', 'used', 'kept'])),
    fees: fees.map((fee) => figures(fee, ['amount'])),
    stocks: (stocks ?? []).map((stock) => figures(stock, STOCK_FIGURES)),
    totals: mapped(totals, figure),
    orders: (orders ?? []).map((order) => figures(order, ORDER_FIGURES)),
    ...(vat && { vat: outlineVat(vat, figure) }),
    ...(positions === undefined ? {} : { positions: outlinePositions(positions, figures) }),
    adjustments: (adjustments ?? []).map((entry) => outlineAdjustment(entry, figure, figures)),
    posted: posted && [mapped(posted.adjustments, figure), mapped(posted.totals, figure)],
    ...outlineBetween(steps ?? [], procedure, figure, figures),
    findings: findings.filter(({ code }) => ABOUT_LINES.has(code)),
    nodes: graph.length,
  } as unknown as Canonical
}

const PARTIES = ['client', 'provider', 'agreed'] as const

type Figures = <T extends object>(entry: T, names: readonly (keyof T)[]) => object

/** The positions with the values of their figures; which claims there are, facts alone can tell. */
const outlinePositions = (positions: StoredPositions, figures: Figures): object => ({
  ...figures(positions, ['inDiscussion', 'jointEffect']),
  ...Object.fromEntries(
    PARTIES.map((party) => [
      party,
      figures(positions[party], ['indemnity', 'price-reduction', 'total']),
    ]),
  ),
  disputed: positions.disputed.map((dispute) => figures(dispute, ['worth'])),
})

const NATURES = ['indemnity', 'price-reduction'] as const

/** The steps, and how the month stands, with the values of their figures. */
const outlineBetween = (
  steps: readonly StoredStep[],
  procedure: StoredProcedure | undefined,
  figure: Figure,
  figures: Figures,
): object => ({
  steps: steps.map((step) => figures(step, STEP_FIGURES)),
  ...(procedure && { procedure: outlineProcedure(procedure, figure, figures) }),
})

function outlineProcedure(procedure: StoredProcedure, figure: Figure, figures: Figures): object {
  const { since, undisputed, disputed, setOff, accepted, next, ...words } = procedure
  return {
    ...words,
    ...(since === undefined ? {} : { since: figure(since) }),
    ...(undisputed && { undisputed: figures(undisputed, NATURES) }),
    ...(disputed && { disputed: figures(disputed, NATURES) }),
    setOff: figures(setOff, setOff.from === undefined ? [] : ['from']),
    accepted: accepted.map((claim) => figures(claim, ['told', 'at'])),
    next: next.map((entry) => figures(entry, entry.until === undefined ? [] : ['until'])),
  }
}
