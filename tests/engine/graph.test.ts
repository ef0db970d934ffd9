/** A graph names what was changed in it, and nothing else. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ExplanationNode, NodeId } from '../../src/base/because/graph.ts'
import { findWrongNodes, GraphBuilder, isLeaf, pruneTo } from '../../src/base/because/graph.ts'
import type { Value } from '../../src/base/because/value.ts'
import { known, sameValue, truth } from '../../src/base/because/value.ts'
import { BrokenInvariant } from '../../src/base/invariant.ts'
import { add, ONE, ratio } from '../../src/base/ratio.ts'
import { restoreGraph } from '../../src/money/settlement.ts'
import { closeLife } from './compare-life.ts'
import { drawLife } from './lives.ts'

/** Graphs of closings that owe something: the richest of some lives. */
const GRAPHS: readonly (readonly ExplanationNode[])[] = Array.from({ length: 24 }, (_, i) =>
  restoreGraph(closeLife(drawLife(i + 1)).graph),
)
  .filter((graph) => graph !== undefined)
  .sort((a, b) => b.length - a.length)
  .slice(0, 8)

const anyGraph = fc.constantFrom(...GRAPHS)
const withNode = anyGraph.chain((nodes) =>
  fc.tuple(fc.constant(nodes), fc.integer({ min: 0, max: nodes.length - 1 })),
)

function flipped(value: Value): Value {
  if (value.state !== 'known') return known(ONE, 'cents')
  return value.unit === 'truth'
    ? truth(value.number.numerator === 0n)
    : known(add(value.number, ONE), value.unit)
}

const replaced = (
  nodes: readonly ExplanationNode[],
  id: number,
  change: Partial<ExplanationNode>,
): ExplanationNode[] => nodes.map((node, i) => (i === id ? { ...node, ...change } : node))

const readersOf = (nodes: readonly ExplanationNode[], id: number): number[] =>
  nodes.flatMap((node, i) => (node.operands.includes(id as NodeId) ? [i] : []))

describe('checking a graph', () => {
  test('a graph as it was written has nothing wrong', () => {
    for (const nodes of GRAPHS) expect(findWrongNodes(nodes)).toEqual([])
  })

  test('a value that is changed is found where it stands, or by those that read it', () => {
    fc.assert(
      fc.property(withNode, ([nodes, id]) => {
        const node = nodes[id] as ExplanationNode
        const wrong = findWrongNodes(replaced(nodes, id, { value: flipped(node.value) }))
        const near = new Set<number>([id, ...readersOf(nodes, id)])
        expect(wrong.filter((found) => !near.has(found))).toEqual([])
        // What computes its own value betrays itself; a leaf is checked against its source.
        if (!isLeaf(node)) expect(wrong).toContain(id)
      }),
      { numRuns: 600 },
    )
  })

  test('an operand that points elsewhere is found, if the value there is another', () => {
    fc.assert(
      fc.property(withNode, fc.nat(), fc.nat(), ([nodes, id], which, where) => {
        const node = nodes[id] as ExplanationNode
        if (isLeaf(node) || id === 0) return
        const at = which % node.operands.length
        const to = where % id
        const before = nodes[node.operands[at] as number] as ExplanationNode
        const after = nodes[to] as ExplanationNode
        if (sameValue(before.value, after.value)) return
        const operands = node.operands.map((o, i) => (i === at ? (to as NodeId) : o))
        const wrong = findWrongNodes(replaced(nodes, id, { operands }))
        expect(wrong.filter((found) => found !== id)).toEqual([])
        // A sum of which another operand is not known stays unknown, whatever this one is.
        const isSum = node.step === 'sum' || node.step === 'difference'
        if (isSum && node.value.state === 'known') expect(wrong).toEqual([id])
      }),
      { numRuns: 600 },
    )
  })

  test.each([
    ['forward', 5],
    ['to itself', 2],
    ['below zero', -1],
    ['between two', 0.5],
  ])('an operand that points %s is wrong', (_, operand) => {
    const graph = new GraphBuilder()
    const a = graph.leaf('term', known(ratio(2), 'count'))
    const b = graph.leaf('term', known(ratio(3), 'count'))
    graph.step('product', [a, b])
    const operands = [a.node, operand as NodeId]
    expect(findWrongNodes(replaced(graph.nodes, 2, { operands }))).toEqual([2])
  })

  test('a parameter that is changed is found', () => {
    let tried = 0
    for (const nodes of GRAPHS) {
      nodes.forEach((node, id) => {
        if (node.step === 'choose') {
          const branch = node.params['branch'] === 'then' ? 'otherwise' : 'then'
          const changed = replaced(nodes, id, { params: { ...node.params, branch } })
          const first = nodes[node.operands[0] as number] as ExplanationNode
          if (first.value.state === 'known') expect(findWrongNodes(changed)).toEqual([id])
          tried += 1
        }
        if (node.step === 'round' && node.value.state === 'known') {
          const changed = replaced(nodes, id, { params: { ...node.params, step: '1/0' } })
          expect(findWrongNodes(changed)).toEqual([id])
          tried += 1
        }
        if (node.step === 'row' && node.params['under'] !== undefined) {
          const changed = replaced(nodes, id, { params: { ...node.params, under: '0' } })
          expect(findWrongNodes(changed)).toEqual([id])
          tried += 1
        }
      })
    }
    expect(tried).toBeGreaterThan(40)
  })

  test('a leaf with operands and a step without any are wrong', () => {
    const graph = new GraphBuilder()
    const a = graph.leaf('term', known(ONE, 'count'))
    graph.step('sum', [a])
    const leafWithOperand = replaced(graph.nodes, 1, { step: 'term' })
    expect(findWrongNodes(leafWithOperand)).toEqual([1])
    expect(findWrongNodes(replaced(graph.nodes, 1, { operands: [] }))).toEqual([1])
  })

  test('a step of another name is wrong, and does not stop the check', () => {
    const graph = new GraphBuilder()
    const a = graph.leaf('term', known(ratio(2), 'count'))
    graph.step('sum', [a, a])
    const other = replaced(graph.nodes, 1, { step: 'cube' as never })
    expect(findWrongNodes(other)).toEqual([1])
  })
})

describe('keeping what roots rest on', () => {
  test('values are kept, numbers go up without a hole, and what is left is right', () => {
    fc.assert(
      fc.property(withNode, fc.nat(), ([nodes, id], other) => {
        const roots = [id, other % nodes.length] as NodeId[]
        const { nodes: kept, renumber } = pruneTo(nodes, roots)
        expect(findWrongNodes(kept)).toEqual([])
        for (const [from, to] of renumber) {
          expect(kept[to]?.value).toBe(nodes[from]?.value)
          expect(kept[to]?.step).toBe(nodes[from]?.step)
        }
        const numbers = [...renumber.values()]
        expect(numbers).toEqual(numbers.map((_, i) => i))
        for (const root of roots) expect(renumber.has(root)).toBe(true)
      }),
      { numRuns: 300 },
    )
  })

  test('roots of nothing keep nothing', () => {
    expect(pruneTo(GRAPHS[0] ?? [], []).nodes).toEqual([])
  })
})

test('a label belongs to a node of its own graph', () => {
  const graph = new GraphBuilder()
  const stranger = { node: 4 as NodeId, value: known(ONE, 'count') }
  expect(() => graph.label(stranger, { name: 'x' })).toThrow(BrokenInvariant)
})
