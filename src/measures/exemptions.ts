/**
 * Which exemptions hold, and what they take out.
 *
 * An exemption is a claim of a party, never a ticket deleted by hand. It holds when the other party
 * has accepted it, when the clause knows its ground, and when what the clause needs is there. A
 * planned maintenance is its own case: it holds when it was announced in time, inside its slot, and
 * within its quota; what passes the quota does not.
 *
 * @fr exonérations
 */

import type { Calendar } from '../base/calendar/calendar.ts'
import { openIntervals } from '../base/calendar/calendar.ts'
import type { Instant } from '../base/instant.ts'
import { instant } from '../base/instant.ts'
import type { Interval } from '../base/interval.ts'
import { intersect, subtractIntervals, union } from '../base/interval.ts'
import type { Ratio } from '../base/ratio.ts'
import { add, equals, multiply, ONE, smallest, ZERO } from '../base/ratio.ts'
import type { ExemptionRule, ExemptionTarget, Tile } from '../contract/core/select.ts'
import type { ExemptionClaim, Maintenance, RareFact } from '../facts/fact.ts'
import { byName, byStart } from '../facts/fact-order.ts'
import type { TicketExemption } from './kernel/kernel-context.ts'
import type { Periods } from './periods.ts'
import { tileAt } from './periods.ts'

/** A claim together with the rule of the contract that makes it hold. */
export interface HeldClaim {
  readonly claim: ExemptionClaim
  readonly rule: ExemptionRule
  /** What was accepted of it, and of that the part that the clause lifts. */
  readonly share: Ratio
}

const isClaim = (fact: RareFact): fact is ExemptionClaim => fact.kind === 'exemption'

/** The claims that hold under the rules of one selection. */
export function claimsThatHold(
  rules: readonly ExemptionRule[],
  facts: readonly RareFact[],
): HeldClaim[] {
  return facts.filter(isClaim).flatMap((claim) => {
    const rule = rules.find((r) => r.from === 'exemption' && r.ground === claim.ground)
    if (rule === undefined || claim.status !== 'accepted') return []
    const isProven = !rule.needs.includes('evidence') || claim.evidence !== undefined
    const share = multiply(claim.share, rule.rate ?? ONE)
    return isProven ? [{ claim, rule, share }] : []
  })
}

const takes = (rule: ExemptionRule, what: ExemptionTarget): boolean => rule.takesOut.includes(what)

/** What the claims say of single tickets. A share below one takes only from the amount. */
export function ticketExemptions(held: readonly HeldClaim[]): Map<string, TicketExemption> {
  const byTicket = new Map<string, TicketExemption>()
  for (const { claim, rule, share } of held) {
    if (!('item' in claim.about)) continue
    const before = byTicket.get(claim.about.item)
    const whole = equals(share, ONE)
    const fromAmount = takes(rule, 'amount')
      ? smallest(ONE, add(before?.fromAmount ?? ZERO, share))
      : (before?.fromAmount ?? ZERO)
    const takesOut =
      whole && takes(rule, 'item') ? 'item' : whole && takes(rule, 'miss') ? 'miss' : undefined
    // Of two claims on one ticket the one that takes more holds, whichever was read first.
    const kept = takesOut === 'item' ? takesOut : (before?.takesOut ?? takesOut)
    byTicket.set(claim.about.item, {
      fromAmount,
      ...(kept === undefined ? {} : { takesOut: kept }),
    })
  }
  return byTicket
}

/** Stretches that claims take out of the clocks of tickets: the whole of them, where both agree. */
export const stretchesOffClocks = (held: readonly HeldClaim[]): Interval[] =>
  union(
    held.flatMap(({ claim, rule, share }) =>
      takes(rule, 'window') && 'start' in claim.about && equals(share, ONE) ? [claim.about] : [],
    ),
  )

/** Stretches that are taken out, each by the part that is not to count. */
export interface TakenOut extends Interval {
  readonly share: Ratio
  readonly takesOut: readonly ExemptionTarget[]
  readonly because: string
}

