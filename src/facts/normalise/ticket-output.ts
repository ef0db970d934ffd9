/**
 * Where finished tickets go: duplicates are told apart, full batches are handed over.
 *
 * Duplicates are looked for a batch at a time, and taken out of the batch before it is handed over.
 */
import type { QualityLog } from '../quality.ts'
import type { SeenTable } from '../seen-table.ts'
import { NEW, SAME } from '../seen-table.ts'
import type { TicketBatch } from '../ticket-batch.ts'
import type { BatchBuilder } from './batch-builder.ts'
import { BATCH_ROWS } from './batch-builder.ts'

export class TicketOutput {
  readonly builder: BatchBuilder
  readonly #seen: SeenTable
  readonly #quality: QualityLog
  readonly #onBatch: (batch: TicketBatch) => void
  readonly #outcomes = new Uint8Array(BATCH_ROWS)
  /** Rows of the file that made each ticket of the batch. */
  readonly #rows = new Uint32Array(BATCH_ROWS)

  constructor(
    builder: BatchBuilder,
    seen: SeenTable,
    quality: QualityLog,
    onBatch: (batch: TicketBatch) => void,
  ) {
    this.builder = builder
    this.#seen = seen
    this.#quality = quality
    this.#onBatch = onBatch
  }

  /** Hands over a full batch, so that the next ticket can begin. */
  makeRoom(): void {
    if (this.builder.count === BATCH_ROWS) this.finish()
  }

  /** Ends the current ticket, which `rows` rows of the file have made. */
  keep(rows: number): void {
    this.#rows[this.builder.count] = rows
    this.builder.keep()
  }

  /** Notes that the next ticket to be kept is made of one row. */
  noteRow(): void {
    this.#rows[this.builder.count] = 1
  }

  /** Hands over what is left. */
  finish(): void {
    const { builder } = this
    const quality = this.#quality
    const { count } = builder
    const { highs, lows, tails } = builder.ids
    let rowsUsed = 0
    for (let i = 0; i < count; i += 1) rowsUsed += this.#rows[i] as number
    if (this.#seen.noteAll(highs, lows, builder.contents, count, this.#outcomes, tails) > 0) {
      rowsUsed -= this.#reportRepeated(count)
      builder.removeWhere(this.#outcomes)
    }
    quality.rowsUsed += rowsUsed
    quality.items += builder.count
    quality.events += builder.allEvents
    if (builder.count > 0) this.#onBatch(builder.take())
  }

  #reportRepeated(count: number): number {
    const quality = this.#quality
    let rows = 0
    for (let i = 0; i < count; i += 1) {
      const outcome = this.#outcomes[i] as number
      if (outcome === NEW) continue
      const own = this.#rows[i] as number
      const row = this.builder.rowOf(i)
      rows += own
      if (outcome === SAME) {
        quality.rowsRepeated += own
        quality.note('ticket-repeated', 'warning', row)
      } else {
        const sample = this.builder.externalId(i)
        quality.contested.add(sample)
        quality.setAside('ticket-twice', row, { sample }, own)
      }
    }
    return rows
  }
}
