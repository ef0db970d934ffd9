import type { Chance } from '../chance.ts'
import type { Entry } from '../entry.ts'
import { entry, inContract, inFacts } from '../entry.ts'
import { later, money, wall } from './writing.ts'

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

interface Late {
  readonly V: number
  readonly deadline: string
  readonly delivered: string
  readonly revision_coef: number
}

const DUE = 'V*max(0,days(deadline,delivered))/1000*revision_coef'

const lateOrder = entry<Late>({
  id: 'ccag09-late',
  draw: (chance) => ({
    // A coefficient of 1 and 30 days of 10 000 or thereabouts are 300.00 to the cent.
    V: chance.pick([9999, 10_000, 10_001, 10_000.17, chance.money(100, 90_000)]),
    revision_coef: chance.pick([1, chance.whole(900, 1100) / 1000]),
    deadline: '2026-03-01',
    delivered: chance.pick([
      '2026-02-20',
      '2026-03-01',
      '2026-03-31',
      chance.day('2026-03-02', 0, 29),
    ]),
  }),
  edits: ({ V, deadline, delivered, revision_coef }) => [
    inContract('multiply: 1.032', `multiply: ${revision_coef}`),
    inFacts('from: 2026-03-10, due: 2026-03-10', `from: 2026-02-01, due: ${deadline}`),
    inFacts('delivered: 2026-03-26', `delivered: ${delivered}`),
    inFacts('price: 48000.00', `price: ${money(V)}`),
  ],
  month: () => '2026-03',
  answer: (settled) => settled.owed('late-order.penalty'),
  readings: [
    { folder: 'trigger', check: `r2(${DUE}) if r2(${DUE})>300 else 0`, given: '792.58' },
    { folder: 'allowance', check: `max(0,r2(${DUE})-300)`, given: '492.58' },
  ],
})

const WORKED = '0.5*V*nbd(deadline,delivered)/100'

const workingDays = entry<Omit<Late, 'revision_coef'>>({
  id: 'aq-late',
  draw: (chance) => ({
    V: chance.pick([20_000, 20_000.02, chance.money(100, 90_000)]),
    deadline: chance.day('2026-05-01', 0, 14),
    delivered: chance.day('2026-05-01', 0, 60),
  }),
  edits: ({ V, deadline, delivered }) => [
    inFacts('from: 2026-05-06, due: 2026-05-06', `from: 2026-04-01, due: ${deadline}`),
    inFacts('delivered: 2026-05-18', `delivered: ${delivered}`),
    inFacts('price: 22000.00', `price: ${money(V)}`),
  ],
  month: () => '2026-05',
  answer: (settled) => settled.owed('late-order.penalty'),
  readings: [
    { folder: 'replaced' },
    {
      folder: 'exemption-survives',
      check: `0 if r2(min(${WORKED},V/10))<=1000 else r2(min(${WORKED},V/10))`,
      given: '0',
    },
  ],
})

interface Relapse {
  readonly V: number
  readonly first: string
  readonly handback1: string
  readonly second: string
  readonly final: string
}

const USE = '((8,18),)'
const between = (from: string, to: string): string => `bh(${from},${to},${USE})`
const lateDays = (hours: string): string => `max(0,ceil((${hours}-8)/10))`
const APART = `${lateDays(between('first', 'handback1'))}+${lateDays(between('second', 'final'))}`
const isRelapse = `${between('handback1', 'second')}<8`

const relapse = entry<Relapse>({
  id: 'ccag09-relapse',
  draw: (chance) => {
    const first = later(`${chance.day('2026-06-01', 0, 8)} 00:00`, chance.whole(0, 1439))
    const handback1 = later(first, chance.whole(1, 3000))
    const second = later(handback1, chance.pick([1, 479, 480, 481, chance.whole(1, 3000)]))
    const final = later(second, chance.pick([479, 480, 481, chance.whole(1, 3000)]))
    return { V: chance.money(100, 9000), first, handback1, second, final }
  },
  edits: ({ V, first, handback1, second, final }) => [
    inFacts(
      'price: 6000.00, from: 2026-06-01 09:00, to: 2026-06-01 16:00',
      `price: ${money(V)}, from: ${wall(first)}, to: ${wall(handback1)}`,
    ),
    inFacts(
      'price: 6000.00, from: 2026-06-02 10:00, to: 2026-06-02 17:00',
      `price: ${money(V)}, from: ${wall(second)}, to: ${wall(final)}`,
    ),
  ],
  month: () => '2026-06',
  answer: (settled) => settled.owed('unavailability.penalty'),
  readings: [
    {
      folder: 'as-written',
      check: `V*(${lateDays(between('first', 'final'))} if ${isRelapse} else ${APART})/30`,
      given: '200',
    },
    {
      folder: 'gap-left-out',
      check: `V*(${lateDays(`${between('first', 'handback1')}+${between('second', 'final')}`)} if ${isRelapse} else ${APART})/30`,
      given: '200',
    },
    { folder: 'no-merge', check: `V*(${APART})/30`, given: '0' },
  ],
})

export const AMOUNTS: readonly Entry[] = [carry, lateOrder, workingDays, relapse]
