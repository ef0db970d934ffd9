/** Clauses on a notice that must come in time: the end of a term, an audit. */
import { addDays, addMonths } from '../../oracles/check/days.ts'
import type { Entry } from '../entry.ts'
import { entry, inContract, inFacts } from '../entry.ts'
import { monthOf } from './writing.ts'

interface OptOut {
  readonly start: string
  readonly months: number
  readonly optout_sent: string
  /** The postmark of a letter that arrives on `optout_sent`. */
  readonly letter: string
}

const optOutLast = (i: OptOut): string => addDays(addMonths(i.start, i.months), -1)

const renewal = entry<OptOut>({
  id: 'lmd-renew',
  assumed: { letter: '2027-02-11' },
  draw: (chance) => {
    const start = chance.day('2026-01-01', 0, 500)
    const months = chance.pick([6, 12, 18])
    const optout_sent = addDays(addMonths(start, months), chance.whole(-35, -26))
    return { start, months, optout_sent, letter: chance.day(optout_sent, -6, 0) }
  },
  edits: ({ start, months }) => [
    inContract('starts: 2026-03-15', `starts: ${start}`),
    inContract('initial: 12 months', `initial: ${months} months`),
  ],
  month: (i) => monthOf(addDays(optOutLast(i), -30)),
  answer: (settled, i) =>
    settled.step(`renewal ${optOutLast(i)}`).answer === 'end' ? 'ended' : 'renewed',
  readings: [
    ...['thirty-days-before-the-last-day', 'thirty-days-before-the-next-term'].map((folder, i) => ({
      folder,
      ...(i === 0
        ? {}
        : {
            check: "'ended' if D(optout_sent)<=addd(addm(start,months),-30) else 'renewed'",
            given: 'renewed',
            month: ({ start, months }: OptOut) => monthOf(addDays(addMonths(start, months), -30)),
          }),
      edits: ({ optout_sent }: OptOut) => [
        inFacts(
          'sent: 2027-02-15, received: 2027-02-15',
          `sent: ${optout_sent}, received: ${optout_sent}`,
        ),
      ],
    })),
    ...['by-the-postmark', 'by-its-reception'].map((folder, i) => ({
      folder,
      check: `'ended' if D(${i === 0 ? 'letter' : 'optout_sent'})<=addd(addd(addm(start,months),-1),-30) else 'renewed'`,
      given: i === 0 ? 'ended' : 'renewed',
      edits: ({ letter, optout_sent }: OptOut) => [
        inFacts(
          'sent: 2027-02-11, received: 2027-02-15',
          `sent: ${letter}, received: ${optout_sent}`,
        ),
      ],
    })),
  ],
})

interface ClientAudit {
  readonly last_audit: string
  readonly wanted: string
  readonly notice: string
}

const clientAudit = entry<ClientAudit>({
  id: 'lmd-audit',
  draw: (chance) => {
    const last_audit = chance.day('2025-02-01', 0, 300)
    const wanted = addDays(addMonths(last_audit, 12), chance.whole(-3, 30))
    return { last_audit, wanted, notice: addDays(wanted, -chance.pick([28, 29, 30, 31, 60])) }
  },
  edits: ({ last_audit, wanted, notice }) => [
    inFacts('of: audit-held, on: 2025-11-12', `of: audit-held, on: ${last_audit}`),
    inFacts('did: ask, on: 2026-09-25', `did: ask, on: ${notice}`),
    inFacts('did: audit, on: 2026-10-20', `did: audit, on: ${wanted}`),
  ],
  month: ({ wanted }) => monthOf(wanted),
  answer: (settled) =>
    settled.step('client-audit.audit').state === 'done' ? 'allowed' : 'refused',
  readings: [
    { folder: 'once-in-twelve-months' },
    {
      folder: 'asked-by-an-authority',
      check: "'allowed' if notice<=wanted else 'refused'",
      given: 'allowed',
      edits: ({ notice }) => [
        inFacts('of: authority-request, on: 2026-09-25', `of: authority-request, on: ${notice}`),
      ],
    },
  ],
})

interface Published {
  readonly start: string
  readonly term_months: number
  readonly versions: Readonly<Record<'v1' | 'v2', string>>
  readonly event: string
  readonly notice: string
}

