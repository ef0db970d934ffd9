/**
 * Judges intervals of one length, such as clock hours, by the share of each that is up.
 *
 * Intervals follow one another from the start of the time looked at; the last one is cut where that
 * time ends. One without any open time is not judged.
 *
 * Example: hours of which 59, 50 and 2 min are up, `up: at-least 90 %`: 98.3 %, 83.3 % and 3.3 %;
 * two of the three are down, for 3 h of which 69 min were.
 *
 * @fr tranches de temps
 */
import { isWithin } from '../base/bound.ts'
import { instant } from '../base/instant.ts'
import type { Interval } from '../base/interval.ts'
import type { Ratio } from '../base/ratio.ts'
import { divide, isZero, ONE, subtract } from '../base/ratio.ts'
import type { JudgedIntervals } from '../contract/core/look.ts'
import type { Downtime } from './downtime.ts'

/** How many intervals were judged, and how many of them are down. */
export interface IntervalCount {
  readonly judged: number
  readonly late: number
  /** The same, once what exemptions take from the amount is up. */
  readonly lateForAmount: number
}

/**
 * Counts the intervals of a stretch of time. `open` is its open time and `busy` the time in which
 * anything else than being up may be: both tidy lists. An interval without any of it is up.
 */
export function judgeIntervals(
  { length, up }: JudgedIntervals,
  looked: Interval,
  open: readonly Interval[],
  busy: readonly Interval[],
  measure: (interval: Interval) => Pick<Downtime, 'window' | 'down' | 'downForAmount'>,
): IntervalCount {
  const count = { judged: 0, late: 0, lateForAmount: 0 }
  const isOpen = meetingInOrder(open)
  const isBusy = meetingInOrder(busy)
  for (let start: number = looked.start; start < looked.end; start += length) {
    const interval = { start: instant(start), end: instant(Math.min(start + length, looked.end)) }
    if (!isOpen(interval)) continue
    if (!isBusy(interval)) {
      count.judged += 1
      continue
    }
    const { window, down, downForAmount } = measure(interval)
    if (isZero(window)) continue
    const isUp = (time: Ratio): boolean =>
      isWithin(subtract(ONE, divide(time, window)), up.word, up.limit)
    count.judged += 1
    if (!isUp(down)) count.late += 1
    if (!isUp(downForAmount)) count.lateForAmount += 1
  }
  return count
}

/** Whether intervals that are asked in order meet a tidy list. */
function meetingInOrder(tidy: readonly Interval[]): (interval: Interval) => boolean {
  let next = 0
  return ({ start, end }) => {
    while (next < tidy.length && (tidy[next] as Interval).end <= start) next += 1
    const first = tidy[next]
    return first !== undefined && first.start < end
  }
}
