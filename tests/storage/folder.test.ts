/** The folder of an embedded store: made, held, taken over, refused, and killed in mid-write. */
import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { instant } from '../../src/base/instant.ts'
import type { Database } from '../../src/shell/storage/database.ts'
import { openDatabase } from '../../src/shell/storage/database.ts'
import { poolOf } from '../../src/shell/storage/embedded-pool.ts'
import { emptyImage } from '../../src/shell/storage/empty-image.ts'
import type { TenantId } from '../../src/shell/storage/identifiers.ts'
import { migrateDatabase } from '../../src/shell/storage/migrate.ts'
import { openStore, storeOf } from '../../src/shell/storage/open-store.ts'
import { PGLITE_POSTGRES, PgliteThread } from '../../src/shell/storage/pglite-thread.ts'
import type { Store } from '../../src/shell/storage/store.ts'
import { HERE, reading, ticket } from './scene.ts'

const temporary = mkdtempSync(join(tmpdir(), 'vigie-folder-'))
afterAll(() => rmSync(temporary, { recursive: true, force: true }))

/** The one folder with data that these tests share: making one takes seconds. */
const FOLDER = join(temporary, 'shared')

async function opened(folder = FOLDER): Promise<Store> {
  const { value, findings } = await openStore({ folder })
  if (value === undefined) throw new Error(JSON.stringify(findings))
  return value
}

const refusal = async (folder: string) => {
  const { value, findings } = await openStore({ folder })
  await value?.close()
  return findings[0] ?? { code: 'nothing is refused', params: {} }
}

test('a folder is made, closed and opened again with what was written', async () => {
  const store = await opened()
  const tenant = await store.createTenant({ actor: 'a' }, 'kept')
  await store.importFacts(tenant.id, { actor: 'a' }, reading([ticket('A', 1)]))
  await store.close()
  expect(existsSync(join(FOLDER, 'lock'))).toBe(false)
  expect(existsSync(join(FOLDER, 'creating'))).toBe(false)
  const again = await opened()
  expect(await again.tenants()).toEqual([tenant])
  expect((await again.readFacts(tenant.id, {}, () => undefined)).tickets).toBe(1)
  await again.close()
})

test('each commit is on the disk before it is answered', async () => {
  await asStore(async (_, { pool }) => {
    const { rows } = await pool.query(
      `select current_setting('fsync') as fsync, current_setting('wal_sync_method') as how,
        current_setting('server_version_num')::int / 10000 as version`,
    )
    expect(rows).toEqual([{ fsync: 'on', how: 'fsync', version: PGLITE_POSTGRES }])
  })
})

test('a second one is refused, and told where the first one answers', async () => {
  const store = await opened()
  try {
    store.announce('http://localhost:4050')
    expect(await refusal(FOLDER)).toMatchObject({
      code: 'store-held',
      params: { pid: `${process.pid}`, url: 'http://localhost:4050' },
    })
  } finally {
    await store.close()
  }
})

test('a database that a newer program has migrated is refused', async () => {
  const pool = poolOf(await PgliteThread.start({ image: await emptyImage() }))
  await pool.query("insert into drizzle.__drizzle_migrations values (99, 'new', 9999999999999)")
  expect(await migrateDatabase(pool)).toMatchObject({ code: 'store-newer' })
  await pool.end()
})

test('a folder whose making was cut short is made again', async () => {
  const folder = join(temporary, 'half')
  mkdirSync(join(folder, 'database'), { recursive: true })
  writeFileSync(join(folder, 'creating'), '')
  writeFileSync(join(folder, 'database', 'PG_VERSION'), '18')
  const store = await opened(folder)
  expect(await store.tenants()).toEqual([])
  await store.close()
  expect(existsSync(join(folder, 'creating'))).toBe(false)
})

test('a folder of other things is refused, and nothing is put there', async () => {
  const folder = join(temporary, 'documents')
  mkdirSync(folder)
  writeFileSync(join(folder, 'notes.txt'), '')
  expect(await refusal(folder)).toMatchObject({
    code: 'store-not-ours',
    params: { other: 'notes.txt' },
  })
  expect(readdirSync(folder)).toEqual(['notes.txt'])
})

test.each([['a-file'], ['a-file/inside']])('%s is no folder', async (name) => {
  writeFileSync(join(temporary, 'a-file'), '')
  expect((await refusal(join(temporary, name))).code).toBe('store-unreadable')
})

test('a folder whose database cannot be started is let go', async () => {
  const folder = join(temporary, 'damaged')
  mkdirSync(join(folder, 'database'), { recursive: true })
  writeFileSync(join(folder, 'database', 'PG_VERSION'), '18')
  writeFileSync(join(folder, 'version'), '{"format":1,"migrations":1,"postgres":18}')
  expect((await refusal(folder)).code).toBe('store-stopped')
  expect(existsSync(join(folder, 'lock'))).toBe(false)
})

