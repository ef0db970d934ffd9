/** The facts of a drawn life, as the product takes them. */
import type { Instant } from '../../src/base/instant.ts'
import { ONE, ratio } from '../../src/base/ratio.ts'
import type { ExemptionClaim, Outage, RareFact, Ticket, TicketEvent } from '../../src/facts/fact.ts'
import type { NaiveLife, NaiveTicket } from '../oracles/naive-life.ts'

const MINUTE = 60_000

export const instantOf = (minute: number): Instant => (minute * MINUTE) as Instant

function ticketOf(ticket: NaiveTicket, row: number): Ticket {
  const events: TicketEvent[] = [{ kind: 'opened', at: instantOf(ticket.opened) }]
  for (const [from, to] of ticket.pauses) {
    events.push({ kind: 'status', at: instantOf(from), value: 'awaiting-client' })
    events.push({ kind: 'status', at: instantOf(to), value: 'in-progress' })
  }
  if (ticket.resolved !== undefined) {
    events.push({ kind: 'resolved', at: instantOf(ticket.resolved) })
  }
  return {
    kind: 'ticket',
    source: 'life',
    externalId: ticket.id,
    revision: 1,
    origin: { file: 'life', row },
    fields: {
      type: 'incident',
      priority: ticket.priority,
      price: (ticket.price / 100).toFixed(2),
    },
    events: events.sort((a, b) => a.at - b.at),
  }
}

export const ticketsOf = (life: NaiveLife): Ticket[] =>
  life.tickets.map((ticket, i) => ticketOf(ticket, i + 1))

const claimsOf = (life: NaiveLife): ExemptionClaim[] =>
  life.tickets.flatMap(({ id, claim, halves }): ExemptionClaim[] =>
    claim === undefined
      ? []
      : [
          {
            kind: 'exemption',
            source: 'life',
            externalId: `claim-${id}`,
            revision: 1,
            origin: { file: 'life', row: 1 },
            ground: 'client',
            about: { item: id },
            share: halves === 2 ? ONE : ratio(1n, 2n),
            claimedBy: 'provider',
            status: claim,
          },
        ],
  )

const outagesOf = (life: NaiveLife): Outage[] =>
  life.outages.map(([from, to], i) => ({
    kind: 'outage',
    source: 'life',
    externalId: `O-${i + 1}`,
    revision: 1,
    origin: { file: 'life', row: 1 },
    of: 'servers',
    start: instantOf(from),
    end: instantOf(to),
    fields: {},
  }))

export const rareFactsOf = (life: NaiveLife): RareFact[] => [...claimsOf(life), ...outagesOf(life)]
