/** The VAT of a month, amount by amount: what is rounded together, shared out, and left. */
import { describe, expect, test } from 'vitest'
import type { Derived } from '../base/because/graph.ts'
import { findWrongNodes, GraphBuilder } from '../base/because/graph.ts'
import { formatValue, known, undefinedBecause } from '../base/because/value.ts'
import type { YearMonth } from '../base/calendar/date.ts'
import { parseMonth } from '../base/calendar/date.ts'
import type { Ratio } from '../base/ratio.ts'
import { parseRatio, ratio } from '../base/ratio.ts'
import type { Effect, Fee, Program } from '../contract/core/core.ts'
import type { Adjustment } from './adjustments.ts'
import type { MonthVat, Taxed } from './vat.ts'
import { vatOfMonth } from './vat.ts'

const NATURES = { less: 'price-reduction', more: 'price', penalty: 'indemnity' } as const

type Vat = NonNullable<Effect['vat']>

/** `20%` on top of an amount, `20%in` within it, `-` of a rate that nobody knows. */
function vatOf(text: string): { readonly vat?: Vat } {
  const [, percent, within] = /^([\d.]+)%(in)?$/.exec(text) ?? []
  if (percent === undefined) return {}
  const rate = parseRatio(`${Number(percent) * 10}/1000`) as Ratio
  return { vat: { rate, isIncluded: within !== undefined, source: { path: `vat.${percent}` } } }
}

interface Month {
  /** `less 10.03 20%`: its nature, what it owes (`?`: unknown), and its VAT. */
  readonly lines?: string
  /** `80000 20%` */
  readonly fees?: string
  /** `posted 2026-03 less 120.00 20%` */
  readonly adjustments?: string
  readonly indemnities?: readonly number[]
  readonly ofClient?: readonly number[]
}

const listed = (text: string): string[][] =>
  text === '' ? [] : text.split(',').map((one) => one.trim().split(' '))

function vatIn({
  lines = '',
  fees = '',
  adjustments = '',
  indemnities = [],
  ofClient = [],
}: Month) {
  const graph = new GraphBuilder()
  const cents = (euros: string): Derived =>
    graph.leaf(
      'facts',
      euros === '?'
        ? undefinedBecause('band-hole')
        : known(ratio(BigInt(Math.round(Number(euros) * 100))), 'cents'),
    )
  const effects = listed(lines).map(([nature = '', , vat = ''], i) => ({
    id: `line-${i}`,
    nature: NATURES[nature as keyof typeof NATURES],
    ...vatOf(vat),
  }))
  const priced = listed(fees).map(([euros = '', vat = ''], i) => ({
    fee: {
      id: `fee-${i}`,
      vat: vatOf(vat).vat?.rate,
      source: { path: `fee-${i}` },
    } as unknown as Fee,
    amount: cents(euros),
  }))
  const taxes = vatOfMonth({
    program: { effects, fees: priced.map(({ fee }) => fee) } as unknown as Program,
    graph,
    lines: listed(lines).map(([, euros = ''], i) => ({ effect: `line-${i}`, owed: cents(euros) })),
    fees: priced,
    adjustments: listed(adjustments).map(
      ([state, month = '', nature = '', euros = '', vat = '']) => ({
        line: { nature: NATURES[nature as keyof typeof NATURES] },
        state,
        month: parseMonth(month) as YearMonth,
        amount: cents(euros),
        ...vatOf(vat),
      }),
    ) as unknown as Adjustment[],
    indemnities: {
      provider: indemnities.map((euros) => cents(`${euros}`)),
      client: ofClient.map((euros) => cents(`${euros}`)),
    },
  })
  expect(findWrongNodes(graph.nodes)).toEqual([])
  return { ...told(taxes), graph, taxes }
}

const euros = ({ value }: Derived): string => {
  const number = Number(formatValue(value).split(' ')[0])
  return Number.isNaN(number) ? formatValue(value) : (number / 100).toFixed(2)
}

const taxed = (part: Taxed | undefined): string =>
  part === undefined ? '-' : `${euros(part.net)} + ${euros(part.vat)} = ${euros(part.gross)}`

