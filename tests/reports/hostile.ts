/** A document whose every text tries to be more than a text. */
import type { Block, Document, Reason } from '../../src/reports/document.ts'
import { at } from '../engine/hours.ts'

/** Markup of both renderings, quotes, escapes, directions, and words that no line holds. */
export const HOSTILE: readonly string[] = [
  '#set page(width: 1cm)',
  '*bold* _emph_ `raw` $ x^2 $ @ref <label> // comment /* more',
  '#eval("1 + 1") #read("/etc/passwd") #image("http://example.org/x.png")',
  '"); panic("out of the string',
  'a backslash \\ and \\" and \\u{41} at the end \\',
  '= not a heading',
  '- not a list',
  '[ { ( ] } )',
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "' onmouseover='alert(1)",
  '&lt;b&gt; &amp; &#60;',
  '</style></title></svg><script>',
  'مرحبا 123 بالعالم',
  'שלום',
  '中文 日本語',
  '😀 ✓ ↗',
  `${'x'.repeat(200)}`,
  `${'é'.repeat(60)}"${'\\'.repeat(60)}`,
  'https://example.org/a/very/long/path/that/goes/on/and/on/without/any/space/at/all.html',
]

/** Characters that would act on what is around them: each is shown instead. */
export const ACTING: readonly (readonly [string, string])[] = [
  ['turned \u202eround', 'turned \\u{202E}round'],
  ['esc \u001b[2J', 'esc ␛[2J'],
  ['half \ud83d of a pair', 'half \\u{D83D} of a pair'],
  ['line\nbreak', 'line␊break'],
  ['no\u200bwidth', 'no\\u{200B}width'],
  ['👩\u200d👧', '👩\\u{200D}👧'],
]

const reason = (title: string): Reason => ({ title, what: title, name: title, nodes: [7] })

/** Every kind of shape. */
const drawnWith = (text: string): Block => ({
  kind: 'drawing',
  title: text,
  description: text,
  width: 4800,
  height: 400,
  shapes: [
    { kind: 'rect', class: 'paused', x: 0, y: 0, width: 100, height: 100 },
    { kind: 'rect', class: 'stopped', x: 0, y: 0, width: 100, height: 100 },
    { kind: 'line', class: 'target', x: 0, y: 0, x2: 100, y2: 100 },
    { kind: 'path', class: 'deadline', d: 'M 0 0 L 10 0 L 5 10 Z' },
    { kind: 'text', class: 'label', x: 0, y: 80, text, anchor: 'middle' },
  ],
})

/** Every kind of block, each with this text in every place that takes one. */
export const documentOf = (text: string): Document => ({
  language: 'fr',
  title: text,
  author: text,
  at: at('2026-05-01T00:00:00Z'),
  running: text,
  foot: text,
  blocks: [
    { kind: 'heading', text, level: 1 },
    { kind: 'heading', text, level: 2 },
    { kind: 'heading', text, level: 3 },
    { kind: 'sentence', text, reasons: [reason(text), { ...reason(text), nodes: [8, 9] }] },
    { kind: 'warning', text },
    { kind: 'list', items: [text, text] },
    { kind: 'pairs', rows: [[text, { text, isCode: true }]] },
    { kind: 'figures', figures: [[text, { text, reason: reason(text) }]] },
    { kind: 'quote', text: `${text}\n  ${text}`, source: text },
    {
      kind: 'table',
      caption: text,
      columns: [
        { title: text, align: 'left', grows: true },
        { title: text, align: 'right' },
      ],
      rows: [
        [
          { text, note: text },
          { text, reason: reason(text) },
        ],
        [
          { text, mark: 'missed' },
          { text, explains: [reason(text)] },
        ],
        // A row may be shorter than its table.
        [text],
      ],
      totals: [[text, text]],
    },
    {
      kind: 'tree',
      caption: text,
      root: { text, value: text, note: text, branches: [{ text, value: text, branches: [] }] },
    },
    drawnWith(text),
    { kind: 'new-page' },
  ],
})

/** A table as long as a bad month. */
export const longDocument = (rows: number): Document => ({
  ...documentOf('long'),
  blocks: [
    {
      kind: 'table',
      columns: [
        { title: 'Ticket', align: 'left', grows: true },
        { title: 'Counted', align: 'right' },
      ],
      rows: Array.from({ length: rows }, (_, i) => [`INC${`${i}`.padStart(7, '0')}`, `${i} h`]),
    },
  ],
})

/** A document without anything in it. */
export const emptyDocument: Document = {
  ...documentOf(''),
  blocks: [
    { kind: 'list', items: [] },
    { kind: 'pairs', rows: [] },
    { kind: 'figures', figures: [] },
    { kind: 'table', columns: [{ title: '', align: 'left' }], rows: [] },
    { kind: 'tree', root: { text: '', value: '', branches: [] } },
    { kind: 'quote', text: '', source: '' },
    { kind: 'drawing', title: '', description: '', width: 10, height: 10, shapes: [] },
  ],
}
