/** Finds tickets by their identifiers, in one reading of the facts. */
import type { Ticket } from '../facts/fact.ts'
import type { TicketSource } from '../facts/fact-log.ts'
import type { TicketBatch } from '../facts/ticket-batch.ts'
import { ticketAt } from '../facts/ticket-batch.ts'

/** The tickets that are there, by identifier; `onBatch` sees what is read on the way. */
export function findTickets(
  tickets: TicketSource,
  wanted: ReadonlySet<string>,
  onBatch: (batch: TicketBatch) => void = () => undefined,
): ReadonlyMap<string, Ticket> {
  const found = new Map<string, Ticket>()
  tickets.read((batch) => {
    for (let i = 0; i < batch.count; i += 1) {
      const id = batch.externalId(i)
      if (wanted.has(id)) found.set(id, ticketAt(batch, i))
    }
    onBatch(batch)
  })
  return found
}
