/**
 * The answers of a measure: what a selection reduces to in a period, and which facts it rests on.
 *
 * @fr résultat de la mesure
 */
import type { Params } from '../base/because/formula.ts'
import type { Value } from '../base/because/value.ts'
import { known, NOTHING } from '../base/because/value.ts'
import type { YearMonth } from '../base/calendar/date.ts'
import type { Finding } from '../base/finding.ts'
import { invariant } from '../base/invariant.ts'
import type { Ratio } from '../base/ratio.ts'
import { formatRatio, isZero, ratio, subtract } from '../base/ratio.ts'
import type { OutageSelect } from '../contract/core/items.ts'
import type {
  BacklogSelect,
  DeliverySelect,
  DowntimeSelect,
  QuantitySelect,
  Reduce,
  Reducer,
  Select,
  TicketSelect,
  Tile,
} from '../contract/core/select.ts'
import type { Downtime } from './downtime.ts'
import type { DownPart } from './downtime-parts.ts'
import type { ItemList } from './evaluate.ts'
import type { IndexContext } from './indices.ts'
import { indexValue } from './indices.ts'
import type { ItemContext } from './items.ts'
import { itemScopes } from './items.ts'
import type { BacklogKernel } from './kernel/backlog-kernel.ts'
import type { TicketKernel } from './kernel/ticket-kernel.ts'
import type { Periods } from './periods.ts'
import type { Happened } from './procedures/happened.ts'
import type { NamedItem } from './tally.ts'
import { meanOf, percentileOf, type Tally } from './tally.ts'

/** What was measured of one selection. */
export type SelectResult =
  | {
      readonly kind: 'tickets'
      readonly select: TicketSelect
      readonly periods: Periods
      readonly kernel: TicketKernel
    }
  | {
      readonly kind: 'backlog'
      readonly select: BacklogSelect
      readonly periods: Periods
      readonly kernel: BacklogKernel
    }
  | {
      readonly kind: 'deliveries'
      readonly select: DeliverySelect
      readonly periods: Periods
      readonly tally: Tally
    }
  | {
      readonly kind: 'outages'
      readonly select: OutageSelect
      readonly periods: Periods
      readonly tally: Tally
    }
  | {
      readonly kind: 'downtime'
      readonly select: DowntimeSelect
      readonly periods: Periods
      readonly downtimes: readonly Downtime[]
    }
  | {
      readonly kind: 'quantities'
      readonly select: QuantitySelect
      readonly periods: Periods
      readonly amounts: readonly (Ratio | undefined)[]
    }

/** A value with what it rests on, ready to be a leaf of an explanation. */
export interface MeasuredValue {
  readonly value: Value
  readonly params: Params
}

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

export interface Measured {
  reduce(reduce: Reduce, tile: number): MeasuredValue
  periods(tile: Tile): Periods
  /** The late items of a selection in a period, in an order that facts alone decide. */
  items(select: string, tile: number): ItemList
  /** The value of an index of a month, as facts give it. */
  index(series: string, month: YearMonth): MeasuredValue
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
    reduce: (reduce, tile) => reduceResult(resultOf(reduce.of), reduce, tile),
    periods,
    items: (select, tile) => itemsOf(resultOf(select), tile, context),
    index: (series, month) => indexValue(series, month, context),
    named: (select, tile) => namedFacts(resultOf(select), tile),
    happened,
    findings: [...unmatched, ...[...results.values()].flatMap(findingsOf)],
  }
}

function itemsOf(result: SelectResult, tile: number, context: ItemContext): ItemList {
  switch (result.kind) {
    case 'tickets':
      return itemScopes(result.select, result.kernel.tally.namedIn(tile), context)
    case 'deliveries':
    case 'outages':
      return itemScopes(result.select, result.tally.namedIn(tile), context)
    default:
      return invariant(false, `${result.kind} are not looked at one by one`) as never
  }
}

/** What a reduction is of: all that tells its value from any other of its period. */
export function reduceParams({ of, reducer, forAmount }: Reduce): Params {
  return {
    selection: of,
    reducer: reducer.kind,
    ...(reducer.kind === 'percentile'
      ? { rank: formatRatio(reducer.rank), method: reducer.method }
      : {}),
    ...(reducer.kind === 'late-parts' ? { step: `${reducer.step}`, policy: reducer.policy } : {}),
    ...(forAmount ? { for: 'amount' } : {}),
  }
}

