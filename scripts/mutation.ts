/**
 * Changes one operator or one condition of the engine at a time, and looks whether a test notices:
 * `npm run mutation -- src/money/caps.ts src/base/bound.ts`, or a folder,
 * `npm run mutation -- src/money`.
 *
 * Each file runs by itself, so that a run that is cut keeps what it has found; its row in
 * `docs/quality/mutation.md` is replaced, and what survived is printed with its place. A whole
 * folder takes hours: this is no part of `npm test`.
 */
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { MutationReport } from './mutation/table.ts'
import { rowOf, scoreOf, survivorsOf, withRow } from './mutation/table.ts'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const PAGE = join(ROOT, 'docs/quality/mutation.md')

/**
 * Texts are not mutated (a changed sentence is no wrong figure), nor are constants that are read
 * once when a module loads: each of these would need all tests to be loaded again.
 */
const OPTIONS = {
  testRunner: 'vitest',
  plugins: ['@stryker-mutator/vitest-runner'],
  vitest: { configFile: 'vitest.mutation.config.ts', related: false },
  mutator: { excludedMutations: ['StringLiteral'] },
  ignoreStatic: true,
  coverageAnalysis: 'perTest',
  checkers: [],
  concurrency: 1,
  timeoutMS: 10_000,
  reporters: ['json', 'progress-append-only'],
  ignorePatterns: ['demo', 'bench', 'dist', 'src/web', 'vigie-data'],
}

function filesOf(given: string): string[] {
  const path = join(ROOT, given)
  if (!statSync(path).isDirectory()) return [given]
  return readdirSync(path, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .map((name) => relative(ROOT, join(path, name)).split(sep).join('/'))
    .sort()
}

/** Runs Stryker on one file; nothing where it could not run. */
function mutate(file: string): MutationReport | undefined {
  // Inside the project: the copy that is mutated finds its packages by looking upwards.
  const folder = mkdtempSync(join(ROOT, 'mutation-'))
  const fileName = join(folder, 'report.json')
  const config = join(folder, 'stryker.config.json')
  const options = { ...OPTIONS, mutate: [file], jsonReporter: { fileName }, tempDirName: folder }
  writeFileSync(config, JSON.stringify(options))
  const stage = file.split('/')[1]
  const { status } = spawnSync(join(ROOT, 'node_modules/.bin/stryker'), ['run', config], {
    cwd: ROOT,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, VIGIE_MUTATED_STAGE: stage },
  })
  try {
    return status === 0 ? JSON.parse(readFileSync(fileName, 'utf8')) : undefined
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function main(given: readonly string[]): number {
  const git = ['rev-parse', '--short', 'HEAD']
  const commit = execFileSync('git', git, { cwd: ROOT, encoding: 'utf8' }).trim()
  const counts = { passed: 0, failed: 0 }
  for (const file of given.flatMap(filesOf)) {
    const report = mutate(file)
    if (report === undefined) {
      counts.failed += 1
      console.log(`${file}: Stryker could not run; its tests must pass unchanged first`)
      continue
    }
    counts.passed += 1
    const row = rowOf(file, report, commit)
    writeFileSync(PAGE, withRow(readFileSync(PAGE, 'utf8'), row))
    for (const line of survivorsOf(file, report)) console.log(line)
    console.log(`${file}: ${scoreOf(row)}`)
  }
  console.log(`${counts.passed} passed, ${counts.failed} failed, 0 skipped`)
  return counts.failed > 0 ? 1 : 0
}

const given = process.argv.slice(2)
if (given.length === 0) {
  console.error('Which files? For example: npm run mutation -- src/money/caps.ts')
  process.exitCode = 2
} else process.exitCode = main(given)
