/** Clauses on who sees an outage: the times at which each source says that it began. */
import type { Entry } from '../entry.ts'
import { entry, inFacts } from '../entry.ts'
import { later, wall } from './writing.ts'

interface Seen {
  readonly down_real: string
  readonly monitor: string
  readonly ticket: string
  readonly up: string
}

const DOWN = '2026-06-11 09:00'

const seen = entry<Seen>({
  id: 'lmd-ticketclock',
  draw: (chance) => {
    const after = (minutes: number) => later(DOWN, minutes).replace(' ', 'T')
    return {
      down_real: after(0),
      monitor: after(chance.whole(0, 90)),
      ticket: after(chance.whole(0, 90)),
      up: after(chance.whole(91, 900)),
    }
  },
  edits: ({ down_real, monitor, ticket, up }) =>
    (
      [
        ['client-probe, from: 2026-06-11 09:00', 'client-probe', down_real],
        ['monitoring, from: 2026-06-11 09:07', 'monitoring', monitor],
        ['ticket, from: 2026-06-11 09:31', 'ticket', ticket],
      ] as const
    ).map(([told, source, from]) =>
      inFacts(
        `seen-by: ${told}, to: 2026-06-11 10:15`,
        `seen-by: ${source}, from: ${wall(from)}, to: ${wall(up)}`,
      ),
    ),
  month: () => '2026-06',
  answer: (settled) => settled.minutesDown('uptime'),
  readings: [
    { folder: 'monitoring' },
    { folder: 'client-probe', check: 'mins(min(down_real,monitor,ticket),up)', given: '75' },
    { folder: 'ticket-only', check: 'mins(ticket,up)', given: '44' },
  ],
})

export const SOURCES: readonly Entry[] = [seen]
