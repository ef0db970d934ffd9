/**
 * Quantities and the bounds that they set: `95 %`, `500.00`, `4 h`, `at-least 95 %`.
 *
 * Everything has a unit, but for two forms that contracts use all the time: a decimal with exactly
 * two decimals is money of the contract's currency, and any other number is a count or a mark. `%`
 * is a share, `pt` a difference of two shares.
 *
 * A bound is one of four words, so that the side of the limit itself is always written: 95 % holds
 * `at-least 95 %` and misses `above 95 %`.
 *
 * Example: `12.50` is 1250 cents, `4.5` a mark, `95 %` the share 19/20, `0.1 pt` the difference
 * 1/1000.
 *
 * @fr quantité, borne
 */
import type { BoundWord } from '../../base/bound.ts'
import { BOUND_WORDS } from '../../base/bound.ts'
import type { Ratio } from '../../base/ratio.ts'
import { formatDecimal, multiply, parseDecimal, ratio } from '../../base/ratio.ts'
import type { DateUnit } from './length.ts'
import { lengthOf, readNumber } from './length.ts'
import type { Words } from './words.ts'

/**
 * What a number counts. Time that elapses is in `ms`, money in `cents`.
 *
 * @fr unité
 */
export type Unit =
  | 'count'
  | 'share'
  | 'share-difference'
  | 'cents'
  | 'ms'
  | DateUnit
  | 'points'
  | 'service-days'
  | 'km'

/** @fr quantité */
export interface Quantity {
  readonly value: Ratio
  readonly unit: Unit
}

/** @fr borne */
export interface Bound {
  readonly word: BoundWord
  readonly limit: Quantity
}

const NAMED: Readonly<Record<string, Unit>> = {
  point: 'points',
  points: 'points',
  'service-day': 'service-days',
  'service-days': 'service-days',
  km: 'km',
}

const MONEY = /^\d{1,12}\.\d{2}$/
const PERCENT = ratio(1n, 100n)

/** Reads `150.00` as cents. */
export function readMoney(words: Words): Quantity | undefined {
  const word = words.peek()
  const value = word !== undefined && MONEY.test(word) ? parseDecimal(word) : undefined
  if (value === undefined) return undefined
  words.take()
  return { value: multiply(value, ratio(100n)), unit: 'cents' }
}

/** Reads a number and its unit; a unit decides before the two forms without one. */
export function readQuantity(words: Words): Quantity | undefined {
  const value = readNumber(words.peek())
  if (value === undefined) return undefined
  const word = words.peek()
  const withUnit = quantityWithUnit(value, words.peek(1))
  if (withUnit !== undefined) {
    words.take()
    words.take()
    return withUnit
  }
  if (word === undefined || MONEY.test(word)) return readMoney(words)
  words.take()
  return { value, unit: 'count' }
}

function quantityWithUnit(value: Ratio, unit: string | undefined): Quantity | undefined {
  if (unit === undefined) return undefined
  if (unit === '%') return { value: multiply(value, PERCENT), unit: 'share' }
  if (unit === 'pt') return { value: multiply(value, PERCENT), unit: 'share-difference' }
  const named = Object.hasOwn(NAMED, unit) ? NAMED[unit] : undefined
  if (named !== undefined) return { value, unit: named }
  const length = lengthOf(value, unit)
  if (length === undefined) return undefined
  return length.unit === 'ms'
    ? { value: ratio(length.value), unit: 'ms' }
    : { value: ratio(length.count), unit: length.unit }
}

/** Reads `95 %` as 19/20. */
export function readShare(words: Words): Ratio | undefined {
  const value = readNumber(words.peek())
  if (value === undefined || words.peek(1) !== '%') return undefined
  words.take()
  words.take()
  return multiply(value, PERCENT)
}

/** Reads `at-least 95 %`. */
export function readBound(words: Words): Bound | undefined {
  const word = words.takeOneOf(BOUND_WORDS)
  const limit = word === undefined ? undefined : readQuantity(words)
  return word === undefined || limit === undefined ? undefined : { word, limit }
}

/** The phrase of a quantity, `99.5 %` or `4 h`, with as few decimals as it needs, at most six. */
export function formatQuantity({ value, unit }: Quantity): string {
  switch (unit) {
    case 'share':
      return `${shortDecimal(multiply(value, ratio(100n)))} %`
    case 'share-difference':
      return `${shortDecimal(multiply(value, ratio(100n)))} pt`
    case 'cents':
      return formatDecimal(multiply(value, PERCENT), 2)
    case 'ms':
      return formatElapsed(value)
    case 'count':
      return shortDecimal(value)
    default:
      return `${shortDecimal(value)} ${unit}`
  }
}

function formatElapsed(value: Ratio): string {
  for (const [size, unit] of [
    [3_600_000, 'h'],
    [60_000, 'min'],
  ] as const) {
    const inUnit = multiply(value, ratio(1n, size))
    if (inUnit.denominator === 1n) return `${inUnit.numerator} ${unit}`
  }
  return `${shortDecimal(multiply(value, ratio(1n, 1000n)))} s`
}

const shortDecimal = (value: Ratio): string =>
  formatDecimal(value, 6).replace(/0+$/, '').replace(/\.$/, '')
