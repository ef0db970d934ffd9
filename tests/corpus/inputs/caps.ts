/** Clauses on rights that amounts open: months at the maximum, credits of a year. */
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

const CREDITS_OF_A_YEAR = [0, 40000, 120000, 0, 95000, 0, 60000, 0, 0, 110000, 0, 85000]

/** Of the six months with credits; a month without any has its report in time. */
const MONTHS_OWED = CREDITS_OF_A_YEAR.flatMap((credit, i) => (credit > 0 ? [i] : []))

/** Credits of each month of a year, of which the sum opens a right or not. */
const aggregate = entry<{ readonly credits: readonly number[] }>({
  id: 'voya-500k',
  draw: (chance) => {
    const most = chance.pick([84, 160])
    const drawn = (i: number): number => (MONTHS_OWED.includes(i) ? chance.whole(1, most) : 0)
    return { credits: CREDITS_OF_A_YEAR.map((_, i) => drawn(i) * 1000) }
  },
  edits: ({ credits }) =>
    credits.map((_, i) => {
      const day = `on: 2026-${String(i + 1).padStart(2, '0')}-15, amount: `
      return inFacts(`${day}${CREDITS_OF_A_YEAR[i]}.00`, `${day}${credits[i]}.00`)
    }),
  month: () => '2026-12',
  answer: (settled) => rightOrNone(settled, 'termination'),
  readings: [
    { folder: 'gross', check: "'right' if sum(credits)>=500000 else 'none'" },
    {
      // Two thirds of the credit of July are earned back by August and September.
      folder: 'after-earn-back',
      check: "'right' if sum(credits)-credits[6]*2/3>=500000 else 'none'",
      given: 'none',
    },
  ],
})

interface OneIncident {
  readonly fee: number
  readonly levels: Readonly<Record<string, number>>
  readonly incident_levels: readonly string[]
}

/** The fact by which the incident fails each level, and the same where it does not. */
const FAILED = {
  core_avail: ['to: 2026-06-08 12:00', 'to: 2026-06-08 10:10'],
  response: ['responded: 2026-06-08 11:00', 'responded: 2026-06-08 10:20'],
  portal_avail: ['to: 2026-06-08 16:00', 'to: 2026-06-08 11:00'],
} as const
const PERCENTS = [
  ['core_avail', 'at-least: 99.9 % }, penalty: { of: ongoing in month, rate: 5 %'],
  ['response', 'at-least 95 % }, penalty: { of: ongoing in month, rate: 2 %'],
  ['portal_avail', 'portal-part, rate: 6 %'],
] as const
const CREDIT =
  "(fee*levels['%']*(0.10 if '%'=='portal_avail' else 1) if '%' in incident_levels else 0)"

const oneIncident = entry<OneIncident>({
  id: 'us-one-incident',
  draw: (chance) => {
    const percent = (): number => chance.whole(1, 12) / 100
    const failed = Object.keys(FAILED).filter(() => chance.whole(0, 3) > 0)
    return {
      fee: chance.whole(1, 900) * 1000,
      levels: { core_avail: percent(), response: percent(), portal_avail: percent() * 8 },
      incident_levels: failed.length === 0 ? ['response'] : failed,
    }
  },
  edits: ({ fee, levels, incident_levels }) => [
    inContract('200000.00 per month', `${fee}.00 per month`),
    ...PERCENTS.map(([level, rate]) =>
      inContract(rate, `${rate.slice(0, -3)}${Math.round((levels[level] ?? 0) * 100)} %`),
    ),
    ...Object.entries(FAILED).map(([level, [failed, met]]) =>
      inFacts(failed, incident_levels.includes(level) ? failed : met),
    ),
  ],
  month: () => '2026-06',
  answer: (settled) => settled.owed(),
  readings: [
    { folder: 'highest' },
    {
      folder: 'all-stack',
      check: PERCENTS.map(([level]) => CREDIT.replaceAll('%', level)).join('+'),
      given: '15200',
    },
  ],
})

export const CAPS: readonly Entry[] = [oneIncident, monthsAtMaximum, aggregate]
