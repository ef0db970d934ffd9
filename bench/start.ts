/**
 * How long it takes to begin: a command without a database, the first `npm start` once the packages
 * are installed, and the second.
 *
 * `npm run bench start -- --rounds N`. The tree is copied without what was built, so that the first
 * start builds it, makes its database and loads the demonstration. A start has come when the page
 * and the contract are answered. The peer is Node itself, doing nothing, in turns with us.
 */
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const LEFT = new Set(['node_modules', 'dist', '.git', '.vigie', 'vigie-data', 'coverage'])
const KEY = 'the-key-of-the-benchmark'
const PATIENCE_MS = 180_000

interface Begun {
  readonly seconds: number
  /** Until the demonstration was loaded, where it had to be. */
  readonly loadedSeconds?: number
  readonly peakMiB: number
  readonly agrees: boolean
}

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN

const sinceSeconds = (begin: number): number => (performance.now() - begin) / 1000

/** A copy of the tree that borrows the packages. */
function copyTree(folder: string): string {
  const tree = join(folder, 'vigie')
  cpSync(ROOT, tree, {
    recursive: true,
    filter: (path) => !LEFT.has(path.slice(ROOT.length).split(/[/\\]/)[0] ?? ''),
  })
  symlinkSync(join(ROOT, 'node_modules'), join(tree, 'node_modules'))
  return tree
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  return typeof address === 'object' && address !== null ? address.port : 0
}

async function startOnce(tree: string, data: string, isFirst: boolean): Promise<Begun> {
  const port = await freePort()
  const begin = performance.now()
  const child = spawn(process.execPath, [join(tree, 'scripts', 'start.mjs')], {
    cwd: tree,
    env: { ...process.env, VIGIE_DATA: data, VIGIE_PORT: `${port}`, VIGIE_KEY: KEY },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let said = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text
  })
  const agrees = await until(() => isServed(port))
  const seconds = sinceSeconds(begin)
  const isLoaded = !isFirst || (await until(async () => /chargée|is loaded/.test(said)))
  const loadedSeconds = sinceSeconds(begin)
  const peakMiB = peakOf(child.pid ?? 0)
  child.kill('SIGTERM')
  await once(child, 'exit')
  return {
    seconds,
    ...(isFirst ? { loadedSeconds } : {}),
    peakMiB,
    agrees: agrees && isLoaded,
  }
}

async function until(look: () => Promise<boolean>): Promise<boolean> {
  const end = performance.now() + PATIENCE_MS
  while (performance.now() < end) {
    if (await look()) return true
    await setTimeout(20)
  }
  return false
}

/** Whether the page and the contract of the demonstration are answered. */
async function isServed(port: number): Promise<boolean> {
  const ask = (path: string) =>
    fetch(`http://localhost:${port}${path}`, { headers: { authorization: `Bearer ${KEY}` } })
  try {
    const [page, contracts] = await Promise.all([ask('/'), ask('/api/contracts')])
    if (!page.ok || !contracts.ok) return false
    return ((await contracts.json()) as readonly unknown[]).length === 1
  } catch {
    return false
  }
}

/** The highest memory of the program that a start has begun; 0 where the system does not tell. */
function peakOf(pid: number): number {
  const children = `/proc/${pid}/task/${pid}/children`
  if (!existsSync(children)) return 0
  // The compiler of the build may be one of them.
  const programs = readFileSync(children, 'utf8').trim().split(' ')
  const peaks = programs.map((program) => {
    const status = readFileSync(`/proc/${program}/status`, 'utf8')
    return Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1] ?? 0) / 1024
  })
  return Math.round(Math.max(...peaks))
}

const nodeSeconds = (): number => {
  const begin = performance.now()
  spawnSync(process.execPath, ['-e', '0'])
  return sinceSeconds(begin)
}

function commandOnce(tree: string): Begun {
  const begin = performance.now()
  const words = [join(tree, 'dist', 'vigie.js'), 'check', join(tree, 'demo', 'contract.yaml')]
  const { status } = spawnSync(process.execPath, words)
  return { seconds: sinceSeconds(begin), peakMiB: 0, agrees: status === 0 }
}

function tell(bench: string, rounds: readonly (Begun & { readonly peerSeconds: number })[]): void {
  const seconds = median(rounds.map((round) => round.seconds))
  const peerSeconds = median(rounds.map((round) => round.peerSeconds))
  const peakMiB = Math.max(...rounds.map((round) => round.peakMiB))
  const agrees = rounds.every((round) => round.agrees)
  const loaded = rounds.flatMap(({ loadedSeconds }) => loadedSeconds ?? [])
  const more = loaded.length === 0 ? {} : { loadedSeconds: median(loaded) }
  const ratio = Number((peerSeconds / seconds).toFixed(3))
  const line = { bench, rows: 1, seconds, peer: 'node -e 0', peerSeconds, ratio, peakMiB, agrees }
  console.log(JSON.stringify({ ...line, ...more }))
  if (!agrees) process.exitCode = 1
}

/** Starts the program in each way, each as often as asked for. */
export async function run(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: { rounds: { type: 'string', default: '3' } },
  })
  const rounds = Array.from({ length: Number(values.rounds) }, (_, round) => round)
  const [first, second, command] = [[], [], []] as (Begun & { peerSeconds: number })[][]
  for (const round of rounds) {
    const folder = mkdtempSync(join(tmpdir(), 'vigie-bench-'))
    try {
      const tree = copyTree(folder)
      const data = join(folder, `data-${round}`)
      first?.push({ peerSeconds: nodeSeconds(), ...(await startOnce(tree, data, true)) })
      second?.push({ peerSeconds: nodeSeconds(), ...(await startOnce(tree, data, false)) })
      command?.push({ peerSeconds: nodeSeconds(), ...commandOnce(tree) })
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  }
  tell('start-first', first ?? [])
  tell('start-second', second ?? [])
  tell('start-command', command ?? [])
}
