/**
 * Tickets in a CSV to a settled month: compliance by priority and month, penalties in cents.
 *
 * `npm run bench close -- --contract FILE --rows N --month YYYY-MM --peer duckdb|none --data FILE`.
 * Ours runs through the exports that `vigie close` calls, on one thread; DuckDB on two. They take
 * turns; the medians are compared, and every count of every month and every cent must be equal.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import type { Settlement } from '../src/money/settlement.ts'
import type { PeerAnswer } from './close-duckdb.ts'
import { DuckdbPeer } from './close-duckdb.ts'
import type { Job } from './close-ours.ts'
import { amountsIn, closeOnce, countAll, countsIn, openJob } from './close-ours.ts'
import { makeTickets } from './make-tickets.ts'

const ROUNDS = 3
const LAST_MONTH = '2025-12'
const CONTRACT = fileURLToPath(new URL('contract.yaml', import.meta.url))
const OURS = fileURLToPath(new URL('close-ours.ts', import.meta.url))

interface Options {
  readonly contract: string
  readonly rows: number
  readonly month: string
  readonly peer: 'duckdb' | 'none'
  /** A file that `make-tickets` wrote earlier, with that many rows. */
  readonly data?: string
}

function readOptions(args: readonly string[]): Options {
  const text = (otherwise: string) => ({ type: 'string', default: otherwise }) as const
  const { values } = parseArgs({
    args: [...args],
    options: {
      contract: text(CONTRACT),
      rows: text('1000000'),
      month: text(LAST_MONTH),
      peer: text('duckdb'),
      data: { type: 'string' },
    },
  })
  const rows = Number(values.rows)
  const { contract, data, month, peer } = values
  if (!Number.isSafeInteger(rows) || rows < 1) throw new Error('--rows is a number of tickets')
  if (peer !== 'duckdb' && peer !== 'none') throw new Error('--peer is duckdb or none')
  const isOther = resolve(contract) !== CONTRACT
  if (isOther && peer === 'duckdb') {
    console.log('The SQL of the peer states bench/contract.yaml only: no peer for this contract.')
  }
  const options = { contract, rows, month, peer: isOther ? 'none' : peer } as const
  return data === undefined ? options : { ...options, data }
}

/** Seconds on the wall and of the processor, both since the last call. */
function stopwatch(): () => { readonly seconds: number; readonly cpu: number } {
  const wall = performance.now()
  const used = process.cpuUsage()
  return () => {
    const { user, system } = process.cpuUsage(used)
    return { seconds: (performance.now() - wall) / 1000, cpu: (user + system) / 1e6 }
  }
}

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN

interface Timed<Answer> {
  readonly answer: Answer
  readonly seconds: number
  readonly cpu: number
}

const medianOf = <Answer>(runs: readonly Timed<Answer>[]): Timed<Answer> => ({
  answer: (runs[0] as Timed<Answer>).answer,
  seconds: median(runs.map((run) => run.seconds)),
  cpu: median(runs.map((run) => run.cpu)),
})

/** Ours and the peer in turn, after one round that only warms up. */
async function race(job: Job, month: string, peer: DuckdbPeer | undefined) {
  const ours: Timed<Settlement>[] = []
  const theirs: Timed<PeerAnswer>[] = []
  for (let round = 0; round <= ROUNDS; round += 1) {
    const stop = stopwatch()
    const settlement = closeOnce(job)
    if (round > 0) ours.push({ answer: settlement, ...stop() })
    if (peer === undefined) continue
    const stopPeer = stopwatch()
    const answer = await peer.close(job.data, month)
    if (round > 0) theirs.push({ answer, cpu: stopPeer().cpu, seconds: answer.seconds })
  }
  return { ours: medianOf(ours), theirs: peer === undefined ? undefined : medianOf(theirs) }
}

/** Every key whose values differ, in words. */
function differences<Value extends object>(
  ours: ReadonlyMap<string, Value>,
  theirs: ReadonlyMap<string, Value>,
): string[] {
  return [...new Set([...ours.keys(), ...theirs.keys()])].flatMap((key) => {
    const [a, b] = [JSON.stringify(ours.get(key)), JSON.stringify(theirs.get(key))]
    return a === b ? [] : [`${key}: ours ${a}, theirs ${b}`]
  })
}

