/**
 * How the values of an index are named: `syntec-revised of 2025-11`, `… of November before`.
 *
 * The value *of* a month and the value *last published* at a date are two readings with two
 * results; the words say which.
 *
 * `last-published by revision` takes a value that was published on the very day of the revision,
 * `last-published before revision` does not: the day is said, since both readings are found.
 *
 * Example: on 1 January 2027, `of November before` is November 2026 and `of 2 months before` too;
 * on 1 April 2027 they are November 2026 and February 2027.
 *
 * @fr indice de révision
 */
import { dateOf } from '../../base/calendar/date.ts'
import type { Place } from '../../base/finding.ts'
import { MONTH_NAMES } from '../../base/wording/format.ts'
import { freeMap } from '../../base/yaml/collections.ts'
import { mapOf } from '../../base/yaml/record.ts'
import type { Report, Shape } from '../../base/yaml/shape.ts'
import type { SourceMap, SourceNode } from '../../base/yaml/source.ts'
import { hasKey } from '../../base/yaml/source.ts'
import type { Formula } from '../phrases/formula.ts'
import { symbolsIn } from '../phrases/formula.ts'
import { phrase } from '../phrases/phrase-shape.ts'
import { type Phrase, takeId, type Words } from '../phrases/words.ts'
import type { IndexSymbol } from './costs.ts'

const MONTHS = MONTH_NAMES.en
const COMMON_YEAR = 2023

/** Reads `1 January` as the day of a year. */
export const dayOfYear = phrase('day-of-year', readDayOfYear, {
  pattern: `^\\d{1,2} (${MONTHS.join('|')})$`,
  examples: ['1 January'],
})

function readDayOfYear(words: Words): { month: number; day: number } | undefined {
  const day = takeCount(words)
  const month = takeMonth(words)
  // 29 February exists in one year out of four: a yearly date must exist in a common one.
  return dateOf(COMMON_YEAR, month, day) === undefined ? undefined : { month, day }
}

/** A number from 1 to 99, or 0 where none stands there. */
const takeCount = (words: Words): number => Number(words.takeForm(/^[1-9]\d?$/)?.[0] ?? 0)

/** The number of the month that is named, or 0. */
function takeMonth(words: Words): number {
  const name = words.takeOneOf(MONTHS)
  return name === undefined ? 0 : MONTHS.indexOf(name) + 1
}

type IndexValue = Pick<IndexSymbol, 'series' | 'value'>

export const indexValue = phrase('index-value', readIndexValue, {
  pattern: '^[a-z][a-z0-9-]* (of .+|last-published( (by|before) revision)?)$',
  examples: [
    'syntec-revised of 2025-11',
    'syntec-revised of November before',
    'syntec-revised last-published by revision',
  ],
})

function readIndexValue(words: Words): IndexValue | undefined {
  const series = takeId(words)
  if (series === undefined) return undefined
  if (words.takeIf('last-published')) return readPublished(series, words)
  const value = words.takeIf('of') ? readMonth(words) : undefined
  return value === undefined ? undefined : { series, value }
}

/** Without its word it is read, so that both readings of it can be named. */
function readPublished(series: string, words: Words): IndexValue | undefined {
  if (words.isAtEnd) return { series, value: { kind: 'last-published' } }
  const word = words.takeOneOf(['by', 'before'])
  const isWhole = word !== undefined && words.takeIf('revision')
  return isWhole ? { series, value: { kind: 'last-published', word } } : undefined
}

function readMonth(words: Words): IndexSymbol['value'] | undefined {
  if (words.takeIf('previous')) {
    return words.takeIf('revision') ? { kind: 'previous-revision' } : undefined
  }
  const month = takeMonth(words)
  if (month > 0) return words.takeIf('before') ? { kind: 'month-before', month } : undefined
  const found = words.takeForm(/^(\d{4})-(0[1-9]|1[0-2])$/)
  if (found !== undefined) {
    return { kind: 'of-month', year: Number(found[1]), month: Number(found[2]) }
  }
  const count = takeCount(words)
  const isBefore = words.takeIf('months') && words.takeIf('before')
  return count > 0 && isBefore ? { kind: 'months-before', count } : undefined
}

const SYMBOL = /^[A-Z][A-Z0-9]{0,7}$/

/** Adds the keys in capital letters of a record, named `inside`, as the symbols of its formula. */
export function withSymbols<T extends object, S extends object>(
  shape: Shape<T>,
  inside: string,
  meaning: Shape<S>,
): Shape<T & { readonly symbols: readonly (SymbolName & S)[] }> {
  const { about } = shape
  return {
    about: about.kind === 'record' ? { ...about, free: meaning.about } : about,
    decode: (node, report) => {
      const map = mapOf(node, inside, report)
      if (map === undefined) return undefined
      const isSymbol = ({ key }: SourceMap['entries'][number]): boolean => SYMBOL.test(key)
      const others = map.entries.filter((entry) => !isSymbol(entry))
      const value = shape.decode({ ...map, entries: others }, report)
      const written = { ...map, entries: map.entries.filter(isSymbol) }
      const entries = freeMap(inside, meaning).decode(written, report) ?? []
      const symbols = entries.map(({ key, where, value: means }) => ({
        ...means,
        where,
        symbol: key,
      }))
      return value === undefined ? undefined : { ...value, symbols }
    },
  }
}

interface SymbolName {
  readonly where: Place
  readonly symbol: string
}

/** A symbol of the formula that nothing defines, or one that it does not use. */
export function reportSymbols(
  formula: Phrase<Formula>,
  symbols: readonly SymbolName[],
  node: SourceNode,
  report: Report,
): void {
  const used = symbolsIn(formula)
  for (const symbol of used) {
    // One that is written and could not be read has been reported already.
    if (!hasKey(node, symbol)) report('symbol-undefined', formula.where, { symbol })
  }
  for (const { symbol, where } of symbols) {
    if (!used.has(symbol)) report('symbol-unused', where, { symbol })
  }
}
