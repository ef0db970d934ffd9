/** Clauses on how soon somebody answers. */
import { readFileSync } from 'node:fs'
import type { Entry } from '../entry.ts'
import { entry, inFacts } from '../entry.ts'
import { later, wall } from './writing.ts'

interface Notified {
  readonly plan: string
  readonly notified: string
  readonly start: string
}

const analysis = entry<Notified>({
  id: 'akimedia-gti',
  draw: (chance) => {
    const notified = later(`${chance.day('2026-06-02', 0, 10)} 08:00`, chance.whole(0, 600))
    const plan = chance.pick(['start', 'classic', 'pro', 'vip'])
    const typical = { start: 8000, classic: 4000, pro: 240, vip: 120 }[plan] ?? 0
    const after = chance.pick([typical, typical - 1, typical + 1, chance.whole(1, 2 * typical)])
    return { plan, notified, start: later(notified, after) }
  },
  edits: ({ plan, notified, start }) => [
    inFacts('plan: pro', `plan: ${plan}`),
    inFacts('opened: 2026-06-05 16:00', `opened: ${wall(notified)}`),
    inFacts('responded: 2026-06-08 11:15', `responded: ${wall(start)}`),
  ],
  month: () => '2026-06',
  answer: (settled) => (settled.isMissed('take-up') ? 'missed' : 'met'),
  readings: [{ folder: 'working-hours' }],
})

interface Taken {
  readonly opened: string
  readonly started: string
  readonly severity: string
}

const support = entry<Taken>({
  id: 'proceau-dualcal',
  draw: (chance) => {
    const opened = later(`${chance.day('2026-06-02', 0, 12)} 00:00`, chance.whole(0, 1439))
    const after = chance.pick([119, 120, 121, chance.whole(1, 240), chance.whole(1, 5000)])
    return { opened, started: later(opened, after) }
  },
  edits: ({ opened, started }) => [
    inFacts('opened: 2026-06-05 18:30', `opened: ${wall(opened)}`),
    inFacts('responded: 2026-06-08 10:15', `responded: ${wall(started)}`),
    inFacts('at: 2026-06-05 18:40', `at: ${wall(opened)}`),
  ],
  month: () => '2026-06',
  answer: (settled) => (settled.isMissed('take-up') ? 'missed' : 'met'),
  readings: [
    { folder: 'minor' },
    {
      folder: 'requalified-from-the-start',
      check: "'met' if mins(opened,started)/60<=gti_h else 'missed'",
      given: 'missed',
    },
  ],
})

interface Calls {
  readonly offered: number
  readonly answered: number
  readonly in20: number
  readonly short_abandon: number
  readonly abandoned: number
}

const CALLS = readFileSync(
  new URL('../../../cases/corpus/helpdesk-8020/offered/facts.yaml', import.meta.url),
  'utf8',
)
const LISTED = CALLS.slice(CALLS.indexOf('  - { id: C-1,'))

/** Calls of one end, an hour apart from those of another. */
const callsOf = (count: number, name: string, end: string, seconds?: string): string =>
  Array.from({ length: count }, (_, i) => {
    const at = later('2026-06-02 09:00', i)
    const answer = seconds === undefined ? '' : `, responded: ${at}:${seconds}`
    return `  - { id: ${name}-${i}, type: call, end: ${end}, opened: ${at}:00${answer} }\n`
  }).join('')

const helpdesk = entry<Calls>({
  id: 'helpdesk-8020',
  assumed: { offered: 140, answered: 133, in20: 108, short_abandon: 2, abandoned: 7 },
  draw: (chance) => {
    const [in20, late] = [chance.whole(70, 90), chance.whole(5, 25)]
    const [early, given] = [chance.whole(0, 6), chance.whole(0, 6)]
    const answered = in20 + late
    const abandoned = early + given
    return { in20, answered, short_abandon: early, abandoned, offered: answered + abandoned }
  },
  edits: ({ in20, answered, short_abandon, abandoned }) => [
    inFacts(
      LISTED,
      [
        callsOf(in20, 'S', 'answered', '20'),
        callsOf(answered - in20, 'L', 'answered', '21'),
        callsOf(short_abandon, 'E', 'abandoned-early'),
        callsOf(abandoned - short_abandon, 'A', 'abandoned'),
      ].join(''),
    ),
  ],
  month: () => '2026-06',
  answer: (settled) => (settled.isMissed('answer') ? 'missed' : 'met'),
  readings: [
    { folder: 'offered' },
    {
      folder: 'answered',
      check: "'missed' if in20/answered<0.80 else 'met'",
      given: 'met',
    },
    {
      folder: 'without-short-abandons',
      check: "'missed' if in20/(offered-short_abandon)<0.80 else 'met'",
      given: 'missed',
    },
  ],
})

export const ANSWERS: readonly Entry[] = [analysis, support, helpdesk]
