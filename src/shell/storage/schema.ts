/**
 * The tables of the store. `migrations/` is generated from here; rights and row-level security are
 * written by hand there, since no tool knows them all.
 *
 * Rules that a test reads back from the catalogue of PostgreSQL: each table is declared in
 * `TABLES`; the keys of a tenant table begin with `tenant_id`, so that tenants can be spread
 * over several servers; no floating point, no time without its zone, no counter of the database.
 *
 * What is hashed is kept as canonical text, not as `jsonb`: the bytes that come back are the bytes
 * that were hashed, and a NUL inside a ticket is only six characters.
 */
import { sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  check,
  foreignKey,
  index,
  integer,
  pgSchema,
  primaryKey,
  unique,
  uuid,
} from 'drizzle-orm/pg-core'
import { instantColumn, plainText } from './columns.ts'
import type { ContractId, ImportId, MessageId, TenantId } from './identifiers.ts'

export const vigie = pgSchema('vigie')

export const tenant = vigie.table('tenant', {
  id: uuid().$type<TenantId>().primaryKey(),
  name: plainText().notNull(),
  createdAt: instantColumn('created_at').notNull(),
})

const tenantId = () => uuid('tenant_id').$type<TenantId>().notNull()

/** The tenant itself: of tables that no other key leads to it. */
const ownTenantId = () => tenantId().references(() => tenant.id)

/** Every text that a contract has had. */
export const contractText = vigie.table(
  'contract_text',
  {
    tenantId: ownTenantId(),
    hash: plainText().notNull(),
    body: plainText().notNull(),
    recordedAt: instantColumn('recorded_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.hash] })],
)

export const contract = vigie.table(
  'contract',
  {
    tenantId: tenantId(),
    id: uuid().$type<ContractId>().notNull(),
    reference: plainText().notNull(),
    textHash: plainText('text_hash').notNull(),
    updatedAt: instantColumn('updated_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.id] }),
    unique('contract_reference').on(table.tenantId, table.reference),
    foreignKey({
      name: 'contract_has_text',
      columns: [table.tenantId, table.textHash],
      foreignColumns: [contractText.tenantId, contractText.hash],
    }),
  ],
)

/** A reading of files: its facts are known from `finishedAt` on. */
export const importRun = vigie.table(
  'import_run',
  {
    tenantId: ownTenantId(),
    id: uuid().$type<ImportId>().notNull(),
    digest: plainText().notNull(),
    actor: plainText().notNull(),
    isSimulated: boolean('is_simulated').notNull(),
    /** Files and quality reports, as canonical text. */
    report: plainText().notNull(),
    begunAt: instantColumn('begun_at').notNull(),
    finishedAt: instantColumn('finished_at'),
    items: integer().notNull(),
    added: integer().notNull(),
    changed: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.id] })],
)

/** An import undone: a record more, and not a row less. */
export const importWithdrawal = vigie.table(
  'import_withdrawal',
  {
    tenantId: tenantId(),
    importId: uuid('import_id').$type<ImportId>().notNull(),
    at: instantColumn().notNull(),
    reason: plainText().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.importId] }),
    foreignKey({
      name: 'withdrawal_of_import',
      columns: [table.tenantId, table.importId],
      foreignColumns: [importRun.tenantId, importRun.id],
    }),
  ],
)

/** One revision of one fact; `body` is its canonical text, `hash` that of the body. */
export const fact = vigie.table(
  'fact',
  {
    tenantId: tenantId(),
    kind: plainText().notNull(),
    source: plainText().notNull(),
    externalId: plainText('external_id').notNull(),
    revision: integer().notNull(),
    importId: uuid('import_id').$type<ImportId>().notNull(),
    hash: plainText().notNull(),
    body: plainText().notNull(),
    /** Told in two ways by one reading: nobody knows which is right. */
    isContested: boolean('is_contested').notNull(),
    originFile: plainText('origin_file').notNull(),
    originRow: integer('origin_row').notNull(),
    happenedFrom: instantColumn('happened_from').notNull(),
    /** Absent while it lasts. */
    happenedTo: instantColumn('happened_to'),
  },
  (table) => [
    primaryKey({
      columns: [table.tenantId, table.kind, table.source, table.externalId, table.revision],
    }),
    foreignKey({
      name: 'fact_of_import',
      columns: [table.tenantId, table.importId],
      foreignColumns: [importRun.tenantId, importRun.id],
    }),
  ],
)

