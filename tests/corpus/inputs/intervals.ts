/** Clauses that look at intervals of a month or a year, one by one. */
import type { Entry } from '../entry.ts'
import { entry, inContract, inFacts } from '../entry.ts'
import { later, money } from './writing.ts'

/** Intervals of October 2026: 44 700 min, by five. */
const OCTOBER = 8940
/** Intervals with requests and without errors. */
const WITHOUT_ERRORS = 20

interface Rates {
  readonly intervals_rate_count: readonly (readonly [number, number])[]
  readonly charges: number
}

/** The intervals that had requests, each by its start. */
const rated = (rates: Rates['intervals_rate_count']): string =>
  [...rates, [0, WITHOUT_ERRORS] as const]
    .flatMap(([rate, count]) => Array.from({ length: count }, () => Math.round(rate * 100)))
    .map((rate, i) => `on: ${later('2026-10-07 10:00', 5 * i)}, amount: ${rate} % }`)
    .join('\n  - { of: error-rate, ')

const errorRates = entry<Rates>({
  id: 's3-error-rate',
  draw: (chance) => {
    const bad = chance.list(2, 2, () => [chance.whole(1, 100) / 100, chance.whole(1, 60)] as const)
    const left = OCTOBER - bad.reduce((sum, [, count]) => sum + count, 0)
    return { intervals_rate_count: [[0, left], ...bad], charges: chance.money(10, 9000) }
  },
  edits: ({ intervals_rate_count: [, ...bad], charges }) => [
    inContract('1200.00 per month', `${money(charges)} per month`),
    inFacts(
      rated([
        [0.5, 8],
        [0.2, 12],
      ]),
      rated(bad),
    ),
  ],
  month: () => '2026-10',
  answer: (settled) => settled.owed('errors.penalty'),
  readings: [
    { folder: 'mean-of-intervals' },
    {
      folder: 'intervals-with-traffic',
      check: `charges*tier(100-100*sum(r*n for r,n in intervals_rate_count)/(${WITHOUT_ERRORS}+sum(n for r,n in intervals_rate_count if r>0)),[(99.0,25),(99.9,10)])/100`,
      given: '300',
    },
  ],
})

interface Hours {
  readonly hourly_rate: number
  readonly hours: Readonly<Record<'h1' | 'h2' | 'h3', number>>
}

const hours = entry<Hours>({
  id: 'aws-ec2-hour',
  draw: (chance) => {
    const up = () => chance.pick([2, 3, 48, 53, 54, 55, chance.whole(0, 59)])
    return { hourly_rate: chance.money(0, 9), hours: { h1: up(), h2: up(), h3: up() } }
  },
  edits: ({ hourly_rate, hours: { h1, h2, h3 } }) => [
    inContract('0.46 per late interval', `${money(hourly_rate)} per late interval`),
    inFacts('to: 2026-06-08 09:01', `to: ${later('2026-06-08 09:00', 60 - h1)}`),
    inFacts('to: 2026-06-08 10:10', `to: ${later('2026-06-08 10:00', 60 - h2)}`),
    inFacts('to: 2026-06-08 11:58', `to: ${later('2026-06-08 11:00', 60 - h3)}`),
  ],
  month: () => '2026-06',
  answer: (settled) => settled.owed('hours.penalty'),
  readings: [
    { folder: 'clock-hours' },
    {
      folder: 'two-hours-at-a-time',
      // The hour before the first one is up.
      check: `r2(hourly_rate*sum(1 for m in (60+hours['h1'],hours['h2']+hours['h3']) if m/120<0.90))`,
      given: '0.46',
    },
  ],
})

interface Year {
  readonly bad_periods: number
  readonly reused: number
}

const year = entry<Year>({
  id: 'aws-ec2-2008',
  draw: (chance) => {
    const reused = chance.whole(1, 400)
    return { reused, bad_periods: reused + chance.pick([1, 51, 52, 53, 54, chance.whole(1, 99)]) }
  },
  edits: ({ bad_periods, reused }) => [
    inFacts('to: 2026-02-03 18:20', `to: ${later('2026-02-03 00:00', 5 * reused)}`),
    inFacts('to: 2026-07-14 11:20', `to: ${later('2026-07-14 08:00', 5 * (bad_periods - reused))}`),
  ],
  month: () => '2026-08',
  answer: (settled) => settled.owed('uptime.penalty'),
  readings: [
    { folder: 'used-downtime-excluded' },
    {
      folder: 'all-downtime',
      check: '10.0 if 100*(1-bad_periods/periods)<99.95 else 0',
      given: '10',
    },
  ],
})

export const INTERVALS: readonly Entry[] = [errorRates, hours, year]
