/** Clauses whose answer is a date: silences, warranties, terms of notice. */
import { addDays, addMonths } from '../../oracles/check/days.ts'
import type { Entry } from '../entry.ts'
import { entry, inContract, inFacts } from '../entry.ts'
import { monthOf } from './writing.ts'

const tacit = entry<{ vsr_end: string }>({
  id: 'ccag09-tacit',
  draw: (chance) => ({ vsr_end: chance.day('2026-01-01', 0, 900) }),
  edits: ({ vsr_end }) => [inFacts('on: 2026-07-01', `on: ${vsr_end}`)],
  month: (_, awaited) => monthOf(awaited),
  answer: (settled) => settled.date('reception.decision', 'date'),
  readings: [
    { folder: 'as-written' },
    {
      folder: 'event-day-counted',
      check: 'str(addd(vsr_end,6))',
      given: '2026-07-07',
    },
  ],
})

const postpone = entry<{ notified: string }>({
  id: 'ccag09-postpone',
  draw: (chance) => ({ notified: chance.day('2026-01-01', 0, 900) }),
  edits: ({ notified }) => [inFacts('on: 2026-09-01', `on: ${notified}`)],
  month: (_, awaited) => monthOf(awaited),
  answer: (settled) => settled.date('postponement.decide', 'date'),
  readings: [
    { folder: 'as-written' },
    { folder: 'the-day-after', check: 'str(addd(notified,26))', given: '2026-09-27' },
  ],
})

interface Warranty {
  readonly reception: string
  readonly deprivation: readonly (readonly [string, string])[]
}

const warranty = entry<Warranty>({
  id: 'ccag09-warranty',
  draw: (chance) => {
    const reception = chance.day('2026-01-01', 0, 365)
    const deprivation = chance.list(0, 3, (index): readonly [string, string] => {
      const from = chance.day(addDays(reception, 2 + index * 110), 0, 40)
      return [from, chance.day(from, 1, 60)]
    })
    return { reception, deprivation }
  },
  edits: ({ reception, deprivation }) => [
    inFacts('on: 2026-01-15', `on: ${reception}`),
    inFacts(
      '\n  - { id: D-1, of: item, from: 2026-06-01, to: 2026-06-20 }\n  - { id: D-2, of: item, from: 2026-11-02, to: 2026-11-09 }',
      deprivation.length === 0
        ? ' []'
        : deprivation
            .map(([from, to], i) => `\n  - { id: D-${i}, of: item, from: ${from}, to: ${to} }`)
            .join(''),
    ),
  ],
  month: (_, awaited) => monthOf(awaited),
  answer: (settled) => settled.date('warranty.claim', 'date'),
  readings: [
    { folder: 'last-days-left-out' },
    {
      folder: 'last-days-counted',
      check: 'str(addd(addm(reception,12),sum(days(a,b)+1 for a,b in deprivation)))',
      given: '2027-02-12',
    },
  ],
})

interface Check {
  readonly start: string
  readonly anomalies: readonly (readonly [string, string, string])[]
}

const WEIGHTY = "s in('blocking','major')"

const regularService = entry<Check>({
  id: 'aq-vsr-1month',
  draw: (chance) => {
    const start = chance.day('2026-01-05', 0, 500)
    const anomalies = chance.list(0, 3, (index): readonly [string, string, string] => {
      const from = chance.day(addDays(start, 1 + index * 8), 0, 4)
      const severity = chance.pick(['blocking', 'major', 'minor'])
      return [from, severity, chance.day(from, 1, 4)]
    })
    return { start, anomalies }
  },
  edits: ({ start, anomalies }) => [
    inFacts('on: 2026-03-02', `on: ${start}`),
    inFacts(
      '\n  - { id: A-1, of: application, severity: major, from: 2026-03-20, to: 2026-03-24 }\n  - { id: A-2, of: application, severity: minor, from: 2026-04-10, to: 2026-04-30 }',
      anomalies.length === 0
        ? ' []'
        : anomalies
            .map(
              ([from, severity, to], i) =>
                `\n  - { id: A-${i}, of: application, severity: ${severity}, from: ${from}, to: ${to} }`,
            )
            .join(''),
    ),
  ],
  month: (_, awaited) => monthOf(awaited),
  answer: (settled) => settled.date('acceptance.regular-service', 'date'),
  readings: [
    { folder: 'again-from-the-fix' },
    {
      folder: 'again-from-the-occurrence',
      check: `str(addm(max([start]+[o for o,s,c in anomalies if ${WEIGHTY}]),1))`,
      given: '2026-04-20',
    },
    {
      folder: 'suspended',
      check: `str(addd(addm(start,1),sum(days(o,c) for o,s,c in anomalies if ${WEIGHTY})))`,
      given: '2026-04-06',
    },
  ],
})

const notice = entry<{ start: string }>({
  id: 'aq-tacit-24m',
  draw: (chance) => ({ start: chance.day('2026-01-01', 0, 500) }),
  edits: ({ start }) => [inContract('starts: 2026-02-16', `starts: ${start}`)],
  month: ({ start }) => monthOf(addMonths(start, 1)),
  answer: (settled, { start }) =>
    settled.date(`renewal ${addDays(addMonths(start, 24), -1)}`, 'due'),
  readings: [
    { folder: 'before-the-anniversary' },
    {
      folder: 'before-the-last-day',
      check: 'str(addm(addd(addm(start,24),-1),-3))',
      given: '2027-11-15',
    },
  ],
})

interface Meeting {
  readonly meeting: string
  readonly comments: string
}

const minutes = entry<Meeting>({
  id: 'aq-minutes',
  draw: (chance) => {
    const meeting = chance.day('2026-01-01', 0, 700)
    return { meeting, comments: chance.day(meeting, 8, 25) }
  },
  edits: ({ meeting, comments }) => [
    inFacts('on: 2026-05-05', `on: ${meeting}`),
    inFacts('on: 2026-05-22', `on: ${comments}`),
  ],
  month: (_, awaited) => monthOf(awaited),
  answer: (settled) => settled.date('minutes.draft', 'due'),
  readings: [
    { folder: 'elapsed-hours' },
    {
      folder: 'elapsed-hours',
      check: 'str(addd(comments,1))',
      given: '2026-05-23',
      answer: (settled) => settled.date('integration.integrate', 'due'),
    },
    {
      folder: 'one-working-day',
      check: 'str(addb(comments,1))',
      given: '2026-05-26',
      answer: (settled) => settled.date('integration.integrate', 'due'),
    },
  ],
})

export const DAYS: readonly Entry[] = [tacit, postpone, warranty, regularService, notice, minutes]
