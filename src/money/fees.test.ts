/** The money of a base: which fees, over which days, for which part of each month. */
import { describe, expect, test } from 'vitest'
import { findWrongNodes, GraphBuilder } from '../base/because/graph.ts'
import { formatValue, known } from '../base/because/value.ts'
import type { CalendarDate } from '../base/calendar/date.ts'
import { formatMonth, parseDate } from '../base/calendar/date.ts'
import { ONE, parseRatio, ratio } from '../base/ratio.ts'
import type { Basis, Fee } from '../contract/core/core.ts'
import type { Proration } from './fees.ts'
import { basisOver, roundParams } from './fees.ts'

const date = (text: string): CalendarDate => parseDate(text) as CalendarDate

/** `hosting 3000 from 2026-04-11 until 2026-04-20`: euros of a full month, and the days it runs. */
function feeOf(text: string): Fee & { readonly euros: number } {
  const [, id = '', euros, from, until] =
    /^(\S+) (\d+)(?: from (\S+))?(?: until (\S+))?$/.exec(text.trim()) ?? []
  return {
    id,
    euros: Number(euros),
    title: id,
    monthly: { kind: 'nothing' },
    vat: ratio(20n, 100n),
    source: { path: `costs.${id}` },
    ...(from && { from: date(from) }),
    ...(until && { until: date(until) }),
  }
}

interface Asked {
  readonly fees: string
  readonly days: string
  readonly life?: string
  readonly proration?: Proration
  readonly of?: Basis['of']
  readonly vat?: Basis['vat']
}

/** What a base comes to, and the lines that it is made of. */
function basis({
  fees,
  days,
  life = '2026-01-01',
  proration = 'actual',
  of = 'fees',
  vat = 'excluded',
}: Asked) {
  const graph = new GraphBuilder()
  const all = fees.split(',').map(feeOf)
  const [first = '', last] = life.split(' to ')
  const [from = '', to = from] = days.split(' to ')
  const round = { mode: 'half-up', step: ONE } as const
  const total = basisOver(
    {
      graph,
      tariffOf: () => ({ fees: all, proration, round }),
      life: { first: date(first), ...(last !== undefined && { last: date(last) }) },
      monthlyPrice: ({ id }) =>
        graph.leaf(
          'fee',
          known(ratio(100 * (all.find((fee) => fee.id === id)?.euros ?? 0)), 'cents'),
        ),
    },
    { kind: 'basis', of, window: { kind: 'tile', tile: 'month' }, vat, revised: true },
    { first: date(from), last: date(to) },
  )
  expect(findWrongNodes(graph.nodes)).toEqual([])
  const lines = graph.nodes.filter(({ name }) => name !== undefined)
  return { total: formatValue(total.value), lines, node: graph.nodes[total.node], graph }
}

// What runs | the days that are asked for | the life of the contract | proration | cents.
const TABLE = `
  hosting 3000                                     | 2026-04-01 to 2026-04-30 | 2026-01-01 | actual | 300000
  # Nothing before the fee, the contract and the days asked for, whichever comes last.
  hosting 3000 from 2026-04-11                     | 2026-04-01 to 2026-04-30 | 2026-01-01 | actual | 200000
  hosting 3000 from 2026-04-11                     | 2026-04-01 to 2026-04-30 | 2026-04-21 | actual | 100000
  hosting 3000 from 2026-04-11                     | 2026-04-21 to 2026-04-30 | 2026-01-01 | actual | 100000
  hosting 3000                                     | 2026-04-01 to 2026-04-30 | 2026-04-21 | actual | 100000
  # Nothing after them, whichever comes first.
  hosting 3000 until 2026-04-20                    | 2026-04-01 to 2026-04-30 | 2026-01-01 | actual | 200000
  hosting 3000 until 2026-04-20                    | 2026-04-01 to 2026-04-30 | 2026-01-01 to 2026-04-10 | actual | 100000
  hosting 3000 until 2026-04-20                    | 2026-04-01 to 2026-04-10 | 2026-01-01 | actual | 100000
  hosting 3000 until 2026-05-20                    | 2026-04-01 to 2026-04-30 | 2026-01-01 to 2026-06-10 | actual | 300000
  # One day, of which it is the last or the first; and none.
  hosting 3000 from 2026-04-30                     | 2026-04-01 to 2026-04-30 | 2026-01-01 | actual | 10000
  hosting 3000 until 2026-04-01                    | 2026-04-01 to 2026-04-30 | 2026-01-01 | actual | 10000
  hosting 3000 from 2026-05-01                     | 2026-04-01 to 2026-04-30 | 2026-01-01 | actual | 0
  hosting 3000 until 2026-03-31                    | 2026-04-01 to 2026-04-30 | 2026-01-01 | actual | 0
  # Thirtieths: 30 of 31 days are a whole month, and so are 31.
  hosting 3000                                     | 2026-05-02 to 2026-05-31 | 2026-01-01 | thirtieths | 300000
  hosting 3000                                     | 2026-05-02 to 2026-05-31 | 2026-01-01 | actual | 290323
  hosting 3000                                     | 2026-02-15 to 2026-02-28 | 2026-01-01 | thirtieths | 140000
  hosting 3000                                     | 2026-02-15 to 2026-02-28 | 2026-01-01 | actual | 150000
  # Line by line, a fee and a month.
  hosting 3000                                     | 2026-03-01 to 2026-05-31 | 2026-01-01 | actual | 900000
  hosting 3000                                     | 2026-04-16 to 2026-05-31 | 2026-01-01 | actual | 450000
  hosting 3000, backup 100                         | 2026-04-01 to 2026-05-31 | 2026-01-01 | actual | 620000
  hosting 3000, backup 100 from 2026-05-01         | 2026-04-01 to 2026-05-31 | 2026-01-01 | actual | 610000
`