/** An import that tells a revision again: it is known as long as one import that tells it is. */
export const factRetelling = vigie.table(
  'fact_retelling',
  {
    tenantId: tenantId(),
    kind: plainText().notNull(),
    source: plainText().notNull(),
    externalId: plainText('external_id').notNull(),
    revision: integer().notNull(),
    importId: uuid('import_id').$type<ImportId>().notNull(),
  },
  (table) => [
    primaryKey({
      name: 'told_again_once',
      columns: [
        table.tenantId,
        table.kind,
        table.source,
        table.externalId,
        table.revision,
        table.importId,
      ],
    }),
    foreignKey({
      name: 'retelling_of_fact',
      columns: [table.tenantId, table.kind, table.source, table.externalId, table.revision],
      foreignColumns: [fact.tenantId, fact.kind, fact.source, fact.externalId, fact.revision],
    }),
    foreignKey({
      name: 'retelling_by_import',
      columns: [table.tenantId, table.importId],
      foreignColumns: [importRun.tenantId, importRun.id],
    }),
  ],
)

export const settlement = vigie.table(
  'settlement',
  {
    tenantId: tenantId(),
    hash: plainText().notNull(),
    contractId: uuid('contract_id').$type<ContractId>().notNull(),
    textHash: plainText('text_hash').notNull(),
    month: plainText().notNull(),
    body: plainText().notNull(),
    recordedAt: instantColumn('recorded_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.hash] }),
    unique('settlement_of_month').on(table.tenantId, table.contractId, table.month, table.hash),
    foreignKey({
      name: 'settlement_of_contract',
      columns: [table.tenantId, table.contractId],
      foreignColumns: [contract.tenantId, contract.id],
    }),
    foreignKey({
      name: 'settlement_of_text',
      columns: [table.tenantId, table.textHash],
      foreignColumns: [contractText.tenantId, contractText.hash],
    }),
  ],
)

/** A month is open, then closed by one settlement. A policy forbids to change a closed one. */
export const month = vigie.table(
  'month',
  {
    tenantId: tenantId(),
    contractId: uuid('contract_id').$type<ContractId>().notNull(),
    month: plainText().notNull(),
    openedAt: instantColumn('opened_at').notNull(),
    closedAt: instantColumn('closed_at'),
    settlementHash: plainText('settlement_hash'),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.contractId, table.month] }),
    foreignKey({
      name: 'month_of_contract',
      columns: [table.tenantId, table.contractId],
      foreignColumns: [contract.tenantId, contract.id],
    }),
    foreignKey({
      name: 'month_closed_by_its_own',
      columns: [table.tenantId, table.contractId, table.month, table.settlementHash],
      foreignColumns: [
        settlement.tenantId,
        settlement.contractId,
        settlement.month,
        settlement.hash,
      ],
    }),
    check('month_closed_by_one', sql`(closed_at is null) = (settlement_hash is null)`),
    check('month_written', sql`month ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'`),
  ],
)

/** A chain: each entry's hash covers the entry and the hash before. */
export const auditEntry = vigie.table(
  'audit_entry',
  {
    tenantId: ownTenantId(),
    seq: bigint({ mode: 'number' }).notNull(),
    at: instantColumn().notNull(),
    actor: plainText().notNull(),
    action: plainText().notNull(),
    subject: plainText().notNull(),
    detail: plainText().notNull(),
    previous: plainText().notNull(),
    hash: plainText().notNull(),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.seq] })],
)

export const outbox = vigie.table(
  'outbox',
  {
    tenantId: ownTenantId(),
    id: uuid().$type<MessageId>().notNull(),
    topic: plainText().notNull(),
    body: plainText().notNull(),
    createdAt: instantColumn('created_at').notNull(),
    sentAt: instantColumn('sent_at'),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.id] }),
    index('outbox_pending').on(table.tenantId, table.id).where(sql`sent_at is null`),
  ],
)

export const idempotencyKey = vigie.table(
  'idempotency_key',
  {
    tenantId: ownTenantId(),
    key: plainText().notNull(),
    requestHash: plainText('request_hash').notNull(),
    answer: plainText().notNull(),
    recordedAt: instantColumn('recorded_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.key] })],
)
