/**
 * The value of one step of a computation: an exact number with its unit, or the reason there is
 * none.
 *
 * *Nothing* means that there was nothing to measure: a share of no ticket is neither 0 % nor 100 %.
 * *Undefined* means that the contract does not say: a figure that falls into a hole of a table.
 * Both go through every operation unchanged, so that neither can become a zero on its way to a
 * euro.
 *
 * Example: 19 tickets in time of 20 are `known(ratio(19n, 20n), 'share')`.
 *
 * @fr valeur
 */
import type { Ratio } from '../ratio.ts'
import { formatRatio, ONE, parseRatio, ZERO } from '../ratio.ts'

/**
 * What a number counts. `share` is a fraction of one (95 % is 19/20), `cents` is money without VAT
 * before its rounding, `ms` is real or open time, `truth` is 1 or 0. `date` is a day counted from
 * 1 January 1970, and `instant` a millisecond counted from its first in UTC.
 */
export type Unit = 'count' | 'share' | 'cents' | 'ms' | 'truth' | 'points' | 'date' | 'instant'

export type Value =
  | { readonly state: 'known'; readonly number: Ratio; readonly unit: Unit }
  | { readonly state: 'nothing' }
  | { readonly state: 'undefined'; readonly reason: string }

export type KnownValue = Extract<Value, { state: 'known' }>

export const known = (number: Ratio, unit: Unit): KnownValue => ({ state: 'known', number, unit })
export const NOTHING: Value = { state: 'nothing' }
export const undefinedBecause = (reason: string): Value => ({ state: 'undefined', reason })

export const truth = (holds: boolean): KnownValue => known(holds ? ONE : ZERO, 'truth')
export const isTrue = (value: Value): boolean =>
  value.state === 'known' && value.unit === 'truth' && value.number.numerator === 1n

/** The canonical text: `19/20 share`, `nothing`, or `undefined: reason`. */
export function formatValue(value: Value): string {
  switch (value.state) {
    case 'known':
      return `${formatRatio(value.number)} ${value.unit}`
    case 'nothing':
      return 'nothing'
    case 'undefined':
      return `undefined: ${value.reason}`
  }
}

const UNITS: ReadonlySet<string> = new Set<Unit>([
  'count',
  'share',
  'cents',
  'ms',
  'truth',
  'points',
  'date',
  'instant',
])

/** Reads what {@link formatValue} wrote; any other text gives nothing back. */
export function parseValue(text: string): Value | undefined {
  if (text === 'nothing') return NOTHING
  if (text.startsWith('undefined: ')) return undefinedBecause(text.slice('undefined: '.length))
  const [number, unit, ...rest] = text.split(' ')
  if (number === undefined || unit === undefined || rest.length > 0) return undefined
  const exact = parseRatio(number)
  return exact !== undefined && UNITS.has(unit) ? known(exact, unit as Unit) : undefined
}

export const sameValue = (a: Value, b: Value): boolean => formatValue(a) === formatValue(b)
