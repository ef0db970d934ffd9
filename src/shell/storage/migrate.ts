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

/** Migrates; or changes nothing and finds that a newer program did (`store-newer`). */
export async function migrateDatabase(pool: pg.Pool): Promise<Finding | undefined> {
  const client = await pool.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [LOCK])
    if (await isNewer(client)) return finding('store-newer')
    await migrate(drizzle(client), MIGRATIONS)
    return undefined
  } finally {
    // Destroyed rather than given back: the lock goes with the session, whatever happened to it.
    client.release(true)
  }
}

async function isNewer(client: pg.PoolClient): Promise<boolean> {
  const books = await client.query("select to_regclass('drizzle.__drizzle_migrations') as books")
  if (books.rows[0]?.books === null) return false
  const { rows } = await client.query(
    'select max(created_at)::text as last from drizzle.__drizzle_migrations',
  )
  return Number(rows[0]?.last ?? 0) > (knownMigrations().at(-1)?.madeAt ?? 0)
}
