/**
 * Settles a month again from what a settlement says was measured.
 *
 * The measures are read from the settlement's own explanation, everything else (bands, bases, caps,
 * totals, names, clauses) is done again from the contract. So without the facts, the one thing that
 * is taken on trust is what was counted: a settlement whose lists, links or amounts are not what
 * its contract makes of its measures differs from its replay.
 *
 * Example: an availability of 99.2 % that costs 2 400.00 € under the contract. A settlement that
 * keeps the 99.2 % and owes 240.00 €, or has no such line, is not what its replay gives.
 *
 * @fr rejeu d'un décompte
 */
import type { Params } from '../base/because/formula.ts'
import type { ExplanationNode } from '../base/because/graph.ts'
import type { Value } from '../base/because/value.ts'
import { known, NOTHING } from '../base/because/value.ts'
import type { Sha256 } from '../base/canonical.ts'
import { canonicalText } from '../base/canonical.ts'
import { ONE } from '../base/ratio.ts'
import type { Program } from '../contract/core/core.ts'
import type { Reduce, Tile } from '../contract/core/select.ts'
import type { ItemList, ItemScope } from '../measures/evaluate.ts'
import type { IndexAsked } from '../measures/indices.ts'
import { indexParams } from '../measures/indices.ts'
import { itemParams, listParams } from '../measures/items.ts'
import type { Measured } from '../measures/measured.ts'
import { NOBODY } from '../measures/measured.ts'
import type { Periods } from '../measures/periods.ts'
import { tilesUntil } from '../measures/periods.ts'
import type { MeasuredValue } from '../measures/select-result.ts'
import { reduceParams } from '../measures/select-result.ts'
import { markOf, suppositionsOf } from '../measures/suppositions.ts'
import type { Thing } from '../measures/things.ts'
import { thingParams, thingScopes } from '../measures/things.ts'
import { balancesAsStored } from './balances.ts'
import { accountsAsStored } from './closed-months.ts'
import type { SettlingInput } from './closing.ts'
import { latestOf, settleMeasured } from './closing.ts'
import { endOf } from './life.ts'
import { NOT_KEPT } from './positions.ts'

import { claimsAsStored, happenedAsStored } from './replay-happened.ts'
import type { Settlement } from './settlement.ts'

/** What a month is settled again under; the rest is read from its settlement. */
type ReplayInput = Omit<SettlingInput, 'accounts' | 'balances'>

/**
 * Settles `stored`'s month again under `input`. The facts that levels name are left out: `nodes`,
 * the restored graph, says what was counted and not of which items.
 */
export function replay(
  stored: Settlement,
  nodes: readonly ExplanationNode[],
  input: ReplayInput,
  sha256: Sha256,
): Settlement {
  const under = (mark: Params): Measured[] =>
    input.versions.map(({ program }) => measuredAsStored(nodes, program, input, mark))
  const { positions } = stored
  const disputed = (positions?.disputed ?? []).map(({ worth: _, ...claim }) => claim)
  const supposed = suppositionsOf(disputed.map(({ id }) => id)).map((supposition) => ({
    supposition,
    measured: under(markOf(supposition)),
  }))
  return settleMeasured(
    { ...input, accounts: accountsAsStored(stored), balances: balancesAsStored(nodes) },
    { agreed: under({}), supposed, disputed, claims: claimsAsStored(nodes) },
    stored.facts,
    sha256,
  )
}

