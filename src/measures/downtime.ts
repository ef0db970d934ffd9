/**
 * How long something was down, in the open time of a period.
 *
 * Availability is `1 − down / window`: both in real milliseconds of the service hours, so March
 * 2026 has 44 580 minutes in Paris and October 44 700. Overlapping outages are a union; a degraded
 * one counts for its weight; what is exempted leaves the numerator, and the denominator too if the
 * clause says so.
 *
 * Example: March 2026, always open, 120 min of announced maintenance out of the window, 62 min
 * down: `1 − 62 / 44 460` = 99.86055 %.
 *
 * @fr indisponibilité
 */
import type { Calendar } from '../base/calendar/calendar.ts'
import { elapsed, openIntervals } from '../base/calendar/calendar.ts'
import type { Duration, Instant } from '../base/instant.ts'
import { duration, instant } from '../base/instant.ts'
import type { Interval } from '../base/interval.ts'
import { intersect, measureOf, subtractIntervals, union } from '../base/interval.ts'
import type { Ratio } from '../base/ratio.ts'
import { add, compare, largest, multiply, ONE, ratio, subtract, ZERO } from '../base/ratio.ts'
import type { DowntimeSelect, ExemptionTarget } from '../contract/core/select.ts'
import type { Outage, RareFact, Watch } from '../facts/fact.ts'
import type { TakenOut } from './exemptions.ts'

/** One outage as the level counts it in a period. */
export interface CountedOutage {
  readonly id: string
  readonly start: Instant
  readonly end: Instant
  /** Open time inside the period, before weights and exemptions. */
  readonly open: Duration
}

/** What a period amounts to. Milliseconds, exact: a weight may cut one. */
export interface Downtime {
  readonly window: Ratio
  readonly down: Ratio
  /** The same without what the exemptions on the amount take out. */
  readonly downForAmount: Ratio
  readonly outages: readonly CountedOutage[]
  /** Open time that nobody watched, where the contract does not take it as up. */
  readonly unwatched: Duration
  /** What was taken out, for the explanation. */
  readonly takenOut: readonly TakenOut[]
}

interface Weighted extends Interval {
  readonly weight: Ratio
}

export interface DowntimeContext {
  readonly calendar: Calendar
  readonly mergeCalendar: Calendar | undefined
  readonly asOf: Instant
  /** When everything that the level looks at was watched: a tidy list. */
  readonly watched: readonly Interval[]
}

const isOutage = (fact: RareFact): fact is Outage => fact.kind === 'outage'

const isWatch = (fact: RareFact): fact is Watch => fact.kind === 'watch'

/** When all the components of a level were watched at once. */
export function watchedTime(select: DowntimeSelect, facts: readonly RareFact[]): Interval[] {
  const [first, ...others] = select.of.map((component) =>
    union(facts.filter(isWatch).filter((watch) => watch.of === component)),
  )
  return others.reduce((common, next) => intersect(common, next), first ?? [])
}

/** The outages that a level looks at, in order of time. */
export function selectOutages(select: DowntimeSelect, facts: readonly RareFact[]): Outage[] {
  return facts
    .filter(isOutage)
    .filter((outage) => select.of.includes(outage.of))
    .filter((outage) =>
      select.where.every(({ field, values }) => values.includes(outage.fields[field] ?? '')),
    )
    .sort((a, b) => a.start - b.start || (a.externalId < b.externalId ? -1 : 1))
}

/** Where an outage ends, on what is known. */
export const outageEnd = (outage: Outage, asOf: Instant): Instant => outage.end ?? asOf

/** Measures one period. */
export function measureDowntime(
  select: DowntimeSelect,
  context: DowntimeContext,
  outages: readonly Outage[],
  takenOut: readonly TakenOut[],
  period: Interval,
): Downtime {
  const { calendar, asOf } = context
  const open = openIntervals(calendar, period)
  const unwatched = select.noData === 'up' ? [] : subtractIntervals(open, context.watched)
  const removedWindow = union([
    ...only(takenOut, 'window'),
    ...(select.noData === 'left-out' ? unwatched : []),
  ])
  const window = subtractIntervals(open, removedWindow)
  const stretches = [
    ...countedStretches(select, context, outages),
    ...(select.noData === 'down' ? unwatched : []).map((i) => ({ ...i, weight: ONE })),
  ]
  const removed = (forAmount: boolean): readonly TakenOut[] =>
    takenOut.filter(
      (t) => t.takesOut.includes('outage') || (forAmount && t.takesOut.includes('amount')),
    )
  return {
    window: ratio(measureOf(window)),
    down: weigh(stretches, window, removed(false)),
    downForAmount: weigh(stretches, window, removed(true)),
    unwatched: duration(measureOf(unwatched)),
    outages: outages.flatMap((outage) => {
      const end = outageEnd(outage, asOf)
      const inside = intersect(open, [{ start: outage.start, end }])
      const counted = duration(measureOf(inside))
      return counted === 0
        ? []
        : [{ id: outage.externalId, start: outage.start, end, open: counted }]
    }),
    takenOut: takenOut.filter((t) => t.start < period.end && t.end > period.start),
  }
}

