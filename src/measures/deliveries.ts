/**
 * Whether what had to be handed over was handed over in time.
 *
 * A deliverable belongs to the period of its deadline. One that was not delivered is late as soon
 * as the deadline has passed: no data is never a success.
 *
 * Example: a monthly report due 5 working days after 30 April 2026 is due at the end of 8 May's
 * next working day, since 1 and 8 May are public holidays.
 *
 * @fr livrables
 */
import type { Instant } from '../base/instant.ts'
import { duration } from '../base/instant.ts'
import { ZERO } from '../base/ratio.ts'
import type { DeliverySelect } from '../contract/core/select.ts'
import type { Deliverable, RareFact } from '../facts/fact.ts'
import type { ServiceTime } from './due.ts'
import { dueAt } from './due.ts'
import type { HeldClaim } from './exemptions.ts'
import { ticketExemptions } from './exemptions.ts'
import { priced } from './items.ts'
import { passes } from './passes.ts'
import type { Periods } from './periods.ts'
import { tileAt } from './periods.ts'
import { Tally } from './tally.ts'

const isDeliverable = (fact: RareFact): fact is Deliverable => fact.kind === 'deliverable'

/** Counts the deliverables of a selection. Late ones are named in every period: they are few. */
export function tallyDeliveries(
  select: DeliverySelect,
  time: ServiceTime,
  periods: Periods,
  asOf: Instant,
  facts: readonly RareFact[],
  held: readonly HeldClaim[],
): Tally {
  const tally = new Tally(periods.labels.length, false, [])
  const exemptions = ticketExemptions(held)
  for (const item of facts.filter(isDeliverable).filter((fact) => isSelected(select, fact))) {
    const due =
      item.due ??
      (select.due.kind === 'fixed' ? undefined : dueAt(time, item.from, select.due.target, []))
    if (due === undefined) continue
    const delivered =
      item.delivered !== undefined && item.delivered <= asOf ? item.delivered : undefined
    if (delivered === undefined && asOf < due) {
      tally.open += 1
      continue
    }
    const tile = tileAt(periods, due - 1)
    if (tile < 0) continue
    const exemption = exemptions.get(item.externalId)
    if (exemption?.takesOut === 'item') {
      tally.removed[tile] = (tally.removed[tile] as number) + 1
      continue
    }
    const end = delivered ?? asOf
    // A date lasts until its midnight, which is already the day after: nothing is in time then.
    const isDate =
      item.due === undefined && select.due.kind === 'after' && select.due.target.kind === 'date'
    const isPast = select.onTheLimit === 'late' || isDate ? end >= due : end > due
    const isLate = (delivered === undefined || isPast) && exemption?.takesOut !== 'miss'
    tally.add(tile, end - item.from, isLate, 0, false)
    if (isLate) {
      tally.name(tile, {
        id: item.externalId,
        elapsed: duration(end - item.from),
        due,
        ...(delivered === undefined ? {} : { stop: delivered }),
        ...priced(item.fields['price']),
        exempted: exemption?.fromAmount ?? ZERO,
      })
    }
  }
  return tally
}

const isSelected = (select: DeliverySelect, fact: Deliverable): boolean =>
  fact.of === select.of && passes(select.where, fact)
