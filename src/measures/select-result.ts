/**
 * What was measured of one selection, and what it reduces to in a period.
 *
 * Example: 91 tickets judged and 41 late reduce to 50 `in-time`.
 *
 * @fr résultat d'une sélection
 */
import type { Params } from '../base/because/formula.ts'
import type { Value } from '../base/because/value.ts'
import { known, NOTHING } from '../base/because/value.ts'
import { invariant } from '../base/invariant.ts'
import type { Ratio } from '../base/ratio.ts'
import { formatRatio, isZero, ratio, subtract } from '../base/ratio.ts'
import type { OutageSelect } from '../contract/core/items.ts'
import type { QuantitySelect } from '../contract/core/quantities.ts'
import type {
  BacklogSelect,
  DeliverySelect,
  DowntimeSelect,
  Reduce,
  Reducer,
  TicketSelect,
} from '../contract/core/select.ts'
import type { Downtime } from './downtime.ts'
import type { IntervalCount } from './judged-intervals.ts'
import type { BacklogKernel } from './kernel/backlog-kernel.ts'
import type { TicketKernel } from './kernel/ticket-kernel.ts'
import type { Periods } from './periods.ts'
import type { Tally } from './tally.ts'
import { meanOf, percentileOf } from './tally.ts'
import type { Thing } from './things.ts'
import { thingParams } from './things.ts'

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
      readonly downtimes: readonly (Downtime | undefined)[]
    }
  | {
      readonly kind: 'quantities'
      readonly select: QuantitySelect
      readonly periods: Periods
      readonly amounts: readonly (Ratio | undefined)[]
      readonly counts: readonly number[]
      /** What the events of each period are about, in order of time. */
      readonly things: readonly (readonly Thing[])[]
      /** What is taken of one thing only. */
      amountsOf(thing: Thing): readonly (Ratio | undefined)[]
    }

/** A value with what it rests on, ready to be a leaf of an explanation. */
export interface MeasuredValue {
  readonly value: Value
  readonly params: Params
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

/** What a selection reduces to in a period. */
export function reduceResult(
  result: SelectResult,
  reduce: Reduce,
  tile: number,
  thing?: Thing,
): MeasuredValue {
  const about = reduceParams(reduce)
  switch (result.kind) {
    case 'tickets':
      return { value: ofTally(result.kernel.tally, reduce, tile), params: about }
    case 'deliveries':
    case 'outages':
      return { value: ofTally(result.tally, reduce, tile), params: about }
    case 'backlog':
      return { value: count(result.kernel.counts[tile] as number), params: about }
    case 'downtime':
      return { value: ofDowntime(result.downtimes[tile], reduce), params: about }
    case 'quantities': {
      if (reduce.reducer.kind === 'judged') {
        return { value: count(result.counts[tile] as number), params: about }
      }
      const amount = (thing === undefined ? result.amounts : result.amountsOf(thing))[tile]
      const unit = result.select.from === 'amounts' ? 'cents' : 'count'
      const params = { ...about, ...thingParams(thing) }
      return { value: amount === undefined ? NOTHING : known(amount, unit), params }
    }
  }
}

function ofDowntime(downtime: Downtime | undefined, reduce: Reduce): Value {
  // A period that looks back from an event, and in which it did not happen.
  if (downtime === undefined) return NOTHING
  const { intervals } = downtime
  const isIn = intervals && inIntervals(intervals, reduce)
  if (isIn !== undefined) return count(isIn)
  const { kind } = reduce.reducer
  switch (kind) {
    case 'window':
      return known(downtime.window, 'ms')
    case 'down':
      return known(reduce.forAmount ? downtime.downForAmount : downtime.down, 'ms')
    default:
      invariant(kind === 'outages', `outages are not reduced by ${kind}`)
      return known(ratio(outagesIn(downtime, reduce.forAmount)), 'count')
  }
}

/** Intervals that were judged, that are down, or that are up. */
function inIntervals(
  { judged, late, lateForAmount }: IntervalCount,
  { reducer, forAmount }: Reduce,
): number | undefined {
  const down = forAmount ? lateForAmount : late
  if (reducer.kind === 'judged') return judged
  if (reducer.kind === 'late') return down
  return reducer.kind === 'in-time' ? judged - down : undefined
}

/**
 * Outages looked at; for an amount, those of which some time is down: one that is ignored, or
 * exempted whole, costs nothing.
 */
const outagesIn = ({ parts }: Downtime, forAmount: boolean): number =>
  parts.filter(
    ({ kind, countedForAmount }) => kind === 'outage' && !(forAmount && isZero(countedForAmount)),
  ).length

const count = (value: number): Value => known(ratio(value), 'count')

function ofTally(tally: Tally, { reducer, forAmount }: Reduce, tile: number): Value {
  const [judged, late] = [tally.judged[tile] as number, tally.late[tile] as number]
  switch (reducer.kind) {
    case 'judged':
      return count(judged)
    case 'matching':
      return count(tally.matching[tile] as number)
    case 'late':
      return forAmount ? known(tally.lateForAmount(tile), 'count') : count(late)
    case 'in-time': {
      const down = forAmount ? tally.lateForAmount(tile) : ratio(late)
      return known(subtract(ratio(judged), down), 'count')
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
    default:
      invariant(reducer.kind === 'percentile', `durations are not reduced by ${reducer.kind}`)
      return percentileOf(tally.sortedValues(tile), reducer.rank, reducer.method)
  }
}
