/**
 * Puts a settled month into the form that is stored: figures become numbers of nodes, names and
 * clauses are read from the program.
 *
 * @fr mise en forme du décompte
 */
import type { Derived, ExplanationNode, NodeId } from '../base/because/graph.ts'
import { mergeEqual, pruneTo } from '../base/because/graph.ts'
import { formatMonth } from '../base/calendar/date.ts'
import type { Sha256 } from '../base/canonical.ts'
import type { Finding } from '../base/finding.ts'
import { formatInstant } from '../base/instant.ts'
import { invariant } from '../base/invariant.ts'
import { equals, formatRatio, isZero } from '../base/ratio.ts'
import type { Program } from '../contract/core/core.ts'
import type { DownPart } from '../measures/downtime-parts.ts'
import type { Measured } from '../measures/measured.ts'
import { NOBODY } from '../measures/measured.ts'
import type { RunSteps } from '../measures/procedures/step-result.ts'
import type { NamedItem } from '../measures/tally.ts'
import type { BoundUse } from './bound-memory.ts'
import type { Posted, Reopened } from './compose-adjustments.ts'
import { adjustmentRoots, postedOf, storeReopened } from './compose-adjustments.ts'
import { positionRoots, storePositions } from './compose-positions.ts'
import type { ShownProcedure } from './compose-procedure.ts'
import { procedureFindings, procedureRoots, storeProcedure } from './compose-procedure.ts'
import { stepRoots, storeStep } from './compose-steps.ts'
import type { Concluded } from './conclude-month.ts'
import { concludeAmounts } from './conclude-month.ts'
import type { SettledLevel } from './levels-judged.ts'
import { lineToEarnBack, unknownLine } from './line-findings.ts'
import type { SettledOrder } from './orders.ts'
import { orderRoots, storeOrders } from './orders.ts'
import type { Positions } from './positions.ts'
import type { SettledLine, SettledMonth } from './settle.ts'
import type {
  Settlement,
  SettlementIdentity,
  StoredCap,
  StoredItem,
  StoredLevel,
  StoredLine,
  StoredOutage,
} from './settlement.ts'
import { storeNode } from './settlement.ts'
import { stockRoots, storeFees, storeStocks } from './stored-costs.ts'
import type { Totals } from './totals.ts'
import { storeTaxed, storeTotals, storeVat, totalRoots, totalsOf, vatOf } from './totals.ts'
import type { MonthVat, Taxed } from './vat.ts'

const nodeOf = (derived: Derived): NodeId => derived.node

/** What a settlement says besides its own month. */
export interface Besides {
  readonly positions: Positions | undefined
  readonly reopened: Reopened
  readonly orders: readonly SettledOrder[]
  readonly concluded: Concluded | undefined
}

/** Puts a settled month into the form that is stored. */
export function composeSettlement(
  settled: SettledMonth,
  steps: RunSteps,
  besides: Besides,
  identity: SettlementIdentity,
  sha256: Sha256,
): Settlement {
  const { program, measured } = settled.version
  const { positions, reopened, orders } = besides
  const { totals, posted, taxes, shown } = addedUp(settled, besides, sha256)
  const figures = [
    ...totalRoots(totals, taxes),
    ...adjustmentRoots(reopened, posted),
    ...orderRoots(orders),
    ...procedureRoots(shown),
  ]
  const roots = [
    ...[settled, ...(positions?.months ?? [])].flatMap(rootsOf),
    ...steps.all.flatMap(stepRoots),
    ...figures.map(nodeOf),
    ...(positions === undefined ? [] : positionRoots(positions)),
  ]
  const { nodes, node } = graphOf(settled.graph.nodes, roots, positions !== undefined)
  const vat = storeVat(taxes, node)
  return {
    vigie: 1,
    ...identity,
    month: formatMonth(settled.month),
    asOf: formatInstant(identity.asOf),
    levels: settled.levels.map((level) => storeLevel(program, measured, level, node, sha256)),
    lines: settled.lines.map((line, i) => storeLine(program, line, taxes.lines[i], node)),
    caps: settled.uses.map((use) => storeCap(program, use, node)),
    fees: storeFees(settled, node),
    ...storeStocks(settled, node),
    totals: storeTotals(totals, node),
    ...storeOrders(orders, node),
    ...(vat && { vat }),
    ...(positions && { positions: storePositions(positions, node) }),
    ...storeReopened(reopened, posted, taxes, node),
    ...(steps.told.length === 0 ? {} : { steps: steps.told.map((step) => storeStep(step, node)) }),
    ...(shown && { procedure: storeProcedure(shown, node) }),
    findings: findingsOf(settled, steps, [
      ...(positions?.findings ?? []),
      ...procedureFindings(shown),
    ]),
    graph: nodes.map(storeNode),
  }
}

