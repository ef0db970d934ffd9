import { describe, expect, test } from 'vitest'
import type { CalendarDate } from '../../base/calendar/date.ts'
import { formatMonth, parseDate } from '../../base/calendar/date.ts'
import { readAmendedContract } from './versions.ts'

const KNOWN = { zones: new Set(['Europe/Paris']), regions: new Set(['FR']), statuses: [] }

const contract = (amendments: string): string => `vigie: 1
contract:
  id: CT-1
  title: Support
  kind: global
  mode: managed-services
  language: fr
  currency: EUR
  zone: Europe/Paris
  documents: [{ id: contract, title: Contrat }]
parties: { client: { name: Client SA }, provider: { name: Prestataire SAS } }
conventions:
  belongs-to: month-opened
  round: { figures: none, money: half-up 0.01 per line }
  on-the-limit: in-time
  part-units: started
  open-at-end: carried
  empty: left-out
  base: { vat: excluded, revised: true, one-offs: excluded }
  days: { working: office, event-day: left-out, closed-day: stays, proration: actual }
  nature: indemnity
  releases-from-damages: false
  closed-month: { reopenable-for: 12 months }
  on-renewal: { caps: reset, streaks: reset, index-base: continue, liability: reset }
calendars: { office: { week: { mon-fri: "09:00-18:00" } } }
costs: { fees: [{ id: support, amount: 10000.00 per month }] }
term: { starts: 2026-01-01, initial: 2 years }
amendments:
${amendments}`

const amendment = (id: string, signed: string, effective: string, price: string): string =>
  `  - { id: ${id}, signed: ${signed}, effective: ${effective}, prevails-over: [PREV], ` +
  `changes: [{ set: costs.fees.support.amount, to: ${price} per month }] }\n`

const day = (text: string): CalendarDate => parseDate(text) as CalendarDate

/** Each version as the month from which it holds and its price. */
function known(text: string, on: string): string[] {
  const { value, findings } = readAmendedContract('c.yaml', text, KNOWN)
  if (value === undefined) throw new Error(JSON.stringify(findings))
  return value.knownOn(day(on)).map(({ from, terms }) => {
    const price = terms.costs?.fees.flatMap((fee) => ('amount' in fee ? [fee.amount.text] : []))
    return `${formatMonth(from)} ${price?.join(', ')}`
  })
}

describe('versions of an amended contract', () => {
  const text = contract(
    amendment('av-1', '2026-09-15', '2026-10-01', '11000.00').replace(
      'prevails-over: [PREV], ',
      '',
    ) + amendment('av-2', '2026-12-10', '2026-06-01', '12000.00').replace('PREV', 'av-1'),
  )

  test('nothing but the contract is known before the first signature', () => {
    expect(known(text, '2026-09-14')).toEqual(['2026-01 10000.00 per month'])
  })

  test('an amendment is known on the day of its signature, and holds from its month', () => {
    const versions = ['2026-01 10000.00 per month', '2026-10 11000.00 per month']
    expect(known(text, '2026-09-15')).toEqual(versions)
    expect(known(text, '2026-12-09')).toEqual(versions)
  })

  test('one that prevails over another has the last word where both are in force', () => {
    expect(known(text, '2026-12-10')).toEqual([
      '2026-01 10000.00 per month',
      '2026-06 12000.00 per month',
      '2026-10 12000.00 per month',
    ])
  })

  test('sixty-one amendments are refused at once', () => {
    const many = Array.from({ length: 61 }, (_, i) =>
      amendment(`av-${i}`, '2026-01-02', '2026-02-01', '1.00').replace(
        'prevails-over: [PREV], ',
        '',
      ),
    )
    const { value, findings } = readAmendedContract('c.yaml', contract(many.join('')), KNOWN)
    expect(value).toBeUndefined()
    expect(findings.map(({ code }) => code)).toContain('amendments-too-many')
  })
})
