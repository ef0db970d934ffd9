/**
 * Cuts the bytes of a table into rows and cells without making a text of any of them.
 *
 * Parsing is the dearest part of a month of tickets, so a cell is a range of bytes in one buffer
 * that is used again; a text is made later, for the few values that are new. Quotes follow RFC 4180
 * (separators and line ends inside, `""` for a quote), and lines may end with CRLF, LF or CR,
 * mixed.
 *
 * A row is counted as a spreadsheet counts it: the header is row 1, a line end inside quotes makes
 * no row, a blank row counts. A row that is damaged is not handed over: it is a problem with its
 * number, and the scanner goes on with the next one. A cell that has swallowed rows is a quote that
 * was not closed.
 *
 * Example: `a;"x ""y"""` and CRLF is one row of two cells, `a` and `x "y"`.
 *
 * @fr lecture d'un tableau CSV
 * @source RFC 4180
 */

import { holdsRows, lineEndsIn } from './swallowed-rows.ts'

export type RowProblem = 'row-too-long' | 'row-too-wide' | 'quote-not-closed' | 'text-after-quote'

export const MAX_ROW_BYTES = 1_048_576
const MAX_COLUMNS = 1000

const LF = 10
const CR = 13
const QUOTE = 34
const NO_QUOTE = -1

/** Receives each row; its cells are valid only during the call. */
export type RowReceiver = (scanner: CsvScanner) => void
/** `lines` is how many line ends an open quote has swallowed. */
export type ProblemReceiver = (problem: RowProblem, row: number, lines: number) => void

/** Reads rows that need no cells; stops before the first one that is not for it. */
export interface PlainReader {
  /** How many rows the last call has read. */
  readonly rows: number
  /** Reads from `from` and gives where it stopped. The byte before `limit` ends a line. */
  read(bytes: Uint8Array, view: DataView, from: number, limit: number, row: number): number
}

/** Bytes that may be looked at behind the last one. */
const SLACK = 64
/** Calls of the plain reader after which it must have read a row a call. */
const TRIES = 1000

export class CsvScanner {
  /** Where the cells of the current row lie. */
  bytes = new Uint8Array(65_536)
  readonly starts = new Int32Array(MAX_COLUMNS + 1)
  readonly ends = new Int32Array(MAX_COLUMNS + 1)
  cells = 0
  row = 0
  readonly separator: number
  /** Asked first, before a row is cut into cells. */
  plain: PlainReader | undefined
  /** How many columns the header has, once it is known. */
  columns = 0

  #view = new DataView(this.bytes.buffer)
  #tries = 0
  #plainRows = 0
  readonly #quote: number
  readonly #stops = new Uint8Array(256)
  readonly #onRow: RowReceiver
  readonly #onProblem: ProblemReceiver
  #begin = 0
  #end = 0
  #isAtStart = true
  #isSkipping = false
  #position = 0
  #escapes = 0
  /** Where the last quoted cell begins, or −1; line ends in a cell that has swallowed rows. */
  #quoted = -1
  #swallowed = 0
  readonly #escaped = new Int32Array(MAX_COLUMNS + 1)

  constructor(
    format: { readonly separator: number; readonly isQuoting: boolean },
    onRow: RowReceiver,
    onProblem: ProblemReceiver,
  ) {
    this.separator = format.separator
    this.#quote = format.isQuoting ? QUOTE : NO_QUOTE
    for (const stop of [format.separator, LF, CR]) this.#stops[stop] = 1
    this.#onRow = onRow
    this.#onProblem = onProblem
  }

