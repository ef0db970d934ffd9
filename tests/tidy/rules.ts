/**
 * The house rules, each a function from one file to what is wrong in it.
 *
 * They say what a compiler and a formatter do not: who may import whom, what a stage without clock
 * or chance may not name, how long a thing may be. `tidy.test.ts` runs them over the repository and
 * shows each of them a bad sample.
 */
import ts from 'typescript'
import { columns, fileLength, functionLength, paths } from './form.ts'
import { rule } from './rule.ts'
import type { Code } from './tree.ts'
import { importsOf, isExported, isTest, lineOf, walk } from './tree.ts'

/** What each stage may import of ours: itself and these. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  base: [],
  contract: ['base'],
  facts: ['base'],
  measures: ['base', 'contract', 'facts'],
  money: ['base', 'contract', 'facts', 'measures'],
  outlook: ['base', 'contract', 'facts', 'measures', 'money'],
  reports: ['base', 'contract', 'facts', 'measures', 'money', 'outlook'],
  shell: ['base', 'contract', 'facts', 'measures', 'money', 'outlook', 'reports'],
  web: [],
}

/** The packages that pure stages may import, and where. */
const PACKAGES: Readonly<Record<string, string>> = { yaml: 'src/base/yaml/' }

const PURE = new Set(['base', 'contract', 'facts', 'measures', 'money', 'outlook', 'reports'])

const stageOf = (path: string): string | undefined => /^src\/([^/]+)\//.exec(path)?.[1]
const isPure = (path: string): boolean => PURE.has(stageOf(path) ?? '') && !isTest(path)

export const importDirection = rule<Code>('import-direction', (code, say) => {
  const stage = stageOf(code.path)
  if (stage === undefined) return
  const allowed = MAY_IMPORT[stage]
  if (allowed === undefined) return say(1, `src/${stage} is not a stage`)
  for (const { from, line } of importsOf(code)) {
    const target = stageOf(from)
    if (target === undefined) {
      if (!isTest(code.path) && /^(tests|scripts|bench|cases)\//.test(from)) {
        say(line, `src does not import ${from}`)
      }
    } else if (target !== stage && !allowed.includes(target)) {
      const isWording = stage === 'web' && from.startsWith('src/base/wording/')
      if (!isWording) say(line, `${stage} does not import ${target} (${from})`)
    }
  }
})

export const packages = rule<Code>('packages', (code, say) => {
  if (!isPure(code.path)) return
  for (const { from, line } of importsOf(code)) {
    if (from.startsWith('src/')) continue
    const home = PACKAGES[from]
    if (home === undefined) say(line, `a pure stage does not import ${from}`)
    else if (!code.path.startsWith(home)) say(line, `${from} is imported in ${home} only`)
  }
})

export const oracles = rule<Code>('oracles', (code, say) => {
  if (!code.path.startsWith('tests/oracles/')) return
  for (const { from, line } of importsOf(code)) {
    const isOurs = /^(src|tests|scripts|bench)\//.test(from)
    if (isOurs && !from.startsWith('tests/oracles/')) say(line, `an oracle imports ${from}`)
  }
})

/** The second program that checks an evidence file shares nothing with the first one. */
export const checker = rule<Code>('checker', (code, say) => {
  if (code.path !== 'scripts/check-evidence.mjs') return
  for (const { from, line } of importsOf(code)) {
    if (!from.startsWith('node:')) say(line, `the checker imports ${from}`)
  }
})

/** Members that read the machine's language, its zone, or lose cents. */
const BANNED_MEMBERS = new Map([
  ...['toFixed', 'toPrecision', 'parseFloat'].map((name) => [name, 'loses exactness'] as const),
  ...[
    'toLocaleString',
    'toLocaleDateString',
    'toLocaleTimeString',
    'toLocaleUpperCase',
    'toLocaleLowerCase',
    'localeCompare',
  ].map((name) => [name, "depends on the machine's language"] as const),
  ...[
    'getFullYear',
    'getMonth',
    'getDate',
    'getDay',
    'getHours',
    'getMinutes',
    'getTimezoneOffset',
    'setHours',
    'setDate',
    'setMonth',
    'setFullYear',
    'toDateString',
    'toTimeString',
  ].map((name) => [name, "reads the machine's zone"] as const),
])

const BANNED_NAMES = new Map([
  ['Intl', "depends on the machine's language and zone data"],
  ['parseFloat', 'loses exactness'],
  ['process', 'belongs to the shell'],
  ['fetch', 'belongs to the shell'],
  ['console', 'belongs to the shell'],
  ['globalThis', 'belongs to the shell'],
  ['setTimeout', 'belongs to the shell'],
  ['setInterval', 'belongs to the shell'],
  ['performance', 'is a clock: now is an argument'],
  ['crypto', 'is an argument'],
  ['Promise', 'waits: only the shell waits'],
])

const BANNED_PAIRS = new Map([
  ['Date.now', 'is a clock: now is an argument'],
  ['Date.parse', "reads the machine's zone"],
  ['Math.random', 'is chance without a seed'],
])

