/**
 * A column whose values become codes: what each value means, and which ones nobody knows.
 *
 * Example: with `values: {Clos: closed}`, `Clos` is the code of `closed`; `Fini` is kept as it is,
 * and each row that has it is counted in a finding, with the known value nearest to it.
 */
import { nearest } from '../../base/yaml/nearest.ts'
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
  readonly #meanings: readonly string[]
  readonly #unknownCode: string
  /** What the findings say of each value that nobody knows. */
  readonly #unknown = new Map<number, Readonly<Record<string, string>>>()
  readonly #table: CodeTable

  constructor(
    cells: CellReader,
    name: string,
    values: ReadonlyMap<string, string>,
    unknownCode: string,
    meanings: readonly string[] = [...new Set(values.values())],
  ) {
    this.#cells = cells
    this.#name = name
    this.#values = values
    this.#meanings = meanings
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
      const params = this.#unknown.get(code)
      if (params !== undefined) {
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
    const meanings = this.#meanings
    if (meaning !== undefined || meanings.length === 0 || meanings.includes(text)) return code
    const near = nearest(text, [...this.#values.keys(), ...meanings]) ?? meanings.join(', ')
    this.#unknown.set(code, { column: this.#name, value: text, nearest: near })
    return code
  }
}
