/**
 * Looks for steps in the graph that explains a figure.
 *
 * An expectation says some of what a step is: `{ value: 2 %, clause: sla-annex §4.2 }`. It holds
 * where one node under the figure is all of that. `of` gives the values of its operands in order,
 * so that `{ step: product, value: 960.00, of: [2 %, 48000.00] }` is the arithmetic itself.
 */
import { parseValue } from '../../src/base/because/value.ts'
import type { SourceNode } from '../../src/base/yaml/source.ts'
import type { StoredNode } from '../../src/money/settlement.ts'
import { reachable } from '../../src/money/settlement.ts'
import { differs, showValue } from './figures.ts'
import type { Fail } from './tree.ts'
import { eachKey, listIn, textIn, textsIn } from './tree.ts'

type Holds = (node: StoredNode) => boolean

const isValue = (text: string, node: StoredNode | undefined): boolean => {
  const value = node === undefined ? undefined : parseValue(node.value)
  return value !== undefined && differs(text, value) === undefined
}

export function checkSteps(
  graph: readonly StoredNode[],
  roots: readonly number[],
  expected: SourceNode,
  fail: Fail,
): void {
  const ids = new Set(roots.flatMap((root) => [...reachable(graph, root)]))
  const nodes = [...ids].sort((a, b) => a - b).flatMap((id) => graph[id] ?? [])
  for (const item of listIn(expected, 'an explanation', fail)) {
    const wanted = wantedOf(item, graph, fail)
    if (wanted.length > 0 && !nodes.some((node) => wanted.every((holds) => holds(node)))) {
      const near = nodes.filter((node) => wanted[0]?.(node) === true)
      fail(item.where, `no such step under this figure${shown(near.length > 0 ? near : nodes)}`)
    }
  }
}

function wantedOf(item: SourceNode, graph: readonly StoredNode[], fail: Fail): Holds[] {
  const wanted: Holds[] = []
  const same = (key: 'step' | 'name' | 'period' | 'clause' | 'path') => (node: SourceNode) => {
    const text = textIn(node, key, fail)
    if (text !== undefined) wanted.push((found) => found[key] === text)
  }
  const handlers = {
    step: same('step'),
    name: same('name'),
    period: same('period'),
    clause: same('clause'),
    path: same('path'),
    value: (node: SourceNode) => {
      const text = textIn(node, 'value', fail)
      if (text !== undefined) wanted.push((found) => isValue(text, found))
    },
    of: (node: SourceNode) => {
      const texts = textsIn(node, 'of', fail)
      wanted.push(
        ({ operands }) =>
          operands.length === texts.length &&
          texts.every((text, i) => isValue(text, graph[operands[i] as number])),
      )
    },
  }
  eachKey(item, 'a step', handlers, fail)
  return wanted
}

const MOST_SHOWN = 12

function shown(nodes: readonly StoredNode[]): string {
  const lines = nodes.slice(-MOST_SHOWN).map((node) => {
    const value = parseValue(node.value)
    const about = [node.name, node.period, node.clause].filter((part) => part !== undefined)
    const said = value === undefined ? node.value : showValue(value)
    return `\n      ${node.step} ${said}${about.length === 0 ? '' : ` (${about.join(', ')})`}`
  })
  return lines.length === 0 ? '' : `; near it:${lines.join('')}`
}
