/** The reserves and advances of a month: what was added, taken, short, lost, and is left. */
import type { Speaker } from '../base/wording/say.ts'
import type { Settlement } from '../money/settlement.ts'
import type { Block } from './document.ts'
import { heading, left, right, table } from './document.ts'
import { sayFigure } from './figures.ts'

/** What is shown of a reserve, each explained by its name: `time-credit.lost`. */
export const STOCK_FIGURES = ['filled', 'taken', 'short', 'lost', 'left'] as const

export function stockBlocks(settlement: Settlement, speaker: Speaker): Block[] {
  const { stocks = [] } = settlement
  if (stocks.length === 0) return []
  const { say } = speaker
  return [
    heading(say('stocks-heading')),
    table(
      [
        left(say('column-stock')),
        left(say('column-clause')),
        ...STOCK_FIGURES.map((name) => right(say(`column-${name}`))),
      ],
      stocks.map((stock) => [
        stock.title,
        stock.clause ?? '',
        ...STOCK_FIGURES.map((name) => sayFigure(settlement, stock[name], speaker)),
      ]),
    ),
  ]
}
