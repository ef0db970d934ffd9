/**
 * A database, wherever it is: a server through its URL, a folder of this machine, or memory.
 *
 * All three are PostgreSQL, with one driver, one schema and one set of migrations; only who is at
 * the other end of the connection differs. Opening one migrates it.
 */
import { realpathSync } from 'node:fs'
import pg from 'pg'
import type { Checked, Finding } from '../../base/finding.ts'
import type { Instant } from '../../base/instant.ts'
import { survivingBreaks } from './broken-connections.ts'
import { beginFolder, databaseIn, finishFolder, lookAtFolder, writeVersion } from './data-folder.ts'
import { poolOf } from './embedded-pool.ts'
import { emptyImage } from './empty-image.ts'
import type { FolderLock } from './folder-lock.ts'
import { lockFolder } from './folder-lock.ts'
import { migrateDatabase } from './migrate.ts'
import { PgliteThread } from './pglite-thread.ts'
import { failureOf, finding, StoreFailure } from './refusal.ts'
import type { Place } from './store.ts'

export interface Database {
  readonly pool: pg.Pool
  /** Aborted once the database of this process has stopped by itself: the reason is a failure. */
  readonly stopped: AbortSignal
  /** Says to whom the folder refuses where this process answers. A server has no such word. */
  announce(url: string): void
  close(): Promise<void>
}

const MOST_CONNECTIONS = 10
const PATIENCE_MS = 10_000

/** Opens a database; without one, the findings say why. */
export async function openDatabase(place: Place, now: Instant): Promise<Checked<Database>> {
  try {
    if ('url' in place) return await openServer(place.url)
    if ('folder' in place) return await openFolder(place.folder, now)
    return {
      value: embedded(await PgliteThread.start({ image: await emptyImage() })),
      findings: [],
    }
  } catch (failure) {
    const known = failureOf(failure)
    if (known instanceof StoreFailure) return refused(known.finding)
    throw failure
  }
}

const refused = (found: Finding): Checked<never> => ({ value: undefined, findings: [found] })

async function openServer(url: string): Promise<Checked<Database>> {
  if (!URL.canParse(url) || !/^postgres(ql)?:$/.test(new URL(url).protocol)) {
    return refused(finding('store-address-invalid'))
  }
  const pool = survivingBreaks(
    new pg.Pool({
      connectionString: url,
      max: MOST_CONNECTIONS,
      connectionTimeoutMillis: PATIENCE_MS,
    }),
  )
  return await migrated({
    pool,
    // A server says by each answer whether it is there.
    stopped: new AbortController().signal,
    announce: () => undefined,
    close: () => pool.end(),
  })
}

async function openFolder(folder: string, now: Instant): Promise<Checked<Database>> {
  try {
    const before = lookAtFolder(folder)
    if (before.kind === 'refused') return refused(before.finding)
    const { value: lock, findings } = lockFolder(realpathSync(folder), now)
    if (lock === undefined) return { value: undefined, findings }
    return await orRelease(lock, openLocked(folder, lock))
  } catch (failure) {
    const { code } = failure as NodeJS.ErrnoException
    if (code === undefined || !UNREADABLE.has(code)) throw failure
    return refused(finding('store-unreadable', { folder, code }))
  }
}

const UNREADABLE = new Set(['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST', 'ENAMETOOLONG'])

async function openLocked(folder: string, lock: FolderLock): Promise<Checked<Database>> {
  // Looked at again: another process may have made it before the lock was ours.
  const state = lookAtFolder(folder)
  if (state.kind === 'refused') return refused(state.finding)
  if (state.kind === 'new') beginFolder(folder)
  const image = state.kind === 'new' ? { image: await emptyImage() } : {}
  const thread = await PgliteThread.start({ folder: databaseIn(folder), ...image })
  const opened = await migrated(embedded(thread, lock))
  if (opened.value === undefined) return opened
  if (state.kind === 'new') finishFolder(folder)
  else writeVersion(folder)
  return opened
}

/** A database once it is migrated; one that is not is closed. */
async function migrated(database: Database): Promise<Checked<Database>> {
  try {
    const found = await migrateDatabase(database.pool)
    if (found === undefined) return { value: database, findings: [] }
    await database.close()
    return refused(found)
  } catch (failure) {
    await database.close()
    throw failure
  }
}

/** Lets the folder go where it was not opened. */
async function orRelease(
  lock: FolderLock,
  opening: Promise<Checked<Database>>,
): Promise<Checked<Database>> {
  let isOpened = false
  try {
    const opened = await opening
    isOpened = opened.value !== undefined
    return opened
  } finally {
    if (!isOpened) lock.release()
  }
}

function embedded(thread: PgliteThread, lock?: FolderLock): Database {
  const pool = poolOf(thread)
  return {
    pool,
    stopped: thread.stopped,
    announce: (url) => lock?.announce(url),
    async close() {
      await pool.end()
      await thread.close()
      lock?.release()
    },
  }
}
