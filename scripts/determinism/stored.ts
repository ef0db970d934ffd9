/**
 * The same month from the data: imported into the database inside the process and, where there is
 * one, into PostgreSQL, in several orders, at once or by two processes.
 */
import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { readHash } from './runs.ts'
import type { Subject } from './subject.ts'

/** Imports, one after the other; those of one step run at the same time. */
export interface Arrival {
  readonly name: string
  readonly steps: readonly (readonly (readonly string[])[])[]
}

/** Where the data are: what tells the program, and what empties the place. */
export interface DataPlace {
  readonly name: string
  readonly env: Readonly<Record<string, string>>
  leave(): Promise<void>
}

/** The two halves of a table, each a file. */
function halvesOf(path: string): [string, string] {
  const [header = '', ...rows] = readFileSync(path, 'utf8').trimEnd().split('\n')
  const middle = Math.floor(rows.length / 3)
  const put = (name: string, part: readonly string[]): string => {
    const file = path.replace(/\.csv$/, `-${name}.csv`)
    writeFileSync(file, `${[header, ...part].join('\n')}\n`)
    return file
  }
  return [put('first', rows.slice(0, middle)), put('second', rows.slice(middle))]
}

/** The orders in which the facts of a subject arrive; only a server takes two at the same time. */
export function arrivalsOf(subject: Subject, isServer: boolean): Arrival[] {
  const { contract, facts, shuffled } = subject
  const [tickets = '', outages = ''] = facts
  const [first, second] = halvesOf(tickets)
  const byOne: Arrival[] = [
    { name: 'one import', steps: [[[contract, ...facts]]] },
    { name: 'shuffled', steps: [[[...shuffled, contract]]] },
    { name: 'three imports', steps: [[[outages]], [[second]], [[first]], [[contract]]] },
  ]
  const byTwo = { name: 'two at once', steps: [[[contract]], [[first, outages], [second]]] }
  return isServer ? [...byOne, byTwo] : byOne
}

interface Said {
  readonly status: number | null
  readonly stdout: string
  readonly stderr: string
}

function run(args: readonly string[], env: DataPlace['env']): Promise<Said> {
  const child = spawn(process.execPath, args, { env: { ...process.env, ...env } })
  const said = { stdout: '', stderr: '' }
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said.stdout += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said.stderr += text))
  return new Promise((resolve) => {
    child.on('error', ({ message }) => resolve({ status: null, stdout: '', stderr: message }))
    child.on('close', (status) => resolve({ status, ...said }))
  })
}

/** The hash of a month of the data, once everything has arrived; or what went wrong. */
export async function hashOfStored(
  bundle: string,
  { env }: DataPlace,
  { steps }: Arrival,
  close: readonly string[],
  zone: string,
): Promise<{ readonly hash?: string; readonly error?: string }> {
  const failed = ({ status, stderr }: Said) => ({
    error: `(exit ${status}) ${stderr.trim().split('\n').slice(0, 12).join(' / ')}`,
  })
  for (const files of steps) {
    const all = await Promise.all(
      files.map((own) => run([bundle, 'import', ...own, '--zone', zone], env)),
    )
    const wrong = all.find(({ status }) => status !== 0)
    if (wrong !== undefined) return failed(wrong)
  }
  const closed = await run([bundle, 'close', ...close, '--preview', '--json'], env)
  const hash = closed.status === 0 ? readHash(closed.stdout) : undefined
  return hash === undefined ? failed(closed) : { hash }
}

/** A new folder for the database inside the process. */
export function inFolder(folder: string): DataPlace {
  const data = join(folder, `data-${randomBytes(4).toString('hex')}`)
  return { name: 'PGlite', env: { VIGIE_DATA: data, DATABASE_URL: '' }, leave: async () => {} }
}

const OWNER = 'vigie_determinism'

/** A new database on a server, whose superuser is known; its owner is no superuser. */
export async function onServer(superuser: string): Promise<DataPlace> {
  const name = `vigie_determinism_${randomBytes(4).toString('hex')}`
  const server = new pg.Pool({ connectionString: superuser })
  const roles = await server.query('select from pg_roles where rolname = $1', [OWNER])
  if (roles.rows.length === 0) {
    await server.query(`create role ${OWNER} login createrole password 'vigie'`)
  }
  await server.query(`create database ${name} owner ${OWNER}`)
  const address = new URL(superuser)
  address.pathname = `/${name}`
  address.username = OWNER
  address.password = 'vigie'
  return {
    name: 'PostgreSQL',
    env: { DATABASE_URL: address.href },
    leave: async () => {
      await server.query(`drop database ${name}`)
      await server.end()
    },
  }
}
