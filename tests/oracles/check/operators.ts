/** What the signs between two values do. */
import { over, plus, times } from '../naive-fraction.ts'
import type { Value } from './values.ts'
import {
  floor,
  isList,
  isTable,
  keyOf,
  minus,
  numberIn,
  order,
  product,
  quotient,
  same,
  show,
  whole,
} from './values.ts'

function sum(a: Value, b: Value): Value {
  if (isList(a) && isList(b)) return [...a, ...b]
  if (typeof a === 'string' && typeof b === 'string') return a + b
  return plus(numberIn(a), numberIn(b))
}

const floorOver = (a: Value, b: Value): bigint => floor(quotient(numberIn(a), numberIn(b)))

export const ARITHMETIC: Readonly<Record<string, (a: Value, b: Value) => Value>> = {
  '+': sum,
  '-': (a, b) => minus(numberIn(a), numberIn(b)),
  '*': (a, b) => product(numberIn(a), numberIn(b)),
  '/': (a, b) => quotient(numberIn(a), numberIn(b)),
  '//': (a, b) => whole(floorOver(a, b)),
  '%': (a, b) => minus(numberIn(a), product(over(floorOver(a, b), 1n), numberIn(b))),
}

export const negative = (a: Value): Value => times(numberIn(a), -1n)

function holds(a: Value, b: Value): boolean {
  if (isTable(b)) return b.has(keyOf(a))
  if (isList(b)) return b.some((one) => same(one, a))
  return typeof b === 'string' && typeof a === 'string' && b.includes(a)
}

export const COMPARISONS: Readonly<Record<string, (a: Value, b: Value) => boolean>> = {
  '<': (a, b) => order(a, b) < 0,
  '<=': (a, b) => order(a, b) <= 0,
  '>': (a, b) => order(a, b) > 0,
  '>=': (a, b) => order(a, b) >= 0,
  '==': same,
  '!=': (a, b) => !same(a, b),
  is: same,
  'is not': (a, b) => !same(a, b),
  in: holds,
  'not in': (a, b) => !holds(a, b),
}

export function at(value: Value, index: Value): Value {
  if (isTable(value)) return present(value.get(keyOf(index)), index)
  const place = Number(floor(numberIn(index)))
  if (isList(value)) return present(value.at(place), index)
  if (typeof value === 'string') return present(value.at(place), index)
  throw new Error(`${show(value)} has no parts`)
}

function present(value: Value | undefined, index: Value): Value {
  if (value === undefined) throw new Error(`there is no ${show(index)}`)
  return value
}

export function slice(value: Value, from: Value | undefined, to: Value | undefined): Value {
  const place = (index: Value | undefined) =>
    index === undefined ? undefined : Number(floor(numberIn(index)))
  if (isList(value) || typeof value === 'string') return value.slice(place(from), place(to))
  throw new Error(`${show(value)} has no parts`)
}
