/** Clauses whose answer is a state: a notice in time, a right that opens, a duty late. */
import { addDays } from '../../oracles/check/days.ts'
import type { Entry } from '../entry.ts'
import { entry, inContract, inFacts } from '../entry.ts'
import { later, monthOf, wall } from './writing.ts'

interface Down {
  readonly down_from: string
  readonly notice: string
  readonly cure_days: number
  /** The day on which it was down again after an hour of service. */
  readonly again: string
}

/** The day from which days count is not one of them, as the convention of the case has it. */
const onThirtieth = (from: string, notice: string): string | undefined =>
  addDays(from, 30) === notice
    ? 'a notice on the thirtieth day: the terms wait for its end, the check does not'
    : undefined

const thirtyDays = entry<Down>({
  id: 'ccag09-30d-down',
  assumed: { again: '2026-04-15' },
  draw: (chance) => {
    const down_from = chance.day('2026-01-10', 0, 300)
    const again = chance.day(down_from, 1, 20)
    const notice = addDays(down_from, chance.pick([29, 30, 31, 32, 45, 46, 47, 60]))
    return { down_from, again, notice, cure_days: chance.whole(1, 60) }
  },
  edits: ({ notice, cure_days }) => [
    inFacts('on: 2026-05-04', `on: ${notice}`),
    inContract('within: 15 days after notice', `within: ${cure_days} days after notice`),
  ],
  month: ({ notice }, awaited) => monthOf(awaited === 'None' ? notice : awaited),
  answer: (settled) => settled.date('termination.cure', 'due'),
  readings: [
    {
      folder: 'without-a-break',
      edits: ({ down_from }) => [inFacts('from: 2026-04-01', `from: ${down_from}`)],
      leftOut: ({ down_from, notice }) => onThirtieth(down_from, notice),
    },
    {
      folder: 'an-hour-of-service-breaks-it',
      check: 'str(addd(notice,cure_days)) if addd(again,30)<=D(notice) else None',
      given: 'None',
      edits: ({ down_from, again }) => [
        inFacts('from: 2026-04-01, to: 2026-04-15 10:00', `from: ${down_from}, to: ${again} 10:00`),
        inFacts('from: 2026-04-15 11:00', `from: ${again} 11:00`),
      ],
      leftOut: ({ again, notice }) => onThirtieth(again, notice),
    },
  ],
})

interface Installed {
  readonly contract_delivery: string
  readonly real_delivery: string
  readonly commissioned: string
}

const installation = entry<Installed>({
  id: 'ccag21-installation',
  draw: (chance) => {
    const contract_delivery = chance.day('2026-01-01', 0, 700)
    const real_delivery = chance.day(contract_delivery, 0, 40)
    return { contract_delivery, real_delivery, commissioned: chance.day(real_delivery, 0, 60) }
  },
  edits: ({ contract_delivery, real_delivery, commissioned }) => [
    inFacts(
      'contractual-delivery, on: 2026-10-01',
      `contractual-delivery, on: ${contract_delivery}`,
    ),
    inFacts('real-delivery, on: 2026-10-09', `real-delivery, on: ${real_delivery}`),
    inFacts('on: 2026-11-06', `on: ${commissioned}`),
  ],
  month: ({ commissioned }) => monthOf(commissioned),
  answer: (settled) => settled.daysLate('commissioning.commission'),
  readings: [
    {
      folder: 'from-the-contractual-date',
      check: 'max(0,days(str(addd(contract_delivery,30)),commissioned))',
      given: '6',
    },
    {
      folder: 'from-the-real-delivery',
      check: 'max(0,days(str(addd(real_delivery,30)),commissioned))',
      given: '0',
    },
  ],
})

interface Audited {
  readonly order: string
  readonly audit: string
  readonly report: string
}

const audit = entry<Audited>({
  id: 'aq-audit4w3w',
  draw: (chance) => {
    const order = chance.day('2026-01-01', 0, 700)
    const held = chance.day(order, 10, 40)
    return { order, audit: held, report: chance.day(held, 15, 30) }
  },
  edits: ({ order, audit: held, report }) => [
    inFacts('on: 2026-03-02', `on: ${order}`),
    inFacts('on: 2026-03-27', `on: ${held}`),
    inFacts('on: 2026-04-20', `on: ${report}`),
  ],
  month: ({ report }) => monthOf(report),
  answer: (settled) => settled.daysLate('security-audit.report'),
  readings: [
    { folder: 'calendar-weeks' },
    {
      // The term is in working days, the lateness in dates, as for every step.
      folder: 'working-weeks',
      check: 'max(0,days(str(addb(audit,15)),report))',
      given: '0',
    },
  ],
})

interface Notified {
  readonly discovered: string
  readonly notified: string
  readonly alert: string
}

