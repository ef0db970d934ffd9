/** What caps and minimums remember, and what of it waits for a later month. */
import { describe, expect, test } from 'vitest'
import type { Derived } from '../base/because/graph.ts'
import { GraphBuilder } from '../base/because/graph.ts'
import { formatValue, known, undefinedBecause } from '../base/because/value.ts'
import { ratio } from '../base/ratio.ts'
import type { Bound, Program } from '../contract/core/core.ts'
import { tellAccumulated } from './accumulated.ts'
import type { BoundUse } from './bound-memory.ts'
import { aboutBound, CapMemory, sumOf } from './bound-memory.ts'

const graph = new GraphBuilder()
const cents = (amount: number | '?'): Derived =>
  graph.leaf(
    'facts',
    amount === '?' ? undefinedBecause('band-hole') : known(ratio(amount), 'cents'),
  )
const number = ({ value }: Derived): string => formatValue(value).split(' ')[0] ?? ''

describe('what waits at a bound for a later month', () => {
  const memory = new CapMemory()
  memory.carry('cap', 'late', cents(5))
  memory.carry('cap', 'none', cents(0))
  memory.carry('cap', 'hole', cents('?'))
  memory.hold(
    'minimum',
    'late',
    new Map([
      [3, cents(7)],
      [4, cents(0)],
    ]),
  )
  memory.hold('minimum', 'hole', new Map([[3, cents('?')]]))
  memory.hold('both', 'late', new Map([[3, cents(0)]]))
  memory.carry('both', 'late', cents(1))
  test.each([
    // What is carried waits whatever the month, unless it is nothing.
    ['cap late', [], true],
    ['cap none', [], false],
    ['cap hole', [], true],
    ['cap other', [3], false],
    ['other late', [3], false],
    // What is held back waits as long as its month is open.
    ['minimum late', [3], true],
    ['minimum late', [3, 4], true],
    ['minimum late', [4], false],
    ['minimum late', [], false],
    ['minimum hole', [3], true],
    // Both.
    ['both late', [3], true],
  ])('%s with months %j open: %s', (line, open, expected) => {
    const [bound = '', effect = ''] = line.split(' ')
    const months: readonly number[] = open
    expect(memory.isWaiting(bound, effect, (month) => months.includes(month))).toBe(expected)
  })
})

test('what a bound keeps is kept month by month, and bound by bound', () => {
  const memory = new CapMemory()
  memory.keep('cap', 1, cents(10))
  memory.keep('cap', 2, cents(20))
  memory.keep('cap', 2, cents(21))
  memory.keep('year', 1, cents(30))
  const kept = (bound: string, month: number): string | undefined => {
    const found = memory.keptIn(bound, month)
    return found && number(found)
  }
  expect([
    kept('cap', 1),
    kept('cap', 2),
    kept('cap', 3),
    kept('year', 1),
    kept('none', 1),
  ]).toEqual(['10', '21', undefined, '30', undefined])
})

test('what a minimum held back before the first month is kept month by month', () => {
  const memory = new CapMemory()
  expect(memory.heldIn('minimum', 'late', 1)).toBeUndefined()
  memory.addHeld('minimum', 'late', 1, cents(10))
  memory.addHeld('minimum', 'late', 2, cents(20))
  memory.addHeld('minimum', 'other', 1, cents(30))
  const held = (effect: string, month: number): string | undefined => {
    const found = memory.heldIn('minimum', effect, month)
    return found && number(found)
  }
  expect([held('late', 1), held('late', 2), held('late', 3), held('other', 1)]).toEqual([
    '10',
    '20',
    undefined,
    '30',
  ])
  expect(memory.isWaiting('minimum', 'late', (month) => month === 2)).toBe(true)
})

test('a sum of nothing is no money, of one amount that amount, of more a step', () => {
  const one = cents(10)
  expect(number(sumOf(graph, []))).toBe('0')
  expect(sumOf(graph, [one])).toBe(one)
  const two = sumOf(graph, [one, cents(5)])
  expect(number(two)).toBe('15')
  expect(graph.nodes[two.node]?.step).toBe('sum')
})

test('a bound is told by its term, and by its clause where it has one', () => {
  const about = (source: object) => aboutBound({ source } as Bound)
  expect(about({ path: 'caps[0]' })).toStrictEqual({ path: 'caps[0]' })
  expect(about({ path: 'caps[0]', clause: 'sla §9' })).toStrictEqual({
    path: 'caps[0]',
    clause: 'sla §9',
  })
})

test('what accumulators did in a month is told line by line and bound by bound', () => {
  const own = new GraphBuilder()
  const amount = (value: number): Derived => own.leaf('facts', known(ratio(value), 'cents'))
  const use = {
    bound: 'cap',
    came: amount(12),
    kept: amount(10),
    limit: amount(11),
    used: amount(1),
  }
  const told: string[] = []
  tellAccumulated(
    {
      effects: [{ id: 'restore' }, { id: 'answer' }, { id: 'uptime' }],
      bounds: [{ id: 'cap' }, { id: 'minimum' }],
    } as unknown as Program,
    {
      // A quarter and a month of one line may be judged together.
      lines: [
        { effect: 'restore', owed: amount(6), cuts: [] },
        { effect: 'answer', owed: amount(4), cuts: [] },
        { effect: 'restore', owed: amount(5), cuts: [] },
      ],
      uses: [use as BoundUse],
    },
    own,
    (name, value) => told.push(`${name} ${number(value)}`),
  )
  expect(told).toEqual([
    'restore.owed 11',
    'answer.owed 4',
    'uptime.owed nothing',
    'cap.came 12',
    'cap.passed 10',
    'cap.allowed 11',
    'minimum.came nothing',
    'minimum.passed nothing',
    'minimum.allowed nothing',
  ])
})