export const pureStages = rule<Code>('pure-stages', (code, say) => {
  if (!isPure(code.path)) return
  const own = declaredNames(code)
  walk(code.tree, (node) => {
    const line = lineOf(code, node)
    if (node.kind === ts.SyntaxKind.AsyncKeyword) say(line, 'async: only the shell waits')
    if (ts.isAwaitExpression(node)) say(line, 'await: only the shell waits')
    if (ts.isForOfStatement(node) && node.awaitModifier) say(line, 'await: only the shell waits')
    if (ts.isPropertyAccessExpression(node)) {
      const pair = node.expression.getText(code.tree)
      const name = node.name.text
      const why = BANNED_PAIRS.get(`${pair}.${name}`) ?? BANNED_MEMBERS.get(name)
      if (why !== undefined) say(line, `${name} ${why}`)
    }
    if (ts.isNewExpression(node) && node.expression.getText(code.tree) === 'Date') {
      const count = node.arguments?.length ?? 0
      if (count === 0) say(line, 'new Date() is a clock: now is an argument')
      if (count > 1) say(line, "new Date(year, …) reads the machine's zone")
    }
    if (ts.isIdentifier(node) && !own.has(node.text) && isFree(node)) {
      const why = BANNED_NAMES.get(node.text)
      if (why !== undefined) say(line, `${node.text} ${why}`)
    }
  })
})

/** Whether a name stands for itself, rather than for a member of something else. */
function isFree(node: ts.Identifier): boolean {
  const { parent } = node
  if (ts.isPropertyAccessExpression(parent)) return parent.expression === node
  if (ts.isQualifiedName(parent)) return parent.left === node
  const isMember =
    ts.isPropertyAssignment(parent) ||
    ts.isPropertySignature(parent) ||
    ts.isPropertyDeclaration(parent) ||
    ts.isMethodDeclaration(parent) ||
    ts.isMethodSignature(parent)
  return !(isMember && parent.name === node)
}

function declaredNames(code: Code): Set<string> {
  const names = new Set<string>()
  walk(code.tree, (node) => {
    const isDeclared =
      ts.isVariableDeclaration(node) ||
      ts.isParameter(node) ||
      ts.isBindingElement(node) ||
      ts.isFunctionDeclaration(node) ||
      ts.isImportSpecifier(node)
    if (isDeclared && node.name !== undefined && ts.isIdentifier(node.name)) {
      names.add(node.name.text)
    }
  })
  return names
}

/** Forms of the language that we do without, everywhere in src. */
export const language = rule<Code>('language', (code, say) => {
  if (!code.path.startsWith('src/')) return
  walk(code.tree, (node) => {
    const line = lineOf(code, node)
    if (ts.isExportAssignment(node)) say(line, 'a default export has no name: export by name')
    if (node.kind === ts.SyntaxKind.DefaultKeyword && !ts.isDefaultClause(node.parent)) {
      say(line, 'a default export has no name: export by name')
    }
    if (node.kind === ts.SyntaxKind.AnyKeyword) say(line, 'any: say what it is, or unknown')
    if (ts.isEnumDeclaration(node)) say(line, 'enum: a union of texts')
  })
})

const VERBS = /^(process|handle|manage|do|get)([A-Z]|$)/
/** A term of the law (GDPR, art. 4), not a suffix. */
const TERMS_OF_LAW = new Set(['personalData', 'PersonalData'])
const SUFFIXES = /[a-z](Service|Manager|Helper|Util|Utils|Data|Info)$/

/** Names that say nothing. */
export const names = rule<Code>('names', (code, say) => {
  if (!code.path.startsWith('src/')) return
  const file = code.path.split('/').at(-1) ?? ''
  if (!/^[a-z0-9]+(-[a-z0-9]+)*(\.test|\.test-d)?\.tsx?$/.test(file)) {
    say(1, 'a file has a name in kebab case')
  }
  walk(code.tree, (node) => {
    const isNamed =
      ts.isFunctionDeclaration(node) ||
      ts.isMethodDeclaration(node) ||
      ts.isClassDeclaration(node) ||
      ts.isInterfaceDeclaration(node) ||
      ts.isTypeAliasDeclaration(node) ||
      ts.isVariableDeclaration(node)
    if (!isNamed || node.name === undefined) return
    const name = node.name.getText(code.tree)
    const isFunction =
      ts.isFunctionDeclaration(node) ||
      ts.isMethodDeclaration(node) ||
      (ts.isVariableDeclaration(node) &&
        node.initializer !== undefined &&
        ts.isArrowFunction(node.initializer))
    if (isFunction && VERBS.test(name)) say(lineOf(code, node), `${name}: which gesture is it?`)
    if (SUFFIXES.test(name) && !TERMS_OF_LAW.has(name))
      say(lineOf(code, node), `${name}: say what it is`)
  })
})

const WITH_FRENCH = new Set(['base', 'contract', 'facts', 'measures', 'money'])

/** Readers of files know bytes, not the trade. */
const READERS = ['src/base/yaml/', 'src/facts/normalise/']

/** A module of the trade that exports a type says its French term, in its head or on a type. */
export const frenchTerms = rule<Code>('french-terms', (code, say) => {
  if (!WITH_FRENCH.has(stageOf(code.path) ?? '') || isTest(code.path)) return
  if (READERS.some((folder) => code.path.startsWith(folder))) return
  const isType = (node: ts.Node): boolean =>
    ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node)
  const exported = code.tree.statements.find((node) => isExported(node) && isType(node))
  if (exported === undefined) return
  if (!/\/\*\*[\s\S]*?@fr\s+\S[\s\S]*?\*\//.test(code.text)) {
    say(lineOf(code, exported), 'no @fr: give the French term in the head or on the type')
  }
})

/** A tag without its term says nothing. */
export const emptyFrenchTerm = rule<Code>('french-terms', (code, say) => {
  code.text.split('\n').forEach((line, index) => {
    if (code.path.startsWith('src/') && /^\s*\*\s*@fr\s*$/.test(line))
      say(index + 1, 'an empty @fr')
  })
})

export const CODE_RULES = [
  importDirection,
  packages,
  oracles,
  checker,
  pureStages,
  language,
  names,
  fileLength,
  functionLength,
  columns,
  paths,
  frenchTerms,
  emptyFrenchTerm,
]
