/** Clauses on availability: a percentage of a month, a quarter or a year, and its bands. */
import type { Entry } from '../entry.ts'
import { entry, inContract, inFacts } from '../entry.ts'
import { later, money } from './writing.ts'

interface Quarter {
  readonly annual: number
  readonly down_min: number
  readonly sched_h_year: number
}

/** The first quarter of Paris has an hour less than its days. */
const MISSED = '>(quarter_min-60)/10000'
const EXCESS = 'down_min+max(0,sched_h_year-10)*60'

const tenTimes = entry<Quarter>({
  id: 'slack-2024-10x',
  draw: (chance) => ({
    annual: chance.money(1_000, 200_000),
    down_min: chance.pick([0, 12, 13, chance.whole(1, 900)]),
    sched_h_year: chance.pick([9, 10, 11, chance.whole(1, 15)]),
  }),
  edits: ({ annual, down_min, sched_h_year }) => {
    const end = later('2026-03-14 08:00', sched_h_year * 60)
    return [
      inContract('60000.00 per year', `${money(annual)} per year`),
      down_min === 0
        ? inFacts(
            '  - { id: O-1, of: service, from: 2026-02-10 10:00, to: 2026-02-10 10:25 }\n',
            '',
          )
        : inFacts('to: 2026-02-10 10:25', `to: ${later('2026-02-10 10:00', down_min)}`),
      inFacts('to: 2026-03-14 20:00 }     #', `to: ${end} } #`),
      inFacts('to: 2026-03-14 20:00 }\n', `to: ${end} }\n`),
    ]
  },
  month: () => '2026-03',
  answer: (settled) => settled.owed('uptime.penalty'),
  readings: [
    {
      folder: 'excess-counts',
      check: `r2(10*annual*(${EXCESS})/525600) if ${EXCESS}${MISSED} else 0`,
      given: '165.53',
    },
    {
      folder: 'unscheduled-only',
      check: `r2(10*annual*down_min/525600) if down_min${MISSED} else 0`,
      given: '28.54',
    },
  ],
})

interface Minutes {
  readonly instance_bill: number
  readonly outages_min: readonly number[]
}

const OVER = 'for o in outages_min if o>3'

/** The terms leave out what is under a length; the clause, what does not pass it. */
const atThree = ({ outages_min }: Minutes): string | undefined =>
  outages_min.includes(3)
    ? 'an outage of exactly 3 min: the terms count it whole, the check leaves it out'
    : undefined

const byMinute = entry<Minutes>({
  id: 'ovh-pci-minute',
  draw: (chance) => ({
    instance_bill: chance.money(10, 900),
    outages_min: chance.list(3, 3, () => chance.pick([1, 2, 3, 4, 5, chance.whole(4, 60)])),
  }),
  edits: ({ instance_bill, outages_min: [first = 0, second = 0, third = 0] }) => [
    inContract('180.00 per month', `${money(instance_bill)} per month`),
    inFacts('to: 2026-06-03 10:02', `to: ${later('2026-06-03 10:00', first)}`),
    inFacts('to: 2026-06-11 08:14', `to: ${later('2026-06-11 08:00', second)}`),
    inFacts('to: 2026-06-20 20:09', `to: ${later('2026-06-20 20:00', third)}`),
  ],
  month: () => '2026-06',
  answer: (settled) => settled.owed('uptime.penalty'),
  readings: [
    {
      folder: 'filter',
      leftOut: atThree,
      check: `r2(min(0.5,0.005*sum(o ${OVER}))*instance_bill) if sum(o ${OVER})>4.32 else 0`,
      given: '20.7',
    },
    {
      folder: 'deductible',
      check: `r2(min(0.5,0.005*sum(o-3 ${OVER}))*instance_bill) if sum(o-3 ${OVER})>4.32 else 0`,
      given: '15.3',
    },
  ],
})

interface Period {
  readonly down_min: number
  readonly invoiced: number
}

/** The 275 days from April to December have an hour more, in October. */
const elapsed = entry<Period>({
  id: 'imaje-annual',
  draw: (chance) => ({
    down_min: chance.pick([792, 793, 1051, 1052, 1980, 1981, 2628, 2629, chance.whole(1, 4000)]),
    invoiced: chance.whole(1, 90_000) * 9,
  }),
  edits: ({ down_min, invoiced }) => [
    inContract('3000.00 per month', `${money(invoiced / 9)} per month`),
    inFacts('to: 2026-05-05 23:00', `to: ${later('2026-05-05 08:00', down_min)}`),
  ],
  month: () => '2026-12',
  answer: (settled) => settled.owed('uptime.penalty'),
  readings: [
    {
      folder: 'elapsed-period',
      check: 'tier(100*(1-down_min/((days(start,end)+1)*1440+60)),grid)/100*invoiced',
      given: '1350',
    },
    {
      folder: 'full-year',
      check: 'tier(100*(1-down_min/525600),grid)/100*invoiced',
      given: '0',
    },
  ],
})

