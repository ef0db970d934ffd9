/**
 * The stretches in which something that is made of parts is down.
 *
 * Where several parts must be down at once, each stretch takes the identifiers of the outages that
 * meet in it, joined: `O-1+O-2`. Where parts have shares, a stretch is down for the shares of those
 * that are.
 *
 * Example: VM-1 is down from 10:00 to 10:40 and VM-2 from 10:15 to 11:00: both are from 10:15 to
 * 10:40, 25 min, and any of them from 10:00 to 11:00, 60 min. Of shares of 3/5 and 2/5, 3/5 are
 * down for 15 min, all for 25 and 2/5 for 20.
 *
 * @fr interruptions d'un ensemble
 */

import type { Instant } from '../base/instant.ts'
import type { Interval } from '../base/interval.ts'
import { union } from '../base/interval.ts'
import { invariant } from '../base/invariant.ts'
import type { Ratio } from '../base/ratio.ts'
import { add, ZERO } from '../base/ratio.ts'
import type { DownShare, DownWhen } from '../contract/core/down.ts'
import type { Outage } from '../facts/fact.ts'
import { byStart } from '../facts/fact-order.ts'
import { outageEnd } from './downtime.ts'

/** An outage of a part, or of the whole for a share of it. */
export interface ComponentOutage extends Outage {
  readonly share?: Ratio
}

/** A stretch with the outages of parts that make it. */
interface Stretch extends Interval {
  readonly by: readonly Outage[]
}

/** What is down while `down` says so, of outages in order of time. */
export function outagesOf(
  down: DownWhen,
  outages: readonly Outage[],
  asOf: Instant,
): readonly ComponentOutage[] {
  const known = outages.filter(({ start }) => start < asOf)
  const place = new Map(known.map((outage, i) => [outage, i]))
  return stretchesOf(down, known, asOf)
    .map((stretch) => outageOf(stretch, place, asOf))
    .sort(byStart)
    .filter((outage, i, all) => !isSame(outage, all[i - 1]))
}

/** A part that stands in two places of a whole is down once. */
const isSame = (a: Outage, b: Outage | undefined): boolean =>
  a.externalId === b?.externalId && a.start === b.start && a.end === b.end

/** The same where parts have shares: each stretch in which the same ones are down. */
export function sharedOutages(
  shares: readonly DownShare[],
  outages: readonly Outage[],
  asOf: Instant,
): readonly ComponentOutage[] {
  const known = outages.filter(({ start }) => start < asOf)
  const place = new Map(known.map((outage, i) => [outage, i]))
  const parts = shares.map(({ of }) => stretchesOf(of, known, asOf))
  return momentsOf(parts).map(({ start, end, by, parts: down }) => ({
    ...outageOf({ start, end, by }, place, asOf),
    start,
    end,
    share: down.reduce((sum, part) => add(sum, (shares[part] as DownShare).share), ZERO),
  }))
}

function stretchesOf(down: DownWhen, outages: readonly Outage[], asOf: Instant): Stretch[] {
  if (down.kind === 'part') {
    return outages
      .filter(({ of }) => of === down.of)
      .map((outage) => ({ start: outage.start, end: outageEnd(outage, asOf), by: [outage] }))
  }
  const parts = down.of.map((part) => stretchesOf(part, outages, asOf))
  if (down.down === 1) return parts.flat()
  const enough = momentsOf(parts).filter(({ parts }) => parts.length >= down.down)
  return union(enough).map(({ start, end }) => ({
    start,
    end,
    by: enough.filter((moment) => meets(moment, { start, end })).flatMap(({ by }) => by),
  }))
}

const meets = (a: Interval, b: Interval): boolean => a.start < b.end && a.end > b.start

interface Moment extends Stretch {
  /** Which of the parts are down. */
  readonly parts: readonly number[]
}

/** The pieces in which no part begins or ends to be down, where at least one is. */
function momentsOf(parts: readonly (readonly Stretch[])[]): Moment[] {
  const edges = [...new Set(parts.flat().flatMap(({ start, end }) => [start, end]))]
  const sorted = edges.sort((a, b) => a - b)
  return sorted.flatMap((start, i) => {
    const end = sorted[i + 1]
    if (end === undefined) return []
    const meeting = parts.map((down) => down.filter((stretch) => meets(stretch, { start, end })))
    const which = meeting.flatMap((down, part) => (down.length > 0 ? [part] : []))
    return which.length === 0
      ? []
      : [{ start, end, parts: which, by: meeting.flat().flatMap(({ by }) => by) }]
  })
}

/** An outage as it is, or the common part of several under their names. */
function outageOf(
  { start, end, by }: Stretch,
  place: ReadonlyMap<Outage, number>,
  asOf: Instant,
): ComponentOutage {
  const each = [...new Set(by)].sort((a, b) => (place.get(a) as number) - (place.get(b) as number))
  const last = each.at(-1)
  invariant(last !== undefined, 'what is down is down by an outage')
  const isWhole = each.length === 1 && last.start === start && outageEnd(last, asOf) === end
  if (isWhole) return last
  return { ...last, externalId: each.map(({ externalId }) => externalId).join('+'), start, end }
}
