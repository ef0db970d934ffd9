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
import type { CellReader, CodeColumn } from './cells.ts'
import type { CsvScanner } from './csv-scanner.ts'
import type { PauseColumn } from './mapping.ts'

const STATUS = eventCode('status')

export class PauseCell {
  readonly #cells: CellReader
  readonly #marks: PauseColumn['marks']
  readonly #name: string
  readonly #codes: CodeColumn
  readonly #active: number
  /** The pauses of the cell, sorted by their start. */
  #starts = new Float64Array(64)
  #ends = new Float64Array(64)
  #statuses = new Uint32Array(64)
  #count = 0

  constructor(cells: CellReader, column: PauseColumn) {
    this.#cells = cells
    this.#marks = column.marks
    this.#name = column.column
    this.#codes = cells.codes(column.column, column.values, 'status-unknown')
    this.#active = cells.dictionary.codeOf('active')
  }

  /** Adds the pauses of a cell to the ticket. False: `cells.problem` says why it cannot be. */
  read(scanner: CsvScanner, column: number, opened: number, builder: BatchBuilder): boolean {
    if (!this.#cells.find(scanner, column)) return true
    this.#count = 0
    const { bytes } = scanner
    const { start, end } = this.#cells
    const next = this.#marks[2]
    for (let from = start; from < end; ) {
      let to = from
      while (to < end && bytes[to] !== next) to += 1
      if (!this.#readOne(scanner, from, to)) return false
      from = to + 1
    }
    return this.#addTo(builder, opened)
  }

  #readOne(scanner: CsvScanner, from: number, to: number): boolean {
    const { bytes, row } = scanner
    const [statusMark, endMark] = this.#marks
    let at = from
    while (at < to && bytes[at] !== statusMark) at += 1
    let slash = at + 1
    while (slash < to && bytes[slash] !== endMark) slash += 1
    if (at === from || slash >= to) return this.#fail('pause-unreadable')
    const status = this.#codes.codeIn(bytes, from, at, row)
    const start = this.#cells.timeIn(bytes, at + 1, slash, this.#name, row)
    if (Number.isNaN(start)) return false
    const end = this.#cells.timeIn(bytes, slash + 1, to, this.#name, row)
    if (Number.isNaN(end)) return false
    if (end < start) return this.#fail('pause-ends-before-start')
    this.#insert(start, end, status)
    return true
  }

  #insert(start: number, end: number, status: number): void {
    if (this.#count === this.#starts.length) this.#grow()
    let i = this.#count
    for (; i > 0 && (this.#starts[i - 1] as number) > start; i -= 1) {
      this.#starts[i] = this.#starts[i - 1] as number
      this.#ends[i] = this.#ends[i - 1] as number
      this.#statuses[i] = this.#statuses[i - 1] as number
    }
    this.#starts[i] = start
    this.#ends[i] = end
    this.#statuses[i] = status
    this.#count += 1
  }

  #addTo(builder: BatchBuilder, opened: number): boolean {
    const count = this.#count
    if (count > 0 && (this.#starts[0] as number) < opened) return this.#fail('pause-before-opening')
    for (let i = 0; i < count; i += 1) {
      const end = this.#ends[i] as number
      const status = this.#statuses[i] as number
      const touches = i > 0 && this.#ends[i - 1] === this.#starts[i]
      if (!touches || this.#statuses[i - 1] !== status) {
        builder.add(STATUS, this.#starts[i] as number, status)
      }
      const following = i + 1 < count ? (this.#starts[i + 1] as number) : Number.POSITIVE_INFINITY
      if (following < end) return this.#fail('pauses-overlap')
      if (following > end) builder.add(STATUS, end, this.#active)
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
