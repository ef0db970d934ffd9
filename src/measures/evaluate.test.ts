/** What an expression reads of earlier months: a history a row, and last what it comes to. */
import { describe, expect, test } from 'vitest'
import { findWrongNodes, GraphBuilder } from '../base/because/graph.ts'
import type { Value } from '../base/because/value.ts'
import { formatValue, known, NOTHING, truth, undefinedBecause } from '../base/because/value.ts'
import { parseRatio, ZERO } from '../base/ratio.ts'
import type { Expression } from '../contract/core/core.ts'
import type { Window } from '../contract/core/select.ts'
import type { Scope } from './evaluate.ts'
import { evaluate } from './evaluate.ts'

type History = Extract<Expression, { kind: 'history' }>

/** `T` missed, `F` met, `-` nothing to measure, `?` undefined, `90%` a share. */
function valueIn(text: string): Value {
  switch (text) {
    case 'T':
      return truth(true)
    case 'F':
      return truth(false)
    case '-':
      return NOTHING
    case '?':
      return undefinedBecause('band-hole')
    default:
      return known(parseRatio(`${text.replace('%', '')}/100`) ?? ZERO, 'share')
  }
}

const valuesIn = (text: string): Value[] =>
  text
    .split(' ')
    .filter((part) => part !== '')
    .map(valueIn)

/** A month whose past and whose own outcome are given; anything else must not be asked. */
function month(past: readonly Value[], present: Value): Scope {
  const graph = new GraphBuilder()
  const refuse = (): never => {
    throw new Error('a history asks for outcomes alone')
  }
  const outcome = (value: Value) => graph.leaf('facts', value)
  return {
    graph,
    period: '2026-04',
    reduce: refuse,
    basis: refuse,
    isInFirstMonths: refuse,
    begins: refuse,
    stock: refuse,
    items: refuse,
    tileTime: refuse,
    answered: refuse,
    outcome: () => outcome(present),
    earlier: (_name: string, window: Window) =>
      (window.kind === 'last' ? past.slice(1 - window.count) : past).map(outcome),
  }
}

function told(how: History['how'], past: string, present: string): string {
  const isAsked = present !== ''
  const scope = month(valuesIn(past), valueIn(isAsked ? present : '-'))
  const { value } = evaluate(
    {
      kind: 'history',
      name: 'level.missed',
      how,
      window: { kind: 'tile', tile: 'contract' },
      present: isAsked,
    },
    scope,
  )
  expect(findWrongNodes(scope.graph.nodes)).toEqual([])
  return formatValue(value)
}

function rows(title: string, how: History['how'], table: string): void {
  describe(title, () => {
    const lines = table.split('\n').map((line) => line.trim())
    test.each(lines.filter((line) => line !== '' && !line.startsWith('#')))('%s', (row) => {
      const [past = '', present = '', expected] = row.split('|').map((cell) => cell.trim())
      expect(told(how, past, present)).toBe(expected)
    })
  })
}

rows(
  'missed in a row, the judged month at the end',
  'streak',
  `
  | | 0 count
  | T | 1 count
  | F | 0 count
  T | T | 2 count
  T T | T | 3 count
  F T | T | 2 count
  T F | T | 1 count
  T T | F | 0 count
  # A month that was left out, or whose verdict nobody knows, ends the row.
  T - | T | 1 count
  T ? | T | 1 count
  T T | - | 0 count
  # Without the judged month.
  T T | | 2 count
  T F | | 0 count
`,
)

rows(
  'how many times missed',
  'count-true',
  `
  | | 0 count
  | T | 1 count
  T F T | T | 3 count
  F F | F | 0 count
  # What was not measured is not one of them, and hides nothing.
  T - T | T | 3 count
  - - | - | 0 count
  T ? | F | 1 count
`,
)

rows(
  'the last that was known',
  'last',
  `
  | | nothing
  T | | 1 truth
  T F | | 0 truth
  # A month without a figure hands on the one before it.
  T - | | 1 truth
  T - - | | 1 truth
  - - | | nothing
  F ? | | 0 truth
`,
)

rows(
  'the lowest, the highest, the sum of what was measured',
  'lowest',
  `
  95% 90% 99% | 97% | 9/10 share
  95% - | 90% | 9/10 share
  - | - | nothing
  | | nothing
`,
)

test.each([
  ['highest', '99/100 share'],
  ['sum', '19/5 share'],
] as const)('%s of 95 %%, 90 %%, 99 %% and 96 %% is %s', (how, expected) => {
  expect(told(how, '95% 90% 99%', '96%')).toBe(expected)
})

test('a window of three months reads two before the judged one', () => {
  const scope = month(valuesIn('T T F'), truth(true))
  const missed = (count: number): string =>
    formatValue(
      evaluate(
        {
          kind: 'history',
          name: 'level.missed',
          how: 'count-true',
          window: { kind: 'last', count, tile: 'month' },
          present: true,
        },
        scope,
      ).value,
    )
  expect([missed(4), missed(3), missed(2)]).toEqual(['3 count', '2 count', '1 count'])
})
