/**
 * What a part of a file must look like, as a value: it decodes, and it describes itself.
 *
 * A shape reads a node into a typed value and reports everything that is wrong on the way: it never
 * stops at the first finding. The same shape gives the JSON Schema that editors use and the tables
 * of the reference, so the three cannot differ.
 *
 * An empty, unquoted scalar is a key whose value is missing: the reader has reported it already, so
 * shapes stay silent about it.
 *
 * Example: `choice(['full', 'started'])` reads `started`, and says of `strated` that `started` was
 * probably meant.
 *
 * @fr forme attendue
 */
import type { CalendarDate, YearMonth } from '../calendar/date.ts'
import { parseDate, parseMonth } from '../calendar/date.ts'
import type { Finding, Place } from '../finding.ts'
import { nearest } from './nearest.ts'
import type { SourceNode, SourceScalar } from './source.ts'

/** Notes one error; the others go on. */
export type Report = (code: string, where: Place, params?: Finding['params']) => void

/** What a shape says of itself, for schemas and documents. */
export type Description =
  | {
      readonly kind: 'text'
      /** The name of the form in the glossary, such as `length`. */
      readonly name: string
      readonly pattern?: string
      readonly examples: readonly string[]
    }
  | { readonly kind: 'choice'; readonly words: readonly string[] }
  | { readonly kind: 'list'; readonly of: Description; readonly min: number }
  | { readonly kind: 'map'; readonly of: Description }
  | RecordDescription
  /** Anything at all; `name` says what it is read as. */
  | { readonly kind: 'any'; readonly name: string }
  | { readonly kind: 'either'; readonly options: readonly Description[] }

export interface RecordDescription {
  readonly kind: 'record'
  readonly name: string
  readonly keys: readonly KeyDescription[]
  /** Sets of keys of which exactly one is written. */
  readonly exactlyOne: readonly (readonly string[])[]
  /** What other keys hold, where the record has some of the user's own. */
  readonly free?: Description
}

export interface KeyDescription {
  readonly key: string
  readonly isRequired: boolean
  readonly about: Description
}

export interface Shape<T> {
  readonly about: Description
  readonly decode: (node: SourceNode, report: Report) => T | undefined
}

/** The type of the values that a shape reads. */
export type Infer<S> = S extends Shape<infer T> ? T : never

/** Passes what was read through `further`, which may report more and give up. */
export function refine<T, U>(
  shape: Shape<T>,
  further: (value: T, node: SourceNode, report: Report) => U | undefined,
): Shape<U> {
  return {
    about: shape.about,
    decode: (node, report) => {
      const value = shape.decode(node, report)
      return value === undefined ? undefined : further(value, node, report)
    },
  }
}

/** The node if it is a scalar with something in it; anything else is reported, once. */
export function scalarOf(
  node: SourceNode,
  expected: string,
  report: Report,
): SourceScalar | undefined {
  if (node.kind !== 'scalar') {
    report('text-expected', node.where, { expected, found: node.kind })
    return undefined
  }
  if (node.text !== '') return node
  if (node.isQuoted) report('text-empty', node.where, { expected })
  return undefined
}

/** A form of text that `read` understands. */
export function textForm<T>(
  name: string,
  read: (text: string) => T | undefined,
  form: { readonly pattern?: string; readonly examples: readonly [string, ...string[]] },
): Shape<T> {
  return {
    about: { kind: 'text', name, ...form },
    decode: (node, report) => {
      const scalar = scalarOf(node, name, report)
      const value = scalar === undefined ? undefined : read(scalar.text)
      if (scalar !== undefined && value === undefined) {
        const params = { text: scalar.text, expected: name, example: form.examples[0] }
        report('text-unreadable', scalar.where, params)
      }
      return value
    },
  }
}

/** A title or a name: any text on one line, of at most 500 characters. */
export const text: Shape<string> = textForm(
  'title',
  (value) => (value.length <= 500 && !/[\r\n]/.test(value) ? value.trim() : undefined),
  { examples: ['Exploitation des serveurs'] },
)

const ID = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/

/** An id: lower-case words joined by hyphens. */
export const id: Shape<string> = textForm('id', (value) => (ID.test(value) ? value : undefined), {
  pattern: ID.source,
  examples: ['restore-p1'],
})

export const date: Shape<CalendarDate> = textForm('date', parseDate, {
  pattern: String.raw`^\d{4}-\d{2}-\d{2}$`,
  examples: ['2026-04-01'],
})

/** A month, such as the first one that is computed. */
export const month: Shape<YearMonth> = textForm('month', parseMonth, {
  pattern: String.raw`^\d{4}-\d{2}$`,
  examples: ['2026-04'],
})

/** A whole number between two, both included. */
export function integer(least: number, most: number): Shape<number> {
  const read = (value: string): number | undefined => {
    const number = /^\d{1,9}$/.test(value) ? Number(value) : undefined
    return number !== undefined && number >= least && number <= most ? number : undefined
  }
  return textForm('integer', read, { pattern: String.raw`^\d{1,9}$`, examples: [`${least}`] })
}

/** One word out of a closed list. */
export function choice<const W extends string>(words: readonly W[]): Shape<W> {
  return {
    about: { kind: 'choice', words },
    decode: (node, report) => {
      const scalar = scalarOf(node, 'word', report)
      if (scalar === undefined) return undefined
      const found = words.find((word) => word === scalar.text)
      if (found !== undefined) return found
      const suggestion = nearest(scalar.text, words)
      const params = { text: scalar.text, known: words.join(', ') }
      if (suggestion === undefined) report('word-unknown', scalar.where, params)
      else report('word-misspelt', scalar.where, { ...params, suggestion })
      return undefined
    },
  }
}

/** `true` or `false`, and none of YAML's other spellings of them. */
export const flag: Shape<boolean> = refine(choice(['true', 'false']), (word) => word === 'true')

/** The value with its place. */
export interface Placed<T> {
  readonly value: T
  readonly where: Place
}

export const placed = <T>(shape: Shape<T>): Shape<Placed<T>> =>
  refine(shape, (value, node) => ({ value, where: node.where }))