const only = (takenOut: readonly TakenOut[], what: ExemptionTarget): readonly Interval[] =>
  takenOut.filter((t) => t.takesOut.includes(what) && compare(t.share, ONE) === 0)

/** Outages with their weights, merged where they are near, and without those that are too short. */
function countedStretches(
  select: DowntimeSelect,
  context: DowntimeContext,
  outages: readonly Outage[],
): Weighted[] {
  const known = outages.filter((outage) => outage.start < context.asOf)
  const whole: Interval[] = []
  const partial: Weighted[] = []
  for (const outage of known) {
    const weight = weightOf(select, outage)
    const end = instant(Math.min(outageEnd(outage, context.asOf), context.asOf))
    if (compare(weight, ONE) === 0) whole.push({ start: outage.start, end })
    else partial.push({ start: outage.start, end, weight })
  }
  const groups = mergeNear(select, context, union(whole))
  return [
    ...groups.flatMap((group) => withoutShort(select, context.calendar, group)),
    ...partial.flatMap((p) =>
      withoutShort(select, context.calendar, [p]).map((i) => ({ ...i, weight: p.weight })),
    ),
  ]
}

function weightOf(select: DowntimeSelect, outage: Outage): Ratio {
  const { weights } = select
  if (weights === undefined) return ONE
  const value = outage.fields[weights.field] ?? ''
  return weights.rows.find((row) => row.value === value)?.share ?? weights.otherwise
}

/**
 * Outages that are one because the gap between them is short. The gap is down only if so agreed.
 */
function mergeNear(
  select: DowntimeSelect,
  context: DowntimeContext,
  tidy: readonly Interval[],
): Interval[][] {
  const merge = select.mergeWithin
  const groups: Interval[][] = []
  for (const next of tidy) {
    const group = groups.at(-1)
    const last = group?.at(-1)
    const isNear =
      merge !== undefined &&
      last !== undefined &&
      elapsed(context.mergeCalendar ?? context.calendar, last.end, next.start) < merge.length
    if (!isNear || group === undefined || last === undefined) groups.push([next])
    else if (merge.gap === 'up') group.push(next)
    else group[group.length - 1] = { start: last.start, end: next.end }
  }
  return groups
}

/** What counts of one outage: all, nothing if it is too short, or what exceeds the franchise. */
function withoutShort(
  select: DowntimeSelect,
  calendar: Calendar,
  group: readonly Interval[],
): Weighted[] {
  const ignore = select.ignoreUnder
  const open = group.flatMap((stretch) => openIntervals(calendar, stretch))
  const weighted = (intervals: readonly Interval[]): Weighted[] =>
    intervals.map((interval) => ({ ...interval, weight: ONE }))
  if (ignore === undefined) return weighted(open)
  if (measureOf(open) < ignore.length) return []
  return ignore.oncePassed === 'whole' ? weighted(open) : weighted(dropFirst(open, ignore.length))
}

/** Takes the first `length` milliseconds off a tidy list. */
function dropFirst(open: readonly Interval[], length: Duration): Interval[] {
  let left: number = length
  return open.flatMap((stretch) => {
    const size = stretch.end - stretch.start
    const dropped = Math.min(size, left)
    left -= dropped
    return dropped === size ? [] : [{ start: instant(stretch.start + dropped), end: stretch.end }]
  })
}

/** Time inside the window, each moment at its heaviest outage, less the part that is exempted. */
function weigh(
  stretches: readonly Weighted[],
  window: readonly Interval[],
  removed: readonly TakenOut[],
): Ratio {
  const inside = stretches.flatMap((s) =>
    intersect(window, [s]).map((interval) => ({ ...interval, weight: s.weight })),
  )
  const edges = [
    ...new Set([...inside, ...removed].flatMap((i) => [i.start as number, i.end as number])),
  ].sort((a, b) => a - b)
  let total = ZERO
  for (let k = 0; k + 1 < edges.length; k += 1) {
    const from = edges[k] as number
    const to = edges[k + 1] as number
    const covers = (i: Interval): boolean => i.start <= from && i.end >= to
    const weight = inside.filter(covers).reduce((most, s) => largest(most, s.weight), ZERO)
    if (weight.numerator === 0n) continue
    const exempted = removed.filter(covers).reduce((most, t) => largest(most, t.share), ZERO)
    total = add(total, multiply(ratio(to - from), multiply(weight, subtract(ONE, exempted))))
  }
  return total
}
