/** What a document says, as text that a row of a test can hold. */

import { readFileSync } from 'node:fs'
import type { Language } from '../../src/base/wording/format.ts'
import type { Speaker } from '../../src/base/wording/say.ts'
import { speakerOf } from '../../src/base/wording/say.ts'
import { readContract } from '../../src/contract/reading/read-contract.ts'
import type { Terms } from '../../src/contract/terms.ts'
import type { Block } from '../../src/reports/document.ts'
import { cellText } from '../../src/reports/document.ts'
import { knownNames, loadSentences } from '../../src/shell/catalogue.ts'
import { printBlocks } from '../../src/shell/cli/print.ts'

const SENTENCES = loadSentences()

/** A speaker of the catalogue that refuses a key or a hole that is not there. */
export function strictSpeaker(language: Language): Speaker {
  const speaker = speakerOf(SENTENCES, language)
  return {
    ...speaker,
    say: (key, holes) => {
      if (!SENTENCES.has(key)) throw new Error(`no sentence ${key}`)
      const said = speaker.say(key, holes)
      if (/\{[a-z-]+\}/.test(said)) throw new Error(`a hole of ${key} is left: ${said}`)
      return said
    },
  }
}

/** A text with plain spaces instead of no-break ones. */
export const plain = (text: string): string => text.replaceAll(/[\u00a0\u202f]/g, ' ')

/** The rows of the table, or of the pairs, under the heading that ends with these words. */
export function rowsUnder(blocks: readonly Block[], heading: string): readonly string[][] {
  const from = blocks.findIndex(
    (block) => block.kind === 'heading' && plain(block.text).endsWith(heading),
  )
  if (from === -1) return []
  const found = blocks.slice(from + 1).find(({ kind }) => kind === 'table' || kind === 'pairs')
  return found?.kind === 'table' || found?.kind === 'pairs'
    ? found.rows.map((row) => row.map((cell) => plain(cellText(cell))))
    : []
}

/** The answers of pairs to a subject, the first one and those below it. */
export function answersTo(rows: readonly string[][], subject: string): string[] {
  let asked = ''
  return rows.flatMap(([about = '', answer = '']) => {
    asked = about === '' ? asked : about
    return asked === subject ? [answer] : []
  })
}

/** All the words of a document, as a terminal shows them. */
export const wordsOf = (blocks: readonly Block[]): string => plain(printBlocks(blocks))

/** The terms of a contract that must be right. */
export function termsOf(text: string): Terms {
  const { value, findings } = readContract('contract.yaml', text, knownNames())
  if (value === undefined) throw new Error(`${JSON.stringify(findings)}\n${text}`)
  return value
}

/** The terms of a contract of the repository, by its path from the root. */
export const termsIn = (path: string): Terms =>
  termsOf(readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8'))
