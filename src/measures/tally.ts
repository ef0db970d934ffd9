/**
 * What a selection of tickets adds up to, period by period.
 *
 * Sums are whole numbers, so the order in which tickets arrive changes nothing. Durations add up
 * past 2^53 only beyond ten million tickets of eleven days: the sum is kept in two parts.
 *
 * Single values are kept only where a percentile needs them, single items only for the period that
 * is being closed or where an exemption touches them: a replay of a million tickets stays small.
 *
 * @fr cumul par période
 */
import type { PartUnits } from '../base/because/formula.ts'
import { countParts } from '../base/because/formula.ts'
import type { Duration, Instant } from '../base/instant.ts'
import { invariant } from '../base/invariant.ts'
import type { Ratio } from '../base/ratio.ts'
import { add, multiply, ONE, ratio, subtract } from '../base/ratio.ts'
import type { Reducer } from '../contract/core/select.ts'

/** An item that is named in a settlement: a late one of the closing period, or an exempted one. */
export interface NamedItem {
  readonly id: string
  /** Open milliseconds counted. */
  readonly elapsed: Duration
  /** Open milliseconds allowed, where the limit is an open time. */
  readonly limit?: Duration
  readonly due?: Instant
  readonly stop?: Instant
  /** The money that it is about, in cents, where its facts say it. */
  readonly price?: Ratio
  /** The part exempted from the amount, from 0 to 1. */
  readonly exempted: Ratio
}

export type LatePartsReducer = Extract<Reducer, { kind: 'late-parts' }>

const LIMB = 2 ** 50

/** One selection's sums, in arrays with a place for each period. */
export class Tally {
  readonly judged: Float64Array
  readonly late: Float64Array
  readonly matching: Float64Array
  /** Items that exemptions removed. */
  readonly removed: Float64Array
  /** Items without a verdict yet, at the end of what is known. */
  open = 0
  readonly highest: Float64Array
  readonly lowest: Float64Array
  /** What `addNext` counts: open time, and the part past the limit. No number becomes an object. */
  readonly next = new Float64Array(2)
  readonly #sumLow: Float64Array
  readonly #sumHigh: Float64Array
  readonly #values: number[][] | undefined
  readonly #parts: readonly { readonly reducer: LatePartsReducer; readonly sums: Float64Array }[]
  readonly #named = new Map<number, NamedItem[]>()

  constructor(tiles: number, keepsValues: boolean, parts: readonly LatePartsReducer[]) {
    const zeros = (): Float64Array => new Float64Array(tiles)
    this.judged = zeros()
    this.late = zeros()
    this.matching = zeros()
    this.removed = zeros()
    this.highest = zeros().fill(Number.NEGATIVE_INFINITY)
    this.lowest = zeros().fill(Number.POSITIVE_INFINITY)
    this.#sumLow = zeros()
    this.#sumHigh = zeros()
    this.#values = keepsValues ? Array.from({ length: tiles }, () => []) : undefined
    this.#parts = parts.map((reducer) => ({ reducer, sums: zeros() }))
  }

  /** Counts one item: `lateBy` is open time past its limit, zero when it is in time. */
  add(tile: number, elapsed: number, isLate: boolean, lateBy: number, isMatching: boolean): void {
    this.next[0] = elapsed
    this.next[1] = lateBy
    this.addNext(tile, isLate, isMatching)
  }

  /** Counts the item whose times are in `next`. */
  addNext(tile: number, isLate: boolean, isMatching: boolean): void {
    const { judged, highest, lowest } = this
    const elapsed = this.next[0] as number
    judged[tile] = (judged[tile] as number) + 1
    if (elapsed > (highest[tile] as number)) highest[tile] = elapsed
    if (elapsed < (lowest[tile] as number)) lowest[tile] = elapsed
    this.#addToSum(tile, elapsed)
    if (isMatching) this.matching[tile] = (this.matching[tile] as number) + 1
    if (this.#values !== undefined) this.#values[tile]?.push(elapsed)
    if (isLate) this.#addLate(tile)
  }

  #addLate(tile: number): void {
    this.late[tile] = (this.late[tile] as number) + 1
    const lateBy = this.next[1] as number
    for (const { reducer, sums } of this.#parts) {
      sums[tile] = (sums[tile] as number) + wholeParts(lateBy, reducer)
    }
  }

