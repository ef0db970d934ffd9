/**
 * Our side of the `import` benchmark: `tsx bench/import-ours.ts PLACE FILE`, in a process that does
 * nothing else, imports a file of tickets into a store and prints what it took as one JSON line.
 *
 * PLACE is JSON, as `openStore` takes it. The store is made, closed and opened again before the
 * clock starts, so that the memory of making it does not hide that of importing.
 */
import { createHash } from 'node:crypto'
import { factHash } from '../src/facts/fact-hash.ts'
import { ticketAt } from '../src/facts/ticket-batch.ts'
import { openFacts, sha256 } from '../src/shell/close-month.ts'
import { openStore } from '../src/shell/storage/open-store.ts'
import type { Place, Store } from '../src/shell/storage/store.ts'
import { DATA_ZONE } from './import-place.ts'

export interface OurImport {
  readonly seconds: number
  /** Of the process: with the database open and nothing done yet, and at its highest. */
  readonly openMiB: number
  readonly peakMiB: number
  /** How many tickets are read back, and the hash of all their hashes in order. */
  readonly tickets: number
  readonly digest: string
}

const ACTOR = { actor: 'bench' }

async function open(place: Place): Promise<Store> {
  const { value, findings } = await openStore(place)
  if (value === undefined) throw new Error(JSON.stringify(findings))
  return value
}

async function importOnce(place: Place, file: string): Promise<OurImport> {
  await (await open(place)).close()
  const store = await open(place)
  const { id } = await store.createTenant(ACTOR, 'bench')
  const openMiB = process.memoryUsage.rss() / 1_048_576
  const begin = performance.now()
  const files = openFacts({ facts: [file], zone: DATA_ZONE })
  const { value, findings } = await store.importFacts(id, ACTOR, files)
  const seconds = (performance.now() - begin) / 1000
  const peakMiB = process.resourceUsage().maxRSS / 1024
  if (value === undefined) throw new Error(JSON.stringify(findings))
  const digest = createHash('sha256')
  const { tickets } = await store.readFacts(id, {}, (batch) => {
    for (let i = 0; i < batch.count; i += 1) digest.update(factHash(ticketAt(batch, i), sha256))
  })
  await store.close()
  return { seconds, openMiB, peakMiB, tickets, digest: digest.digest('hex') }
}

const [, , place = '', file = ''] = process.argv
console.log(JSON.stringify(await importOnce(JSON.parse(place) as Place, file)))
