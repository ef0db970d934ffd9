/** A settlement as it is stored: its nodes, and the small parts that it is put together from. */
import { describe, expect, test } from 'vitest'
import { at } from '../../tests/engine/hours.ts'
import type { Derived, ExplanationNode, NodeId } from '../base/because/graph.ts'
import { GraphBuilder } from '../base/because/graph.ts'
import { known } from '../base/because/value.ts'
import { ratio } from '../base/ratio.ts'
import type { Stock } from '../contract/core/stock.ts'
import type { StepResult } from '../measures/procedures/step-result.ts'
import type { DisputedClaim } from '../measures/suppositions.ts'
import { disputedFact, positionRoots, storePositions } from './compose-positions.ts'
import { stepRoots, storeStep } from './compose-steps.ts'
import type { Positions } from './positions.ts'
import type { SettledMonth } from './settle.ts'
import type { StoredNode } from './settlement.ts'
import { reachable, restoreGraph, storeNode } from './settlement.ts'
import { settledStocks, stockRoots, storeFees, storeStocks } from './stored-costs.ts'

const graph = new GraphBuilder()
let next = 0
const figure = (): Derived => graph.leaf('facts', known(ratio(next++), 'cents'))
const node = (derived: Derived): number => derived.node

describe('a node of the explanation', () => {
  const VALUE = known(ratio(100), 'cents')
  const bare = { step: 'facts', operands: [], params: { of: 'x' }, value: VALUE } as const
  const stored = { step: 'facts', operands: [], params: { of: 'x' }, value: '100 cents' }
  const ABOUT = { name: 'n', period: '2026-04', clause: 'sla §1', path: 'costs' }

  test.each([
    ['nothing', {}],
    ['a name', { name: 'n' }],
    ['a period', { period: '2026-04' }],
    ['a clause', { clause: 'sla §1' }],
    ['a term', { path: 'costs' }],
    ['all of them', ABOUT],
  ])('about %s is stored with that, and read again', (_, about) => {
    const full = { ...bare, ...about } as unknown as ExplanationNode
    expect(storeNode(full)).toStrictEqual({ ...stored, ...about })
    expect(restoreGraph([{ ...stored, ...about }])).toStrictEqual([full])
  })

  test('of no path in particular has none', () => {
    expect(storeNode({ ...bare, path: '' })).toStrictEqual(stored)
  })

  test('keeps its operands, and a graph its order', () => {
    const sum: StoredNode = { step: 'sum', operands: [0, 0], params: {}, value: '200 cents' }
    expect(restoreGraph([stored, sum])?.map(({ operands }) => operands)).toEqual([[], [0, 0]])
    expect(restoreGraph([])).toEqual([])
  })

  test('whose value nobody can have written makes the whole graph unreadable', () => {
    expect(restoreGraph([stored, { ...stored, value: 'a lot' }])).toBeUndefined()
  })
})

test('a node rests on its operands, on theirs, and on itself', () => {
  const on = (...operands: number[]) => ({ operands }) as unknown as StoredNode
  const all = [on(), on(), on(0), on(2, 1), on(3, 3), on(0)]
  expect([...reachable(all, 4)].sort()).toEqual([0, 1, 2, 3, 4])
  expect([...reachable(all, 5)].sort()).toEqual([0, 5])
  expect([...reachable(all, 1)]).toEqual([1])
})

describe('a step', () => {
  const step = { id: 'notice', who: 'client', source: { path: 'steps[0]' } }
  const result = (more: object, own: object = {}): StepResult =>
    ({
      procedure: 'exit',
      step: { ...step, ...own },
      state: 'open',
      ...more,
    }) as unknown as StepResult
  const BARE = {
    id: 'exit.notice',
    title: 'exit.notice',
    path: 'steps[0]',
    who: 'client',
    state: 'open',
  }

  test.each([
    ['of a procedure bears both names', result({}), BARE],
    [
      'that is its own procedure bears one',
      result({ procedure: 'notice' }),
      { ...BARE, id: 'notice', title: 'notice' },
    ],
    ['with a title', result({}, { title: 'Préavis' }), { ...BARE, title: 'Préavis' }],
    ['about a month', result({ about: '2026-04' }), { ...BARE, about: '2026-04' }],
    ['with its answer', result({ answer: 'accept' }), { ...BARE, answer: 'accept' }],
  ])('%s', (_, told, expected) => {
    expect(storeStep(told, node)).toStrictEqual(expected)
    expect(stepRoots(told)).toEqual([])
  })

  test('tells each of its figures under its own name', () => {
    const figures = {
      opened: figure(),
      due: figure(),
      act: figure(),
      date: figure(),
      late: figure(),
    }
    const numbers = Object.fromEntries(
      Object.entries(figures).map(([name, own]) => [name, own.node]),
    )
    expect(storeStep(result(figures), node)).toStrictEqual({ ...BARE, ...numbers })
    expect(stepRoots(result(figures))).toEqual(Object.values(numbers))
    const { due, late } = figures
    expect(storeStep(result({ due, late }), node)).toStrictEqual({
      ...BARE,
      due: due.node,
      late: late.node,
    })
  })
})