/** What is added up once the month is settled: its graph gains the last of its nodes. */
function addedUp(
  settled: SettledMonth,
  { positions, reopened, concluded }: Besides,
  sha256: Sha256,
): {
  readonly totals: Totals
  readonly posted: Posted | undefined
  readonly taxes: MonthVat
  readonly shown: ShownProcedure | undefined
} {
  const totals = totalsOf(settled)
  const posted = postedOf(reopened, totals, settled.graph)
  const taxes = vatOf(settled, totals, reopened.adjustments, posted?.adjustments)
  const shown = concluded && {
    concluded,
    amounts: concludeAmounts(concluded, { totals, posted, positions }, settled, sha256),
    nodes: settled.graph.nodes,
  }
  return { totals, posted, taxes, shown }
}

/** What was found on the way, between the parties, and of each line. */
function findingsOf(
  { version, findings, lines, month }: SettledMonth,
  steps: RunSteps,
  between: readonly Finding[],
): Settlement['findings'] {
  return [
    ...[...version.measured.findings, ...findings, ...steps.findings, ...between].map(withoutPlace),
    ...lines.flatMap((line) => unknownLine(line, steps)),
    ...lines.flatMap((line) => lineToEarnBack(line, version.program, month)),
  ]
}

/** What a settlement keeps of a finding; how grave it is, its code says. */
const withoutPlace = ({ code, params }: Finding): Settlement['findings'][number] => ({
  code,
  params,
})

/** The nodes that a settlement keeps; what positions share with the agreed month is there once. */
function graphOf(
  all: readonly ExplanationNode[],
  roots: readonly NodeId[],
  isSettledTwice: boolean,
): {
  readonly nodes: readonly ExplanationNode[]
  readonly node: (derived: Derived) => number
} {
  const merged = isSettledTwice ? mergeEqual(all) : undefined
  const numberOf = (id: NodeId): NodeId => merged?.numbers[id] ?? id
  const { nodes, renumber } = pruneTo(merged?.nodes ?? all, roots.map(numberOf))
  const node = (derived: Derived): number => {
    const id = renumber.get(numberOf(derived.node))
    invariant(id !== undefined, 'every figure of a settlement is a node of its graph')
    return id
  }
  return { nodes, node }
}

function storeCap(program: Program, use: BoundUse, node: (derived: Derived) => number): StoredCap {
  const bound = program.bounds.find((candidate) => candidate.id === use.bound)
  invariant(bound !== undefined, 'a cap that was used is in the program')
  return {
    id: use.bound,
    title: bound.title,
    ...bound.source,
    limit: node(use.limit),
    used: node(use.used),
    kept: node(use.kept),
  }
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
  const named = view.select === undefined ? NOBODY : measured.named(view.select, level.tile)
  return {
    id: view.id,
    title: view.title,
    ...view.source,
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
    outages: named.outages.map(storeOutage),
    backlog: named.backlog,
    removed: named.removed,
    open: named.open,
  }
}

const storeOutage = ({ start, end, ...part }: DownPart): StoredOutage => ({
  kind: part.kind,
  id: part.id,
  start: formatInstant(start),
  end: formatInstant(end),
  open: formatRatio(part.open),
  counted: formatRatio(part.counted),
  ...(equals(part.counted, part.countedForAmount)
    ? {}
    : { countedForAmount: formatRatio(part.countedForAmount) }),
  notCounted: part.notCounted.map(({ time, ...cause }) => ({ ...cause, time: formatRatio(time) })),
})

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
  vat: Taxed | undefined,
  node: (derived: Derived) => number,
): StoredLine {
  const effect = program.effects.find((candidate) => candidate.id === line.effect)
  invariant(effect !== undefined, 'a settled line is an effect of the program')
  return {
    id: effect.id,
    level: effect.level,
    ...effect.source,
    ...(effect.by === 'client' ? { by: effect.by } : {}),
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
    ...(vat && { vat: storeTaxed(vat, node) }),
    readings: line.readings.map(({ reading, gross }) => ({ reading, gross: node(gross) })),
  }
}

/** Every node that a settled month shows, the roots of its explanation. */
function rootsOf(settled: SettledMonth): NodeId[] {
  return [
    ...settled.levels.flatMap((l) => [l.figure, l.missed, l.judged, l.late]),
    ...settled.lines.flatMap((l) => [
      l.exact,
      l.gross,
      l.owed,
      l.cut,
      ...l.cuts.flatMap((c) => [c.before, c.after]),
      ...l.readings.map((r) => r.gross),
    ]),
    ...settled.uses.flatMap((u) => [u.limit, u.used, u.kept]),
    ...settled.fees.map((f) => f.amount),
    ...stockRoots(settled),
  ].map(nodeOf)
}
