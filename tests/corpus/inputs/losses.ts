/** Clauses on losses that the parties declare, under caps of liability. */
import type { Entry } from '../entry.ts'
import { entry, inContract, inFacts } from '../entry.ts'

interface Losses {
  readonly paid12: number
  readonly general_claims: number
  readonly security_claims: number
  readonly ip: number
}

const losses = entry<Losses>({
  id: 'sm-cap',
  draw: (chance) => ({
    paid12: chance.whole(1, 300) * 1200,
    general_claims: chance.whole(0, 300_000),
    security_claims: chance.whole(0, 600_000),
    ip: chance.whole(0, 90_000),
  }),
  edits: ({ paid12, general_claims, security_claims, ip }) => [
    inContract('15000.00 per month', `${paid12 / 12}.00 per month`),
    inFacts('amount: 90000.00', `amount: ${general_claims}.00`),
    inFacts('amount: 420000.00', `amount: ${security_claims}.00`),
    inFacts('amount: 50000.00', `amount: ${ip}.00`),
  ],
  month: () => '2027-03',
  answer: (settled) => settled.owed(),
  readings: [
    { folder: 'stacked' },
    {
      folder: 'included',
      check: 'min(general_claims+security_claims,2*paid12)+ip',
      given: '410000',
    },
  ],
})

interface Spent {
  readonly annual_spend: number
  readonly sla_fails: number
  readonly data_loss: number
  readonly month_fee: number
}

/** Each level with the figure that the case tells of it, and one that misses or meets its target. */
const FIGURES = [
  { of: 'availability', told: '99.4', missed: '99.4', met: '99.5' },
  { of: 'durability', told: '99.99', missed: '99.998', met: '99.999' },
  { of: 'reliability', told: '99.7', missed: '98.9', met: '99' },
  { of: 'immutability', told: '100', missed: '99.9', met: '100' },
]

const guarantee = entry<Spent>({
  id: 'druva-drg',
  draw: (chance) => ({
    annual_spend:
      chance.pick([25_000, 50_000, 100_000, chance.whole(1, 200_000)]) - chance.whole(0, 1),
    sla_fails: chance.whole(0, 4),
    data_loss: chance.whole(0, 900_000),
    month_fee: chance.whole(1, 900) * 10,
  }),
  edits: ({ annual_spend, sla_fails, data_loss, month_fee }) => [
    inContract('5000.00 per month', `${month_fee}.00 per month`),
    inFacts('amount: 60000.00', `amount: ${annual_spend}.00`),
    inFacts('amount: 180000.00', `amount: ${data_loss}.00`),
    ...FIGURES.map(({ of, told, missed, met }, i) =>
      inFacts(
        `of: ${of}, on: 2026-06-30, amount: ${told} %`,
        `of: ${of}, on: 2026-06-30, amount: ${i < sla_fails ? missed : met} %`,
      ),
    ),
  ],
  month: () => '2026-06',
  answer: (settled) => settled.owed(),
  readings: [
    { folder: 'loss-up-to-the-bracket' },
    {
      folder: 'whole-bracket',
      check:
        '0.10*month_fee*sla_fails+(0 if annual_spend<25000 else {25:100000,50:250000,100:750000}[25 if annual_spend<50000 else 50 if annual_spend<100000 else 100])',
      given: '251000',
    },
  ],
})

export const LOSSES: readonly Entry[] = [losses, guarantee]
