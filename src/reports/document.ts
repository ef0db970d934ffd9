/**
 * A document as a tree: headings, sentences, tables, drawings, explanations. No figure is computed
 * here.
 *
 * Whoever shows it (a terminal, a page, a PDF) decides how; the words and the figures are already
 * in the reader's language.
 *
 * Example: `{ text: '7 200,00 €', reason: { title: 'Restoration P1', what: 'Gross', name:
 * 'restore-p1.penalty', nodes: [300] } }` is an amount that `vigie explain … restore-p1.penalty`
 * explains, read from step 300 of the settlement.
 *
 * @fr document
 */
import type { Instant } from '../base/instant.ts'
import type { Language } from '../base/wording/format.ts'
import type { Drawing, Mark } from './drawing/drawing.ts'

/** A column of a table; figures are set to the right. One that grows takes what room is left. */
export interface Column {
  readonly title: string
  readonly align: 'left' | 'right'
  readonly grows?: boolean
}

/** Where a figure comes from: what explains it, and the steps of the settlement it is read from. */
export interface Reason {
  /** What the figure is about, such as the title of a level, and which figure of it this is. */
  readonly title: string
  readonly what: string
  /** The clause, or the place in the contract file, that makes it. */
  readonly clause?: string
  /** The name that `vigie explain` takes, where it takes one. */
  readonly name?: string
  /** One step, or the steps that the figure is a sum or a difference of. */
  readonly nodes: readonly number[]
}

/** A text with what explains it, what it stands for, or a small drawing of it. */
export interface RichCell {
  readonly text: string
  /** Below the text, smaller. */
  readonly note?: string
  readonly reason?: Reason
  /** The figures that are explained here: every cell with one of these reasons leads to it. */
  readonly explains?: readonly Reason[]
  readonly mark?: Mark
  readonly drawing?: Drawing
  /** To be read letter by letter: a hash, a name to type. */
  readonly isCode?: boolean
}

export type Cell = string | RichCell

/** A step of an explanation with what it rests on. */
export interface Branch {
  readonly text: string
  readonly value: string
  readonly note?: string
  readonly branches: readonly Branch[]
}

/** @fr bloc de document */
export type Block =
  | { readonly kind: 'heading'; readonly text: string; readonly level: 1 | 2 | 3 }
  | { readonly kind: 'sentence'; readonly text: string; readonly reasons?: readonly Reason[] }
  /** What a reader must not miss. */
  | { readonly kind: 'warning'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  /** Names and what they stand for. */
  | { readonly kind: 'pairs'; readonly rows: readonly (readonly [string, Cell])[] }
  /** The few figures that matter, each with what it is. */
  | { readonly kind: 'figures'; readonly figures: readonly (readonly [string, Cell])[] }
  /** Lines quoted as they were written. */
  | { readonly kind: 'quote'; readonly text: string; readonly source: string }
  | {
      readonly kind: 'table'
      readonly columns: readonly Column[]
      readonly rows: readonly (readonly Cell[])[]
      /** The last rows, set apart. */
      readonly totals?: readonly (readonly Cell[])[]
      readonly caption?: string
    }
  | { readonly kind: 'tree'; readonly root: Branch; readonly caption?: string }
  | ({ readonly kind: 'drawing' } & Drawing)
  | { readonly kind: 'new-page' }

/** A document with what a printed one needs around its blocks. */
export interface Document {
  readonly language: Language
  readonly title: string
  readonly author: string
  /** When what it says was known: the only date that a file of it bears. */
  readonly at: Instant
  /** At the top of every page but the first, and at the bottom of all. */
  readonly running: string
  readonly foot: string
  readonly blocks: readonly Block[]
}

export const heading = (text: string, level: 1 | 2 | 3 = 2): Block => ({
  kind: 'heading',
  text,
  level,
})
export const sentence = (text: string, reasons?: readonly Reason[]): Block =>
  reasons === undefined ? { kind: 'sentence', text } : { kind: 'sentence', text, reasons }
export const warning = (text: string): Block => ({ kind: 'warning', text })
export const list = (items: readonly string[]): Block => ({ kind: 'list', items })
export const pairs = (rows: readonly (readonly [string, Cell])[]): Block => ({
  kind: 'pairs',
  rows,
})
export const quote = (text: string, source: string): Block => ({ kind: 'quote', text, source })
export const drawn = (drawing: Drawing): Block => ({ kind: 'drawing', ...drawing })
export const table = (
  columns: readonly Column[],
  rows: readonly (readonly Cell[])[],
  caption?: string,
): Block =>
  caption === undefined
    ? { kind: 'table', columns, rows }
    : { kind: 'table', columns, rows, caption }

export const left = (title: string): Column => ({ title, align: 'left' })
export const right = (title: string): Column => ({ title, align: 'right' })
export const wide = (title: string): Column => ({ title, align: 'left', grows: true })

export const code = (text: string): RichCell => ({ text, isCode: true })
export const richCell = (cell: Cell): RichCell => (typeof cell === 'string' ? { text: cell } : cell)
export const cellText = (cell: Cell): string => richCell(cell).text

/** The cells of a block, in reading order. */
export function cellsOf(block: Block): readonly RichCell[] {
  switch (block.kind) {
    case 'table':
      return [...block.rows, ...(block.totals ?? [])].flat().map(richCell)
    case 'pairs':
      return block.rows.map(([, cell]) => richCell(cell))
    case 'figures':
      return block.figures.map(([, cell]) => richCell(cell))
    default:
      return []
  }
}

/** A name for a reason that is the same wherever it stands: `step-300`. */
export const reasonKey = ({ nodes }: Reason): string => `step-${nodes.join('-')}`

/** The reasons that a document explains somewhere: a link to another would lead nowhere. */
export const explainedKeys = (blocks: readonly Block[]): ReadonlySet<string> =>
  new Set(blocks.flatMap(cellsOf).flatMap(({ explains = [] }) => explains.map(reasonKey)))