describe('a claim in dispute', () => {
  const claim = (about: object, more: object = {}): DisputedClaim =>
    ({
      id: 'E-1',
      claim: {
        ground: 'client',
        about,
        claimedBy: 'provider',
        status: 'claimed',
        share: ratio(1),
        ...more,
      },
    }) as unknown as DisputedClaim
  const ITEM = { item: 'T-1' }
  const TOLD = { id: 'E-1', ground: 'client', item: 'T-1', by: 'provider', status: 'claimed' }

  test.each([
    ['on a ticket', claim(ITEM), TOLD],
    [
      'on a stretch of time',
      claim({ start: at('2026-04-01T00:00:00Z'), end: at('2026-04-02T00:00:00Z') }),
      {
        id: 'E-1',
        ground: 'client',
        from: '2026-04-01T00:00:00Z',
        to: '2026-04-02T00:00:00Z',
        by: 'provider',
        status: 'claimed',
      },
    ],
    ['that was refused', claim(ITEM, { status: 'refused' }), { ...TOLD, status: 'refused' }],
    // What nobody has answered is as open as what was claimed.
    ['that was told only', claim(ITEM, { status: 'open' }), TOLD],
    ['on half of it', claim(ITEM, { share: ratio(1n, 2n) }), { ...TOLD, share: '1/2' }],
    ['with its evidence', claim(ITEM, { evidence: 'mail' }), { ...TOLD, evidence: 'mail' }],
  ])('%s', (_, disputed, expected) => {
    expect(disputedFact(disputed)).toStrictEqual(expected)
  })
})

test('positions are stored party by party, and every figure of them is kept', () => {
  const position = () => ({ indemnity: figure(), priceReduction: figure(), total: figure() })
  const positions = {
    client: position(),
    provider: position(),
    agreed: position(),
    disputed: [{ fact: { id: 'E-1' }, worth: figure() }],
    inDiscussion: figure(),
    jointEffect: figure(),
    passedOver: [figure()],
  }
  const { client, provider, agreed, disputed, inDiscussion, jointEffect, passedOver } = positions
  const stored = ({ indemnity, priceReduction, total }: ReturnType<typeof position>) => ({
    indemnity: indemnity.node,
    'price-reduction': priceReduction.node,
    total: total.node,
  })
  expect(storePositions(positions as unknown as Positions, node)).toStrictEqual({
    client: stored(client),
    provider: stored(provider),
    agreed: stored(agreed),
    disputed: [{ id: 'E-1', worth: disputed[0]?.worth.node }],
    inDiscussion: inDiscussion.node,
    jointEffect: jointEffect.node,
  })
  const figures = [client, provider, agreed].flatMap((one) => [
    one.indemnity,
    one.priceReduction,
    one.total,
  ])
  const worths = disputed.map(({ worth }) => worth)
  expect(positionRoots(positions as unknown as Positions)).toEqual(
    [...figures, ...worths, inDiscussion, jointEffect, ...passedOver].map(node) as NodeId[],
  )
})

describe('the costs of a month', () => {
  const stock = {
    id: 'days',
    title: 'Days',
    filled: 'days.lot',
    source: { path: 'costs.stocks[0]', clause: 'sla §3' },
  } as unknown as Stock
  const NAMES = ['days.lot', 'days.taken', 'days.short', 'days.lost', 'days.left']
  const outcomes = new Map(NAMES.map((name) => [name, figure()]))
  const stocks = settledStocks([stock], (name) => outcomes.get(name) as Derived)
  const month = (more: object) => more as unknown as SettledMonth

  test('tell a reserve by what it was filled with, and what became of it', () => {
    const [filled, taken, short, lost, left] = NAMES.map((name) => outcomes.get(name)?.node)
    expect(storeStocks(month({ stocks }), node)).toStrictEqual({
      stocks: [
        {
          id: 'days',
          title: 'Days',
          path: 'costs.stocks[0]',
          clause: 'sla §3',
          filled,
          taken,
          short,
          lost,
          left,
        },
      ],
    })
    expect(stockRoots(month({ stocks })).map(node)).toEqual([filled, taken, short, lost, left])
  })

  test('have no reserve where the contract has none', () => {
    expect(storeStocks(month({ stocks: [] }), node)).toStrictEqual({})
    expect(stockRoots(month({ stocks: [] }))).toEqual([])
  })

  test('tell a fee by its title and its amount', () => {
    const amount = figure()
    const fees = [{ fee: { id: 'servers', title: 'Servers' }, amount }]
    expect(storeFees(month({ fees }), node)).toStrictEqual([
      { id: 'servers', title: 'Servers', amount: amount.node },
    ])
  })
})
