/** A month under two versions of a contract: what differs, and what that is worth to the client. */
import { describe, expect, test } from 'vitest'
import { closeText, sha256 } from '../../tests/engine/close-life.ts'
import type { Written } from '../../tests/engine/contract-text.ts'
import { written } from '../../tests/engine/contract-text.ts'
import { at } from '../../tests/engine/hours.ts'
import { factsIn } from '../../tests/reports/months.ts'
import type { Derived } from '../base/because/graph.ts'
import { findWrongNodes, GraphBuilder } from '../base/because/graph.ts'
import { formatDecimal, ratio } from '../base/ratio.ts'
import type { ClosedMonth } from './closed-months.ts'
import { compareMonth, worthOf } from './compare-months.ts'
import { settlementText } from './settlement.ts'

const level = (per: string, amount: string): string =>
  `restoration: { of: incidents, where: { priority: P1 }, within: 4 h, calendar: always, clock: incident }
  per: ${per}
  target: { share-in-time: at-least 95 % }
  penalty: { amount: ${amount} per late ticket, counts-in: none }`

const { tickets } = factsIn(`tickets:
  - { id: T-1, type: incident, priority: P1, opened: 2026-06-08 08:00, resolved: 2026-06-08 18:00 }
  - { id: T-2, type: incident, priority: P1, opened: 2026-06-09 08:00, resolved: 2026-06-09 18:00 }`)

function june(about: Written, month = '2026-06'): ClosedMonth {
  const settlement = closeText(written(about), {
    month,
    asOf: at('2026-08-02T00:00:00Z'),
    batches: [tickets],
  })
  return { settlement, hash: sha256(settlementText(settlement)) }
}

const money = ({ value }: Derived): string =>
  value.state === 'known' ? formatDecimal(ratio(value.number.numerator, 100n), 2) : value.state

/** What differs, and the worth of it, from one version to another. */
function compared(before: Written, after: Written): string[] {
  const graph = new GraphBuilder()
  const { figures, worth } = compareMonth(graph, june(before), june(after))
  expect(findWrongNodes(graph.nodes)).toEqual([])
  return [
    ...figures.map(
      ({ kind, name, before: was, after: is, difference }) =>
        `${kind} ${name}: ${money(was)} to ${money(is)}, ${money(difference)}`,
    ),
    `worth ${money(worth)}`,
  ]
}

const BASE: Written = { levels: [level('month', '100.00')] }
const fees = (...amounts: string[]): string =>
  `  fees: [${amounts.map((amount, i) => `{ id: fee-${i + 1}, amount: ${amount} per month }`).join(', ')}]`
const dues = (nature: string): string =>
  `${fees('1000.00')}\n  dues: [{ id: hosting, clause: sla §8, who: client, per: month, amount: 50.00, nature: ${nature}, counts-in: none }]`

describe('a month under two versions', () => {
  test.each<readonly [string, Written, Written, readonly string[]]>([
    ['is the same under one', BASE, BASE, ['worth 0.00']],
    [
      'of which the penalty is higher',
      BASE,
      { levels: [level('month', '130.00')] },
      [
        'line level-1.penalty: 200.00 to 260.00, 60.00',
        'total indemnity: 200.00 to 260.00, 60.00',
        'worth -60.00',
      ],
    ],
    [
      'of which a price falls and another is added',
      { ...BASE, costs: fees('1000.00') },
      { ...BASE, costs: fees('900.00', '250.00') },
      [
        'fee fee-1: 1000.00 to 900.00, -100.00',
        'fee fee-2: 0.00 to 250.00, 250.00',
        'worth 150.00',
      ],
    ],
    [
      'that lose a price and a level',
      {
        levels: [level('month', '100.00'), level('month', '70.00')],
        costs: fees('1000.00', '80.00'),
      },
      { ...BASE, costs: fees('1000.00') },
      [
        'total indemnity: 340.00 to 200.00, -140.00',
        'line level-2.penalty: 140.00 to 0.00, -140.00',
        'fee fee-2: 80.00 to 0.00, -80.00',
        'worth 60.00',
      ],
    ],
    [
      'in which the client owes more, as a price or as an indemnity',
      { ...BASE, costs: dues('price') },
      { ...BASE, costs: dues('indemnity') },
      [
        'total price: 50.00 to 0.00, -50.00',
        'total indemnity-of-client: 0.00 to 50.00, 50.00',
        'worth 0.00',
      ],
    ],
    [
      'where a level is of the quarter, by the name of it',
      BASE,
      { levels: [level('quarter', '100.00')] },
      [
        'line level-1.penalty 2026-Q2: 0.00 to 200.00, 200.00',
        'line level-1.penalty: 200.00 to 0.00, -200.00',
        'worth 0.00',
      ],
    ],
  ])('%s', (_, before, after, expected) => {
    expect(compared(before, after)).toEqual(expected)
  })

  test('is a month compared with itself, and several add up', () => {
    const graph = new GraphBuilder()
    const dearer: Written = { levels: [level('month', '130.00')] }
    const months = [
      compareMonth(graph, june(BASE), june(dearer)),
      compareMonth(graph, june(BASE, '2026-07'), june(dearer, '2026-07')),
    ]
    // 60.00 in June, and nothing in July, which has no ticket.
    expect(money(worthOf(graph, months))).toBe('-60.00')
    expect(months.map(({ figures }) => figures.length)).toEqual([2, 0])
    expect(money(worthOf(graph, []))).toBe('0.00')
    expect(() => compareMonth(graph, june(BASE), june(BASE, '2026-07'))).toThrow('one month')
  })
})
