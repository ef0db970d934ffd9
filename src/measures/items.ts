/**
 * What single items say, for a penalty that looks at each of them.
 *
 * Example: an order of 22 000.00 € due on 6 May 2026 and delivered on the 18th is late by 12
 * calendar days and by 6 worked days, the 8th and the 14th being holidays.
 *
 * @fr éléments un par un
 */
import type { Params } from '../base/because/formula.ts'
import type { Value } from '../base/because/value.ts'
import { known, NOTHING } from '../base/because/value.ts'
import type { Calendar } from '../base/calendar/calendar.ts'
import { elapsed } from '../base/calendar/calendar.ts'
import { countDays } from '../base/calendar/days.ts'
import type { Zone } from '../base/calendar/zone.ts'
import { dateAt } from '../base/calendar/zone.ts'
import type { Instant } from '../base/instant.ts'
import { instant } from '../base/instant.ts'
import { invariant } from '../base/invariant.ts'
import type { Ratio } from '../base/ratio.ts'
import { isZero, ONE, ratio, subtract } from '../base/ratio.ts'
import type { ItemReading, OutageSelect } from '../contract/core/items.ts'
import type { DeliverySelect, TicketSelect } from '../contract/core/select.ts'
import { parseEuros } from '../facts/rare-fact.ts'
import type { DownPart } from './downtime-parts.ts'
import { calendarOf } from './due.ts'
import type { ItemList } from './evaluate.ts'
import type { NamedItem } from './tally.ts'

type ItemSelect = TicketSelect | DeliverySelect | OutageSelect

export interface ItemContext {
  readonly zone: Zone
  readonly calendars: ReadonlyMap<string, Calendar>
  /** Until when an item that has not ended is late. */
  readonly asOf: Instant
}

/** The price of an item as its facts write it, or nothing. */
export function priced(text: string | undefined): Pick<NamedItem, 'price'> {
  const price = text === undefined || text === '' ? undefined : parseEuros(text)
  return price === undefined ? {} : { price: ratio(price) }
}

/** What a leaf on one item says that it is. An identifier that comes again is numbered. */
export const itemParams = (selection: string, item: string, reading: ItemReading): Params => ({
  selection,
  item,
  reducer: reading.kind,
  ...(reading.kind === 'late-days' ? { unit: reading.unit, calendar: reading.calendar } : {}),
  ...(reading.kind === 'lateness' && reading.calendar ? { calendar: reading.calendar } : {}),
})

/** The items of a selection, each ready to be read. */
export function itemScopes(
  select: ItemSelect,
  items: readonly NamedItem[],
  context: ItemContext,
): ItemList {
  const seen = new Map<string, number>()
  const scopes = items.map((item) => {
    const times = (seen.get(item.id) ?? 0) + 1
    seen.set(item.id, times)
    const key = times === 1 ? item.id : `${item.id}#${times}`
    return {
      read: (reading: ItemReading) => ({
        value: readItem(select, item, reading, context),
        params: itemParams(select.id, key, reading),
      }),
    }
  })
  return { items: scopes, params: listParams(select.id) }
}

/** The outages that cost something, each as long as it counts for the amount. */
export function outageScopes(selection: string, parts: readonly DownPart[]): ItemList {
  const costing = parts.filter(
    ({ kind, countedForAmount }) => kind === 'outage' && !isZero(countedForAmount),
  )
  const scopes = costing.map(({ id, countedForAmount }) => ({
    read: (reading: ItemReading) => ({
      value: readOutage(reading, countedForAmount),
      params: itemParams(selection, id, reading),
    }),
  }))
  return { items: scopes, params: listParams(selection) }
}

function readOutage({ kind }: ItemReading, counted: Ratio): Value {
  if (kind === 'elapsed') return known(counted, 'ms')
  invariant(kind === 'owed-share', `an outage has no ${kind}`)
  return known(ONE, 'share')
}

/** What a leaf on a list of items says that it is. */
export const listParams = (selection: string): Params => ({ selection, reducer: 'items' })

function readItem(
  select: ItemSelect,
  item: NamedItem,
  reading: ItemReading,
  context: ItemContext,
): Value {
  switch (reading.kind) {
    case 'price':
      return item.price === undefined ? NOTHING : known(item.price, 'cents')
    case 'owed-share':
      return known(subtract(ONE, item.exempted), 'share')
    case 'elapsed':
      return known(ratio(item.elapsed), 'ms')
    case 'lateness':
      return latenessOf(select, item, reading, context)
    case 'late-days':
      return lateDays(item, reading, context)
  }
}

/**
 * Open time past the limit; of a deliverable, and on another calendar, past the instant at which
 * it was due.
 *
 * Example: 4 h from 10:00 in an office open from 9 to 17 end at 14:00. Answered two days later at
 * 15:00, they are past by 17 h of the office, and by 49 h on a calendar that is always open.
 */
function latenessOf(
  select: ItemSelect,
  { elapsed: counted, limit, due, stop }: NamedItem,
  { calendar }: Extract<ItemReading, { kind: 'lateness' }>,
  { calendars, asOf }: ItemContext,
): Value {
  if (calendar !== undefined) {
    if (due === undefined) return NOTHING
    const past = Math.max(0, elapsed(calendarOf(calendars, calendar), due, stop ?? asOf))
    return known(ratio(past), 'ms')
  }
  if (limit !== undefined) return known(ratio(Math.max(0, counted - limit)), 'ms')
  if (select.kind === 'tickets' || due === undefined) return NOTHING
  const open = calendarOf(calendars, select.calendar)
  return known(ratio(elapsed(open, due, stop ?? asOf)), 'ms')
}

/**
 * A deadline at midnight is the end of the day before, which is the day that it was due; of what is
 * still missing, a month that is closed as it ends counts the days of the month and no other.
 */
function lateDays(
  { due, stop }: NamedItem,
  { unit, calendar }: Extract<ItemReading, { kind: 'late-days' }>,
  { zone, calendars, asOf }: ItemContext,
): Value {
  if (due === undefined) return NOTHING
  const from = dateAt(zone, instant(due - 1))
  const to = dateAt(zone, stop ?? instant(asOf - 1))
  const days = countDays(calendarOf(calendars, calendar), from, to, unit)
  return known(ratio(days), 'count')
}
