/** Clauses on what is owed once: early exits, milestones, shares of a gain, benchmarks. */
import { addDays, addMonths } from '../../oracles/check/days.ts'
import type { Entry } from '../entry.ts'
import { entry, inContract, inFacts } from '../entry.ts'
import { money, monthOf } from './writing.ts'

interface Exit {
  readonly fee: number
  readonly remaining: number
  readonly waived: number
  readonly equip_discount: number
}

/** The term ends so many months after the tenth, in which it is terminated. */
const earlyExit = entry<Exit>({
  id: 'etf-100',
  draw: (chance) => ({
    fee: chance.money(1, 5000),
    remaining: chance.whole(1, 50),
    waived: chance.money(0, 900),
    equip_discount: chance.money(0, 3000),
  }),
  edits: ({ fee, remaining, waived, equip_discount }) => [
    inContract('850.00 per month', `${money(fee)} per month`),
    inContract('initial: 24 months', `initial: ${10 + remaining} months`),
    inContract('amount: 500.00', `amount: ${money(waived)}`),
    inContract('amount: 1200.00', `amount: ${money(equip_discount)}`),
  ],
  month: () => '2026-10',
  answer: (settled) => settled.owed(),
  readings: [
    { folder: 'whole-months' },
    {
      folder: 'days',
      check: 'r2(fee/2)+fee*(remaining-1)+waived+equip_discount',
      given: '13175',
      month: () => '2026-11',
      leftOut: ({ remaining }) => (remaining < 2 ? 'the term ends in that month' : undefined),
    },
  ],
})

const fixedTerm = entry<{ readonly fee: number; readonly remaining_months: number }>({
  id: 'lmd-early-all',
  draw: (chance) => ({ fee: chance.money(1, 900), remaining_months: chance.whole(0, 40) }),
  edits: ({ fee, remaining_months }) => [
    inContract('240.00 per month', `${money(fee)} per month`),
    inContract('initial: 12 months', `initial: ${5 + remaining_months} months`),
  ],
  month: () => '2026-05',
  answer: (settled) => settled.owed(),
  readings: [
    { folder: 'months-after' },
    { folder: 'month-of-exit-too', check: 'fee*(remaining_months+1)', given: '1920' },
  ],
})

const publicInterest = entry<{ readonly cancelled_ht: number; readonly vat: number }>({
  id: 'aq-tfc4',
  draw: (chance) => ({
    cancelled_ht: chance.whole(100, 900_000),
    vat: chance.pick([0.2, 0.1, 0.055]),
  }),
  edits: ({ cancelled_ht }) => [inFacts('amount: 150000.00', `amount: ${cancelled_ht}.00`)],
  month: () => '2026-05',
  answer: (settled) => settled.owed(),
  readings: [
    {
      folder: 'with-vat',
      check: 'r2(cancelled_ht*0.04*(1+vat))',
      given: '7200',
      edits: ({ vat }) => [
        inContract('vat: 20 %', `vat: ${vat * 1000} %`.replace(/(\d) %$/, '.$1 %')),
      ],
      answer: (settled) => settled.withVat('cancellation.due'),
    },
    { folder: 'outside-vat', check: 'r2(cancelled_ht*0.04)', given: '6000' },
  ],
})

interface Costs {
  readonly actual_costs: Readonly<Record<string, number>>
}

const actualCosts = entry<Costs>({
  id: 'us-no-termcharge',
  draw: (chance) => ({
    actual_costs: { '2025-26': chance.whole(0, 50_000), '2026-27': chance.whole(0, 50_000) },
  }),
  edits: ({ actual_costs }) => [
    inFacts('amount: 12000.00', `amount: ${money(actual_costs['2025-26'] ?? 0)}`),
    inFacts('amount: 30500.00', `amount: ${money(actual_costs['2026-27'] ?? 0)}`),
  ],
  month: () => '2027-03',
  answer: (settled) => settled.owed(),
  readings: [{ folder: 'year-of-the-end' }, { folder: 'only-if-wrongful', check: '0', given: '0' }],
})

interface Gain {
  readonly initiative: string
  readonly saving: number
  readonly share: number
  readonly cost: number
}

const gainShare = entry<Gain>({
  id: 'gainshare-initiative',
  draw: (chance) => ({
    initiative: chance.pick(['approved', 'approved', 'planned']),
    saving: chance.whole(50_000, 400_000),
    share: chance.whole(1, 60) / 100,
    cost: chance.whole(0, 50_000),
  }),
  edits: ({ initiative, saving, share, cost }) => [
    inContract('S: 30 %', `S: ${Math.round(share * 100)} %`),
    inFacts('of: approval', `of: ${initiative === 'approved' ? 'approval' : 'planning'}`),
    inFacts('amount: 180000.00', `amount: ${saving}.00`),
    inFacts('amount: 40000.00', `amount: ${cost}.00`),
  ],
  month: () => '2026-05',
  answer: (settled) => settled.owed(),
  readings: [
    { folder: 'net' },
    {
      folder: 'gross',
      check: "saving*share if initiative=='approved' else 0",
      given: '54000',
    },
  ],
})

interface Benchmark {
  readonly monthly: number
  readonly benchmark: number
  readonly months_between: number
}

