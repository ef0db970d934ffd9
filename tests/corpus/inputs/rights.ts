/** Clauses on recurring duties, bans, and rights that a history opens. */
import { addDays, addMonths } from '../../oracles/check/days.ts'
import { exact } from '../../oracles/check/values.ts'
import type { Entry } from '../entry.ts'
import { entry, inFacts } from '../entry.ts'
import { last, later, monthOf } from './writing.ts'

interface Papers {
  readonly notified: string
  readonly asof: string
  readonly delivered: readonly string[]
}

/** Papers come near their day, and one more is due a little before what is known ends. */
const papers = entry<Papers>({
  id: 'aq-insurance15',
  draw: (chance) => {
    const notified = chance.day('2026-02-16', 0, 180)
    const delivered = chance.list(1, 3, (index) =>
      chance.day(addMonths(notified, 6 * index), index === 0 ? 0 : -9, 20),
    )
    const due = [addMonths(notified, 6 * delivered.length), addMonths(delivered.at(-1) ?? '', 6)]
    return { notified, delivered, asof: chance.day(last(...due), 1, 20) }
  },
  edits: ({ notified, delivered }) => [
    inFacts('on: 2026-02-16', `on: ${notified}`),
    inFacts('\n  - { of: hand-over, by: provider, did: hand-over, on: 2026-02-27 }', ''),
    inFacts(
      '\n  - { of: hand-over, by: provider, did: hand-over, on: 2026-08-14 }',
      delivered
        .map((on) => `\n  - { of: hand-over, by: provider, did: hand-over, on: ${on} }`)
        .join(''),
    ),
  ],
  month: ({ asof }) => monthOf(addMonths(asof, -1)),
  asOf: ({ asof }) => `${asof}T12:00:00Z`,
  answer: (settled) => {
    const missing = settled.steps().find(({ state }) => state === 'missing')
    return missing === undefined ? null : settled.date(`${missing.id} ${missing.about}`, 'due')
  },
  readings: [
    { folder: 'from-the-notification' },
    { folder: 'from-the-last-papers', check: 'str(addm(delivered[-1],6))', given: '2027-02-14' },
  ],
})

const yearly = entry<{ delivered: string }>({
  id: 'aq-env-report',
  draw: (chance) => ({ delivered: chance.day('2027-03-20', 0, 90) }),
  edits: ({ delivered }) => [inFacts('delivered: 2027-04-19', `delivered: ${delivered}`)],
  month: () => '2027-03',
  answer: (settled) => settled.owed('report.penalty'),
  readings: [
    {
      folder: 'yearly-report',
      check: "50.0*max(0,days('2027-03-31',delivered))",
      given: '950',
    },
    { folder: 'first-full-year', check: '0.0', given: '0' },
  ],
})

interface Subprocessor {
  readonly informed: string
  readonly objection: string
  readonly change: string
}

const OPEN =
  'change if objection<=str(addd(informed,15)) and change>=str(addd(objection,30)) else None'

const subprocessor = entry<Subprocessor>({
  id: 'lmd-subprocessor',
  draw: (chance) => {
    const informed = chance.day('2026-01-01', 0, 600)
    const objection = addDays(informed, chance.pick([1, 14, 15, 16, 20]))
    return { informed, objection, change: addDays(objection, chance.pick([28, 29, 30, 31, 45])) }
  },
  edits: ({ informed, objection }) => [
    inFacts('of: information, on: 2026-06-03', `of: information, on: ${informed}`),
    inFacts('on: 2026-06-15', `on: ${objection}`),
  ],
  month: ({ objection }) => monthOf(objection),
  asOf: ({ change }) => `${addDays(change, 40)}T12:00:00Z`,
  answer: (settled) => {
    const { state } = settled.step('new-subprocessor.leave')
    return state === 'open' || state === 'silent'
      ? settled.date('new-subprocessor.leave', 'due')
      : null
  },
  readings: [
    {
      folder: 'change-after-thirty-days',
      edits: ({ change }) => [inFacts('on: 2026-07-20', `on: ${change}`)],
    },
    {
      folder: 'change-inside-the-thirty-days',
      check: `None if change=='2026-07-20' else ${OPEN}`,
      given: 'None',
      edits: ({ change }) => [
        inFacts('on: 2026-07-10', `on: ${change === '2026-07-20' ? '2026-07-10' : change}`),
      ],
    },
  ],
})

interface Tariff {
  readonly term_end: string
  readonly notice: string
}

/**
 * 31 January + 1 month is 28 February, and 28 February less 1 month is 28 January: a notice between
 * the two is in time by the check and late by the term of the case.
 */
const inShortMonth = ({ term_end, notice }: Tariff): string | undefined =>
  notice <= addMonths(term_end, -1) === addMonths(notice, 1) <= term_end
    ? undefined
    : 'a month that is shorter: the terms count back from the end, the check from the notice'

