/**
 * The events of one plain row, put in order of time as they come.
 */
import type { MinuteEvents } from './batch-builder.ts'

const MOST = 128

export class PlainEvents implements MinuteEvents {
  count = 0
  readonly kinds = new Uint8Array(MOST)
  readonly minutes = new Int32Array(MOST)
  readonly values = new Uint32Array(MOST)

  /** Adds an event after those of the same or earlier time. There is room for 128. */
  add(kind: number, minute: number, value: number): void {
    const { kinds, minutes, values } = this
    let i = this.count
    this.count = i + 1
    while (i > 0 && (minutes[i - 1] as number) > minute) {
      kinds[i] = kinds[i - 1] as number
      minutes[i] = minutes[i - 1] as number
      values[i] = values[i - 1] as number
      i -= 1
    }
    kinds[i] = kind
    minutes[i] = minute
    values[i] = value
  }
}
