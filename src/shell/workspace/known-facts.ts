/**
 * The facts of a tenant as they are known now, kept in memory while nothing changes, so that the
 * months of a contract are settled from one reading.
 */
import type { Instant } from '../../base/instant.ts'
import type { RareFact, Ticket } from '../../facts/fact.ts'
import type { FactSource } from '../../facts/fact-log.ts'
import { ticketSource } from '../../facts/fact-log.ts'
import type { TicketBatch } from '../../facts/ticket-batch.ts'
import { ticketAt } from '../../facts/ticket-batch.ts'
import type { TenantId } from '../storage/identifiers.ts'
import type { FactSelection } from '../storage/known-facts.ts'
import type { KnownFacts } from '../storage/records.ts'
import type { Store } from '../storage/store.ts'

export interface FactsInMemory extends KnownFacts {
  readonly batches: readonly TicketBatch[]
}

/** The same facts as whatever reads files has them; their reports are with those of the imports. */
export const sourceOf = ({ batches, rare, findings }: FactsInMemory): FactSource => ({
  tickets: ticketSource(function* (onBatch) {
    for (const batch of batches) {
      onBatch(batch)
      yield
    }
    return []
  }),
  rare,
  findings,
})

export class FactsMemory {
  readonly #store: Store
  readonly #tenant: TenantId
  #reading: Promise<FactsInMemory> | undefined

  constructor(store: Store, tenant: TenantId) {
    this.#store = store
    this.#tenant = tenant
  }

  /** Reads the facts, or gives those that were read since the last change. */
  read(): Promise<FactsInMemory> {
    this.#reading ??= this.#readAll({})
    return this.#reading
  }

  /** What was known at an instant, whatever was imported or undone since. */
  readAt(asOf: Instant): Promise<FactsInMemory> {
    return this.#readAll({ asOf })
  }

  /** Something was imported or undone: what was read is no longer what is known. */
  forget(): void {
    this.#reading = undefined
  }

  async ticket(externalId: string): Promise<Ticket | undefined> {
    const { batches } = await this.read()
    for (const batch of batches) {
      for (let i = 0; i < batch.count; i += 1) {
        if (batch.externalId(i) === externalId) return ticketAt(batch, i)
      }
    }
    return undefined
  }

  async rare(): Promise<readonly RareFact[]> {
    return (await this.read()).rare
  }

  async #readAll(selection: FactSelection): Promise<FactsInMemory> {
    const batches: TicketBatch[] = []
    const known = await this.#store.readFacts(this.#tenant, selection, (batch) => {
      batches.push(batch)
    })
    return { ...known, batches }
  }
}