interface Year {
  readonly maint_min: number
  readonly down_min: number
  readonly annual_fee: number
}

const ROWS = '[(90,15),(99,10),(99.9,5)]'

const inUnequalParts = ({ annual_fee }: Year): string | undefined =>
  Math.round(annual_fee * 100) % 12 === 0
    ? undefined
    : 'a yearly fee of which a twelfth is no whole cent: the base is what is invoiced'

const annual = entry<Year>({
  id: 'it-leonardo-annual',
  draw: (chance) => ({
    maint_min: chance.whole(1, 6000),
    down_min: chance.pick([523, 524, 525, 526, 5232, 5256, 5257, chance.whole(1, 60_000)]),
    annual_fee: (chance.whole(100, 900_000) * chance.pick([12, 1])) / 100,
  }),
  edits: ({ maint_min, down_min, annual_fee }) => [
    inContract('60000.00 per year', `${money(annual_fee)} per year`),
    inFacts('to: 2026-05-05 17:20', `to: ${later('2026-05-05 08:00', down_min)}`),
    inFacts('to: 2026-02-11 16:00', `to: ${later('2026-02-10 00:00', maint_min)}`),
  ],
  month: () => '2026-12',
  answer: (settled) => settled.owed('uptime.penalty'),
  readings: [
    { folder: 'annual-fee', leftOut: inUnequalParts },
    {
      folder: 'monthly-fee',
      leftOut: inUnequalParts,
      check: `annual_fee/12*tier(100*(1-down_min/(year_min-maint_min)),${ROWS})/100`,
      given: '250',
    },
    {
      folder: 'maintenance-in-the-year',
      leftOut: inUnequalParts,
      check: `annual_fee*tier(100*(1-down_min/year_min),${ROWS})/100`,
      given: '3000',
    },
  ],
})

interface Range {
  readonly amount: number
  readonly outages: readonly number[]
  readonly maintenance: readonly (readonly [number, number])[]
}

const available = (target: string, down = 'sum(o for o in outages if o>=5)'): string =>
  `amount*tier(100*(1-(${down})/(month_min-sum(d for d,n in maintenance if n>=48))),[(95,50),(99,25),(${target},10)])/100`

const hosting = entry<Range>({
  id: 'lmd-avail',
  draw: (chance) => ({
    amount: chance.money(10, 900),
    outages: chance.list(3, 3, () => chance.pick([4, 5, 6, 14, 22, 38, chance.whole(1, 1500)])),
    maintenance: [[chance.whole(1, 600), chance.pick([1, 47, 48, 49, 100])]],
  }),
  edits: ({
    amount,
    outages: [first = 0, second = 0, third = 0],
    maintenance: [[length, ahead] = [0, 0]],
  }) => [
    inContract('240.00 per month', `${money(amount)} per month`),
    inFacts('to: 2026-06-03 10:04', `to: ${later('2026-06-03 10:00', first)}`),
    inFacts('to: 2026-06-11 08:12', `to: ${later('2026-06-11 08:00', second)}`),
    inFacts('to: 2026-06-20 20:16', `to: ${later('2026-06-20 20:00', third)}`),
    inFacts('announced: 2026-06-20 22:00', `announced: ${later('2026-06-23 00:00', -60 * ahead)}`),
    inFacts('to: 2026-06-23 02:00', `to: ${later('2026-06-23 00:00', length)}`),
  ],
  month: () => '2026-06',
  answer: (settled) => settled.owed('uptime.penalty'),
  readings: [
    { folder: 'calendar-month' },
    { folder: 'essential-range', check: available('99.9'), given: '0' },
    {
      folder: 'rolling-30-days',
      // The first outage lies before the thirty days; one of 190 min in July lies in them.
      month: () => '2026-07',
      check: available('99.95', '190+sum(o for o in outages[1:3] if o>=5)'),
      given: '24',
    },
  ],
})

export const DOWNTIME: readonly Entry[] = [tenTimes, byMinute, elapsed, annual, hosting]
