/**
 * Fills the columns of a {@link TicketBatch}, ticket by ticket, in arrays that are used again.
 *
 * A ticket is written straight into the columns while its row is read; `drop` takes it back where
 * the row turns out unusable. The batch handed over is a view of these arrays: it is valid until
 * the next ticket begins.
 */
import { invariant } from '../../base/invariant.ts'
import { WHOLE } from '../seen-table.ts'
import type { Dictionary, TicketBatch } from '../ticket-batch.ts'
import { decodeBytes, encodeUtf8 } from './text-encoding.ts'

export const BATCH_ROWS = 8192
const TAIL_DIGITS = 2

export class BatchBuilder {
  readonly dictionary: Dictionary
  readonly #source: string
  readonly #file: string
  readonly #fieldNames: readonly string[]
  readonly #row = new Uint32Array(BATCH_ROWS)
  readonly #eventStart = new Uint32Array(BATCH_ROWS + 1)
  readonly #idStart = new Uint32Array(BATCH_ROWS + 1)
  readonly #fields: readonly Uint32Array[]
  #kinds = new Uint8Array(BATCH_ROWS * 8)
  #ats = new Float64Array(BATCH_ROWS * 8)
  #values = new Uint32Array(BATCH_ROWS * 8)
  #ids = new Uint8Array(BATCH_ROWS * 16)
  /** Tickets kept since the batch was last taken. */
  count = 0
  #first = 0
  #end = 0
  #idEnd = 0
  /** The time of the next event to add. An array of one, so that no number becomes an object. */
  readonly at = new Float64Array(1)
  /**
   * The 64 bits that stand for each identifier but its last two digits, those digits, and the 32
   * bits that stand for the content.
   */
  readonly highs = new Int32Array(BATCH_ROWS)
  readonly lows = new Int32Array(BATCH_ROWS)
  readonly tails = new Int8Array(BATCH_ROWS)
  readonly contents = new Int32Array(BATCH_ROWS)
  readonly #seed: number
  /** The identifier of the ticket before, but its last digits, and the 64 bits that stand for it. */
  #head = new Uint8Array(64)
  #headLength = -1
  #tailDigits = 0
  #high = 0
  #low = 0

  constructor(source: string, file: string, fieldNames: readonly string[], dictionary: Dictionary) {
    this.#source = source
    this.#file = file
    this.#fieldNames = fieldNames
    this.dictionary = dictionary
    let seed = 0x811c9dc5 | 0
    for (const byte of encodeUtf8(source)) seed = Math.imul(seed ^ byte, 0x01000193)
    this.#seed = seed
    this.#fields = fieldNames.map(() => new Uint32Array(BATCH_ROWS))
  }

  /** Events of the tickets kept. */
  get allEvents(): number {
    return this.#first
  }

  rowOf(index: number): number {
    return this.#row[index] as number
  }

