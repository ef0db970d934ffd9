/**
 * The identifiers of a batch: their bytes in one array, and the numbers that stand for them.
 *
 * Identifiers mostly count, so the last two digits stay a number and only what is before them is
 * made a fingerprint, once for a hundred rows (see `seen-table`).
 *
 * Example: `INC0010023` and `INC0010024` share the fingerprint of `INC00100`, with 23 and 24.
 */
import { invariant, present } from '../../base/invariant.ts'
import { WHOLE } from '../seen-table.ts'
import { decodeBytes, encodeUtf8 } from './text-encoding.ts'

export class IdColumn {
  /** The 64 bits that stand for each identifier but its last two digits, and those digits. */
  readonly highs: Int32Array
  readonly lows: Int32Array
  readonly tails: Int8Array
  readonly #starts: Uint32Array
  readonly #seed: number
  #bytes = new Uint8Array(131_072)
  /** The identifier before but its last digits, how many those were, and its fingerprint. */
  #head = new Uint8Array(64)
  #headLength = -1
  #digits = 0
  #high = 0
  #low = 0

  constructor(source: string, capacity: number) {
    this.highs = new Int32Array(capacity)
    this.lows = new Int32Array(capacity)
    this.tails = new Int8Array(capacity)
    this.#starts = new Uint32Array(capacity + 1)
    let seed = 0x811c9dc5 | 0
    for (const byte of encodeUtf8(source)) seed = Math.imul(seed ^ byte, 0x01000193)
    this.#seed = seed
  }

  textOf(index: number): string {
    const [start = 0, end = 0] = [this.#starts[index], this.#starts[index + 1]]
    return present(decodeBytes(this.#bytes, start, end, 'utf-8'), 'identifiers are UTF-8')
  }

  /** Writes the identifier of a ticket, given in UTF-8; the next one follows it. */
  put(index: number, id: Uint8Array, start: number, end: number): void {
    const from = this.#starts[index] as number
    const to = from + end - start
    if (to > this.#bytes.length) this.#grow(to)
    this.#starts[index + 1] = to
    const bytes = this.#bytes
    invariant(end > start, 'an identifier is not empty')
    const one = (id[end - 1] as number) - 48
    const ten = end - 1 > start ? (id[end - 2] as number) - 48 : WHOLE
    const digits = one < 0 || one > 9 ? 0 : ten < 0 || ten > 9 ? 1 : 2
    const length = end - start - digits
    const head = this.#head
    let difference = (length ^ this.#headLength) | (digits ^ this.#digits)
    for (let i = 0; i < length; i += 1) {
      const byte = id[start + i] as number
      bytes[from + i] = byte
      difference |= byte ^ (head[i] as number)
    }
    if (digits > 0) bytes[to - 1] = id[end - 1] as number
    if (digits > 1) bytes[to - 2] = id[end - 2] as number
    if (difference !== 0) this.#mark(id, start, length, digits)
    this.highs[index] = this.#high
    this.lows[index] = this.#low
    this.tails[index] = digits === 0 ? WHOLE : digits === 1 ? one : ten * 10 + one
  }

  /** Moves an identifier to an earlier place, those before it being in theirs. */
  move(from: number, to: number): void {
    const [start = 0, end = 0] = [this.#starts[from], this.#starts[from + 1]]
    const place = this.#starts[to] as number
    this.#bytes.copyWithin(place, start, end)
    this.#starts[to + 1] = place + end - start
  }

  /** Computes the fingerprint of a head, and keeps its bytes. */
  #mark(id: Uint8Array, start: number, length: number, digits: number): void {
    if (length > this.#head.length) this.#head = new Uint8Array(length * 2)
    const head = this.#head
    let high = Math.imul(this.#seed ^ digits, 0x01000193)
    let low = 0x9e3779b9 | 0
    for (let i = 0; i < length; i += 1) {
      const byte = id[start + i] as number
      head[i] = byte
      high = Math.imul(high ^ byte, 0x01000193)
      low = Math.imul(low + byte, 0x85ebca6b) ^ (low >>> 13)
    }
    this.#headLength = length
    this.#digits = digits
    this.#high = mixed(high + low)
    this.#low = mixed(low ^ Math.imul(high, 0xc2b2ae35))
  }

  #grow(least: number): void {
    const larger = new Uint8Array(Math.max(least, this.#bytes.length * 2))
    larger.set(this.#bytes)
    this.#bytes = larger
  }
}

/** Spreads every bit of a number over all 32. */
export function mixed(value: number): number {
  let hash = value | 0
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return hash ^ (hash >>> 16)
}
