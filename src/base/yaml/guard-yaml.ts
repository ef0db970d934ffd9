/**
 * Refuses, before anything is built, a YAML text that is too large, too deep or too clever.
 *
 * A contract comes by mail from the other party. So the size is checked first, then the text is
 * cut into tokens, which takes time in proportion to its length, and the tree is built only if its
 * depth and its number of parts are those of a contract. Anchors, aliases, merge keys, tags and
 * directives are refused altogether: a contract has no use for them, each makes a clause say what
 * its own lines do not show, and without aliases ten lines cannot become a thousand million.
 *
 * Example: 100 000 opened brackets are refused at the 81st token of depth, after some microseconds.
 *
 * @fr contrôle préalable du texte
 */
import { CST, Lexer, LineCounter, Parser } from 'yaml'
import type { Finding, Place } from '../finding.ts'

export const YAML_LIMITS = { bytes: 1_048_576, depth: 40, nodes: 200_000 } as const

/** The tokens of a text that may be composed into a tree, or the findings that forbid it. */
export type GuardedYaml =
  | { readonly tokens: readonly CST.Token[]; readonly lines: LineCounter }
  | { readonly findings: readonly Finding[] }

/** Where an offset of the text stands; both numbers count from 1. */
export type Locate = (offset: number) => Place

export function placeIn(file: string, lines: LineCounter): Locate {
  return (offset) => {
    const { line, col } = lines.linePos(offset)
    return { file, line: Math.max(line, 1), column: Math.max(col, 1) }
  }
}

export function guardYaml(file: string, text: string): GuardedYaml {
  const lines = new LineCounter()
  const locate = placeIn(file, lines)
  const size = sizeInBytes(text)
  if (size > YAML_LIMITS.bytes) {
    const params = { size: `${size}`, limit: `${YAML_LIMITS.bytes}` }
    return refused({ code: 'yaml-too-large', where: { file, line: 1, column: 1 }, params })
  }
  countLines(text, lines)
  // Counting these two signs is a hundred times quicker than cutting tokens.
  if (lines.lineStarts.length > YAML_LIMITS.nodes || commasIn(text) > YAML_LIMITS.nodes) {
    const params = { limit: `${YAML_LIMITS.nodes}` }
    return refused({ code: 'yaml-too-many-nodes', where: { file, line: 1, column: 1 }, params })
  }
  const characters = forbiddenCharacters(text, locate)
  if (characters.length > 0) return { findings: characters }
  return cutIntoTokens(text, lines, locate)
}

const refused = (finding: Omit<Finding, 'severity'>): GuardedYaml => ({
  findings: [{ ...finding, severity: 'error' }],
})

/** The length in UTF-8: what a file weighs, whatever the machine keeps it in. */
function sizeInBytes(text: string): number {
  if (text.length > YAML_LIMITS.bytes) return text.length
  let size = 0
  for (const character of text) {
    const point = character.codePointAt(0) as number
    size += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4
  }
  return size
}

function countLines(text: string, lines: LineCounter): void {
  lines.addNewLine(0)
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) {
    lines.addNewLine(at + 1)
  }
}

function commasIn(text: string): number {
  let count = 0
  for (let at = text.indexOf(','); at !== -1; at = text.indexOf(',', at + 1)) count += 1
  return count
}

// Controls, the separators that some editors show as a new line and others do not, the marks that
// reverse the order in which a line is read, and half characters.
const FORBIDDEN = new RegExp(
  String.raw`[\u0000-\u0009\u000b\u000c\u000e-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069` +
    String.raw`\ud800-\udfff\ufffe\uffff]`,
  'gu',
)

/** The first twenty forbidden characters: a binary file would have thousands. */
function forbiddenCharacters(text: string, locate: Locate): Finding[] {
  const findings: Finding[] = []
  for (const match of text.matchAll(FORBIDDEN)) {
    if (findings.length === 20) break
    const point = match[0].codePointAt(0) as number
    const character = `U+${point.toString(16).toUpperCase().padStart(4, '0')}`
    const code = match[0] === '\t' ? 'yaml-tab' : 'yaml-control-character'
    const params: Finding['params'] = code === 'yaml-tab' ? {} : { character }
    findings.push({ code, severity: 'error', where: locate(match.index), params })
  }
  return findings
}

const REFUSED_TOKENS: Readonly<Record<string, string>> = {
  anchor: 'yaml-anchor',
  alias: 'yaml-anchor',
  tag: 'yaml-tag',
  'directive-line': 'yaml-directive',
}

/** One level of nesting in the text is at most two levels of the parser's stack. */
const STACK_LIMIT = YAML_LIMITS.depth * 2 + 2

function cutIntoTokens(text: string, lines: LineCounter, locate: Locate): GuardedYaml {
  const parser = new Parser()
  const tokens: CST.Token[] = []
  let count = 0
  let isContent = false
  for (const lexeme of new Lexer().lex(text)) {
    const offset = parser.offset
    const type = isContent ? 'content' : CST.tokenType(lexeme)
    isContent = lexeme === CST.SCALAR && !isContent
    const code = REFUSED_TOKENS[`${type}`]
    if (code !== undefined)
      return refused({ code, where: locate(offset), params: { text: lexeme } })
    for (const token of parser.next(lexeme)) tokens.push(token)
    if (parser.stack.length > STACK_LIMIT) {
      const params = { limit: `${YAML_LIMITS.depth}` }
      return refused({ code: 'yaml-too-deep', where: locate(offset), params })
    }
    count += isNode(type) ? 1 : 0
    if (count > YAML_LIMITS.nodes) {
      const params = { limit: `${YAML_LIMITS.nodes}` }
      return refused({ code: 'yaml-too-many-nodes', where: locate(offset), params })
    }
  }
  for (const token of parser.end()) tokens.push(token)
  return { tokens, lines }
}

/** Tokens that make a value or a place for one; a place left empty counts too. */
function isNode(type: string | null): boolean {
  switch (type) {
    case 'content':
    case 'single-quoted-scalar':
    case 'double-quoted-scalar':
    case 'seq-item-ind':
    case 'map-value-ind':
    case 'explicit-key-ind':
    case 'flow-map-start':
    case 'flow-seq-start':
    case 'comma':
      return true
    default:
      return false
  }
}
