/**
 * Work for one tenant: a transaction under a plain role that sees the rows of that tenant only.
 *
 * The role and the tenant hold for the transaction and go with it, so that connections can be
 * shared. PGlite's session belongs to a superuser, whom row-level security does not bind: there it
 * guards against our mistakes, not against who owns the machine.
 */
import { sql } from 'drizzle-orm'
import type { NodePgDatabase } from 'drizzle-orm/node-postgres'
import { drizzle } from 'drizzle-orm/node-postgres'
import type { PoolClient } from 'pg'
import pg from 'pg'
import type { Database } from './database.ts'
import type { TenantId } from './identifiers.ts'
import { failureOf } from './refusal.ts'

export type Transaction = NodePgDatabase

/** Times are read back as ISO writes them, in UTC, whatever the server is used to. */
const PLAIN_TIMES = "set_config('TimeZone', 'UTC', true), set_config('DateStyle', 'ISO', true)"

const ownedBy = (tenant: TenantId): string =>
  `set_config('role', 'vigie_app', true),
  set_config('vigie.tenant', ${pg.escapeLiteral(tenant)}, true)`

export const asTenant = <T>(
  database: Database,
  tenant: TenantId,
  work: (transaction: Transaction) => Promise<T>,
): Promise<T> => transactWith(database, `${PLAIN_TIMES}, ${ownedBy(tenant)}`, work)

/** A transaction of the owner of the tables, who sees the directory of tenants and no tenant. */
export const transact = <T>(
  database: Database,
  work: (transaction: Transaction) => Promise<T>,
): Promise<T> => transactWith(database, PLAIN_TIMES, work)

/** Each question is a way to the server and back, so a transaction begins with its settings. */
async function transactWith<T>(
  { pool, stopped }: Database,
  settings: string,
  work: (transaction: Transaction) => Promise<T>,
): Promise<T> {
  let client: PoolClient | undefined
  try {
    client = await pool.connect()
    await client.query(`begin; select ${settings}`)
    const answer = await work(drizzle(client))
    await client.query('commit')
    return answer
  } catch (failure) {
    // Where the connection is broken, its transaction is undone by the other end.
    await client?.query('rollback').catch(() => undefined)
    // Of a database that has stopped, the driver only says that it does not answer.
    throw stopped.aborted ? stopped.reason : failureOf(failure)
  } finally {
    client?.release()
  }
}

/** From here to its end, a transaction is the tenant's. */
export async function enter(transaction: Transaction, tenant: TenantId): Promise<void> {
  await transaction.execute(sql.raw(`select ${ownedBy(tenant)}`))
}
