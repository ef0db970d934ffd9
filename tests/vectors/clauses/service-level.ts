/** Credits by tiers of a monthly availability, under a cap a month and a cap over twelve months. */
import { closeWritten } from '../closing.ts'
import { downFor } from '../outages.ts'
import type { Fields } from '../read-case.ts'
import { CaseError, fieldsOf, listOf, numberOf } from '../read-case.ts'
import type { Asked } from './clause.ts'

export const clauses = ['servicelevelagreement']

export function ask(fields: Fields, expected: Fields): readonly Asked[] {
  const terms = fieldsOf(fields, 'contract')
  const input = fieldsOf(fields, 'input')
  const tiers = listOf(terms, 'tiers').map((tier) => ({
    below: numberOf(tier, 'below'),
    rate: numberOf(tier, 'credit_percent'),
  }))
  const rows = tiers.map(({ below, rate }, i) => {
    const next = tiers[i + 1]
    const lower = next === undefined ? '' : `at-least: ${next.below} %, `
    return `{ ${lower}under: ${below} %, rate: ${rate} % }`
  })
  const cap = (id: string, per: string, share: number, window: string): string =>
    `    - { id: ${id}, clause: sla §9, per: ${per}, at-most: ${share} % of fees in ${window}, take: by-rank, excess: lost }`
  const before = monthsBefore(input)
  const closed = closeWritten({
    levels: [
      `availability: { of: service, calendar: always, no-data: up }
       per: month
       target: { at-least: ${tiers[0]?.below} % }
       penalty: { of: service in month, bands: [${rows.join(', ')}], counts-in: [month-cap, year-cap] }`,
    ],
    performance: `  caps:
${cap('month-cap', 'month', numberOf(terms, 'monthly_cap_percent'), 'month')}
${cap('year-cap', '12 months', numberOf(terms, 'rolling_12m_cap_percent'), '12 months')}`,
    costs: `  fees:
    - { id: service, amount: ${numberOf(input, 'monthlyCharge').toFixed(2)} per month, from: 2026-04-01 }
    - { id: before, amount: ${before.charge} per month, until: 2026-03-31 }`,
    facts: [downFor(`${numberOf(input, 'monthlyServiceLevel')}`), before.openings].join('\n'),
    starts: '2025-05-01',
    takenOver: '2026-04',
    month: '2026-04',
  })
  return [
    {
      name: 'monthlyCredit',
      given: closed.owed(),
      expected: numberOf(expected, 'monthlyCredit').toFixed(2),
    },
  ]
}

/** The eleven months before, settled elsewhere: what each cost, and the credits that they had. */
function monthsBefore(input: Fields): { readonly charge: string; readonly openings: string } {
  const charge = numberOf(input, 'last11MonthCharge') / 11
  if (!Number.isInteger(charge * 100)) {
    throw new CaseError('skipped', 'the charge of eleven months is no whole number of cents each')
  }
  // Which of the eleven had the credits changes nothing: the window holds them all.
  const rows = MONTHS_BEFORE.map((month, i) => {
    const value = i === 0 ? numberOf(input, 'last11MonthCredit') : 0
    return `  - { id: OB-${i}, contract: CT-1, of: year-cap.used, in: ${month}, value: ${value.toFixed(2)}, ${AGREED} }`
  })
  return { charge: charge.toFixed(2), openings: ['openings:', ...rows].join('\n') }
}

const MONTHS_BEFORE = [
  ...['05', '06', '07', '08', '09', '10', '11', '12'].map((month) => `2025-${month}`),
  ...['01', '02', '03'].map((month) => `2026-${month}`),
]

const AGREED =
  'as-of: 2026-03-31, evidence: E-1, client-agreed: 2026-04-01, provider-agreed: 2026-04-01'
