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

export const LOSSES: readonly Entry[] = [losses]
