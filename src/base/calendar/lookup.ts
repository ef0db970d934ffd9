/**
 * The prefix table of a calendar: open time since its beginning, found without searching.
 *
 * Time is cut into buckets of 2^24 ms (4 h 40), and each bucket names the first stretch that it may
 * concern. Inside a bucket the open time is the reading cut to that stretch, plus a constant, so a
 * question costs two reads and no search. A second table does the same for open time, to go back
 * from an amount of open time to an instant.
 *
 * Example: stretches 08:00–12:00 and 14:00–18:00 of one day. At 15:00, the second stretch is named,
 * 15:00 is inside it, and its constant is −10 h: 5 h are open. At 13:00, its opening 14:00 stands
 * for 13:00: 4 h are open.
 */
import type { Interval } from '../interval.ts'
import { invariant } from '../invariant.ts'

/** Numbers for each stretch: opening, closing, and what to add to them to get open time. */
export const STRIDE = 3
const TIME_BUCKET = 16_777_216
const OPEN_BUCKET = 2_097_152
const TIME_SCALE = 1 / 16_777_216
const OPEN_SCALE = 1 / 2_097_152

/** @fr table cumulée */
export interface Lookup {
  /** Milliseconds from the beginning of the span; a last stretch lies at infinity. */
  readonly edges: Float64Array
  /** For each bucket of time, the place in `edges` of its first stretch. */
  readonly byTime: Int32Array
  /** For each bucket of open time, the place in `edges` of the stretch that reaches it first. */
  readonly byOpen: Int32Array
  /** Open milliseconds in the whole span. */
  readonly total: number
}

/** Builds the tables of tidy `stretches` that lie inside `span`. */
export function buildLookup(stretches: readonly Interval[], span: Interval): Lookup {
  const length = span.end - span.start
  const edges = new Float64Array((stretches.length + 2) * STRIDE)
  let total = 0
  stretches.forEach((stretch, i) => {
    invariant(stretch.end > stretch.start, 'a stretch lasts')
    const opening = stretch.start - span.start
    const closing = stretch.end - span.start
    edges.set([opening, closing, total - opening], i * STRIDE)
    total += closing - opening
  })
  invariant(total <= length, 'no more time is open than there is')
  // After the last stretch, any reading stands for the end of the span; nothing comes after it.
  edges.set([length, length, total - length], stretches.length * STRIDE)
  edges.fill(Number.POSITIVE_INFINITY, (stretches.length + 1) * STRIDE)
  return {
    edges,
    byTime: indexBy(edges, length, TIME_BUCKET, (k) => edges[k + 1] as number),
    byOpen: indexBy(edges, total, OPEN_BUCKET, (k) => reached(edges, k)),
    total,
  }
}

/** Open time at the closing of a stretch. */
const reached = (edges: Float64Array, k: number): number =>
  (edges[k + 1] as number) + (edges[k + 2] as number)

/** For each bucket, the first stretch whose `endOf` is not below the beginning of the bucket. */
function indexBy(
  edges: Float64Array,
  length: number,
  size: number,
  endOf: (k: number) => number,
): Int32Array {
  const index = new Int32Array(Math.floor(length / size) + 1)
  const last = edges.length - 2 * STRIDE
  let from = 0
  for (let k = 0; k < last; k += STRIDE) {
    const next = Math.floor(endOf(k) / size) + 1
    index.fill(k, from, next)
    from = next
  }
  return index.fill(last, from)
}

// The hot functions cut with Math.min and Math.max, which compile to no branch: which side of an
// opening a random ticket falls on cannot be predicted, and a wrong guess costs more than the call.

/** Open milliseconds before the reading `x`, both counted from the beginning of the span. */
export function openBefore(lookup: Lookup, x: number): number {
  const edges = lookup.edges
  let k = lookup.byTime[(x * TIME_SCALE) | 0] as number
  while (x >= (edges[k + STRIDE] as number)) k += STRIDE
  const inside = Math.max(edges[k] as number, Math.min(edges[k + 1] as number, x))
  return inside + (edges[k + 2] as number)
}

/** `openBefore(y) − openBefore(x)`, the tables being read once. */
export function openBetween(lookup: Lookup, x: number, y: number): number {
  const edges = lookup.edges
  const byTime = lookup.byTime
  let k = byTime[(x * TIME_SCALE) | 0] as number
  while (x >= (edges[k + STRIDE] as number)) k += STRIDE
  const first = Math.max(edges[k] as number, Math.min(edges[k + 1] as number, x))
  let j = byTime[(y * TIME_SCALE) | 0] as number
  while (y >= (edges[j + STRIDE] as number)) j += STRIDE
  const last = Math.max(edges[j] as number, Math.min(edges[j + 1] as number, y))
  return last + (edges[j + 2] as number) - (first + (edges[k + 2] as number))
}

/** The stretch whose opening is the last one at or before `x`, or the first one of all. */
export function stretchAt(lookup: Lookup, x: number): number {
  const edges = lookup.edges
  let k = lookup.byTime[(x * TIME_SCALE) | 0] as number
  while (x >= (edges[k + STRIDE] as number)) k += STRIDE
  return k
}

/** The first reading at which `open` milliseconds have been open; `open` is 1 to the total. */
export function firstReading(lookup: Lookup, open: number): number {
  const edges = lookup.edges
  let k = lookup.byOpen[(open * OPEN_SCALE) | 0] as number
  while (open > (edges[k + 1] as number) + (edges[k + 2] as number)) k += STRIDE
  return open - (edges[k + 2] as number)
}

/** The last reading at which no more than `open` milliseconds have been open. */
export function lastReading(lookup: Lookup, open: number): number {
  const edges = lookup.edges
  const end = edges.length - 2 * STRIDE
  let k = lookup.byOpen[(open * OPEN_SCALE) | 0] as number
  while (k < end && open >= (edges[k + 1] as number) + (edges[k + 2] as number)) k += STRIDE
  return open - (edges[k + 2] as number)
}
