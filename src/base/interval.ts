/**
 * Half-open stretches of time: the start belongs to them, the end does not.
 *
 * Half-open is decided once, here: 08:00–12:00 and 12:00–14:00 touch without overlapping, and an
 * outage that ends at the instant when the next begins is one outage in a union.
 *
 * A list of intervals is *tidy* when it is sorted and no two overlap or touch. `union` makes it so;
 * the other functions ask for it and keep it.
 *
 * @fr intervalle
 */
import type { Duration, Instant } from './instant.ts'
import { duration, instant } from './instant.ts'

export interface Interval {
  readonly start: Instant
  readonly end: Instant
}

/** Sorts, drops empty intervals, and merges what overlaps or touches. */
export function union(intervals: readonly Interval[]): Interval[] {
  const sorted = intervals.filter((i) => i.end > i.start).sort((a, b) => a.start - b.start)
  const tidy: Interval[] = []
  for (const next of sorted) {
    const last = tidy.at(-1)
    if (last === undefined || next.start > last.end) tidy.push(next)
    else if (next.end > last.end) tidy[tidy.length - 1] = { start: last.start, end: next.end }
  }
  return tidy
}

/** What is in both tidy lists. */
export function intersect(a: readonly Interval[], b: readonly Interval[]): Interval[] {
  const common: Interval[] = []
  let i = 0
  let j = 0
  for (let x = a[i], y = b[j]; x !== undefined && y !== undefined; x = a[i], y = b[j]) {
    const start = instant(Math.max(x.start, y.start))
    const end = instant(Math.min(x.end, y.end))
    if (end > start) common.push({ start, end })
    if (x.end < y.end) i += 1
    else j += 1
  }
  return common
}

/** What is in the tidy list `a` and not in the tidy list `b`. */
export function subtractIntervals(a: readonly Interval[], b: readonly Interval[]): Interval[] {
  const left: Interval[] = []
  for (const whole of a) {
    let from = whole.start
    for (const hole of b) {
      if (hole.end <= from) continue
      if (hole.start >= whole.end) break
      if (hole.start > from) left.push({ start: from, end: hole.start })
      from = hole.end
      if (from >= whole.end) break
    }
    if (from < whole.end) left.push({ start: from, end: whole.end })
  }
  return left
}

/** Real time covered by a tidy list. */
export const measureOf = (intervals: readonly Interval[]): Duration =>
  duration(intervals.reduce((sum, i) => sum + (i.end - i.start), 0))

export const contains = (interval: Interval, at: Instant): boolean =>
  interval.start <= at && at < interval.end
