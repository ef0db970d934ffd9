/**
 * Remembers which items were read, by a fingerprint of 64 bits and one of 32 of the content.
 *
 * Ten million identifiers as texts would not fit in the memory that a close may use; three numbers
 * an item do (about 190 MB for ten million). The price is a chance of error, and it is small: that
 * two different identifiers among ten million share their 64 bits has odds of 3 in a million for
 * the whole file; that a repeated identifier with other content passes for identical, 1 in 4
 * billion. Both are reported with their rows, so a person can see.
 *
 * The table is cut in 64 parts that grow one at a time, the large ones by a quarter: growing never
 * needs twice the memory.
 *
 * @fr détection des doublons
 */

const PARTS = 64
const LANES = 3
const FILL = 0.7
/** Slots of a part up to which it doubles: two million items in all. */
const QUICK_GROWTH = 32_768

/** What is known of an item: never seen, seen with the same content, seen with another. */
export const NEW = 0
export const SAME = 1
export const DIFFERENT = 2

export class SeenTable {
  readonly #parts: Int32Array[] = []
  readonly #sizes = new Int32Array(PARTS)
  readonly #limits = new Int32Array(PARTS).fill(Math.floor(16 * FILL))

  constructor() {
    for (let part = 0; part < PARTS; part += 1) this.#parts.push(new Int32Array(16 * LANES))
  }

  /** How many distinct items were noted. */
  get size(): number {
    return this.#sizes.reduce((sum, size) => sum + size, 0)
  }

  /**
   * Notes items, and says in `seen` of each whether it was there already; gives how many were.
   *
   * Many at a time, since each one waits for the memory, and waits in a row can be shared.
   */
  noteAll(
    high: Int32Array,
    low: Int32Array,
    content: Int32Array,
    count: number,
    seen: Uint8Array,
  ): number {
    let repeated = 0
    for (let i = 0; i < count; i += 1) {
      const outcome = this.#note(high[i] as number, low[i] as number, content[i] as number)
      seen[i] = outcome
      if (outcome !== NEW) repeated += 1
    }
    return repeated
  }

  #note(high: number, low: number, content: number): number {
    const part = (high >>> 26) & 63
    // A lane of zeros is an empty slot, so the low lane is never zero.
    const mark = low === 0 ? 1 : low
    let table = this.#parts[part] as Int32Array
    if ((this.#sizes[part] as number) >= (this.#limits[part] as number)) table = this.#grow(part)
    const at = slotOf(table, high, mark)
    if (table[at + 1] === 0) {
      table[at] = high
      table[at + 1] = mark
      table[at + 2] = content
      this.#sizes[part] = (this.#sizes[part] as number) + 1
      return NEW
    }
    return table[at + 2] === content ? SAME : DIFFERENT
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

/** The place of an item, or the empty place where it would go. */
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
