/**
 * Where each part of a YAML text stands: the stretch of text of every path.
 *
 * Example: in `a: [{ b: 4 h }]`, the path `a[0].b` is the text `4 h`.
 */
import type { ParsedNode, Scalar } from 'yaml'
import { isMap, isSeq, parseDocument } from 'yaml'

/** A stretch of a text: from its first character to the one after its last. */
export interface TextSpan {
  readonly start: number
  readonly end: number
}

/** The stretch of every node of a text that {@link readYaml} accepts, by its path. */
export function spansOf(text: string): ReadonlyMap<string, TextSpan> {
  const spans = new Map<string, TextSpan>()
  const { contents } = parseDocument(text, { schema: 'failsafe', logLevel: 'silent' })
  const walk = (node: ParsedNode | null, path: string): void => {
    if (node === null) return
    if (path !== '') spans.set(path, spanOf(node, text))
    if (isSeq(node)) for (const [i, item] of node.items.entries()) walk(item, `${path}[${i}]`)
    if (!isMap(node)) return
    for (const { key, value } of node.items) {
      // A key that is no word is refused by whoever reads the tree.
      const word = `${(key as Scalar.Parsed).value}`
      walk(value, path === '' ? word : `${path}.${word}`)
    }
  }
  walk(contents, '')
  return spans
}

/** Without the blanks that the library counts as the end of a node. */
function spanOf({ range: [start, end] }: ParsedNode, text: string): TextSpan {
  return { start, end: start + text.slice(start, end).trimEnd().length }
}
