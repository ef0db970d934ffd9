/**
 * Stores a reading of files: what is new, and what is told otherwise than it is known.
 *
 * A thousand items are a transaction and one question to the database. Until the import is
 * finished, nothing of it is known; cut short by a crash or by a person, it is taken up where it
 * was by importing the same files again, since what is stored already is not stored twice.
 *
 * Example: 20 000 tickets imported, killed at the twelfth thousand, imported again: the first
 * twelve thousand are found there, eight thousand are added, and the result says 20 000 added.
 */
import { sql } from 'drizzle-orm'
import type { Checked, Finding } from '../../base/finding.ts'
import type { FactFiles } from '../importers/read-files.ts'
import { asTenant, transact } from './as-tenant.ts'
import type { Workshop } from './commit.ts'
import { firstAnswer } from './commit.ts'
import type { Database } from './database.ts'
import type { TenantId } from './identifiers.ts'
import { beginImport, finishImport, importRequest } from './import-runs.ts'
import type { Reading } from './reading.ts'
import { surveyReading } from './reading.ts'
import type { Gesture, ImportProgress, ImportRun } from './records.ts'
import { granted, Refusal, refusing } from './refusal.ts'
import { rowsOf, storeBatch } from './store-batch.ts'
import type { Item } from './stored-fact.ts'

const BATCH_ITEMS = 1000
/** A batch of few but long items ends sooner: a transaction is to be short. */
const BATCH_CHARACTERS = 2_000_000

export interface ImportOptions {
  readonly isSimulated?: boolean
  readonly onProgress?: (progress: ImportProgress) => void
  readonly signal?: AbortSignal
}

export async function importFacts(
  workshop: Workshop,
  tenant: TenantId,
  gesture: Gesture,
  files: FactFiles,
  options: ImportOptions = {},
): Promise<Checked<ImportRun>> {
  let read: readonly Finding[] = []
  const { value, findings } = await refusing(async () => {
    const { value: reading, findings: found } = await surveyReading(files, options.signal)
    read = found
    return reading && (await importReading(workshop, tenant, gesture, reading, options))
  })
  return { value, findings: [...read, ...findings] }
}

/** Throws a {@link Refusal} where the import is refused. */
async function importReading(
  workshop: Workshop,
  tenant: TenantId,
  gesture: Gesture,
  reading: Reading,
  options: ImportOptions,
): Promise<ImportRun> {
  const { database } = workshop
  const beginning = { ...reading, isSimulated: options.isSimulated ?? false }
  const first = await asTenant(database, tenant, (transaction) =>
    firstAnswer<ImportRun>(transaction, tenant, gesture, importRequest(beginning)),
  )
  if (first !== undefined) return first.answer
  const run = granted(await beginImport(workshop, tenant, gesture, beginning))
  const counts = await storeAll(workshop, tenant, run, reading, options)
  await refreshStatistics(database)
  return granted(await finishImport(workshop, tenant, gesture, run, counts))
}

interface Counts {
  readonly items: number
  readonly added: number
  readonly changed: number
}

const NOTHING: Counts = { items: 0, added: 0, changed: 0 }

/**
 * Stores all items, batch by batch. A batch is read and written out while the database stores the
 * one before. Throws a {@link Refusal} where it is asked to stop, or where the files have changed.
 */
async function storeAll(
  { database }: Workshop,
  tenant: TenantId,
  { id }: ImportRun,
  reading: Reading,
  { onProgress, signal }: ImportOptions,
): Promise<Counts> {
  let counts = NOTHING
  let storing: Promise<Counts> = Promise.resolve(NOTHING)
  const stored = async (): Promise<void> => {
    const { items, added, changed } = await storing
    if (items === 0) return
    counts = {
      items: counts.items + items,
      added: counts.added + added,
      changed: counts.changed + changed,
    }
    onProgress?.({ stored: counts.items, total: reading.total })
  }
  for await (const batch of batchesOf(reading.items())) {
    const rows = rowsOf(batch, reading.contested)
    await stored()
    if (signal?.aborted === true) throw new Refusal('import-cancelled')
    storing = asTenant(database, tenant, async (transaction) => ({
      items: batch.length,
      ...(await storeBatch(transaction, tenant, id, rows)),
    }))
    // It is met when it is waited for; nobody waits where the reading of the next batch fails.
    storing.catch(() => undefined)
  }
  await stored()
  return counts
}

/**
 * Tells the planner how many facts there are: nobody else does where the database is in this
 * process, and it would sort them all for each page. A tenth of the usual sample is enough.
 */
async function refreshStatistics(database: Database): Promise<void> {
  await transact(database, async (transaction) => {
    await transaction.execute(sql`set local default_statistics_target = 10`)
    await transaction.execute(sql`analyze vigie.fact`)
  })
}

async function* batchesOf(items: AsyncIterable<Item>): AsyncGenerator<readonly Item[]> {
  let batch = new Map<string, Item>()
  let characters = 0
  for await (const item of items) {
    // Told twice by different files: the later telling is kept, as it would be of two imports.
    batch.set(`${item.kind}\n${item.source}\n${item.externalId}`, item)
    characters += item.body.length
    if (batch.size < BATCH_ITEMS && characters < BATCH_CHARACTERS) continue
    yield [...batch.values()]
    batch = new Map()
    characters = 0
  }
  if (batch.size > 0) yield [...batch.values()]
}
