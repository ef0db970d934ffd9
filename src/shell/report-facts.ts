/**
 * Reads the facts of a settled month again for its report: their quality, which of them are
 * simulated, and the story of the worst ticket of each level that names any.
 */
import { parseMonth } from '../base/calendar/date.ts'
import { parseInstant } from '../base/instant.ts'
import { invariant } from '../base/invariant.ts'
import type { RareFact, Ticket } from '../facts/fact.ts'
import type { FactSource } from '../facts/fact-log.ts'
import type { Story } from '../measures/story.ts'
import { storiesOf } from '../measures/story.ts'
import { compileCalendars } from '../money/calendars.ts'
import type { StoredItem } from '../money/settlement.ts'
import { holidayNames } from '../reports/drawing/closed-time.ts'
import type { FactsRead } from '../reports/monthly-report-input.ts'
import { isSimulated } from '../reports/monthly-report-input.ts'
import { longestFirst } from '../reports/monthly-report-levels.ts'
import { loadTables } from './catalogue.ts'
import type { CloseResult } from './close-month.ts'
import { findTickets } from './find-tickets.ts'
import type { Settled } from './open-settled.ts'

/** What a report takes from the facts; `closed` is the month computed again from them. */
export function readReportFacts(
  settled: Settled,
  files: Pick<FactSource, 'tickets' | 'rare'>,
  closed: Pick<CloseResult, 'quality' | 'findings'>,
  shiftWeeks: number,
): FactsRead {
  const worst = new Map(
    settled.settlement.levels.flatMap(({ id, lateItems }) =>
      longestFirst(lateItems)
        .slice(0, 1)
        .map((item) => [id, item] as const),
    ),
  )
  const simulatedTickets = new Set<string>()
  const wanted = new Set([...worst.values()].map(({ id }) => id))
  const tickets = findTickets(files.tickets, wanted, (batch) => {
    for (let i = 0; i < batch.count; i += 1) {
      const id = batch.externalId(i)
      if (isSimulated(batch.source, id)) simulatedTickets.add(id)
    }
  })
  return {
    quality: closed.quality,
    findings: closed.findings,
    others: files.rare,
    shiftWeeks,
    simulatedTickets,
    stories: storiesBy(settled, worst, tickets, files.rare),
    holidays: holidayNames([...settled.program.calendars.values()], loadTables().holidays),
  }
}

function storiesBy(
  { settlement, terms, program, zone }: Settled,
  worst: ReadonlyMap<string, StoredItem>,
  tickets: ReadonlyMap<string, Ticket>,
  facts: readonly RareFact[],
): ReadonlyMap<string, Story> {
  const month = parseMonth(settlement.month)
  const asOf = parseInstant(settlement.asOf)
  invariant(month !== undefined && asOf !== undefined, 'a settlement has its month and its time')
  const tables = loadTables()
  const { value: calendars } = compileCalendars({ terms, program }, { month, asOf, tables }, zone)
  invariant(calendars !== undefined, 'a settled contract has its calendars')
  const stories = new Map<string, Story>()
  for (const [id, item] of worst) {
    const view = program.levels.find((level) => level.id === id)
    const select = program.selects.find((candidate) => candidate.id === view?.select)
    const ticket = tickets.get(item.id)
    if (select?.kind !== 'tickets' || ticket === undefined) continue
    const told = storiesOf(select, calendars, ticket, asOf, facts)
    // A ticket that was reopened has a story a run: the one that the level counted.
    const story = told.find(({ elapsed }) => elapsed === item.elapsed) ?? told[0]
    if (story !== undefined) stories.set(id, story)
  }
  return stories
}
