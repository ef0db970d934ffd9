/**
 * Work for one tenant: a transaction under a plain role that sees the rows of that tenant only.
 *
 * The role and the tenant hold for the transaction and go with it, so that connections can be
 * shared. PGlite's session belongs to a superuser, whom row-level security does not bind: there it
 * guards against our mistakes, not against who owns the machine.
 */
import type { SQL } from 'drizzle-orm'
import { sql } from 'drizzle-orm'
import type { NodePgDatabase } from 'drizzle-orm/node-postgres'
import { drizzle } from 'drizzle-orm/node-postgres'
import type { PoolClient } from 'pg'
import type { Database } from './database.ts'
import type { TenantId } from './identifiers.ts'
import { failureOf } from './refusal.ts'

export type Transaction = Parameters<Parameters<NodePgDatabase['transaction']>[0]>[0]

/** Times are read back as ISO writes them, in UTC, whatever the server is used to. */
const plainTimes = sql`set_config('TimeZone', 'UTC', true), set_config('DateStyle', 'ISO', true)`

const ownedBy = (tenant: TenantId): SQL =>
  sql`set_config('role', 'vigie_app', true), set_config('vigie.tenant', ${tenant}, true)`

export const asTenant = <T>(
  database: Database,
  tenant: TenantId,
  work: (transaction: Transaction) => Promise<T>,
): Promise<T> => transactWith(database, sql`select ${plainTimes}, ${ownedBy(tenant)}`, work)

/** A transaction of the owner of the tables, who sees the directory of tenants and no tenant. */
export const transact = <T>(
  database: Database,
  work: (transaction: Transaction) => Promise<T>,
): Promise<T> => transactWith(database, sql`select ${plainTimes}`, work)

/**
 * Each question is a way to the server and back, so a transaction is set up with one.
 *
 * The connection is taken and given back here: drizzle would keep for ever one that breaks as its
 * transaction begins.
 */
async function transactWith<T>(
  { pool, stopped }: Database,
  settings: SQL,
  work: (transaction: Transaction) => Promise<T>,
): Promise<T> {
  let client: PoolClient | undefined
  try {
    client = await pool.connect()
    return await drizzle(client).transaction(async (transaction) => {
      await transaction.execute(settings)
      return await work(transaction)
    })
  } catch (failure) {
    // Of a database that has stopped, the driver only says that it does not answer.
    throw stopped.aborted ? stopped.reason : failureOf(failure)
  } finally {
    client?.release()
  }
}

/** From here to its end, a transaction is the tenant's. */
export async function enter(transaction: Transaction, tenant: TenantId): Promise<void> {
  await transaction.execute(sql`select ${ownedBy(tenant)}`)
}