const RENEWAL = 'str(addm(start,term_months))'
const IN_FORCE = `('v2' if event>=${RENEWAL} and versions['v2']<=${RENEWAL} else 'v1')`

/** The second version comes near the renewal or in either term; what happens is in one of them. */
const versions = entry<Published>({
  id: 'azure-version90',
  draw: (chance) => {
    const start = addMonths('2025-01-01', chance.whole(0, 20))
    const term_months = chance.pick([6, 12, 24])
    const renewal = addMonths(start, term_months)
    const published = chance.pick([
      addDays(renewal, chance.whole(-1, 1)),
      chance.day(start, 1, 30 * term_months),
    ])
    return {
      start,
      term_months,
      versions: { v1: addDays(start, -chance.whole(0, 90)), v2: published },
      event: chance.day(addMonths(renewal, -5), 0, 300),
      notice: addDays(published, -chance.pick([89, 90, 91, chance.whole(1, 200)])),
    }
  },
  edits: ({ start, term_months, versions: { v2 }, event }) => [
    inContract('starts: 2025-09-01', `starts: ${start}`),
    inContract('initial: 12 months', `initial: ${term_months} months`),
    inContract('true, for: 12 months', `true, for: ${term_months} months`),
    inContract('signed: 2026-05-15', `signed: ${v2}`),
    inFacts('from: 2026-10-12 10:00, to: 2026-10-12', `from: ${event} 10:00, to: ${event}`),
  ],
  month: ({ event }) => monthOf(event),
  answer: (settled) => (settled.amendments().includes('v2') ? 'v2' : 'v1'),
  readings: [
    { folder: 'version-of-the-renewal' },
    {
      folder: 'notice-too-short',
      check: `${IN_FORCE} if days(notice,versions['v2'])>=90 else 'v1'`,
      given: 'v1',
      edits: ({ notice }) => [inContract('notified: 2026-02-20', `notified: ${notice}`)],
    },
  ],
})

interface Repeated {
  readonly months: Readonly<Record<string, number>>
  readonly notice: string
  readonly prepaid: number
  readonly remaining_months: number
  readonly term_months: number
  /** The day on which the second miss is reported. */
  readonly reported: string
}

const REFUND = 'r2(prepaid*remaining_months/term_months)'

/** The client leaves on 15 June 2026, the sixteenth month: what remains is of its term. */
const repeated = entry<Repeated>({
  id: 'zoominfo-repeat',
  assumed: { reported: '2026-06-12' },
  draw: (chance) => {
    const notice = chance.day('2026-01-10', 0, 140)
    const limit = addMonths(notice, 3)
    const reported = chance.pick([addDays(limit, -1), limit, addDays(limit, 1), '2026-06-12'])
    return {
      months: {
        '2026-02': chance.pick([99.85, 99.9, 99.95]),
        '2026-05': chance.pick([99.86, 99.899, 99.9, 99.95]),
      },
      notice,
      reported: reported < '2026-06-15' ? reported : '2026-06-14',
      prepaid: chance.whole(1, 300) * 1200,
      remaining_months: chance.whole(0, 20),
    }
  },
  edits: ({ months, prepaid, remaining_months }) => [
    inContract('30000.00 per year', `${prepaid}.00 per year`),
    inContract('initial: 24 months', `initial: ${16 + remaining_months} months`),
    inFacts('amount: 99.85 %', `amount: ${months['2026-02']} %`),
    inFacts('amount: 99.86 %', `amount: ${months['2026-05']} %`),
  ],
  month: () => '2026-06',
  answer: (settled) => settled.owed('refund.due'),
  readings: [
    {
      folder: 'calendar-months',
      edits: ({ notice }) => [inFacts('on: 2026-03-10', `on: ${notice}`)],
    },
    {
      folder: 'dates-of-the-reports',
      check: `${REFUND} if reported>=notice and D(reported)<=addm(notice,3) else 0`,
      given: '0',
      edits: ({ notice, reported }) => [
        inFacts('report, on: 2026-03-10', `report, on: ${notice}`),
        inFacts('on: 2026-06-12', `on: ${reported}`),
      ],
    },
  ],
})

export const NOTICES: readonly Entry[] = [renewal, clientAudit, versions, repeated]
