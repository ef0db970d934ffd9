/** What a month owes by nature, and which of it is told. */
import { describe, expect, test } from 'vitest'
import type { Derived } from '../base/because/graph.ts'
import { GraphBuilder } from '../base/because/graph.ts'
import { formatValue, known, undefinedBecause } from '../base/because/value.ts'
import { ratio } from '../base/ratio.ts'
import type { SettledMonth } from './settle.ts'
import {
  byNature,
  namedTotals,
  storeTotals,
  storeVat,
  totalRoots,
  totalsOf,
  vatOf,
} from './totals.ts'
import type { MonthVat, Taxed } from './vat.ts'

/** `provider indemnity 100`: who owes it, its nature, its cents (`?` where nobody knows). */
function monthOf(text: string): SettledMonth {
  const graph = new GraphBuilder()
  const rows = text === '' ? [] : text.split(',').map((row) => row.trim().split(' '))
  return {
    graph,
    fees: [],
    version: {
      program: {
        fees: [],
        effects: rows.map(([by, nature], i) => ({ id: `line-${i}`, by, nature })),
      },
    },
    lines: rows.map(([, , cents = ''], i) => ({
      effect: `line-${i}`,
      owed: graph.leaf(
        'facts',
        cents === '?' ? undefinedBecause('band-hole') : known(ratio(BigInt(cents)), 'cents'),
      ),
    })),
  } as unknown as SettledMonth
}

/** `indemnity 300, price-reduction 0`, with the names of their nodes. */
function told(text: string): string {
  const month = monthOf(text)
  const nodes = month.graph
  return [...namedTotals(totalsOf(month))]
    .map(([name, { value, node }]) => {
      const label = nodes.nodes[node]?.name
      return `${name} ${formatValue(value).split(' ')[0]}${label === `total.${name}` ? '' : ` (${label})`}`
    })
    .join(', ')
}

describe('totals by nature', () => {
  test.each([
    ['', 'indemnity 0, price-reduction 0'],
    ['provider indemnity 100, provider indemnity 200', 'indemnity 300, price-reduction 0'],
    ['provider indemnity 100, provider price-reduction 7', 'indemnity 100, price-reduction 7'],
    // What nobody knows is in no total.
    ['provider indemnity 100, provider indemnity ?', 'indemnity 100, price-reduction 0'],
    ['provider price-reduction ?', 'indemnity 0, price-reduction 0'],
    // The client's own are there as soon as one clause makes it owe anything.
    ['client price 5', 'indemnity 0, price-reduction 0, price 5, indemnity-of-client 0'],
    [
      'client indemnity 5, provider indemnity 100, client price 9',
      'indemnity 100, price-reduction 0, price 9, indemnity-of-client 5',
    ],
    ['client indemnity ?', 'indemnity 0, price-reduction 0, price 0, indemnity-of-client 0'],
  ])('%s: %s', (lines, expected) => {
    expect(told(lines)).toBe(expected)
  })

  test('of a position bear its name', () => {
    const month = monthOf('provider indemnity 100')
    const { indemnity, priceReduction } = byNature(month, 'position.client')
    expect([indemnity, priceReduction].map(({ node }) => month.graph.nodes[node]?.name)).toEqual([
      'position.client.indemnity',
      'position.client.price-reduction',
    ])
  })

  test('are stored under their names, the client’s where there are any', () => {
    const stored = (text: string) =>
      storeTotals(totalsOf(monthOf(text)), ({ value }) => Number(formatValue(value).split(' ')[0]))
    expect(stored('provider indemnity 1')).toStrictEqual({ indemnity: 1, 'price-reduction': 0 })
    expect(stored('provider indemnity 1, client price 2, client indemnity 3')).toStrictEqual({
      indemnity: 1,
      'price-reduction': 0,
      price: 2,
      'indemnity-of-client': 3,
    })
  })
})

describe('the VAT of a month', () => {
  const month = monthOf(
    'provider price-reduction 1000, provider indemnity 300, client indemnity 40',
  )
  const twenty = { rate: ratio(20n, 100n), isIncluded: false, source: { path: 'vat' } }
  const { effects, fees } = month.version.program
  const taxable = {
    ...month,
    version: {
      program: { fees, effects: [{ ...effects[0], vat: twenty }, ...effects.slice(1)] },
    },
  } as unknown as SettledMonth
  const cents = (amount: bigint): Derived =>
    month.graph.leaf('facts', known(ratio(amount), 'cents'))

  test('counts the indemnities of both parties, and those that are posted', () => {
    const left = (posted?: Parameters<typeof vatOf>[3]): string | undefined => {
      const { left: found } = vatOf(taxable, totalsOf(taxable), [], posted)
      return found && formatValue(found.value)
    }
    // 0 of price, 0.40 of the client, less 12.00 and 3.00.
    expect(left()).toBe('-1460 cents')
    expect(left(new Map([['indemnity', cents(100n)]]))).toBe('-1560 cents')
    expect(left(new Map([['indemnity-of-client', cents(100n)]]))).toBe('-1360 cents')
    expect(left(new Map([['price', cents(100n)]]))).toBe('-1460 cents')
  })
})

describe('what is kept of a month', () => {
  let next = 0
  const graph = new GraphBuilder()
  const figure = (): Derived => graph.leaf('facts', known(ratio(next++), 'cents'))
  const taxed = (): Taxed => ({ net: figure(), vat: figure(), gross: figure() })
  const node = (derived: Derived): number => derived.node
  const totals = { indemnity: figure(), priceReduction: figure() }
  const all: Required<MonthVat> = {
    lines: [taxed(), undefined],
    adjustments: [undefined, taxed()],
    reductions: taxed(),
    dues: taxed(),
    fees: taxed(),
    postedReductions: taxed(),
    postedDues: taxed(),
    left: figure(),
  }
  const parts = ({ net, vat, gross }: Taxed): Derived[] => [net, vat, gross]
  const stored = (taxes: Taxed) => ({
    net: taxes.net.node,
    vat: taxes.vat.node,
    gross: taxes.gross.node,
  })

  test('is each total, and each amount of its VAT', () => {
    const { lines, adjustments, reductions, dues, fees, postedReductions, postedDues, left } = all
    expect(totalRoots(totals, all)).toEqual([
      totals.indemnity,
      totals.priceReduction,
      ...parts(lines[0] as Taxed),
      ...parts(adjustments[1] as Taxed),
      ...[reductions, dues, fees, postedReductions, postedDues].flatMap(parts),
      left,
    ])
    expect(totalRoots(totals, { lines: [undefined], adjustments: [undefined] })).toEqual([
      totals.indemnity,
      totals.priceReduction,
    ])
  })

  test('is stored with what is known of it, and not at all without a rate', () => {
    const { lines, adjustments, left, ...sums } = all
    const { reductions, fees, dues } = sums
    expect(storeVat(all, node)).toStrictEqual({
      ...Object.fromEntries(Object.entries(sums).map(([name, taxes]) => [name, stored(taxes)])),
      left: left.node,
    })
    const none = { lines: [], adjustments: [] }
    expect(storeVat({ ...none, fees }, node)).toStrictEqual({ fees: stored(fees) })
    expect(storeVat({ ...none, reductions }, node)).toStrictEqual({
      reductions: stored(reductions),
    })
    expect(storeVat(none, node)).toBeUndefined()
    expect(storeVat({ ...none, dues }, node)).toBeUndefined()
  })
})
