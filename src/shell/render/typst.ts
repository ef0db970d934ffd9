/**
 * A document as Typst, and as PDF.
 *
 * Every text is a string of Typst's code, so that no character of it is markup: a title such as
 * `#set page` is set as it stands. The PDF is the same to the byte for the same document: its only
 * date is the one that the document bears, and no font of the machine is looked at.
 */
import { createRequire } from 'node:module'
import type { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import { invariant } from '../../base/invariant.ts'
import type { Block, Branch, Cell, Document, Reason, RichCell } from '../../reports/document.ts'
import { explainedKeys, reasonKey, richCell } from '../../reports/document.ts'
import type { Drawing, Shape } from '../../reports/drawing/drawing.ts'
import { visibleText } from '../cli/visible.ts'
import { GLYPHS } from './marks.ts'
import { prose } from './prose.ts'
import { TYPST_STYLE } from './typst-style.ts'

const COMPILER = '@myriaddreamin/typst-ts-node-compiler'

/** The compiler is a native package, which some platforms have not. */
export class NoCompiler extends Error {
  override readonly name = 'NoCompiler'
}

/** Loaded when it is asked for, so that no other command waits for it. */
function loadCompiler(): typeof NodeCompiler {
  try {
    return createRequire(import.meta.url)(COMPILER).NodeCompiler
  } catch (cause) {
    throw new NoCompiler('the compiler of documents cannot be loaded', { cause })
  }
}

/** The PDF of a document. */
export function renderPdf(document: Document): Buffer {
  const compiler = loadCompiler().create({ fontArgs: [{ fontPaths: [] }] })
  const compiled = compiler.compile({ mainFileContent: renderTypst(document) })
  const error = compiled.takeError()
  invariant(
    error === null && compiled.result !== null,
    `a document compiles: ${JSON.stringify(error?.shortDiagnostics.slice(0, 3))}`,
  )
  return compiler.pdf(compiled.result, { creationTimestamp: Math.floor(document.at / 1000) })
}

/** The source of a document. */
export function renderTypst(document: Document): string {
  const linked = explainedKeys(document.blocks)
  const about = [document.language, document.title, document.author].map(exact).join(', ')
  const around = [document.running, document.foot].map(text).join(', ')
  const body = document.blocks.map((block) => renderBlock(block, linked)).join('\n')
  return `${TYPST_STYLE}\n#report(${about}, ${around}, {\n${body}\n})\n`
}

/** A string of Typst with exactly these characters. */
const exact = (value: string): string => quoted(visibleText(value))

/** A string of Typst with a text as people read it. */
const text = (value: string): string => quoted(prose(value).replace(LONG_WORD, breakable))

const quoted = (value: string): string =>
  `"${value.replace(/[\\"]/g, '\\$&').replaceAll('\n', '\\n')}"`

const LONG_WORD = /[^\s\u00a0\u202f-]{25,}/gu
const PART = /.{1,12}/gu

/** A word wider than a column may end a line: after a point or a slash, else anywhere. */
const breakable = (word: string): string =>
  /[./_]/.test(word) ? word.replace(/[./_]+/g, '$&\u200b') : (word.match(PART) ?? []).join('\u200b')

type Linked = ReadonlySet<string>

function renderBlock(block: Block, linked: Linked): string {
  switch (block.kind) {
    case 'heading':
      return `heading(level: ${block.level}, ${text(block.text)})`
    case 'sentence':
      return `par(${text(block.text)}${references(block.reasons ?? [], linked)})`
    case 'warning':
      return `warn(${text(block.text)})`
    case 'list':
      return `list(${block.items.map(text).join(', ')})`
    case 'pairs':
      return `pairs(${block.rows
        .map(([name, cell]) => `${text(name)}, ${renderCell(cell, linked)}`)
        .join(', ')})`
    case 'figures':
      return `figures(${block.figures
        .map(([name, cell]) => `(${text(name)}, ${renderCell(cell, linked)})`)
        .join(', ')})`
    case 'quote':
      return `quote-lines(${text(block.source)}, ${exact(block.text)})`
    case 'table':
      return renderTable(block, linked)
    case 'tree':
      return `tree(${[
        block.caption === undefined ? 'none' : text(block.caption),
        ...renderBranch(block.root, 0),
      ].join(',\n')})`
    case 'drawing':
      return `drawing(${text(block.title)}, ${canvasOf(block)})`
    case 'new-page':
      return 'pagebreak(weak: true)'
  }
}

function references(reasons: readonly Reason[], linked: Linked): string {
  const links = reasons
    .filter((reason) => linked.has(reasonKey(reason)))
    .map((reason) => `to(${exact(reasonKey(reason))}, ${exact(reason.nodes.join('+'))})`)
  return links.length === 0 ? '' : ` + refs(${links.join(', ')})`
}

function renderTable(
  { columns, rows, totals = [], caption }: Extract<Block, { readonly kind: 'table' }>,
  linked: Linked,
): string {
  const cells = (lines: readonly (readonly Cell[])[]): string[] =>
    lines.flatMap((row) => columns.map((_, i) => renderCell(row[i] ?? '', linked)))
  return `data(${[
    caption === undefined ? 'none' : text(caption),
    array(columns.map(({ grows }) => (grows === true ? '1fr' : 'auto'))),
    array(columns.map(({ align }) => align)),
    array(columns.map(({ title }) => text(title))),
    array(cells(totals)),
    ...cells(rows),
  ].join(', ')})`
}

/** An array of Typst: one value alone needs its comma. */
const array = (values: readonly string[]): string =>
  `(${values.map((value) => `${value}, `).join('')})`

function renderCell(cell: Cell, linked: Linked): string {
  const { text: value, note, reason, explains, mark, drawing, isCode }: RichCell = richCell(cell)
  if (drawing !== undefined) return `canvas(${canvasOf(drawing)})`
  const said = isCode === true ? `code(${exact(value)})` : text(value)
  const shown =
    mark === undefined ? said : `verdict("${mark}", ${exact(GLYPHS[mark] ?? '')}, ${said})`
  if (note !== undefined) return `noted(${shown}, ${text(note)})`
  if (explains !== undefined) {
    return `at(${array(explains.map((explained) => exact(reasonKey(explained))))}, ${shown})`
  }
  return reason !== undefined && linked.has(reasonKey(reason))
    ? `to(${exact(reasonKey(reason))}, ${shown})`
    : shown
}

const renderBranch = ({ value, text: said, note, branches }: Branch, depth: number): string[] => [
  `branch(${depth}, ${text(value)}, ${text(said)}, ${note === undefined ? 'none' : text(note)})`,
  ...branches.flatMap((branch) => renderBranch(branch, depth + 1)),
]

const canvasOf = ({ width, height, shapes }: Drawing): string =>
  [`${width}`, `${height}`, ...shapes.map(renderShape)].join(', ')

function renderShape(shape: Shape): string {
  const { class: mark } = shape
  switch (shape.kind) {
    case 'rect':
      return `shape-rect("${mark}", ${shape.x}, ${shape.y}, ${shape.width}, ${shape.height})`
    case 'line':
      return `shape-line("${mark}", ${shape.x}, ${shape.y}, ${shape.x2}, ${shape.y2})`
    case 'path': {
      const points = [...shape.d.matchAll(/(-?\d+) (-?\d+)/g)].map(([, x, y]) => `(${x}, ${y})`)
      return `shape-path("${mark}", ${points.join(', ')})`
    }
    case 'text':
      return `shape-text("${mark}", ${shape.x}, ${shape.y}, "${shape.anchor}", ${text(shape.text)})`
  }
}