/** What there is of a month, as `10.00 + 2.00 = 12.00`. */
function told({ lines, adjustments, left, ...totals }: MonthVat) {
  return {
    lines: lines.map(taxed),
    adjustments: adjustments.map(taxed),
    totals: Object.fromEntries(
      Object.entries(totals).map(([name, part]) => [name, taxed(part as Taxed)]),
    ),
    left: left && euros(left),
  }
}

describe('the VAT of lines', () => {
  test.each([
    ['less 10.00 20%', ['10.00 + 2.00 = 12.00'], '10.00 + 2.00 = 12.00'],
    // Rounded once on the sum of one rate, 30.09, and shared out.
    [
      'less 10.03 20%, less 10.03 20%, less 10.03 20%',
      ['10.03 + 2.01 = 12.04', '10.03 + 2.01 = 12.04', '10.03 + 2.00 = 12.03'],
      '30.09 + 6.02 = 36.11',
    ],
    // Two rates are rounded apart.
    [
      'less 10.03 20%, less 10.03 5.5%, less 10.03 20%',
      ['10.03 + 2.01 = 12.04', '10.03 + 0.55 = 10.58', '10.03 + 2.00 = 12.03'],
      '30.09 + 4.56 = 34.65',
    ],
    // Within an amount, the gross is what is owed.
    ['less 12.00 20%in', ['10.00 + 2.00 = 12.00'], '10.00 + 2.00 = 12.00'],
    [
      'less 10.00 20%in, less 10.00 20%',
      ['8.33 + 1.67 = 10.00', '10.00 + 2.00 = 12.00'],
      '18.33 + 3.67 = 22.00',
    ],
    // What owes nothing, or is not known, bears none; what is given back is rounded apart.
    ['less 0.00 20%', ['-'], '0.00 + 0.00 = 0.00'],
    ['less ? 20%, less 10.00 20%', ['-', '10.00 + 2.00 = 12.00'], '10.00 + 2.00 = 12.00'],
    [
      'less 10.03 20%, less -10.02 20%',
      ['10.03 + 2.01 = 12.04', '-10.02 + -2.00 = -12.02'],
      '0.01 + 0.01 = 0.02',
    ],
    // An indemnity bears none.
    ['penalty 10.00 -, less 5.00 20%', ['-', '5.00 + 1.00 = 6.00'], '5.00 + 1.00 = 6.00'],
  ])('%s', (lines, each, total) => {
    const month = vatIn({ lines })
    expect(month.lines).toEqual(each)
    expect(month.totals['reductions']).toBe(total)
  })

  test('of a reduction without a rate nothing is added up, and nothing is left', () => {
    const { lines, totals, left } = vatIn({ lines: 'less 10.00 -, less 5.00 20%', fees: '100 20%' })
    expect(lines).toEqual(['-', '5.00 + 1.00 = 6.00'])
    expect(totals).toEqual({ fees: '100.00 + 20.00 = 120.00' })
    expect(left).toBeUndefined()
  })

  test('a reduction without a rate that owes nothing is no obstacle', () => {
    const { totals, left } = vatIn({ lines: 'less 0.00 -, less 5.00 20%', fees: '100 20%' })
    expect(totals['reductions']).toBe('5.00 + 1.00 = 6.00')
    expect(left).toBe('114.00')
  })
})

describe('what is left of the price', () => {
  test.each([
    // Of the head: an indemnity, then a price reduction.
    [{ fees: '80000 20%', lines: 'penalty 4800 -', indemnities: [4800] }, '91200.00'],
    [{ fees: '80000 20%', lines: 'less 4800 20%' }, '90240.00'],
    [
      { fees: '80000 20%', lines: 'less 4800 20%', adjustments: 'posted 2026-03 less 120 20%' },
      '90096.00',
    ],
    // Two fees of two rates; what the client owes besides.
    [{ fees: '1000 20%, 1000 10%' }, '2300.00'],
    [{ fees: '1000 20%', lines: 'more 100 20%', ofClient: [30] }, '1350.00'],
    [{ fees: '1000 20%', lines: 'more 100 20%, less 50 20%', indemnities: [7, 8] }, '1245.00'],
    [{ fees: '1000 20%', adjustments: 'posted 2026-03 more 100 20%' }, '1320.00'],
    // What is barred is not taken off.
    [{ fees: '1000 20%', adjustments: 'barred 2026-03 less 100 20%' }, '1200.00'],
    // A rate that is not known, of what there is.
    [{ fees: '1000 -', lines: 'less 10 20%' }, undefined],
    [{ fees: '1000 20%', lines: 'more 100 -' }, undefined],
    [{ fees: '1000 20%', adjustments: 'posted 2026-03 less 100 -' }, undefined],
    [{ fees: '1000 20%', adjustments: 'posted 2026-03 more 100 -' }, undefined],
  ] as const)('%j: %s', (month, expected) => {
    expect(vatIn(month).left).toBe(expected)
  })
})