describe('the money of a base', () => {
  const rows = TABLE.split('\n').map((row) => row.trim())
  test.each(rows.filter((row) => row !== '' && !row.startsWith('#')))('%s', (row) => {
    const [fees = '', days = '', life = '', proration, expected] = row
      .split('|')
      .map((c) => c.trim())
    const { total } = basis({ fees, days, life, proration: proration as Proration })
    expect(total).toBe(`${expected} cents`)
  })

  test('is that of the fees that are named', () => {
    const asked = { fees: 'hosting 3000, backup 100', days: '2026-04-01 to 2026-04-30' }
    expect(basis({ ...asked, of: ['backup'] }).total).toBe('10000 cents')
    expect(basis({ ...asked, of: ['hosting', 'backup'] }).total).toBe('310000 cents')
    expect(basis({ ...asked, of: [] })).toMatchObject({
      total: '0 cents',
      node: { step: 'fee', params: { lines: '0' } },
    })
  })

  test('bears the VAT of each line where it is asked for', () => {
    const asked = { fees: 'hosting 3000, backup 100', days: '2026-04-16 to 2026-04-30' }
    expect(basis(asked).total).toBe('155000 cents')
    const { total, graph } = basis({ ...asked, vat: 'included' })
    expect(total).toBe('186000 cents')
    const factors = graph.nodes.filter(({ params }) => params['vat'] !== undefined)
    expect(factors.map(({ params, value }) => [params, formatValue(value)])).toEqual([
      [{ vat: '1/5' }, '6/5 count'],
      [{ vat: '1/5' }, '6/5 count'],
    ])
  })

  test('names the fee, its month and its term in each line, and the days of a part', () => {
    const { lines, graph } = basis({ fees: 'hosting 3000', days: '2026-04-16 to 2026-05-31' })
    expect(
      lines.map(({ step, name, period, path, params }) => [step, name, period, path, params]),
    ).toEqual(
      ['2026-04', '2026-05'].map((month) => [
        'round',
        'hosting',
        month,
        'costs.hosting',
        { mode: 'half-up', step: '1' },
      ]),
    )
    const part = graph.nodes.find(({ params }) => params['days'] !== undefined)
    expect(part).toMatchObject({ step: 'fee', params: { days: '15', proration: 'actual' } })
  })

  test('follows the tariff of each month', () => {
    const graph = new GraphBuilder()
    const round = { mode: 'half-up', step: ratio(100n) } as const
    const { value } = basisOver(
      {
        graph,
        life: { first: date('2026-01-01') },
        tariffOf: (month) => ({
          fees:
            formatMonth(month) === '2026-04' ? [feeOf('old 1')] : [feeOf('old 1'), feeOf('new 1')],
          proration: 'actual',
          round,
        }),
        monthlyPrice: ({ id }, month) =>
          graph.leaf(
            'fee',
            known(ratio(BigInt(month % 10) * 111n + (id === 'new' ? 1000n : 0n)), 'cents'),
          ),
      },
      {
        kind: 'basis',
        of: 'fees',
        window: { kind: 'tile', tile: 'month' },
        vat: 'excluded',
        revised: true,
      },
      { first: date('2026-04-01'), last: date('2026-05-31') },
    )
    // 2026-04 is month 24 315: 5.55 is 6.00; then 6.66 is 7.00, and 16.66 is 17.00.
    expect(formatValue(value)).toBe('3000 cents')
  })
})

test('how a line is rounded is told in words', () => {
  expect(roundParams({ mode: 'half-up', step: parseRatio('1/100') ?? ONE })).toEqual({
    mode: 'half-up',
    step: '1/100',
  })
})