test('a database whose thread has died says so, and is closed all the same', async () => {
  const thread = await PgliteThread.start({ image: await emptyImage() })
  const pool = poolOf(thread)
  await thread.close()
  await expect(pool.query('select 1')).rejects.toMatchObject({
    finding: { code: 'store-stopped' },
  })
  await pool.end()
})

test('the empty database is made once, and made again where it cannot be kept', async () => {
  const cache = join(temporary, 'cache')
  mkdirSync(cache)
  writeFileSync(join(cache, 'empty-0123456789abcdef.tgz'), 'of an older version')
  const made: number[] = []
  const make = async (): Promise<Uint8Array> => Uint8Array.of(made.push(0))
  expect(await emptyImage(cache, make)).toEqual(Uint8Array.of(1))
  expect(await emptyImage(cache, make)).toEqual(Uint8Array.of(1))
  expect(readdirSync(cache)).toEqual([expect.stringMatching(/^empty-[0-9a-f]{16}\.tgz$/)])
  expect(await emptyImage(join(temporary, 'a-file'), make)).toEqual(Uint8Array.of(2))
  expect(await emptyImage(join(temporary, 'a-file'), make)).toEqual(Uint8Array.of(3))
})

const ACTOR = { actor: 'somebody' }
const ROUNDS = Number(process.env['VIGIE_TEST_KILLS'] ?? 5)
const TICKETS = 12_000

/**
 * Imports in a child and kills it after so many batches and some milliseconds; gives the number of
 * items that it said were stored.
 */
async function killed(tenant: TenantId, batches: number, milliseconds: number): Promise<number> {
  const script = join(HERE, 'import-once.ts')
  const args = ['--import', 'tsx', script, FOLDER, tenant, `${TICKETS}`]
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  const said: string[] = []
  await new Promise<void>((resolve) => {
    let isDue = false
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      said.push(...text.split('\n').filter((line) => line !== ''))
      if (isDue || said.length <= batches) return
      isDue = true
      setTimeout(() => child.kill('SIGKILL'), milliseconds)
    })
    child.on('close', () => resolve())
  })
  return Math.max(0, ...said.map(Number).filter(Number.isFinite))
}

test(
  `of ${ROUNDS} imports that are killed, nothing stored is lost and nothing is half known`,
  async () => {
    const seed = Date.now() % 100_000
    console.info(`kills with seed ${seed}`)
    const draw = (below: number, round: number): number => (seed * 7919 + round * 104_729) % below
    let tenant: TenantId | undefined
    for (let round = 0; round < ROUNDS; round += 1) {
      tenant ??= await asStore(async (store) => (await store.createTenant(ACTOR, 'killed')).id)
      const acknowledged = await killed(tenant, draw(8, round), draw(60, round + 1))
      console.info(`killed after ${acknowledged} of ${TICKETS}`)
      if (await isDoneAfter(tenant, acknowledged)) tenant = undefined
    }
    const last = tenant
    if (last !== undefined) await asStore((store) => complete(store, last))
  },
  60_000 * ROUNDS,
)

/** Looks at what a kill has left; whether the import had come to its end. */
const isDoneAfter = (tenant: TenantId, acknowledged: number): Promise<boolean> =>
  asStore(async (store, { pool }) => {
    const { rows } = await pool.query(
      `select count(*)::int as n, count(distinct external_id)::int as ids
        from vigie.fact where tenant_id = $1`,
      [tenant],
    )
    const { n, ids } = rows[0]
    expect(n, 'nothing acknowledged is lost').toBeGreaterThanOrEqual(acknowledged)
    expect(n, 'nothing is there twice').toBe(ids)
    expect(n % 1000, 'a batch is whole or not there').toBe(0)
    const isDone = (await store.imports(tenant))[0]?.finishedAt !== undefined
    const { tickets } = await store.readFacts(tenant, {}, () => undefined)
    expect(tickets, 'nothing half in is known').toBe(isDone ? TICKETS : 0)
    expect((await store.verifyAudit(tenant)).findings).toEqual([])
    return isDone
  })

/** Imports the same again: what was cut short goes on. */
async function complete(store: Store, tenant: TenantId): Promise<void> {
  const tickets = Array.from({ length: TICKETS }, (_, i) => ticket(`T-${i}`, i % 28))
  await store.importFacts(tenant, ACTOR, reading(tickets))
  expect((await store.readFacts(tenant, {}, () => undefined)).tickets).toBe(TICKETS)
  expect(await store.imports(tenant)).toHaveLength(1)
  expect((await store.verifyAudit(tenant)).findings).toEqual([])
}

/** The store of the folder and, past it, its database. */
async function asStore<T>(work: (store: Store, database: Database) => Promise<T>): Promise<T> {
  const { value: database, findings } = await openDatabase({ folder: FOLDER }, instant(Date.now()))
  if (database === undefined) throw new Error(JSON.stringify(findings))
  const store = storeOf({ database, now: () => instant(Date.now()), random: randomBytes })
  try {
    return await work(store, database)
  } finally {
    await store.close()
  }
}
