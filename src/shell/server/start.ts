/**
 * Opens the store, serves it on this machine, and loads the demonstration into an empty one.
 *
 * The server is up before the demonstration is read: the import is seen from the page like any
 * other.
 */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Checked } from '../../base/finding.ts'
import { PROGRAM_FOLDER } from '../catalogue.ts'
import { openStore } from '../storage/open-store.ts'
import type { Tenant } from '../storage/records.ts'
import type { Place, Store } from '../storage/store.ts'
import {
  addDemonstrationContract,
  DEMONSTRATION_TENANT,
  loadDemonstration,
} from '../workspace/demonstration.ts'
import { ADMINISTRATOR, tenantIn, workspaceOver } from '../workspace/open-workspace.ts'
import { appOf } from './app.ts'
import { Door } from './guard.ts'
import { pageOf } from './page.ts'
import type { Listening } from './serve.ts'
import { listen } from './serve.ts'
import { createVoices } from './voice.ts'

export { PortRefused } from './serve.ts'

export interface StartOptions {
  readonly place: Place
  readonly port: number
  /** Where files that are sent wait until they are read. */
  readonly uploads: string
  /** The administrator's key; one is drawn if absent. */
  readonly key?: string
}

export interface Running extends Listening {
  readonly key: string
  /** Ends once the demonstration is loaded; absent where there is none to load. */
  readonly ready?: Promise<void>
}

const PAGE = join(PROGRAM_FOLDER, 'dist', 'web')

/** Starts the server. Refused: what {@link openStore} refuses. Throws where the port is taken. */
export async function start(options: StartOptions): Promise<Checked<Running>> {
  const { value: store, findings } = await openStore(options.place)
  if (store === undefined) return { value: undefined, findings }
  try {
    return { value: await serveStore(store, options), findings }
  } catch (failure) {
    await store.close()
    throw failure
  }
}

async function serveStore(store: Store, options: StartOptions): Promise<Running> {
  const { tenant, isNew } = await tenantOf(store)
  const workspace = workspaceOver(store, tenant)
  const door = new Door(Date.now, options.key)
  mkdirSync(options.uploads, { recursive: true })
  const app = appOf({
    workspace,
    voiceOf: createVoices(),
    actor: ADMINISTRATOR,
    folder: options.uploads,
    door,
    page: pageOf(PAGE),
  })
  const listening = await listen(app, options.port)
  await store.announce(listening.url)
  return {
    url: listening.url,
    key: door.key,
    ...(isNew ? { ready: loadDemonstration(workspace, ADMINISTRATOR) } : {}),
    async stop() {
      await listening.stop()
      await workspace.rest()
      await store.close()
    },
  }
}

/** The tenant of this store; an empty store is given the demonstration. */
async function tenantOf(
  store: Store,
): Promise<{ readonly tenant: Tenant; readonly isNew: boolean }> {
  const known = await tenantIn(store)
  if (known !== undefined) return { tenant: known, isNew: false }
  const tenant = await store.createTenant({ actor: ADMINISTRATOR.id }, DEMONSTRATION_TENANT)
  await addDemonstrationContract(store, tenant.id, ADMINISTRATOR)
  return { tenant, isNew: true }
}
