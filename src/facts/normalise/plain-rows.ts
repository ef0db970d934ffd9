/**
 * Reads the rows of tickets that have nothing unusual about them, straight from the bytes.
 *
 * Nearly every row of a large table is plain: no quotes, no spaces around cells, known values,
 * times in the form of the mapping, events after the opening. Such a row needs no cells: each
 * column says how its bytes are read, and where they end. **A row that is anything else is left,
 * untouched, to the reader that knows all the cases** and says what is wrong with it; so what is
 * read, and what is reported, is the same with this reader and without it.
 *
 * Example: `T-1,P1,incident,mail,2026-03-02T09:00,…` is plain; `"T-1",P1,…` is not.
 */
import type { QualityLog } from '../quality.ts'
import { eventCode } from '../ticket-batch.ts'
import type { PlainReader } from './csv-scanner.ts'
import { MAX_ROW_BYTES } from './csv-scanner.ts'
import type { PlainCodes } from './plain-codes.ts'
import { PlainEvents } from './plain-events.ts'
import type { PlainPauses } from './plain-pauses.ts'
import type { PlainTimes } from './plain-times.ts'
import type { TicketOutput } from './ticket-output.ts'

const LF = 10
const CR = 13
const QUOTE = 34
const TIME_BYTES = 16
const MINUTE = 60_000
const ABSENT = -1

/** How the bytes of a column are read. */
export const SKIPPED = 0
export const IDENTIFIER = 1
export const TIME = 2
export const CODE = 3
export const PAUSES = 4

const RESOLVED = eventCode('resolved')
const CLOSED = eventCode('closed')

/** What each column of a file is, and what the rows are made of. */
export interface PlainPlan {
  readonly separator: number
  /** For each column, one of the numbers above, and which time or field it is. */
  readonly operations: readonly number[]
  readonly targets: readonly number[]
  /** The event of each time, in the order in which equal times are kept; the opening first. */
  readonly kinds: readonly number[]
  readonly times: PlainTimes
  /** For each field, how it is read; nothing for one that has no column. */
  readonly codes: readonly (PlainCodes | undefined)[]
  readonly pauses: PlainPauses | undefined
  readonly constant: { readonly field: number; readonly code: number }
  readonly statusField: number
  readonly doneCodes: readonly number[]
  readonly latest: number
}

export class PlainRows implements PlainReader {
  /** How many rows the last call has read. */
  rows = 0
  readonly #plan: PlainPlan
  readonly #output: TicketOutput
  readonly #quality: QualityLog
  readonly #separator: number
  readonly #operations: Uint8Array
  readonly #targets: Uint8Array
  readonly #times: PlainTimes
  readonly #codes: readonly (PlainCodes | undefined)[]
  readonly #pauses: PlainPauses | undefined
  readonly #kinds: Uint8Array
  /** Bytes that end a cell, and bytes that may stand in an identifier. */
  readonly #stops = new Uint8Array(256)
  readonly #plain = new Uint8Array(256).fill(1, 33, 128)
  readonly #minutes: Int32Array
  readonly #values: Uint32Array
  readonly #events = new PlainEvents()
  /** Events from this place on come after the pauses, where times are equal. */
  readonly #late: number
  readonly #resolved: number
  readonly #closed: number
  #idStart = 0
  #idEnd = 0

  constructor(plan: PlainPlan, output: TicketOutput, quality: QualityLog) {
    this.#plan = plan
    this.#output = output
    this.#quality = quality
    this.#separator = plan.separator
    this.#operations = Uint8Array.from(plan.operations)
    this.#targets = Uint8Array.from(plan.targets)
    this.#times = plan.times
    this.#codes = plan.codes
    this.#pauses = plan.pauses
    this.#kinds = Uint8Array.from(plan.kinds)
    for (const stop of [plan.separator, LF, CR]) this.#stops[stop] = 1
    for (const byte of [plan.separator, QUOTE]) this.#plain[byte] = 0
    this.#minutes = new Int32Array(plan.kinds.length).fill(ABSENT)
    this.#values = new Uint32Array(plan.codes.length)
    if (plan.constant.code !== 0) this.#values[plan.constant.field] = plan.constant.code
    const late = plan.kinds.findIndex((kind) => kind >= RESOLVED)
    this.#late = late < 0 ? plan.kinds.length : late
    this.#resolved = plan.kinds.indexOf(RESOLVED)
    this.#closed = plan.kinds.indexOf(CLOSED)
  }

