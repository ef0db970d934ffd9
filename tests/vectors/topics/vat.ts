/** The VAT of an invoice and of a penalty: an indemnity is outside VAT, a price reduction is not. */
import { closeWritten } from '../closing.ts'
import { textOf } from '../read-case.ts'
import type { TopicAnswer } from './topic.ts'

export const answer: TopicAnswer = (_, input) => {
  const closedAs = (nature: string) =>
    closeWritten({
      levels: [
        `timeliness: { of: report, within: due }
       per: month
       target: { count: at-most 0 }
       penalty: { nature: ${nature}, amount: ${textOf(input, 'penalty')}, counts-in: none }`,
      ],
      costs: `  fees: [{ id: service, amount: ${textOf(input, 'invoiceHT')} per month, vat: ${textOf(input, 'vat')} }]`,
      facts:
        'deliverables: [{ of: report, from: 2026-04-01, due: 2026-04-10, delivered: 2026-04-11 }]',
      month: '2026-04',
    })
  const outside = closedAs('indemnity')
  const reduced = closedAs('price-reduction')
  return {
    outOfVAT: { net: outside.vat('left'), vat: outside.vat('fees', 'vat') },
    asPriceReduction: {
      avoirHT: reduced.vat('reductions', 'net'),
      avoirTVA: reduced.vat('reductions', 'vat'),
      net: reduced.vat('left'),
    },
  }
}
