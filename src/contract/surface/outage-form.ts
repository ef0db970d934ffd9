/**
 * Rewrites the restoration of outages: each is an item, held to a limit, and a relapse joins two.
 *
 * Example: `merge: { same: [item, cause], within: 8 h, calendar: use, takes-out: none }`. A machine
 * fails again for the same cause after 4 h of use: one outage, from the first failure to the last
 * handing back, the 4 h included (CCAG-TIC 2009, article 14.2.4).
 *
 * @fr rétablissement des interruptions
 */
import { invariant } from '../../base/invariant.ts'
import type { Clock } from '../chapters/clock.ts'
import type { ServiceLevel, TicketTime } from '../chapters/level.ts'
import type { OutageSelect } from '../core/items.ts'
import { refuseSlots } from './exemptions.ts'
import { filtersOf } from './filters.ts'
import { targetOf } from './lengths.ts'
import type { FormContext } from './measure-forms.ts'
import { ATTRIBUTION } from './measure-forms.ts'
import type { Report } from './report.ts'
import { sourceOf } from './write.ts'

export function outageTime(
  level: ServiceLevel,
  form: TicketTime,
  context: FormContext,
): OutageSelect | undefined {
  const { report, conventions, exemptions, tile } = context
  const clock = context.clocks.find(({ id }) => id === form.clock.id)
  invariant(clock !== undefined, 'a level that was read has a clock that is declared')
  checkClock(clock, form, report)
  const { within, calendar } = form
  if (within.kind === 'by' || calendar.kind === 'by') {
    report.notComputed(form.where, `${form.kind} of outages, by field`)
    return undefined
  }
  refuseSlots(exemptions, level.where, report)
  for (const { from, ground, takesOut, quota } of exemptions) {
    const isOfTime = takesOut.some((taken) => taken === 'outage' || taken === 'window')
    const isRead = from === 'exemption' && (isOfTime || quota !== undefined)
    if (isRead) report.notComputed(level.where, `${ground} (outages)`)
  }
  const relapse = relapseOf(clock, report)
  return {
    kind: 'outages',
    id: level.id,
    where: filtersOf(form.filter, report),
    calendar: calendar.value.id,
    within: targetOf(within.value, conventions),
    ...(relapse === undefined ? {} : { relapse }),
    onTheLimit: level.onTheLimit ?? conventions.onTheLimit,
    belongsTo: ATTRIBUTION[level.belongsTo ?? conventions.belongsTo],
    openAtEnd: level.openAtEnd ?? conventions.openAtEnd,
    tile,
    exemptions: exemptions.filter(({ from }) => from === 'exemption'),
    source: sourceOf(level.where, level.clause),
  }
}

/** An outage begins when something is down and ends when it is handed back: it knows no status. */
function checkClock({ starts, stops, pauses }: Clock, form: TicketTime, report: Report): void {
  if (form.kind !== 'restoration' || starts !== 'unavailable' || stops !== 'handed-back') {
    report.notComputed(form.where, `${form.kind} of outages from ${starts} to ${stops}`)
  }
  const [pause] = pauses
  if (pause !== undefined) report.notComputed(pause.where, `pauses of outages (${pause.status})`)
}

function relapseOf({ merge }: Clock, report: Report): OutageSelect['relapse'] {
  if (merge === undefined) return undefined
  const { within, calendar, same, takesOut } = merge
  if (within.unit !== 'ms') {
    report.notComputed(within.where, within.text)
    return undefined
  }
  return {
    same,
    length: within.value,
    calendar: calendar.id,
    gap: takesOut === 'gap' ? 'left-out' : 'counted',
  }
}
