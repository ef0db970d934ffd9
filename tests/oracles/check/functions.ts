/**
 * The functions that expressions of the corpus call.
 *
 * `r2` rounds half up to cents, `days` is a difference of days, `addd`, `addm` and `addb` add days,
 * months and working days, `nbd` counts working days, `bh` hours of service, `tier` gives the first
 * row of an ascending table whose bound is above: `tier(99.77, [(99.5, 10), (99.8, 5)])` is 5.
 */
import { over, plus, times } from '../naive-fraction.ts'
import * as walk from './days.ts'
import type { Callable, Value } from './values.ts'
import {
  floor,
  isCallable,
  isDay,
  isList,
  isNumber,
  isTable,
  isTrue,
  numberIn,
  order,
  show,
  toCents,
  whole,
} from './values.ts'

const listIn = (value: Value | undefined): readonly Value[] => {
  if (value !== undefined && isList(value)) return value
  throw new Error('a list was expected')
}

const textIn = (value: Value | undefined): string => {
  if (typeof value === 'string') return value
  if (value !== undefined && isDay(value)) return value.day
  throw new Error('a text was expected')
}

/** A text and a day are the same thing to the functions of dates. */
const dayIn = (value: Value | undefined): string => textIn(value).slice(0, 10)

const countIn = (value: Value | undefined): number => Number(floor(numberIn(value ?? null)))

const ceiling = (value: Value): Value => whole(-floor(times(numberIn(value), -1n)))

/** To so many decimals, a half to the even digit. */
function round(value: Value, decimals: number): Value {
  const scale = 10n ** BigInt(decimals)
  const scaled = times(numberIn(value), scale)
  const below = floor(scaled)
  const twice = floor(times(scaled, 2n)) - below * 2n
  const isHalf = scaled.top * 2n === (below * 2n + 1n) * scaled.bottom
  const up = isHalf ? below % 2n !== 0n : twice === 1n
  return over(up ? below + 1n : below, scale)
}

function tier(value: Value, table: Value): Value {
  for (const row of listIn(table)) {
    const [bound, result] = listIn(row)
    if (bound !== undefined && result !== undefined && order(value, bound) < 0) return result
  }
  return whole(0)
}

/** The greatest (1) or least (-1), by a key where one is given; the first of equals. */
const extreme =
  (sign: number): Callable['call'] =>
  (given, named) => {
    const values = given.length === 1 ? listIn(given[0]) : given
    const key = named.get('key')
    const keyed = (value: Value): Value =>
      key !== undefined && isCallable(key) ? key.call([value], new Map()) : value
    const [first, ...rest] = values
    if (first === undefined) throw new Error('the extreme of nothing')
    return rest.reduce(
      (best, one) => (order(keyed(one), keyed(best)) * sign > 0 ? one : best),
      first,
    )
  }

const windowsIn = (value: Value | undefined) =>
  listIn(value).map((pair): readonly [number, number] => {
    const [start, end] = listIn(pair).map((hour) => countIn(times(numberIn(hour), 60n)))
    return [start ?? 0, end ?? 0]
  })

const lengthOf = (value: Value | undefined): number =>
  value !== undefined && isTable(value) ? value.size : listIn(value).length

type Plain = (...given: Value[]) => Value

const PLAIN: Readonly<Record<string, Plain>> = {
  r2: (value = null) => over(toCents(numberIn(value)), 100n),
  ceil: (value = null) => ceiling(value),
  floor: (value = null) => whole(floor(numberIn(value))),
  int: (value = null) => (typeof value === 'string' ? whole(BigInt(value)) : whole(countIn(value))),
  round: (value = null, decimals = whole(0)) => round(value, countIn(decimals)),
  tier: (value = null, table = null) => tier(value, table),
  days: (from, to) => whole(walk.daysBetween(dayIn(from), dayIn(to))),
  mins: (from, to) => {
    const minutes = walk.minutesBetween(textIn(from), textIn(to))
    return over(BigInt(Math.round(minutes * 60_000)), 60_000n)
  },
  addd: (day, count) => ({ day: walk.addDays(dayIn(day), countIn(count)) }),
  addm: (day, count) => ({ day: walk.addMonths(dayIn(day), countIn(count)) }),
  addb: (day, count) => ({ day: walk.addWorked(dayIn(day), countIn(count)) }),
  eom: (day) => ({ day: walk.endOfMonth(dayIn(day)) }),
  D: (day) => ({ day: dayIn(day) }),
  nbd: (from, to, holidays) => {
    const own = holidays === undefined ? undefined : new Set(listIn(holidays).map(show))
    return whole(walk.workedBetween(dayIn(from), dayIn(to), own))
  },
  bh: (from, to, windows) => walk.hoursOfService(textIn(from), textIn(to), windowsIn(windows)),
  str: (value = null) => (typeof value === 'string' ? value : show(value)),
  len: (value) => whole(lengthOf(value)),
  sum: (list) => listIn(list).map(numberIn).reduce(plus, whole(0)),
  any: (list) => listIn(list).some(isTrue),
  set: (list = []) => list,
  next: (list) => listIn(list)[0] ?? null,
  sorted: (list) => [...listIn(list)].sort(order),
  abs: (value = null) => (isNumber(value) && value.top < 0n ? times(value, -1n) : value),
  range: (...bounds) => {
    const [from, to] = bounds.length === 1 ? [0, countIn(bounds[0])] : bounds.map(countIn)
    const start = from ?? 0
    return Array.from({ length: Math.max(0, (to ?? 0) - start) }, (_, i) => whole(start + i))
  },
}

export const FUNCTIONS: ReadonlyMap<string, Value> = new Map<string, Value>([
  ...Object.entries(PLAIN).map(
    ([name, plain]) => [name, { call: (given: readonly Value[]) => plain(...given) }] as const,
  ),
  ['max', { call: extreme(1) }],
  ['min', { call: extreme(-1) }],
])
