/**
 * The rows of one ticket of an event log, put in order and told as the events of that ticket.
 *
 * A tool keeps one column for the resolution, the last one. So a resolution that was followed by a
 * return to work is dated by the status rows (`resolved`, then `reopened`), and the last one by the
 * column. Where the column is empty, the last resolution is dated by its first status row, and said
 * to be.
 *
 * Example: Resolved 08:53, Active 09:30, Resolved 11:00, column 11:29 gives resolved 08:53,
 * reopened 09:30, resolved 11:29.
 */
import { present } from '../../base/invariant.ts'
import { eventCode } from '../ticket-batch.ts'
import type { BatchBuilder } from './batch-builder.ts'
import type { CellProblem } from './cells.ts'
import type { BoundTime, TicketColumns } from './ticket-columns.ts'

const OPENED = eventCode('opened')
const STATUS = eventCode('status')
const PRIORITY = eventCode('priority')
const SERVICE = eventCode('service')
const RESOLVED = eventCode('resolved')
const REOPENED = eventCode('reopened')

/** The time of what did not happen. */
export const NEVER = Number.POSITIVE_INFINITY

/** One row of a log. `times` follows the time columns, `fields` the fields. */
export interface ItemEvent {
  readonly row: number
  readonly at: number
  readonly order: number
  readonly status: number
  readonly times: readonly number[]
  readonly fields: readonly number[]
}

export class ItemStory {
  readonly id: string
  /** Why the item cannot be used. */
  problem: CellProblem | undefined
  problemRow = 0
  rows = 0
  /** The latest time told. */
  latest = 0
  readonly #events: ItemEvent[] = []

  constructor(id: string) {
    this.id = id
  }

  get firstRow(): number {
    return this.#events.reduce((first, event) => Math.min(first, event.row), 0xffff_ffff)
  }

  /** The fields of the earliest row. */
  get firstFields(): readonly number[] {
    return this.#first.fields
  }

  get #first(): ItemEvent {
    return present(this.#events[0], 'an item without a problem has a row')
  }

  damage(row: number, problem: CellProblem): void {
    this.rows += 1
    if (this.problem !== undefined) return
    this.problem = problem
    this.problemRow = row
  }

  /** Takes a row; true where it is earlier than the row before it. */
  add(event: ItemEvent): boolean {
    const previous = this.#events.at(-1)
    this.rows += 1
    this.#events.push(event)
    return previous !== undefined && event.at < previous.at
  }

  /** Writes the events of the ticket; gives the codes of what is odd about it. */
  tell(
    builder: BatchBuilder,
    columns: TicketColumns,
    doneStatuses: readonly number[],
  ): readonly string[] {
    const events = this.#events
    events.sort((a, b) => a.at - b.at || a.order - b.order || a.row - b.row)
    const notes: string[] = []
    const opened = this.#lastTime(0)
    if (opened === NEVER) {
      this.problem = { code: 'opened-missing', params: { column: columns.opened.name } }
      return notes
    }
    this.#write(builder, OPENED, opened, 0)
    if (this.#first.at < opened) notes.push('event-row-before-opening')
    const resolution = this.#tellStatuses(builder, opened, doneStatuses)
    this.#tellChanges(builder, columns, opened)
    const isTold = this.#tellTimes(builder, columns, opened, resolution, notes)
    if (!isTold && resolution.since !== undefined) {
      if (resolution.isNamed) {
        this.#write(builder, RESOLVED, resolution.since, 0)
        notes.push('resolved-from-status')
      } else {
        notes.push('resolved-missing')
      }
    }
    return notes
  }

  #write(builder: BatchBuilder, kind: number, at: number, value: number): void {
    builder.at[0] = at
    builder.add(kind, value)
    if (at > this.latest) this.latest = at
  }

  /** The value of a time column on the latest row that has one. */
  #lastTime(time: number): number {
    return this.#events.findLast(({ times }) => times[time] !== NEVER)?.times[time] ?? NEVER
  }

  /** Status changes, with the resolutions that were undone. */
  #tellStatuses(
    builder: BatchBuilder,
    opened: number,
    [resolved, closed]: readonly number[],
  ): Resolution {
    let status = 0
    let since: number | undefined
    let isNamed = false
    let reopened = Number.NEGATIVE_INFINITY
    for (const event of this.#events) {
      if (event.status === 0 || event.status === status) continue
      const at = Math.max(event.at, opened)
      status = event.status
      const isDone = status === resolved || status === closed
      if (isDone) {
        since ??= at
        isNamed ||= status === resolved
      } else if (since !== undefined) {
        this.#write(builder, RESOLVED, since, 0)
        this.#write(builder, REOPENED, at, 0)
        since = undefined
        isNamed = false
        reopened = at
      }
      this.#write(builder, STATUS, at, status)
    }
    return { since, isNamed, reopened }
  }

  #tellChanges(builder: BatchBuilder, columns: TicketColumns, opened: number): void {
    columns.fields.forEach((field, f) => {
      const kind = field.name === 'priority' ? PRIORITY : field.name === 'service' ? SERVICE : 0
      if (kind === 0) return
      let value = this.firstFields[f] as number
      for (const event of this.#events) {
        const next = event.fields[f] as number
        if (next === 0 || next === value) continue
        if (value !== 0) this.#write(builder, kind, Math.max(event.at, opened), next)
        value = next
      }
    })
  }

  /** The time columns but the opening. True: the last resolution is told by its column. */
  #tellTimes(
    builder: BatchBuilder,
    columns: TicketColumns,
    opened: number,
    resolution: Resolution,
    notes: string[],
  ): boolean {
    let isTold = false
    const times: readonly BoundTime[] = [...columns.earlyTimes, ...columns.lateTimes]
    times.forEach((time, t) => {
      const at = this.#lastTime(t + 1)
      if (at === NEVER) return
      if (at < opened) {
        const params = { event: time.kind, column: time.name }
        this.problem = { code: 'event-before-opening', params }
        return
      }
      if (time.code === RESOLVED) {
        if (at < resolution.reopened) {
          notes.push('resolved-before-reopening')
          return
        }
        isTold = true
      }
      this.#write(builder, time.code, at, 0)
    })
    return isTold
  }
}

interface Resolution {
  /** When the last resolution began, by the status rows; nothing where the ticket is open. */
  readonly since: number | undefined
  /** Whether a row of it says resolved, not only closed. */
  readonly isNamed: boolean
  readonly reopened: number
}
