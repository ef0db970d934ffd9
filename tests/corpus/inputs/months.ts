/** Clauses on the downtime of one month: machines, shares of customers, calendar months. */
import type { Entry } from '../entry.ts'
import { entry, inContract, inFacts } from '../entry.ts'
import { later, money, wall } from './writing.ts'

interface Disk {
  readonly fee: number
  readonly down_min: number
}

const disks = entry<Disk>({
  id: 'azure-single',
  draw: (chance) => ({
    fee: chance.money(10, 900),
    down_min: chance.pick([43, 44, 2159, 2160, 2161, chance.whole(1, 4000)]),
  }),
  edits: ({ fee, down_min }) => [
    inContract('210.00 per month', `${money(fee)} per month`),
    inFacts('to: 2026-06-04 12:00', `to: ${later('2026-06-03 00:00', down_min)}`),
  ],
  month: () => '2026-06',
  answer: (settled) => settled.owed('uptime.penalty'),
  readings: [
    { folder: 'worst-disk' },
    {
      folder: 'best-disk',
      check: '0.0 if 100*(1-down_min/month_min)>=99.9 else fee*0.10',
      given: '21',
    },
  ],
})

interface Machines {
  readonly fee: number
  readonly down_all: number
  readonly down_one: number
}

const machines = entry<Machines>({
  id: 'azure-vm-set',
  draw: (chance) => ({
    fee: chance.money(10, 4000),
    down_all: chance.pick([21, 22, 432, 433, chance.whole(1, 3000)]),
    down_one: chance.whole(1, 3000),
  }),
  edits: ({ fee, down_all, down_one }) => [
    inContract('1500.00 per month', `${money(fee)} per month`),
    ...['O-1, of: vm-1', 'O-2, of: vm-2'].map((head) =>
      inFacts(
        `${head}, from: 2026-06-09 10:00, to: 2026-06-09 10:25`,
        `${head}, from: 2026-06-09 10:00, to: ${later('2026-06-09 10:00', down_all)}`,
      ),
    ),
    inFacts('to: 2026-06-17 10:00', `to: ${later('2026-06-17 02:00', down_one)}`),
  ],
  month: () => '2026-06',
  answer: (settled) => settled.owed('uptime.penalty'),
  readings: [
    { folder: 'none-reachable' },
    { folder: 'claimed' },
    {
      folder: 'any-unreachable',
      check: 'fee*tier(100*(1-(down_all+down_one)/43200),[(95,100),(99,25),(99.95,10)])/100',
      given: '375',
    },
  ],
})

interface Ratio {
  readonly fee: number
  readonly outage_min: number
  readonly ratio: number
  readonly planned: number
}

const affected = entry<Ratio>({
  id: 'cloudflare-ratio',
  draw: (chance) => ({
    fee: chance.money(10, 4000),
    outage_min: chance.whole(1, 1500),
    ratio: chance.whole(1, 100) / 100,
    planned: chance.whole(1, 3000),
  }),
  edits: ({ fee, outage_min, ratio, planned }) => [
    inContract('240.00 per month', `${money(fee)} per month`),
    inContract('"35 of 100": 35 %', `"35 of 100": ${Math.round(ratio * 100)} %`),
    inFacts('to: 2026-06-04 11:24', `to: ${later('2026-06-04 10:00', outage_min)}`),
    inFacts('to: 2026-06-15 03:00', `to: ${later('2026-06-15 02:00', planned)}`),
  ],
  month: () => '2026-06',
  answer: (settled) => settled.owed('uptime.penalty'),
  readings: [
    { folder: 'enterprise' },
    {
      folder: 'business',
      check: 'r2(outage_min*ratio/(month_min-planned)*fee)',
      given: '0.16',
    },
  ],
})

const FIRST = 'mins(down[0][0],down[0][1])'
const SECOND = 'mins(down[1][0],down[1][1])'

const months = entry<{ down: readonly (readonly [string, string])[] }>({
  id: 'lameduse-range',
  draw: (chance) => {
    const lasting = (start: string, minutes: number): readonly [string, string] => [
      start,
      later(start.replace('T', ' '), minutes).replace(' ', 'T'),
    ]
    return {
      down: [
        lasting('2026-05-20T10:00', chance.pick([43, 44, 45, 46, chance.whole(1, 900)])),
        lasting('2026-06-10T08:00', chance.pick([42, 43, 44, 45, chance.whole(1, 900)])),
      ],
    }
  },
  edits: ({ down: [first, second] }) => [
    inFacts('to: 2026-05-20 10:30', `to: ${wall(first?.[1] ?? '')}`),
    inFacts('to: 2026-06-10 08:20', `to: ${wall(second?.[1] ?? '')}`),
  ],
  month: () => '2026-06',
  answer: (settled) => (settled.isMissed('uptime') ? 'missed' : 'met'),
  readings: [
    {
      folder: 'calendar-months',
      check: `'missed' if 100*(1-${SECOND}/43200)<99.9 else 'met'`,
      given: 'met',
    },
    {
      folder: 'calendar-months',
      month: () => '2026-05',
      check: `'missed' if 100*(1-${FIRST}/44640)<99.9 else 'met'`,
      given: 'met',
    },
    { folder: 'rolling-30-days' },
  ],
})

export const MONTHS: readonly Entry[] = [disks, machines, affected, months]
