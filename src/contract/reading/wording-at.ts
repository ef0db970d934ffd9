/**
 * The lines of a contract file that say a term, as they were written.
 *
 * Example: `performance.levels[0].penalty` gives the lines from `penalty:` to the last line of its
 * caps, with the number of the first one.
 *
 * @fr stipulation telle qu'écrite
 */
import { formatDate } from '../../base/calendar/date.ts'
import { readYaml } from '../../base/yaml/read-yaml.ts'
import type { SourceNode } from '../../base/yaml/source.ts'
import { itemsOf, textOf, valueAt } from '../../base/yaml/source.ts'
import type { Amendment, Change } from '../chapters/amendments.ts'

export interface Wording {
  /** Counts from 1. */
  readonly line: number
  readonly text: string
}

/**
 * The wording of the term at a path, and below it that of the amendments that change it, out of
 * those that are in force; nothing where the text has no such term.
 */
export function wordingAt(
  file: string,
  text: string,
  path: string,
  inForce: readonly Amendment[] = [],
): Wording | undefined {
  const { value: root } = readYaml(file, text)
  const steps = stepsOf(path)
  const wording = root === undefined ? undefined : linesAt(root, text, steps)
  if (root === undefined || wording === undefined) return undefined
  const names = namesOf(root, steps)
  const changed = inForce.flatMap(({ id, effective, changes }) =>
    changes
      .filter((change) => isAbout(change, names))
      .flatMap(({ where }) => {
        const change = linesAt(root, text, stepsOf(where.path ?? ''))
        return change === undefined ? [] : [`# ${id}, ${formatDate(effective)}`, change.text]
      }),
  )
  return { line: wording.line, text: [wording.text, ...changed].join('\n') }
}

/** Whether a change replaces a term, a part of it, or what it is a part of. */
function isAbout({ kind, at }: Change, names: readonly string[]): boolean {
  const isInside = names.every((name, i) => at.steps[i] === name)
  return isInside || (kind !== 'add' && at.steps.every((step, i) => names[i] === step))
}

/** The steps of a path with the ids of list items in place of their numbers. */
function namesOf(root: SourceNode, steps: readonly (string | number)[]): readonly string[] {
  let node: SourceNode | undefined = root
  return steps.map((step) => {
    if (typeof step === 'number') {
      node = itemsOf(node)[step]
      return textOf(valueAt(node, 'id')) ?? `${step}`
    }
    node = valueAt(node, step)
    return step
  })
}

function linesAt(
  root: SourceNode,
  text: string,
  steps: readonly (string | number)[],
): Wording | undefined {
  const lines = linesOf(root, steps)
  if (lines === undefined) return undefined
  const all = text.split('\n')
  const next = startsIn(root).find((line) => line > lines.last)
  let end = next === undefined ? all.length : next - 1
  while (end > lines.last && /^\s*(#.*)?$/.test(all[end - 1] ?? '')) end -= 1
  return { line: lines.first, text: all.slice(lines.first - 1, end).join('\n') }
}

/** `levels[2].penalty` as its steps: a key, or the number of an item. */
const stepsOf = (path: string): readonly (string | number)[] =>
  [...path.matchAll(/([^.[\]]+)|\[(\d+)\]/g)].map(([, key, item]) => key ?? Number(item))

/** The first and the last line on which a part of the term starts. */
function linesOf(
  root: SourceNode,
  steps: readonly (string | number)[],
): { readonly first: number; readonly last: number } | undefined {
  let node: SourceNode | undefined = root
  let first = root.where.line
  for (const step of steps) {
    if (typeof step === 'number') {
      node = node.kind === 'list' ? node.items[step] : undefined
      first = node?.where.line ?? first
    } else {
      const entry = node.kind === 'map' ? node.entries.find(({ key }) => key === step) : undefined
      node = entry?.value
      first = entry?.keyWhere.line ?? first
    }
    if (node === undefined) return undefined
  }
  return { first, last: Math.max(first, ...startsIn(node)) }
}

/** The lines on which the parts of a node start, in the order of the text. */
function startsIn(node: SourceNode): number[] {
  switch (node.kind) {
    case 'scalar':
      return [node.where.line]
    case 'list':
      return node.items.flatMap(startsIn)
    case 'map':
      return node.entries.flatMap(({ keyWhere, value }) => [keyWhere.line, ...startsIn(value)])
  }
}
