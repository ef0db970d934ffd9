/**
 * Compares the product with the naive oracle of `tests/oracles` on drawn contracts and facts, to
 * the cent and line by line: `npm run oracle -- --cases 100000 --seed 1`.
 *
 * It says how many lives had each mechanism at work, and the command that repeats the first that
 * differ; `--cases 1` makes that one smaller and shows it whole.
 */
import { availableParallelism } from 'node:os'
import { isDeepStrictEqual, parseArgs } from 'node:util'
import { compareLife } from '../tests/engine/compare-life.ts'
import { contractOf } from '../tests/engine/life-text.ts'
import { drawLife } from '../tests/engine/lives.ts'
import { shrinkLife } from '../tests/engine/shrink-life.ts'
import type { NaiveLife, NaiveMonth } from '../tests/oracles/naive-life.ts'
import type { Report } from './oracle/report.ts'
import { addReport, coverageOf } from './oracle/report.ts'
import { runParts } from './parts/run-parts.ts'

const { values } = parseArgs({
  options: {
    cases: { type: 'string', default: '2000' },
    seed: { type: 'string', default: '1' },
    workers: { type: 'string', default: `${availableParallelism()}` },
  },
})

const isWrong = (life: NaiveLife): boolean => {
  const { product, oracle } = compareLife(life)
  return !isDeepStrictEqual(product, oracle)
}

/** The parts of a month, one a line. */
const linesOf = (month: NaiveMonth): string[] => [
  ...month.levels.map((level) => JSON.stringify(level)),
  ...month.lines.map((line) => JSON.stringify(line)),
  ...Object.entries({ ...month.bounds, ...month.fees, ...month.totals }).map((pair) =>
    pair.join(': '),
  ),
]

function showDifferences({ product, oracle }: ReturnType<typeof compareLife>): void {
  const [ours, theirs] = [linesOf(product), linesOf(oracle)]
  for (const line of ours.filter((one) => !theirs.includes(one))) console.log(`  product ${line}`)
  for (const line of theirs.filter((one) => !ours.includes(one))) console.log(`  oracle  ${line}`)
}

function showFailure(seed: number, isWhole: boolean): void {
  console.log(`FAILED npm run oracle -- --seed ${seed} --cases 1`)
  try {
    const life = drawLife(seed)
    const shown = isWhole && isWrong(life) ? shrinkLife(life, isWrong) : life
    showDifferences(compareLife(shown))
    if (isWhole) console.log(`${contractOf(shown)}\n${JSON.stringify(shown)}`)
  } catch (error) {
    console.log(`  ${error instanceof Error ? error.message.slice(0, 2000) : error}`)
  }
}

const MOST_SHOWN = 5

const cases = Number(values.cases)
const seeds = { first: Number(values.seed), count: cases, workers: Number(values.workers) }
const all: Report = { passed: 0, failed: [], seen: {} }
await runParts(new URL('oracle/worker.ts', import.meta.url), seeds, (line) =>
  addReport(all, JSON.parse(line) as Report),
)
const { lines, rare } = coverageOf(all, cases)
console.log(`of ${cases} lives, each mechanism was at work in:\n${lines.join('\n')}`)
if (cases >= 2000 && rare.length > 0) console.log(`under 5 %: ${rare.join(', ')}`)
const failed = all.failed.sort((a, b) => a - b)
for (const seed of failed.slice(0, MOST_SHOWN)) showFailure(seed, cases === 1)
console.log(`${all.passed} passed, ${failed.length} failed, 0 skipped`)
process.exitCode = failed.length > 0 ? 1 : 0
