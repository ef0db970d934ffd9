/** Measures the selections that look at few facts: outages, deliverables, quantities. */
import type { Calendar } from '../base/calendar/calendar.ts'
import { openIntervals } from '../base/calendar/calendar.ts'
import type { Interval } from '../base/interval.ts'
import { subtractIntervals, union } from '../base/interval.ts'
import type { OutageSelect } from '../contract/core/items.ts'
import type { QuantitySelect } from '../contract/core/quantities.ts'
import type {
  DeliverySelect,
  DowntimeSelect,
  ExemptionRule,
  Tile,
} from '../contract/core/select.ts'
import { outagesOf, sharedOutages } from './composite-outages.ts'
import { tallyDeliveries } from './deliveries.ts'
import type { Downtime, DowntimeContext } from './downtime.ts'
import { measureDowntime, outageEnd, selectOutages, watchedTime } from './downtime.ts'
import { calendarOf } from './due.ts'
import type { TakenOut } from './exemptions.ts'
import { claimedStretches, claimsThatHold, maintenanceStretches } from './exemptions.ts'
import { judgeIntervals } from './judged-intervals.ts'
import { lookedAt } from './look-back.ts'
import type { MeasureContext } from './measuring.ts'
import { tallyOutages } from './outage-times.ts'
import type { Periods } from './periods.ts'
import type { SelectResult } from './select-result.ts'
import { takenAmounts } from './taken-amounts.ts'
import { thingsOf } from './things.ts'

export function measureRareSelect(
  select: DowntimeSelect | OutageSelect | DeliverySelect | QuantitySelect,
  periods: Periods,
  context: MeasureContext,
  tiles: (tile: Tile) => Periods,
): SelectResult {
  switch (select.kind) {
    case 'downtime':
      return measureDown(select, periods, context, tiles)
    case 'deliveries':
      return {
        kind: 'deliveries',
        select,
        periods,
        tally: tallyDeliveries(
          select,
          { open: calendarOf(context.calendars, select.calendar), calendars: context.calendars },
          periods,
          context.asOf,
          context.facts,
          claimsThatHold(select.exemptions, context.facts),
        ),
      }
    case 'outages':
      return {
        kind: 'outages',
        select,
        periods,
        tally: tallyOutages(
          select,
          { open: calendarOf(context.calendars, select.calendar), calendars: context.calendars },
          periods,
          context.asOf,
          context.facts,
          claimsThatHold(select.exemptions, context.facts),
        ),
      }
    case 'quantities':
      return {
        kind: 'quantities',
        select,
        periods,
        ...takenAmounts(select, periods, context),
        things: thingsOf(select, periods, context),
        amountsOf: (thing) => takenAmounts(select, periods, context, thing).amounts,
      }
  }
}

function measureDown(
  select: DowntimeSelect,
  periods: Periods,
  context: MeasureContext,
  tiles: (tile: Tile) => Periods,
): SelectResult {
  const { asOf, facts } = context
  const outages = selectOutages(select, facts)
  const held = claimsThatHold(select.exemptions, facts)
  const stretchOf = (id: string): Interval | undefined => {
    const outage = outages.find((o) => o.externalId === id)
    return outage === undefined ? undefined : { start: outage.start, end: outageEnd(outage, asOf) }
  }
  const slotOf = ({ slot }: ExemptionRule): Calendar | undefined =>
    slot === undefined ? undefined : calendarOf(context.calendars, slot)
  const takenOut: TakenOut[] = claimedStretches(held, stretchOf, tiles, slotOf)
  for (const rule of select.exemptions.filter((r) => r.from === 'maintenance')) {
    const quota = rule.quota === undefined ? undefined : tiles(rule.quota.tile)
    takenOut.push(...maintenanceStretches(rule, select.of, facts, slotOf(rule), quota))
  }
  const downContext = {
    calendar: calendarOf(context.calendars, select.calendar),
    mergeCalendar: calendarOf(context.calendars, select.mergeWithin?.calendar ?? select.calendar),
    asOf,
    watched: watchedTime(select, facts),
  }
  const down =
    select.shares === undefined
      ? outagesOf(select.down, outages, asOf)
      : sharedOutages(select.shares, outages, asOf)
  const measure = (period: Interval): Downtime =>
    measureDowntime(select, downContext, down, takenOut, period)
  const downtimes = lookedAt(select.over, periods, context).map((looked) =>
    looked === undefined
      ? undefined
      : measureLooked(select, downContext, looked, takenOut, measure),
  )
  return { kind: 'downtime', select, periods, downtimes }
}

/** The whole of a stretch of time, and its intervals where these are judged. */
function measureLooked(
  select: DowntimeSelect,
  { calendar, watched }: DowntimeContext,
  looked: Interval,
  takenOut: readonly TakenOut[],
  measure: (period: Interval) => Downtime,
): Downtime {
  const whole = measure(looked)
  if (select.intervals === undefined) return whole
  const open = openIntervals(calendar, looked)
  const unwatched = select.noData === 'up' ? [] : subtractIntervals(open, watched)
  const busy = union([...whole.parts, ...takenOut, ...unwatched])
  return { ...whole, intervals: judgeIntervals(select.intervals, looked, open, busy, measure) }
}
