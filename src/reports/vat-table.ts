/**
 * The VAT of a month as a table: each price reduction, their sum, the price, and what is left.
 *
 * @fr tableau de TVA
 */
import type { Speaker } from '../base/wording/say.ts'
import type { Settlement, StoredTaxed } from '../money/settlement.ts'
import type { Block } from './document.ts'
import { heading, left, right, sentence, table } from './document.ts'
import { sayFigure, valueAt } from './figures.ts'

/** Nothing where no rate of VAT is known. */
export function vatBlocks(settlement: Settlement, speaker: Speaker): Block[] {
  const { vat, totals } = settlement
  if (vat === undefined) return []
  const { say } = speaker
  const figure = (node: number): string => sayFigure(settlement, node, speaker)
  const row = (title: string, { net, vat: tax, gross }: StoredTaxed): string[] => [
    title,
    figure(net),
    figure(tax),
    figure(gross),
  ]
  const owed = valueAt(settlement, totals.indemnity)
  const hasIndemnity = owed.state === 'known' && owed.number.numerator !== 0n
  return [
    heading(say('vat-heading')),
    table(
      [left(''), right(say('column-net')), right(say('column-vat')), right(say('column-with-vat'))],
      [
        ...settlement.lines.flatMap((line) => (line.vat ? [row(line.id, line.vat)] : [])),
        ...(vat.reductions ? [row(say('vat-reductions'), vat.reductions)] : []),
        ...(hasIndemnity
          ? [[say('vat-indemnity'), figure(totals.indemnity), '', figure(totals.indemnity)]]
          : []),
        ...(vat.dues ? [row(say('vat-dues'), vat.dues)] : []),
        ...(vat.fees ? [row(say('vat-fees'), vat.fees)] : []),
        ...(vat.left === undefined ? [] : [[say('vat-left'), '', '', figure(vat.left)]]),
      ],
    ),
    ...(settlement.lines.some((line) => line.vat) ? [sentence(say('vat-credit-note'))] : []),
  ]
}
