/**
 * Stores one batch of items in one question to the database.
 *
 * Example: of a thousand tickets, nine hundred are known as they are told: they are told again;
 * sixty are told otherwise, a revision each; forty are new.
 */
import type { SQL } from 'drizzle-orm'
import { sql } from 'drizzle-orm'
import { formatInstant } from '../../base/instant.ts'
import type { Transaction } from './as-tenant.ts'
import { lockTenant } from './commit.ts'
import type { ImportId, TenantId } from './identifiers.ts'
import { knownImportIds } from './import-runs.ts'
import { isTold } from './known-facts.ts'
import type { Item } from './stored-fact.ts'

interface BatchCounts {
  readonly added: number
  readonly changed: number
}

/**
 * Stores what of a batch ({@link rowsOf}) is not known, and counts what is new and what is told
 * otherwise.
 *
 * What is the same is not stored again, but told again, so that it stays known where the import
 * that first told it is undone.
 */
export async function storeBatch(
  transaction: Transaction,
  tenant: TenantId,
  id: ImportId,
  items: string,
): Promise<BatchCounts> {
  await lockTenant(transaction, tenant)
  const { rows } = await transaction.execute<{ added: string; changed: string }>(sql`
    with item as (
      select * from jsonb_to_recordset(${items}::jsonb) as item (
        kind text, source text, external_id text, hash text, body text, is_contested boolean,
        origin_file text, origin_row integer, happened_from timestamptz, happened_to timestamptz)
    ), told as (
      select item.*,
        coalesce(top.revision, 0) as top,
        own.revision is not null and own.revision > coalesce(known.revision, 0) as is_stored,
        known.hash is null as is_new,
        known.revision as known,
        known.hash = item.hash and known.is_contested = item.is_contested as is_same
      from item
      ${beside(transaction, tenant, id)}
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

/**
 * What is there of an item: `top` is the last revision of anybody, known or not; `own` is what this
 * import has stored before it was cut short; `known` is what holds without this import. What it
 * stored under what is known since is stored again: an import is told at its end.
 */
function beside(transaction: Transaction, tenant: TenantId, id: ImportId): SQL {
  const ofItem = sql`fact.tenant_id = ${tenant}
    and fact.kind = item.kind and fact.source = item.source
    and fact.external_id = item.external_id`
  const knownIds = sql`in ${knownImportIds(transaction, tenant)}`
  return sql`
    left join lateral (
        select revision from vigie.fact where ${ofItem} order by revision desc limit 1
      ) as top on true
    left join lateral (
        select revision from vigie.fact
        where top.revision is not null and ${ofItem} and fact.import_id = ${id}
          and fact.hash = item.hash and fact.is_contested = item.is_contested
        order by revision desc limit 1
      ) as own on true
    left join lateral (
        select hash, is_contested, revision from vigie.fact
        where top.revision is not null and ${ofItem} and ${isTold(knownIds)}
        order by revision desc limit 1
      ) as known on true`
}

/** Items as one text: a parameter of one question, rather than ten lists of a thousand. */
export const rowsOf = (items: readonly Item[], contested: ReadonlySet<string>): string =>
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
