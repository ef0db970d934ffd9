/**
 * Reads the keys of a map of a YAML tree one by one, and notes what is missing, odd or unknown.
 *
 * A reader asks for each key that it knows; `finish` reports the keys that nobody asked for, with
 * the nearest known one, so that a typing mistake is never an option that silently did nothing.
 */
import type { Finding, Place } from '../base/finding.ts'
import { present } from '../base/invariant.ts'
import { nearest } from '../base/yaml/nearest.ts'
import type { SourceEntry, SourceMap, SourceNode } from '../base/yaml/source.ts'

export class FieldReader {
  readonly where: Place
  readonly #path: string
  readonly #findings: Finding[]
  readonly #entries = new Map<string, SourceEntry>()
  readonly #asked = new Set<string>()

  private constructor(map: SourceMap, path: string, findings: Finding[]) {
    this.where = map.where
    this.#path = path
    this.#findings = findings
    for (const entry of map.entries) this.#entries.set(entry.key, entry)
  }

  /** The reader of a map, or nothing (and a finding) where the node is something else. */
  static of(node: SourceNode, path: string, findings: Finding[]): FieldReader | undefined {
    if (node.kind === 'map') return new FieldReader(node, path, findings)
    findings.push(kindFinding(node.where, path, 'map'))
    return undefined
  }

  note(code: string, where: Place, params: Readonly<Record<string, string>>): void {
    this.#findings.push({ code, severity: 'error', where, params })
  }

  pathOf(key: string): string {
    if (key === '') return this.#path
    return this.#path === '' ? key : `${this.#path}.${key}`
  }

  node(key: string): SourceNode | undefined {
    this.#asked.add(key)
    return this.#entries.get(key)?.value
  }

  has(key: string): boolean {
    return this.#entries.has(key)
  }

  place(key: string): Place {
    return present(this.#entries.get(key), 'the place of a key that is there').value.where
  }

  text(key: string): string | undefined {
    const node = this.node(key)
    if (node === undefined) return undefined
    if (node.kind === 'scalar') return node.text
    this.#findings.push(kindFinding(node.where, this.pathOf(key), 'text'))
    return undefined
  }

  requiredText(key: string): string | undefined {
    const text = this.text(key)
    if (text !== undefined && text !== '') return text
    if (text === '' || !this.has(key)) this.missing(key)
    return undefined
  }

  missing(key: string): void {
    this.note('facts-key-missing', this.where, { key: this.pathOf(key) })
  }

  /** A reader of one item of a list, as if it stood alone under the key. */
  sole(key: string, item: SourceNode): FieldReader {
    const entry = { key, keyWhere: item.where, value: item }
    const map: SourceMap = { kind: 'map', entries: [entry], where: item.where }
    return new FieldReader(map, this.#path, this.#findings)
  }

  /** One of a closed list of words. */
  word<W extends string>(key: string, words: readonly W[]): W | undefined {
    const text = this.text(key)
    if (text === undefined) return undefined
    const word = words.find((known) => known === text)
    if (word !== undefined) return word
    const near = nearest(text, words) ?? words.join(', ')
    const params = { key: this.pathOf(key), text, known: words.join(', '), nearest: near }
    this.note('facts-word-unknown', this.place(key), params)
    return undefined
  }

  map(key: string): FieldReader | undefined {
    const node = this.node(key)
    if (node === undefined) return undefined
    return FieldReader.of(node, this.pathOf(key), this.#findings)
  }

  list(key: string): readonly SourceNode[] {
    const node = this.node(key)
    if (node === undefined) return []
    if (node.kind === 'list') return node.items
    this.#findings.push(kindFinding(node.where, this.pathOf(key), 'list'))
    return []
  }

  texts(key: string): readonly string[] {
    return this.list(key).flatMap((item, index) => {
      if (item.kind === 'scalar') return [item.text]
      this.#findings.push(kindFinding(item.where, `${this.pathOf(key)}[${index}]`, 'text'))
      return []
    })
  }

  /** All the texts of a map whose keys are free, such as values and what they mean. */
  record(key: string): ReadonlyMap<string, string> {
    const inner = this.map(key)
    return inner === undefined ? new Map() : inner.rest()
  }

  /** The texts under the keys that nobody asked for yet. */
  rest(): ReadonlyMap<string, string> {
    const texts = new Map<string, string>()
    for (const key of this.#entries.keys()) {
      if (this.#asked.has(key)) continue
      const text = this.text(key)
      if (text !== undefined) texts.set(key, text)
    }
    return texts
  }

  /** Reports the keys that nobody asked for. */
  finish(): void {
    for (const [key, entry] of this.#entries) {
      if (this.#asked.has(key)) continue
      const known = [...this.#asked].sort()
      const near = nearest(key, known) ?? known.join(', ')
      this.note('facts-key-unknown', entry.keyWhere, { key: this.pathOf(key), nearest: near })
    }
  }
}

const kindFinding = (where: Place, path: string, expected: string): Finding => ({
  code: 'facts-value-kind',
  severity: 'error',
  where,
  params: { key: path, expected },
})
