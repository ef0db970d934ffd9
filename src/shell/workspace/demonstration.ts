/**
 * Loads the demonstration into an empty tenant: its contract, its facts, its past months closed.
 */
import { basename } from 'node:path'
import { formatMonth } from '../../base/calendar/date.ts'
import { invariant } from '../../base/invariant.ts'
import { openContract } from '../close-month.ts'
import { DEMONSTRATION } from '../demonstration.ts'
import { loadMapping } from '../importers/load-mappings.ts'
import type { TenantId } from '../storage/identifiers.ts'
import type { Store } from '../storage/store.ts'
import { done } from './known-contracts.ts'
import type { StoreWorkspace } from './store-workspace.ts'
import type { Actor } from './workspace.ts'

/** The name of the tenant that holds it. */
export const DEMONSTRATION_TENANT = 'demonstration'

/** Stores the contract: it can be looked at before its facts are read. */
export async function addDemonstrationContract(
  store: Store,
  tenant: TenantId,
  actor: Actor,
): Promise<void> {
  const { terms, text } = openContract(DEMONSTRATION.contract)
  invariant(terms !== undefined, 'the contract of the demonstration is right')
  const contract = { reference: terms.contract.id, text }
  done(await store.addContract(tenant, { actor: actor.id }, contract))
}

/** Imports the facts of the demonstration, then closes the months before the one to look at. */
export async function loadDemonstration(workspace: StoreWorkspace, actor: Actor): Promise<void> {
  const { value: mapping } = loadMapping(DEMONSTRATION.mapping)
  invariant(mapping !== undefined, 'the mapping of the demonstration is right')
  for (const path of DEMONSTRATION.facts) {
    const { zone } = DEMONSTRATION
    await workspace.beginImport(actor, {
      paths: [path],
      name: basename(path),
      zone,
      mapping,
      isUpload: false,
      isSimulated: basename(path).startsWith('simulated-'),
    })
  }
  await workspace.rest()
  for (const { id } of await workspace.contracts()) {
    for (const { month, state } of await workspace.months(id)) {
      if (state === 'open' && formatMonth(month) < DEMONSTRATION.month) {
        await workspace.close(actor, id, month)
      }
    }
  }
}
