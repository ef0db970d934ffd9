/** Imports facts and reads back what is known, for tests that say no more of either. */
import { expect } from 'vitest'
import type { Ticket } from '../../src/facts/fact.ts'
import { ticketAt } from '../../src/facts/ticket-batch.ts'
import type { FactFiles } from '../../src/shell/importers/read-files.ts'
import type { TenantId } from '../../src/shell/storage/identifiers.ts'
import type { FactSelection } from '../../src/shell/storage/known-facts.ts'
import type { ImportRun, KnownFacts } from '../../src/shell/storage/records.ts'
import { bench } from './engines.ts'

export const ACTOR = { actor: 'somebody' }

export interface Known extends KnownFacts {
  readonly told: readonly Ticket[]
}

export async function known(tenant: TenantId, selection: FactSelection = {}): Promise<Known> {
  const told: Ticket[] = []
  const facts = await bench().store.readFacts(tenant, selection, (batch) => {
    for (let i = 0; i < batch.count; i += 1) told.push(ticketAt(batch, i))
  })
  expect(facts.tickets).toBe(told.length)
  return { ...facts, told }
}

/** Throws where the import is refused. */
export async function imported(
  tenant: TenantId,
  files: FactFiles,
  key?: string,
): Promise<ImportRun> {
  const gesture = key === undefined ? ACTOR : { ...ACTOR, key }
  const { value, findings } = await bench().store.importFacts(tenant, gesture, files)
  if (value === undefined) throw new Error(JSON.stringify(findings))
  return value
}
