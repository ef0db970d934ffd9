/**
 * `npm run conservation -- --histories N [--seed S]`: closes drawn histories month upon month, with
 * facts that become known late, and holds them to the law of closed months: what was closed, posted
 * and barred of each line is what one computation with all the facts makes of it.
 *
 * A history that breaks it is told with the command that repeats it.
 */
import { availableParallelism } from 'node:os'
import { parseArgs } from 'node:util'
import type { HeldPart } from './conservation/worker.ts'
import { runParts } from './parts/run-parts.ts'

const { values } = parseArgs({
  options: {
    histories: { type: 'string', default: '2000' },
    seed: { type: 'string', default: '1' },
    workers: { type: 'string', default: `${availableParallelism()}` },
  },
})

const [first, count, workers] = [values.seed, values.histories, values.workers].map(Number) as [
  number,
  number,
  number,
]
const total = { passed: 0, failed: 0, posted: 0, barred: 0, amended: 0 }

await runParts(
  new URL('conservation/worker.ts', import.meta.url),
  { first, count, workers },
  (line) => {
    const { passed, posted, barred, amended, broken } = JSON.parse(line) as HeldPart
    total.passed += passed
    total.posted += posted
    total.barred += barred
    total.amended += amended
    for (const [seed, lines] of Object.entries(broken)) {
      total.failed += 1
      for (const one of lines) console.log(`seed ${seed}: ${one}`)
      console.log(`npm run conservation -- --histories 1 --seed ${seed}`)
    }
  },
)
console.log(
  `${total.posted} adjustments posted, ${total.barred} barred, ${total.amended} by amendments`,
)
console.log(`${total.passed} passed, ${total.failed} failed, 0 skipped`)
process.exitCode = total.failed === 0 ? 0 : 1
