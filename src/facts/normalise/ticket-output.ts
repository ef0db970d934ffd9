/**
 * Where finished tickets go: duplicates are told apart, full batches are handed over.
 */
import type { QualityLog } from '../quality.ts'
import type { SeenTable } from '../seen-table.ts'
import type { TicketBatch } from '../ticket-batch.ts'
import type { BatchBuilder } from './batch-builder.ts'
import { decodeBytes } from './text-encoding.ts'

export class TicketOutput {
  readonly builder: BatchBuilder
  readonly #seen: SeenTable
  readonly #sourceHash: number
  readonly #quality: QualityLog
  readonly #onBatch: (batch: TicketBatch) => void

  constructor(
    builder: BatchBuilder,
    source: string,
    seen: SeenTable,
    quality: QualityLog,
    onBatch: (batch: TicketBatch) => void,
  ) {
    this.builder = builder
    this.#seen = seen
    this.#quality = quality
    this.#onBatch = onBatch
    let hash = 0
    for (let i = 0; i < source.length; i += 1) {
      hash = Math.imul(hash ^ source.charCodeAt(i), 0x01000193)
    }
    this.#sourceHash = hash
  }

  /** Hands over a full batch, so that the next ticket can begin. */
  makeRoom(): void {
    if (this.builder.isFull) this.#flush()
  }

  /** Ends the current ticket, which `rows` rows of the file have made. */
  keep(row: number, rows: number, id: Uint8Array, idLength: number): void {
    const { builder } = this
    const quality = this.#quality
    const seen = this.#seen.note(
      builder.idHigh ^ this.#sourceHash,
      builder.idLow,
      builder.contentHash(),
    )
    if (seen === 'new') {
      quality.events += builder.events
      quality.items += 1
      quality.rowsUsed += rows
      builder.keep()
      return
    }
    builder.drop()
    if (seen === 'same') {
      quality.rowsRepeated += rows
      quality.note('ticket-repeated', 'warning', row)
      return
    }
    const sample = decodeBytes(id, 0, idLength, 'utf-8') ?? ''
    quality.setAside('ticket-twice', row, { sample }, rows)
  }

  /** Hands over what is left. */
  finish(): void {
    if (!this.builder.isEmpty) this.#flush()
  }

  #flush(): void {
    this.#onBatch(this.builder.take())
  }
}
