/** A part of the lives of `npm run simulate-lives`, in a process and a database of its own. */
import type { Trait } from '../../tests/simulator/coverage.ts'
import { traitsOf } from '../../tests/simulator/coverage.ts'
import { drawPlan } from '../../tests/simulator/draw-plan.ts'
import { livePlan } from '../../tests/simulator/live-seed.ts'
import { CutStore } from '../../tests/simulator/wire.ts'

/** What became of a life. */
export interface LivedSeed {
  readonly seed: number
  readonly traits: readonly Trait[]
  /** `caps-hold: cap-1 2026-03: 480 + 20 above 490`. */
  readonly broken: readonly string[]
}

const [first = 1, last = 1] = process.argv.slice(2).map(Number)
const stores = await CutStore.open()
for (let seed = first; seed <= last; seed += 1) {
  const { broken, record } = await livePlan(stores, drawPlan(seed))
  const lived: LivedSeed = {
    seed,
    traits: record === undefined ? [] : traitsOf(record),
    broken: broken.map(({ invariant, said }) => `${invariant}: ${said}`),
  }
  console.log(JSON.stringify(lived))
}
await stores.close()
