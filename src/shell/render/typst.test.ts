/** A document as Typst and as PDF: texts stay texts, and the same document is the same bytes. */
import { execFileSync, spawnSync } from 'node:child_process'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import type { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import { describe, expect, test } from 'vitest'
import {
  ACTING,
  documentOf,
  emptyDocument,
  HOSTILE,
  longDocument,
} from '../../../tests/reports/hostile.ts'
import type { Document } from '../../reports/document.ts'
import { renderPdf, renderTypst } from './typst.ts'

const { NodeCompiler: Compiler } = createRequire(import.meta.url)(
  '@myriaddreamin/typst-ts-node-compiler',
) as { readonly NodeCompiler: typeof NodeCompiler }

/** The texts of the headings as the compiler understood them, and how many pages it made. */
function compiled(document: Document): { readonly headings: string[]; readonly pages: number } {
  const compiler = Compiler.create({ fontArgs: [{ fontPaths: [] }] })
  const { result } = compiler.compile({ mainFileContent: renderTypst(document) })
  if (result === null) throw new Error('the document compiles')
  const found = compiler.query(result, { selector: 'heading', field: 'body' }) as readonly {
    readonly text?: string
  }[]
  return { headings: found.map(({ text }) => text ?? ''), pages: result.numOfPages }
}

/** The source without its style: what is made of the document. */
const bodyOf = (document: Document): string => {
  const source = renderTypst(document)
  return source.slice(source.lastIndexOf('\n#report('))
}

/** Without its strings, a source is made of names, numbers and marks of the renderer alone. */
const withoutStrings = (source: string): string => source.replace(/"(?:\\[\s\S]|[^"\\])*"/g, '""')

const withoutBreaks = (text: string): string => text.replaceAll('\u200b', '')

describe('a hostile text', () => {
  const shape = withoutStrings(bodyOf(documentOf('plain')))

  test.each(HOSTILE.map((text) => [text]))(
    '%s is a string, and is set as it is written',
    (text) => {
      expect(withoutStrings(bodyOf(documentOf(text)))).toBe(shape)
      const { headings } = compiled(documentOf(text))
      expect(headings.map(withoutBreaks)).toEqual([text, text, text])
    },
  )

  test.each(ACTING)('%j is shown as %s', (text, shown) => {
    expect(compiled(documentOf(text)).headings).toEqual([shown, shown, shown])
  })

  test('a word that no column holds may break; what is to be typed may not', () => {
    const source = bodyOf(documentOf('x'.repeat(64)))
    expect(source).toContain(`code("${'x'.repeat(64)}")`)
    expect(source).toContain(`heading(level: 1, "${'x'.repeat(12)}\u200b`)
  })
})

describe('the PDF', () => {
  test('bears the date of the document, and no other', () => {
    const pdf = renderPdf(documentOf('x')).toString('latin1')
    expect(pdf.startsWith('%PDF-1.7')).toBe(true)
    expect(pdf).toContain('D:20260501000000Z')
    expect(new Set(pdf.match(/D:\d{14}/g))).toEqual(new Set(['D:20260501000000']))
    const later = renderPdf({ ...documentOf('x'), at: Date.UTC(2027, 0, 1) as Document['at'] })
    expect(later.toString('latin1')).toContain('D:20270101000000Z')
  })

  test('holds five thousand rows, or nothing at all', () => {
    expect(compiled(longDocument(5000)).pages).toBeGreaterThan(50)
    expect(renderPdf(emptyDocument).length).toBeGreaterThan(1000)
  })

  test('is the same bytes in two processes, two zones and two languages', () => {
    const script = fileURLToPath(new URL('../../../tests/reports/hash-report.ts', import.meta.url))
    const tsx = fileURLToPath(new URL('../../../node_modules/tsx/dist/cli.mjs', import.meta.url))
    const hashes = [
      { TZ: 'Asia/Tokyo', LANG: 'ja_JP.UTF-8' },
      { TZ: 'America/New_York', LANG: 'C' },
    ].map((habits) =>
      execFileSync(process.execPath, [tsx, script], {
        env: { ...process.env, ...habits },
        encoding: 'utf8',
      }),
    )
    expect(hashes[0]).toMatch(/^pdf-fr [0-9a-f]{64}\npdf-en [0-9a-f]{64}\nhtml-fr /)
    expect(hashes[1]).toBe(hashes[0])
  })

  const hasReader = spawnSync('pdftotext', ['-v']).error === undefined

  // Poppler is not everywhere; what the compiler understood is looked at above.
  test.skipIf(!hasReader)('gives its words back to whoever copies them', () => {
    const text = '48\u202f000,00\u00a0€ − l’été « œuvre » à 25,28\u00a0%, #set page *a*'
    const read = spawnSync('pdftotext', ['-', '-'], { input: renderPdf(documentOf(text)) })
    expect(read.stdout.toString('utf8').replace(/\s+/g, ' ')).toContain(text.replace(/\s/g, ' '))
  })
})
