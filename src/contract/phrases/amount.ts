/**
 * What something costs, fixed or for each unit: `150.00 per late ticket`, `1 % per started 0.1 pt
 * below`.
 *
 * After `per` come, in this order: how a part of a unit counts (`full`, `started` or `pro-rata`;
 * where it is absent the convention `part-units` says it), how much makes one unit (1 if absent),
 * the unit, and which side of the target is counted (`late`, `below`, `above`, `down`).
 *
 * Example: `1/30 per started 10 h late`, 23 h late: three started units, 3/30 of the base.
 *
 * @fr montant, taux, prix unitaire
 */
import type { PartUnits } from '../../base/because/formula.ts'
import { PART_UNITS } from '../../base/because/formula.ts'
import type { Ratio } from '../../base/ratio.ts'
import { multiply, parseDecimal, parseRatio, ratio } from '../../base/ratio.ts'
import type { Length } from './length.ts'
import { isUnitOfTime, readLength, readNumber, readSingleUnit } from './length.ts'
import type { Quantity } from './quantity.ts'
import { readQuantity, readShare } from './quantity.ts'
import { takeId, type Words } from './words.ts'

export const SIDES = ['late', 'below', 'above', 'down'] as const
/** Which side of the target is counted. @fr en retard, en dessous, au-dessus, à l'arrêt */
export type Side = (typeof SIDES)[number]

/**
 * How much makes one unit: some time, a difference of shares, or so many of a named thing. @fr pas
 */
export type Step =
  | Length
  | { readonly unit: 'share-difference'; readonly value: Ratio }
  | { readonly unit: 'named'; readonly name: string; readonly count: Ratio }

/** @fr par unité */
export interface Per {
  readonly parts?: PartUnits
  readonly step: Step
  readonly side?: Side
}

/** Money, points or days of service. @fr montant */
export interface Amount {
  readonly quantity: Quantity
  readonly per?: Per
}

/** A share of a base. @fr taux */
export interface Rate {
  readonly share: Ratio
  readonly per?: Per
}

/** Reads what follows the word `per`, when the word is there. */
function readPer(words: Words): { readonly per?: Per } | undefined {
  if (!words.takeIf('per')) return {}
  const parts = words.takeOneOf(PART_UNITS)
  const before = words.peek() === 'late' ? words.takeOneOf(SIDES) : undefined
  const step = readStep(words)
  const side = before ?? words.takeOneOf(SIDES)
  if (step === undefined || !isSensible(step, side)) return undefined
  return { per: { ...(parts && { parts }), step, ...(side && { side }) } }
}

/** A time or a difference is counted on a side of the target; `per 4 h` alone says nothing. */
function isSensible(step: Step, side: Side | undefined): boolean {
  if (step.unit === 'named') return side !== 'down'
  return step.unit === 'share-difference'
    ? side === 'below' || side === 'above'
    : side === 'late' || side === 'down' || side === 'above' || isTimeBelow(step, side)
}

/** `1 h below` is time down beyond what a target in per cent leaves; no date is. */
const isTimeBelow = ({ unit }: Step, side: Side | undefined): boolean =>
  unit === 'ms' && side === 'below'

function readStep(words: Words): Step | undefined {
  const length = readLength(words) ?? readSingleUnit(words)
  if (length !== undefined) return length
  const value = readNumber(words.peek())
  if (value === undefined) return readNamed(words, ratio(1n))
  words.take()
  if (!words.takeIf('pt')) return readNamed(words, value)
  return { unit: 'share-difference', value: multiply(value, ratio(1n, 100n)) }
}

function readNamed(words: Words, count: Ratio): Step | undefined {
  const name = takeId(words)
  // `1 working-day late` would count late items, each as one day; `per 1 below` counts nothing.
  const isThing = name !== undefined && !isUnitOfTime(name) && !SIDES.some((side) => side === name)
  return !isThing ? undefined : { unit: 'named', name, count }
}

/** A price of a unit may have more than two decimals: `0.0125 per call`. */
const FINE_PRICE = /^\d{1,9}\.\d{3,6}$/

/** Reads `500.00`, `21.50 per user` or `1 point`; a bare count is no amount. */
export function readAmount(words: Words): Amount | undefined {
  const word = words.peek()
  if (word !== undefined && FINE_PRICE.test(word) && words.peek(1) === 'per') {
    words.take()
    const per = readPer(words)
    const price = parseDecimal(word)
    if (per === undefined || price === undefined) return undefined
    return { quantity: { value: multiply(price, ratio(100n)), unit: 'cents' }, ...per }
  }
  const quantity = readQuantity(words)
  if (quantity === undefined || !isAmountUnit(quantity)) return undefined
  const per = readPer(words)
  return per === undefined ? undefined : { quantity, ...per }
}

const isAmountUnit = ({ unit }: Quantity): boolean =>
  unit === 'cents' || unit === 'points' || unit === 'service-days'

const FRACTION = /^\d{1,6}\/\d{1,6}$/

/** Reads `2 %`, `1/30 per started 10 h late` or `0.5 % per working-day late`. */
export function readRate(words: Words): Rate | undefined {
  const share = readFraction(words) ?? readShare(words)
  if (share === undefined) return undefined
  const per = readPer(words)
  return per === undefined ? undefined : { share, ...per }
}

function readFraction(words: Words): Ratio | undefined {
  const word = words.peek()
  if (word === undefined || !FRACTION.test(word)) return undefined
  const value = parseRatio(word)
  if (value !== undefined) words.take()
  return value
}
