/**
 * Which workspace a store holds, at which moment it is looked at, and who does things in it.
 *
 * Version 0.1 has one tenant in a store and one person, the administrator.
 */
import type { Instant } from '../../base/instant.ts'
import { instant, parseInstant } from '../../base/instant.ts'
import { invariant } from '../../base/invariant.ts'
import { DEMONSTRATION } from '../demonstration.ts'
import type { Tenant } from '../storage/records.ts'
import type { Store } from '../storage/store.ts'
import { DEMONSTRATION_TENANT } from './demonstration.ts'
import { StoreWorkspace } from './store-workspace.ts'
import type { Actor } from './workspace.ts'

export const ADMINISTRATOR: Actor = { id: 'administrator', name: 'administrator' }

/** The tenant of a store; nothing where it is empty. */
export const tenantIn = async (store: Store): Promise<Tenant | undefined> =>
  (await store.tenants())[0]

/** The workspace over a tenant. The demonstration is always looked at on the same day. */
export function workspaceOver(store: Store, tenant: Tenant): StoreWorkspace {
  const isDemonstration = tenant.name === DEMONSTRATION_TENANT
  return new StoreWorkspace({
    store,
    tenant: tenant.id,
    now: isDemonstration ? dayOfDemonstration : () => instant(Date.now()),
    isDemonstration,
  })
}

function dayOfDemonstration(): Instant {
  const today = parseInstant(DEMONSTRATION.asOf)
  invariant(today !== undefined, 'the demonstration has its day')
  return today
}
