/** A contract of which only what a test is about is written out. */

export interface Written {
  /** The measure, and what stands beside it: one level a text. */
  readonly levels?: readonly string[]
  /** Other keys of `performance`, such as caps and exemptions. */
  readonly performance?: string
  readonly costs?: string
  /** The procedures of `management.steps`. */
  readonly steps?: string
  readonly conventions?: Readonly<Record<string, string>>
  readonly starts?: string
  /** The first month that is settled here, of a contract that began before. */
  readonly takenOver?: string
  /** Other keys of `term`, such as rights. */
  readonly term?: string
  /** The amendments, one a text. */
  readonly amendments?: readonly string[]
  readonly clock?: string
}

const CONVENTIONS: Readonly<Record<string, string>> = {
  'belongs-to': 'month-resolved',
  round: '{ figures: none, money: half-up 0.01 per line }',
  'on-the-limit': 'in-time',
  'part-units': 'started',
  'open-at-end': 'late-if-overdue',
  empty: 'left-out',
  base: '{ vat: excluded, revised: true, one-offs: excluded }',
  days: '{ working: office, event-day: left-out, closed-day: stays, proration: actual }',
  nature: 'indemnity',
  'releases-from-damages': 'false',
  'closed-month': '{ reopenable-for: 12 months }',
  'on-renewal': '{ caps: reset, streaks: continue, index-base: continue, liability: reset }',
}

const CLOCK =
  'starts: opened, stops: restored, pauses: [], on-reopen: resume, on-priority-change: keep'

const indented = (text: string): string =>
  text
    .trim()
    .split('\n')
    .map((line) => `      ${line.trim()}`)
    .join('\n')

const amended = (amendments: readonly string[]): string =>
  amendments.length === 0 ? '' : `amendments:\n${amendments.map((one) => `  - ${one}\n`).join('')}`

export function written(about: Written): string {
  const conventions = { ...CONVENTIONS, ...about.conventions }
  const levels = (about.levels ?? []).map(
    (level, i) => `    - id: level-${i + 1}\n      clause: sla §${i + 1}\n${indented(level)}`,
  )
  return `vigie: 1
contract:
  id: CT-1
  title: T
  kind: infrastructure
  mode: outsourcing
  language: fr
  currency: EUR
  zone: Europe/Paris
  documents: [{ id: sla, title: S }]
parties: { client: { name: Client SA }, provider: { name: Infogérant SAS } }
conventions:
${Object.entries(conventions)
  .map(([key, value]) => `  ${key}: ${value}`)
  .join('\n')}
calendars:
  office: { week: { mon-fri: "08:00-18:00" } }
  always: { week: { mon-sun: "00:00-24:00" } }
performance:
  clocks:
    incident: { ${about.clock ?? CLOCK} }
  levels:
${levels.join('\n')}
${about.performance ?? ''}
costs:
${about.costs ?? '  fees: [{ id: servers, amount: 48000.00 per month }]'}
${about.steps === undefined ? '' : `management:\n  steps:\n${about.steps}\n`}term:
  starts: ${about.starts ?? '2026-04-01'}
  initial: 36 months
${about.takenOver === undefined ? '' : `  taken-over: ${about.takenOver}\n`}${about.term ?? ''}
${amended(about.amendments ?? [])}`
}
