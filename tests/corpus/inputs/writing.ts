/** How dates, amounts and outages are written in the files of a case. */

import type { Value } from '../../oracles/check/values.ts'
import type { Settled } from '../settled.ts'

const MINUTE = 60_000

/** A time on the wall so many minutes later: `2026-06-03 10:00` and 14, `2026-06-03 10:14`. */
export function later(start: string, minutes: number): string {
  const at = Date.parse(`${start.replace(' ', 'T')}Z`) + minutes * MINUTE
  return new Date(at).toISOString().slice(0, 16).replace('T', ' ')
}

/** The same in milliseconds, with the offset of summer: `"2026-06-08T14:19:12.000+02:00"`. */
export function laterInSummer(start: string, milliseconds: number): string {
  const at = Date.parse(`${start.replace(' ', 'T')}Z`) + milliseconds
  return `"${new Date(at).toISOString().slice(0, 23)}+02:00"`
}

/** How long a service was down in so many hours to have such a percentage, in milliseconds. */
export const downFor = (percentage: number, hours: number): number =>
  Math.round((100_000 - Math.round(percentage * 1000)) * hours * 36)

export const money = (amount: number): string => {
  const cents = Math.round(amount * 100)
  return `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, '0')}`
}

/** `2026-06-05T22:40` as the facts have it. */
export const wall = (time: string): string => time.replace('T', ' ')

export const monthOf = (day: string): string => day.slice(0, 7)

/** The later of days or times. */
export const last = (...times: readonly string[]): string => [...times].sort().at(-1) ?? ''

/** Whether a right is open, in the words of the checks. */
export const rightOrNone = (settled: Settled, id: string): Value =>
  settled.step(id).state === 'open' ? 'right' : 'none'
