/** Clauses on what a fee is: dead bands, parts of a month, shares at risk, points. */
import { addDays } from '../../oracles/check/days.ts'
import { ARITHMETIC } from '../../oracles/check/operators.ts'
import { exact } from '../../oracles/check/values.ts'
import type { Entry } from '../entry.ts'
import { entry, inContract, inFacts } from '../entry.ts'
import { money } from './writing.ts'

interface Band {
  readonly baseline: number
  readonly actual: number
  readonly rate: number
}

/** What the dead band leaves of a fee that is charged as if the baseline had been met. */
const deadBand = entry<Band>({
  id: 'hercules-rrc',
  draw: (chance) => {
    const baseline = chance.whole(1, 200) * 20
    const edge = (baseline * 19) / 20
    const actual = chance.pick([edge - 1, edge, edge + 1, baseline, chance.whole(0, baseline)])
    return { baseline, actual, rate: chance.whole(1, 400) / 5 }
  },
  edits: ({ baseline, actual, rate }) => [
    inContract('baseline: 1000,', `baseline: ${baseline},`),
    inContract('11.90 per resource-unit', `${money((rate * 85) / 100)} per resource-unit`),
    inFacts('amount: 905', `amount: ${actual}`),
  ],
  month: () => '2026-04',
  answer: (settled, { baseline, rate }) =>
    ARITHMETIC['-']?.(exact(money((baseline * rate * 85) / 100)), settled.fee('resource-units')) ??
    null,
  readings: [
    { folder: 'deducted' },
    {
      folder: 'trigger',
      check: 'r2((baseline-actual)*Z*rate) if baseline-actual>baseline*deadband_pct else 0',
      given: '1130.5',
    },
  ],
})

interface Signed {
  readonly fee: number
  readonly signed: string
}

const LEFT = '(days(signed,str(eom(signed)))+1)'
const LENGTH = 'int(str(eom(signed))[8:10])'

const prorata = entry<Signed>({
  id: 'dokos-prorata',
  draw: (chance) => ({
    fee: chance.money(1, 4000),
    signed: chance.day('2026-01-01', 0, 1000),
  }),
  edits: ({ fee }) => [inContract('499.00 per month', `${money(fee)} per month`)],
  month: ({ signed }) => signed.slice(0, 7),
  answer: (settled) => settled.fee('subscription'),
  readings: [
    {
      folder: 'day-counted',
      check: `r2(fee*${LEFT}/${LENGTH})`,
      given: '320.79',
      edits: ({ signed }) => [inContract('starts: 2026-02-11', `starts: ${signed}`)],
    },
    {
      folder: 'day-left-out',
      check: `r2(fee*(${LEFT}-1)/${LENGTH})`,
      given: '302.96',
      leftOut: ({ signed }) =>
        addDays(signed, 1).slice(0, 7) === signed.slice(0, 7)
          ? undefined
          : 'signed on the last day of a month: nothing of it is charged, no month to close',
      edits: ({ signed }) => [inContract('starts: 2026-02-12', `starts: ${addDays(signed, 1)}`)],
    },
    {
      folder: 'thirtieths',
      check: `r2(fee*min(30,${LEFT})/30)`,
      given: '299.4',
      edits: ({ signed }) => [inContract('starts: 2026-02-11', `starts: ${signed}`)],
    },
  ],
})

interface Hybrid {
  readonly prov: Readonly<Record<'A' | 'B', readonly number[]>>
}

const pools = entry<Hybrid>({
  id: 'dir-uptime-hybrid',
  draw: (chance) => ({
    prov: {
      A: [chance.money(100, 900_000), chance.whole(1, 20) / 100, 0.5, 0.4],
      B: [chance.money(100, 900_000), chance.whole(1, 20) / 100, 0.5, 0.4],
    },
  }),
  edits: ({ prov }) => [
    inContract('600000.00 per month', `${money(prov.A[0] ?? 0)} per month`),
    inContract('150000.00 per month', `${money(prov.B[0] ?? 0)} per month`),
  ],
  month: () => '2026-04',
  answer: (settled) => settled.owed(),
  readings: [
    {
      folder: 'one-per-provider',
      check: 'sum(r2(i*r*p*a) for i,r,p,a in prov.values())',
      given: '15600',
      edits: ({ prov }) => [
        inContract(
          'of: provider-a in month, rate: 10 %',
          `of: provider-a in month, rate: ${Math.round((prov.A[1] ?? 0) * 100)} %`,
        ),
        inContract(
          'of: provider-b in month, rate: 12 %',
          `of: provider-b in month, rate: ${Math.round((prov.B[1] ?? 0) * 100)} %`,
        ),
      ],
    },
    {
      folder: 'one-default',
      check: 'sum(i for i,r,p,a in prov.values())*0.10*0.5*0.4',
      given: '15000',
    },
  ],
})

interface Points {
  readonly month_fee: number
  readonly points: Readonly<Record<string, number>>
}

const WORTH = { desk: 1, resolution_cat_A: 3, rca: 2, report: 1 }

const points = entry<Points>({
  id: 'dk-bodspoint',
  draw: (chance) => ({
    month_fee: chance.money(100, 900_000),
    points: Object.fromEntries(
      Object.entries(WORTH).map(([name, worth]) => [name, chance.pick([0, worth])]),
    ),
  }),
  edits: ({ month_fee, points: given }) => [
    inContract('125000.00 per month', `${money(month_fee)} per month`),
    ...Object.entries(given).map(([name, worth]) => {
      const id = name.toLowerCase().replaceAll('_', '-')
      const head = `of: ${id}, from: 2026-04-01, due: 2026-04-10, delivered: 2026-04-`
      return inFacts(`${head}${id === 'rca' ? '09' : '11'}`, `${head}${worth > 0 ? '11' : '10'}`)
    }),
  ],
  month: () => '2026-04',
  answer: (settled) => settled.owed('points.penalty'),
  readings: [
    { folder: 'uncapped' },
    {
      folder: 'cap-of-four-points',
      check: 'month_fee*0.01*min(4,sum(points.values()))',
      given: '5000',
    },
  ],
})

export const FEES: readonly Entry[] = [deadBand, prorata, pools, points]
