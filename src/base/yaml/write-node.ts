/**
 * Writes a node of a contract as YAML: in braces on one line, or as indented lines.
 *
 * Example: `{ id: support, amount: 10.00 per month }` fits on a line; below an indentation of four
 * it may also be `    id: support` and `    amount: 10.00 per month`.
 */
import type { SourceNode, SourceScalar } from './source.ts'

const WIDTH = 100

/** What a plain scalar may not hold between braces, or anywhere. */
const NOT_IN_FLOW = /[,[\]{}]/
const NOT_PLAIN = /^[,[\]{}#&*!|>'"%@`]|^[-?:](\s|$)|: |\s#|[:\s]$|^$|[\n\t]/
const PLAIN_KEY = /^[\p{L}\p{N}][\p{L}\p{N} _/.-]*$/u

const scalar = ({ text, isQuoted }: SourceScalar, isInFlow: boolean): string =>
  isQuoted || NOT_PLAIN.test(text) || (isInFlow && NOT_IN_FLOW.test(text))
    ? JSON.stringify(text)
    : text

const keyText = (key: string): string => (PLAIN_KEY.test(key) ? key : JSON.stringify(key))

/** The node on one line; collections between braces. */
export function flowText(node: SourceNode, isInFlow = false): string {
  switch (node.kind) {
    case 'scalar':
      return scalar(node, isInFlow)
    case 'list':
      return `[${node.items.map((item) => flowText(item, true)).join(', ')}]`
    case 'map': {
      const entries = node.entries.map(
        ({ key, value }) => `${keyText(key)}: ${flowText(value, true)}`,
      )
      return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`
    }
  }
}

type Collection = Exclude<SourceNode, SourceScalar>

const partsOf = (node: Collection): readonly SourceNode[] =>
  node.kind === 'list' ? node.items : node.entries.map(({ value }) => value)

/** Whether a collection must be on a line, or fits on what is left of one. */
const isShort = (node: Collection, column: number): boolean =>
  partsOf(node).length === 0 ||
  (column + flowText(node).length <= WIDTH && scalarsIn(node).every(isPlainInFlow))

const isPlainInFlow = ({ text, isQuoted }: SourceScalar): boolean =>
  isQuoted || !NOT_IN_FLOW.test(text)

const scalarsIn = (node: SourceNode): readonly SourceScalar[] =>
  node.kind === 'scalar' ? [node] : partsOf(node).flatMap(scalarsIn)

/** What stands after `key:` at a column: the rest of the line, or the lines below it. */
export function afterColon(node: SourceNode, indent: number, column: number): string {
  return node.kind === 'scalar' || isShort(node, column + 1)
    ? ` ${flowText(node)}`
    : `\n${linesOf(node, indent + 2).join('\n')}`
}

/** What stands after `- ` at a column. */
export function afterDash(node: SourceNode, column: number): string {
  return node.kind === 'scalar' || isShort(node, column)
    ? flowText(node)
    : linesOf(node, column).join('\n').trimStart()
}

/** An entry of a map as lines. */
export function entryLines(key: string, value: SourceNode, indent: number): string {
  const head = `${' '.repeat(indent)}${keyText(key)}:`
  return `${head}${afterColon(value, indent, head.length)}`
}

const linesOf = (node: Collection, indent: number): readonly string[] =>
  node.kind === 'list'
    ? node.items.map((item) => `${' '.repeat(indent)}- ${afterDash(item, indent + 2)}`)
    : node.entries.map(({ key, value }) => entryLines(key, value, indent))
