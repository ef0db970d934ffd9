/**
 * Where each part of a YAML text stands: the stretch of text of every path.
 *
 * Example: in `a: [{ b: 4 h }]`, the path `a[0].b` is the text `4 h`.
 */
import type { Node } from 'yaml'
import { isMap, isNode, isScalar, isSeq, parseDocument } from 'yaml'

/** A stretch of a text: from its first character to the one after its last. */
export interface TextSpan {
  readonly start: number
  readonly end: number
}

/** The stretch of every node of a text that {@link readYaml} accepts, by its path. */
export function spansOf(text: string): ReadonlyMap<string, TextSpan> {
  const spans = new Map<string, TextSpan>()
  const { contents } = parseDocument(text, { schema: 'failsafe', logLevel: 'silent' })
  const walk = (node: unknown, path: string): void => {
    if (!isNode(node)) return
    if (path !== '') spans.set(path, spanOf(node, text))
    if (isSeq(node)) for (const [i, item] of node.items.entries()) walk(item, `${path}[${i}]`)
    if (!isMap(node)) return
    for (const { key, value } of node.items) {
      if (isScalar(key)) walk(value, path === '' ? `${key.value}` : `${path}.${key.value}`)
    }
  }
  walk(contents, '')
  return spans
}

/** Without the blanks that the library counts as the end of a node. */
function spanOf(node: Node, text: string): TextSpan {
  const [start = 0, end = 0] = node.range ?? []
  return { start, end: start + text.slice(start, end).trimEnd().length }
}
