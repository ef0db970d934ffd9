/**
 * Changes one operator or one condition of the engine at a time, and looks whether a test notices:
 * `npm run mutation -- src/money/caps.ts src/base/bound.ts`, or a folder,
 * `npm run mutation -- src/money`.
 *
 * Each file runs by itself, so that a run that is cut keeps what it has found; its row in
 * `docs/quality/mutation.md` is replaced, and what survived is printed with its place. A whole
 * folder takes hours: `--sample 40 --seed 1` runs forty drawn stretches of each folder instead.
 * This is no part of `npm test`.
 */
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { drawn, stretchesOf } from './mutation/draw.ts'
import type { MutationReport } from './mutation/table.ts'
import { rowOf, rowOfAll, scoreOf, survivorsOf, withDrawn, withRow } from './mutation/table.ts'

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
  timeoutMS: 30_000,
  dryRunTimeoutMinutes: 60,
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

/** Runs Stryker on files, or stretches of files, of one stage; nothing where it could not run. */
function mutate(stage: string, mutated: readonly string[]): MutationReport | undefined {
  // Inside the project: the copy that is mutated finds its packages by looking upwards.
  const folder = mkdtempSync(join(ROOT, 'mutation-'))
  const fileName = join(folder, 'report.json')
  const config = join(folder, 'stryker.config.json')
  const options = { ...OPTIONS, mutate: mutated, jsonReporter: { fileName }, tempDirName: folder }
  writeFileSync(config, JSON.stringify(options))
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

const stageOf = (path: string): string => path.split('/')[1] ?? ''

const save = (page: string): void => writeFileSync(PAGE, page)
const page = (): string => readFileSync(PAGE, 'utf8')

/** Whether Stryker could run on a file. */
function runFile(file: string, commit: string): boolean {
  const report = mutate(stageOf(file), [file])
  if (report === undefined) return false
  const row = rowOf(file, report, commit)
  save(withRow(page(), row))
  for (const line of survivorsOf(report)) console.log(line)
  console.log(`${file}: ${scoreOf(row)}`)
  return true
}

/** Whether Stryker could run on drawn stretches of a folder. */
function runDrawn(folder: string, commit: string, sample: number, seed: number): boolean {
  const all = filesOf(folder).flatMap((file) =>
    stretchesOf(file, readFileSync(join(ROOT, file), 'utf8')),
  )
  const stretches = drawn(all, sample, seed)
  const report = mutate(stageOf(folder), stretches)
  if (report === undefined) return false
  const row = rowOfAll(folder, report, commit)
  const what = `${stretches.length} of ${all.length}, seed ${seed}`
  save(withDrawn(page(), row, what))
  for (const line of survivorsOf(report)) console.log(line)
  console.log(`${folder}: ${scoreOf(row)} of ${what}`)
  return true
}

function main(given: readonly string[], sample: number | undefined, seed: number): number {
  const git = ['rev-parse', '--short', 'HEAD']
  const commit = execFileSync('git', git, { cwd: ROOT, encoding: 'utf8' }).trim()
  const runs =
    sample === undefined
      ? given.flatMap(filesOf).map((file) => ({ path: file, run: () => runFile(file, commit) }))
      : given.map((path) => ({ path, run: () => runDrawn(path, commit, sample, seed) }))
  const failed = runs.filter(({ path, run }) => {
    const hasRun = run()
    if (!hasRun) console.log(`${path}: Stryker could not run; its tests must pass unchanged first`)
    return !hasRun
  }).length
  console.log(`${runs.length - failed} passed, ${failed} failed, 0 skipped`)
  return failed > 0 ? 1 : 0
}

const { values, positionals } = parseArgs({
  options: { sample: { type: 'string' }, seed: { type: 'string', default: '1' } },
  allowPositionals: true,
})
const sample = values.sample === undefined ? undefined : Number(values.sample)
if (positionals.length === 0) {
  console.error('Which files? For example: npm run mutation -- src/money/caps.ts')
  process.exitCode = 2
} else process.exitCode = main(positionals, sample, Number(values.seed))
