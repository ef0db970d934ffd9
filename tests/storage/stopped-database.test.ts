/** A database that stops under a transaction is said to whoever asks, and ends no process. */
import { randomBytes } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { instant } from '../../src/base/instant.ts'
import type { Transaction } from '../../src/shell/storage/as-tenant.ts'
import { transact } from '../../src/shell/storage/as-tenant.ts'
import type { Database } from '../../src/shell/storage/database.ts'
import { openDatabase } from '../../src/shell/storage/database.ts'
import { poolOf } from '../../src/shell/storage/embedded-pool.ts'
import { emptyImage } from '../../src/shell/storage/empty-image.ts'
import { storeOf } from '../../src/shell/storage/open-store.ts'
import { PgliteThread } from '../../src/shell/storage/pglite-thread.ts'
import type { Place, Store } from '../../src/shell/storage/store.ts'
import { SERVER, WHY_NO_SERVER } from './engines.ts'

/** It waits for rows that never come, and says so without the end that each answer has. */
const stopInside = async (transaction: Transaction): Promise<void> => {
  await transaction.execute(sql`copy vigie.tenant from stdin`)
}

const stopServer = async (transaction: Transaction): Promise<void> => {
  await transaction.execute(sql`select pg_terminate_backend(pg_backend_pid())`)
}

const saidBy = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'nothing',
    (failure) => failure.finding?.code ?? failure,
  )

async function opened(place: Place): Promise<{ database: Database; store: Store }> {
  const { value: database, findings } = await openDatabase(place, instant(0))
  if (database === undefined) throw new Error(JSON.stringify(findings))
  return { database, store: storeOf({ database, now: () => instant(0), random: randomBytes }) }
}

test('the one of this process is asked no more, and says so to all', async () => {
  const { database, store } = await opened({ memory: true })
  expect(store.stopped.aborted).toBe(false)
  const waiting = saidBy(store.tenants())
  expect(await saidBy(transact(database, stopInside))).toBe('store-stopped')
  expect(await waiting).toBe('nothing')
  expect(await saidBy(store.tenants())).toBe('store-stopped')
  expect(await saidBy(transact(database, stopInside))).toBe('store-stopped')
  expect(store.stopped.reason).toMatchObject({ finding: { code: 'store-stopped' } })
  await store.close()
}, 20_000)

test('an answer without its end is the last one', async () => {
  const thread = await PgliteThread.start({})
  const flush = Uint8Array.of('H'.charCodeAt(0), 0, 0, 0, 4)
  expect(await saidBy(thread.exchange(flush))).toBe('store-stopped')
  expect(await saidBy(thread.exchange(flush))).toBe('store-stopped')
  expect(thread.stopped.aborted).toBe(true)
  await thread.close()
}, 20_000)

test('one that is closed has not stopped by itself', async () => {
  const { store } = await opened({ memory: true })
  await store.close()
  expect(store.stopped.aborted).toBe(false)
  expect(await saidBy(store.tenants())).not.toBe('nothing')
}, 20_000)

test('a connection that breaks as a transaction begins makes room for another', async () => {
  const thread = await PgliteThread.start({ image: await emptyImage() })
  let breaks = 1
  const pool = poolOf({
    exchange: (bytes) => {
      if (breaks === 0 || !Buffer.from(bytes).includes('begin')) return thread.exchange(bytes)
      breaks -= 1
      return Promise.reject(Object.assign(new Error('broken'), { code: 'ECONNRESET' }))
    },
  })
  const { stopped } = thread
  const database = { pool, stopped, announce: () => undefined, close: () => pool.end() }
  const ask = (): Promise<unknown> => saidBy(transact(database, async () => undefined))
  expect(await ask()).toBe('store-unreachable')
  expect(await ask()).toBe('nothing')
  await database.close()
  await thread.close()
}, 20_000)

test.skipIf(WHY_NO_SERVER !== undefined)(
  'a server is asked again, on another connection',
  async () => {
    const { database, store } = await opened({ url: SERVER ?? '' })
    expect(await saidBy(transact(database, stopServer))).toBe('store-unreachable')
    expect(store.stopped.aborted).toBe(false)
    expect(await store.tenants()).toEqual([])
    await database.pool.query('drop schema vigie cascade; drop schema drizzle cascade')
    await store.close()
  },
  20_000,
)
