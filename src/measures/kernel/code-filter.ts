/**
 * A filter on fields, compared as codes of the dictionary instead of as texts.
 *
 * A field that no batch carries accepts nothing; `unseen` names it afterwards, since a level that
 * selects on a column that the facts lack must be said, not counted as an empty month.
 */
import type { Choice, Filter } from '../../contract/core/select.ts'
import type { TicketBatch } from '../../facts/ticket-batch.ts'

interface Column {
  readonly codes: Uint32Array | undefined
  readonly accepted: readonly number[]
}

export class CodeFilter {
  readonly #filters: readonly Filter[]
  readonly #unseen: Set<string>
  #columns: readonly Column[] = []

  constructor(filters: readonly Filter[]) {
    this.#filters = filters
    this.#unseen = new Set(filters.map((filter) => filter.field))
  }

  /** Looks the values up in the dictionary of a batch, before its tickets are asked for. */
  prepare(batch: TicketBatch): void {
    this.#columns = this.#filters.map(({ field, values }) => {
      const codes = batch.fields.get(field)
      if (codes !== undefined) this.#unseen.delete(field)
      const accepted = values.flatMap((value) => batch.dictionary.find(value) ?? [])
      return { codes, accepted }
    })
  }

  accepts(index: number): boolean {
    for (const { codes, accepted } of this.#columns) {
      if (codes === undefined || !accepted.includes(codes[index] as number)) return false
    }
    return true
  }

  /** Fields that no batch carried. */
  get unseen(): readonly string[] {
    return [...this.#unseen].sort()
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
