/** Rules of form: how long things may be, and words that belong to no product. */
import ts from 'typescript'
import { rule } from './rule.ts'
import type { Code, Text } from './tree.ts'
import { isTest, lineOf, walk } from './tree.ts'

const MOST_LINES = 300
const MOST_FUNCTION_LINES = 50
const MOST_COLUMNS = 100
const MOST_DECISION_LINES = 40

export const fileLength = rule<Code>('file-length', (code, say) => {
  const count = code.text.trimEnd().split('\n').length
  if (count > MOST_LINES) say(count, `${count} lines, at most ${MOST_LINES}`)
})

export const functionLength = rule<Code>('function-length', (code, say) => {
  walk(code.tree, (node) => {
    if (!ts.isFunctionLike(node) || !('body' in node) || node.body === undefined) return
    if (isSuite(node)) return
    const from = lineOf(code, node)
    const to = code.tree.getLineAndCharacterOfPosition(node.end).line + 1
    const count = to - from + 1
    if (count > MOST_FUNCTION_LINES) {
      say(from, `a function of ${count} lines, at most ${MOST_FUNCTION_LINES}`)
    }
  })
})

/** The callback of `describe` holds tests as a file does. */
const isSuite = (node: ts.Node): boolean =>
  ts.isCallExpression(node.parent) && /^describe\b/.test(node.parent.expression.getText())

/**
 * What a formatter cannot break is left: comments and sentences. The text of a template is not
 * code, and the tables and titles of tests keep their own width.
 */
export const columns = rule<Code>('columns', (code, say) => {
  if (code.path.startsWith('tests/') || isTest(code.path)) return
  const inTemplate = templateLines(code)
  code.text.split('\n').forEach((line, index) => {
    const count = [...line].length
    if (count > MOST_COLUMNS && !inTemplate.has(index + 1)) {
      say(index + 1, `${count} columns, at most ${MOST_COLUMNS}`)
    }
  })
})

function templateLines(code: Code): Set<number> {
  const lines = new Set<number>()
  walk(code.tree, (node) => {
    if (!ts.isTemplateExpression(node) && !ts.isNoSubstitutionTemplateLiteral(node)) return
    const to = code.tree.getLineAndCharacterOfPosition(node.end).line + 1
    for (let line = lineOf(code, node); line <= to; line += 1) lines.add(line)
  })
  return lines
}

/** A folder may have a space in its name, which the path of a URL writes as %20. */
export const paths = rule<Code>('paths', (code, say) => {
  if (!code.text.includes('import.meta.url')) return
  walk(code.tree, (node) => {
    const isPathname = ts.isPropertyAccessExpression(node) && node.name.text === 'pathname'
    if (isPathname) say(lineOf(code, node), 'pathname of a file: use fileURLToPath')
  })
})

/** A decision is a page; a version of the changelog says first which figures change. */
export const pages = rule<Text>('pages', (file, say) => {
  const lines = file.text.trimEnd().split('\n')
  if (file.path.startsWith('docs/decisions/') && lines.length > MOST_DECISION_LINES) {
    say(lines.length, `${lines.length} lines, at most ${MOST_DECISION_LINES}`)
  }
  if (file.path !== 'CHANGELOG.md') return
  lines.forEach((line, index) => {
    if (!line.startsWith('## ')) return
    const first = lines.slice(index + 1).find((next) => next.trim() !== '')
    if (first !== '### Figures changed') say(index + 1, 'which figures change comes first')
  })
})

const word = (...parts: readonly string[]): string => parts.join('')
const folder = (name: string): RegExp => new RegExp(`(^|[^\\w.<])/${name}/`)
const workplace = (...parts: readonly string[]): RegExp =>
  new RegExp(`\\b${word(...parts)}s?\\b`, 'i')

/** Written in parts, so that this file does not hold what it looks for. */
const FORBIDDEN: readonly (readonly [RegExp, string])[] = [
  ...['work', 'root', 'home', 'Users'].map(
    (name) => [folder(name), 'a folder of one machine'] as const,
  ),
  [new RegExp(`${word('regis', 'try')}\\.[a-z0-9-]+\\.[a-z]`, 'i'), 'the address of a registry'],
  [new RegExp(`"${word('resol', 'ved')}"\\s*:\\s*"http`), 'the address of a registry'],
  [workplace('arti', 'factory'), 'the address of a registry'],
  [workplace('anth', 'ropic'), 'a word of the workplace'],
  [workplace('cla', 'ude'), 'a word of the workplace'],
  [workplace('sub', 'agent'), 'a word of the workplace'],
  [workplace('chat', 'gpt'), 'a word of the workplace'],
  [workplace('l', 'lm'), 'a word of the workplace'],
]

export const forbiddenWords = rule<Text>('forbidden-words', (file, say) => {
  file.text.split('\n').forEach((line, index) => {
    for (const [pattern, what] of FORBIDDEN) {
      const found = pattern.exec(line)
      if (found !== null) say(index + 1, `${what}: ${found[0].trim()}`)
    }
  })
})
