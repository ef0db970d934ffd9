/** The opening balances that an explanation rests on, and no other leaf of it. */
import { describe, expect, test } from 'vitest'
import type { ExplanationNode } from '../base/because/graph.ts'
import { GraphBuilder } from '../base/because/graph.ts'
import { known } from '../base/because/value.ts'
import { ratio } from '../base/ratio.ts'
import { balancesAsStored } from './balances.ts'

const VALUE = known(ratio(4_120_000), 'cents')
const TOLD = { reducer: 'opening', opening: 'B-1', of: 'year-cap.used', in: '2026-03' }

const leaf = (
  step: 'facts' | 'closed',
  params: Readonly<Record<string, string>>,
): ExplanationNode => {
  const graph = new GraphBuilder()
  graph.leaf(step, VALUE, params)
  return graph.nodes[0] as ExplanationNode
}

const without = (key: string): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(TOLD).filter(([name]) => name !== key))

describe('a balance', () => {
  test('is told by a fact that says of what and when', () => {
    expect(balancesAsStored([leaf('facts', TOLD)])).toStrictEqual([
      { name: 'year-cap.used', period: '2026-03', value: VALUE, params: TOLD },
    ])
  })

  test('of a line says which', () => {
    const params = { ...TOLD, line: 'uptime.penalty' }
    expect(balancesAsStored([leaf('facts', params)])).toStrictEqual([
      { name: 'year-cap.used', period: '2026-03', line: 'uptime.penalty', value: VALUE, params },
    ])
  })

  test.each([
    ['by something that is no fact', leaf('closed', TOLD)],
    ['by a fact that is no opening', leaf('facts', without('opening'))],
    ['without what it is of', leaf('facts', without('of'))],
    ['without its period', leaf('facts', without('in'))],
  ])('%s is none', (_, node) => {
    expect(balancesAsStored([node])).toEqual([])
  })
})
