/**
 * Work for one tenant: a transaction under a plain role that sees the rows of that tenant only.
 *
 * The role and the tenant hold for the transaction and go with it, so that connections can be
 * shared. PGlite's session belongs to a superuser, whom row-level security does not bind: there it
 * guards against our mistakes, not against who owns the machine.
 */
import { sql } from 'drizzle-orm'
import type { NodePgDatabase } from 'drizzle-orm/node-postgres'
import type { Database } from './database.ts'
import type { TenantId } from './identifiers.ts'
import { failureOf } from './refusal.ts'

export type Transaction = Parameters<Parameters<NodePgDatabase['transaction']>[0]>[0]

export function asTenant<T>(
  database: Database,
  tenant: TenantId,
  work: (transaction: Transaction) => Promise<T>,
): Promise<T> {
  return transact(database, async (transaction) => {
    await enter(transaction, tenant)
    return await work(transaction)
  })
}

/** A transaction of the owner of the tables, who sees the directory of tenants and no tenant. */
export async function transact<T>(
  { drizzle }: Database,
  work: (transaction: Transaction) => Promise<T>,
): Promise<T> {
  try {
    return await drizzle.transaction(async (transaction) => {
      // Times are read back as ISO writes them, in UTC, whatever the server is used to.
      await transaction.execute(
        sql`select set_config('TimeZone', 'UTC', true), set_config('DateStyle', 'ISO', true)`,
      )
      return await work(transaction)
    })
  } catch (failure) {
    throw failureOf(failure)
  }
}

/** From here to its end, a transaction is the tenant's. */
export async function enter(transaction: Transaction, tenant: TenantId): Promise<void> {
  await transaction.execute(
    sql`select set_config('role', 'vigie_app', true), set_config('vigie.tenant', ${tenant}, true)`,
  )
}
