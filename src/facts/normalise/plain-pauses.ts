/**
 * Reads the pauses of a cell in place, where they stand in order and in the plainest form.
 *
 * Example: `awaiting-client@2016-03-01T09:14/2016-03-01T09:52` is a status and two minutes.
 */
import { eventCode } from '../ticket-batch.ts'
import type { PauseColumn } from './mapping.ts'
import type { PlainCodes } from './plain-codes.ts'
import type { RowEvents } from './plain-events.ts'
import { whatOf } from './plain-events.ts'
import type { PlainTimes } from './plain-times.ts'

const STATUS = eventCode('status')
const TIME_BYTES = 16

export class PlainPauses {
  readonly #codes: PlainCodes
  readonly #times: PlainTimes
  readonly #active: number
  readonly #endMark: number
  readonly #nextMark: number

  constructor(codes: PlainCodes, times: PlainTimes, marks: PauseColumn['marks'], active: number) {
    this.#codes = codes
    this.#times = times
    this.#active = whatOf(STATUS, active)
    this.#endMark = marks[1]
    this.#nextMark = marks[2]
  }

  /**
   * Reads the pauses as changes of status, `active` where no other pause begins at the end. Gives
   * where the cell ends; −1: the pauses are not plain, or not in order.
   */
  read(bytes: Uint8Array, view: DataView, from: number, events: RowEvents): number {
    const codes = this.#codes
    const times = this.#times
    const { whats, minutes, firstPause, firstLate } = events
    let to = firstPause
    let known = -1
    let before = -1
    let at = from
    for (;;) {
      const status = codes.codeAt(bytes, view, at)
      if (status < 0 || to + 2 > firstLate) return -1
      at = codes.end + 1
      const start = times.minuteAt(bytes, view, at)
      if (start < 0 || start < before || bytes[at + TIME_BYTES] !== this.#endMark) return -1
      at += TIME_BYTES + 1
      const end = times.minuteAt(bytes, view, at)
      if (end < start) return -1
      at += TIME_BYTES
      // Where the pause before ends as this one begins, nothing is active in between.
      if (start === before) to -= 1
      if (start !== before || status !== known) {
        whats[to] = whatOf(STATUS, status)
        minutes[to] = start
        to += 1
      }
      whats[to] = this.#active
      minutes[to] = end
      to += 1
      known = status
      before = end
      if (bytes[at] !== this.#nextMark) break
      at += 1
    }
    events.endOfPauses = to
    return at
  }
}
