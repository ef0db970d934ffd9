/**
 * A part of the lives of `npm run oracle`, in a process of its own: told by two numbers, the first
 * seed and the last; says what it found as JSON, a line at a time.
 */
import { isDeepStrictEqual } from 'node:util'
import { compareLife } from '../../tests/engine/compare-life.ts'
import { drawLife } from '../../tests/engine/lives.ts'
import type { Report } from './report.ts'

const [first = 1, last = 1] = process.argv.slice(2).map(Number)
const BATCH = 250

for (let from = first; from <= last; from += BATCH) {
  const report: Report = { passed: 0, failed: [], seen: {} }
  for (let seed = from; seed < from + BATCH && seed <= last; seed += 1) {
    try {
      const { product, oracle, seen } = compareLife(drawLife(seed))
      if (isDeepStrictEqual(product, oracle)) report.passed += 1
      else report.failed.push(seed)
      for (const mechanism of seen) report.seen[mechanism] = (report.seen[mechanism] ?? 0) + 1
    } catch {
      report.failed.push(seed)
    }
  }
  console.log(JSON.stringify(report))
}
