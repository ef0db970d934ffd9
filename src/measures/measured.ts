/**
 * The answers of a measure: what a selection reduces to in a period, and which facts it rests on.
 *
 * @fr résultat de la mesure
 */

import type { Finding } from '../base/finding.ts'
import { invariant } from '../base/invariant.ts'
import { compareText } from '../base/order.ts'
import type { Reduce, Select, Tile } from '../contract/core/select.ts'
import type { DownPart } from './downtime-parts.ts'
import type { ItemList } from './evaluate.ts'
import type { IndexAsked, IndexContext } from './indices.ts'
import { indexValue } from './indices.ts'
import type { ItemContext } from './items.ts'
import { itemScopes, outageScopes } from './items.ts'
import type { Periods } from './periods.ts'
import type { Happened } from './procedures/happened.ts'
import type { MeasuredValue, SelectResult } from './select-result.ts'
import { reduceResult } from './select-result.ts'
import type { NamedItem } from './tally.ts'
import type { Thing } from './things.ts'
import { thingScopes } from './things.ts'

/** The facts that a level names in a period. */
export interface NamedFacts {
  readonly late: readonly NamedItem[]
  /** What the time down is made of. */
  readonly outages: readonly DownPart[]
  /** Tickets open at the end of the period. */
  readonly backlog: readonly string[]
  /** Hashes of the items judged, sorted: one text for one selection. */
  readonly selected: readonly string[]
  readonly removed: number
  /** Selected items that have no verdict yet. */
  readonly open: number
}

/** What a level names that looks at no fact of its own. */
export const NOBODY: NamedFacts = {
  late: [],
  outages: [],
  backlog: [],
  selected: [],
  removed: 0,
  open: 0,
}

export interface Measured {
  reduce(reduce: Reduce, tile: number, thing?: Thing): MeasuredValue
  periods(tile: Tile): Periods
  /** The late items of a selection in a period, in an order that facts alone decide. */
  items(select: string, tile: number): ItemList
  /** The value of an index of a month, as facts give it. */
  index(series: string, asked: IndexAsked): MeasuredValue
  named(select: string, tile: number): NamedFacts
  /** What procedures ask the facts. */
  readonly happened: Happened
  /** What is wrong with the facts in the eyes of the contract. */
  readonly findings: readonly Finding[]
}

export function measuredFrom(
  results: ReadonlyMap<string, SelectResult>,
  periods: (tile: Tile) => Periods,
  happened: Happened,
  unmatched: readonly Finding[],
  context: ItemContext & IndexContext,
): Measured {
  const resultOf = (select: string): SelectResult => {
    const result = results.get(select)
    invariant(result !== undefined, `the selection ${select} was measured`)
    return result
  }
  return {
    reduce: (reduce, tile, thing) => reduceResult(resultOf(reduce.of), reduce, tile, thing),
    periods,
    items: (select, tile) => itemsOf(resultOf(select), tile, context),
    index: (series, asked) => indexValue(series, asked, context),
    named: (select, tile) => namedFacts(resultOf(select), tile),
    happened,
    findings: [...unmatched, ...[...results.values()].flatMap(findingsOf)],
  }
}

function itemsOf(result: SelectResult, tile: number, context: ItemContext): ItemList {
  const { kind } = result
  invariant(kind !== 'backlog', `${kind} are not looked at one by one`)
  switch (kind) {
    case 'tickets':
      return itemScopes(result.select, result.kernel.tally.namedIn(tile), context)
    case 'deliveries':
    case 'outages':
      return itemScopes(result.select, result.tally.namedIn(tile), context)
    case 'quantities':
      return thingScopes(result.select.id, result.things[tile] ?? [])
    case 'downtime':
      return outageScopes(result.select.id, partsIn(result, tile))
  }
}

/** What is down in a period; nothing where it looks back from an event that did not happen. */
const partsIn = (
  { downtimes }: Extract<SelectResult, { kind: 'downtime' }>,
  tile: number,
): readonly DownPart[] => downtimes[tile]?.parts ?? []

function namedFacts(result: SelectResult, tile: number): NamedFacts {
  const nobody: NamedFacts = {
    late: [],
    outages: [],
    backlog: [],
    selected: [],
    removed: 0,
    open: 0,
  }
  switch (result.kind) {
    case 'tickets': {
      const { tally, selected } = result.kernel
      const { open } = tally
      const removed = tally.removed[tile] as number
      return { ...nobody, late: tally.namedIn(tile), selected: [...selected].sort(), removed, open }
    }
    case 'deliveries':
    case 'outages': {
      const { tally } = result
      return { ...nobody, late: tally.namedIn(tile), removed: tally.removed[tile] as number }
    }
    case 'downtime':
      return { ...nobody, outages: partsIn(result, tile) }
    case 'backlog':
      return { ...nobody, backlog: [...result.kernel.named].sort() }
    case 'quantities':
      return nobody
  }
}

function findingsOf(result: SelectResult): Finding[] {
  const findings: Finding[] = []
  const say = (code: string, select: Select, params: Readonly<Record<string, string>>): void => {
    findings.push({
      code,
      severity: 'warning',
      params: { selection: select.id, path: select.source.path, ...params },
    })
  }
  if (result.kind === 'tickets') {
    const { unjudged } = result.kernel
    for (const [value, n] of [...unjudged.withoutRow].sort(([a], [b]) => compareText(a, b))) {
      say('value-without-row', result.select, { value, count: `${n}` })
    }
    if (unjudged.tooOld > 0) say('ticket-too-old', result.select, { count: `${unjudged.tooOld}` })
    if (unjudged.unstarted > 0) {
      say('clock-never-started', result.select, { count: `${unjudged.unstarted}` })
    }
  }
  return findings
}
