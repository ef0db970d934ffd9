/**
 * How long each outage lasted, and whether it was ended in time; a relapse and what came before it
 * are one outage.
 *
 * Example: down from Monday 9:00 to 16:00 and again from Tuesday 10:00 to 17:00, hours 8:00 to
 * 18:00, relapses within 8 h of use. 4 h lie between: one outage of 18 h, or of 14 h where the time
 * between is left out.
 *
 * @fr durée des interruptions
 */

import type { Calendar } from '../base/calendar/calendar.ts'
import { elapsed } from '../base/calendar/calendar.ts'
import type { Instant } from '../base/instant.ts'
import { duration, instant } from '../base/instant.ts'
import type { Interval } from '../base/interval.ts'
import { ZERO } from '../base/ratio.ts'
import type { OutageSelect } from '../contract/core/items.ts'
import type { Outage, RareFact } from '../facts/fact.ts'
import { byStart } from '../facts/fact-order.ts'
import { outageEnd } from './downtime.ts'
import type { ServiceTime } from './due.ts'
import { calendarOf, dueAt } from './due.ts'
import type { HeldClaim } from './exemptions.ts'
import { ticketExemptions } from './exemptions.ts'
import { priced } from './items.ts'
import type { Judgement } from './judge.ts'
import { isJudgedLate, judgedTile, judgeRun, NO_VERDICT } from './judge.ts'
import { passes } from './passes.ts'
import type { Periods } from './periods.ts'
import type { NamedItem } from './tally.ts'
import { Tally } from './tally.ts'

/** Outages that are one, in order of time, and where the last of them ends. */
interface Joined {
  readonly outages: readonly Outage[]
  readonly end: Instant
}

/** Counts the outages of a selection. Late ones are named in every period: they are few. */
export function tallyOutages(
  select: OutageSelect,
  time: ServiceTime,
  periods: Periods,
  asOf: Instant,
  facts: readonly RareFact[],
  held: readonly HeldClaim[],
): Tally {
  const tally = new Tally(periods.labels.length, false, [])
  const exemptions = ticketExemptions(held)
  for (const joined of joinRelapses(select, time, selected(select, facts, asOf), asOf)) {
    const { item, judged } = judge(select, time, periods, joined, asOf)
    if (judged === NO_VERDICT) {
      if (item.stop === undefined) tally.open += 1
      continue
    }
    const tile = judgedTile(judged)
    const ids = joined.outages.map(({ externalId }) => externalId)
    const exemption = exemptions.get(ids.find((id) => exemptions.has(id)) ?? '')
    if (exemption?.takesOut === 'item') {
      tally.removed[tile] = (tally.removed[tile] as number) + 1
      continue
    }
    const isLate = isJudgedLate(judged) && exemption?.takesOut !== 'miss'
    tally.add(tile, item.elapsed, isLate, 0, false)
    if (isLate) tally.name(tile, { ...item, exempted: exemption?.fromAmount ?? ZERO })
  }
  return tally
}

function selected(select: OutageSelect, facts: readonly RareFact[], asOf: Instant): Outage[] {
  return facts
    .filter((fact): fact is Outage => fact.kind === 'outage' && fact.start < asOf)
    .filter((outage) => passes(select.where, outage))
    .sort(byStart)
}

/** One after another of the same thing, for the same fields, and near enough: they are one. */
function joinRelapses(
  { relapse }: OutageSelect,
  { calendars }: ServiceTime,
  outages: readonly Outage[],
  asOf: Instant,
): Joined[] {
  const groups: Joined[] = []
  const last = new Map<string, number>()
  for (const outage of outages) {
    const end = outageEnd(outage, asOf)
    const fields = (relapse?.same ?? []).map((field) => outage.fields[field] ?? '')
    const key = JSON.stringify([outage.of, ...fields])
    const index = last.get(key) ?? groups.length
    const before = groups[index]
    const isRelapse =
      relapse !== undefined &&
      before !== undefined &&
      between(calendarOf(calendars, relapse.calendar), before.end, outage.start) < relapse.length
    if (isRelapse) {
      const later = instant(Math.max(before.end, end))
      groups[index] = { outages: [...before.outages, outage], end: later }
    } else last.set(key, groups.push({ outages: [outage], end }) - 1)
  }
  return groups
}

const between = (calendar: Calendar, from: Instant, to: Instant): number =>
  to <= from ? 0 : elapsed(calendar, from, to)

function judge(
  select: OutageSelect,
  time: ServiceTime,
  periods: Periods,
  { outages, end }: Joined,
  asOf: Instant,
): { readonly item: Omit<NamedItem, 'exempted'>; readonly judged: Judgement } {
  const start = (outages[0] as Outage).start
  const gaps = select.relapse?.gap === 'left-out' ? gapsOf(outages, asOf) : []
  const leftOut = gaps.reduce((sum, gap) => sum + elapsed(time.open, gap.start, gap.end), 0)
  const counted = duration(elapsed(time.open, start, end) - leftOut)
  const due = dueAt(time, start, select.within, gaps)
  const limit = select.within.kind === 'open-time' ? select.within.length : undefined
  const [value, bound] = limit === undefined ? [end, due ?? end] : [counted, limit]
  const isOpen = outages.some((outage) => outage.end === undefined || outage.end > asOf)
  const stop = isOpen ? Number.NaN : end
  const rules = { belongsTo: select.belongsTo, openAtEnd: select.openAtEnd, hasLimit: true }
  const isOverdue = select.onTheLimit === 'late' ? value >= bound : value > bound
  const run = { opened: start, stop, closed: stop, resolved: stop, isOverdue, due: () => due }
  return {
    judged: judgeRun(rules, periods, run),
    item: {
      id: outages.map(({ externalId }) => externalId).join('+'),
      elapsed: counted,
      ...(limit === undefined ? {} : { limit }),
      ...(due === undefined ? {} : { due }),
      ...(isOpen ? {} : { stop: end }),
      ...priced(outages[0]?.fields['price']),
    },
  }
}

/** The time of use between outages that are one. */
function gapsOf(outages: readonly Outage[], asOf: Instant): Interval[] {
  let end = outageEnd(outages[0] as Outage, asOf)
  return outages.slice(1).flatMap((outage) => {
    const gap = { start: end, end: outage.start }
    end = instant(Math.max(end, outageEnd(outage, asOf)))
    return gap.start < gap.end ? [gap] : []
  })
}