  name(tile: number, item: NamedItem): void {
    const items = this.#named.get(tile)
    if (items === undefined) this.#named.set(tile, [item])
    else items.push(item)
  }

  /** Named items of a period in the order of their identifiers. */
  namedIn(tile: number): readonly NamedItem[] {
    const items = this.#named.get(tile) ?? []
    return [...items].sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : a.elapsed - b.elapsed))
  }

  sum(tile: number): bigint {
    return (
      BigInt(this.#sumHigh[tile] as number) * BigInt(LIMB) + BigInt(this.#sumLow[tile] as number)
    )
  }

  /** All the durations of a period, sorted. */
  sortedValues(tile: number): Float64Array {
    invariant(this.#values !== undefined, 'values are kept where a percentile asks for them')
    return Float64Array.from(this.#values[tile] as number[]).sort()
  }

  /** Late items, each by the part of it that is not exempted from the amount. */
  lateForAmount(tile: number): Ratio {
    return this.namedIn(tile).reduce(
      (sum, item) => subtract(sum, item.exempted),
      ratio(this.late[tile] as number),
    )
  }

  lateParts(tile: number, reducer: LatePartsReducer, forAmount: boolean): Ratio {
    const entry = this.#parts.find(({ reducer: own }) => samePart(own, reducer))
    invariant(entry !== undefined, 'parts of lateness are added up where a penalty asks for them')
    const sum = ratio(entry.sums[tile] as number)
    const whole = reducer.policy === 'pro-rata' ? multiply(sum, ratio(1, reducer.step)) : sum
    if (!forAmount) return whole
    return this.namedIn(tile).reduce(
      (left, item) =>
        subtract(
          left,
          multiply(item.exempted, partsOf(lateness(item), reducer.step, reducer.policy)),
        ),
      whole,
    )
  }

  #addToSum(tile: number, elapsed: number): void {
    let low = (this.#sumLow[tile] as number) + elapsed
    while (low >= LIMB) {
      low -= LIMB
      this.#sumHigh[tile] = (this.#sumHigh[tile] as number) + 1
    }
    this.#sumLow[tile] = low
  }
}

export const samePart = (a: LatePartsReducer, b: LatePartsReducer): boolean =>
  a.step === b.step && a.policy === b.policy

const lateness = (item: NamedItem): number =>
  item.limit === undefined ? 0 : Math.max(0, item.elapsed - item.limit)

/** Whole steps of lateness; in proportion, the milliseconds themselves, divided when read. */
function wholeParts(lateBy: number, reducer: LatePartsReducer): number {
  switch (reducer.policy) {
    case 'full':
      return Math.floor(lateBy / reducer.step)
    case 'started':
      return Math.ceil(lateBy / reducer.step)
    case 'pro-rata':
      return lateBy
  }
}

const partsOf = (lateBy: number, step: Duration, policy: PartUnits): Ratio =>
  countParts(ratio(lateBy, step), policy)

/**
 * The value at a rank of a sorted list, by a named method.
 *
 * `nearest-rank` takes the value at position ⌈rank × n⌉, which somebody really had; `linear` draws
 * a line between the two values around position 1 + rank × (n − 1). Of 1, 2, 3, 4 h the 90th
 * percentile is 4 h by the first and 3.7 h by the second.
 */
export function percentileOf(
  sorted: Float64Array,
  rank: Ratio,
  method: 'nearest-rank' | 'linear',
): Ratio {
  invariant(sorted.length > 0, 'a percentile is taken of at least one value')
  const at = (index: bigint): Ratio => ratio(sorted[Number(index)] as number)
  if (method === 'nearest-rank') {
    const position = countParts(multiply(rank, ratio(sorted.length)), 'started').numerator
    return at(position < 1n ? 0n : position - 1n)
  }
  const position = multiply(rank, ratio(sorted.length - 1))
  const below = countParts(position, 'full').numerator
  const fraction = subtract(position, ratio(below))
  if (fraction.numerator === 0n) return at(below)
  return add(multiply(at(below), subtract(ONE, fraction)), multiply(at(below + 1n), fraction))
}

/** The mean, exactly: the sum over the count. Nothing to divide gives nothing. */
export const meanOf = (sum: bigint, count: number): Ratio | undefined =>
  count === 0 ? undefined : ratio(sum, count)
