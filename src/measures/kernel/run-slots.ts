/**
 * The run being judged, in one object made once: no run of a million becomes an object of its own.
 */
import type { Instant } from '../../base/instant.ts'
import type { RunDates } from '../judge.ts'

/** Every number begins as one that is no whole number, so that the engine never boxes it. */
export class RunSlots implements RunDates {
  opened = Number.NaN
  stop = Number.NaN
  closed = Number.NaN
  resolved = Number.NaN
  /** Open milliseconds counted, and allowed. */
  elapsed = Number.NaN
  limit = Number.NaN
  isOverdue = false
  readonly due: () => Instant | undefined

  constructor(due: () => Instant | undefined) {
    this.due = due
  }
}
