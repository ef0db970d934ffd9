/**
 * `npm run conservation -- --histories N [--seed S]`: closes drawn histories month upon month, with
 * facts and amendments that become known late, and holds them to the law of closed months: what
 * was closed, posted and barred of each line is what one computation with all of them makes of it.
 *
 * A history that breaks it is told with the command that repeats it.
 */
import { parseArgs } from 'node:util'
import { drawsFrom, holdHistory } from '../tests/engine/conservation.ts'
import { drawLife } from '../tests/engine/lives.ts'

const { values } = parseArgs({
  options: {
    histories: { type: 'string', default: '200' },
    seed: { type: 'string', default: '1' },
  },
})

function main(): void {
  const first = Number(values.seed)
  const count = Number(values.histories)
  const total = { passed: 0, failed: 0, posted: 0, barred: 0, amended: 0 }
  for (let seed = first; seed < first + count; seed += 1) {
    const { broken, posted, barred, amended } = holdHistory(drawLife(seed), drawsFrom(seed))
    total.posted += posted
    total.barred += barred
    total.amended += amended
    if (broken.length === 0) total.passed += 1
    else {
      total.failed += 1
      for (const line of broken) console.log(`seed ${seed}: ${line}`)
      console.log(`npm run conservation -- --histories 1 --seed ${seed}`)
    }
  }
  console.log(
    `${total.posted} adjustments posted, ${total.barred} barred, ${total.amended} by amendments`,
  )
  console.log(`${total.passed} passed, ${total.failed} failed, 0 skipped`)
  process.exitCode = total.failed === 0 ? 0 : 1
}

main()
