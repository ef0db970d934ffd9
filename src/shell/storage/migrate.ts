/**
 * Brings a database to the shape that this program knows, or finds that it is already beyond it.
 *
 * Migrations only go forward. Several processes may start at once on one server: one migrates, the
 * others wait for it.
 */
import { join } from 'node:path'
import { readMigrationFiles } from 'drizzle-orm/migrator'
import { drizzle } from 'drizzle-orm/node-postgres'
import { migrate } from 'drizzle-orm/node-postgres/migrator'
import type pg from 'pg'
import type { Finding } from '../../base/finding.ts'
import { PROGRAM_FOLDER } from '../catalogue.ts'
import { finding } from './refusal.ts'

const MIGRATIONS = {
  migrationsFolder: join(PROGRAM_FOLDER, 'src', 'shell', 'storage', 'migrations'),
}

/** A number that only this program locks, for as long as it migrates. */
const LOCK = 8_461_137

/** The migrations of this program, oldest first: when each was made, and the hash of its text. */
export const knownMigrations = (): readonly { readonly madeAt: number; readonly hash: string }[] =>
  readMigrationFiles(MIGRATIONS).map(({ folderMillis, hash }) => ({ madeAt: folderMillis, hash }))

/**
 * Migrates; or changes nothing and finds that a newer program did (`store-newer`), that the server
 * is too old (`store-postgres-too-old`), or that the account may not (`store-not-permitted`).
 */
export async function migrateDatabase(pool: pg.Pool): Promise<Finding | undefined> {
  const client = await pool.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [LOCK])
    const found = await versionOf(client)
    if (found < OLDEST) return finding('store-postgres-too-old', { found: `${found}` })
    if (await isNewer(client)) return finding('store-newer')
    await migrate(drizzle(client), MIGRATIONS)
    return undefined
  } catch (failure) {
    const cause = failure instanceof Error ? (failure.cause ?? failure) : failure
    if ((cause as NodeJS.ErrnoException).code === NOT_PERMITTED) {
      return finding('store-not-permitted')
    }
    throw failure
  } finally {
    // Destroyed rather than given back: the lock goes with the session, whatever happened to it.
    client.release(true)
  }
}

/** The oldest PostgreSQL that is tested. */
const OLDEST = 15
const NOT_PERMITTED = '42501'

async function versionOf(client: pg.PoolClient): Promise<number> {
  const { rows } = await client.query("select current_setting('server_version_num') as version")
  return Math.floor(Number(rows[0]?.version) / 10_000)
}

async function isNewer(client: pg.PoolClient): Promise<boolean> {
  const books = await client.query("select to_regclass('drizzle.__drizzle_migrations') as books")
  if (books.rows[0]?.books === null) return false
  const { rows } = await client.query(
    'select max(created_at)::text as last from drizzle.__drizzle_migrations',
  )
  return Number(rows[0]?.last ?? 0) > (knownMigrations().at(-1)?.madeAt ?? 0)
}
