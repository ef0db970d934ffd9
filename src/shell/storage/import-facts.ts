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
import type { Checked } from '../../base/finding.ts'
import { formatInstant } from '../../base/instant.ts'
import type { FactFiles } from '../importers/read-files.ts'
import type { Transaction } from './as-tenant.ts'
import { asTenant, transact } from './as-tenant.ts'
import type { Workshop } from './commit.ts'
import { firstAnswer, lockTenant } from './commit.ts'
import type { Database } from './database.ts'
import type { ImportId, TenantId } from './identifiers.ts'
import { beginImport, finishImport, importRequest, knownImportIds } from './import-runs.ts'
import { isTold } from './known-facts.ts'
import type { Reading } from './reading.ts'
import { surveyReading } from './reading.ts'
import type { Gesture, ImportProgress, ImportRun } from './records.ts'
import { granted, Refusal, refusing } from './refusal.ts'
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
  const { value: reading, findings } = surveyReading(files)
  if (reading === undefined) return { value: undefined, findings }
  const { value, findings: refused } = await refusing(() =>
    importReading(workshop, tenant, gesture, reading, options),
  )
  return { value, findings: [...findings, ...refused] }
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
  for (const batch of batchesOf(reading.items())) {
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

function* batchesOf(items: Iterable<Item>): Generator<readonly Item[]> {
  let batch = new Map<string, Item>()
  let characters = 0
  for (const item of items) {
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

/**
 * Stores what of a batch ({@link rowsOf}) is not known, and counts what is new and what is told
 * otherwise.
 *
 * `top` is the last revision of anybody, known or not; `own` is what this import has stored before
 * it was cut short; `known` is what holds without this import: what is the same is not stored again, but
 * told again, so that it stays known where the import that first told it is undone.
 */
async function storeBatch(
  transaction: Transaction,
  tenant: TenantId,
  id: ImportId,
  items: string,
): Promise<Omit<Counts, 'items'>> {
  await lockTenant(transaction, tenant)
  const ofItem = sql`fact.tenant_id = ${tenant}
    and fact.kind = item.kind and fact.source = item.source
    and fact.external_id = item.external_id`
  const knownIds = sql`in ${knownImportIds(transaction, tenant)}`
  const { rows } = await transaction.execute<{ added: string; changed: string }>(sql`
    with item as (
      select * from jsonb_to_recordset(${items}::jsonb) as item (
        kind text, source text, external_id text, hash text, body text, is_contested boolean,
        origin_file text, origin_row integer, happened_from timestamptz, happened_to timestamptz)
    ), told as (
      select item.*,
        coalesce(top.revision, 0) as top,
        own.revision is not null as is_stored,
        known.hash is null as is_new,
        known.revision as known,
        known.hash = item.hash and known.is_contested = item.is_contested as is_same
      from item
      left join lateral (
        select revision from vigie.fact where ${ofItem} order by revision desc limit 1
      ) as top on true
      left join lateral (
        select revision from vigie.fact
        where top.revision is not null and ${ofItem} and fact.import_id = ${id}
          and fact.hash = item.hash and fact.is_contested = item.is_contested
        limit 1
      ) as own on true
      left join lateral (
        select hash, is_contested, revision from vigie.fact
        where top.revision is not null and ${ofItem} and ${isTold(knownIds)}
        order by revision desc limit 1
      ) as known on true
    ), stored as (
      insert into vigie.fact (tenant_id, kind, source, external_id, revision, import_id, hash,
        body, is_contested, origin_file, origin_row, happened_from, happened_to)
      select ${tenant}, kind, source, external_id, top + 1, ${id}, hash,
        body, is_contested, origin_file, origin_row, happened_from, happened_to
      from told where not is_stored and (is_new or not is_same)
    ), retold as (
      insert into vigie.fact_retelling (tenant_id, kind, source, external_id, revision, import_id)
      select ${tenant}, kind, source, external_id, known, ${id} from told where is_same
      on conflict do nothing
    )
    select count(*) filter (where is_new) as added,
      count(*) filter (where not is_new and not is_same) as changed
    from told`)
  const [row] = rows
  return { added: Number(row?.added), changed: Number(row?.changed) }
}

/** Items as one text: a parameter of one question, rather than ten lists of a thousand. */
const rowsOf = (items: readonly Item[], contested: ReadonlySet<string>): string =>
  JSON.stringify(
    items.map((item) => ({
      kind: item.kind,
      source: item.source,
      external_id: item.externalId,
      hash: item.hash,
      body: item.body,
      is_contested: contested.has(item.externalId),
      origin_file: item.originFile,
      origin_row: item.originRow,
      happened_from: formatInstant(item.happenedFrom),
      happened_to: item.happenedTo === undefined ? null : formatInstant(item.happenedTo),
    })),
  )
