/**
 * Every table of the database, by what it holds: one that is not declared here fails the tests.
 */

/**
 * What a table holds: rows of one tenant each, the directory of tenants, or the books of a library.
 */
export type TableKind = 'tenant' | 'directory' | 'library'

export const TABLES: Readonly<Record<string, TableKind>> = {
  'vigie.tenant': 'directory',
  'vigie.contract': 'tenant',
  'vigie.contract_text': 'tenant',
  'vigie.import_run': 'tenant',
  'vigie.import_withdrawal': 'tenant',
  'vigie.fact': 'tenant',
  'vigie.fact_retelling': 'tenant',
  'vigie.settlement': 'tenant',
  'vigie.month': 'tenant',
  'vigie.audit_entry': 'tenant',
  'vigie.outbox': 'tenant',
  'vigie.idempotency_key': 'tenant',
  'drizzle.__drizzle_migrations': 'library',
}