describe('what is posted for closed months', () => {
  test('is a credit note a month and a direction, rounded by itself', () => {
    const adjustments = [
      'posted 2026-02 less 10.03 20%',
      'posted 2026-03 less 10.03 20%',
      'posted 2026-03 less 10.03 20%',
      'posted 2026-03 less -10.03 20%',
      'barred 2026-03 less 10.03 20%',
      'posted 2026-03 penalty 10.03 -',
      'posted 2026-03 more 10.03 20%',
    ].join(', ')
    const { adjustments: each, totals } = vatIn({ adjustments, fees: '0 20%' })
    expect(each).toEqual([
      '10.03 + 2.01 = 12.04',
      '10.03 + 2.01 = 12.04',
      '10.03 + 2.00 = 12.03',
      '-10.03 + -2.01 = -12.04',
      '-',
      '-',
      '10.03 + 2.01 = 12.04',
    ])
    expect(totals).toEqual({
      fees: '0.00 + 0.00 = 0.00',
      reductions: '0.00 + 0.00 = 0.00',
      postedReductions: '20.06 + 4.01 = 24.07',
      postedDues: '10.03 + 2.01 = 12.04',
    })
  })

  test('is said of what there is only', () => {
    expect(vatIn({ fees: '100 20%' }).totals).toEqual({
      fees: '100.00 + 20.00 = 120.00',
      reductions: '0.00 + 0.00 = 0.00',
    })
    expect(vatIn({ fees: '100 20%', lines: 'more 0 20%' }).totals).toEqual({
      fees: '100.00 + 20.00 = 120.00',
      reductions: '0.00 + 0.00 = 0.00',
      dues: '0.00 + 0.00 = 0.00',
    })
    expect(vatIn({ fees: '100 20%', adjustments: 'barred 2026-03 less 1 20%' }).totals).toEqual({
      fees: '100.00 + 20.00 = 120.00',
      reductions: '0.00 + 0.00 = 0.00',
    })
  })
})

test('a month in which no rate is known has no VAT, and its explanation grows by nothing', () => {
  const { taxes, graph } = vatIn({
    lines: 'less 10 -',
    fees: '100 -',
    adjustments: 'posted 2026-03 less 1 -',
  })
  expect(taxes).toEqual({ lines: [], adjustments: [] })
  expect(graph.nodes).toHaveLength(3)
})

test('a rate that only what is posted has is enough', () => {
  expect(
    vatIn({ fees: '0 -', adjustments: 'posted 2026-03 less 10 20%' }).totals['postedReductions'],
  ).toBe('10.00 + 2.00 = 12.00')
})

test('each sum and each rate says what it is', () => {
  const { graph } = vatIn({ lines: 'less 12 20%in, less 5 20%', fees: '100 20%' })
  const names = graph.nodes.flatMap(({ name }) => name ?? [])
  expect(names).toEqual([
    ...['vat.reductions.net', 'vat.reductions.vat', 'vat.reductions.gross'],
    ...['vat.fees.net', 'vat.fees.vat', 'vat.fees.gross'],
    'vat.left',
  ])
  const rates = graph.nodes.filter(({ step }) => step === 'fee')
  expect(rates.map(({ params, path, value }) => [params, path, formatValue(value)])).toEqual([
    [{ vat: '1/5' }, 'vat.20', '6/5 count'],
    [{}, 'vat.20', '1/5 share'],
    [{}, 'fee-0', '1/5 share'],
  ])
  const rounded = graph.nodes.filter(({ step }) => step === 'round')
  expect(rounded.map(({ params }) => params)).toEqual(
    rounded.map(() => ({ mode: 'half-up', step: '1' })),
  )
})