/** Stretches taken out of downtime by claims on an outage or on a stretch of time. */
export function claimedStretches(
  held: readonly HeldClaim[],
  outageOf: (id: string) => Interval | undefined,
  periodsOf: (tile: Tile) => Periods,
  slotOf: (rule: ExemptionRule) => Calendar | undefined,
): TakenOut[] {
  const used = new Map<ExemptionRule, Map<number, number>>()
  const stretches = held.flatMap((claimed) => {
    const { about } = claimed.claim
    const whole = 'item' in about ? outageOf(about.item) : about
    if (whole === undefined) return []
    const { start, end } = whole
    const inside = insideSlot({ start, end }, slotOf(claimed.rule))
    return inside.map((stretch) => ({ ...claimed, ...stretch }))
  })
  // A quota goes to what came first, whatever the order in which claims were read.
  stretches.sort((a, b) => a.start - b.start || byName(a.claim, b.claim))
  return stretches.flatMap(({ claim, rule, share, start, end }) => {
    const spent = used.get(rule) ?? new Map<number, number>()
    used.set(rule, spent)
    const periods = rule.quota === undefined ? undefined : periodsOf(rule.quota.tile)
    return withinQuota({ start, end }, rule, periods, spent).map((stretch) => ({
      ...stretch,
      share,
      takesOut: rule.takesOut,
      because: claim.externalId,
    }))
  })
}

const isMaintenance = (fact: RareFact): fact is Maintenance => fact.kind === 'maintenance'

/** The parts of a stretch inside a weekly slot; all of it where there is none. */
const insideSlot = (whole: Interval, slot: Calendar | undefined): readonly Interval[] =>
  slot === undefined ? [whole] : intersect(openIntervals(slot, whole), [whole])

/** Stretches of maintenance that were announced in time, in their slot, and within the quota. */
export function maintenanceStretches(
  rule: ExemptionRule,
  of: readonly string[],
  facts: readonly RareFact[],
  slot: Calendar | undefined,
  quotaPeriods: Periods | undefined,
): TakenOut[] {
  const used = new Map<number, number>()
  let known: Interval[] = []
  return facts
    .filter(isMaintenance)
    .filter((work) => of.includes(work.of) && isOfGround(work, rule) && isAnnounced(work, rule))
    .sort(byStart)
    .flatMap((work) => {
      const inside = insideSlot({ start: work.start, end: work.end }, slot)
      // Works that overlap are a union: their time uses the quota up once.
      const fresh = subtractIntervals(inside, known)
      known = union([...known, ...inside])
      return fresh
        .flatMap((stretch) => withinQuota(stretch, rule, quotaPeriods, used))
        .map((stretch) => ({
          ...stretch,
          share: rule.rate ?? ONE,
          takesOut: rule.takesOut,
          because: work.externalId,
        }))
    })
}

/** A work that says no ground is looked at by every rule of maintenance. */
const isOfGround = ({ ground }: Maintenance, rule: ExemptionRule): boolean =>
  ground === undefined || ground === rule.ground

const isAnnounced = (work: Maintenance, rule: ExemptionRule): boolean =>
  rule.notice === undefined ||
  (work.announced !== undefined && work.start - work.announced >= rule.notice)

/** The first part of a stretch, as long as the quota of its period lasts. */
function withinQuota(
  stretch: Interval,
  rule: ExemptionRule,
  periods: Periods | undefined,
  used: Map<number, number>,
): Interval[] {
  if (rule.quota === undefined || periods === undefined) return [stretch]
  const kept: Interval[] = []
  let from: Instant = stretch.start
  while (from < stretch.end) {
    const tile = tileAt(periods, from)
    const tileEnd = tile < 0 ? stretch.end : (periods.edges[tile + 1] as number)
    const to = Math.min(stretch.end, tileEnd)
    const spent = used.get(tile) ?? 0
    const allowed = Math.min(to - from, Math.max(0, rule.quota.length - spent))
    if (allowed > 0) kept.push({ start: from, end: instant(from + allowed) })
    used.set(tile, spent + allowed)
    from = instant(to)
  }
  return union(kept)
}