function reduceResult(result: SelectResult, reduce: Reduce, tile: number): MeasuredValue {
  const about = reduceParams(reduce)
  switch (result.kind) {
    case 'tickets':
      return { value: ofTally(result.kernel.tally, reduce, tile), params: about }
    case 'deliveries':
    case 'outages':
      return { value: ofTally(result.tally, reduce, tile), params: about }
    case 'backlog':
      return { value: known(ratio(result.kernel.counts[tile] ?? 0), 'count'), params: about }
    case 'downtime':
      return { value: ofDowntime(result.downtimes[tile], reduce), params: about }
    case 'quantities': {
      const amount = result.amounts[tile]
      const unit = result.select.from === 'amounts' ? 'cents' : 'count'
      return { value: amount === undefined ? NOTHING : known(amount, unit), params: about }
    }
  }
}

function ofDowntime(downtime: Downtime | undefined, reduce: Reduce): Value {
  invariant(downtime !== undefined, 'a period was measured')
  switch (reduce.reducer.kind) {
    case 'window':
      return known(downtime.window, 'ms')
    case 'down':
      return known(reduce.forAmount ? downtime.downForAmount : downtime.down, 'ms')
    case 'outages':
      return known(ratio(outagesIn(downtime, reduce.forAmount)), 'count')
    default:
      return invariant(false, `outages are not reduced by ${reduce.reducer.kind}`) as never
  }
}

/**
 * Outages looked at; for an amount, those of which some time is down: one that is ignored, or
 * exempted whole, costs nothing.
 */
const outagesIn = ({ parts }: Downtime, forAmount: boolean): number =>
  parts.filter(
    ({ kind, countedForAmount }) => kind === 'outage' && !(forAmount && isZero(countedForAmount)),
  ).length

const count = (value: number | undefined): Value => known(ratio(value ?? 0), 'count')

function ofTally(tally: Tally, { reducer, forAmount }: Reduce, tile: number): Value {
  const judged = tally.judged[tile] ?? 0
  switch (reducer.kind) {
    case 'judged':
      return count(judged)
    case 'matching':
      return count(tally.matching[tile])
    case 'late':
      return forAmount ? known(tally.lateForAmount(tile), 'count') : count(tally.late[tile])
    case 'in-time': {
      const late = forAmount ? tally.lateForAmount(tile) : ratio(tally.late[tile] ?? 0)
      return known(subtract(ratio(judged), late), 'count')
    }
    case 'late-parts':
      return known(tally.lateParts(tile, reducer, forAmount), 'count')
    default:
      return judged === 0 ? NOTHING : known(durationOf(tally, reducer, tile, judged), 'ms')
  }
}

function durationOf(tally: Tally, reducer: Reducer, tile: number, judged: number): Ratio {
  switch (reducer.kind) {
    case 'mean':
      return meanOf(tally.sum(tile), judged) as Ratio
    case 'sum':
      return ratio(tally.sum(tile))
    case 'highest':
      return ratio(tally.highest[tile] as number)
    case 'lowest':
      return ratio(tally.lowest[tile] as number)
    case 'percentile':
      return percentileOf(tally.sortedValues(tile), reducer.rank, reducer.method)
    default:
      return invariant(false, `durations are not reduced by ${reducer.kind}`) as never
  }
}

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
      const removed = tally.removed[tile] ?? 0
      return { ...nobody, late: tally.namedIn(tile), selected: [...selected].sort(), removed, open }
    }
    case 'deliveries':
    case 'outages': {
      const { tally } = result
      return { ...nobody, late: tally.namedIn(tile), removed: tally.removed[tile] ?? 0 }
    }
    case 'downtime':
      return { ...nobody, outages: result.downtimes[tile]?.parts ?? [] }
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
    for (const [value, n] of [...unjudged.withoutRow].sort(([a], [b]) => (a < b ? -1 : 1))) {
      say('value-without-row', result.select, { value, count: `${n}` })
    }
    if (unjudged.tooOld > 0) say('ticket-too-old', result.select, { count: `${unjudged.tooOld}` })
    if (unjudged.unstarted > 0) {
      say('clock-never-started', result.select, { count: `${unjudged.unstarted}` })
    }
  }
  return findings
}
