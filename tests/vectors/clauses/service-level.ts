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
  if (numberOf(input, 'last11MonthCredit') !== 0) {
    throw new CaseError('skipped', 'credits of months before the contract are not read yet')
  }
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
    `    - { id: ${id}, clause: sla §9, per: ${per}, at-most: ${share} % of service in ${window}, take: by-rank, excess: lost }`
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
    costs: `  fees: [{ id: service, amount: ${numberOf(input, 'monthlyCharge').toFixed(2)} per month }]`,
    facts: downFor(`${numberOf(input, 'monthlyServiceLevel')}`),
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
