/**
 * A document as a tree: headings, sentences, tables, explanations. No figure is computed here.
 *
 * Whoever shows it (a terminal today) decides how; the words and the figures are already in the
 * reader's language.
 *
 * @fr document
 */

/** A column of a table; figures are set to the right. */
export interface Column {
  readonly title: string
  readonly align: 'left' | 'right'
}

/** A step of an explanation with what it rests on. */
export interface Branch {
  readonly text: string
  readonly value: string
  readonly note?: string
  readonly branches: readonly Branch[]
}

/** @fr bloc de document */
export type Block =
  | { readonly kind: 'heading'; readonly text: string; readonly level: 1 | 2 }
  | { readonly kind: 'sentence'; readonly text: string }
  | {
      readonly kind: 'table'
      readonly columns: readonly Column[]
      readonly rows: readonly (readonly string[])[]
    }
  | { readonly kind: 'tree'; readonly root: Branch }

export const heading = (text: string, level: 1 | 2 = 2): Block => ({ kind: 'heading', text, level })
export const sentence = (text: string): Block => ({ kind: 'sentence', text })
export const table = (columns: readonly Column[], rows: readonly (readonly string[])[]): Block => ({
  kind: 'table',
  columns,
  rows,
})

export const left = (title: string): Column => ({ title, align: 'left' })
export const right = (title: string): Column => ({ title, align: 'right' })
