/** The ledger of closed months: what settlements say of a line, in which order, and what is theirs. */
import { describe, expect, test } from 'vitest'
import { GraphBuilder } from '../base/because/graph.ts'
import { formatValue, parseValue } from '../base/because/value.ts'
import type { ClosedMonth } from './closed-months.ts'
import { accounted, accountsAsStored, accountsOf } from './closed-months.ts'
import type { Settlement, StoredNode } from './settlement.ts'

const leaf = (value: string, params = {}, step = 'facts'): StoredNode => ({
  step,
  operands: [],
  params,
  value,
})

const LINE = {
  id: 'late.penalty',
  level: 'late',
  path: 'levels[0]',
  clause: 'sla §4',
  nature: 'indemnity',
}

/** A settlement of a month: what its line owes, and what it adjusts of other months. */
function closed(
  month: string,
  owed: string,
  adjusted: readonly (readonly [string, string, string])[] = [],
): ClosedMonth {
  const settlement = {
    month,
    asOf: `${month}-28T00:00:00Z`,
    levels: [{ id: 'late', period: month, figure: 2, judged: 3, late: 4 }],
    lines: [
      { ...LINE, period: month, gross: 1, owed: 0, exact: 0, cut: 0, cuts: [], readings: [] },
    ],
    adjustments: adjusted.map(([origin, state], i) => ({
      ...LINE,
      month: origin,
      period: origin,
      state,
      amount: 5 + i,
    })),
    graph: [
      leaf(owed),
      leaf('70000 cents'),
      leaf('9/10 share'),
      leaf('20 count'),
      leaf('2 count'),
      ...adjusted.map(([, , amount]) => leaf(amount)),
    ],
  }
  return { settlement: settlement as unknown as Settlement, hash: `hash of ${month}` }
}

const MARCH = closed('2026-03', '48000 cents')
const APRIL = closed('2026-04', '0 cents', [['2026-03', 'posted', '24000 cents']])
const MAY = closed('2026-05', 'undefined: band-hole', [['2026-03', 'barred', '10000 cents']])

const ledger = (months: readonly ClosedMonth[]): string[] =>
  accountsOf(months).all.map(
    ({ line, period, entries, closed: own }) =>
      `${line.id} ${period}: ${entries.map(({ params, value }) => `${formatValue(value)} ${params['state']} by ${params['settlement']}`).join(', ')}${own === undefined ? '' : `, closed upon ${own.levels.map(({ figure }) => figure)}`}`,
  )

describe('the accounts of closed months', () => {
  const EXPECTED = [
    'late.penalty 2026-03: 48000 cents closed by hash of 2026-03, 24000 cents posted by hash of 2026-04, 10000 cents barred by hash of 2026-05, closed upon 9/10 share',
    'late.penalty 2026-04: 0 cents closed by hash of 2026-04, closed upon 9/10 share',
    'late.penalty 2026-05: undefined: band-hole closed by hash of 2026-05, closed upon 9/10 share',
  ]

  test('come in the order of months, whatever the order in which they are given', () => {
    expect(ledger([MARCH, APRIL, MAY])).toEqual(EXPECTED)
    expect(ledger([MAY, MARCH, APRIL])).toEqual(EXPECTED)
    expect(ledger([APRIL, MAY, MARCH])).toEqual(EXPECTED)
  })

  test('of a line that no closing had rest on nothing', () => {
    expect(ledger([APRIL])).toEqual([
      EXPECTED[1],
      'late.penalty 2026-03: 24000 cents posted by hash of 2026-04',
    ])
  })

  test('say what each month was closed with', () => {
    const { months, isWhole, said, all } = accountsOf([APRIL, MARCH])
    expect(isWhole).toBe(true)
    expect(months.map(({ hash, asOf }) => [hash, asOf])).toEqual([
      ['hash of 2026-03', '2026-03-28T00:00:00Z'],
      ['hash of 2026-04', '2026-04-28T00:00:00Z'],
    ])
    expect([...said.values()].map((entries) => entries.length)).toEqual([2, 1])
    expect(all[0]?.line).toStrictEqual(LINE)
    expect(all[0]?.closed).toStrictEqual({
      gross: parseValue('70000 cents'),
      owed: parseValue('48000 cents'),
      levels: [
        {
          id: 'late',
          period: '2026-03',
          figure: '9/10 share',
          judged: '20 count',
          late: '2 count',
        },
      ],
    })
  })

  test('name the clause, and who owes it, where they are said', () => {
    const { clause: _, ...bare } = LINE
    const named = (line: object) => {
      const { settlement, hash } = MARCH
      const lines = settlement.lines.map((one) => ({ ...one, clause: undefined, ...line }))
      return accountsOf([{ settlement: { ...settlement, lines } as unknown as Settlement, hash }])
        .all[0]?.line
    }
    expect(named({})).toStrictEqual(bare)
    expect(named({ by: 'client' })).toStrictEqual({ ...bare, by: 'client' })
  })

  test('of a month without an adjustment are those of its lines', () => {
    const { settlement, hash } = MARCH
    const { adjustments: _, ...bare } = settlement
    expect(accountsOf([{ settlement: bare, hash }]).all).toHaveLength(1)
  })
})

