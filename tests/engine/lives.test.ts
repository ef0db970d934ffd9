/** Random lives: the product against the naive oracle, and what may not change a settlement. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { findWrongNodes } from '../../src/base/because/graph.ts'
import { restoreGraph, settlementText } from '../../src/money/settlement.ts'
import { claimsOf, closeLife, compareLife, faultsOf, ticketsOf } from './close-life.ts'
import { contractOf, drawLife } from './lives.ts'
import { anySplit } from './random-tickets.ts'

const anyLife = fc.integer({ min: 1, max: 2 ** 30 }).map(drawLife)

describe('random lives', () => {
  test('the oracle and the product agree to the cent on five hundred', () => {
    const seen = { cut: 0, paused: 0, late: 0, exempted: 0 }
    for (let seed = 1; seed <= 500; seed += 1) {
      const life = drawLife(seed)
      const { product, oracle, isCut } = compareLife(life)
      expect({ seed, ...product }).toEqual({ seed, ...oracle })
      if (isCut) seen.cut += 1
      if (life.tickets.some((ticket) => ticket.pauses.length > 0)) seen.paused += 1
      if (oracle.lines.some((line) => line.late > 0)) seen.late += 1
      if (life.tickets.some((ticket) => ticket.claim === 'accepted')) seen.exempted += 1
    }
    // Lives in which nothing happens prove nothing.
    for (const count of Object.values(seen)) expect(count).toBeGreaterThan(50)
  }, 240_000)

  test('every euro is in its graph, and the graph is right', () => {
    fc.assert(
      fc.property(anyLife, (life) => {
        const { settlement } = compareLife(life)
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

  test('the order of arrival, the batches and the order of other facts change no byte', () => {
    const scene = anyLife.chain((life) =>
      fc.record({
        life: fc.constant(life),
        batches: anySplit(ticketsOf(life)),
        claims: fc.shuffledSubarray(claimsOf(life), { minLength: claimsOf(life).length }),
      }),
    )
    fc.assert(
      fc.property(scene, ({ life, batches, claims }) => {
        const once = settlementText(closeLife(life))
        expect(settlementText(closeLife(life, batches, claims))).toBe(once)
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
