/**
 * A column whose values become codes: what each value means, and which ones nobody knows.
 *
 * Example: with `values: {Clos: closed}`, `Clos` is the code of `closed`; `Fini` is kept as it is,
 * and each row that has it is counted in a finding.
 */
import type { CellReader } from './cells.ts'
import { CodeTable } from './code-table.ts'
import type { CsvScanner } from './csv-scanner.ts'

/** A column whose values become codes of the dictionary. */
export class CodeColumn {
  /** The row being read, for the findings on a value that is new. */
  row = 0
  readonly #cells: CellReader
  readonly #name: string
  readonly #values: ReadonlyMap<string, string>
  readonly #meanings: ReadonlySet<string>
  readonly #unknownCode: string
  readonly #unknown = new Map<number, string>()
  readonly #table: CodeTable

  constructor(
    cells: CellReader,
    name: string,
    values: ReadonlyMap<string, string>,
    unknownCode: string,
  ) {
    this.#cells = cells
    this.#name = name
    this.#values = values
    this.#meanings = new Set(values.values())
    this.#unknownCode = unknownCode
    this.#table = new CodeTable((bytes, start, end) => this.#learn(bytes, start, end))
  }

  /** The code of a cell, 0 where it is empty. An unknown value is kept as it is, and counted. */
  codeAt(scanner: CsvScanner, column: number): number {
    if (!this.#cells.find(scanner, column)) return 0
    return this.codeIn(scanner.bytes, this.#cells.start, this.#cells.end, scanner.row)
  }

  codeIn(bytes: Uint8Array, start: number, end: number, row: number): number {
    this.row = row
    const code = this.#table.codeOf(bytes, start, end)
    if (this.#unknown.size > 0) {
      const value = this.#unknown.get(code)
      if (value !== undefined) {
        const params = { column: this.#name, value }
        this.#cells.quality.note(this.#unknownCode, 'warning', row, params)
      }
    }
    return code
  }

  isUnknown(code: number): boolean {
    return this.#unknown.has(code)
  }

  /** The code of a value that was met before and has a meaning, or −1. */
  knownIn(bytes: Uint8Array, start: number, end: number): number {
    const code = this.#table.find(bytes, start, end)
    return this.#unknown.has(code) ? -1 : code
  }

  #learn(bytes: Uint8Array, start: number, end: number): number {
    const text = this.#cells.textIn(bytes, start, end, this.#name, this.row)
    const meaning = this.#values.get(text)
    const code = this.#cells.dictionary.codeOf(meaning ?? text)
    const isUnknown = meaning === undefined && this.#values.size > 0 && !this.#meanings.has(text)
    if (isUnknown) this.#unknown.set(code, text)
    return code
  }
}
