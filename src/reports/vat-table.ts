/**
 * The VAT of a month as a table: each price reduction, their sum, the price, what is posted for
 * closed months, and what is left.
 *
 * @fr tableau de TVA
 */
import type { Speaker } from '../base/wording/say.ts'
import type { Settlement } from '../money/settlement.ts'
import type { StoredTaxed } from '../money/stored-vat.ts'
import type { Block } from './document.ts'
import { heading, left, right, sentence, table } from './document.ts'
import { sayFigure, sayMonth, valueAt } from './figures.ts'

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
  const untaxed = (title: string, node: number | undefined): string[][] => {
    const value = node === undefined ? undefined : valueAt(settlement, node)
    return node === undefined || value?.state !== 'known' || value.number.numerator === 0n
      ? []
      : [[title, figure(node), '', figure(node)]]
  }
  const { adjustments = [], lines, posted } = settlement
  const isNoted = [...lines, ...adjustments].some((line) => line.vat)
  return [
    heading(say('vat-heading')),
    table(
      [left(''), right(say('column-net')), right(say('column-vat')), right(say('column-with-vat'))],
      [
        ...lines.flatMap((line) => (line.vat ? [row(line.id, line.vat)] : [])),
        ...(vat.reductions ? [row(say('vat-reductions'), vat.reductions)] : []),
        ...untaxed(say('vat-indemnity'), totals.indemnity),
        ...(vat.dues ? [row(say('vat-dues'), vat.dues)] : []),
        ...untaxed(say('vat-indemnity-of-client'), totals['indemnity-of-client']),
        ...(vat.fees ? [row(say('vat-fees'), vat.fees)] : []),
        ...adjustments.flatMap((line) =>
          line.vat ? [row(`${line.id} (${sayMonth(line.month, speaker)})`, line.vat)] : [],
        ),
        ...(vat.postedReductions ? [row(say('vat-posted-reductions'), vat.postedReductions)] : []),
        ...(vat.postedDues ? [row(say('vat-posted-dues'), vat.postedDues)] : []),
        ...untaxed(say('vat-posted-indemnity'), posted?.adjustments.indemnity),
        ...untaxed(
          say('vat-posted-indemnity-of-client'),
          posted?.adjustments['indemnity-of-client'],
        ),
        ...(vat.left === undefined ? [] : [[say('vat-left'), '', '', figure(vat.left)]]),
      ],
    ),
    ...(isNoted ? [sentence(say('vat-credit-note'))] : []),
  ]
}
