/**
 * Edits a YAML text at one node: its bytes are replaced, all others stay, comments and order too.
 *
 * Example: setting `a.b` to `5 h` in `a: { b: 4 h, c: 1 } # as agreed` gives `a: { b: 5 h, c: 1 } #
 * as agreed`.
 *
 * Gives nothing where the layout does not let one node be edited alone, such as a list that begins
 * on the line of another: whoever calls can rewrite more.
 */
import type { Node, Pair, YAMLMap, YAMLSeq } from 'yaml'
import { isMap, isNode, isScalar, isSeq, parseDocument } from 'yaml'
import type { SourceNode } from './source.ts'
import { afterColon, afterDash, entryLines, flowText } from './write-node.ts'

/** Steps are keys of maps and ids of list items. */
export type TextEdit =
  | { readonly kind: 'set'; readonly steps: readonly string[]; readonly to: SourceNode }
  | { readonly kind: 'add'; readonly steps: readonly string[]; readonly add: SourceNode }
  | { readonly kind: 'remove'; readonly steps: readonly string[] }

type Entry = Pair<Node, Node>

/** A node in its parent, which is in braces or not. */
interface Place {
  readonly parent: YAMLMap<Node, Node> | YAMLSeq<Node>
  readonly index: number
  readonly isInFlow: boolean
}

export function editText(text: string, edit: TextEdit): string | undefined {
  const { contents } = parseDocument(text, { schema: 'failsafe', logLevel: 'silent' })
  const place = isNode(contents) ? placeAt(contents, edit.steps) : undefined
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

function placeAt(root: Node, steps: readonly string[]): Place | undefined {
  let place: Place | undefined
  let node: Node | undefined = root
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
function nameOf(item: Entry | Node): string | undefined {
  if (!isNode(item)) return textOf(item.key)
  if (!isMap(item)) return textOf(item)
  return textOf(item.items.find(({ key }) => textOf(key) === 'id')?.value)
}

function valueIn({ parent, index }: Place): Node {
  const item = parent.items[index] as Entry | Node
  return isNode(item) ? item : (item.value as Node)
}

const firstOf = (item: Entry | Node): number => (isNode(item) ? item : item.key).range?.[0] ?? 0

class Editor {
  readonly #text: string

  constructor(text: string) {
    this.#text = text
  }

  set(place: Place, to: SourceNode): string {
    const item = place.parent.items[place.index] as Entry | Node
    const end = this.#endOf(valueIn(place))
    if (isNode(item)) {
      const start = firstOf(item)
      const written = place.isInFlow ? flowText(to, true) : afterDash(to, this.#column(start))
      return this.#replace(start, end, written)
    }
    const colon = this.#text.indexOf(':', item.key.range?.[1]) + 1
    const indent = this.#column(firstOf(item))
    const written = place.isInFlow
      ? ` ${flowText(to, true)}`
      : afterColon(to, indent, this.#column(colon))
    return this.#replace(colon, end, written)
  }

  add(place: Place, what: SourceNode): string | undefined {
    const into = valueIn(place)
    if (!isMap(into) && !isSeq(into)) return undefined
    const last = into.items.at(-1) as Entry | Node | undefined
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
    const items = parent.items as readonly (Entry | Node)[]
    const [item, next, previous] = [items[index], items[index + 1], items[index - 1]]
    if (item === undefined) return undefined
    if (items.length === 1) {
      const [start, end] = [parent.range?.[0] ?? 0, this.#endOf(parent)]
      return this.#replace(start, end, isMap(parent) ? '{}' : '[]')
    }
    const [start, end] = [firstOf(item), this.#endOf(item)]
    if (parent.flow === true) {
      return next === undefined
        ? this.#replace(this.#endOf(previous as Entry | Node), end, '')
        : this.#replace(start, firstOf(next), '')
    }
    const isAlone = (isSeq(parent) ? /^ *- +$/ : /^ *$/).test(this.#before(start))
    if (isAlone) return this.#replace(this.#lineStart(start), this.#lineEnd(end) + 1, '')
    return next === undefined ? undefined : this.#replace(start, firstOf(next), '')
  }

  /** Where the last byte of a node is; what the library counts of blanks below it is not. */
  #endOf(item: Entry | Node): number {
    if (!isNode(item)) return this.#endOf(isNode(item.value) ? item.value : item.key)
    const last = isMap(item) || isSeq(item) ? item.items.at(-1) : undefined
    if (last !== undefined && (item as YAMLMap).flow !== true) return this.#endOf(last as Node)
    const end = item.range?.[1] ?? 0
    return this.#text.slice(0, end).trimEnd().length
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
