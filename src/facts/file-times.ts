/** Reads the times of a facts file: a date, a date and an hour, or both with an offset.
 *
 * @fr heures d'un fichier
 */

import type { Zone } from '../base/calendar/zone.ts'
import type { Instant } from '../base/instant.ts'
import { instant } from '../base/instant.ts'
import { LocalTimes } from './normalise/local-times.ts'
import { encodeUtf8 } from './normalise/text-encoding.ts'
import { TimePattern } from './normalise/time-pattern.ts'
import type { QualityLog } from './quality.ts'
import type { FieldReader } from './yaml-fields.ts'

const DAY_LENGTH = 86_400_000

/** What a date without an hour means: its first millisecond, its last, or nothing. */
export type DateOnly = 'first of day' | 'last of day' | 'refused'

export class FileTimes {
  readonly #pattern = TimePattern.iso()
  readonly #local: LocalTimes | undefined
  readonly #quality: QualityLog

  constructor(zone: Zone | undefined, quality: QualityLog) {
    this.#local = zone === undefined ? undefined : new LocalTimes(zone)
    this.#quality = quality
  }

  /** The time under a key, or nothing and a finding. */
  read(reader: FieldReader, key: string, dateOnly: DateOnly): Instant | undefined {
    const text = reader.text(key)
    const pattern = this.#pattern
    if (text === undefined) return undefined
    const bytes = encodeUtf8(text.trim())
    const params = { key: reader.pathOf(key), text }
    const refuse = (code: string): undefined => {
      reader.note(code, reader.place(key), params)
      return undefined
    }
    if (!pattern.read(bytes, 0, bytes.length)) {
      return refuse(pattern.problem === 'date' ? 'facts-time-impossible' : 'facts-time-unreadable')
    }
    if (!pattern.hasClock && dateOnly === 'refused') return refuse('facts-time-without-hour')
    if (pattern.hasOffset) {
      return instant(pattern.day * DAY_LENGTH + pattern.clock - pattern.offset)
    }
    if (this.#local === undefined) return refuse('facts-zone-missing')
    const clock = !pattern.hasClock && dateOnly === 'last of day' ? DAY_LENGTH - 1 : pattern.clock
    const at = this.#local.instantOf(pattern.day, clock)
    if (Number.isNaN(at)) return refuse('facts-time-outside-zone')
    const { fold } = this.#local
    if (fold !== 'plain') {
      const code = fold === 'gap' ? 'facts-time-in-gap' : 'facts-time-ambiguous'
      const { line } = reader.place(key)
      this.#quality.note(code, 'warning', line, { sample: `${params.key} ${text}` })
    }
    return instant(at)
  }
}
