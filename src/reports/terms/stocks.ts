/**
 * Says what is put aside: reserves with their lots, advances with the way they come back.
 */
import { formatShare } from '../../base/wording/format.ts'
import type { Advance, Costs, StockTerms } from '../../contract/terms.ts'
import type { Block } from '../document.ts'
import { heading, left, table } from '../document.ts'
import type { TermSpeaker } from './phrases.ts'
import { sayEach, sayNumber, sayRate, titledName } from './phrases.ts'

export function stockTermBlocks({ stocks, advances }: Costs, words: TermSpeaker): Block[] {
  if (stocks.length + advances.length === 0) return []
  const { say } = words
  return [
    heading(say('stocks-heading')),
    table(
      ['stock', 'clause', 'rule'].map((title) => left(say(`column-${title}`))),
      [
        ...stocks.flatMap((stock) => rowsOf(stock, stockLines(stock, words))),
        ...advances.flatMap((advance) => rowsOf(advance, advanceLines(advance, words))),
      ],
    ),
  ]
}

function rowsOf(named: StockTerms | Advance, [first = '', ...others]: string[]): string[][] {
  return [[titledName(named), named.clause.text, first], ...others.map((line) => ['', '', line])]
}

function stockLines({ filled, emptied, take, lasts }: StockTerms, words: TermSpeaker): string[] {
  const { say } = words
  return [
    filled.kind === 'levels'
      ? say('stock-filled-by-levels', { of: emptied.of })
      : say('stock-filled', {
          count: sayNumber(filled.count, words),
          each: sayEach(filled.tile, words),
          of: emptied.of,
        }),
    say(`stock-${take}`),
    lasts === 'unlimited' || lasts.unit === 'ms'
      ? say('stock-unlimited')
      : say('stock-lasts', { months: `${lasts.count}` }),
  ]
}

function advanceLines({ of, on, rate, recovered }: Advance, words: TermSpeaker): string[] {
  const { say, language } = words
  const { executed, from, to } = recovered
  return [
    say('advance-paid', { rate: sayRate(rate, of, 'full', words), event: on }),
    say('advance-recovered', {
      from: formatShare(from.value, language),
      to: formatShare(to.value, language),
      executed: executed.id,
    }),
  ]
}
