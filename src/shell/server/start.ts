/**
 * Opens the store, serves it on this machine, and loads the demonstration into an empty one.
 *
 * The server is up before the demonstration is read: the import is seen from the page like any
 * other.
 */
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Checked } from '../../base/finding.ts'
import { PROGRAM_FOLDER } from '../catalogue.ts'
import { openStore } from '../storage/open-store.ts'
import type { Tenant } from '../storage/records.ts'
import { StoreFailure } from '../storage/refusal.ts'
import type { Place, Store } from '../storage/store.ts'
import {
  addDemonstrationContract,
  DEMONSTRATION_TENANT,
  isDemonstrationWhole,
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
  /**
   * Ends once the demonstration is loaded, or with the findings that say why it is not; absent
   * where there is none to load.
   */
  readonly ready?: Promise<Checked<true>>
  /** Aborted once the database has stopped by itself: the reason is a `StoreFailure`. */
  readonly stopped: AbortSignal
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
    if (failure instanceof StoreFailure) return { value: undefined, findings: [failure.finding] }
    throw failure
  }
}

async function serveStore(store: Store, options: StartOptions): Promise<Running> {
  const tenant = await tenantOf(store)
  const isDemonstration = tenant.name === DEMONSTRATION_TENANT
  const isWhole = !isDemonstration || (await isDemonstrationWhole(store, tenant.id))
  if (!isWhole) await addDemonstrationContract(store, tenant.id, ADMINISTRATOR)
  const workspace = workspaceOver(store, tenant)
  const door = new Door(Date.now, options.key)
  prepareUploads(options)
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
  const stopping = new AbortController()
  const ready = isWhole ? undefined : loadDemonstration(workspace, ADMINISTRATOR, stopping.signal)
  return {
    url: listening.url,
    key: door.key,
    stopped: store.stopped,
    ...(ready === undefined ? {} : { ready }),
    async stop() {
      stopping.abort()
      await listening.stop()
      await workspace.stop()
      // Whoever waits for it is told why it failed.
      await ready?.catch(() => undefined)
      await store.close()
    },
  }
}

/** What a process that died had not read of is nobody's: in our own folder we are alone. */
function prepareUploads({ place, uploads }: StartOptions): void {
  if ('folder' in place) rmSync(uploads, { recursive: true, force: true })
  mkdirSync(uploads, { recursive: true })
}

/** The tenant of this store; an empty store is given the demonstration. */
const tenantOf = async (store: Store): Promise<Tenant> =>
  (await tenantIn(store)) ??
  (await store.createTenant({ actor: ADMINISTRATOR.id }, DEMONSTRATION_TENANT))
