/**
 * A filter on fields, compared as codes of the dictionary instead of as texts.
 *
 * A field that the batch lacks accepts nothing.
 */
import type { Choice, Filter } from '../../contract/core/select.ts'
import type { TicketBatch } from '../../facts/ticket-batch.ts'

interface Column {
  readonly codes: Uint32Array
  /** For each code of the dictionary, 1 where the filter takes it. */
  readonly takes: Uint8Array
}

const NOTHING = new Uint32Array(0)

export class CodeFilter {
  readonly #filters: readonly Filter[]
  #columns: readonly Column[] = []
  /** A field that the batch lacks: nothing is accepted. */
  #lacksField = false

  constructor(filters: readonly Filter[]) {
    this.#filters = filters
  }

  /** Looks the values up in the dictionary of a batch, before its tickets are asked for. */
  prepare(batch: TicketBatch): void {
    this.#lacksField = false
    this.#columns = this.#filters.map(({ field, values }) => {
      const codes = batch.fields.get(field)
      if (codes === undefined) this.#lacksField = true
      const takes = new Uint8Array(batch.dictionary.size)
      for (const value of values) {
        const code = batch.dictionary.find(value)
        if (code !== undefined) takes[code] = 1
      }
      return { codes: codes ?? NOTHING, takes }
    })
  }

  accepts(index: number): boolean {
    if (this.#lacksField) return false
    const columns = this.#columns
    for (let c = 0; c < columns.length; c += 1) {
      const { codes, takes } = columns[c] as Column
      if (takes[codes[index] as number] === 0) return false
    }
    return true
  }

  /**
   * Writes the indexes of the accepted tickets of the batch into `into`, and gives their number.
   */
  select(count: number, into: Uint32Array): number {
    if (this.#lacksField) return 0
    const columns = this.#columns
    let chosen = this.#selectFirst(count, into)
    for (let c = 1; c < columns.length; c += 1) {
      const { codes, takes } = columns[c] as Column
      let kept = 0
      for (let i = 0; i < chosen; i += 1) {
        const index = into[i] as number
        into[kept] = index
        kept += takes[codes[index] as number] as number
      }
      chosen = kept
    }
    return chosen
  }

  /** Writes the indexes that the first column accepts: all where there is none. */
  #selectFirst(count: number, into: Uint32Array): number {
    const column = this.#columns[0]
    let kept = 0
    if (column === undefined) {
      for (; kept < count; kept += 1) into[kept] = kept
      return count
    }
    const { codes, takes } = column
    for (let i = 0; i < count; i += 1) {
      into[kept] = i
      kept += takes[codes[i] as number] as number
    }
    return kept
  }
}

/** A table by the value of a field, looked up by code. */
export class CodeTable<T> {
  readonly #choice: Choice<T>
  #codes: Uint32Array | undefined
  #byCode: (T | undefined)[] = []

  constructor(choice: Choice<T>) {
    this.#choice = choice
  }

  prepare(batch: TicketBatch): void {
    const choice = this.#choice
    if (choice.kind === 'one') return
    this.#codes = batch.fields.get(choice.field)
    this.#byCode = new Array<T | undefined>(batch.dictionary.size).fill(choice.otherwise)
    for (const row of choice.rows) {
      const code = batch.dictionary.find(row.when)
      if (code !== undefined) this.#byCode[code] = row.value
    }
  }

  /** The value for ticket `index`; nothing when no row is for it. */
  of(index: number): T | undefined {
    if (this.#choice.kind === 'one') return this.#choice.value
    return this.#codes === undefined
      ? this.#choice.otherwise
      : this.#byCode[this.#codes[index] as number]
  }
}
