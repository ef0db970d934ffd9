/** The VAT of several lines of one rate: rounded once on their sum (EN 16931, BR-CO-17). */
import { closeWritten } from '../closing.ts'
import { CaseError, textOf } from '../read-case.ts'
import type { TopicAnswer } from './topic.ts'

/** Each line is a price reduction of the month: its credit note has a line for each. */
export const answer: TopicAnswer = (_, input) => {
  const { lines } = input
  if (!Array.isArray(lines)) throw new CaseError('failed', '"lines" is a list')
  const closed = closeWritten({
    levels: lines.map(
      (amount) => `timeliness: { of: report, within: due }
       per: month
       target: { count: at-most 0 }
       penalty: { nature: price-reduction, amount: ${String(amount)}, counts-in: none }`,
    ),
    costs: `  fees: [{ id: service, amount: 1000.00 per month, vat: ${textOf(input, 'rate')} }]`,
    facts:
      'deliverables: [{ of: report, from: 2026-04-01, due: 2026-04-10, delivered: 2026-04-11 }]',
    month: '2026-04',
  })
  return { 'BT-117': closed.vat('reductions', 'vat') }
}
