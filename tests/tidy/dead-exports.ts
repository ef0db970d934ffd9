/** Exports of src that nothing imports: a scan of names, which looks at every file at once. */
import ts from 'typescript'
import type { Code, Complaint } from './tree.ts'
import { importsOf, isExported, isTest, lineOf, walk } from './tree.ts'

/** Files that are started rather than imported. */
const DOORS = /^src\/(shell\/cli\/vigie|web\/main)\.tsx?$/

/** Every export of src that no file imports. A type named by another export is in use. */
export function deadExports(files: readonly Code[]): Complaint[] {
  const taken = new Set<string>()
  for (const file of files) {
    for (const { from, names } of importsOf(file)) {
      for (const name of names) taken.add(`${from} ${name}`)
    }
  }
  return files
    .filter(({ path }) => path.startsWith('src/') && !isTest(path) && !DOORS.test(path))
    .filter(({ path }) => !taken.has(`${path} *`))
    .flatMap((file) =>
      exportsOf(file)
        .filter(({ name }) => !taken.has(`${file.path} ${name}`))
        .filter(({ name, isType }) => !(isType && isNamedByExport(file, name)))
        .map(({ name, line }) => ({
          rule: 'dead-export',
          path: file.path,
          line,
          said: `${name} is exported and imported nowhere`,
        })),
    )
}

interface Export {
  readonly name: string
  readonly line: number
  readonly isType: boolean
}

function exportsOf(code: Code): Export[] {
  return code.tree.statements.flatMap((node): Export[] => {
    if (!isExported(node)) return []
    const line = lineOf(code, node)
    if (ts.isVariableStatement(node)) {
      return node.declarationList.declarations.map(({ name }) => ({
        name: name.getText(code.tree),
        line,
        isType: false,
      }))
    }
    const isType = ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node)
    const isNamed = isType || ts.isFunctionDeclaration(node) || ts.isClassDeclaration(node)
    return isNamed && node.name !== undefined ? [{ name: node.name.text, line, isType }] : []
  })
}

function isNamedByExport(code: Code, name: string): boolean {
  return code.tree.statements.some((node) => {
    if (!isExported(node)) return false
    const isItself =
      (ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node)) &&
      node.name.text === name
    if (isItself) return false
    let found = false
    walk(node, (part) => {
      if (ts.isTypeReferenceNode(part) || ts.isExpressionWithTypeArguments(part)) {
        found ||= new RegExp(`^${name}\\b`).test(part.getText(code.tree))
      }
    })
    return found
  })
}