describe('what was accounted of a line in all', () => {
  const entry = (text: string) => ({
    params: { state: 'closed' },
    value: parseValue(text) as never,
  })
  test.each([
    [[], undefined, 0],
    [['48000 cents'], '48000 cents', 1],
    [['48000 cents', '24000 cents'], '72000 cents', 3],
    // What was not known is in no sum.
    [['undefined: band-hole'], undefined, 0],
    [['undefined: band-hole', '24000 cents'], '24000 cents', 1],
  ])('%j: %s', (entries, expected, steps) => {
    const graph = new GraphBuilder()
    const sum = accounted(entries.map(entry), graph)
    expect(sum && formatValue(sum.value)).toBe(expected)
    expect(graph.nodes).toHaveLength(steps)
  })
})

describe('the accounts that a settlement itself shows', () => {
  const said = {
    settlement: 'h3',
    state: 'closed',
    month: '2026-03',
    line: 'late.penalty',
    period: '2026-03',
  }
  const shown = (...graph: readonly StoredNode[]) => {
    const settlement = {
      closed: [{ month: '2026-03', hash: 'h3' }],
      adjustments: [{ ...LINE, month: '2026-03', period: '2026-03' }],
      graph,
    } as unknown as Settlement
    const { all, months, isWhole } = accountsAsStored(settlement)
    expect(isWhole).toBe(false)
    expect(months.map(({ hash }) => hash)).toEqual(['h3'])
    return all.map(({ line, entries }) => [line, entries.map(({ value }) => formatValue(value))])
  }

  test('are what its leaves say of the line, in their order', () => {
    const posted = { ...said, state: 'posted' }
    const barred = { ...said, state: 'barred' }
    expect(
      shown(
        leaf('1 cents', said, 'closed'),
        leaf('2 cents', posted, 'closed'),
        leaf('3 cents', barred, 'closed'),
      ),
    ).toEqual([[LINE, ['1 cents', '2 cents', '3 cents']]])
  })

  test.each([
    ['another step', leaf('1 cents', said)],
    ['a value that is none', leaf('a lot', said, 'closed')],
    ['a month that is none', leaf('1 cents', { ...said, month: 'March' }, 'closed')],
    ['no month', leaf('1 cents', { settlement: 'h3' }, 'closed')],
    ['a closing that is not named', leaf('1 cents', { ...said, settlement: 'h9' }, 'closed')],
    ['a state that is none', leaf('1 cents', { ...said, state: 'open' }, 'closed')],
    ['more than a closing says', leaf('1 cents', { ...said, more: 'x' }, 'closed')],
    ['another line', leaf('1 cents', { ...said, line: 'other' }, 'closed')],
    ['another period', leaf('1 cents', { ...said, period: '2026-Q1' }, 'closed')],
  ])('and not of %s', (_, node) => {
    expect(shown(node)).toEqual([[LINE, []]])
  })

  test('a settlement that rests on no other shows none', () => {
    expect(accountsAsStored({ graph: [] } as unknown as Settlement)).toEqual({
      months: [],
      all: [],
      said: new Map(),
      isWhole: false,
    })
  })
})
