/**
 * The empty database, ready made: a packed archive from which a new folder is filled in two
 * seconds, where making one takes ten.
 *
 * It is made once for each set of migrations and version of PGlite, and kept beside the program.
 * Where the program's folder cannot be written, it is made each time.
 */
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { PROGRAM_FOLDER } from '../catalogue.ts'
import { sha256 } from '../close-month.ts'
import { poolOf } from './embedded-pool.ts'
import { knownMigrations, migrateDatabase } from './migrate.ts'
import { PgliteThread, pgliteVersion } from './pglite-thread.ts'

const CACHE = join(PROGRAM_FOLDER, '.vigie')

/** The image of this program's empty database, from the cache or made. */
export async function emptyImage(cache = CACHE, make = makeImage): Promise<Uint8Array> {
  const name = imageName()
  try {
    return new Uint8Array(readFileSync(join(cache, name)))
  } catch {
    const image = await make()
    keep(cache, name, image)
    return image
  }
}

const imageName = (): string => {
  const parts = [pgliteVersion(), ...knownMigrations().map(({ hash }) => hash)]
  return `empty-${sha256(parts.join('\n')).slice(0, 16)}.tgz`
}

async function makeImage(): Promise<Uint8Array> {
  const thread = await PgliteThread.start({})
  const pool = poolOf(thread)
  try {
    await migrateDatabase(pool)
    await pool.query('checkpoint')
    return await thread.dump()
  } finally {
    await pool.end()
    await thread.close()
  }
}

/** Whole or not at all; images of other versions go. */
function keep(cache: string, name: string, image: Uint8Array): void {
  try {
    mkdirSync(cache, { recursive: true })
    const partial = join(cache, `${name}.${process.pid}.tmp`)
    writeFileSync(partial, image)
    renameSync(partial, join(cache, name))
    for (const other of readdirSync(cache)) {
      if (/^empty-.*\.tgz$/.test(other) && other !== name) rmSync(join(cache, other))
    }
  } catch {
    // The image is a comfort: without it, making a database takes ten seconds.
  }
}
