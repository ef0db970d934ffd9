/** Clauses on what caps let pass: months at the maximum. */
import type { Entry } from '../entry.ts'
import { entry, inContract, inFacts } from '../entry.ts'
import { rightOrNone } from './writing.ts'

interface AtMaximum {
  readonly credits: readonly number[]
  readonly at_risk: number
  readonly N: number
}

const SOURCE_CREDITS = [10_000, 10_000, 5000, 10_000]

/** Four months of raw credits; the cap makes those above it equal to the maximum. */
const monthsAtMaximum = entry<AtMaximum>({
  id: 'healthnet-caphit',
  draw: (chance) => {
    const at_risk = chance.whole(1, 20) * 1000
    return {
      at_risk,
      credits: chance.list(4, 4, () => at_risk + chance.pick([-500, 0, 0, 700])),
      N: chance.whole(1, 4),
    }
  },
  edits: ({ credits, at_risk, N }) => [
    inContract('at-most: 10000.00', `at-most: ${at_risk}.00`),
    inContract('times: at-least 3', `times: at-least ${N}`),
    ...credits.map((credit, i) => {
      const day = `on: 2026-0${i + 1}-15, amount: `
      return inFacts(`${day}${SOURCE_CREDITS[i]}.00`, `${day}${credit}.00`)
    }),
  ],
  month: () => '2026-04',
  answer: (settled) => rightOrNone(settled, 'termination'),
  readings: [
    { folder: 'equal-to-the-maximum' },
    {
      folder: 'only-when-exceeded',
      check: "'right' if sum(c>at_risk for c in credits)>=N else 'none'",
      given: 'none',
    },
  ],
})

export const CAPS: readonly Entry[] = [monthsAtMaximum]
