/**
 * How reserves and advances are written.
 *
 * @fr réserves, avances
 */
import { compare } from '../../base/ratio.ts'
import { wordOr } from '../../base/yaml/collections.ts'
import { optional, record, required } from '../../base/yaml/record.ts'
import type { Shape } from '../../base/yaml/shape.ts'
import { choice, id, refine, text } from '../../base/yaml/shape.ts'
import { readNumber } from '../phrases/length.ts'
import { length, phrase, rate, share } from '../phrases/phrase-shape.ts'
import { TILES } from '../phrases/window.ts'
import { takeId, type Words } from '../phrases/words.ts'
import { clause, reference } from './common-shape.ts'
import { baseShape } from './penalty-shape.ts'
import type { Advance, Filling, Recovery, StockTerms } from './stock.ts'

const filling = phrase('filling', readFilling, {
  pattern: String.raw`^(\d+(\.\d+)? per (month|quarter|half-year|year|contract-year|contract)|by levels)$`,
  examples: ['5 per month', '15 per year', 'by levels'],
})

function readFilling(words: Words): Filling | undefined {
  if (words.takeIf('by')) return words.takeIf('levels') ? { kind: 'levels' } : undefined
  const count = readNumber(words.take())
  const tile = words.takeIf('per') ? words.takeOneOf(TILES) : undefined
  return count === undefined || tile === undefined ? undefined : { kind: 'tile', count, tile }
}

const emptying = phrase('emptying', readEmptying, {
  pattern: '^sum of [a-z][a-z0-9-]*$',
  examples: ['sum of work-hours'],
})

function readEmptying(words: Words): { readonly of: string } | undefined {
  const of = words.takeIf('sum') && words.takeIf('of') ? takeId(words) : undefined
  return of === undefined ? undefined : { of }
}

export const stockShape: Shape<StockTerms> = record('stock', {
  id: required(id),
  title: optional(text),
  clause: required(clause),
  filled: required(filling),
  emptied: required(emptying),
  take: required(choice(['oldest-first', 'newest-first'])),
  lasts: required(wordOr('unlimited', length)),
})

const recovery: Shape<Recovery> = refine(
  record('recovery', {
    executed: required(reference),
    from: required(share),
    to: required(share),
  }),
  (value, _, report) => {
    if (compare(value.to.value, value.from.value) < 0) {
      report('recovery-reversed', value.to.where, { from: value.from.text, to: value.to.text })
    }
    return value
  },
)

export const advanceShape: Shape<Advance> = record('advance', {
  id: required(id),
  title: optional(text),
  clause: required(clause),
  on: required(id),
  of: required(baseShape),
  rate: required(rate),
  recovered: required(recovery),
  vat: optional(share),
})
