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

export const DOWNTIME: readonly Entry[] = [tenTimes]