const toTheStart = entry<Benchmark>({
  id: 'txu-bench-retro',
  draw: (chance) => {
    const benchmark = chance.whole(10_000, 90_000)
    return {
      benchmark,
      monthly: benchmark + chance.whole(0, 20_000),
      months_between: chance.whole(1, 15),
    }
  },
  edits: ({ monthly, months_between }) => [
    inContract('100000.00 per month', `${monthly}.00 per month`),
    inFacts('on: 2026-02-01', `on: ${addMonths('2026-05-01', 1 - months_between)}`),
  ],
  month: () => '2026-05',
  answer: (settled) => settled.owed(),
  readings: [
    {
      folder: 'back-to-the-start',
      edits: ({ benchmark }) => [inFacts('amount: 93000.00', `amount: ${benchmark}.00`)],
    },
    {
      folder: 'from-the-report-on',
      check: '0',
      given: '0',
      edits: ({ benchmark }) => [inContract('to: 93000.00', `to: ${benchmark}.00`)],
    },
  ],
})

interface Peers {
  readonly charges: number
  readonly peers: readonly number[]
}

const SOURCE_PEERS = [82, 88, 95, 97, 104, 110, 118]

/** Seven suppliers, as in the source: of an even number the check takes the upper one. */
const medianOfPeers = entry<Peers>({
  id: 'dir-bench-median',
  draw: (chance) => ({
    charges: chance.whole(60, 140),
    peers: chance.list(7, 7, () => chance.whole(60, 140)),
  }),
  edits: ({ charges, peers }) => [
    inContract('100.00 per month', `${charges}.00 per month`),
    ...SOURCE_PEERS.map((price, i) =>
      inFacts(
        `id: P-${i + 1}, of: market, on: 2026-05-31, amount: ${price}.00`,
        `id: P-${i + 1}, of: market, on: 2026-05-31, amount: ${peers[i]}.00`,
      ),
    ),
  ],
  month: () => '2026-05',
  answer: (settled) => settled.owed(),
  readings: [{ folder: 'median' }],
})

interface Milestones {
  readonly price: number
  readonly delivered: boolean
  readonly va: string
  readonly vsr: string
}

const REDUCED =
  "(0.5*%1 if delivered else 0)+(0.3*%2 if va=='accepted' else 0)+(0.2*%1 if vsr=='accepted' else 0)"

const milestones = entry<Milestones>({
  id: 'aq-milestones',
  draw: (chance) => ({
    price: chance.whole(1, 900) * 100,
    delivered: chance.pick([true, true, false]),
    va: chance.pick(['accepted', 'pending']),
    vsr: chance.pick(['accepted', 'pending']),
  }),
  edits: ({ delivered, va, vsr }) => [
    inFacts(
      '  - { of: delivery, on: 2026-05-04 }\n',
      delivered ? '  - { of: delivery, on: 2026-05-04 }\n' : '  - { of: order, on: 2026-05-02 }\n',
    ),
    inFacts('of: aptitude', va === 'accepted' ? 'of: aptitude' : 'of: check'),
    inFacts(
      'on: 2026-05-29 }\n',
      `on: 2026-05-29 }\n${vsr === 'accepted' ? '  - { of: regular-service, on: 2026-05-31 }\n' : ''}`,
    ),
  ],
  month: () => '2026-05',
  answer: (settled) => settled.owed(),
  readings: [
    { folder: 'no-reduction' },
    {
      folder: 'reduction-of-the-price',
      check: `price*(${REDUCED.replaceAll('%1', '0.9').replaceAll('%2', '0.9')})`,
      given: '25920',
    },
    {
      folder: 'reduction-of-the-milestone',
      check: `price*(${REDUCED.replaceAll('%1', '1').replaceAll('%2', '0.9')})`,
      given: '27720',
    },
  ].map((reading) => ({
    ...reading,
    edits: ({ price }) =>
      ['50 %', '30 %', '20 %'].map((share) =>
        inContract(`S: ${share}, P: 36000.00`, `S: ${share}, P: ${price}.00`),
      ),
  })),
})

const tranche = entry<{ readonly unit_price: number; readonly days_: number }>({
  id: 'aq-reversibility2',
  draw: (chance) => ({ unit_price: chance.whole(100, 3000), days_: chance.whole(1, 60) }),
  edits: ({ unit_price, days_ }) => [
    inContract('N: 30', `N: ${days_}`),
    inContract('P: 1900.00', `P: ${unit_price}.00`),
  ],
  month: () => '2028-01',
  answer: (settled) => settled.owed(),
  readings: [{ folder: 'outlives-the-contract' }],
})

/** Late on the day after the deadline, until the eve of the termination. */
const untilTermination = entry<{
  readonly V: number
  readonly deadline: string
  readonly effect: string
}>({
  id: 'ccag09-penalty-stop',
  draw: (chance) => {
    const deadline = chance.day('2026-01-15', 0, 200)
    return {
      deadline,
      effect: addDays(deadline, chance.whole(1, 120)),
      V: chance.whole(1, 900) * 1000,
    }
  },
  edits: ({ deadline, effect }) => [inFacts('2026-03-31', deadline), inFacts('2026-05-15', effect)],
  month: ({ effect }) => monthOf(effect),
  answer: (settled) => settled.owed(),
  readings: [
    { folder: 'kept', edits: ({ V }) => [inContract('V: 50000.00', `V: ${V}.00`)] },
    { folder: 'waived', check: '0', given: '0' },
  ],
})

export const DUES: readonly Entry[] = [
  untilTermination,
  earlyExit,
  fixedTerm,
  publicInterest,
  actualCosts,
  gainShare,
  toTheStart,
  medianOfPeers,
  milestones,
  tranche,
]