const tariff = entry<Tariff>({
  id: 'webplus-hosting-rev',
  draw: (chance) => {
    const term_end = chance.day('2026-06-01', 0, 400)
    return { term_end, notice: addDays(term_end, -chance.whole(26, 34)) }
  },
  edits: ({ term_end, notice }) => [
    inFacts('of: end-of-term, on: 2026-12-31', `of: end-of-term, on: ${term_end}`),
    inFacts('on: 2026-12-01', `on: ${notice}`),
  ],
  month: ({ notice }) => monthOf(notice),
  asOf: ({ term_end }) => `${addDays(term_end, 40)}T12:00:00Z`,
  answer: (settled) => exact(settled.step('tariff.revise').state === 'done' ? 69 : 55),
  readings: [
    { folder: 'one-calendar-month', leftOut: inShortMonth },
    {
      folder: 'thirty-days',
      check: 'new_fee if addd(notice,30)<=D(term_end) else old_fee',
      given: '69',
    },
  ],
})

interface Hired {
  readonly end: string
  readonly hire: string
}

const ban = entry<Hired>({
  id: 'lmd-nonsolicit',
  draw: (chance) => {
    const end = chance.day('2026-01-10', 0, 500)
    const near = addDays(addMonths(end, 12), chance.whole(-1, 1))
    return { end, hire: chance.pick([near, near, chance.day(end, 1, 450)]) }
  },
  edits: ({ end, hire }) => [
    inFacts('on: 2026-07-18', `on: ${end}`),
    inFacts('on: 2027-05-02', `on: ${hire}`),
  ],
  month: ({ end, hire }) => monthOf([hire, addMonths(end, 12)].sort()[0] ?? ''),
  asOf: ({ end }) => `${addDays(addMonths(end, 12), 150)}T12:00:00Z`,
  answer: (settled) =>
    settled.step('non-solicitation.staff').state === 'breached' ? 'breach' : 'ok',
  readings: [
    { folder: 'a-hire-is-a-breach' },
    { folder: 'a-spontaneous-application', check: "'ok'", given: 'ok' },
  ],
})

interface Chronic {
  readonly outages: readonly (readonly [string, number])[]
  readonly notice: string
}

/** The hours pass 24, or not, with the outage of 29 March; neither before nor after. */
const chronic = entry<Chronic>({
  id: 'masergy-chronic',
  draw: (chance) => {
    const [first, second] = [chance.whole(2, 20) / 2, chance.whole(2, 20) / 2]
    const third = 24 - first - second + chance.pick([-1, -0.5, 0.5, 1])
    return {
      outages: [
        ['2026-03-02T08:00', first],
        ['2026-03-11T09:00', second],
        ['2026-03-29T10:00', Math.min(third, 13)],
        ['2026-04-02T00:00', 0.5],
      ],
      notice: chance.pick(['2026-04-03', '2026-04-27', '2026-04-28', '2026-04-29', '2026-04-30']),
    }
  },
  edits: ({ outages, notice }) => [
    ...['2026-03-02 15:00', '2026-03-11 17:00', '2026-03-29 19:30', '2026-04-02 01:00'].map(
      (end, i) => {
        const [start = '', hours = 0] = outages[i] ?? []
        return inFacts(`to: ${end}`, `to: ${later(start.replace('T', ' '), hours * 60)}`)
      },
    ),
    inFacts('on: 2026-04-20', `on: ${notice}`),
  ],
  month: () => '2026-04',
  answer: (settled) => (settled.step('chronic-outage').state === 'done' ? 'right_exercised' : 'no'),
  readings: [
    { folder: 'by-count-or-by-hours' },
    { folder: 'by-count-only', check: "'no' if len(outages)<=4 else ''", given: 'no' },
  ],
})

const DELIVERED = ['01-12', '02-09', '03-12', '04-09', '05-12', '06-09']

const defaults = entry<{ same_default: readonly number[] }>({
  id: 'naic-3of6',
  draw: (chance) => ({ same_default: DELIVERED.map(() => chance.whole(0, 1)) }),
  edits: ({ same_default }) =>
    DELIVERED.map((day, i) => {
      const head = `delivered: 2026-${day.slice(0, 3)}`
      return inFacts(`delivered: 2026-${day} }`, `${head}${same_default[i] === 1 ? '11' : '10'} }`)
    }),
  month: () => '2026-06',
  answer: (settled) => (settled.step('termination-right').state === 'open' ? 'right' : 'none'),
  readings: [
    { folder: 'three-of-six-months' },
    {
      folder: 'three-in-a-row-only',
      check: "'right' if any(sum(same_default[i:i+3])>=3 for i in range(4)) else 'none'",
      given: 'none',
    },
  ],
})

export const RIGHTS: readonly Entry[] = [
  papers,
  yearly,
  subprocessor,
  tariff,
  ban,
  chronic,
  defaults,
]
