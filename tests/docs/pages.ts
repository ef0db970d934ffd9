/** The pages of the reference, as blocks of code and rows of tables. */
import { readdirSync, readFileSync } from 'node:fs'

const FOLDER = new URL('../../docs/reference/', import.meta.url)

export const PAGES = readdirSync(FOLDER).filter((name) => name.endsWith('.md'))

export const pageText = (page: string): string => readFileSync(new URL(page, FOLDER), 'utf8')

/** A fenced block: its language, the word after it, its text, and the line of its fence. */
export interface Fenced {
  readonly language: string
  readonly kind: string
  readonly text: string
  readonly line: number
}

export function blocksOf(page: string): Fenced[] {
  const text = pageText(page)
  return [...text.matchAll(/^```([a-z]*) ?([a-z-]*)\n([\s\S]*?)^```$/gm)].map((match) => ({
    language: match[1] ?? '',
    kind: match[2] ?? '',
    text: match[3] ?? '',
    line: text.slice(0, match.index).split('\n').length,
  }))
}

export const blocksNamed = (page: string, kind: string): Fenced[] =>
  blocksOf(page).filter((block) => block.language === 'yaml' && block.kind === kind)

/** The rows of the table whose head begins with these words, as cells. */
export function tableOf(page: string, head: string): string[][] {
  const lines = pageText(page).split('\n')
  const from = lines.findIndex((line) => line.startsWith(`| ${head}`))
  if (from < 0) throw new Error(`no table ${head} in ${page}`)
  const rows = lines.slice(from + 2)
  const end = rows.findIndex((line) => !line.startsWith('|'))
  return rows.slice(0, end < 0 ? undefined : end).map((line) =>
    line
      .slice(1, -1)
      .split(' | ')
      .map((cell) => cell.trim()),
  )
}

/** What stands between backquotes in a text, blocks aside. */
export const codeIn = (text: string): string[] =>
  [...text.replaceAll(/^```[\s\S]*?^```$/gm, '').matchAll(/`([^`]+)`/g)].map(
    ([, code]) => code ?? '',
  )
