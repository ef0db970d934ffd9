/**
 * Fills the columns of a {@link TicketBatch}, ticket by ticket, in arrays that are used again.
 *
 * A ticket is written straight into the columns while its row is read; `drop` takes it back where
 * the row turns out unusable. The batch handed over is a view of these arrays: it is valid until
 * the next ticket begins.
 */
import { invariant } from '../../base/invariant.ts'
import type { Dictionary, TicketBatch } from '../ticket-batch.ts'
import { IdColumn, mixed } from './id-column.ts'

export const BATCH_ROWS = 8192
export const KIND_BITS = 4
const KIND_MASK = 15
const MINUTE = 60_000

/** Events in order of time, at whole minutes. */
export interface MinuteEvents {
  readonly count: number
  /** Of each event, its value shifted by `KIND_BITS`, and its kind. */
  readonly whats: Int32Array
  readonly minutes: Int32Array
}

export class BatchBuilder {
  readonly dictionary: Dictionary
  /** The identifiers of the tickets kept. */
  readonly ids: IdColumn
  /** The 32 bits that stand for the content of each ticket. */
  readonly contents = new Int32Array(BATCH_ROWS)
  /** Tickets kept since the batch was last taken. */
  count = 0
  /** The time of the next event to add. An array of one, so that no number becomes an object. */
  readonly at = new Float64Array(1)
  readonly #source: string
  readonly #file: string
  readonly #fieldNames: readonly string[]
  readonly #fields: readonly Uint32Array[]
  readonly #row = new Uint32Array(BATCH_ROWS)
  readonly #eventStart = new Uint32Array(BATCH_ROWS + 1)
  #kinds = new Uint8Array(BATCH_ROWS * 8)
  #ats = new Float64Array(BATCH_ROWS * 8)
  #values = new Uint32Array(BATCH_ROWS * 8)
  #first = 0
  #end = 0

  constructor(source: string, file: string, fieldNames: readonly string[], dictionary: Dictionary) {
    this.#source = source
    this.#file = file
    this.#fieldNames = fieldNames
    this.dictionary = dictionary
    this.ids = new IdColumn(source, BATCH_ROWS)
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
    return this.ids.textOf(index)
  }

  /** Begins a ticket; its identifier is given in UTF-8. */
  begin(row: number, id: Uint8Array, idStart: number, idEnd: number): void {
    const count = this.count
    invariant(count < BATCH_ROWS, 'a full batch is handed over before the next ticket')
    this.#row[count] = row
    this.ids.put(count, id, idStart, idEnd)
    const fields = this.#fields
    for (let f = 0; f < fields.length; f += 1) (fields[f] as Uint32Array)[count] = 0
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

  setField(field: number, code: number): void {
    const codes = this.#fields[field]
    if (codes !== undefined) codes[this.count] = code
  }

  /** Forgets the current ticket. */
  drop(): void {
    this.#end = this.#first
  }

  /** Ends the current ticket: it is in the batch. */
  keep(): void {
    const kinds = this.#kinds
    const ats = this.#ats
    const values = this.#values
    let hash = 0
    for (let i = this.#first; i < this.#end; i += 1) {
      const at = ats[i] as number
      const minute = Math.floor(at / MINUTE)
      const rest = Math.imul(at - minute * MINUTE, 0xc2b2ae35)
      const what = ((values[i] as number) << KIND_BITS) | (kinds[i] as number)
      hash = withEvent(hash, what, minute) ^ rest
    }
    this.#finish(hash)
  }

  /** Ends the current ticket with all of its events and fields. */
  keepAll(events: MinuteEvents, codes: Uint32Array): void {
    const count = events.count
    while (this.#first + count > this.#kinds.length) this.#growEvents()
    const { whats, minutes } = events
    const kindsTo = this.#kinds
    const ats = this.#ats
    const valuesTo = this.#values
    let to = this.#first
    let hash = 0
    for (let i = 0; i < count; i += 1) {
      const what = whats[i] as number
      const minute = minutes[i] as number
      kindsTo[to] = what & KIND_MASK
      ats[to] = minute * MINUTE
      valuesTo[to] = what >>> KIND_BITS
      to += 1
      hash = withEvent(hash, what, minute)
    }
    this.#end = to
    const fields = this.#fields
    for (let f = 0; f < fields.length; f += 1) {
      ;(fields[f] as Uint32Array)[this.count] = codes[f] as number
    }
    this.#finish(hash)
  }

  /** Ends the current ticket, whose events gave a hash. */
  #finish(events: number): void {
    const count = this.count
    const fields = this.#fields
    let hash = events
    for (let f = 0; f < fields.length; f += 1) {
      const code = (fields[f] as Uint32Array)[count] as number
      hash = Math.imul(hash ^ code, 0x01000193) ^ (hash >>> 13)
    }
    this.contents[count] = mixed(hash)
    this.count = count + 1
    this.#first = this.#end
    this.#eventStart[count + 1] = this.#end
  }

  /** Takes the tickets out whose mark is not 0. */
  removeWhere(marks: Uint8Array): void {
    let to = 0
    let end = 0
    for (let i = 0; i < this.count; i += 1) {
      if (marks[i] !== 0) continue
      const [from = 0, until = 0] = [this.#eventStart[i], this.#eventStart[i + 1]]
      this.#kinds.copyWithin(end, from, until)
      this.#ats.copyWithin(end, from, until)
      this.#values.copyWithin(end, from, until)
      this.ids.move(i, to)
      this.#row[to] = this.#row[i] as number
      for (const field of this.#fields) field[to] = field[i] as number
      end += until - from
      to += 1
      this.#eventStart[to] = end
    }
    this.count = to
    this.#first = end
    this.#end = end
  }

  /** What was kept since the last time, as a batch that is valid until the next ticket begins. */
  take(): TicketBatch {
    const count = this.count
    const end = this.#end
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
      externalId: (index) => this.ids.textOf(index),
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

/** Adds an event to the hash of a content. The steps of one event do not wait for each other. */
function withEvent(hash: number, what: number, minute: number): number {
  const event = Math.imul(what, 0x9e3779b1) ^ Math.imul(minute, 0x85ebca6b)
  return Math.imul(hash ^ event ^ (event >>> 15), 0x01000193) ^ (hash >>> 13)
}
