/**
 * Remembers which items were read, by a fingerprint of 64 bits and one of 32 of the content.
 *
 * Ten million identifiers as texts would not fit in the memory that a close may use; numbers do.
 * Identifiers mostly count: `INC0010023`, `INC0010024`. So one that ends in digits is kept as the
 * fingerprint of all but its last two digits, shared by a hundred neighbours, and the place of
 * those two in a page of contents (40 MB for ten million). Where neighbours are few, pages would
 * waste memory: no more are made, and the identifiers without one are kept whole, three numbers
 * each (190 MB for ten million).
 *
 * The price is a chance of error, and it is small: that two different identifiers among ten million
 * share their 64 bits has odds of 3 in a million for the whole file; that a repeated identifier
 * with other content passes for identical, 1 in 4 billion. Both are reported with their rows, so a
 * person can see.
 *
 * @fr détection des doublons
 */
import { FingerprintTable } from './fingerprint-table.ts'

/** Places of a page: what two digits can say. */
const PAGE = 100
const PAGES_TOGETHER = 512
/** Pages made before their use is judged, and the identifiers that each must hold by then. */
const PAGES_FREE = 4096
const LEAST_IN_PAGE = 8
/** The tail of an identifier that is kept whole. */
export const WHOLE = -1

/** What is known of an item: never seen, seen with the same content, seen with another. */
export const NEW = 0
export const SAME = 1
export const DIFFERENT = 2

export class SeenTable {
  readonly #whole = new FingerprintTable()
  readonly #heads = new FingerprintTable()
  readonly #pages: Int32Array[] = []
  #pageCount = 0
  #isPaging = true
  #paged = 0
  #lastHigh = 0
  #lastLow = 0
  #lastPage = -1

  /** How many distinct items were noted. */
  get size(): number {
    return this.#whole.size + this.#paged
  }

  /**
   * Notes items, and says in `seen` of each whether it was there already; gives how many were.
   *
   * Many at a time, since each one waits for the memory, and waits in a row can be shared. Where
   * `tails` are given, a fingerprint is that of what stands before the last two digits.
   */
  noteAll(
    highs: Int32Array,
    lows: Int32Array,
    contents: Int32Array,
    count: number,
    seen: Uint8Array,
    tails?: Int8Array,
  ): number {
    let repeated = 0
    for (let i = 0; i < count; i += 1) {
      const high = highs[i] as number
      const low = lows[i] as number
      const content = contents[i] as number
      const tail = tails === undefined ? WHOLE : (tails[i] as number)
      const page = tail === WHOLE ? -1 : this.#pageOf(high, low)
      const outcome =
        page < 0 ? this.#noteWhole(high, low, tail, content) : this.#noteInPage(page, tail, content)
      seen[i] = outcome
      if (outcome !== NEW) repeated += 1
    }
    return repeated
  }

  /** The page of a head, a new one while pages are well used; or −1. */
  #pageOf(high: number, low: number): number {
    if (high === this.#lastHigh && low === this.#lastLow && this.#lastPage >= 0) {
      return this.#lastPage
    }
    const heads = this.#heads
    const isKnown = heads.find(high, low)
    if (!isKnown) {
      // Once no more pages are made, none ever is: what was kept whole would not be found there.
      const isWasteful = this.#paged < this.#pageCount * LEAST_IN_PAGE
      if (this.#pageCount >= PAGES_FREE && isWasteful) this.#isPaging = false
      if (!this.#isPaging) return -1
      if (this.#pageCount % PAGES_TOGETHER === 0) {
        this.#pages.push(new Int32Array(PAGES_TOGETHER * PAGE))
      }
      heads.put(high, low, this.#pageCount)
      this.#pageCount += 1
    }
    this.#lastHigh = high
    this.#lastLow = low
    this.#lastPage = heads.value
    return heads.value
  }

  #noteInPage(page: number, tail: number, content: number): number {
    const pages = this.#pages[(page / PAGES_TOGETHER) | 0] as Int32Array
    const place = (page % PAGES_TOGETHER) * PAGE + tail
    // An empty place is zero, so no content is.
    const mark = content === 0 ? 1 : content
    const known = pages[place] as number
    if (known !== 0) return known === mark ? SAME : DIFFERENT
    pages[place] = mark
    this.#paged += 1
    return NEW
  }

  #noteWhole(high: number, low: number, tail: number, content: number): number {
    const whole = this.#whole
    // The tail of an identifier without a page is mixed in again.
    const own = tail === WHOLE ? high : high ^ Math.imul(tail + 1, 0x9e3779b1)
    const mark = tail === WHOLE ? low : low ^ Math.imul(tail + 1, 0x85ebca6b)
    if (whole.find(own, mark)) return whole.value === content ? SAME : DIFFERENT
    whole.put(own, mark, content)
    return NEW
  }
}
