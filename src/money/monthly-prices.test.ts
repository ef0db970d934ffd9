/** Prices of months that were counted, were not counted, and have not come yet. */
import { describe, expect, test } from 'vitest'
import { closeText, faultsOf } from '../../tests/engine/close-life.ts'
import { written } from '../../tests/engine/contract-text.ts'
import { at } from '../../tests/engine/hours.ts'
import { factsIn } from '../../tests/reports/months.ts'
import { GraphBuilder } from '../base/because/graph.ts'
import { readingNothing } from './reading-nothing.ts'
import type { Settlement } from './settlement.ts'

/** What 1 % of a base is, asked twice, with 10.00 a user and a month. */
function settled(
  base: string,
  baseline: string,
  counted: Readonly<Record<string, number>>,
): Settlement {
  const level = `restoration: { of: incidents, where: { priority: P1 }, within: 4 h, calendar: always, clock: incident }
     per: month
     target: { share-in-time: at-least 95 % }
     penalty: { of: ${base}, rate: 1 %, counts-in: none }`
  const text = written({
    levels: [level, level],
    costs: `  fees:
    - { id: users, clause: sla §6, of: users on last-day, per: month, amount: 10.00 per user, part-units: pro-rata${baseline} }`,
  })
  const quantities = Object.entries(counted).map(
    ([day, amount]) => `  - { of: users, on: ${day}, amount: ${amount} }`,
  )
  const facts = factsIn(`tickets:
  - { id: T-1, type: incident, priority: P1, opened: 2026-05-07 08:00, resolved: 2026-05-07 18:00 }
quantities:
${quantities.join('\n')}`)
  const settlement = closeText(text, {
    month: '2026-05',
    asOf: at('2026-06-02T00:00:00Z'),
    facts: facts.rare,
    batches: [facts.tickets],
  })
  expect(faultsOf(text, settlement)).toEqual([])
  return settlement
}

const value = ({ graph }: Settlement, node: number | undefined): string =>
  graph[node ?? -1]?.value ?? 'none'

const BASELINE = ', baseline: 100'
const APRIL = { '2026-04-30': 90 }
const MAY = { '2026-05-31': 120 }
const AT_BASELINE = (month: string) => ({
  code: 'quantity-at-baseline',
  params: { selection: 'users.quantity', month, path: 'costs.fees[0]' },
})

describe('the price of a quantity', () => {
  test.each([
    // 900.00 and 1 200.00; June stands at the baseline, 1 000.00.
    ['fees in month', { ...APRIL, ...MAY }, '120000', '1200', []],
    ['fees in quarter', { ...APRIL, ...MAY }, '120000', '3100', []],
    // A month that has come and was not counted stands at it too, and that is said once.
    ['fees in month', APRIL, '100000', '1000', [AT_BASELINE('2026-05')]],
    ['fees in quarter', APRIL, '100000', '2900', [AT_BASELINE('2026-05')]],
    ['fees in quarter', MAY, '120000', '3200', [AT_BASELINE('2026-04')]],
  ])('%s, with %j', (base, counted, fee, owed, findings) => {
    const settlement = settled(base, BASELINE, counted as Record<string, number>)
    expect(value(settlement, settlement.fees[0]?.amount)).toBe(`${fee} cents`)
    expect(settlement.lines.map((line) => value(settlement, line.owed))).toEqual([
      `${owed} cents`,
      `${owed} cents`,
    ])
    expect(settlement.findings).toEqual(findings)
  })

  test('without a baseline is not known, and that is said once', () => {
    const settlement = settled('fees in month', '', APRIL)
    expect(value(settlement, settlement.fees[0]?.amount)).toBe('nothing')
    expect(settlement.findings.map(({ code }) => code)).toEqual([
      'quantity-missing',
      'line-without-amount',
      'line-without-amount',
    ])
    expect(settlement.findings[0]?.params).toEqual({
      selection: 'users.quantity',
      month: '2026-05',
      path: 'costs.fees[0]',
    })
  })

  test('says what stood in for what was not counted', () => {
    const leaves = (baseline: string) =>
      settled('fees in month', baseline, APRIL)
        .graph.filter(
          ({ step, params }) => step === 'facts' && params['selection'] === 'users.quantity',
        )
        .map(({ params, value: told, period }) => ({ params, told, period }))
    expect(leaves(BASELINE)).toEqual([
      {
        params: { selection: 'users.quantity', reducer: 'baseline' },
        told: '100 count',
        period: '2026-05',
      },
    ])
    expect(leaves('')).toEqual([
      { params: { selection: 'users.quantity' }, told: 'nothing', period: '2026-05' },
    ])
  })

  test('is computed once, however many bases ask for it', () => {
    const { graph } = settled('fees in month', BASELINE, MAY)
    expect(graph.filter(({ params }) => params['selection'] === 'users.quantity')).toHaveLength(1)
  })
})

test('what may read nothing of the month refuses it, and says what it reads', () => {
  const { graph, period, holeReading, item, index, ...rest } = readingNothing(
    new GraphBuilder(),
    '2026-04',
    'a price reads quantities only',
  )
  expect(period).toBe('2026-04')
  expect(Object.keys(rest)).toHaveLength(10)
  for (const read of Object.values(rest)) {
    expect(read as unknown as () => void).toThrow('a price reads quantities only')
  }
})
