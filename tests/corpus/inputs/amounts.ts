/** Clauses on amounts: penalties by day, caps that carry, parts of a month, dead bands. */
import type { Chance } from '../chance.ts'
import type { Entry } from '../entry.ts'
import { entry, inContract, inFacts } from '../entry.ts'
import { later, money } from './writing.ts'

type Month = '2026-04' | '2026-05'
const PARTS = ['mail', 'web', 'files'] as const

/** Minutes down, of 43 200 and 44 640, that give each rate, on the edges of its band. */
const MINUTES: Readonly<Record<Month, Readonly<Record<number, readonly number[]>>>> = {
  '2026-04': { 0: [0, 1, 216], 5: [217, 432], 10: [433, 1296], 20: [1297, 4000] },
  '2026-05': { 0: [0, 1, 223], 5: [224, 446], 10: [447, 1339], 20: [1340, 4000] },
}

interface Carried {
  readonly fee: number
  readonly credits_raw: readonly number[]
  /** Minutes down of the three services, month after month. */
  readonly down: readonly (readonly number[])[]
}

function drawCarried(chance: Chance): Carried {
  const fee = chance.whole(100, 40_000)
  const rates = [0, 5, 10, 20]
  const drawn = (['2026-04', '2026-05'] as const).map((month) =>
    PARTS.map(() => {
      const rate = chance.pick(rates)
      return { rate, minutes: chance.pick(MINUTES[month][rate] ?? []) }
    }),
  )
  const sums = drawn.map((parts) => parts.reduce((sum, { rate }) => sum + rate, 0))
  const down = drawn.map((parts) => parts.map(({ minutes }) => minutes))
  return { fee, credits_raw: sums.map((sum) => (sum * fee) / 100), down }
}

const carry = entry<Carried>({
  id: 'tpl-carry30',
  assumed: {
    down: [
      [2160, 2160, 300],
      [0, 0, 0],
    ],
  },
  draw: drawCarried,
  edits: ({ fee, down }) => [
    inContract('10000.00 per month', `${money(fee)} per month`),
    inFacts('  - { id: O-1, of: mail, from: 2026-04-07 00:00, to: 2026-04-08 12:00 }\n', ''),
    inFacts('  - { id: O-2, of: web, from: 2026-04-07 00:00, to: 2026-04-08 12:00 }\n', ''),
    inFacts('  - { id: O-3, of: files, from: 2026-04-07 00:00, to: 2026-04-07 05:00 }\n', ''),
    inFacts('outages:\n', `outages:${outagesOf(down)}\n`),
  ],
  month: () => '2026-05',
  answer: (settled) => settled.owed(),
  readings: [
    { folder: 'excess-carried' },
    { folder: 'excess-lost', check: 'min(0.3*fee,credits_raw[1])', given: '0' },
  ],
})

function outagesOf(down: Carried['down']): string {
  const lines = down.flatMap((parts, month) =>
    parts.flatMap((minutes, part) => {
      const start = `2026-0${4 + month}-07 00:00`
      const line = `\n  - { id: O-${month}${part}, of: ${PARTS[part]}, from: ${start}, to: ${later(start, minutes)} }`
      return minutes === 0 ? [] : [line]
    }),
  )
  return lines.length === 0 ? ' []' : lines.join('')
}

export const AMOUNTS: readonly Entry[] = [carry]
