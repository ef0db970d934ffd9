/** A part of the lives of `npm run simulate-lives`, in a process and a database of its own. */
import type { Trait } from '../../tests/simulator/coverage.ts'
import { traitsOf } from '../../tests/simulator/coverage.ts'
import { drawPlan } from '../../tests/simulator/draw-plan.ts'
import { livePlan } from '../../tests/simulator/live-seed.ts'
import { shrinkPlan, tellPlan } from '../../tests/simulator/shrink-plan.ts'
import { CutStore } from '../../tests/simulator/wire.ts'

/** What became of a life. */
export interface LivedSeed {
  readonly seed: number
  readonly traits: readonly Trait[]
  /** `caps-hold: cap-1 2026-03: 480 + 20 above 490`. */
  readonly broken: readonly string[]
  /** The steps of the shortest life found that breaks the same, of the first few that break. */
  readonly steps: readonly string[]
}

/** Shortening a life takes as long as living it twenty times. */
const MOST_SHORTENED = 3

const [from = 1, last = 1] = process.argv.slice(2).map(Number)
let failures = 0
const stores = await CutStore.open()
for (let seed = from; seed <= last; seed += 1) {
  const plan = drawPlan(seed)
  const { broken, record } = await livePlan(stores, plan)
  const [first] = broken
  if (first !== undefined) failures += 1
  const isTold = first !== undefined && failures <= MOST_SHORTENED
  const lived: LivedSeed = {
    seed,
    traits: record === undefined ? [] : traitsOf(record),
    broken: broken.map(({ invariant, said }) => `${invariant}: ${said}`),
    steps: isTold ? tellPlan(await shrinkPlan(stores, plan, first.invariant)) : [],
  }
  console.log(JSON.stringify(lived))
}
await stores.close()
