/**
 * Reads a YAML text as a tree that remembers its lines, or says what is wrong with it.
 *
 * It accepts the plain part of YAML: maps, lists and scalars, in block or in flow. Every scalar
 * stays a text. A key without a value is refused, since it is nearly always a comma inside an
 * unquoted text: `{ title: Annexe 3, niveaux de service }` is a title `Annexe 3` and a second key.
 * Such a key stays in the tree as an empty scalar, so that whoever reads the tree can go on and
 * say what else is wrong; the finding is already made.
 *
 * Example: `a: {b: 4 h}` gives a map whose entry `a.b` is the text `4 h` at line 1, column 8.
 *
 * @fr lecture du fichier
 */
import type { Document, Pair, ParsedNode, YAMLMap, YAMLSeq } from 'yaml'
import { Composer, isMap, isScalar, isSeq } from 'yaml'
import type { Checked, Finding, Place } from '../finding.ts'
import { invariant } from '../invariant.ts'
import type { Locate } from './guard-yaml.ts'
import { guardYaml, placeIn } from './guard-yaml.ts'
import type { SourceEntry, SourceMap, SourceNode, SourceScalar } from './source.ts'

const OPTIONS = {
  schema: 'failsafe',
  merge: false,
  prettyErrors: false,
  strict: true,
  // Compared in pairs by the library, in time n²; ours are compared below, through a set.
  uniqueKeys: false,
  logLevel: 'silent',
} as const

/** Reads one YAML document. Never throws; the value is absent when there is no tree to walk. */
export function readYaml(file: string, text: string): Checked<SourceNode> {
  const guarded = guardYaml(file, text)
  if ('findings' in guarded) return { value: undefined, findings: guarded.findings }
  const locate = placeIn(file, guarded.lines)
  const documents = [...new Composer(OPTIONS).compose(guarded.tokens, true, text.length)]
  const [first, second] = documents
  invariant(first !== undefined, 'the library makes a document, were it an empty one')
  if (second !== undefined) return failed('yaml-several-documents', locate(second.range[0]), {})
  if (first.errors.length > 0) {
    return { value: undefined, findings: first.errors.map((error) => syntaxFinding(error, locate)) }
  }
  return walk(first, file, locate)
}

const failed = (code: string, where: Place, params: Finding['params']): Checked<never> => ({
  value: undefined,
  findings: [{ code, severity: 'error', where, params }],
})

function walk(document: Document.Parsed, file: string, locate: Locate): Checked<SourceNode> {
  const root = document.contents
  if (root === null || (isScalar(root) && root.source === '')) {
    return failed('yaml-empty', { file, line: 1, column: 1 }, {})
  }
  const reader = new TreeReader(locate)
  return { value: reader.node(root, ''), findings: reader.findings }
}

// The causes that a beginner meets get a sentence of their own; the rest share one.
const SYNTAX_CODES: Readonly<Record<string, string>> = {
  BAD_INDENT: 'yaml-bad-indent',
  BLOCK_AS_IMPLICIT_KEY: 'yaml-two-keys-on-a-line',
  MULTILINE_IMPLICIT_KEY: 'yaml-key-without-colon',
  MISSING_CHAR: 'yaml-character-missing',
  BAD_SCALAR_START: 'yaml-quote-needed',
  BLOCK_IN_FLOW: 'yaml-block-in-braces',
  BAD_DQ_ESCAPE: 'yaml-bad-escape',
}

function syntaxFinding(
  error: { readonly code: string; readonly pos: readonly [number, number] },
  locate: Locate,
): Finding {
  const code = SYNTAX_CODES[error.code] ?? 'yaml-syntax'
  return { code, severity: 'error', where: locate(error.pos[0]), params: {} }
}

class TreeReader {
  readonly findings: Finding[] = []
  readonly #locate: Locate

  constructor(locate: Locate) {
    this.#locate = locate
  }

  node(node: ParsedNode, path: string): SourceNode {
    const where = this.#place(node.range[0], path)
    if (isMap(node)) return this.#map(node, where, path)
    if (isSeq(node)) return this.#list(node, where, path)
    invariant(isScalar(node), 'the guard refuses aliases')
    const isQuoted = node.type !== 'PLAIN'
    const scalar: SourceScalar = { kind: 'scalar', text: `${node.value}`, isQuoted, where }
    if (!isQuoted && scalar.text === '') this.#report('yaml-value-missing', where, { path })
    return scalar
  }

  #list(list: YAMLSeq.Parsed, where: Place, path: string): SourceNode {
    const items = list.items.map((item, index) => this.node(item, `${path}[${index}]`))
    return { kind: 'list', items, where }
  }

  #map(map: YAMLMap.Parsed, where: Place, path: string): SourceMap {
    const seen = new Map<string, Place>()
    const entries: SourceEntry[] = []
    for (const pair of map.items) {
      const entry = this.#entry(pair, path)
      if (entry === undefined) continue
      const earlier = seen.get(entry.key)
      if (earlier === undefined) {
        seen.set(entry.key, entry.keyWhere)
        entries.push(entry)
        continue
      }
      const params = { key: entry.key, line: `${earlier.line}` }
      this.#report('yaml-key-twice', entry.keyWhere, params)
    }
    return { kind: 'map', entries, where }
  }

  #entry(
    { key: keyNode, value }: Pair<ParsedNode, ParsedNode | null>,
    path: string,
  ): SourceEntry | undefined {
    const keyPlace = this.#place(keyNode.range[0], path)
    if (!isScalar(keyNode) || keyNode.value === '') {
      this.#report('yaml-key-not-a-word', keyPlace, {})
      return undefined
    }
    const key = `${keyNode.value}`
    const keyPath = path === '' ? key : `${path}.${key}`
    const keyWhere = { ...keyPlace, path: keyPath }
    if (key === '<<') {
      this.#report('yaml-anchor', keyWhere, { text: key })
      return undefined
    }
    if (value === null || isEmptyScalar(value)) {
      this.#report('yaml-value-missing', keyWhere, { path: keyPath })
      return { key, keyWhere, value: empty(keyWhere) }
    }
    return { key, keyWhere, value: this.node(value, keyPath) }
  }

  #place(offset: number, path: string): Place {
    return path === '' ? this.#locate(offset) : { ...this.#locate(offset), path }
  }

  #report(code: string, where: Place, params: Finding['params']): void {
    this.findings.push({ code, severity: 'error', where, params })
  }
}

const empty = (where: Place): SourceScalar => ({ kind: 'scalar', text: '', isQuoted: false, where })

const isEmptyScalar = (node: ParsedNode): boolean =>
  isScalar(node) && node.type === 'PLAIN' && node.value === ''
