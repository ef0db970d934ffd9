/**
 * What an expression of the corpus can be worth: exact numbers, texts, days, truths, lists, tables.
 *
 * A number is a fraction, so that 0.1 is one tenth: `exact(0.1015)` is 203/2000, from the decimals
 * that are written and not from what the machine keeps of them.
 */
import type { Fraction } from '../naive-fraction.ts'
import { over, plus, times } from '../naive-fraction.ts'

/** A day of the calendar, as `2026-05-08`. */
export interface Day {
  readonly day: string
}

export interface Callable {
  readonly call: (given: readonly Value[], named: ReadonlyMap<string, Value>) => Value
}

export type Value =
  | Fraction
  | string
  | boolean
  | null
  | Day
  | readonly Value[]
  | ReadonlyMap<string, Value>
  | Callable

export const isList = (value: Value): value is readonly Value[] => Array.isArray(value)
export const isTable = (value: Value): value is ReadonlyMap<string, Value> => value instanceof Map
const has = (value: Value, key: string): boolean =>
  typeof value === 'object' && value !== null && key in value
export const isDay = (value: Value): value is Day => has(value, 'day')
export const isCallable = (value: Value): value is Callable => has(value, 'call')
export const isNumber = (value: Value): value is Fraction => has(value, 'bottom')

export const whole = (count: number | bigint): Fraction => over(BigInt(count), 1n)

/** A decimal text, `-12.50` or `1e9`, as a fraction. */
export function exact(written: string | number): Fraction {
  const found = /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]?\d+))?$/i.exec(String(written))
  if (found === null) throw new Error(`${written} is not a number`)
  const [, sign, head = '', tail = '', power = '0'] = found
  const shift = Number(power) - tail.length
  const digits = BigInt(head + tail) * (sign === '-' ? -1n : 1n)
  const scale = 10n ** BigInt(Math.abs(shift))
  return shift < 0 ? over(digits, scale) : over(digits * scale, 1n)
}

/** A truth counts as one or nothing in a sum. */
export function numberIn(value: Value): Fraction {
  if (typeof value === 'boolean') return whole(value ? 1 : 0)
  if (!isNumber(value)) throw new Error(`${show(value)} is not a number`)
  return value
}

export const minus = (a: Fraction, b: Fraction): Fraction => plus(a, times(b, -1n))
export const product = (a: Fraction, b: Fraction): Fraction => times(a, b.top, b.bottom)

export function quotient(a: Fraction, b: Fraction): Fraction {
  if (b.top === 0n) throw new Error('a division by nothing')
  const sign = b.top < 0n ? -1n : 1n
  return times(a, sign * b.bottom, sign * b.top)
}

export function floor({ top, bottom }: Fraction): bigint {
  const cut = top / bottom
  return top < 0n && cut * bottom !== top ? cut - 1n : cut
}

/** To the cent, a half upwards. */
export const toCents = (amount: Fraction): bigint => floor(plus(times(amount, 100n), over(1n, 2n)))

/** The key of a table: a text is itself, other things are as they are written. */
export const keyOf = (value: Value): string => (typeof value === 'string' ? value : show(value))

export function isTrue(value: Value): boolean {
  if (value === null || typeof value === 'boolean') return value === true
  if (typeof value === 'string') return value !== ''
  if (isList(value)) return value.length > 0
  if (isTable(value)) return value.size > 0
  return isNumber(value) ? value.top !== 0n : true
}

/** Below, equal or above: -1, 0, 1. Numbers with numbers, texts with texts, days with days. */
export function order(a: Value, b: Value): number {
  if (isDay(a) && isDay(b)) return order(a.day, b.day)
  if (typeof a === 'string' && typeof b === 'string') return a < b ? -1 : a > b ? 1 : 0
  const { top } = minus(numberIn(a), numberIn(b))
  return top < 0n ? -1 : top > 0n ? 1 : 0
}

export function same(a: Value, b: Value): boolean {
  if (a === null || b === null) return a === b
  return typeof a === typeof b ? order(a, b) === 0 : false
}

/** As it is said in a report: `792.58`, `1/3`, `2026-05-08`. */
export function show(value: Value): string {
  if (value === null) return 'None'
  if (typeof value !== 'object') return String(value)
  if (isDay(value)) return value.day
  if (isList(value)) return `[${value.map(show).join(', ')}]`
  if (isNumber(value)) return decimal(value)
  return isTable(value) ? `{${[...value].map(([k, v]) => `${k}: ${show(v)}`).join(', ')}}` : '…'
}

function decimal({ top, bottom }: Fraction): string {
  const scaled = top * 10n ** 6n
  if (scaled % bottom !== 0n) return `${top}/${bottom}`
  const digits = String(scaled < 0n ? -scaled / bottom : scaled / bottom).padStart(7, '0')
  const tail = digits.slice(-6).replace(/0+$/, '')
  return `${top < 0n ? '-' : ''}${digits.slice(0, -6)}${tail === '' ? '' : `.${tail}`}`
}

/** What JSON holds, as values. */
export function fromJson(json: unknown): Value {
  if (json === null || typeof json === 'string' || typeof json === 'boolean') return json
  if (typeof json === 'number') return exact(json)
  if (Array.isArray(json)) return json.map(fromJson)
  return new Map(Object.entries(json as object).map(([key, value]) => [key, fromJson(value)]))
}
