/**
 * Where the `import` benchmark stores: a new folder, or a new database of a server. Each is used
 * once, and gone afterwards.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { Place } from '../src/shell/storage/store.ts'

/** The zone of the data, which has times without offset. */
export const DATA_ZONE = 'Europe/Paris'

export interface OwnPlace {
  readonly place: Place
  remove(): Promise<void>
}

let made = 0

/** A place of its own: on the server of `url`, or in a temporary folder where there is none. */
export async function ownPlace(url: string | undefined): Promise<OwnPlace> {
  if (url === undefined) {
    const folder = mkdtempSync(join(tmpdir(), 'vigie-bench-'))
    const remove = async (): Promise<void> => rmSync(folder, { recursive: true })
    return { place: { folder: join(folder, 'data') }, remove }
  }
  made += 1
  const name = `vigie_bench_${process.pid}_${made}`
  await onServer(url, `create database ${name}`)
  const own = new URL(url)
  own.pathname = `/${name}`
  return { place: { url: own.href }, remove: () => onServer(url, `drop database ${name}`) }
}

async function onServer(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}