function checkAnswers(job: Job, settlement: Settlement, peer: PeerAnswer): boolean {
  const counts = countAll(job)
  const stated = countsIn(settlement)
  const amounts = amountsIn(settlement)
  const closing = new Map([...stated.keys()].map((key) => [key, counts.get(key) ?? {}]))
  const wrong = [
    ...differences<object>(stated, closing),
    ...differences(counts, peer.counts),
    ...differences(amounts, peer.amounts),
  ]
  for (const line of wrong.slice(0, 10)) console.log(`  differs: ${line}`)
  const sum = (values: readonly number[]): number => values.reduce((total, n) => total + n, 0)
  const judged = sum([...counts.values()].map((count) => count.judged))
  const late = sum([...counts.values()].map((count) => count.late))
  const owed = sum([...amounts.values()].map((amount) => amount.owed))
  console.log(
    `answers: ${counts.size} months of levels, ${judged} judged, ${late} late, ` +
      `${amounts.size} lines, ${owed} cents owed; ${wrong.length} differ`,
  )
  return wrong.length === 0 && judged > 0 && late > 0 && owed > 0
}

/** The peak of a process that closes once and does nothing else. */
function freshPeak(job: Job, month: string): number {
  const run = [...process.execArgv, OURS, job.file, job.data, month]
  const child = spawnSync(process.execPath, run, { encoding: 'utf8' })
  const last = child.stdout.trim().split('\n').at(-1) ?? ''
  if (child.status !== 0) throw new Error(child.stderr)
  const { peakMiB, seconds } = JSON.parse(last) as { peakMiB: number; seconds: number }
  console.log(`fresh process: ${seconds.toFixed(2)} s the first time, peak ${peakMiB} MiB`)
  return peakMiB
}

/** What it takes to count the lines of the file: less cannot be done. */
function printFloor(data: string, seconds: number): void {
  const begin = performance.now()
  if (spawnSync('wc', ['-l', data]).status !== 0) return
  const floor = (performance.now() - begin) / 1000
  console.log(`floor: wc -l ${floor.toFixed(3)} s, ours ${(seconds / floor).toFixed(1)} times that`)
}

async function compare(options: Options, data: string): Promise<void> {
  const { month, rows } = options
  const job = openJob(options.contract, data, month)
  const peakMiB = freshPeak(job, month)
  const peer = options.peer === 'none' ? undefined : await DuckdbPeer.open()
  const { ours, theirs } = await race(job, month, peer)
  const { seconds } = ours
  console.log('storing and the hashes of tickets are not in it: the import benchmark has them')
  console.log(
    `ours: ${seconds.toFixed(3)} s (processor ${ours.cpu.toFixed(2)} s), ` +
      `${Math.round(rows / seconds)} rows/s, 1 thread`,
  )
  printFloor(data, seconds)
  if (theirs === undefined) {
    console.log(JSON.stringify({ bench: 'close', rows, seconds, peer: 'none', peakMiB }))
    return
  }
  const both = Math.round(process.resourceUsage().maxRSS / 1024)
  const peerSeconds = theirs.seconds
  console.log(
    `duckdb: ${peerSeconds.toFixed(3)} s (processor ${theirs.cpu.toFixed(2)} s), 2 threads; ` +
      `peak of the two in one process ${both} MiB`,
  )
  const agrees = checkAnswers(job, ours.answer, theirs.answer)
  const ratio = Number((peerSeconds / seconds).toFixed(2))
  const line = { bench: 'close', rows, seconds, peer: 'duckdb', peerSeconds, ratio, peakMiB }
  console.log(JSON.stringify({ ...line, agrees }))
  if (!agrees) process.exitCode = 1
}

/** Writes the tickets unless a file is given, compares, and takes the tickets away again. */
export async function run(args: readonly string[]): Promise<void> {
  const options = readOptions(args)
  if (options.data !== undefined) {
    if (!existsSync(options.data)) throw new Error(`${options.data} is not there`)
    return compare(options, options.data)
  }
  const folder = mkdtempSync(join(tmpdir(), 'vigie-bench-'))
  try {
    const data = join(folder, 'tickets.csv')
    makeTickets(data, options.rows)
    await compare(options, data)
  } finally {
    rmSync(folder, { recursive: true })
  }
}
