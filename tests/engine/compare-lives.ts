/**
 * Compares the product with the naive oracle on random lives: `tsx tests/engine/compare-lives.ts
 * --cases 20000 --seed 1`. Prints the seed of the first life on which they differ, and what it is.
 */
import { isDeepStrictEqual, parseArgs } from 'node:util'
import { compareLife } from './close-life.ts'
import { contractOf, drawLife } from './lives.ts'

const { values } = parseArgs({
  options: {
    cases: { type: 'string', default: '2000' },
    seed: { type: 'string', default: '1' },
  },
})
const cases = Number(values.cases)
const first = Number(values.seed)
const seen = { cut: 0, pause: 0, late: 0, owed: 0, undefined: 0, exempt: 0, years: 0 }
let wrong = 0

for (let seed = first; seed < first + cases; seed += 1) {
  const life = drawLife(seed)
  const { product, oracle, isCut } = compareLife(life)
  if (!isDeepStrictEqual(product, oracle)) {
    wrong += 1
    if (wrong <= 3) {
      console.log(`seed ${seed} differs`)
      console.log(JSON.stringify({ product, oracle }, null, 1))
      if (wrong === 1) console.log(contractOf(life), JSON.stringify(life.tickets))
    }
  }
  if (isCut) seen.cut += 1
  if (life.tickets.some((ticket) => ticket.pauses.length > 0)) seen.pause += 1
  if (oracle.lines.some((line) => line.late > 0)) seen.late += 1
  if (oracle.total !== '0') seen.owed += 1
  if (oracle.lines.some((line) => line.owed === 'undefined')) seen.undefined += 1
  if (life.tickets.some((ticket) => ticket.claim === 'accepted')) seen.exempt += 1
  if (life.months > 10) seen.years += 1
}

console.log(`${cases} lives, ${wrong} differ; ${JSON.stringify(seen)}`)
process.exitCode = wrong === 0 ? 0 : 1
