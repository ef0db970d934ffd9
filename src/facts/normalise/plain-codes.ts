/**
 * Knows the values of a column by their first four bytes, then checks them four at a time.
 *
 * Most columns of codes have a handful of values. Each is kept with the byte that ended it, so that
 * finding a value also finds where its cell ends, and no byte is looked at alone.
 *
 * Example: after `P1` was met once, the four bytes `P1,i` are its code and its end.
 */
import type { CodeColumn } from './code-column.ts'

const SLOTS = 256
/** Numbers of an entry: first bytes, last bytes, place of the last, length, code, middle bytes. */
const LANES = 16
const MIDDLE = 5
const LONGEST = 4 * (LANES - MIDDLE) + 3
const FREE = -1

export class PlainCodes {
  /** Where the cell last found ends. */
  end = 0
  readonly #column: CodeColumn
  readonly #ends: Uint8Array
  readonly #refused: Uint8Array
  readonly #entries = new Int32Array(SLOTS * LANES).fill(FREE)
  #size = 0

  /** A value ends before one of `ends`; where one of `refused` comes first, it is not plain. */
  constructor(column: CodeColumn, ends: readonly number[], refused: readonly number[]) {
    this.#column = column
    this.#ends = new Uint8Array(256)
    this.#refused = new Uint8Array(256)
    for (const byte of ends) this.#ends[byte] = 1
    for (const byte of refused) this.#refused[byte] = 1
  }

  /** The code of the value that begins at `at`; −1: it is new, or nothing plain. */
  codeAt(bytes: Uint8Array, view: DataView, at: number): number {
    const entries = this.#entries
    const first = view.getInt32(at, true)
    let entry = (Math.imul(first, 0x9e3779b1) >>> 24) * LANES
    for (;;) {
      const last = entries[entry + 2] as number
      if (last < 0) return this.#learn(bytes, view, at, entry)
      if (
        entries[entry] === first &&
        entries[entry + 1] === view.getInt32(at + last, true) &&
        (last <= 4 || this.#hasMiddle(view, at, entry, last))
      ) {
        this.end = at + (entries[entry + 3] as number)
        return entries[entry + 4] as number
      }
      entry = (entry + LANES) & (SLOTS * LANES - 1)
    }
  }

  #hasMiddle(view: DataView, at: number, entry: number, last: number): boolean {
    const entries = this.#entries
    for (let i = 4, lane = entry + MIDDLE; i < last; i += 4, lane += 1) {
      if (entries[lane] !== view.getInt32(at + i, true)) return false
    }
    return true
  }

  #learn(bytes: Uint8Array, view: DataView, at: number, entry: number): number {
    const ends = this.#ends
    const refused = this.#refused
    let end = at
    while (ends[bytes[end] as number] === 0) {
      if (refused[bytes[end] as number] !== 0) return -1
      end += 1
    }
    if (end === at || (bytes[at] as number) <= 34 || (bytes[end - 1] as number) <= 32) return -1
    const code = this.#column.knownIn(bytes, at, end)
    this.end = end
    const length = end - at
    if (code < 0 || length > LONGEST) return code
    if (this.#size * 2 >= SLOTS) {
      this.#entries.fill(FREE)
      this.#size = 0
      return code
    }
    const last = length > 3 ? length - 3 : 0
    this.#entries[entry] = view.getInt32(at, true)
    this.#entries[entry + 1] = view.getInt32(at + last, true)
    this.#entries[entry + 2] = last
    this.#entries[entry + 3] = length
    this.#entries[entry + 4] = code
    for (let i = 4, lane = entry + MIDDLE; i < last; i += 4, lane += 1) {
      this.#entries[lane] = view.getInt32(at + i, true)
    }
    this.#size += 1
    return code
  }
}
