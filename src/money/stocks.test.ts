/** Reserves month by month: what is taken from which lot, what is short, lost and left. */
import { describe, expect, test } from 'vitest'
import { findWrongNodes, GraphBuilder } from '../base/because/graph.ts'
import { formatValue, known, undefinedBecause } from '../base/because/value.ts'
import type { YearMonth } from '../base/calendar/date.ts'
import { parseMonth } from '../base/calendar/date.ts'
import { ratio } from '../base/ratio.ts'
import type { Stock, StockReading } from '../contract/core/stock.ts'
import { Stocks } from './stocks.ts'

const FIRST = parseMonth('2026-01') as YearMonth

/** `oldest-first 2`: what is taken first, and for how many months a lot lasts. */
function stockOf(text: string): Stock {
  const [take, lasts] = text.split(' ')
  return {
    id: 'days',
    title: 'Days',
    unit: 'count',
    filled: 'days.filled',
    asked: 'days.asked',
    take: take as Stock['take'],
    ...(lasts !== undefined && { lasts: Number(lasts) }),
    source: { path: 'costs.stocks[0]' },
  }
}

/** `5 -2`: what a month adds, and what it asks for; `?` where nobody knows. */
function live(stock: Stock, months: readonly string[]) {
  const graph = new GraphBuilder()
  const stocks = new Stocks(graph)
  const READS: readonly StockReading[] = ['taken', 'short', 'lost', 'left']
  let asked = 0
  const said = months.map((text, i) => {
    const [filled = '', wanted = ''] = text.split(' -')
    const outcome = (name: string) => {
      asked += 1
      const number = name === 'days.filled' ? filled : wanted
      const value =
        number === '?' ? undefinedBecause('band-hole') : known(ratio(BigInt(number)), 'count')
      return graph.leaf('facts', value, { name })
    }
    return READS.map((reads) => {
      const { value } = stocks.read(stock, (FIRST + i) as YearMonth, reads, outcome)
      return value.state === 'known' ? formatValue(value).split(' ')[0] : '?'
    }).join(' ')
  })
  expect(findWrongNodes(graph.nodes)).toEqual([])
  return { said, graph, asked }
}

// The stock | what each month adds and asks for | taken, short, lost and left in each.
const TABLE = `
  oldest-first | 5 -2               | 2 0 0 3
  oldest-first | 5 -7               | 5 2 0 0
  oldest-first | 5 -5; 0 -1; 4 -1   | 5 0 0 0; 0 1 0 0; 1 0 0 3
  oldest-first | 5 -2; 5 -4; 0 -0   | 2 0 0 3; 4 0 0 4; 0 0 0 4
  # What is not used within two months is lost in the third, before anything is taken.
  oldest-first 2 | 5 -2; 5 -1; 0 -1; 0 -1 | 2 0 0 3; 1 0 0 7; 1 0 2 4; 0 1 4 0
  newest-first 2 | 5 -2; 5 -1; 0 -1; 0 -1 | 2 0 0 3; 1 0 0 7; 1 0 3 3; 0 1 3 0
  oldest-first 1 | 5 -2; 5 -6             | 2 0 0 3; 5 1 3 0
  # A lot that was used up is none, and nothing of it is lost.
  oldest-first 1 | 5 -5; 1 -0             | 5 0 0 0; 0 0 0 1
  # One takes from as many lots as it needs.
  oldest-first | 1 -0; 1 -0; 1 -3 | 0 0 0 1; 0 0 0 2; 3 0 0 0
  newest-first | 3 -0; 3 -1; 0 -3 | 0 0 0 3; 1 0 0 5; 3 0 0 2
  # Nothing is known of a reserve to which nobody knows what was added.
  oldest-first | ? -1 | ? ? 0 ?
`

describe('a reserve', () => {
  const rows = TABLE.split('\n').map((row) => row.trim())
  test.each(rows.filter((row) => row !== '' && !row.startsWith('#')))('%s', (row) => {
    const [stock = '', months = '', expected = ''] = row.split('|').map((cell) => cell.trim())
    expect(
      live(
        stockOf(stock),
        months.split(';').map((m) => m.trim()),
      ).said.join('; '),
    ).toBe(expected)
  })

  test('is computed once a month, however many figures are read', () => {
    expect(live(stockOf('oldest-first'), ['5 -2', '0 -1']).asked).toBe(4)
  })

  test('says of each lot of which month it is, and by which term', () => {
    const { graph } = live(stockOf('oldest-first'), ['5 -2', '4 -1'])
    const lots = graph.nodes.filter(({ name }) => name === 'days.lot')
    expect(
      lots.map(({ period, path, value }) => `${period} ${path} ${formatValue(value)}`),
    ).toEqual([
      '2026-01 costs.stocks[0] 3 count',
      '2026-01 costs.stocks[0] 2 count',
      '2026-02 costs.stocks[0] 4 count',
    ])
  })

  test('that is empty rests on what emptied it', () => {
    const { graph } = live(stockOf('oldest-first'), ['5 -5', '2 -2', '0 -1'])
    // 5 − 5, and with it 2 − 2: the sums of empty lots, each on the one before.
    const last = graph.nodes.at(-1)
    expect(last?.step).toBe('sum')
    const reached = new Set([graph.nodes.length - 1])
    for (const id of reached)
      for (const operand of graph.nodes[id]?.operands ?? []) reached.add(operand)
    const facts = [...reached].flatMap((id) => {
      const node = graph.nodes[id]
      return node?.step === 'facts' ? formatValue(node.value) : []
    })
    expect(facts.sort()).toEqual(['0 count', '2 count', '2 count', '5 count', '5 count'])
  })
})