  externalId(index: number): string {
    const [start = 0, end = 0] = [this.#idStart[index], this.#idStart[index + 1]]
    return decodeBytes(this.#ids, start, end, 'utf-8') ?? ''
  }

  /** Begins a ticket; its identifier is given in UTF-8. */
  begin(row: number, id: Uint8Array, idStart: number, idEnd: number): void {
    const count = this.count
    invariant(count < BATCH_ROWS, 'a full batch is handed over before the next ticket')
    this.#row[count] = row
    const from = this.#idStart[count] as number
    this.#idEnd = from + idEnd - idStart
    if (this.#idEnd > this.#ids.length) this.#ids = grown(this.#ids, this.#idEnd)
    const isSame = this.#copyHead(id, idStart, idEnd, from)
    if (!isSame) this.#markHead(id, idStart)
    this.highs[count] = this.#high
    this.lows[count] = this.#low
    this.tails[count] = this.#copyTail(id, idStart + this.#headLength, idEnd, from)
    const fields = this.#fields
    for (let f = 0; f < fields.length; f += 1) (fields[f] as Uint32Array)[count] = 0
  }

  /** Copies all but the last two digits; true where they are those of the ticket before. */
  #copyHead(id: Uint8Array, start: number, end: number, to: number): boolean {
    let length = end - start
    let digits = 0
    while (digits < TAIL_DIGITS && length > 0 && isDigit(id[start + length - 1] as number)) {
      length -= 1
      digits += 1
    }
    const isSame = length === this.#headLength && digits === this.#tailDigits
    const ids = this.#ids
    const head = this.#head
    let difference = isSame ? 0 : 1
    for (let i = 0; i < length; i += 1) {
      const byte = id[start + i] as number
      ids[to + i] = byte
      difference |= byte ^ (head[i] as number)
    }
    this.#headLength = length
    this.#tailDigits = digits
    return difference === 0
  }

  /** Computes the 64 bits that stand for a head, and keeps its bytes. */
  #markHead(id: Uint8Array, start: number): void {
    const length = this.#headLength
    if (length > this.#head.length) this.#head = new Uint8Array(length * 2)
    const head = this.#head
    let high = Math.imul(this.#seed ^ this.#tailDigits, 0x01000193)
    let low = 0x9e3779b9 | 0
    for (let i = 0; i < length; i += 1) {
      const byte = id[start + i] as number
      head[i] = byte
      high = Math.imul(high ^ byte, 0x01000193)
      low = Math.imul(low + byte, 0x85ebca6b) ^ (low >>> 13)
    }
    this.#high = mixed(high + low)
    this.#low = mixed(low ^ Math.imul(high, 0xc2b2ae35))
  }

  /** Copies the last digits and gives their number, or `WHOLE` where there is none. */
  #copyTail(id: Uint8Array, start: number, end: number, from: number): number {
    if (start === end) return WHOLE
    const ids = this.#ids
    const to = from + this.#headLength - start
    let tail = 0
    for (let i = start; i < end; i += 1) {
      const byte = id[i] as number
      ids[to + i] = byte
      tail = tail * 10 + byte - 48
    }
    return tail
  }

  /** Adds an event at `this.at` to the current ticket, after those of the same or earlier time. */
  add(kind: number, value: number): void {
    const at = this.at[0] as number
    if (this.#end === this.#kinds.length) this.#growEvents()
    const kinds = this.#kinds
    const ats = this.#ats
    const values = this.#values
    let i = this.#end
    while (i > this.#first && (ats[i - 1] as number) > at) {
      kinds[i] = kinds[i - 1] as number
      ats[i] = ats[i - 1] as number
      values[i] = values[i - 1] as number
      i -= 1
    }
    kinds[i] = kind
    ats[i] = at
    values[i] = value
    this.#end += 1
  }

  /** Adds an event at a minute, in the same way. */
  addAtMinute(kind: number, minute: number, value: number): void {
    this.at[0] = minute * 60_000
    this.add(kind, value)
  }

  setField(field: number, code: number): void {
    const codes = this.#fields[field]
    if (codes !== undefined) codes[this.count] = code
  }

  /** Stands for all that the current ticket says, but its identifier and its row. */
  #contentHash(): number {
    const kinds = this.#kinds
    const ats = this.#ats
    const values = this.#values
    const end = this.#end
    let hash = end - this.#first
    for (let i = this.#first; i < end; i += 1) {
      const at = ats[i] as number
      // One step a number would wait for the one before; only the last does.
      const what = Math.imul((values[i] as number) * 16 + (kinds[i] as number), 0x9e3779b1)
      const when = Math.imul(at | 0, 0x85ebca6b) ^ Math.imul((at * 2 ** -32) | 0, 0xc2b2ae35)
      hash = Math.imul(hash ^ what ^ when ^ (when >>> 15), 0x01000193) ^ (hash >>> 13)
    }
    const fields = this.#fields
    for (let f = 0; f < fields.length; f += 1) {
      const code = (fields[f] as Uint32Array)[this.count] as number
      hash = Math.imul(hash ^ code, 0x01000193) ^ (hash >>> 13)
    }
    return mixed(hash)
  }

  /** Forgets the current ticket. */
  drop(): void {
    this.#end = this.#first
  }

  /** Ends the current ticket: it is in the batch. */
  keep(): void {
    this.contents[this.count] = this.#contentHash()
    this.count += 1
    this.#first = this.#end
    this.#eventStart[this.count] = this.#end
    this.#idStart[this.count] = this.#idEnd
  }

  /** Takes the tickets out whose mark is not 0. */
  removeWhere(marks: Uint8Array): void {
    let to = 0
    let end = 0
    let idEnd = 0
    for (let i = 0; i < this.count; i += 1) {
      if (marks[i] !== 0) continue
      const [from = 0, until = 0] = [this.#eventStart[i], this.#eventStart[i + 1]]
      const [idFrom = 0, idUntil = 0] = [this.#idStart[i], this.#idStart[i + 1]]
      this.#kinds.copyWithin(end, from, until)
      this.#ats.copyWithin(end, from, until)
      this.#values.copyWithin(end, from, until)
      this.#ids.copyWithin(idEnd, idFrom, idUntil)
      this.#row[to] = this.#row[i] as number
      for (const field of this.#fields) field[to] = field[i] as number
      end += until - from
      idEnd += idUntil - idFrom
      to += 1
      this.#eventStart[to] = end
      this.#idStart[to] = idEnd
    }
    this.count = to
    this.#first = end
    this.#end = end
  }

  /** What was kept since the last time, as a batch that is valid until the next ticket begins. */
  take(): TicketBatch {
    const count = this.count
    const end = this.#end
    const ids = this.#ids
    const idStart = this.#idStart
    const fields = new Map<string, Uint32Array>()
    for (let f = 0; f < this.#fieldNames.length; f += 1) {
      const codes = this.#fields[f] as Uint32Array
      fields.set(this.#fieldNames[f] as string, codes.subarray(0, count))
    }
    this.count = 0
    this.#first = 0
    this.#end = 0
    return {
      count,
      source: this.#source,
      file: this.#file,
      dictionary: this.dictionary,
      row: this.#row.subarray(0, count),
      eventStart: this.#eventStart.subarray(0, count + 1),
      eventKind: this.#kinds.subarray(0, end),
      eventAt: this.#ats.subarray(0, end),
      eventValue: this.#values.subarray(0, end),
      fields,
      externalId: (index) =>
        decodeBytes(ids, idStart[index] ?? 0, idStart[index + 1] ?? 0, 'utf-8') ?? '',
    }
  }

  #growEvents(): void {
    const size = this.#kinds.length * 2
    const kinds = new Uint8Array(size)
    const ats = new Float64Array(size)
    const values = new Uint32Array(size)
    kinds.set(this.#kinds)
    ats.set(this.#ats)
    values.set(this.#values)
    this.#kinds = kinds
    this.#ats = ats
    this.#values = values
  }
}

const isDigit = (byte: number): boolean => byte >= 48 && byte <= 57

/** Spreads every bit of a number over all 32. */
function mixed(value: number): number {
  let hash = value | 0
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return hash ^ (hash >>> 16)
}

function grown(bytes: Uint8Array<ArrayBuffer>, least: number): Uint8Array<ArrayBuffer> {
  const larger = new Uint8Array(Math.max(least, bytes.length * 2))
  larger.set(bytes)
  return larger
}
