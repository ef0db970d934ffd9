/** What a small contract costs: a line a fee and a month, each rounded once. */
import type { Fraction } from './naive-fraction.ts'
import { over, plus, rounded, times } from './naive-fraction.ts'
import type { NaiveBase, NaiveFee, NaiveLife, NaiveLimit, See } from './naive-life.ts'
import type { Days } from './naive-time.ts'
import { begins, daysIn, ends, firstDay, lastDay, monthOf } from './naive-time.ts'

const NONE = over(0n, 1n)

/** Rounded as the contract rounds money. */
export const toMoney = ({ money }: NaiveLife, exact: Fraction): Fraction =>
  rounded(exact, money.mode, money.step)

/** One fee in one month, for the days that are asked for. */
export function feeLine(life: NaiveLife, fee: NaiveFee, month: number, days: Days): Fraction {
  const from = Math.max(firstDay(month), days.first, begins(life), fee.from ?? 0)
  const to = Math.min(lastDay(month), days.last, fee.until ?? days.last, ends(life) ?? days.last)
  const length = lastDay(month) - firstDay(month) + 1
  const count = to - from + 1
  if (count <= 0) return NONE
  const monthly = over(BigInt(fee.cents), BigInt(fee.months))
  if (count === length) return toMoney(life, monthly)
  return life.proration === 'actual'
    ? toMoney(life, times(monthly, BigInt(count), BigInt(length)))
    : toMoney(life, times(monthly, BigInt(Math.min(count, 30)), 30n))
}

/** The money of a base, seen from the last day of a period. */
export function baseAt(life: NaiveLife, base: NaiveBase, judged: number): Fraction {
  if (base.of === 'pool') {
    const { tenths, in: window } = life.pool
    return times(baseAt(life, { of: 'fees', in: window }, judged), BigInt(tenths), 1000n)
  }
  const days = daysIn(life, base.in, judged)
  let sum = NONE
  for (const fee of life.fees) {
    if (base.of !== 'fees' && base.of !== fee.id) continue
    for (let month = monthOf(days.first); month <= monthOf(days.last); month += 1) {
      const line = feeLine(life, fee, month, days)
      const taxed = toMoney(life, times(line, BigInt(1000 + fee.vat), 1000n))
      sum = plus(sum, life.vat === 'included' ? taxed : line)
    }
  }
  return sum
}

/** A limit in cents, exactly. */
export function limitAt(life: NaiveLife, limit: NaiveLimit, judged: number): Fraction {
  if ('cents' in limit) return over(BigInt(limit.cents), 1n)
  return times(baseAt(life, limit.base, judged), BigInt(limit.tenths), 1000n)
}

/** Notes which base came into play. */
export function seeBase(life: NaiveLife, { of, in: within }: NaiveBase, see: See): void {
  if (of === 'item-price') return
  see(of === 'pool' ? 'base pool' : of === 'fees' ? 'base all fees' : 'base one fee')
  if (life.vat === 'included') see('base with VAT')
  const window = of === 'pool' ? life.pool.in : within
  see(`base in ${typeof window === 'number' ? 'months' : window}`)
}

export function seeLimit(life: NaiveLife, limit: NaiveLimit, see: See): void {
  see('cents' in limit ? 'limit fixed' : 'limit of a base')
  if ('tenths' in limit) seeBase(life, limit.base, see)
}
