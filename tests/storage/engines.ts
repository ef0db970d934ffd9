/**
 * The databases that the store is tested on: one inside this process and, where the variable
 * VIGIE_TEST_POSTGRES is the address of a superuser (`scripts/with-postgres.sh`), one on a server.
 *
 * On the server the store is no superuser: it owns its tables and may make roles, as a careful
 * operator would have it.
 */
import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll } from 'vitest'
import type { Instant } from '../../src/base/instant.ts'
import { instant } from '../../src/base/instant.ts'
import type { Workshop } from '../../src/shell/storage/commit.ts'
import type { Database } from '../../src/shell/storage/database.ts'
import { openDatabase } from '../../src/shell/storage/database.ts'
import type { TenantId } from '../../src/shell/storage/identifiers.ts'
import { storeOf } from '../../src/shell/storage/open-store.ts'
import type { Store } from '../../src/shell/storage/store.ts'

/** The address of a superuser of a server, where there is one. */
export const SERVER = process.env['VIGIE_TEST_POSTGRES']

export type EngineName = 'inside the process' | 'on a server'

/** Why nothing is tested on a server here; nothing where it is. */
export const WHY_NO_SERVER =
  SERVER === undefined
    ? 'VIGIE_TEST_POSTGRES is not set: run it with scripts/with-postgres.sh'
    : undefined

/** A store on one of them, its clock, and what only a test may do. */
export interface Bench {
  readonly workshop: Workshop
  readonly store: Store
  /** A superuser, whom nothing binds. */
  readonly superuser: pg.Pool
  /** The time that the store believes; tests set it. */
  readonly clock: { now: Instant }
  /** A tenant that nothing else uses. */
  tenant(): Promise<TenantId>
  close(): Promise<void>
}

let current: Bench | undefined

/** The store that tests are run on. */
export function bench(): Bench {
  if (current === undefined) throw new Error('the store is not open yet')
  return current
}

/** Opens the store of a suite before its tests, and closes it afterwards. */
export function onEngine(name: EngineName): void {
  beforeAll(async () => {
    current = await openBench(name)
  }, 120_000)
  afterAll(async () => {
    await current?.close()
  })
}

async function openBench(name: EngineName): Promise<Bench> {
  const clock = { now: instant(Date.UTC(2026, 4, 11, 6)) }
  const { database, superuser, leave } =
    name === 'inside the process' ? await inside() : await onServer()
  const workshop = { database, now: () => clock.now, random: randomBytes }
  const store = storeOf(workshop)
  return {
    workshop,
    store,
    superuser,
    clock,
    tenant: async () => (await store.createTenant({ actor: 'test' }, 'a tenant')).id,
    close: async () => {
      await store.close()
      await leave()
    },
  }
}

interface Opened {
  readonly database: Database
  readonly superuser: pg.Pool
  leave(): Promise<void>
}

async function inside(): Promise<Opened> {
  const database = await opened({ memory: true })
  return { database, superuser: database.pool, leave: async () => undefined }
}

const OWNER = 'vigie_test_owner'

async function onServer(): Promise<Opened> {
  const name = `vigie_test_${randomBytes(6).toString('hex')}`
  const address = new URL(SERVER ?? '')
  const server = new pg.Pool({ connectionString: SERVER ?? '' })
  const roles = await server.query('select from pg_roles where rolname = $1', [OWNER])
  if (roles.rows.length === 0) {
    await server.query(`create role ${OWNER} login createrole password 'vigie'`)
  }
  await server.query(`create database ${name} owner ${OWNER}`)
  address.pathname = `/${name}`
  const superuser = new pg.Pool({ connectionString: address.href })
  address.username = OWNER
  address.password = 'vigie'
  return {
    database: await opened({ url: address.href }),
    superuser,
    leave: async () => {
      await superuser.end()
      await server.query(`drop database ${name}`)
      await server.end()
    },
  }
}

async function opened(place: Parameters<typeof openDatabase>[0]): Promise<Database> {
  const { value, findings } = await openDatabase(place, instant(Date.now()))
  if (value === undefined) throw new Error(JSON.stringify(findings))
  return value
}
