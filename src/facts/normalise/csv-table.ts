/**
 * A table with a header: waits for the header, finds the separator, then hands over the rows.
 *
 * It keeps the counts that are the same for every table: rows read, blank rows, damaged rows.
 */

import { nearest } from '../../base/yaml/nearest.ts'
import type { QualityLog } from '../quality.ts'
import type { PlainReader, RowProblem } from './csv-scanner.ts'
import { CsvScanner } from './csv-scanner.ts'
import {
  chooseSeparator,
  comparableName,
  HEAD_BYTES,
  headerLength,
  headerText,
  wrongFile,
} from './header.ts'
import type { Mapping } from './mapping.ts'
import type { Encoding } from './text-encoding.ts'

/** The columns of one file, by name. */
export interface Header {
  readonly names: readonly string[]
  /** The place of a column, or −1. */
  indexOf(name: string): number
}

/** What reads the rows under a header. */
export interface RowReader {
  /** False: a column that the rows cannot be read without is missing (and said so). */
  begin(header: Header): boolean
  row(scanner: CsvScanner): void
  /** What reads the rows that have nothing unusual, where there can be such a thing. */
  plain?(separator: number, width: number): PlainReader | undefined
}

export class CsvTable {
  readonly #mapping: Mapping
  readonly #encoding: Encoding
  readonly #quality: QualityLog
  readonly #reader: RowReader
  #head = new Uint8Array(0)
  #scanner: CsvScanner | undefined
  #columns = 0
  #isRefused = false

  constructor(mapping: Mapping, encoding: Encoding, quality: QualityLog, reader: RowReader) {
    this.#mapping = mapping
    this.#encoding = encoding
    this.#quality = quality
    this.#reader = reader
  }

  push(piece: Uint8Array): void {
    if (this.#isRefused) return
    if (this.#scanner !== undefined) {
      this.#scanner.push(piece)
      return
    }
    const head = new Uint8Array(this.#head.length + piece.length)
    head.set(this.#head)
    head.set(piece, this.#head.length)
    this.#head = head
    if (headerLength(head) < head.length || head.length >= HEAD_BYTES) this.#open()
  }

  finish(): void {
    if (this.#isRefused) return
    if (this.#scanner === undefined) this.#open()
    this.#scanner?.finish()
    const { rowsRead, rowsBlank, rowsSetAside } = this.#quality
    if (this.#isRefused || rowsRead - rowsBlank > 0 || rowsSetAside > 0) return
    if (this.#columns === 0) this.#quality.note('table-empty', 'error', 1)
    else this.#quality.note('header-without-rows', 'warning', 1)
  }

  #refuse(code: string, params: Readonly<Record<string, string>> = {}): void {
    this.#quality.note(code, 'error', 1, params)
    this.#stop()
  }

  #open(): void {
    const head = this.#head
    const wrong = wrongFile(head)
    if (wrong !== undefined) {
      this.#refuse(wrong === 'utf-16' ? 'file-utf-16' : 'file-not-a-table', { kind: wrong })
      return
    }
    const separator = chooseSeparator(head, this.#mapping)
    const declared = this.#mapping.format.separator
    if (declared !== undefined && separator !== declared) {
      const params = { found: nameOf(separator), declared: nameOf(declared) }
      this.#quality.note('separator-found', 'information', 1, params)
    }
    const format = { separator, isQuoting: this.#mapping.format.isQuoting }
    this.#scanner = new CsvScanner(
      format,
      (row) => this.#row(row),
      (problem, row, lines) => this.#damaged(problem, row, lines),
    )
    this.#head = new Uint8Array(0)
    this.#scanner.push(head)
  }

  #damaged(problem: RowProblem, row: number, lines: number): void {
    if (this.#isRefused) return
    const isOpenQuote = problem === 'quote-not-closed'
    const params = isOpenQuote ? { lines: `${lines}` } : {}
    if (this.#columns === 0) {
      this.#refuse(problem, params)
      return
    }
    this.#quality.rowsRead += 1
    this.#quality.setAside(problem, row, params)
    // Nobody knows what the rest of the file said.
    if (isOpenQuote) this.#stop()
  }

  #stop(): void {
    this.#isRefused = true
    if (this.#scanner !== undefined) this.#scanner.plain = undefined
  }

  #row(scanner: CsvScanner): void {
    if (this.#isRefused) return
    if (this.#columns === 0) {
      if (!isBlank(scanner)) this.#begin(scanner)
      return
    }
    this.#quality.rowsRead += 1
    if (scanner.cells === this.#columns) this.#reader.row(scanner)
    else this.#uneven(scanner)
  }

  /** A row with fewer or more cells than the header; empty cells at the end are no harm. */
  #uneven(scanner: CsvScanner): void {
    if (isBlank(scanner)) {
      this.#quality.rowsBlank += 1
      return
    }
    let cells = scanner.cells
    while (cells > this.#columns && scanner.starts[cells - 1] === scanner.ends[cells - 1])
      cells -= 1
    if (cells === this.#columns) {
      this.#reader.row(scanner)
      return
    }
    const params = { cells: `${scanner.cells}`, columns: `${this.#columns}` }
    this.#quality.setAside('row-uneven', scanner.row, params)
  }

  #begin(scanner: CsvScanner): void {
    const names: string[] = []
    for (let i = 0; i < scanner.cells; i += 1) {
      const [start = 0, end = 0] = [scanner.starts[i], scanner.ends[i]]
      names.push(headerText(scanner.bytes, start, end, this.#encoding).trim())
    }
    this.#columns = names.length
    scanner.columns = names.length
    const places = new Map<string, number>()
    names.forEach((name, i) => {
      const key = comparableName(name)
      // A column without a name is nobody's, were there only one.
      if (key === '') return
      if (!places.has(key)) places.set(key, i)
      else this.#quality.note('column-twice', 'warning', 1, { column: name })
    })
    const header = { names, indexOf: (name: string) => places.get(comparableName(name)) ?? -1 }
    if (!this.#reader.begin(header)) this.#isRefused = true
    else scanner.plain = this.#reader.plain?.(scanner.separator, names.length)
  }
}

const nameOf = (separator: number): string =>
  separator === 9 ? 'tab' : String.fromCharCode(separator)

/** Whether no cell of the row has a character, spaces aside. */
export function isBlank(scanner: CsvScanner): boolean {
  for (let cell = 0; cell < scanner.cells; cell += 1) {
    const end = scanner.ends[cell] as number
    for (let i = scanner.starts[cell] as number; i < end; i += 1) {
      if ((scanner.bytes[i] as number) > 32) return false
    }
  }
  return true
}

/** Says that a column is missing, and which one of the file may be meant. */
export function missingColumn(
  quality: QualityLog,
  header: Header,
  column: string,
  isNeeded: boolean,
): void {
  const near = nearest(column, header.names) ?? header.names.slice(0, 12).join(', ')
  const code = isNeeded ? 'column-missing' : 'column-absent'
  quality.note(code, isNeeded ? 'error' : 'information', 1, { column, nearest: near })
}
