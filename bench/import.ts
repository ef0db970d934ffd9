/**
 * A file of tickets into the store, against `COPY` of the same rows into the same database.
 *
 * `npm run bench import -- --rows N --rounds N`: into a folder, and into PostgreSQL as well where
 * VIGIE_TEST_POSTGRES has the address of a server (`scripts/with-postgres.sh` runs a command with
 * one). We and the peer take turns; the medians are compared. What is read back from the store and
 * from the peer's table must be the tickets of the file, down to their hashes.
 */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { openFacts } from '../src/shell/close-month.ts'
import { surveyReading } from '../src/shell/storage/reading.ts'
import type { Item } from '../src/shell/storage/stored-fact.ts'
import type { CopyAnswer, CopyWork } from './import-copy.ts'
import { copyOnce, prepareCopies } from './import-copy.ts'
import type { OurImport } from './import-ours.ts'
import { DATA_ZONE, ownPlace } from './import-place.ts'
import { makeTickets } from './make-tickets.ts'

const OURS = fileURLToPath(new URL('import-ours.ts', import.meta.url))

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN

interface Round {
  readonly ours: OurImport
  readonly copied: CopyAnswer
}

/** What the file holds, read without any database. */
interface Expected {
  readonly tickets: number
  readonly digest: string
  readonly work: CopyWork
}

async function readExpected(file: string): Promise<Expected> {
  const { value, findings } = await surveyReading(openFacts({ facts: [file], zone: DATA_ZONE }))
  if (value === undefined) throw new Error(JSON.stringify(findings))
  const items: Item[] = []
  for await (const item of value.items()) items.push(item)
  const digest = createHash('sha256')
  const byName = items.map(({ externalId, hash }) => `${externalId} ${hash}`).sort()
  for (const line of byName) digest.update(line.slice(line.indexOf(' ') + 1))
  const work = prepareCopies(file, items)
  return { tickets: items.length, digest: digest.digest('hex'), work }
}

async function runRound(url: string | undefined, file: string, work: CopyWork): Promise<Round> {
  const own = await ownPlace(url)
  const run = [...process.execArgv, OURS, JSON.stringify(own.place), file]
  const child = spawnSync(process.execPath, run, { encoding: 'utf8' })
  await own.remove()
  if (child.status !== 0) throw new Error(child.stderr)
  const ours = JSON.parse(child.stdout) as OurImport
  const peers = await ownPlace(url)
  const copied = await copyOnce(peers.place, work)
  await peers.remove()
  return { ours, copied }
}

async function compare(
  bench: string,
  url: string | undefined,
  options: { readonly file: string; readonly rounds: number; readonly expected: Expected },
): Promise<void> {
  const { file, rounds, expected } = options
  const run: Round[] = []
  for (let round = 0; round < rounds; round += 1) {
    run.push(await runRound(url, file, expected.work))
  }
  const rows = expected.tickets
  const isExpected = ({ tickets, digest }: Pick<Expected, 'tickets' | 'digest'>): boolean =>
    tickets === rows && digest === expected.digest
  const agrees = run.every(({ ours, copied }) => isExpected(ours) && isExpected(copied))
  const seconds = median(run.map(({ ours }) => ours.seconds))
  const peakMiB = Math.round(Math.max(...run.map(({ ours }) => ours.peakMiB)))
  const growth = Math.max(...run.map(({ ours }) => ours.peakMiB - ours.openMiB))
  console.log(
    `${bench}: ${Math.round(rows / seconds)} rows/s; memory ${Math.round(growth)} MiB above the ` +
      `opened database; ${agrees ? 'the same tickets' : 'OTHER TICKETS'} read back`,
  )
  const peers = [
    ['copy of the lines', median(run.map(({ copied }) => copied.linesSeconds))],
    ['copy of the stored rows', median(run.map(({ copied }) => copied.factsSeconds))],
  ] as const
  for (const [peer, peerSeconds] of peers) {
    console.log(`  ${peer}: ${Math.round(rows / peerSeconds)} rows/s`)
    const ratio = Number((peerSeconds / seconds).toFixed(2))
    const line = { bench, rows, seconds, peer, peerSeconds, ratio, peakMiB }
    console.log(JSON.stringify({ ...line, growthMiB: Math.round(growth), agrees }))
  }
  if (!agrees) process.exitCode = 1
}

function numberOf(text: string, option: string): number {
  const number = Number(text)
  if (!Number.isSafeInteger(number) || number < 1) throw new Error(`${option} is a number`)
  return number
}

/** Writes the tickets, compares in a folder and on a server where there is one. */
export async function run(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      rows: { type: 'string', default: '100000' },
      rounds: { type: 'string', default: '3' },
    },
  })
  const rounds = numberOf(values.rounds, '--rounds')
  const folder = mkdtempSync(join(tmpdir(), 'vigie-bench-'))
  try {
    const file = join(folder, 'tickets.csv')
    makeTickets(file, numberOf(values.rows, '--rows'))
    const options = { file, rounds, expected: await readExpected(file) }
    await compare('import-embedded', undefined, options)
    const url = process.env['VIGIE_TEST_POSTGRES']
    if (url !== undefined) await compare('import-postgres', url, options)
    else console.log('no PostgreSQL: scripts/with-postgres.sh npm run bench import runs one')
  } finally {
    rmSync(folder, { recursive: true })
  }
}
