/**
 * The events of one plain row: a place for each time of its columns, and room for its pauses.
 *
 * The places follow one another as events of the same time do: times before the resolution, then
 * changes of status, then the resolution and what comes after it. So nearly every row is written
 * into the columns of its batch as it stands here.
 *
 * Example: opened, responded, `endOfPauses` − `firstPause` changes of status, resolved, closed.
 */
import type { EventColumns } from './event-columns.ts'
import { KIND_BITS, withEvent } from './event-columns.ts'
import { ABSENT } from './plain-times.ts'

const KIND_MASK = (1 << KIND_BITS) - 1
const MINUTE = 60_000
/** Changes of status of a row: its pauses are at most half as many. */
const MOST_CHANGES = 64

/** Kind and value of an event, in one number. */
export const whatOf = (kind: number, value: number): number => (value << KIND_BITS) | kind

export class RowEvents {
  /** Of each place, what happened and when; `ABSENT` where nothing did. */
  readonly whats: Int32Array
  readonly minutes: Int32Array
  readonly firstPause: number
  readonly firstLate: number
  /** The place after the last change of status. */
  endOfPauses: number
  /** Whether the events last written came in order, and then what their hash is. */
  isOrdered = true
  hash = 0
  /** The latest time last written. */
  latest = 0

  /** `kinds` are those of the times, and from place `late` on they come after the pauses. */
  constructor(kinds: readonly number[], late: number) {
    const size = kinds.length + MOST_CHANGES
    this.whats = new Int32Array(size)
    this.minutes = new Int32Array(size).fill(ABSENT)
    this.firstPause = late
    this.firstLate = late + MOST_CHANGES
    this.endOfPauses = late
    kinds.forEach((kind, t) => {
      this.whats[this.placeOf(t)] = whatOf(kind, 0)
    })
  }

  /** The place of a time. */
  placeOf(time: number): number {
    return time < this.firstPause ? time : time + MOST_CHANGES
  }

  /** How many events there may be. */
  get most(): number {
    return this.whats.length
  }

  /**
   * Writes the events in order of time from place `first` of the columns on, where there is room
   * for all, and gives the place after the last; −1: one is before the opening, the first of them.
   */
  write(columns: EventColumns, first: number): number {
    const { whats, minutes, firstLate, endOfPauses } = this
    const { kinds, ats, values } = columns
    const top = whats.length
    const opened = minutes[0] as number
    let hash = 0
    let isOrdered = true
    let latest = opened
    let to = first
    for (let i = 0; ; i += 1) {
      if (i === endOfPauses) i = firstLate
      if (i === top) break
      const minute = minutes[i] as number
      if (minute === ABSENT) continue
      const what = whats[i] as number
      let place = to
      to += 1
      if (minute >= latest) latest = minute
      else {
        if (minute < opened) return -1
        isOrdered = false
        place = columns.makePlace(first, place, minute * MINUTE)
      }
      kinds[place] = what & KIND_MASK
      ats[place] = minute * MINUTE
      values[place] = what >>> KIND_BITS
      hash = withEvent(hash, what, minute)
    }
    this.hash = hash
    this.isOrdered = isOrdered
    this.latest = latest
    return to
  }
}
