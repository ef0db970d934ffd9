/** Clauses on an amount that the months which follow decide. */
import type { Entry } from '../entry.ts'
import { entry, inContract, inFacts } from '../entry.ts'
import { downFor, laterInSummer, money } from './writing.ts'

interface EarnedBack {
  readonly credit: number
  readonly next3: readonly number[]
}

const MONTHS = [
  { start: '2026-07-08 00:00', end: '"2026-07-08T02:58:33.600+02:00"', hours: 744 },
  { start: '2026-08-08 00:00', end: '"2026-08-08T02:13:55.200+02:00"', hours: 744 },
  { start: '2026-09-08 00:00', end: '"2026-09-08T03:36:00.000+02:00"', hours: 720 },
]

const earnBack = entry<EarnedBack>({
  id: 'slaw-earnback',
  draw: (chance) => ({
    credit: chance.money(10, 9000),
    next3: MONTHS.map(() => chance.pick([99.499, 99.5, 99.501, 99.6, 98.2, 97])),
  }),
  edits: ({ credit, next3 }) => [
    inContract('amount: 4200.00', `amount: ${money(credit)}`),
    ...MONTHS.map(({ start, end, hours }, i) =>
      inFacts(end, laterInSummer(start, downFor(next3[i] ?? 0, hours))),
    ),
  ],
  month: () => '2026-09',
  // What is given back is owed by the other party: its line is below zero.
  answer: (settled) => settled.returned('resolution.earned-back'),
  readings: [
    { folder: 'each-month' },
    {
      folder: 'each-strictly-above',
      check: 'credit if min(next3)>target else 0',
      given: '0',
    },
  ],
})

export const FOLLOWING: readonly Entry[] = [earnBack]
