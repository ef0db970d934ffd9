/**
 * The events of one plain row, put in order of time as they come.
 */
import type { MinuteEvents } from './batch-builder.ts'
import { KIND_BITS } from './batch-builder.ts'

const MOST = 128

export class PlainEvents implements MinuteEvents {
  count = 0
  readonly whats = new Int32Array(MOST)
  readonly minutes = new Int32Array(MOST)

  /** Adds an event after those of the same or earlier time. There is room for 128. */
  add(kind: number, minute: number, value: number): void {
    const { whats, minutes } = this
    let i = this.count
    this.count = i + 1
    while (i > 0 && (minutes[i - 1] as number) > minute) {
      whats[i] = whats[i - 1] as number
      minutes[i] = minutes[i - 1] as number
      i -= 1
    }
    whats[i] = (value << KIND_BITS) | kind
    minutes[i] = minute
  }
}
