/**
 * The store of a life on a wire that can be cut: the process dies at any exchange with its database
 * and leaves it as a client that is gone does, its transaction undone. Then a new one is opened.
 *
 * The time and the chance of the store are the life's own.
 */
import { createRequire } from 'node:module'
import type { PGlite } from '@electric-sql/pglite'
import type pg from 'pg'
import type { Instant } from '../../src/base/instant.ts'
import type { Database } from '../../src/shell/storage/database.ts'
import { poolOf } from '../../src/shell/storage/embedded-pool.ts'
import { emptyImage } from '../../src/shell/storage/empty-image.ts'
import { storeOf } from '../../src/shell/storage/open-store.ts'
import type { Store } from '../../src/shell/storage/store.ts'
import type { Exchanging } from '../../src/shell/storage/thread-socket.ts'
import type { Random } from '../engine/draw.ts'
import type { Cut } from './plan.ts'

/** A simple query of PostgreSQL's protocol: `Q`, the length, the text, NUL. */
function queryOf(sql: string): Uint8Array {
  const bytes = Buffer.alloc(sql.length + 6)
  bytes.write('Q')
  bytes.writeInt32BE(sql.length + 5, 1)
  bytes.write(sql, 5)
  return Uint8Array.from(bytes)
}

/** It has files of its own, which a bundle would lose. */
const pglite: typeof import('@electric-sql/pglite') = createRequire(import.meta.url)(
  '@electric-sql/pglite',
)

/** The database of this process: in its own thread, since nothing else is to be answered. */
class PlainDatabase implements Exchanging {
  readonly #pglite: PGlite

  constructor(pglite: PGlite) {
    this.#pglite = pglite
  }

  static async start(): Promise<PlainDatabase> {
    const image = new Blob([new Uint8Array(await emptyImage())])
    return new PlainDatabase(await pglite.PGlite.create({ loadDataDir: image }))
  }

  async exchange(bytes: Uint8Array): Promise<Uint8Array> {
    // A copy: answers are parts of a buffer that is written again.
    return this.#pglite.execProtocolRawSync(bytes).slice()
  }

  close(): Promise<void> {
    return this.#pglite.close()
  }
}

/** What a server undoes of a client that is gone. */
const UNDONE = ['rollback', 'discard all'].map(queryOf)

class Wire implements Exchanging {
  readonly #database: Exchanging
  #cut: Cut | undefined
  #count = 0
  isCut = false

  constructor(database: Exchanging) {
    this.#database = database
  }

  /** Counts from here on, and is cut where it is told. */
  arm(cut: Cut | undefined): void {
    this.#count = 0
    this.#cut = cut
  }

  async exchange(bytes: Uint8Array): Promise<Uint8Array> {
    if (this.isCut) throw new Error('the process is gone')
    this.#count += 1
    if (this.#count !== this.#cut?.exchange) return await this.#database.exchange(bytes)
    this.isCut = true
    const last = this.#cut.isHeard ? [bytes] : []
    await Promise.all([...last, ...UNDONE].map((request) => this.#database.exchange(request)))
    throw new Error('the process is cut off')
  }
}

/** A process over the database, which may be thrown away for another one. */
interface Process {
  readonly wire: Wire
  readonly pool: pg.Pool
  readonly store: Store
}

/** The database of many lives, one tenant each. */
export class CutStore {
  readonly #database: PlainDatabase
  /** What the clock of the machine says. */
  now = 0 as Instant
  random: Random = () => 0
  #process: Process

  private constructor(database: PlainDatabase) {
    this.#database = database
    this.#process = this.#begin()
  }

  static async open(): Promise<CutStore> {
    return new CutStore(await PlainDatabase.start())
  }

  get store(): Store {
    return this.#process.store
  }

  /** The owner of the database, whom nothing binds: for tests that break what it holds. */
  get owner(): pg.Pool {
    return this.#process.pool
  }

  arm(cut: Cut | undefined): void {
    this.#process.wire.arm(cut)
  }

  get isCut(): boolean {
    return this.#process.wire.isCut
  }

  /** Throws the process away, and begins another one. */
  async reopen(): Promise<void> {
    const gone = this.#process.pool
    this.#process = this.#begin()
    await gone.end()
  }

  async close(): Promise<void> {
    await this.#process.pool.end()
    await this.#database.close()
  }

  #begin(): Process {
    const wire = new Wire(this.#database)
    const pool = poolOf(wire)
    const database: Database = {
      pool,
      stopped: new AbortController().signal,
      announce: () => undefined,
      close: () => pool.end(),
    }
    const random = (count: number): Uint8Array =>
      Uint8Array.from({ length: count }, () => Math.floor(this.random() * 256))
    return { wire, pool, store: storeOf({ database, now: () => this.now, random }) }
  }
}
