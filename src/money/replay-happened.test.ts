/** Acts, claims and outages of a settlement that do not say what they are: found without facts. */
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Settled } from '../../tests/engine/forging.ts'
import { CASES, faultsOf, settledIn } from '../../tests/engine/forging.ts'
import type { StoredNode } from './settlement.ts'

const LIVES = [
  'a-contest-on-one-fact-leaves-the-rest-undisputed',
  'an-exemption-that-nobody-answers-is-accepted-where-the-clause-says-so',
  'corpus/aq-vsr-1month/again-from-the-fix',
] as const

const REDUCERS = new Set(['act', 'claim', 'interruption-from', 'interruption-to', 'event'])

function settledOf(name: string): Settled {
  const settled = settledIn(join(CASES, name)).at(-1)
  if (settled === undefined) throw new Error(`${name} settles no month`)
  return settled
}

const withNode = (
  settled: Settled,
  at: number,
  change: (node: StoredNode) => StoredNode,
): Settled => ({
  ...settled,
  settlement: {
    ...settled.settlement,
    graph: settled.settlement.graph.map((node, id) => (id === at ? change(node) : node)),
  },
})

const told = new Set<string>()

describe('what happened, told by half', () => {
  test.each(LIVES)('%s', (name) => {
    const settled = settledOf(name)
    const unfound: string[] = []
    for (const [id, { step, params }] of settled.settlement.graph.entries()) {
      const reducer = params['reducer'] ?? (params['event'] === undefined ? '' : 'event')
      if (step !== 'facts' || !REDUCERS.has(reducer)) continue
      for (const key of Object.keys(params)) {
        told.add(`${reducer} ${key}`)
        const forged = withNode(settled, id, (node) => {
          const { [key]: _, ...rest } = node.params
          return { ...node, params: rest }
        })
        if (faultsOf(forged).length === 0) unfound.push(`${id} ${reducer} without its ${key}`)
      }
    }
    expect(unfound).toEqual([])
  })

  test('each kind of it was tried', () => {
    for (const kind of ['act did', 'act by', 'claim claim', 'claim by', 'claim about']) {
      expect([...told]).toContain(kind)
    }
    expect([...told].some((kind) => kind.startsWith('interruption-from'))).toBe(true)
  })
})
