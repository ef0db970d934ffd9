/**
 * Counts the tickets that are open when a period ends.
 *
 * A ticket is in the backlog of every period at whose end it is neither resolved nor closed, or has
 * been reopened since. Its age is open time since it was opened.
 *
 * Example: opened 20 January, resolved 3 March: in the backlog of January and of February.
 *
 * @fr encours
 */
import type { Instant } from '../../base/instant.ts'
import { instant } from '../../base/instant.ts'
import type { BacklogSelect } from '../../contract/core/select.ts'
import type { TicketBatch } from '../../facts/ticket-batch.ts'
import { eventCode } from '../../facts/ticket-batch.ts'
import type { ServiceTime } from '../due.ts'
import { dueAt } from '../due.ts'
import type { Periods } from '../periods.ts'
import { tileAt } from '../periods.ts'
import { CodeFilter } from './code-filter.ts'

const OPENED = eventCode('opened')
const REOPENED = eventCode('reopened')
const RESOLVED = eventCode('resolved')
const CLOSED = eventCode('closed')

export class BacklogKernel {
  /** Tickets open at the end of each period. */
  readonly counts: Float64Array
  /** Identifiers of those of the closing period. */
  readonly named: string[] = []
  readonly #select: BacklogSelect
  readonly #time: ServiceTime
  readonly #periods: Periods
  readonly #asOf: Instant
  readonly #closing: number
  readonly #where: CodeFilter

  constructor(
    select: BacklogSelect,
    time: ServiceTime,
    periods: Periods,
    asOf: Instant,
    closing: number,
  ) {
    this.#select = select
    this.#time = time
    this.#periods = periods
    this.#asOf = asOf
    this.#closing = closing
    this.#where = new CodeFilter(select.where)
    this.counts = new Float64Array(periods.labels.length)
  }

  add(batch: TicketBatch, isExcluded?: (index: number) => boolean): void {
    this.#where.prepare(batch)
    for (let i = 0; i < batch.count; i += 1) {
      if (this.#where.accepts(i) && isExcluded?.(i) !== true) this.#addTicket(batch, i)
    }
  }

  #addTicket(batch: TicketBatch, index: number): void {
    const last = batch.eventStart[index + 1] as number
    let opened: number | undefined
    let since: number | undefined
    for (let e = batch.eventStart[index] as number; e < last; e += 1) {
      const at = batch.eventAt[e] as number
      if (at > this.#asOf) break
      const kind = batch.eventKind[e]
      if ((kind === OPENED || kind === REOPENED) && since === undefined) {
        since = at
        opened ??= at
      } else if ((kind === RESOLVED || kind === CLOSED) && since !== undefined) {
        this.#count(batch, index, opened as number, since, at)
        since = undefined
      }
    }
    if (since !== undefined) {
      this.#count(batch, index, opened as number, since, Number.POSITIVE_INFINITY)
    }
  }

  /** Counts every period that ends between two instants, and that has ended by now. */
  #count(batch: TicketBatch, index: number, opened: number, from: number, to: number): void {
    const { edges } = this.#periods
    const first = edges[0] as number
    let tile = from < first ? 0 : tileAt(this.#periods, from)
    if (tile < 0) return
    for (; tile < this.counts.length; tile += 1) {
      const end = edges[tile + 1] as number
      if (end >= to || end > this.#asOf) return
      if (!this.#isOldEnough(opened, end)) continue
      this.counts[tile] = (this.counts[tile] as number) + 1
      if (tile === this.#closing) this.named.push(batch.externalId(index))
    }
  }

  #isOldEnough(opened: number, at: number): boolean {
    const { olderThan } = this.#select
    if (olderThan === undefined) return true
    const due = dueAt(this.#time, instant(opened), olderThan, [])
    return due !== undefined && at > due
  }
}
