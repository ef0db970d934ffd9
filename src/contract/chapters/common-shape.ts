/**
 * Shapes that several chapters share: clauses, references, filters, tables by field, bounds.
 *
 * @fr formes communes
 */
import type { BoundWord } from '../../base/bound.ts'
import { BOUND_WORDS } from '../../base/bound.ts'
import type { Cents } from '../../base/cents.ts'
import { parseCents } from '../../base/cents.ts'
import { compare, ZERO } from '../../base/ratio.ts'
import type { FreeEntry } from '../../base/yaml/collections.ts'
import { freeMap, oneOrMore, scalarOr, wordOr } from '../../base/yaml/collections.ts'
import type { Field } from '../../base/yaml/record.ts'
import { mapOf, optional } from '../../base/yaml/record.ts'
import type { Report, Shape } from '../../base/yaml/shape.ts'
import { id, placed, refine, text, textForm } from '../../base/yaml/shape.ts'
import type { SourceNode } from '../../base/yaml/source.ts'
import { valueAt } from '../../base/yaml/source.ts'
import { readLength } from '../phrases/length.ts'
import { quantity } from '../phrases/phrase-shape.ts'
import type { Bound, Quantity } from '../phrases/quantity.ts'
import { TILES } from '../phrases/window.ts'
import type { Phrase } from '../phrases/words.ts'
import { REFERENCE, readAll } from '../phrases/words.ts'
import type { Clause, Reference } from './identity.ts'
import type { ByField, Filter } from './level.ts'
import type { CapPeriod } from './penalty.ts'

const CLAUSE = /^([a-z][a-z0-9-]*) +(\S.{0,60})$/u

/** `sla-annex §4.1`: a document's id, then its number. */
export const clause: Shape<Clause> = refine(
  placed(
    textForm(
      'clause',
      (value) => {
        const match = CLAUSE.exec(value.trim())
        const [, document, number] = match ?? []
        if (document === undefined || number === undefined) return undefined
        return { document, number, text: value.trim() }
      },
      { pattern: String.raw`^[a-z][a-z0-9-]* \S.*$`, examples: ['sla-annex §4.1'] },
    ),
  ),
  ({ value, where }) => ({ ...value, where }),
)

export const reference: Shape<Reference> = refine(placed(id), ({ value, where }) => ({
  id: value,
  where,
}))

/** Id dot outcome, such as `restore-p1.missed`, or an id alone. */
export const outcome: Shape<Reference> = refine(
  placed(
    textForm('outcome', (value) => (REFERENCE.test(value) ? value : undefined), {
      pattern: REFERENCE.source,
      examples: ['restore-p1.missed'],
    }),
  ),
  ({ value, where }) => ({ id: value, where }),
)

/** `none`, or the ids of accumulators in order. */
export const countsIn: Shape<readonly Reference[]> = refine(
  wordOr('none', oneOrMore(reference)),
  (value) => (value === 'none' ? [] : value),
)

export const money: Shape<Cents> = textForm(
  'money',
  (value) => (/^\d{1,12}\.\d{2}$/.test(value) ? parseCents(value) : undefined),
  { pattern: String.raw`^\d+\.\d{2}$`, examples: ['40.00'] },
)

/** Which facts only: `{ priority: P1 }`, or several values of which any. */
export const filter: Shape<Filter> = refine(
  freeMap('filter', oneOrMore(text)),
  (entries, node) => ({
    where: node.where,
    rows: entries.map(({ key, where, value }) => ({ field: key, anyOf: value, where })),
  }),
)

/** One value, or a table `{ by: priority, P1: 4 h, otherwise: 8 h }`. */
export function byField<T>(shape: Shape<T>): Shape<ByField<T>> {
  const one = refine(shape, (value): ByField<T> => ({ kind: 'one', value }))
  const table: Shape<ByField<T>> = {
    // The value of `by` is the name of a field; every other value is what the table gives.
    about: { kind: 'map', of: { kind: 'either', options: [shape.about, id.about] } },
    decode: (node, report) => decodeTable(node, shape, report),
  }
  return scalarOr(one, table)
}

function decodeTable<T>(node: SourceNode, shape: Shape<T>, report: Report): ByField<T> | undefined {
  const map = mapOf(node, 'by-table', report)
  if (map === undefined) return undefined
  const by = valueAt(map, 'by')
  if (by === undefined) {
    report('key-missing', map.where, { key: 'by', in: 'by-table' })
    return undefined
  }
  const field = id.decode(by, report)
  const values = { ...map, entries: map.entries.filter(({ key }) => key !== 'by') }
  const rows = freeMap('by-table', shape).decode(values, report)
  if (field === undefined || rows === undefined) return undefined
  if (rows.length === 0) report('table-without-rows', map.where, {})
  const isOther = (row: FreeEntry<T>): boolean => row.key === 'otherwise'
  const otherwise = rows.find(isOther)
  return {
    kind: 'by',
    where: map.where,
    field,
    rows: rows
      .filter((row) => !isOther(row))
      .map(({ key, value, where }) => ({ when: key, value, where })),
    ...(otherwise && { otherwise: otherwise.value }),
  }
}

/** The four bounds as keys, each with a quantity: `{ at-least: 90 %, under: 95 % }`. */
export const boundFields = {
  'at-least': optional(quantity),
  'at-most': optional(quantity),
  above: optional(quantity),
  under: optional(quantity),
} as const satisfies Readonly<Record<BoundWord, Field<unknown>>>

/** What was written under the four keys. */
export interface BoundKeys<Q extends Quantity> {
  readonly atLeast?: Phrase<Q> | undefined
  readonly atMost?: Phrase<Q> | undefined
  readonly above?: Phrase<Q> | undefined
  readonly under?: Phrase<Q> | undefined
}

/** The bounds that were written as keys, as if they had been written as phrases. */
export function boundsOf<Q extends Quantity>(
  keys: BoundKeys<Q>,
): readonly Phrase<Bound & Omit<Q, keyof Quantity>>[] {
  const written: Record<BoundWord, Phrase<Q> | undefined> = {
    'at-least': keys.atLeast,
    'at-most': keys.atMost,
    above: keys.above,
    under: keys.under,
  }
  return BOUND_WORDS.flatMap((word) => {
    const limit = written[word]
    if (limit === undefined) return []
    const { value, unit, ...rest } = limit
    return [{ ...rest, word, limit: { value, unit }, text: `${word} ${limit.text}` }]
  })
}

/** The bound if it counts something: `at-least 3` times, never `at-least 3 h` times. */
export function countBound(bound: Phrase<Bound>, report: Report): Phrase<Bound> | undefined {
  const { limit, word } = bound
  if (limit.unit !== 'count' || limit.value.denominator !== 1n) {
    report('count-expected', bound.where, { text: bound.text })
    return undefined
  }
  const side = compare(limit.value, ZERO)
  if (side === 0 && (word === 'at-least' || word === 'under')) {
    report('count-always-or-never', bound.where, { text: bound.text })
    return undefined
  }
  return bound
}

/** A tile, a sliding length (`12 months`), or `order`: one for each order, as long as it lasts. */
export const capPeriod: Shape<CapPeriod> = textForm(
  'cap-period',
  (value): CapPeriod | undefined => {
    const tile = TILES.find((candidate) => candidate === value)
    if (tile !== undefined) return { kind: 'tile', tile }
    if (value === 'order') return { kind: 'order' }
    const length = readAll(value, readLength)
    return length === undefined ? undefined : { kind: 'sliding', length }
  },
  { examples: [...TILES, '12 months', 'order'] },
)
