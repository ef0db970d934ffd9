/**
 * Reads the pauses of a ticket from one cell and makes status events of them.
 *
 * A pause is a status from its start and `active` from its end, unless another pause begins right
 * there. Pauses may stand in any order, and may not overlap: a ticket has one status at a time.
 *
 * Example: `awaiting-client@09:14/09:52` is `status awaiting-client` at 09:14, `status active` at
 * 09:52.
 *
 * @fr suspensions
 */
import { eventCode } from '../ticket-batch.ts'
import type { BatchBuilder } from './batch-builder.ts'
import type { CellReader } from './cells.ts'
import { READ } from './cells.ts'
import type { CodeColumn } from './code-column.ts'
import type { CsvScanner } from './csv-scanner.ts'
import type { PauseColumn } from './mapping.ts'

const STATUS = eventCode('status')

export class PauseCell {
  readonly marks: PauseColumn['marks']
  readonly codes: CodeColumn
  /** The code of `active`, the status at the end of a pause. */
  readonly active: number
  readonly #cells: CellReader
  readonly #name: string
  /** The pauses of the cell, sorted by their start. */
  #starts = new Float64Array(64)
  #ends = new Float64Array(64)
  #statuses = new Uint32Array(64)
  #count = 0
  #lastStatus: Uint8Array = new Uint8Array(0)
  #lastCode = 0

  constructor(cells: CellReader, column: PauseColumn) {
    this.#cells = cells
    this.marks = column.marks
    this.#name = column.column
    this.codes = cells.statuses(column)
    this.active = cells.dictionary.codeOf('active')
  }

  /** Adds the pauses of a cell to the ticket. False: `cells.problem` says why it cannot be. */
  read(scanner: CsvScanner, column: number, opened: Float64Array, out: BatchBuilder): boolean {
    if (!this.#cells.find(scanner, column)) return true
    this.#count = 0
    const { start, end } = this.#cells
    let from = start
    while (from < end) {
      from = this.#readOne(scanner, from, end)
      if (from < 0) return false
    }
    return this.#count === 0 || this.#addTo(out, opened)
  }

  /** Reads the pause at `from` and gives where the next one begins; negative: a problem. */
  #readOne(scanner: CsvScanner, from: number, end: number): number {
    const { bytes, row } = scanner
    const statusMark = this.marks[0]
    const endMark = this.marks[1]
    const next = this.marks[2]
    const isLast = this.#isLastStatus(bytes, from, end)
    let at = isLast ? from + this.#lastStatus.length : from
    while (at < end && bytes[at] !== statusMark && bytes[at] !== next) at += 1
    if (at === from || at >= end || bytes[at] === next) return this.#unreadable()
    // Times of sixteen characters, the commonest form, end where they are expected to.
    let slash = at + 17
    let to = at + 34
    if (to > end || bytes[slash] !== endMark || (to < end && bytes[to] !== next)) {
      to = at + 1
      while (to < end && bytes[to] !== next) to += 1
      slash = at + 1
      while (slash < to && bytes[slash] !== endMark) slash += 1
      if (slash >= to) return this.#unreadable()
    }
    const status = isLast ? this.#lastCode : this.#statusIn(bytes, from, at, row)
    if (this.#count === this.#starts.length) this.#grow()
    const count = this.#count
    const cells = this.#cells
    if (cells.timeIn(bytes, at + 1, slash, this.#name, row) !== READ) return -1
    this.#starts[count] = cells.instant[0] as number
    if (cells.timeIn(bytes, slash + 1, to, this.#name, row) !== READ) return -1
    this.#ends[count] = cells.instant[0] as number
    this.#statuses[count] = status
    this.#count += 1
    if ((this.#ends[count] as number) < (this.#starts[count] as number)) {
      this.#fail('pause-ends-before-start')
      return -1
    }
    if (count > 0 && (this.#starts[count] as number) < (this.#starts[count - 1] as number)) {
      this.#sortLast()
    }
    return to + 1
  }

  /** Whether the status at `from` is the one read before: those of a file repeat. */
  #isLastStatus(bytes: Uint8Array, from: number, end: number): boolean {
    const last = this.#lastStatus
    const { length } = last
    if (length === 0 || from + length >= end || bytes[from + length] !== this.marks[0]) return false
    for (let i = 0; i < length; i += 1) if (bytes[from + i] !== last[i]) return false
    return true
  }

  #statusIn(bytes: Uint8Array, from: number, to: number, row: number): number {
    const code = this.codes.codeIn(bytes, from, to, row)
    // An unknown status is counted each time, so it is not remembered.
    if (!this.codes.isUnknown(code)) {
      this.#lastStatus = bytes.slice(from, to)
      this.#lastCode = code
    }
    return code
  }

  #unreadable(): number {
    this.#fail('pause-unreadable')
    return -1
  }

  /** Moves the last pause to its place: the others are sorted. */
  #sortLast(): void {
    let i = this.#count - 1
    const start = this.#starts[i] as number
    const end = this.#ends[i] as number
    const status = this.#statuses[i] as number
    for (; i > 0 && (this.#starts[i - 1] as number) > start; i -= 1) {
      this.#starts[i] = this.#starts[i - 1] as number
      this.#ends[i] = this.#ends[i - 1] as number
      this.#statuses[i] = this.#statuses[i - 1] as number
    }
    this.#starts[i] = start
    this.#ends[i] = end
    this.#statuses[i] = status
  }

  #addTo(builder: BatchBuilder, opened: Float64Array): boolean {
    const count = this.#count
    const starts = this.#starts
    const ends = this.#ends
    const statuses = this.#statuses
    if ((starts[0] as number) < (opened[0] as number)) return this.#fail('pause-before-opening')
    for (let i = 0; i < count; i += 1) {
      const touches = i > 0 && ends[i - 1] === starts[i]
      if (!touches || statuses[i - 1] !== statuses[i]) {
        builder.at[0] = starts[i] as number
        builder.add(STATUS, statuses[i] as number)
      }
      if (i + 1 < count) {
        if ((starts[i + 1] as number) < (ends[i] as number)) return this.#fail('pauses-overlap')
        if (starts[i + 1] === ends[i]) continue
      }
      builder.at[0] = ends[i] as number
      builder.add(STATUS, this.active)
    }
    return true
  }

  #fail(code: string): boolean {
    this.#cells.problem = { code, params: { column: this.#name } }
    return false
  }

  #grow(): void {
    const size = this.#starts.length * 2
    const starts = new Float64Array(size)
    const ends = new Float64Array(size)
    const statuses = new Uint32Array(size)
    starts.set(this.#starts)
    ends.set(this.#ends)
    statuses.set(this.#statuses)
    this.#starts = starts
    this.#ends = ends
    this.#statuses = statuses
  }
}
