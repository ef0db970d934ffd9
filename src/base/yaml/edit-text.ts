/**
 * Edits a YAML text at one node: its bytes are replaced, all others stay, comments and order too.
 *
 * Example: setting `a.b` to `5 h` in `a: { b: 4 h, c: 1 } # as agreed` gives `a: { b: 5 h, c: 1 } #
 * as agreed`.
 *
 * Gives nothing where the layout does not let one node be edited alone, such as a list that begins
 * on the line of another: whoever calls can rewrite more.
 */
import type { Pair, ParsedNode, YAMLMap, YAMLSeq } from 'yaml'
import { isMap, isNode, isScalar, isSeq, parseDocument } from 'yaml'
import { invariant, present } from '../invariant.ts'
import type { SourceNode } from './source.ts'
import { afterColon, afterDash, entryLines, flowText } from './write-node.ts'

/** Steps are keys of maps and ids of list items. */
export type TextEdit =
  | { readonly kind: 'set'; readonly steps: readonly string[]; readonly to: SourceNode }
  | { readonly kind: 'add'; readonly steps: readonly string[]; readonly add: SourceNode }
  | { readonly kind: 'remove'; readonly steps: readonly string[] }

/** What {@link readYaml} accepts has a value under each key. */
type Entry = Pair<ParsedNode, ParsedNode>

/** A node in its parent, which is in braces or not. */
interface Place {
  readonly parent: YAMLMap.Parsed<ParsedNode, ParsedNode> | YAMLSeq.Parsed<ParsedNode>
  readonly index: number
  readonly isInFlow: boolean
}

export function editText(text: string, edit: TextEdit): string | undefined {
  const { contents } = parseDocument(text, { schema: 'failsafe', logLevel: 'silent' })
  const place = contents === null ? undefined : placeAt(contents, edit.steps)
  if (place === undefined) return undefined
  const editor = new Editor(text)
  switch (edit.kind) {
    case 'set':
      return editor.set(place, edit.to)
    case 'add':
      return editor.add(place, edit.add)
    case 'remove':
      return editor.remove(place)
  }
}

function placeAt(root: ParsedNode, steps: readonly string[]): Place | undefined {
  let place: Place | undefined
  let node: ParsedNode | undefined = root
  let isInFlow = false
  for (const step of steps) {
    if (!isMap(node) && !isSeq(node)) return undefined
    isInFlow ||= node.flow === true
    const parent = node as Place['parent']
    const index = parent.items.findIndex((item) => nameOf(item) === step)
    if (index < 0) return undefined
    place = { parent, index, isInFlow }
    node = valueIn(place)
  }
  return place
}

const textOf = (node: unknown): string | undefined => (isScalar(node) ? `${node.value}` : undefined)

/** The key of an entry, the id of an item. */
function nameOf(item: Entry | ParsedNode): string | undefined {
  if (!isNode(item)) return textOf(item.key)
  if (!isMap(item)) return textOf(item)
  return textOf(item.items.find(({ key }) => textOf(key) === 'id')?.value)
}

function valueIn({ parent, index }: Place): ParsedNode {
  const item = parent.items[index] as Entry | ParsedNode
  return isNode(item) ? item : present(item.value, 'a key that was read has a value')
}

const firstOf = (item: Entry | ParsedNode): number => (isNode(item) ? item : item.key).range[0]

class Editor {
  readonly #text: string

  constructor(text: string) {
    this.#text = text
  }

  set(place: Place, to: SourceNode): string {
    const item = place.parent.items[place.index] as Entry | ParsedNode
    const end = this.#endOf(valueIn(place))
    if (isNode(item)) {
      const start = firstOf(item)
      const written = place.isInFlow ? flowText(to, true) : afterDash(to, this.#column(start))
      return this.#replace(start, end, written)
    }
    const colon = this.#text.indexOf(':', item.key.range[1]) + 1
    const indent = this.#column(firstOf(item))
    const written = place.isInFlow
      ? ` ${flowText(to, true)}`
      : afterColon(to, indent, this.#column(colon))
    return this.#replace(colon, end, written)
  }

  add(place: Place, what: SourceNode): string | undefined {
    const into = valueIn(place)
    if (!isMap(into) && !isSeq(into)) return undefined
    const last = into.items.at(-1) as Entry | ParsedNode | undefined
    const entries = what.kind === 'map' && isMap(into) ? what.entries : undefined
    if (last === undefined) {
      const items = { kind: 'list', items: [what], where: what.where } as const
      return this.set(place, entries === undefined ? items : what)
    }
    const end = this.#endOf(last)
    if (into.flow === true) {
      const written = entries === undefined ? flowText(what, true) : flowText(what).slice(2, -2)
      return this.#replace(end, end, `, ${written}`)
    }
    const column = this.#column(firstOf(last))
    const lineEnd = this.#lineEnd(end)
    if (entries !== undefined) {
      const lines = entries.map(({ key, value }) => entryLines(key, value, column))
      return this.#replace(lineEnd, lineEnd, `\n${lines.join('\n')}`)
    }
    const dash = /^ *- +$/.exec(this.#before(firstOf(last)))?.[0]
    if (dash === undefined) return undefined
    return this.#replace(lineEnd, lineEnd, `\n${dash}${afterDash(what, column)}`)
  }

  remove({ parent, index }: Place): string | undefined {
    const items = parent.items as readonly (Entry | ParsedNode)[]
    const [item, next, previous] = [items[index], items[index + 1], items[index - 1]]
    invariant(item !== undefined, 'a place was found among the items')
    if (items.length === 1) {
      return this.#replace(parent.range[0], this.#endOf(parent), isMap(parent) ? '{}' : '[]')
    }
    const [start, end] = [firstOf(item), this.#endOf(item)]
    if (parent.flow === true) {
      return next === undefined
        ? this.#replace(this.#endOf(previous as Entry | ParsedNode), end, '')
        : this.#replace(start, firstOf(next), '')
    }
    const isAlone = (isSeq(parent) ? /^ *- +$/ : /^ *$/).test(this.#before(start))
    if (isAlone) return this.#replace(this.#lineStart(start), this.#lineEnd(end) + 1, '')
    return next === undefined ? undefined : this.#replace(start, firstOf(next), '')
  }

  /** Where the last byte of a node is; what the library counts of blanks below it is not. */
  #endOf(item: Entry | ParsedNode): number {
    if (!isNode(item)) return this.#endOf(present(item.value, 'a key that was read has a value'))
    const last = isMap(item) || isSeq(item) ? item.items.at(-1) : undefined
    if (last !== undefined && (item as YAMLMap).flow !== true) {
      return this.#endOf(last as Entry | ParsedNode)
    }
    return this.#text.slice(0, item.range[1]).trimEnd().length
  }

  #lineStart(at: number): number {
    return this.#text.lastIndexOf('\n', at - 1) + 1
  }

  #lineEnd(at: number): number {
    const end = this.#text.indexOf('\n', at)
    return end < 0 ? this.#text.length : end
  }

  /** What stands on the line before a byte. */
  #before(at: number): string {
    return this.#text.slice(this.#lineStart(at), at)
  }

  #column(at: number): number {
    return at - this.#lineStart(at)
  }

  #replace(start: number, end: number, by: string): string {
    return this.#text.slice(0, start) + by + this.#text.slice(end)
  }
}
