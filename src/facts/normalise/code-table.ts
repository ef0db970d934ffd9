/**
 * Finds the code of a cell by its bytes, and makes a text only of the values that are new.
 *
 * A column of a million priorities has five values. Each distinct cell is decoded, cleaned and
 * looked up once; its bytes are kept, and the same bytes give the same code without a text.
 *
 * Example: `1 - Critical` is read a million times, decoded once, and code 3 means `P1`.
 */

/** The code of a value that is met for the first time. */
export type CodeReader = (bytes: Uint8Array, start: number, end: number) => number

export class CodeTable {
  readonly #read: CodeReader
  #slots = new Int32Array(64).fill(-1)
  #hashes = new Int32Array(32)
  #lows = new Int32Array(32)
  #highs = new Int32Array(32)
  readonly #heads = new Int32Array(2)
  #codes = new Uint32Array(32)
  #starts = new Uint32Array(33)
  #kept = new Uint8Array(1024)
  #size = 0

  constructor(read: CodeReader) {
    this.#read = read
  }

  codeOf(bytes: Uint8Array, start: number, end: number): number {
    return this.#lookUp(bytes, start, end, true)
  }

  /** The code of a value that was met before, or −1. */
  find(bytes: Uint8Array, start: number, end: number): number {
    return this.#lookUp(bytes, start, end, false)
  }

  #lookUp(bytes: Uint8Array, start: number, end: number, isLearning: boolean): number {
    // The first eight bytes as two numbers: for most values, all that there is to compare.
    let low = 0
    let high = 0
    const four = end < start + 4 ? end : start + 4
    const eight = end < start + 8 ? end : start + 8
    for (let i = start; i < four; i += 1) low = (low << 8) | (bytes[i] as number)
    for (let i = four; i < eight; i += 1) high = (high << 8) | (bytes[i] as number)
    let hash = Math.imul(low ^ (end - start), 0x9e3779b1) ^ Math.imul(high, 0x85ebca6b)
    for (let i = eight; i < end; i += 1) hash = Math.imul(hash ^ (bytes[i] as number), 0x01000193)
    hash ^= hash >>> 15
    const mask = this.#slots.length - 1
    let slot = hash & mask
    for (;;) {
      const entry = this.#slots[slot] as number
      if (entry < 0) {
        if (!isLearning) return -1
        this.#heads[0] = low
        this.#heads[1] = high
        return this.#learn(bytes, start, end, hash, slot)
      }
      const isSame = this.#lows[entry] === low && this.#highs[entry] === high
      if (isSame && this.#isEntry(entry, bytes, start, end)) return this.#codes[entry] as number
      slot = (slot + 1) & mask
    }
  }

  #isEntry(entry: number, bytes: Uint8Array, start: number, end: number): boolean {
    const kept = this.#starts[entry] as number
    if ((this.#starts[entry + 1] as number) - kept !== end - start) return false
    for (let i = start + 8, k = kept + 8; i < end; i += 1, k += 1) {
      if (this.#kept[k] !== bytes[i]) return false
    }
    return true
  }

  #learn(bytes: Uint8Array, start: number, end: number, hash: number, slot: number): number {
    const [head = 0, next = 0] = this.#heads
    const code = this.#read(bytes, start, end)
    const entry = this.#size
    if (entry + 1 >= this.#hashes.length) this.#growEntries()
    const from = this.#starts[entry] as number
    const to = from + end - start
    if (to > this.#kept.length) {
      const larger = new Uint8Array(Math.max(to, this.#kept.length * 2))
      larger.set(this.#kept)
      this.#kept = larger
    }
    this.#kept.set(bytes.subarray(start, end), from)
    this.#starts[entry + 1] = to
    this.#hashes[entry] = hash
    this.#lows[entry] = head
    this.#highs[entry] = next
    this.#codes[entry] = code
    this.#slots[slot] = entry
    this.#size += 1
    if (this.#size * 2 > this.#slots.length) this.#growSlots()
    return code
  }

  #growEntries(): void {
    const size = this.#hashes.length * 2
    this.#hashes = doubled(this.#hashes)
    this.#lows = doubled(this.#lows)
    this.#highs = doubled(this.#highs)
    const codes = new Uint32Array(size)
    const starts = new Uint32Array(size + 1)
    codes.set(this.#codes)
    starts.set(this.#starts)
    this.#codes = codes
    this.#starts = starts
  }

  #growSlots(): void {
    const slots = new Int32Array(this.#slots.length * 2).fill(-1)
    const mask = slots.length - 1
    for (let entry = 0; entry < this.#size; entry += 1) {
      let slot = (this.#hashes[entry] as number) & mask
      while ((slots[slot] as number) >= 0) slot = (slot + 1) & mask
      slots[slot] = entry
    }
    this.#slots = slots
  }
}

function doubled(numbers: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(numbers.length * 2)
  larger.set(numbers)
  return larger
}
