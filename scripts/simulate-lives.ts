/**
 * `npm run simulate-lives -- --seeds N [--from-seed K]`: lives drawn contracts month after month
 * through the real store, with late, wrong and doubled facts, amendments, closings, and a process
 * that is cut at any exchange with its database. `docs/quality/simulator.md` says what is held.
 *
 * A life that breaks something is told with the command that repeats it. Something that comes into
 * play in too few lives fails as well: nothing would be known of it.
 */
import { availableParallelism } from 'node:os'
import { parseArgs } from 'node:util'
import { LEAST_SHARE, TRAITS } from '../tests/simulator/coverage.ts'
import { runParts } from './parts/run-parts.ts'
import type { LivedSeed } from './simulate-lives/worker.ts'

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '100' },
    'from-seed': { type: 'string', default: '1' },
    workers: { type: 'string', default: `${availableParallelism()}` },
  },
})

/** Below so many lives, a share says nothing. */
const ENOUGH = 100

const [count, first, workers] = [values.seeds, values['from-seed'], values.workers].map(Number) as [
  number,
  number,
  number,
]
const seen = new Map<string, number>(TRAITS.map((trait) => [trait, 0]))
let [passed, failed] = [0, 0]

await runParts(
  new URL('simulate-lives/worker.ts', import.meta.url),
  { first, count, workers },
  (line) => {
    const { seed, traits, broken, steps } = JSON.parse(line) as LivedSeed
    for (const trait of traits) seen.set(trait, (seen.get(trait) ?? 0) + 1)
    if (broken.length === 0) {
      passed += 1
      return
    }
    failed += 1
    for (const one of broken.slice(0, 5)) console.log(`FAILED seed ${seed}: ${one}`)
    for (const step of steps) console.log(`  ${step}`)
    console.log(`npm run simulate-lives -- --seeds 1 --from-seed ${seed}`)
  },
)

for (const [trait, lives] of seen) {
  const share = lives / count
  console.log(`${trait}: ${(100 * share).toFixed(1)} % of lives`)
  if (count < ENOUGH || share >= LEAST_SHARE) continue
  failed += 1
  console.log(`FAILED ${trait}: in fewer than ${100 * LEAST_SHARE} % of lives`)
}
console.log(`${passed} passed, ${failed} failed, 0 skipped`)
process.exitCode = failed === 0 ? 0 : 1
