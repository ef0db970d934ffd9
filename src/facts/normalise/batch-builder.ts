/**
 * Fills the columns of a {@link TicketBatch}, ticket by ticket, in arrays that are used again.
 *
 * A ticket is written straight into the columns while its row is read; `drop` takes it back where
 * the row turns out unusable. The batch handed over is a view of these arrays: it is valid until
 * the next ticket begins.
 */
import { invariant } from '../../base/invariant.ts'
import type { Dictionary, TicketBatch } from '../ticket-batch.ts'
import { EventColumns } from './event-columns.ts'
import { IdColumn, mixed } from './id-column.ts'

export const BATCH_ROWS = 2048

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
  /** Written straight into by the reader of plain rows, like the codes of the fields. */
  readonly events = new EventColumns(BATCH_ROWS * 8)
  readonly fields: readonly Uint32Array[]
  readonly #source: string
  readonly #file: string
  readonly #fieldNames: readonly string[]
  readonly #row = new Uint32Array(BATCH_ROWS)
  readonly #eventStart = new Uint32Array(BATCH_ROWS + 1)
  #first = 0
  #end = 0

  constructor(source: string, file: string, fieldNames: readonly string[], dictionary: Dictionary) {
    this.#source = source
    this.#file = file
    this.#fieldNames = fieldNames
    this.dictionary = dictionary
    this.ids = new IdColumn(source, BATCH_ROWS)
    this.fields = fieldNames.map(() => new Uint32Array(BATCH_ROWS))
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
    const { fields } = this
    for (let f = 0; f < fields.length; f += 1) (fields[f] as Uint32Array)[count] = 0
  }

  /** Adds an event at `this.at` to the current ticket, after those of the same or earlier time. */
  add(kind: number, value: number): void {
    const at = this.at[0] as number
    const { events } = this
    const end = this.#end
    events.reserve(end + 1)
    const isLast = end === this.#first || (events.ats[end - 1] as number) <= at
    const place = isLast ? end : events.makePlace(this.#first, end, at)
    events.kinds[place] = kind
    events.ats[place] = at
    events.values[place] = value
    this.#end = end + 1
  }

  setField(field: number, code: number): void {
    ;(this.fields[field] as Uint32Array)[this.count] = code
  }

  /** Forgets the current ticket. */
  drop(): void {
    this.#end = this.#first
  }

  /** Ends the current ticket: it is in the batch. */
  keep(): void {
    this.#finish(this.events.hashOf(this.#first, this.#end))
  }

  /**
   * Begins and ends a ticket whose fields and events, up to place `end`, are in the columns; the
   * hash of its events is given where it is known.
   */
  keepWritten(
    row: number,
    id: Uint8Array,
    idStart: number,
    idEnd: number,
    end: number,
    hash: number | undefined,
  ): void {
    const count = this.count
    this.#row[count] = row
    this.ids.put(count, id, idStart, idEnd)
    this.#end = end
    this.#finish(hash ?? this.events.hashOf(this.#first, end))
  }

  /** Ends the current ticket, whose events gave a hash. */
  #finish(events: number): void {
    const count = this.count
    const { fields } = this
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
      this.events.move(end, from, until)
      this.ids.move(i, to)
      this.#row[to] = this.#row[i] as number
      for (const field of this.fields) field[to] = field[i] as number
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
      const codes = this.fields[f] as Uint32Array
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
      eventKind: this.events.kinds.subarray(0, end),
      eventAt: this.events.ats.subarray(0, end),
      eventValue: this.events.values.subarray(0, end),
      fields,
      externalId: (index) => this.ids.textOf(index),
    }
  }
}
