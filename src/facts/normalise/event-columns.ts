/**
 * Events in columns that grow: the kind, the time and the value of each.
 */

export const KIND_BITS = 4
const MINUTE = 60_000

export class EventColumns {
  kinds: Uint8Array
  ats: Float64Array
  values: Uint32Array

  constructor(size: number) {
    this.kinds = new Uint8Array(size)
    this.ats = new Float64Array(size)
    this.values = new Uint32Array(size)
  }

  /** Makes sure that there are so many places. */
  reserve(size: number): void {
    if (size <= this.kinds.length) return
    const { kinds, ats, values } = this
    const larger = Math.max(size, kinds.length * 2)
    this.kinds = new Uint8Array(larger)
    this.ats = new Float64Array(larger)
    this.values = new Uint32Array(larger)
    this.kinds.set(kinds)
    this.ats.set(ats)
    this.values.set(values)
  }

  /**
   * Frees the place where an event at `at` goes among those from `first` to `end`: after those of
   * the same or earlier time.
   */
  makePlace(first: number, end: number, at: number): number {
    const { kinds, ats, values } = this
    let i = end
    while (i > first && (ats[i - 1] as number) > at) {
      kinds[i] = kinds[i - 1] as number
      ats[i] = ats[i - 1] as number
      values[i] = values[i - 1] as number
      i -= 1
    }
    return i
  }

  /** Moves the events from `from` to `until` to an earlier place. */
  move(to: number, from: number, until: number): void {
    this.kinds.copyWithin(to, from, until)
    this.ats.copyWithin(to, from, until)
    this.values.copyWithin(to, from, until)
  }

  /** A hash of the events from `from` to `until`. */
  hashOf(from: number, until: number): number {
    const { kinds, ats, values } = this
    let hash = 0
    for (let i = from; i < until; i += 1) {
      const at = ats[i] as number
      const minute = Math.floor(at / MINUTE)
      const rest = Math.imul(at - minute * MINUTE, 0xc2b2ae35)
      const what = ((values[i] as number) << KIND_BITS) | (kinds[i] as number)
      hash = withEvent(hash, what, minute) ^ rest
    }
    return hash
  }
}

/** Adds an event to the hash of a content. The steps of one event do not wait for each other. */
export function withEvent(hash: number, what: number, minute: number): number {
  const event = Math.imul(what, 0x9e3779b1) ^ Math.imul(minute, 0x85ebca6b)
  return Math.imul(hash ^ event ^ (event >>> 15), 0x01000193) ^ (hash >>> 13)
}
