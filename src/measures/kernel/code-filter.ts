/**
 * A filter on fields, compared as codes of the dictionary instead of as texts.
 *
 * A field that no batch carries accepts nothing; `unseen` names it afterwards, since a level that
 * selects on a column that the facts lack must be said, not counted as an empty month.
 */
import type { Filter } from '../../contract/core/core.ts'
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
