/** Puts the store together: a database, time and chance, and one function a gesture. */
import { randomBytes } from 'node:crypto'
import type { Checked } from '../../base/finding.ts'
import { instant } from '../../base/instant.ts'
import { auditEntries, verifyAudit } from './audit.ts'
import type { Workshop } from './commit.ts'
import { addContract, changeContract, contracts, readContractText } from './contracts.ts'
import { openDatabase } from './database.ts'
import { importFacts } from './import-facts.ts'
import { imports, withdrawImport } from './import-runs.ts'
import { readFacts } from './known-facts.ts'
import { closeMonth, months, openMonth } from './months.ts'
import { markSent, pendingMessages } from './outbox.ts'
import { keepSettlement, readSettlement } from './settlements.ts'
import type { Place, Store, StoreOptions } from './store.ts'
import { createTenant, tenants } from './tenants.ts'

/**
 * Opens the store, and makes it where there is none. Refused: a folder that another process holds
 * (`store-held`), data of a newer version (`store-newer`), a folder of other things
 * (`store-not-ours`), and what the machine cannot read.
 */
export async function openStore(place: Place, options: StoreOptions = {}): Promise<Checked<Store>> {
  const now = options.now ?? (() => instant(Date.now()))
  const { value: database, findings } = await openDatabase(place, now())
  if (database === undefined) return { value: undefined, findings }
  return { value: storeOf({ database, now, random: options.random ?? randomBytes }), findings }
}

/** The gestures of a store over a database that is open. */
export function storeOf(workshop: Workshop): Store {
  const { database } = workshop
  return {
    stopped: database.stopped,
    close: () => database.close(),
    announce: (url) => database.announce(url),
    createTenant: (...asked) => createTenant(workshop, ...asked),
    tenants: () => tenants(database),
    addContract: (...asked) => addContract(workshop, ...asked),
    changeContract: (...asked) => changeContract(workshop, ...asked),
    contracts: (tenant) => contracts(database, tenant),
    readContractText: (...asked) => readContractText(database, ...asked),
    importFacts: (...asked) => importFacts(workshop, ...asked),
    imports: (tenant) => imports(database, tenant),
    withdrawImport: (...asked) => withdrawImport(workshop, ...asked),
    readFacts: (...asked) => readFacts(database, ...asked),
    keepSettlement: (...asked) => keepSettlement(workshop, ...asked),
    readSettlement: (...asked) => readSettlement(database, ...asked),
    openMonth: (...asked) => openMonth(workshop, ...asked),
    closeMonth: (...asked) => closeMonth(workshop, ...asked),
    months: (...asked) => months(database, ...asked),
    auditEntries: (...asked) => auditEntries(database, ...asked),
    verifyAudit: (...asked) => verifyAudit(database, ...asked),
    pendingMessages: (...asked) => pendingMessages(database, ...asked),
    markSent: (...asked) => markSent(workshop, ...asked),
  }
}
