/**
 * The other side of the `import` benchmark: the same rows, copied with `COPY`, which is the
 * quickest way into PostgreSQL and checks nothing.
 *
 * Twice: the lines of the file as they are, into texts without any index; and the rows that the
 * import stores, made ready beforehand, into a table with the same columns, keys and indexes.
 * Five thousand rows a command, each its own transaction.
 */
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync } from 'node:fs'
import type { Connection, Submittable } from 'pg'
import pg from 'pg'
import { formatInstant } from '../src/base/instant.ts'
import { poolOf } from '../src/shell/storage/embedded-pool.ts'
import { emptyImage } from '../src/shell/storage/empty-image.ts'
import { migrateDatabase } from '../src/shell/storage/migrate.ts'
import { PgliteThread } from '../src/shell/storage/pglite-thread.ts'
import type { Place } from '../src/shell/storage/store.ts'
import type { Item } from '../src/shell/storage/stored-fact.ts'

const ROWS = 5000
const SOMEBODY = '00000000-0000-7000-8000-000000000000'

/** What the file says, ready to be copied both ways. */
export interface CopyWork {
  readonly lines: readonly Buffer[]
  readonly facts: readonly Buffer[]
}

export interface CopyAnswer {
  readonly linesSeconds: number
  readonly factsSeconds: number
  readonly tickets: number
  readonly digest: string
}

interface Copier {
  readonly pool: pg.Pool
  copy(table: string, rows: Buffer): Promise<void>
  close(): Promise<void>
}

/** The lines of a table without quotes, and what the import stores of them. */
export function prepareCopies(file: string, items: readonly Item[]): CopyWork {
  const lines = readFileSync(file, 'utf8').trimEnd().split('\n').slice(1)
  return {
    lines: inCommands(lines.map((line) => line.replaceAll(',', '\t'))),
    facts: inCommands(items.map(rowOf)),
  }
}

function inCommands(rows: readonly string[]): Buffer[] {
  const commands: Buffer[] = []
  for (let from = 0; from < rows.length; from += ROWS) {
    commands.push(Buffer.from(`${rows.slice(from, from + ROWS).join('\n')}\n`))
  }
  return commands
}

const escaped = (text: string): string =>
  text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('\t', '\\t')

const rowOf = (item: Item): string =>
  [
    ...[SOMEBODY, item.kind, item.source, escaped(item.externalId), '1', SOMEBODY, item.hash],
    ...[escaped(item.body), 'f', escaped(item.originFile), `${item.originRow}`],
    formatInstant(item.happenedFrom),
    item.happenedTo === undefined ? '\\N' : formatInstant(item.happenedTo),
  ].join('\t')

/** Copies both ways into a database that is new. */
export async function copyOnce(place: Place, work: CopyWork): Promise<CopyAnswer> {
  const copier = await openCopier(place)
  const { pool } = copier
  try {
    await pool.query(
      'create table lines (id text, priority text, type text, service text, opened text,' +
        ' responded text, resolved text, closed text, pauses text)',
    )
    await pool.query('create table facts (like vigie.fact including all)')
    const linesSeconds = await timed(copier, 'lines', work.lines)
    const factsSeconds = await timed(copier, 'facts', work.facts)
    return { linesSeconds, factsSeconds, ...(await readBack(pool)) }
  } finally {
    await copier.close()
  }
}

async function timed(copier: Copier, table: string, commands: readonly Buffer[]): Promise<number> {
  const begin = performance.now()
  for (const rows of commands) await copier.copy(table, rows)
  return (performance.now() - begin) / 1000
}

async function readBack(pool: pg.Pool): Promise<Pick<CopyAnswer, 'tickets' | 'digest'>> {
  const digest = createHash('sha256')
  let tickets = 0
  for (let last: string | undefined = ''; last !== undefined; ) {
    const { rows }: pg.QueryResult<{ id: string; hash: string }> = await pool.query(
      'select external_id as id, hash from facts where external_id > $1 order by 1 limit 10000',
      [last],
    )
    for (const { hash } of rows) digest.update(hash)
    tickets += rows.length
    last = rows.at(-1)?.id
  }
  return { tickets, digest: digest.digest('hex') }
}

async function openCopier(place: Place): Promise<Copier> {
  if ('url' in place) {
    const pool = new pg.Pool({ connectionString: place.url, max: 1 })
    await migrateDatabase(pool)
    return { pool, copy: (table, rows) => copyToServer(pool, table, rows), close: () => pool.end() }
  }
  const folder = 'folder' in place ? place.folder : ''
  mkdirSync(folder)
  const thread = await PgliteThread.start({ folder, image: await emptyImage() })
  const pool = poolOf(thread)
  return {
    pool,
    copy: (table, rows) => copyToThread(thread, table, rows),
    close: async () => {
      await pool.end()
      await thread.close()
    },
  }
}

/** A message of the protocol: its letter, its length, its bytes. */
function message(letter: string, body: string | Buffer): Buffer {
  const bytes = Buffer.from(body)
  const head = Buffer.from([letter.charCodeAt(0), 0, 0, 0, 0])
  head.writeInt32BE(bytes.length + 4, 1)
  return Buffer.concat([head, bytes])
}

/** A thread waits for nothing: the command and its rows go together. */
async function copyToThread(thread: PgliteThread, table: string, rows: Buffer): Promise<void> {
  const command = message('Q', `copy ${table} from stdin\0`)
  const parts = [command, message('d', rows), message('c', ''), message('S', '')]
  const answer = await thread.exchange(Uint8Array.from(Buffer.concat(parts)))
  if (!Buffer.from(answer).includes('COPY ')) throw new Error(Buffer.from(answer).toString())
}

async function copyToServer(pool: pg.Pool, table: string, rows: Buffer): Promise<void> {
  const client = await pool.connect()
  try {
    await new Promise<void>((resolve, reject) => {
      client.query(new CopyIn(`copy ${table} from stdin`, rows, resolve, reject))
    })
  } finally {
    client.release()
  }
}

/** The connection of the driver, with what its types leave out. */
interface CopyConnection extends Connection {
  sendCopyFromChunk(chunk: Buffer): void
  endCopyFrom(): void
}

/** A `COPY … FROM STDIN`, as the driver lets a query of somebody else's be made. */
class CopyIn implements Submittable {
  readonly #sql: string
  readonly #rows: Buffer
  readonly handleReadyForQuery: () => void
  readonly handleError: (failure: Error) => void

  constructor(sql: string, rows: Buffer, done: () => void, failed: (failure: Error) => void) {
    this.#sql = sql
    this.#rows = rows
    this.handleReadyForQuery = done
    this.handleError = failed
  }

  submit(connection: Connection): void {
    connection.query(this.#sql)
  }

  handleCopyInResponse(connection: CopyConnection): void {
    connection.sendCopyFromChunk(this.#rows)
    connection.endCopyFrom()
  }

  handleCommandComplete(): void {
    // The number of rows is asked of the table.
  }
}
