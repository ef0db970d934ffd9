/** Clauses on what is put aside: prepaid hours, quotas of days, advances. */
import type { Entry } from '../entry.ts'
import { entry, inContract, inFacts } from '../entry.ts'
import { later, money } from './writing.ts'

interface Credit {
  readonly annual_h: number
  readonly used: Readonly<Record<string, number>>
}

const MONTHS = ['2025-07', '2025-08', '2025-09'] as const
const SOURCE_USED = [2, 1, 0]

/** What is used is no more than one credit: the check takes it all from that of July. */
const timeCredit = entry<Credit>({
  id: 'webplus-timecredit',
  draw: (chance) => {
    const [first, second] = [chance.whole(0, 10) / 2, chance.whole(0, 10) / 4]
    return {
      annual_h: chance.whole(10, 20) * 12,
      used: { '2025-07': first, '2025-08': second, '2025-09': chance.whole(0, 2) },
    }
  },
  edits: ({ annual_h, used }) => [
    inContract('filled: 5 per month', `filled: ${annual_h / 12} per month`),
    ...MONTHS.map((month, i) =>
      inFacts(`${month}-15, amount: ${SOURCE_USED[i]}`, `${month}-15, amount: ${used[month]}`),
    ),
  ],
  month: () => '2026-07',
  answer: (settled) => settled.stock('time-credit', 'lost'),
  readings: [
    { folder: 'oldest-first' },
    { folder: 'newest-first', check: "annual_h/12-used['2025-07']", given: '3' },
  ],
})

interface Quota {
  readonly quota: number
  readonly used: readonly number[]
  readonly day_rate: number
}

const USED_DAYS = ['3.5', '4.25', '5', '3']

const supportQuota = entry<Quota>({
  id: 'aq-support-quota',
  draw: (chance) => ({
    quota: chance.whole(5, 25),
    // The first three leave something: the line of the last month owes what is short.
    used: [...chance.list(3, 3, () => chance.whole(0, 6) / 4), chance.whole(0, 120) / 4],
    day_rate: chance.money(100, 1200),
  }),
  edits: ({ quota, used }) => [
    inContract('filled: 15 per year', `filled: ${quota} per year`),
    ...USED_DAYS.map((days, i) => inFacts(`, amount: ${days} }`, `, amount: ${used[i]} }`)),
  ],
  month: () => '2026-11',
  answer: (settled) => settled.owed(),
  readings: [
    {
      folder: 'excess-ordered',
      edits: ({ day_rate }) => [inContract('P: 780.00', `P: ${money(day_rate)}`)],
    },
    { folder: 'excess-included', check: '0', given: '0' },
  ],
})

interface Advanced {
  readonly order_ttc: number
  readonly order_ht: number
  readonly duration_months: number
  readonly executed_before: number
  readonly executed_now: number
}

/** An order that is too small or too short has no advance: its contract has no such clause. */
const hasNoAdvance = ({ order_ht, duration_months }: Advanced): string | undefined =>
  order_ht > 50_000 && duration_months > 3 ? undefined : 'such an order is paid no advance'

/** What is executed before stays under 65 %, so that all that comes back does so in August. */
const advance = entry<Advanced>({
  id: 'aq-advance',
  draw: (chance) => {
    const order_ht = chance.whole(400, 2000) * 100
    return {
      order_ht,
      order_ttc: (order_ht * 6) / 5,
      duration_months: chance.whole(2, 24),
      executed_before: chance.whole(0, 64) / 100,
      executed_now: chance.whole(80, 100) / 100,
    }
  },
  edits: () => [],
  month: () => '2026-08',
  answer: (settled) => settled.owed('advance.taken'),
  readings: [
    { folder: 'at-once', of: 'ttc' as const },
    { folder: 'to-eighty', of: 'ttc' as const },
    {
      folder: 'to-the-end',
      of: 'ttc' as const,
      check: 'r2(order_ttc*0.35*(executed_now-0.65)/0.35)',
      given: '19200',
    },
    { folder: 'without-vat', of: 'ht' as const, check: 'order_ht*0.35', given: '28000' },
  ].map(({ of, ...reading }) => ({
    ...reading,
    leftOut: hasNoAdvance,
    edits: (inputs) => {
      const order = of === 'ttc' ? inputs.order_ttc : inputs.order_ht
      const [whole, before, after] =
        of === 'ttc' ? ['96000', '57600', '24000'] : ['80000', '48000', '20000']
      const executed = (share: number): number => Math.round(order * share * 100) / 100
      const first = executed(inputs.executed_before)
      return [
        inFacts(`2026-02-02, amount: ${whole}.00`, `2026-02-02, amount: ${money(order)}`),
        inFacts(`amount: ${before}.00`, `amount: ${money(first)}`),
        inFacts(`amount: ${after}.00`, `amount: ${money(executed(inputs.executed_now) - first)}`),
      ]
    },
  })),
})

interface Minutes {
  readonly total_min: number
  readonly permitted: number
  readonly down: number
}

const DAYS = '[(95,15),(99,7),(99.9,3)]'

/** Minutes down near the edge of a band, or anywhere; the permitted ones are of another day. */
const addedDays = entry<Minutes>({
  id: 'auth0-days',
  draw: (chance) => {
    const permitted = chance.whole(0, 1200)
    const edge = (43_200 - chance.pick([0, permitted])) * chance.pick([0.001, 0.01, 0.05])
    const near = Math.max(1, Math.round(edge) + chance.whole(-2, 2))
    return { total_min: 43_200, permitted, down: chance.pick([near, near, chance.whole(1, 5000)]) }
  },
  edits: ({ permitted, down }) => [
    inFacts('to: 2026-06-20 20:00', `to: ${later('2026-06-20 00:00', permitted)}`),
    inFacts('to: 2026-06-08 17:10', `to: ${later('2026-06-08 10:00', down)}`),
  ],
  month: () => '2026-06',
  answer: (settled) => settled.stock('added-days', 'left'),
  readings: [
    { folder: 'without-the-permitted-time' },
    {
      folder: 'of-all-minutes',
      check: `tier(100*(1-down/total_min),${DAYS})`,
      given: '3',
    },
  ],
})

export const STOCKS: readonly Entry[] = [timeCredit, supportQuota, advance, addedDays]
