/** The story of a ticket under every level that looks at it. */
import { parseMonth } from '../../base/calendar/date.ts'
import type { Zone } from '../../base/calendar/zone.ts'
import { parseInstant } from '../../base/instant.ts'
import { invariant } from '../../base/invariant.ts'
import type { RareFact, Ticket } from '../../facts/fact.ts'
import { storiesOf } from '../../measures/story.ts'
import { compileCalendars } from '../../money/calendars.ts'
import type { Envelope } from '../../money/verify.ts'
import { drawn } from '../../reports/document.ts'
import { holidayNames } from '../../reports/drawing/closed-time.ts'
import { ticketTimeline } from '../../reports/drawing/ticket-timeline.ts'
import { clockTable, ticketLine } from '../../reports/ticket-line.ts'
import { loadTables } from '../catalogue.ts'
import { versionsOfSettled } from '../open-settled.ts'
import { viewBlocks } from './blocks.ts'
import type { TicketStory } from './schemas.ts'
import type { Voice } from './views.ts'

export function storiesOfTicket(
  envelope: Envelope,
  known: { readonly ticket: Ticket; readonly facts: readonly RareFact[] },
  zone: Zone,
  { speaker }: Voice,
): TicketStory[] {
  const month = parseMonth(envelope.settlement.month)
  const asOf = parseInstant(envelope.settlement.asOf)
  const opened = versionsOfSettled(envelope)
  invariant(opened !== undefined, 'a settled contract is right')
  const { program } = opened.inForce
  invariant(month !== undefined && asOf !== undefined, 'a settlement has its month and its time')
  const compiled = compileCalendars(opened.inForce, { month, asOf, tables: loadTables() }, zone)
  const calendars = compiled.value
  invariant(calendars !== undefined, 'a settled contract has its calendars')
  const holidays = holidayNames([...program.calendars.values()], loadTables().holidays)
  const titles = new Map(program.levels.map((level) => [level.select, level.title]))
  return program.selects.flatMap((select) => {
    if (select.kind !== 'tickets') return []
    return storiesOf(select, calendars, known.ticket, asOf, known.facts).map((story) => ({
      ticket: known.ticket.externalId,
      level: titles.get(select.id) ?? select.id,
      sentence: ticketLine(story, zone, speaker),
      blocks: viewBlocks([
        drawn(ticketTimeline(story, { zone, holidays, speaker })),
        clockTable(story, zone, speaker),
      ]),
    }))
  })
}