/** The measures that the leaves of an explanation hold, by what they say that they are of. */
function measuredAsStored(
  nodes: readonly ExplanationNode[],
  program: Program,
  { versions, zone, month }: ReplayInput,
  mark: Params,
): Measured {
  const { terms } = latestOf(versions)
  const counted = new Map<string, Value>()
  for (const node of nodes) {
    if (node.step === 'facts') counted.set(keyOf(node.params, node.period), node.value)
  }
  const tiles = new Map<Tile, Periods>()
  const periods = (tile: Tile): Periods => {
    const known = tiles.get(tile)
    if (known !== undefined) return known
    const made = tilesUntil(tile, zone, terms.term.starts, month, endOf(terms).end)
    tiles.set(tile, made)
    return made
  }
  const selections = new Map(program.selects.map((select) => [select.id, select]))
  const reduce = (reduction: Reduce, tile: number, thing?: Thing): MeasuredValue => {
    const params = { ...reduceParams(reduction), ...thingParams(thing) }
    const select = selections.get(reduction.of)
    const label = select === undefined ? undefined : periods(select.tile).labels[tile]
    const own = counted.get(keyOf({ ...params, ...mark }, label))
    if (own !== undefined) return { value: own, params: { ...params, ...mark } }
    const value = counted.get(keyOf(params, label))
    if (value !== undefined) return { value, params }
    const stoodIn = [{ selection: reduction.of, reducer: 'baseline' }, { selection: reduction.of }]
    const wasMissing = stoodIn.some((other) => counted.has(keyOf(other, label)))
    return { value: wasMissing ? NOTHING : NOT_KEPT, params }
  }
  const items = (select: string, tile: number): ItemList => {
    const selection = selections.get(select)
    const label = selection === undefined ? undefined : periods(selection.tile).labels[tile]
    return selection?.kind === 'quantities'
      ? thingScopes(select, thingsAsStored(nodes, select, label))
      : itemsAsStored(nodes, select, label, mark, (params) => counted.get(keyOf(params, label)))
  }
  const index = indexAsStored(nodes)
  const happened = happenedAsStored(nodes)
  return { reduce, periods, items, index, happened, named: () => NOBODY, findings: [] }
}

/** A leaf on an index says what was asked and, beside it, what was found. */
function indexAsStored(
  nodes: readonly ExplanationNode[],
): (series: string, asked: IndexAsked) => MeasuredValue {
  const found = new Map<string, MeasuredValue>()
  for (const { step, params, value } of nodes) {
    if (step !== 'facts' || params['reducer'] !== 'index') continue
    const { month, undated, ...asked } = params
    const isOfMonth = asked['published-by'] === undefined
    found.set(keyOf(isOfMonth ? params : asked, undefined), { value, params })
  }
  return (series, asked) => {
    const params = indexParams(series, asked)
    return found.get(keyOf(params, undefined)) ?? { value: NOT_KEPT, params }
  }
}

/** The items of a selection in a period: those of this supposition, or else the agreed ones. */
function itemsAsStored(
  nodes: readonly ExplanationNode[],
  select: string,
  label: string | undefined,
  mark: Params,
  storedValue: (params: Params) => Value | undefined,
): ItemList {
  const listed = nodes.filter((node) => isListing(node, select, label))
  const marked = listed.filter(({ params }) => isMarked(params, mark))
  const own = marked.length > 0 ? mark : {}
  const leaves = marked.length > 0 ? marked : listed.filter(({ params }) => isMarked(params, {}))
  const ids = new Set(leaves.flatMap(({ params }) => params['item'] ?? []))
  const items = [...ids].map(
    (item): ItemScope => ({
      read(reading) {
        const params = { ...itemParams(select, item, reading), ...own }
        const missing = reading.kind === 'owed-share' ? known(ONE, 'share') : NOT_KEPT
        return { value: storedValue(params) ?? missing, params }
      },
    }),
  )
  return { items, params: { ...listParams(select), ...own } }
}

/** What the events of a period are about, as the explanation names it. */
function thingsAsStored(
  nodes: readonly ExplanationNode[],
  select: string,
  label: string | undefined,
): readonly Thing[] {
  const listed = nodes.filter((node) => isListing(node, select, label))
  const names = new Set(listed.flatMap(({ params }) => params['item'] ?? []))
  return [...names].map((name) => ({ ...(name !== '' && { name }), isAlone: names.size === 1 }))
}

/** A leaf on one item of a selection in a period, or on a list without any. */
const isListing = (
  { step, params, period }: ExplanationNode,
  select: string,
  label: string | undefined,
): boolean =>
  step === 'facts' &&
  params['selection'] === select &&
  period === label &&
  (params['item'] !== undefined || params['reducer'] === 'items')

/** Whether a leaf holds under this supposition, or under none. */
const isMarked = (params: Params, mark: Params): boolean =>
  params['position'] === mark['position'] && params['accepting'] === mark['accepting']

/** Whoever keeps a settlement may write its keys in another order: the store does. */
const keyOf = (params: Readonly<Record<string, string>>, period: string | undefined): string =>
  canonicalText({ period, params })