  read(bytes: Uint8Array, view: DataView, from: number, limit: number, row: number): number {
    let at = from
    let rows = 0
    while (at < limit) {
      const next = this.#readCells(bytes, view, at)
      if (next < 0 || next - at > MAX_ROW_BYTES || !this.#isUsual()) break
      rows += 1
      this.#write(bytes, row + rows)
      at = next
    }
    this.rows = rows
    this.#quality.rowsRead += rows
    return at
  }

  /** Reads every cell of a row and gives where the next row begins; −1: it is not plain. */
  #readCells(bytes: Uint8Array, view: DataView, from: number): number {
    const separator = this.#separator
    const last = this.#operations.length - 1
    let at = from
    for (let column = 0; ; column += 1) {
      at = this.#readCell(bytes, view, at, column)
      if (at < 0) return -1
      const stop = bytes[at]
      at += 1
      if (column < last) {
        if (stop !== separator) return -1
      } else if (stop === LF) return at
      else return stop === CR && bytes[at] === LF ? at + 1 : -1
    }
  }

  /** Reads a cell and gives where it ends, which is for the caller to check. */
  #readCell(bytes: Uint8Array, view: DataView, at: number, column: number): number {
    const operation = this.#operations[column] as number
    if (operation === IDENTIFIER) return this.#readId(bytes, at)
    const isEmpty = this.#stops[bytes[at] as number] !== 0
    const target = this.#targets[column] as number
    if (operation === TIME) {
      const minute = isEmpty ? ABSENT : this.#times.minuteAt(bytes, view, at)
      this.#minutes[target] = minute
      return isEmpty ? at : minute < 0 ? -1 : at + TIME_BYTES
    }
    if (operation === CODE) {
      const codes = this.#codes[target] as PlainCodes
      const code = isEmpty ? 0 : codes.codeAt(bytes, view, at)
      this.#values[target] = code
      return isEmpty ? at : code < 0 ? -1 : codes.end
    }
    if (operation === PAUSES) {
      const pauses = this.#pauses as PlainPauses
      pauses.count = 0
      return isEmpty ? at : pauses.read(bytes, view, at)
    }
    return isEmpty ? at : this.#skip(bytes, at)
  }

  #readId(bytes: Uint8Array, from: number): number {
    const plain = this.#plain
    let at = from
    while (plain[bytes[at] as number] !== 0) at += 1
    this.#idStart = from
    this.#idEnd = at
    return at === from ? -1 : at
  }

  #skip(bytes: Uint8Array, from: number): number {
    const stops = this.#stops
    let at = from
    if (bytes[at] === QUOTE) return -1
    while (stops[bytes[at] as number] === 0) at += 1
    return at
  }

  /** Whether there is nothing to say about the times of the row. */
  #isUsual(): boolean {
    const minutes = this.#minutes
    const opened = minutes[0] as number
    if (opened < 0) return false
    let latest = opened
    for (let t = 1; t < minutes.length; t += 1) {
      const minute = minutes[t] as number
      if (minute === ABSENT) continue
      if (minute < opened) return false
      if (minute > latest) latest = minute
    }
    const pauses = this.#pauses
    if (pauses !== undefined && pauses.count > 0 && pauses.start < opened) return false
    if (latest * MINUTE > this.#plan.latest) return false
    const closed = this.#closed < 0 ? ABSENT : (minutes[this.#closed] as number)
    const resolved = this.#resolved < 0 ? ABSENT : (minutes[this.#resolved] as number)
    if (resolved >= 0) return closed < 0 || closed >= resolved
    if (closed >= 0) return false
    const { statusField, doneCodes } = this.#plan
    return statusField < 0 || !doneCodes.includes(this.#values[statusField] as number)
  }

  #write(bytes: Uint8Array, row: number): void {
    const minutes = this.#minutes
    const kinds = this.#kinds
    const events = this.#events
    const late = this.#late
    events.count = 0
    for (let t = 0; t < late; t += 1) {
      const minute = minutes[t] as number
      if (minute !== ABSENT) events.add(kinds[t] as number, minute, 0)
    }
    const pauses = this.#pauses
    if (pauses !== undefined && pauses.count > 0) pauses.addTo(events)
    for (let t = late; t < kinds.length; t += 1) {
      const minute = minutes[t] as number
      if (minute !== ABSENT) events.add(kinds[t] as number, minute, 0)
    }
    const output = this.#output
    output.makeRoom()
    output.builder.begin(row, bytes, this.#idStart, this.#idEnd)
    output.keepAll(events, this.#values)
  }
}
