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

import { isWithin } from '../base/bound.ts'
import type { Calendar } from '../base/calendar/calendar.ts'
import { elapsed, openIntervals } from '../base/calendar/calendar.ts'
import type { Duration, Instant } from '../base/instant.ts'
import { instant } from '../base/instant.ts'
import type { Interval } from '../base/interval.ts'
import { intersect, measureOf, subtractIntervals, union } from '../base/interval.ts'
import type { Ratio } from '../base/ratio.ts'
import { add, compare, ONE, ratio, ZERO } from '../base/ratio.ts'
import type { DowntimeSelect } from '../contract/core/select.ts'
import type { Outage, RareFact, Watch } from '../facts/fact.ts'
import { byStart } from '../facts/fact-order.ts'
import type { ComponentOutage } from './composite-outages.ts'
import type { DownPart, DownStretch, KnownOutage } from './downtime-parts.ts'
import { downtimeParts, isWholeWindow } from './downtime-parts.ts'
import type { TakenOut } from './exemptions.ts'
import type { IntervalCount } from './judged-intervals.ts'
import { passes } from './passes.ts'

/** What a period amounts to. Milliseconds, exact: a weight may cut one. */
export interface Downtime {
  readonly window: Ratio
  readonly down: Ratio
  /** The same without what the exemptions on the amount take out. */
  readonly downForAmount: Ratio
  /** What the time down is made of: it adds up to `down`, and for the amount likewise. */
  readonly parts: readonly DownPart[]
  /** Where a level judges intervals of one length. */
  readonly intervals?: IntervalCount
}

export interface DowntimeContext {
  readonly calendar: Calendar
  /** On which the time between two outages is counted that may be one. */
  readonly mergeCalendar: Calendar
  readonly asOf: Instant
  /** When everything that the level looks at was watched: a tidy list. */
  readonly watched: readonly Interval[]
}

const isOutage = (fact: RareFact): fact is Outage => fact.kind === 'outage'

const isWatch = (fact: RareFact): fact is Watch => fact.kind === 'watch'

/** When all the components of a level were watched at once. */
export function watchedTime(select: DowntimeSelect, facts: readonly RareFact[]): Interval[] {
  return select.of
    .map((component) => union(facts.filter(isWatch).filter((watch) => watch.of === component)))
    .reduce((common, next) => intersect(common, next))
}

/** The outages that a level looks at, in order of time. */
export function selectOutages(select: DowntimeSelect, facts: readonly RareFact[]): Outage[] {
  return facts
    .filter(isOutage)
    .filter((outage) => select.of.includes(outage.of))
    .filter((outage) => passes(select.where, outage))
    .sort(byStart)
}

/** Where an outage ends, on what is known. */
export const outageEnd = ({ end }: Outage, asOf: Instant): Instant =>
  end === undefined || end > asOf ? asOf : end

/** Measures one period. */
export function measureDowntime(
  select: DowntimeSelect,
  context: DowntimeContext,
  outages: readonly ComponentOutage[],
  takenOut: readonly TakenOut[],
  period: Interval,
): Downtime {
  const { calendar, asOf } = context
  const open = openIntervals(calendar, period)
  const unwatched = select.noData === 'up' ? [] : subtractIntervals(open, context.watched)
  const removedWindow = union([
    ...takenOut.filter(isWholeWindow),
    ...(select.noData === 'left-out' ? unwatched : []),
  ])
  const window = subtractIntervals(open, removedWindow)
  const known = outages
    .filter((outage) => outage.start < asOf)
    .map((outage) => ({
      id: outage.externalId,
      start: outage.start,
      end: outageEnd(outage, asOf),
      weight: outage.share ?? weightOf(select, outage),
    }))
  const inPeriod = ({ start, end }: Interval): boolean => start < period.end && end > period.start
  const parts = downtimeParts({
    open,
    window,
    outages: known.filter(inPeriod),
    stretches: [
      ...countedStretches(select, context, known).filter(inPeriod),
      ...(select.noData === 'down' ? unwatched : []).map((i) => ({ ...i, ...NOBODY_WATCHED })),
    ],
    takenOut: takenOut.filter(inPeriod),
  })
  return {
    window: ratio(measureOf(window)),
    down: parts.reduce((sum, part) => add(sum, part.counted), ZERO),
    downForAmount: parts.reduce((sum, part) => add(sum, part.countedForAmount), ZERO),
    parts,
  }
}

const NOBODY_WATCHED = { weight: ONE, outages: [] } as const

/** Outages with their weights, merged where they are near, and without those that are too short. */
function countedStretches(
  select: DowntimeSelect,
  context: DowntimeContext,
  outages: readonly KnownOutage[],
): DownStretch[] {
  const isWhole = ({ weight }: KnownOutage): boolean => compare(weight, ONE) === 0
  const whole = outages.filter(isWhole)
  const { calendar } = context
  const { ignore } = select
  const isBefore = ignore?.isBeforeMerge === true
  const counts = (stretch: Interval): boolean =>
    withoutShort(select, calendar, [stretch]).length > 0
  const tidy = union(whole).filter((stretch) => !isBefore || counts(stretch))
  const groups = mergeNear(select, context, tidy)
  const stretches = (group: readonly Interval[], of: readonly KnownOutage[]): DownStretch[] =>
    withoutShort(select, calendar, group).map(({ start, end }) => ({
      start,
      end,
      weight: (of[0] as KnownOutage).weight,
      outages: of,
    }))
  return [
    ...groups.flatMap((group) =>
      stretches(
        group,
        whole.filter((outage) => meets(outage, group)),
      ),
    ),
    ...outages.filter((o) => !isWhole(o)).flatMap((outage) => stretches([outage], [outage])),
  ]
}

const meets = ({ start, end }: Interval, group: readonly Interval[]): boolean =>
  group.some((stretch) => start < stretch.end && end > stretch.start)

function weightOf(select: DowntimeSelect, outage: Outage): Ratio {
  const { weights } = select
  if (weights === undefined) return ONE
  const value = outage.fields[weights.field]
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
      elapsed(context.mergeCalendar, last.end, next.start) < merge.length
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
): Interval[] {
  const { ignore } = select
  const open = group.flatMap((stretch) => openIntervals(calendar, stretch))
  if (ignore === undefined) return open
  if (isWithin(ratio(measureOf(open)), ignore.word, ratio(ignore.length))) return []
  return ignore.oncePassed === 'whole' ? open : dropFirst(open, ignore.length)
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
