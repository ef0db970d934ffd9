/** Prices that a formula over indices revises: which month an index is of, and from which base. */
import { describe, expect, test } from 'vitest'
import { closeText, faultsOf } from '../../tests/engine/close-life.ts'
import type { Written } from '../../tests/engine/contract-text.ts'
import { written } from '../../tests/engine/contract-text.ts'
import { at } from '../../tests/engine/hours.ts'
import { factsIn } from '../../tests/reports/months.ts'
import { parseValue } from '../base/because/value.ts'
import { formatDecimal, ratio } from '../base/ratio.ts'
import type { Settlement } from './settlement.ts'

/** A price of 10 000.00 from April 2026 on, revised each year. */
const priced = (terms: readonly string[], more: Partial<Written> = {}): Written => ({
  starts: '2026-04-01',
  levels: [
    `restoration: { of: incidents, where: { priority: P1 }, within: 4 h, calendar: always, clock: incident }
     per: month
     target: { share-in-time: at-least 95 % }`,
  ],
  term: '  renewal: { tacit: true, for: 24 months, at-most: 2, notice: { within: 3 months before term-end, dated: received } }',
  costs: `  fees: [{ id: servers, clause: sla §9, amount: 10000.00 per month }]
  revision:
    of: servers
    no-data: wait
    ${terms.join('\n    ')}`,
  ...more,
})

/** `2025-11 100, 2026-11 102`: values of the index, each told on the first of its month. */
const told = (indices: string): string =>
  `quantities:\n${indices
    .split(', ')
    .map((one) => one.split(' '))
    .map(([month, amount]) => `  - { of: syntec, on: ${month}-01, amount: ${amount} }`)
    .join('\n')}`

function close(about: Written, indices: string, month: string): Settlement {
  const [year = 0, number = 0] = month.split('-').map(Number)
  const end = new Date(Date.UTC(year, number, 2)).toISOString()
  const text = written(about)
  const { rare } = factsIn(told(indices))
  const settlement = closeText(text, { month, asOf: at(end), facts: rare, batches: [] })
  expect(faultsOf(text, settlement)).toEqual([])
  return settlement
}

function priceOf({ graph, fees }: Settlement): string {
  const value = parseValue(graph[fees[0]?.amount ?? -1]?.value ?? '')
  if (value?.state !== 'known') return value?.state ?? 'absent'
  return formatDecimal(ratio(value.number.numerator, 100n), 2)
}

const price = (about: Written, indices: string, month: string): string =>
  priceOf(close(about, indices, month))

describe('the month that an index is of', () => {
  const yearly = (s1: string): Written =>
    priced([
      ...['every: 1 April', 'formula: S1/S0', 'S0: syntec of 2025-11'],
      ...[`S1: syntec of ${s1}`, 'round: none'],
    ])
  const indices =
    '2025-11 100, 2026-02 101, 2026-04 102, 2026-11 103, 2027-02 104, 2027-04 105, 2027-11 106'

  test.each([
    // Until the first revision, the price of the file.
    ['November before', '2027-03', '10000.00'],
    ['November before', '2027-04', '10300.00'],
    ['November before', '2028-04', '10600.00'],
    ['2 months before', '2027-04', '10400.00'],
    // April before April is that of the year before: the one of the month is not known yet.
    ['April before', '2027-04', '10200.00'],
    ['April before', '2028-04', '10500.00'],
    ['February before', '2027-04', '10400.00'],
  ])('of %s, in %s: %s', (s1, month, expected) => {
    expect(price(yearly(s1), indices, month)).toBe(expected)
  })

  test('a value that is not known leaves the price without an amount, and is said', () => {
    const settlement = close(yearly('November before'), '2025-11 100', '2027-04')
    expect(priceOf(settlement)).toBe('nothing')
    expect(settlement.findings).toContainEqual({
      code: 'index-missing',
      params: { series: 'syntec', month: '2026-11', revision: '2027-04' },
    })
  })
})

describe('what a revision adds at most', () => {
  const indices =
    '2025-11 100, 2026-11 102, 2027-11 110, 2028-11 111, 2029-11 118, 2030-11 119, 2031-11 119'
  const held = (excess: string, more: Partial<Written> = {}): Written =>
    priced(
      [
        ...['every: 1 April', 'formula: S1/S0', 'S0: syntec of 2025-11'],
        ...['S1: syntec of November before', 'round: half-up 0.0001'],
        ...['at-most: 3 % per revision', `excess: ${excess}`],
      ],
      more,
    )

  test.each([
    // 1.02; then 1.10/1.02 is more than 3 %: 1.02 × 1.03 = 1.0506.
    ['lost', '2027-04', '10200.00'],
    ['lost', '2028-04', '10506.00'],
    // 1.0506 × 1.11/1.10 = 1.06015…: what was cut is gone.
    ['lost', '2029-04', '10602.00'],
    // The lesser of 1.10 and 1.0506, then of 1.11 and 1.0506 × 1.03 = 1.082118.
    ['carried', '2028-04', '10506.00'],
    ['carried', '2029-04', '10821.18'],
  ])('%s, in %s: %s', (excess, month, expected) => {
    expect(price(held(excess), indices, month)).toBe(expected)
  })

  test('begins again with the base, and then goes on from the revision before', () => {
    // Three years, then two at a time: the base of April 2030 and 2031 is the price of April 2029.
    const renewed = held('lost', {
      conventions: {
        'on-renewal': '{ caps: reset, streaks: continue, index-base: reset, liability: reset }',
      },
    })
    expect(price(renewed, indices, '2029-04')).toBe('10602.00')
    // 118/111 = 1.0631 is held at 1.03; 1.0602 × 1.03 = 1.092006.
    expect(price(renewed, indices, '2030-04')).toBe('10920.00')
    // 119/111 = 1.0721; 1.0721/1.0631 × 1.03 = 1.03872: 1.0387. 1.0602 × 1.0387 = 1.10123.
    expect(price(renewed, indices, '2031-04')).toBe('11012.00')
  })
})

describe('a price that an amendment adds', () => {
  test('is in a base from its month on', () => {
    const about: Written = {
      starts: '2026-04-01',
      levels: [
        `restoration: { of: incidents, where: { priority: P1 }, within: 4 h, calendar: always, clock: incident }
         per: month
         target: { share-in-time: at-least 95 % }
         penalty: { of: fees in 3 months, rate: 1 %, counts-in: none }`,
      ],
      amendments: [
        '{ id: av-1, signed: 2026-04-20, effective: 2026-05-01, changes: [{ in: costs.fees, add: { id: backup, clause: sla §9, amount: 900.00 per month } }] }',
      ],
    }
    const { tickets } = factsIn(
      'tickets: [{ id: T-1, type: incident, priority: P1, opened: 2026-06-08 08:00, resolved: 2026-06-08 18:00 }]',
    )
    const text = written(about)
    const settlement = closeText(text, {
      month: '2026-06',
      asOf: at('2026-07-02T00:00:00Z'),
      batches: [tickets],
    })
    const owed = parseValue(settlement.graph[settlement.lines[0]?.owed ?? -1]?.value ?? '')
    // 1 % of 48 000.00, 48 900.00 and 48 900.00.
    expect(owed).toMatchObject({ state: 'known', number: { numerator: 145800n } })
    expect(faultsOf(text, settlement)).toEqual([])
  })
})
