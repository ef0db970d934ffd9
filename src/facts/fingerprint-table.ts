/**
 * A number for each fingerprint of 64 bits, in as little memory as open addressing allows.
 *
 * The table is cut in 64 parts that grow one at a time, the large ones by a quarter: growing never
 * needs twice the memory.
 */

const PARTS = 64
const LANES = 3
const FILL = 0.7
/** Slots of a part up to which it doubles: two million fingerprints in all. */
const QUICK_GROWTH = 32_768

export class FingerprintTable {
  /** The number of the fingerprint last found or put. */
  value = 0
  readonly #parts: Int32Array[] = []
  readonly #sizes = new Int32Array(PARTS)
  readonly #limits = new Int32Array(PARTS).fill(Math.floor(16 * FILL))
  /** Where the fingerprint last looked for is, or would go. */
  #at = 0

  constructor() {
    for (let part = 0; part < PARTS; part += 1) this.#parts.push(new Int32Array(16 * LANES))
  }

  get size(): number {
    return this.#sizes.reduce((sum, size) => sum + size, 0)
  }

  /** Looks a fingerprint up: its number is in `value`. */
  find(high: number, low: number): boolean {
    const part = (high >>> 26) & 63
    const mark = markOf(low)
    let table = this.#parts[part] as Int32Array
    if ((this.#sizes[part] as number) >= (this.#limits[part] as number)) table = this.#grow(part)
    const at = slotOf(table, high, mark)
    this.#at = at
    if (table[at + 1] === 0) return false
    this.value = table[at + 2] as number
    return true
  }

  /** Puts a fingerprint that was just looked for, and not found. */
  put(high: number, low: number, value: number): void {
    const part = (high >>> 26) & 63
    const table = this.#parts[part] as Int32Array
    const at = this.#at
    table[at] = high
    table[at + 1] = markOf(low)
    table[at + 2] = value
    this.value = value
    this.#sizes[part] = (this.#sizes[part] as number) + 1
  }

  #grow(part: number): Int32Array {
    const old = this.#parts[part] as Int32Array
    const before = old.length / LANES
    const capacity = before < QUICK_GROWTH ? before * 2 : Math.ceil(before * 1.25)
    const table = new Int32Array(capacity * LANES)
    for (let from = 0; from < old.length; from += LANES) {
      if (old[from + 1] === 0) continue
      const at = slotOf(table, old[from] as number, old[from + 1] as number)
      table[at] = old[from] as number
      table[at + 1] = old[from + 1] as number
      table[at + 2] = old[from + 2] as number
    }
    this.#parts[part] = table
    this.#limits[part] = Math.floor(capacity * FILL)
    return table
  }
}

/** A lane of zeros is an empty slot, so the low half is never zero. */
const markOf = (low: number): number => (low === 0 ? 1 : low)

/** The place of a fingerprint, or the empty place where it would go. */
function slotOf(table: Int32Array, high: number, low: number): number {
  const capacity = table.length / LANES
  let at = (((low >>> 0) / 4_294_967_296) * capacity) | 0
  at *= LANES
  while (table[at + 1] !== 0 && (table[at] !== high || table[at + 1] !== low)) {
    at += LANES
    if (at === table.length) at = 0
  }
  return at
}
