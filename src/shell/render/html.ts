/**
 * A document as one HTML file: no script, no other file, nothing fetched.
 *
 * It reads in light and in dark, on a phone and on paper; tables have their headers, drawings their
 * description, and each figure is a link to the line that says where it comes from.
 */
import type {
  Block,
  Branch,
  Cell,
  Column,
  Document,
  Reason,
  RichCell,
} from '../../reports/document.ts'
import { explainedKeys, reasonKey, richCell } from '../../reports/document.ts'
import type { Mark } from '../../reports/drawing/drawing.ts'
import { visibleText } from '../cli/visible.ts'
import { escapeExactly, escapeHtml } from './escape-html.ts'
import { PATTERNS, STYLE } from './html-style.ts'
import { GLYPHS } from './marks.ts'
import { renderSvg } from './svg.ts'

/** Nothing but the style that is in the file: no script runs, whatever a text holds. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'"

export function renderHtml(document: Document): string {
  const linked = explainedKeys(document.blocks)
  let section = document.title
  const body = document.blocks.map((block) => {
    if (block.kind === 'heading') section = block.text
    return renderBlock(block, { linked, section })
  })
  return `<!doctype html>
<html lang="${document.language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="author" content="${escapeHtml(document.author)}">
<title>${escapeHtml(`${document.running} – ${document.title}`)}</title>
<style>${STYLE}</style>
</head>
<body>
${PATTERNS}
<main>
${body.join('\n')}
</main>
<footer>${escapeHtml(document.foot)}</footer>
</body>
</html>
`
}

/** What a block is rendered in: which figures are explained, and under which heading it stands. */
interface Around {
  readonly linked: ReadonlySet<string>
  readonly section: string
}

function renderBlock(block: Block, around: Around): string {
  switch (block.kind) {
    case 'heading':
      return `<h${block.level}>${escapeHtml(block.text)}</h${block.level}>`
    case 'sentence':
      return `<p>${escapeHtml(block.text)}${references(block.reasons ?? [], around)}</p>`
    case 'warning':
      return `<p class="warning" role="note">${escapeHtml(block.text)}</p>`
    case 'list':
      return `<ul>${block.items.map((item) => `<li>${escapeHtml(item)}</li>`).join('')}</ul>`
    case 'pairs':
      return `<dl class="pairs">${block.rows.map((row) => renderPair(row, around)).join('')}</dl>`
    case 'figures':
      return `<dl class="figures">${block.figures.map((row) => renderPair(row, around)).join('')}</dl>`
    case 'quote':
      return captioned(
        block.source,
        `<pre>${escapeExactly(visibleText(block.text))}</pre>`,
        'quote',
      )
    case 'table':
      return renderTable(block, around)
    case 'tree':
      return renderTree(block)
    case 'drawing':
      return captioned(block.title, scrolled(block.title, renderSvg(block)), 'drawing')
    case 'new-page':
      return '<div class="new-page"></div>'
  }
}

const captioned = (caption: string, content: string, kind: string): string =>
  `<figure class="${kind}"><figcaption>${escapeHtml(caption)}</figcaption>${content}</figure>`

/** Wider than a phone, it is moved by touch or by the keys, under a name that is read aloud. */
const scrolled = (name: string, content: string): string =>
  `<div class="scroll" role="group" tabindex="0" aria-label="${escapeHtml(name)}">${content}</div>`

/** The numbers of the steps behind a sentence, as small as those of notes. */
function references(reasons: readonly Reason[], { linked }: Around): string {
  const links = reasons
    .filter((reason) => linked.has(reasonKey(reason)))
    .map((reason) => `<a href="#${reasonKey(reason)}">${reason.nodes.join('+')}</a>`)
  return links.length === 0 ? '' : ` <sup>${links.join(' ')}</sup>`
}

const renderPair = ([name, cell]: readonly [string, Cell], around: Around): string =>
  `<div><dt>${escapeHtml(name)}</dt><dd>${renderCell(richCell(cell), around)}</dd></div>`

function renderTable(
  { columns, rows, totals, caption }: Extract<Block, { readonly kind: 'table' }>,
  around: Around,
): string {
  const header = columns
    .map(({ title, align }) => `<th scope="col" class="${align}">${escapeHtml(title)}</th>`)
    .join('')
  const lines = (cells: readonly (readonly Cell[])[]): string =>
    cells.map((row) => renderRow(columns, row, around)).join('\n')
  const title = caption === undefined ? '' : `<caption>${escapeHtml(caption)}</caption>`
  const foot = totals === undefined ? '' : `<tfoot>${lines(totals)}</tfoot>`
  const table = `<table>${title}<thead><tr>${header}</tr></thead>
<tbody>${lines(rows)}</tbody>${foot}</table>`
  return scrolled(caption ?? around.section, table)
}

function renderRow(columns: readonly Column[], row: readonly Cell[], around: Around): string {
  const cells = columns.map(({ align }, i) => {
    const cell = richCell(row[i] ?? '')
    const content = renderCell(cell, around)
    const tag = i === 0 ? 'th scope="row"' : 'td'
    return `<${tag} class="${align}">${content}</${i === 0 ? 'th' : 'td'}>`
  })
  return `<tr>${cells.join('')}</tr>`
}

function renderCell(cell: RichCell, around: Around): string {
  const anchors = (cell.explains ?? []).map((reason) => `<span id="${reasonKey(reason)}"></span>`)
  const below =
    cell.note === undefined ? '' : `<small class="note">${escapeHtml(cell.note)}</small>`
  return `${anchors.join('')}${renderText(cell, around)}${below}`
}

function renderText(cell: RichCell, { linked }: Around): string {
  const { text, reason, mark, drawing, isCode } = cell
  if (drawing !== undefined) return renderSvg(drawing)
  const said =
    isCode === true ? `<code>${escapeExactly(visibleText(text))}</code>` : escapeHtml(text)
  const shown = mark === undefined ? said : markedText(mark, said)
  return reason !== undefined && linked.has(reasonKey(reason))
    ? `<a href="#${reasonKey(reason)}">${shown}</a>`
    : shown
}

const markedText = (mark: Mark, said: string): string =>
  `<span class="verdict ${mark}"><span aria-hidden="true">${GLYPHS[mark] ?? ''} </span>${said}</span>`

function renderTree({ root, caption }: Extract<Block, { readonly kind: 'tree' }>): string {
  const tree = `<ul class="tree">${renderBranch(root)}</ul>`
  return caption === undefined ? tree : captioned(caption, tree, 'explanation')
}

function renderBranch({ value, text, note, branches }: Branch): string {
  const more = note === undefined ? '' : ` <small>${escapeHtml(note)}</small>`
  const below = branches.length === 0 ? '' : `<ul>${branches.map(renderBranch).join('')}</ul>`
  return `<li><b>${escapeHtml(value)}</b> ${escapeHtml(text)}${more}${below}</li>`
}
