/** A part of the histories of `npm run conservation`, in a process of its own. */
import type { Held } from '../../tests/engine/conservation.ts'
import { drawsFrom, holdHistory } from '../../tests/engine/conservation.ts'
import { drawLife } from '../../tests/engine/lives.ts'

/** What a part of the histories came to. */
export interface HeldPart {
  readonly passed: number
  readonly posted: number
  readonly barred: number
  readonly amended: number
  /** By seed, where the law fails: `restore.penalty 2026-03: 480 accounted, 720 computed`. */
  readonly broken: Readonly<Record<string, readonly string[]>>
}

const [first = 1, last = 1] = process.argv.slice(2).map(Number)
const BATCH = 250

function hold(seed: number): Held {
  try {
    return holdHistory(drawLife(seed), drawsFrom(seed))
  } catch (failure) {
    return { broken: [`${failure}`.slice(0, 300)], posted: 0, barred: 0, amended: 0 }
  }
}

for (let from = first; from <= last; from += BATCH) {
  const size = Math.min(BATCH, last - from + 1)
  const held = Array.from({ length: size }, (_, i) => ({ seed: from + i, ...hold(from + i) }))
  const failed = held.filter(({ broken }) => broken.length > 0)
  const part: HeldPart = {
    passed: size - failed.length,
    posted: held.reduce((sum, { posted }) => sum + posted, 0),
    barred: held.reduce((sum, { barred }) => sum + barred, 0),
    amended: held.reduce((sum, { amended }) => sum + amended, 0),
    broken: Object.fromEntries(failed.map(({ seed, broken }) => [`${seed}`, broken])),
  }
  console.log(JSON.stringify(part))
}
