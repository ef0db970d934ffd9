/**
 * Reads the pauses of a cell in place, where they stand in order and in the plainest form.
 *
 * Example: `awaiting-client@2016-03-01T09:14/2016-03-01T09:52` is a status and two minutes.
 */
import { eventCode } from '../ticket-batch.ts'
import type { PauseColumn } from './mapping.ts'
import type { PlainCodes } from './plain-codes.ts'
import type { PlainEvents } from './plain-events.ts'
import type { PlainTimes } from './plain-times.ts'

const STATUS = eventCode('status')
const MOST = 32
const TIME_BYTES = 16

export class PlainPauses {
  /** Pauses of the row. */
  count = 0
  readonly #codes: PlainCodes
  readonly #times: PlainTimes
  readonly #active: number
  readonly #endMark: number
  readonly #nextMark: number
  readonly #starts = new Int32Array(MOST)
  readonly #ends = new Int32Array(MOST)
  readonly #statuses = new Uint32Array(MOST)

  constructor(codes: PlainCodes, times: PlainTimes, marks: PauseColumn['marks'], active: number) {
    this.#codes = codes
    this.#times = times
    this.#active = active
    this.#endMark = marks[1]
    this.#nextMark = marks[2]
  }

  /** When the first pause begins, as minutes. */
  get start(): number {
    return this.#starts[0] as number
  }

  /** Gives where the cell ends; −1: the pauses are not plain, or not in order. */
  read(bytes: Uint8Array, view: DataView, from: number): number {
    const codes = this.#codes
    const times = this.#times
    let count = 0
    let before = 0
    let at = from
    for (;;) {
      const status = codes.codeAt(bytes, view, at)
      if (status < 0 || count === MOST) return -1
      at = codes.end + 1
      const start = times.minuteAt(bytes, view, at)
      if (start < before || bytes[at + TIME_BYTES] !== this.#endMark) return -1
      at += TIME_BYTES + 1
      const end = times.minuteAt(bytes, view, at)
      if (end < start) return -1
      at += TIME_BYTES
      this.#starts[count] = start
      this.#ends[count] = end
      this.#statuses[count] = status
      count += 1
      before = end
      if (bytes[at] !== this.#nextMark) break
      at += 1
    }
    this.count = count
    return at
  }

  /** Adds the pauses as changes of status, `active` where no other pause begins at the end. */
  addTo(events: PlainEvents): void {
    const count = this.count
    const starts = this.#starts
    const ends = this.#ends
    const statuses = this.#statuses
    for (let i = 0; i < count; i += 1) {
      const start = starts[i] as number
      const end = ends[i] as number
      const status = statuses[i] as number
      const goesOn = i > 0 && ends[i - 1] === start && statuses[i - 1] === status
      if (!goesOn) events.add(STATUS, start, status)
      if (i + 1 === count || starts[i + 1] !== end) {
        events.add(STATUS, end, this.#active)
      }
    }
  }
}
