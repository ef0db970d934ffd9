/** The repository as texts, and the parts of a TypeScript file that the house rules look at. */
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'

export const ROOT = fileURLToPath(new URL('../../', import.meta.url))

/** What a rule has to say of one place. */
export interface Complaint {
  readonly rule: string
  readonly path: string
  readonly line: number
  readonly said: string
}

export interface Text {
  /** From the root, with slashes. */
  readonly path: string
  readonly text: string
}

export interface Code extends Text {
  readonly tree: ts.SourceFile
}

/** Folders that git ignores; the rules also run where there is no git. */
const NOT_OURS = /^(\.git|node_modules|dist|coverage|\.vigie|vigie-data|mutation-\w+)$/
const BINARY = /\.(gz|zip|png|jpg|ico|woff2?|pdf|docx|xlsx|pptx|parquet|wasm)$/

export function readTexts(folder = ''): Text[] {
  return readdirSync(ROOT + folder, { withFileTypes: true }).flatMap((entry): Text[] => {
    if (NOT_OURS.test(entry.name)) return []
    const path = `${folder}${entry.name}`
    if (entry.isDirectory()) return readTexts(`${path}/`)
    if (!entry.isFile() || BINARY.test(path) || path.endsWith('.tmp')) return []
    return [{ path, text: readFileSync(ROOT + path, 'utf8') }]
  })
}

export const isCode = ({ path }: Text): boolean => /\.(ts|tsx|mjs)$/.test(path)
/** Whether a program writes it: what holds it is a test that it is fresh. */
export const isGenerated = ({ path }: Text): boolean => path.includes('/generated/')
export const isTest = (path: string): boolean => /\.test(-d)?\.tsx?$/.test(path)

export function parse({ path, text }: Text): Code {
  const kind = path.endsWith('.tsx') ? ts.ScriptKind.TSX : ts.ScriptKind.TS
  return { path, text, tree: ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true, kind) }
}

export const lineOf = (code: Code, node: ts.Node): number =>
  code.tree.getLineAndCharacterOfPosition(node.getStart(code.tree)).line + 1

/** Calls `visit` on every node of the file. */
export function walk(node: ts.Node, visit: (node: ts.Node) => void): void {
  visit(node)
  ts.forEachChild(node, (child) => walk(child, visit))
}

/** A module that a file names: by import, by re-export or by `import()`. */
export interface Import {
  readonly from: string
  readonly line: number
  /** The names taken from it; `*` is all of them. */
  readonly names: readonly string[]
}

export function importsOf(code: Code): Import[] {
  const found: Import[] = []
  walk(code.tree, (node) => {
    const from = moduleNamed(node)
    if (from === undefined) return
    found.push({ from: resolve(code.path, from), line: lineOf(code, node), names: namesOf(node) })
  })
  return found
}

function moduleNamed(node: ts.Node): string | undefined {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) {
    const named = node.moduleSpecifier
    return named !== undefined && ts.isStringLiteral(named) ? named.text : undefined
  }
  if (ts.isImportTypeNode(node)) {
    const { argument } = node
    const isText = ts.isLiteralTypeNode(argument) && ts.isStringLiteral(argument.literal)
    return isText ? (argument.literal as ts.StringLiteral).text : undefined
  }
  if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
    const [named] = node.arguments
    return named !== undefined && ts.isStringLiteral(named) ? named.text : '*'
  }
  return undefined
}

function namesOf(node: ts.Node): string[] {
  const nameOf = (part: ts.ImportSpecifier | ts.ExportSpecifier): string =>
    (part.propertyName ?? part.name).text
  if (ts.isExportDeclaration(node)) {
    const clause = node.exportClause
    return clause !== undefined && ts.isNamedExports(clause) ? clause.elements.map(nameOf) : ['*']
  }
  if (ts.isImportDeclaration(node)) {
    const bindings = node.importClause?.namedBindings
    const named = node.importClause?.name === undefined ? [] : ['default']
    if (bindings === undefined) return named
    return ts.isNamedImports(bindings) ? [...named, ...bindings.elements.map(nameOf)] : ['*']
  }
  if (ts.isImportTypeNode(node)) {
    const { qualifier } = node
    return qualifier !== undefined && ts.isIdentifier(qualifier) ? [qualifier.text] : ['*']
  }
  return ['*']
}

/** `../base/ratio.ts` in `src/money/fees.ts` is `src/base/ratio.ts`; a package stays as it is. */
function resolve(path: string, from: string): string {
  if (!from.startsWith('.')) return from
  const parts = path.split('/').slice(0, -1)
  for (const part of from.split('/')) {
    if (part === '..') parts.pop()
    else if (part !== '.') parts.push(part)
  }
  return parts.join('/')
}

export const isExported = (node: ts.Node): boolean =>
  ts.canHaveModifiers(node) &&
  (ts.getModifiers(node) ?? []).some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)
