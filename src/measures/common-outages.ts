/**
 * The stretches in which every component of a level is down at once.
 *
 * Each takes the identifiers of the outages that meet in it, joined: `O-1+O-2`.
 *
 * Example: VM-1 is down from 10:00 to 10:40 and VM-2 from 10:15 to 11:00: both are from 10:15 to
 * 10:40, 25 min, and any of them from 10:00 to 11:00, 60 min.
 *
 * @fr interruptions communes
 */
import type { Instant } from '../base/instant.ts'
import type { Interval } from '../base/interval.ts'
import { intersect, union } from '../base/interval.ts'
import { invariant } from '../base/invariant.ts'
import type { Outage } from '../facts/fact.ts'
import { outageEnd } from './downtime.ts'

export function commonOutages(
  components: readonly string[],
  outages: readonly Outage[],
  asOf: Instant,
): Outage[] {
  const known = outages
    .filter(({ start }) => start < asOf)
    .map((outage) => ({ outage, start: outage.start, end: outageEnd(outage, asOf) }))
  const [first = [], ...others] = components.map((component) =>
    union(known.filter(({ outage }) => outage.of === component)),
  )
  const common = others.reduce<Interval[]>((both, next) => intersect(both, next), first)
  return common.map(({ start, end }) => {
    const meeting = known.filter((stretch) => stretch.start < end && stretch.end > start)
    const last = meeting.at(-1)
    invariant(last !== undefined, 'outages meet where all components are down')
    const externalId = meeting.map(({ outage }) => outage.externalId).join('+')
    return { ...last.outage, externalId, start, end }
  })
}
