/**
 * Reads times such as `2024-03-01T09:14` four bytes at a time, with the days seen before at hand.
 *
 * A file of tickets has a million times and a thousand days. The minute at which each day begins is
 * kept under the bytes of its date, so a time is a comparison of those bytes and the two numbers of
 * its clock. Whatever is written in another way, or happens twice or never, is left to the reader
 * that says what is wrong with it.
 *
 * Example, Europe/Paris: the bytes `2024-03-01T` stand for the minute 28 487 460 (23:00 UTC of the
 * day before), and `09:14` is 554 minutes after it.
 */
import type { LocalTimes } from './local-times.ts'
import { UNEVEN } from './local-times.ts'
import { isoMinute } from './time-pattern.ts'

const DAY_MINUTES = 1440
const MINUTE = 60_000
const TIME_BYTES = 16
/** Stands for the time of an empty cell. */
export const ABSENT = -1
/** Place of a date: three bits of its year, five of its month, six of its day. */
const SLOTS = 1 << 14
/** Stands for the first minute of a day that must be asked time by time. */
const ASK = -2
/** The four bytes of `9:14`: where digits and the colon are, and what brings nine to its edge. */
const CLOCK_MASK = 0xf0f0fff0 | 0
const CLOCK_SHAPE = 0x30303a30
const CLOCK_EDGE = 0x06060006

export class PlainTimes {
  /** For each place: the bytes of a date in three numbers, and its first minute. */
  readonly #days = new Int32Array(SLOTS * 4).fill(-1)
  readonly #local: LocalTimes
  readonly #shift: number

  constructor(local: LocalTimes, shiftMinutes: number) {
    this.#local = local
    this.#shift = shiftMinutes
  }

  /**
   * Reads the times of neighbouring columns, each to its place in `into`, and gives where the last
   * cell ends; −1: they are nothing so plain. What begins with no digit is an empty cell, if it is
   * a cell at all, which the byte after it tells.
   */
  readRun(
    bytes: Uint8Array,
    view: DataView,
    from: number,
    separator: number,
    places: Uint8Array,
    into: Int32Array,
  ): number {
    const last = places.length - 1
    let at = from
    for (let t = 0; ; t += 1) {
      let minute = ABSENT
      if (((bytes[at] as number) - 48) >>> 0 < 10) {
        minute = this.minuteAt(bytes, view, at)
        if (minute < 0) return -1
        at += TIME_BYTES
      }
      into[places[t] as number] = minute
      if (t === last) return at
      if (bytes[at] !== separator) return -1
      at += 1
    }
  }

  /** The minute since 1970 UTC of the sixteen bytes at `at`; −1: they are nothing so plain. */
  minuteAt(bytes: Uint8Array, view: DataView, at: number): number {
    const year = view.getInt32(at, true)
    const month = view.getInt32(at + 4, true)
    const tail = view.getInt32(at + 8, true)
    const clock = view.getInt32(at + 12, true)
    const day = tail & 0xff_ffff
    const slot =
      (((year >>> 24) & 7) << 13) |
      (((month >>> 8) & 1) << 12) |
      (((month >>> 16) & 15) << 8) |
      ((tail & 3) << 6) |
      (((tail >>> 8) & 15) << 2)
    const days = this.#days
    if (days[slot] !== year || days[slot + 1] !== month || days[slot + 2] !== day) {
      if (!this.#learn(bytes, view, at, slot)) return -1
    }
    if ((clock & CLOCK_MASK) !== CLOCK_SHAPE) return -1
    if (((clock + CLOCK_EDGE) & CLOCK_MASK) !== CLOCK_SHAPE) return -1
    const tens = (tail >>> 24) - 48
    const hour = tens * 10 + (clock & 15)
    const minute = ((clock >>> 16) & 15) * 10 + ((clock >>> 24) & 15)
    if (tens < 0 || tens > 2 || hour > 23 || minute > 59) return -1
    const first = days[slot + 3] as number
    return first === ASK ? this.#ask(bytes, at) : first + hour * 60 + minute
  }

  #learn(bytes: Uint8Array, view: DataView, at: number, slot: number): boolean {
    const minute = isoMinute(bytes, at)
    const day = Math.floor((minute + this.#shift) / DAY_MINUTES)
    if (minute < 0 || day < 2) return false
    const offset = this.#local.offsetOn(day)
    const isEven = offset !== UNEVEN && offset % MINUTE === 0
    this.#days[slot] = view.getInt32(at, true)
    this.#days[slot + 1] = view.getInt32(at + 4, true)
    this.#days[slot + 2] = view.getInt32(at + 8, true) & 0xff_ffff
    this.#days[slot + 3] = isEven ? day * DAY_MINUTES - offset / MINUTE : ASK
    return true
  }

  /** A time of a day on which the clocks change: −1 where it happens twice or never. */
  #ask(bytes: Uint8Array, at: number): number {
    const minute = isoMinute(bytes, at) + this.#shift
    const day = Math.floor(minute / DAY_MINUTES)
    const instant = this.#local.instantOf(day, (minute - day * DAY_MINUTES) * MINUTE)
    const isPlain = this.#local.fold === 'plain' && instant % MINUTE === 0
    return isPlain ? instant / MINUTE : -1
  }
}