  /** Takes a piece of the file; the piece may be reused by the caller afterwards. */
  push(piece: Uint8Array): void {
    const left = this.#end - this.#begin
    const needed = left + piece.length + SLACK
    if (needed > this.bytes.length) {
      const larger = new Uint8Array(Math.max(needed, this.bytes.length * 2))
      larger.set(this.bytes.subarray(this.#begin, this.#end))
      this.bytes = larger
      this.#view = new DataView(larger.buffer)
    } else if (left > 0) {
      this.bytes.copyWithin(0, this.#begin, this.#end)
    }
    this.bytes.set(piece, left)
    this.#begin = 0
    this.#end = left + piece.length
    this.#scan(false)
  }

  /** Says that the file ends here: the last row may lack its line end. */
  finish(): void {
    this.#scan(true)
    this.#begin = this.#end
  }

  #scan(isLast: boolean): void {
    if (this.#isAtStart && !this.#passMark(isLast)) return
    const limit = this.bytes.subarray(0, this.#end).lastIndexOf(LF) + 1
    while (this.#begin < this.#end) {
      if (this.#isSkipping) {
        this.#skip(isLast)
        continue
      }
      if (this.plain !== undefined && this.#begin < limit) {
        this.#readPlain(this.plain, limit)
        if (this.#begin === this.#end) return
      }
      const outcome = this.#scanRow(isLast)
      if (outcome === 'incomplete') {
        if (isLast) this.#reportQuote(this.#end)
        else if (this.#end - this.#begin > MAX_ROW_BYTES) this.#tooLong()
        return
      }
      if (this.#swallowed > 0) {
        this.#reportQuote(this.#position)
      } else if (outcome === 'row') {
        this.row += 1
        if (this.#escapes > 0) this.#unescape()
        const next = this.#position
        if (next - this.#begin > MAX_ROW_BYTES) this.#onProblem('row-too-long', this.row, 0)
        else this.#onRow(this)
        this.#begin = next
      } else {
        this.#report(outcome, this.#lineEndFrom(this.#position))
      }
    }
  }

  /** Lets the plain reader go on; one that leaves most rows is not asked again. */
  #readPlain(plain: PlainReader, limit: number): void {
    this.#begin = plain.read(this.bytes, this.#view, this.#begin, limit, this.row)
    this.row += plain.rows
    this.#plainRows += plain.rows
    this.#tries += 1
    if (this.#tries > TRIES && this.#plainRows < this.#tries) this.plain = undefined
  }

  /** Passes over a UTF-8 byte order mark. False: more bytes are needed to know. */
  #passMark(isLast: boolean): boolean {
    if (this.#end < 3 && !isLast) return false
    const [a, b, c] = this.bytes
    if (this.#end >= 3 && a === 0xef && b === 0xbb && c === 0xbf) this.#begin = 3
    this.#isAtStart = false
    return true
  }

  /** Finds the cells of one row; on `row`, `#position` is where the next row begins. */
  #scanRow(isLast: boolean): 'row' | 'incomplete' | 'row-too-wide' | 'text-after-quote' {
    const bytes = this.bytes
    const end = this.#end
    const stops = this.#stops
    const separator = this.separator
    const quote = this.#quote
    const top = separator > CR ? separator : CR
    bytes[end] = LF
    this.#escapes = 0
    this.#quoted = -1
    this.#swallowed = 0
    let cells = 0
    let i = this.#begin
    for (;;) {
      if (cells > MAX_COLUMNS - 1) {
        this.#position = i
        return 'row-too-wide'
      }
      if (bytes[i] === quote && i < end) {
        i = this.#scanQuoted(cells, i + 1)
        if (i < 0 || (i >= end && !isLast)) return 'incomplete'
      } else {
        this.starts[cells] = i
        // Most bytes are above every stop, and one comparison passes over them.
        let byte = bytes[i] as number
        while (byte > top || stops[byte] === 0) {
          i += 1
          byte = bytes[i] as number
        }
        this.ends[cells] = i
      }
      cells += 1
      const stop = bytes[i]
      if (i >= end) {
        if (!isLast) return 'incomplete'
        this.#position = end
        break
      }
      i += 1
      if (stop === separator) continue
      if (stop === CR) {
        if (i >= end && !isLast) return 'incomplete'
        if (i < end && bytes[i] === LF) i += 1
      } else if (stop !== LF) {
        this.#position = i
        return 'text-after-quote'
      }
      this.#position = i
      break
    }
    this.cells = cells
    return 'row'
  }

  /** Finds the end of a quoted cell that begins at `from`. Negative: the quote is not closed. */
  #scanQuoted(cell: number, from: number): number {
    const bytes = this.bytes
    const end = this.#end
    let i = from
    let hasEscape = false
    this.#quoted = from
    for (;;) {
      while (i < end && bytes[i] !== QUOTE) i += 1
      if (i >= end) return -1
      if (i + 1 < end && bytes[i + 1] === QUOTE) {
        hasEscape = true
        i += 2
        continue
      }
      break
    }
    this.starts[cell] = from
    this.ends[cell] = i
    if (holdsRows(bytes, from, i, this.separator, this.columns)) {
      this.#swallowed = lineEndsIn(bytes, from, i)
    }
    if (hasEscape) {
      this.#escaped[this.#escapes] = cell
      this.#escapes += 1
    }
    return i + 1
  }

  /** Turns each `""` of the row into `"`, in place: the row is whole, it is not read again. */
  #unescape(): void {
    const bytes = this.bytes
    for (let e = 0; e < this.#escapes; e += 1) {
      const cell = this.#escaped[e] as number
      let to = this.starts[cell] as number
      const end = this.ends[cell] as number
      for (let from = to; from < end; from += 1) {
        const byte = bytes[from] as number
        bytes[to] = byte
        to += 1
        if (byte === QUOTE) from += 1
      }
      this.ends[cell] = to
    }
  }

  #report(problem: RowProblem, next: number, lines = 0): void {
    this.row += 1
    this.#onProblem(problem, this.row, lines)
    this.#begin = next
  }

  /** Reports the cell that has swallowed rows, or the last one, which runs up to `next`. */
  #reportQuote(next: number): void {
    const lines = this.#swallowed || lineEndsIn(this.bytes, this.#quoted, next)
    this.#report('quote-not-closed', next, lines)
  }

  /** Gives a row up and looks for the next line end, whatever the quotes say. */
  #tooLong(): void {
    const [from, end] = [this.#quoted, this.#end]
    const isOpenQuote = from >= 0 && holdsRows(this.bytes, from, end, this.separator, this.columns)
    if (isOpenQuote) this.#reportQuote(end)
    else this.#report('row-too-long', end)
    this.#isSkipping = true
  }

  #skip(isLast: boolean): void {
    const next = this.#lineEndFrom(this.#begin)
    this.#isSkipping = next >= this.#end && this.bytes[this.#end - 1] !== LF && !isLast
    this.#begin = next
  }

  #lineEndFrom(from: number): number {
    const at = this.bytes.subarray(0, this.#end).indexOf(LF, from)
    return at < 0 ? this.#end : at + 1
  }
}