const incident = entry<Notified>({
  id: 'lmd-incident72',
  assumed: { alert: '2026-06-05T20:00' },
  draw: (chance) => {
    const discovered = later(`${chance.day('2026-05-02', 0, 100)} 00:00`, chance.whole(0, 1439))
    const alert = later(discovered, -chance.whole(0, 600))
    const notified = later(discovered, 4320 + chance.pick([-1, 0, 1, chance.whole(-900, 900)]))
    return { discovered, alert, notified }
  },
  edits: ({ discovered, alert, notified }) => [
    inFacts('of: alert, on: 2026-06-05 20:00', `of: alert, on: ${wall(alert)}`),
    inFacts('of: discovery, on: 2026-06-05 22:40', `of: discovery, on: ${wall(discovered)}`),
    inFacts('on: 2026-06-08 21:50', `on: ${wall(notified)}`),
  ],
  month: ({ notified }) => monthOf(notified),
  answer: (settled) => (settled.step('incident.notify').state === 'done' ? 'met' : 'late'),
  readings: [
    { folder: 'from-the-discovery' },
    {
      folder: 'from-the-alert',
      check: "'met' if mins(alert,notified)<=72*60 else 'late'",
      given: 'late',
    },
  ],
})

interface Aware {
  readonly aware: string
  readonly notified: string
}

/** An instant with the offset that Paris has: summer from 29 March to 25 October 2026, 01:00 UTC. */
function inParis(utc: string): string {
  const isSummer = utc >= '2026-03-29 01:00' && utc < '2026-10-25 01:00'
  const offset = isSummer ? 2 : 1
  return `${later(utc, offset * 60).replace(' ', 'T')}:00+0${offset}:00`
}

/** The hour from two is there twice in autumn, and on no clock in spring. */
const atTwo = (time: string): string | undefined =>
  /-(03-(28|29)|10-(24|25|26))T02/.test(time)
    ? 'an hour that a wall shows twice, or not'
    : undefined

const breach = entry<Aware>({
  id: 'sec-24h',
  draw: (chance) => {
    const change = chance.pick(['2026-03-28', '2026-10-24', '2026-06-10'])
    const aware = later(`${change} 00:00`, chance.whole(0, 1500))
    const notified = later(aware, 1440 + chance.pick([-60, -1, 0, 1, 60, chance.whole(-90, 90)]))
    return { aware: inParis(aware), notified: inParis(notified) }
  },
  edits: ({ aware }) => [inFacts('"2026-03-29T01:15:00+01:00"', `"${aware}"`)],
  month: ({ notified }) => monthOf(notified),
  answer: (settled) => (settled.step('breach.notify').state === 'done' ? 'met' : 'late'),
  readings: [
    {
      folder: 'elapsed',
      edits: ({ notified }) => [inFacts('"2026-03-30T02:00:00+02:00"', `"${notified}"`)],
    },
    {
      folder: 'wall-clock',
      check: "'late' if mins(aware[:16],notified[:16])>1440 else 'met'",
      given: 'late',
      edits: ({ notified }) => [
        inFacts(
          'responded: "2026-03-30T02:00:00+02:00", resolved: "2026-03-30T02:00:00+02:00"',
          `responded: "${notified}", resolved: "${notified}"`,
        ),
      ],
      leftOut: ({ aware, notified }) => atTwo(aware) ?? atTwo(notified),
      answer: (settled) => (settled.isMissed('notice') ? 'late' : 'met'),
    },
  ],
})

interface TakenOver {
  readonly down: string
  readonly now: string
  readonly stepin: string
}

const stepIn = entry<TakenOver>({
  id: 'stepin-2d',
  draw: (chance) => {
    const down = later(`${chance.day('2026-05-02', 0, 100)} 00:00`, chance.whole(1, 1439))
    const now = later(down, 2880 + chance.pick([-1, 0, 1, chance.whole(-900, 2000)]))
    return { down, now, stepin: now.slice(0, 10) }
  },
  edits: ({ down, now }) => [
    inFacts('from: 2026-05-04 06:00', `from: ${wall(down)}`),
    inFacts('on: 2026-05-06 09:00', `on: ${wall(now)}`),
  ],
  month: ({ now }) => monthOf(now),
  answer: (settled) => settled.date('step-in.hand-back', 'due'),
  readings: [
    {
      folder: 'forty-eight-hours',
      leftOut: ({ down, now }) =>
        later(wall(down), 2880) === wall(now)
          ? 'an act at the instant of 48 h: the right opens there, the check wants more'
          : undefined,
    },
    {
      folder: 'two-whole-days',
      check: 'str(addm(stepin,2)) if days(down,stepin)>2 else None',
      given: 'None',
    },
  ],
})

export const STEPS: readonly Entry[] = [thirtyDays, installation, audit, incident, breach, stepIn]
