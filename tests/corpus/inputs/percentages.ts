/** Clauses that give a percentage of availability, or minutes down in one month, and bands. */
import type { Chance } from '../chance.ts'
import type { Entry } from '../entry.ts'
import { entry, inContract, inFacts } from '../entry.ts'
import { downFor, laterInSummer, money } from './writing.ts'

/** A percentage on a bound, a thousandth beside it, or anywhere from `least`. */
export function percentage(chance: Chance, least: number, bounds: readonly number[]): number {
  const near = (chance.pick(bounds) * 1000 + chance.whole(-1, 1)) / 1000
  const anywhere = chance.whole(least * 1000, 99_999) / 1000
  return Math.min(99.999, chance.pick([near, near, anywhere]))
}

/** The end of the only outage of a month of 720 hours. */
const endOf = (start: string, avail: number): string => laterInSummer(start, downFor(avail, 720))

interface Charged {
  readonly charges: number
  readonly avail: number
}

const AWS = 'tier(avail,[(95,100),(99,25),(99.9,10)])'

const privateAuthority = entry<Charged>({
  id: 'aws-privateca',
  draw: (chance) => ({
    charges: chance.pick([4, 10, 10.04, 10.05, 10.1, chance.money(1, 40)]),
    avail: percentage(chance, 90, [95, 99, 99.9]),
  }),
  edits: ({ charges, avail }) => [
    inContract('8.40 per month', `${money(charges)} per month`),
    inFacts('2026-06-08 14:19:12', endOf('2026-06-08 10:00', avail)),
  ],
  month: () => '2026-06',
  answer: (settled) => settled.owed('uptime.penalty'),
  readings: [
    {
      folder: 'minimum',
      leftOut: ({ charges, avail }) =>
        charges > 10 && charges < 10.05 && avail >= 99 && avail < 99.9
          ? 'an amount of 1.00 once rounded: the terms compare it so, the check before'
          : undefined,
    },
    { folder: 'no-minimum', check: `charges*${AWS}/100`, given: '0.84' },
  ],
})

interface Credits {
  readonly avg_daily: number
  readonly avail: number
}

const consumption = entry<Credits>({
  id: 'snowflake-multiple',
  draw: (chance) => ({
    avg_daily: chance.whole(21, 900),
    avail: percentage(chance, 90, [95, 99, 99.9]),
  }),
  edits: ({ avg_daily, avail }) => [
    inFacts('2026-06-08 20:04:48', endOf('2026-06-08 10:00', avail)),
    inFacts('amount: 120', `amount: ${avg_daily - 20}`),
    inFacts('amount: 140', `amount: ${avg_daily - 1}`),
    inFacts('amount: 160', `amount: ${avg_daily + 21}`),
  ],
  month: () => '2026-06',
  answer: (settled) => settled.owed('uptime.penalty'),
  readings: [{ folder: 'month-average' }],
})

interface Gap {
  readonly fees: number
  readonly uptime: number
}

const lookback = (gap: string): string =>
  `0 if uptime>=commitment else fees*(percents[0] if commitment-uptime<=1 else percents[1] if commitment-uptime<=2 else percents[2] if commitment-uptime>=3 else ${gap})/100`

const table = entry<Gap>({
  id: 'kemitchell-lookback',
  draw: (chance) => ({
    fees: chance.money(100, 9000),
    uptime: percentage(chance, 95, [99.5, 98.5, 97.5, 97, 96.5]),
  }),
  edits: ({ fees, uptime }) => [
    inContract('4000.00 per month', `${money(fees)} per month`),
    inFacts('2026-06-08 20:09:36', endOf('2026-06-08 00:00', uptime)),
  ],
  month: () => '2026-06',
  answer: (settled) => settled.owed('uptime.penalty'),
  readings: [
    {
      folder: 'as-written',
      check: `None if 2<commitment-uptime<3 else ${lookback('0')}`,
      given: 'None',
    },
    { folder: 'second-row', check: lookback('percents[1]'), given: '200' },
    { folder: 'third-row', check: lookback('percents[2]'), given: '400' },
  ],
})

interface Tiers {
  readonly fee: number
  readonly avail: number
}

const GRID = '[(98.0,40),(98.5,30),(99.0,20),(99.5,10),(99.8,6)]'

const tiers = entry<Tiers>({
  id: 'no-digiquip-tiers',
  draw: (chance) => ({
    fee: chance.money(100, 9000),
    avail: percentage(chance, 98, [98.5, 99, 99.5, 99.8, 98.495, 99.495, 99.485, 99.793]),
  }),
  edits: ({ fee, avail }) => [
    inContract('1500.00 per month', `${money(fee)} per month`),
    inFacts('"2026-04-08T13:38:09.600+02:00"', endOf('2026-04-08 10:00', avail)),
  ],
  month: () => '2026-04',
  answer: (settled) => settled.owed('uptime.penalty'),
  readings: [
    { folder: 'rounded' },
    {
      folder: 'truncated',
      check: `fee*tier(floor(avail*100)/100,${GRID})/100`,
      given: '150',
    },
    {
      folder: 'continuous',
      check: `fee*tier(avail,${GRID})/100`,
      given: '150',
    },
    {
      folder: 'undefined',
      // 99.495 is in a hole of the table, between 99.49 and 99.50; 99.493 as well, 99.487 is not.
      check: `None if any(b-0.01<avail<b for b in (98.5,99,99.5,99.8)) else fee*tier(avail,${GRID})/100`,
      given: 'None',
    },
  ],
})

interface Scores {
  readonly kpi: readonly number[]
  readonly charge: number
}

const POINTS = 'tier(kpi[2],[(96,4),(97,3),(98,2),(99,1)])'
const HOURS = [600, 620, 600, 620]
const ENDS = ['2026-04-07 09:00', '2026-05-07 16:07:12', '2026-06-09 17:24', '2026-07-07 04:57:36']

const servicePoints = entry<Scores>({
  id: 'uk-servicepoints',
  draw: (chance) => ({
    charge: chance.money(1000, 200_000),
    kpi: HOURS.map(() => percentage(chance, 97, [97, 98, 99])),
  }),
  edits: ({ kpi, charge }) => [
    inContract('80000.00 per month', `${money(charge)} per month`),
    ...ENDS.map((end, i) => {
      const start = `${end.slice(0, 10)} 00:00`
      return inFacts(
        `to: ${end} }`,
        `to: ${laterInSummer(start, downFor(kpi[i] ?? 0, HOURS[i] ?? 0))} }`,
      )
    }),
  ],
  month: () => '2026-06',
  answer: (settled) => settled.owed('service-points.penalty'),
  readings: [
    {
      folder: 'twice-from-the-second',
      check: `charge*per_point*(2 if kpi[1]<99 else 1)*${POINTS}`,
      given: '1600',
    },
    {
      folder: 'progressive',
      check: `charge*per_point*(1 if kpi[1]>=99 else 2 if kpi[0]>=99 else 3)*${POINTS}`,
      given: '2400',
    },
  ],
})

export const PERCENTAGES: readonly Entry[] = [
  privateAuthority,
  consumption,
  table,
  tiers,
  servicePoints,
]
