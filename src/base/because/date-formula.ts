/**
 * The steps that a date is made of, each done again from its operands and its parameters.
 *
 * A calendar is not needed to do a step again: the days that were passed over stand in `skipped`,
 * each with its reason, and the offset of the zone in `offset`. Whether they are the right ones is
 * checked by computing the date anew under the contract.
 *
 * Example: `days-after` of 5 May 2026 and 5, with `skipped` of three days, is 13 May 2026.
 *
 * @fr étapes de date
 */
import type { CalendarDate } from '../calendar/date.ts'
import { addMonths, lastDayOf, monthOf } from '../calendar/date.ts'
import { DAY } from '../instant.ts'
import { invariant } from '../invariant.ts'
import { ratio } from '../ratio.ts'
import type { Params } from './formula.ts'
import type { KnownValue, Unit } from './value.ts'
import { known } from './value.ts'

/**
 * `days-after` and `months-after` take a date and a count, below zero backwards; `time-after` an
 * instant and a time; `lateness` what was due and what came, in days or in milliseconds; the others
 * one date. `open-day` is the first open day, the date itself included.
 */
const DATE_FORMULAS = [
  'days-after',
  'months-after',
  'month-end',
  'next-day',
  'next-open-day',
  'open-day',
  'time-after',
  'as-date',
  'as-instant',
  'lateness',
] as const
export type DateFormula = (typeof DATE_FORMULAS)[number]

/** How many operands each step takes. */
export const dateArity = (formula: DateFormula): number =>
  formula.endsWith('-after') || formula === 'lateness' ? 2 : 1

/** Whether a step is one of these. */
export const isDateFormula = (formula: string): formula is DateFormula =>
  (DATE_FORMULAS as readonly string[]).includes(formula)

const whole = ({ number }: KnownValue): number => {
  invariant(number.denominator === 1n, 'a date, an instant and a count of days are whole')
  return Number(number.numerator)
}

const read = (value: KnownValue | undefined, unit: Unit): number => {
  invariant(value?.unit === unit, `a step of dates takes a value in ${unit}`)
  return whole(value)
}

const date = (value: number): KnownValue => known(ratio(value), 'date')

const skippedIn = (params: Params): number => {
  const { skipped } = params
  return skipped === undefined || skipped === '' ? 0 : skipped.split(';').length
}

const offsetIn = (params: Params): number => {
  const offset = Number(params['offset'])
  invariant(Number.isSafeInteger(offset), 'an offset is a whole number of milliseconds')
  return offset
}

/** Does one step of a date. */
export function applyDate(
  formula: DateFormula,
  params: Params,
  [first, second]: readonly KnownValue[],
): KnownValue {
  switch (formula) {
    case 'days-after':
      return date(read(first, 'date') + daysOver(read(second, 'count'), params))
    case 'months-after': {
      const count = read(second, 'count')
      const after = addMonths(read(first, 'date') as CalendarDate, count)
      return date(params['event-day'] === 'counted' ? after - Math.sign(count) : after)
    }
    case 'month-end':
      return date(lastDayOf(monthOf(read(first, 'date') as CalendarDate)))
    case 'next-day':
      return date(read(first, 'date') + 1)
    case 'next-open-day':
      return date(read(first, 'date') + 1 + skippedIn(params))
    case 'open-day':
      return date(read(first, 'date') + skippedIn(params))
    case 'time-after': {
      const closed = Number(params['closed'] ?? 0)
      return known(ratio(read(first, 'instant') + read(second, 'ms') + closed), 'instant')
    }
    case 'as-date':
      return date(Math.floor((read(first, 'instant') + offsetIn(params)) / DAY))
    case 'as-instant':
      return known(ratio((read(first, 'date') + 1) * DAY - offsetIn(params)), 'instant')
    case 'lateness':
      return latenessOf(first, second)
  }
}

/** The dates from one to the other: those that count, those passed over, less the event's own. */
function daysOver(count: number, params: Params): number {
  const isClear = params['unit'] === 'clear-days'
  const own = params['event-day'] === 'counted' && !isClear ? 1 : 0
  return count + Math.sign(count) * (skippedIn(params) + (isClear ? 1 : 0) - own)
}

/** Never below zero: what came before it was due is not late. */
function latenessOf(due: KnownValue | undefined, came: KnownValue | undefined): KnownValue {
  const unit = due?.unit === 'instant' ? 'instant' : 'date'
  const late = Math.max(0, read(came, unit) - read(due, unit))
  return known(ratio(late), unit === 'date' ? 'count' : 'ms')
}
