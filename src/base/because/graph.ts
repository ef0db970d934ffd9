/**
 * Why a figure is what it is: a graph of steps, from a euro back to clauses and facts.
 *
 * A computation writes each step into a {@link GraphBuilder} and *reads its result from there*, so
 * a figure and its explanation cannot differ. Nodes are numbered in the order in which they were
 * made; operands always have smaller numbers, so the graph has no cycle and one pass checks it.
 *
 * Example: a fee of 48 000.00 € (node 0), a rate of 2 % (node 1) and their product, 960.00 €
 * (node 2: `product` of 0 and 1).
 *
 * @fr explication
 */

import { BOUND_WORDS, isWithin } from '../bound.ts'
import { BrokenInvariant, invariant } from '../invariant.ts'
import { parseRatio } from '../ratio.ts'
import type { Formula, Leaf, Params } from './formula.ts'
import { apply } from './formula.ts'
import type { Value } from './value.ts'
import { formatValue, isTrue, sameValue } from './value.ts'

/** A stable pointer to a clause of the contract's text, such as `sla-annex §4.2`. */
export type ClauseRef = string & { readonly clauseRef: unique symbol }

/** A node of one graph. Never meaningful in another. */
export type NodeId = number & { readonly nodeId: unique symbol }

export interface ExplanationNode {
  readonly step: Formula | Leaf
  readonly operands: readonly NodeId[]
  readonly params: Params
  readonly value: Value
  /** The name of an outcome, such as `restore-p1.penalty`, where the node is one. */
  readonly name?: string
  /** The period that it belongs to, such as `2026-04`. */
  readonly period?: string
  readonly clause?: ClauseRef
  /** The path of the term in the contract file. */
  readonly path?: string
}

/** What a node is about: everything that is not the computation itself. */
export type About = Pick<ExplanationNode, 'name' | 'period' | 'clause' | 'path'>

/** A value that knows why. Money is only ever posted from one of these. */
export interface Derived {
  readonly node: NodeId
  readonly value: Value
}

export class GraphBuilder {
  readonly #nodes: ExplanationNode[] = []

  /** Adds a given value: a term of the contract, or something that facts say. */
  leaf(step: Leaf, value: Value, params: Params = {}, about: About = {}): Derived {
    return this.#add({ step, operands: [], params, value, ...about })
  }

  /** Does a step on nodes of this graph, and keeps it. */
  step(
    step: Formula,
    operands: readonly Derived[],
    params: Params = {},
    about: About = {},
  ): Derived {
    const value = apply(
      step,
      params,
      operands.map((operand) => operand.value),
    )
    return this.#add({ step, operands: operands.map((o) => o.node), params, value, ...about })
  }

  /** Gives a node its name in the contract's words. */
  label(derived: Derived, about: About): Derived {
    const node = this.#nodes[derived.node]
    invariant(node !== undefined, 'a node is labelled in its own graph')
    this.#nodes[derived.node] = { ...node, ...about }
    return derived
  }

  get nodes(): readonly ExplanationNode[] {
    return this.#nodes
  }

  #add(node: ExplanationNode): Derived {
    const id = this.#nodes.length as NodeId
    this.#nodes.push(node)
    return { node: id, value: node.value }
  }
}

/** Makes one node of those that say the same and rest on the same; numbers follow the first. */
export function mergeEqual(nodes: readonly ExplanationNode[]): {
  readonly nodes: readonly ExplanationNode[]
  readonly numbers: readonly NodeId[]
} {
  const first = new Map<string, NodeId>()
  const kept: ExplanationNode[] = []
  const numbers: NodeId[] = []
  for (const node of nodes) {
    const operands = node.operands.map((operand) => numbers[operand] as NodeId)
    const { params, value, ...about } = node
    const key = JSON.stringify([
      Object.entries({ ...about, operands, value: formatValue(value) }).sort(byName),
      Object.entries(params).sort(byName),
    ])
    const id = first.get(key) ?? (kept.length as NodeId)
    if (!first.has(key)) kept.push({ ...node, operands })
    first.set(key, id)
    numbers.push(id)
  }
  return { nodes: kept, numbers }
}

const byName = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number =>
  a < b ? -1 : 1

/** Keeps the nodes that `roots` rest on, renumbered in the same order. */
export function pruneTo(
  nodes: readonly ExplanationNode[],
  roots: readonly NodeId[],
): { readonly nodes: readonly ExplanationNode[]; readonly renumber: ReadonlyMap<NodeId, NodeId> } {
  const needed = new Set<NodeId>(roots)
  for (let id = nodes.length - 1; id >= 0; id -= 1) {
    if (!needed.has(id as NodeId)) continue
    for (const operand of (nodes[id] as ExplanationNode).operands) needed.add(operand)
  }
  const renumber = new Map<NodeId, NodeId>()
  const kept: ExplanationNode[] = []
  nodes.forEach((node, id) => {
    if (!needed.has(id as NodeId)) return
    renumber.set(id as NodeId, kept.length as NodeId)
    const operands = node.operands.map((operand) => renumber.get(operand) as NodeId)
    kept.push({ ...node, operands })
  })
  return { nodes: kept, renumber }
}

const LEAVES: ReadonlySet<string> = new Set<Leaf>([
  'term',
  'facts',
  'fee',
  'quantity',
  'earlier',
  'closed',
])

export const isLeaf = (node: ExplanationNode): boolean => LEAVES.has(node.step)

/** Does every step again; gives the nodes whose value is not what their operands make. */
export function findWrongNodes(nodes: readonly ExplanationNode[]): NodeId[] {
  const wrong: NodeId[] = []
  nodes.forEach((node, id) => {
    if (!isSound(nodes, node, id)) wrong.push(id as NodeId)
  })
  return wrong
}

/** A tampered graph may point forward, below zero, or between two nodes. */
const isBefore = (operand: number, id: number): boolean =>
  Number.isInteger(operand) && operand >= 0 && operand < id

function isSound(nodes: readonly ExplanationNode[], node: ExplanationNode, id: number): boolean {
  if (isLeaf(node)) return node.operands.length === 0
  if (node.operands.length === 0 || !node.operands.every((o) => isBefore(o, id))) return false
  const values = node.operands.map((operand) => (nodes[operand] as ExplanationNode).value)
  if (!isRightBranch(node, values)) return false
  try {
    return sameValue(apply(node.step as Formula, node.params, values), node.value)
  } catch (failure) {
    // A tampered node can name a step, a unit or a parameter that the step does not accept.
    if (failure instanceof BrokenInvariant) return false
    throw failure
  }
}

/** Whether the branch or the row that was taken is the one that the operands point to. */
function isRightBranch(node: ExplanationNode, values: readonly Value[]): boolean {
  const first = values[0]
  if (first?.state !== 'known') return true
  if (node.step === 'choose') {
    return node.params['branch'] === (isTrue(first) ? 'then' : 'otherwise')
  }
  if (node.step !== 'row' || node.params['hole'] !== undefined) return true
  return BOUND_WORDS.every((word) => {
    const bound = node.params[word]
    const exact = bound === undefined ? undefined : parseRatio(bound)
    return bound === undefined || (exact !== undefined && isWithin(first.number, word, exact))
  })
}
