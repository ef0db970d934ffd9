/** A document as HTML: texts stay texts, the file needs no other, and every link leads somewhere. */
import { describe, expect, test } from 'vitest'
import {
  ACTING,
  documentOf,
  emptyDocument,
  HOSTILE,
  longDocument,
} from '../../../tests/reports/hostile.ts'
import { inputOf, reportIn } from '../../../tests/reports/report-of.ts'
import { renderHtml } from './html.ts'

const ENTITIES: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
}

const decoded = (text: string): string =>
  text.replace(/&(amp|lt|gt|quot|#39);/g, (entity) => ENTITIES[entity] ?? entity)

/** What a reader sees: everything that is not a tag, from the body on. */
const seen = (html: string): string =>
  decoded(html.slice(html.indexOf('<main>')).replace(/<[^>]*>/g, '\n'))

/** The markup of a file, without what stands in its attributes. */
const tagsOf = (html: string): string[] =>
  (html.match(/<[^>]*>/g) ?? []).map((tag) => tag.replace(/"[^"]*"/g, '""'))

describe('a hostile text', () => {
  const plainTags = tagsOf(renderHtml(documentOf('plain')))

  test.each(HOSTILE.map((text) => [text]))('%s is shown as it is written', (text) => {
    const html = renderHtml(documentOf(text))
    // Between two letters an apostrophe is curved; no sample has one there.
    expect(seen(html)).toContain(text)
    // No text has made a tag or an attribute, or ended one.
    expect(tagsOf(html)).toEqual(plainTags)
  })

  test.each(ACTING)('%j is shown as %s', (text, shown) => {
    const html = renderHtml(documentOf(text))
    expect(seen(html)).toContain(shown)
    expect(html).not.toMatch(/[\u202e\u200b\u200d]|(?!\n)\p{Cc}|\p{Cs}/u)
  })

  test('the apostrophe of a word is one, and a quoted line keeps its own', () => {
    const html = renderHtml(documentOf("l'objectif d'avril"))
    expect(seen(html)).toContain('l’objectif d’avril')
    expect(html).toContain('<pre>l&#39;objectif')
  })
})

describe('the file', () => {
  const report = inputOf(
    {
      levels: [
        `restoration: { of: incidents, within: 4 h, calendar: always, clock: incident }
  per: month
  target: { share-in-time: at-least 95 % }
  penalty: { amount: 150.00 per late ticket, counts-in: [month-cap] }`,
      ],
      performance:
        '  caps: [{ id: month-cap, clause: sla §9, per: month, at-most: 100.00, take: pro-rata, excess: lost }]',
    },
    'tickets: [{ id: T-1, type: incident, opened: 2026-04-08 08:00, resolved: 2026-04-08 18:00 }]',
  )

  test.each(['fr', 'en'] as const)('is in %s from its first tag', (language) => {
    const html = renderHtml(reportIn(language, report))
    expect(html).toContain(`<html lang="${language}">`)
    expect(html.match(/<h1>/g)).toHaveLength(1)
  })

  test('fetches nothing and runs nothing', () => {
    const html = renderHtml(reportIn('fr', report))
    expect(html).not.toMatch(/https?:|<script|<link|<iframe|@import|\ssrc=|javascript:/i)
    expect(html.replaceAll(/url\(#[a-z]+\)/g, '')).not.toContain('url(')
    expect(html).toContain("default-src 'none'")
  })

  test('every link leads to a place in it, and every figure that is explained is led to once', () => {
    const html = renderHtml(reportIn('fr', report))
    const targets = [...html.matchAll(/href="#([^"]+)"/g)].map(([, target]) => target)
    const places = [...html.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id)
    expect(targets.length).toBeGreaterThan(15)
    for (const target of targets) expect(places).toContain(target)
    expect(new Set(places).size).toBe(places.length)
  })

  test('a figure that nothing explains is no link', () => {
    const document = documentOf('x')
    const blocks = document.blocks.filter(({ kind }) => kind === 'figures')
    expect(renderHtml({ ...document, blocks })).not.toContain('href=')
  })

  test('tables have headers for columns and rows, drawings a name that is read aloud', () => {
    const html = renderHtml(reportIn('fr', report))
    expect(html).toContain('<th scope="col"')
    expect(html).toContain('<th scope="row"')
    for (const svg of html.match(/<svg(?! class="patterns")[^>]*>/g) ?? []) {
      expect(svg).toMatch(/role="img" aria-label="[^"]{10,}"/)
    }
  })

  test('is the same each time, and holds five thousand rows or none', () => {
    expect(renderHtml(reportIn('fr', report))).toBe(renderHtml(reportIn('fr', report)))
    expect(renderHtml(longDocument(5000)).match(/<tr>/g)).toHaveLength(5001)
    expect(renderHtml(emptyDocument)).toContain('</html>')
  })
})
