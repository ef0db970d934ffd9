/** Random lives: the product against the naive oracle, and what may not change a settlement. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { findWrongNodes } from '../../src/base/because/graph.ts'
import { restoreGraph, settlementText } from '../../src/money/settlement.ts'
import type { NaiveLife } from '../oracles/naive-life.ts'
import { faultsOf } from './close-life.ts'
import { closeLife, compareLife } from './compare-life.ts'
import { rareFactsOf, ticketsOf } from './life-facts.ts'
import { contractOf } from './life-text.ts'
import { drawLife } from './lives.ts'
import { anySplit } from './random-tickets.ts'
import { shrinkLife } from './shrink-life.ts'

const anyLife = fc.integer({ min: 1, max: 2 ** 30 }).map(drawLife)

describe('random lives', () => {
  test('the oracle and the product agree to the cent on three hundred', () => {
    for (let seed = 1; seed <= 300; seed += 1) {
      const { product, oracle } = compareLife(drawLife(seed))
      expect({ seed, ...product }).toEqual({ seed, ...oracle })
    }
  }, 240_000)

  test('a month closed from beginning to end says the same', () => {
    for (let seed = 1; seed <= 40; seed += 1) {
      const { product, oracle } = compareLife(drawLife(seed), closeLife)
      expect({ seed, ...product }).toEqual({ seed, ...oracle })
    }
  }, 120_000)

  test('a life that is wrong is made smaller, and stays wrong', () => {
    const isWrong = (life: NaiveLife): boolean =>
      life.tickets.some(({ priority }) => priority === 'P3') && life.levels.length > 1
    const seed = Array.from({ length: 50 }, (_, i) => i).find((i) => isWrong(drawLife(i))) ?? 0
    const life = shrinkLife(drawLife(seed), isWrong)
    expect(life.tickets).toHaveLength(1)
    expect(life.levels).toHaveLength(2)
    expect(life.bounds).toEqual([])
    expect(compareLife(life).product).toEqual(compareLife(life).oracle)
  })

  test('every euro is in its graph, and the graph is right', () => {
    fc.assert(
      fc.property(anyLife, (life) => {
        const settlement = closeLife(life)
        const nodes = restoreGraph(settlement.graph)
        expect(nodes === undefined ? 'unreadable' : findWrongNodes(nodes)).toEqual([])
        for (const line of settlement.lines) {
          const [owed, cut, gross] = [line.owed, line.cut, line.gross].map((node) =>
            BigInt(/^-?\d+/.exec(settlement.graph[node]?.value ?? '')?.[0] ?? '0'),
          ) as [bigint, bigint, bigint]
          expect(owed + cut).toBe(gross)
        }
      }),
      { numRuns: 40 },
    )
  })

  test('every life is what its contract makes of its own measures', () => {
    fc.assert(
      fc.property(anyLife, (life) => {
        expect(faultsOf(contractOf(life), closeLife(life))).toEqual([])
      }),
      { numRuns: 60 },
    )
  })

  test('a minimum that was passed before its window verifies: the passing is told with it', () => {
    const life = drawLife(2581)
    expect(life.bounds).toContainEqual(expect.objectContaining({ per: 3, oncePassed: 'whole' }))
    expect(faultsOf(contractOf(life), closeLife(life))).toEqual([])
  })

  test.each([
    ['a count and a cap pass over a month that a claim in dispute empties', 34],
    ['a count of misses does, in a month that is long past', 100_440],
    ['what a minimum held back in another year no longer waits', 100_460],
    ['nor does it where nothing else came', 100_463],
  ])('verifies where %s', (_, seed) => {
    const life = drawLife(seed)
    expect(faultsOf(contractOf(life), closeLife(life))).toEqual([])
  })

  test('the order of arrival, the batches and the order of other facts change no byte', () => {
    const scene = anyLife.chain((life) =>
      fc.record({
        life: fc.constant(life),
        batches: anySplit(ticketsOf(life)),
        facts: fc.shuffledSubarray(rareFactsOf(life), { minLength: rareFactsOf(life).length }),
      }),
    )
    fc.assert(
      fc.property(scene, ({ life, batches, facts }) => {
        const once = settlementText(closeLife(life))
        expect(settlementText(closeLife(life, batches, facts))).toBe(once)
      }),
      { numRuns: 40 },
    )
  })

  test("the machine's zone changes no byte", () => {
    const zone = process.env['TZ']
    try {
      for (let seed = 1; seed <= 10; seed += 1) {
        const texts = ['UTC', 'Pacific/Kiritimati', 'America/St_Johns'].map((name) => {
          process.env['TZ'] = name
          return settlementText(closeLife(drawLife(seed)))
        })
        expect(new Set(texts).size).toBe(1)
      }
    } finally {
      if (zone === undefined) delete process.env['TZ']
      else process.env['TZ'] = zone
    }
  })
})
