/** The two laws of a minimum, month by month and over several lines. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { findWrongNodes, GraphBuilder } from '../base/because/graph.ts'
import { known } from '../base/because/value.ts'
import { ratio } from '../base/ratio.ts'
import type { Minimum } from '../contract/core/core.ts'
import { CapMemory } from './bound-memory.ts'
import { applyCaps } from './caps.ts'

/** What is owed in all, month by month, of amounts that share one minimum over the contract. */
function owedOf(
  oncePassed: Minimum['oncePassed'],
  limit: number,
  months: readonly (readonly number[])[],
): bigint[] {
  const graph = new GraphBuilder()
  const memory = new CapMemory()
  const minimum: Minimum = {
    kind: 'minimum',
    id: 'm',
    title: 'm',
    tile: 'contract',
    window: { kind: 'tile', tile: 'contract' },
    limit: { kind: 'literal', number: ratio(limit), unit: 'cents' },
    oncePassed,
    source: { path: 'minimums.m' },
  }
  const owed = months.map((amounts, month) => {
    const lines = amounts.map((amount, i) => ({
      effect: `line-${i}`,
      through: ['m'],
      amount: graph.leaf('facts', known(ratio(amount), 'cents')),
    }))
    const { lines: passed } = applyCaps([minimum], lines, {
      graph,
      memory,
      month,
      limitOf: () => graph.leaf('term', known(ratio(limit), 'cents')),
      monthsBefore: () => Array.from({ length: month }, (_, m) => m),
    })
    return passed.reduce(
      (sum, line) =>
        sum + (line.owed.value.state === 'known' ? line.owed.value.number.numerator : 0n),
      0n,
    )
  })
  expect(findWrongNodes(graph.nodes)).toEqual([])
  return owed
}

const total = (owed: readonly bigint[]): bigint => owed.reduce((sum, amount) => sum + amount, 0n)

describe('over a contract', () => {
  const lives = fc.integer({ min: 1, max: 3 }).chain((lines) =>
    fc.array(fc.array(fc.nat(500), { minLength: lines, maxLength: lines }), {
      minLength: 1,
      maxLength: 6,
    }),
  )

  test('whole: all of it above the limit, and nothing up to it', () => {
    fc.assert(
      fc.property(lives, fc.nat(1500), (months, limit) => {
        const sum = BigInt(months.flat().reduce((a, b) => a + b, 0))
        expect(total(owedOf('whole', limit, months))).toBe(sum > BigInt(limit) ? sum : 0n)
      }),
    )
  })

  test('excess: what exceeds the limit, never taken back', () => {
    fc.assert(
      fc.property(lives, fc.nat(1500), (months, limit) => {
        const sum = BigInt(months.flat().reduce((a, b) => a + b, 0))
        const owed = owedOf('excess', limit, months)
        expect(total(owed)).toBe(sum > BigInt(limit) ? sum - BigInt(limit) : 0n)
        expect(owed.every((amount) => amount >= 0n)).toBe(true)
      }),
    )
  })
})
