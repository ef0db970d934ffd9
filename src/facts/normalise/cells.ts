/**
 * Reads single cells of a row: a time as an instant, a value as a code, an identifier as bytes.
 *
 * An empty cell, or one that the mapping calls empty (`?`), is absent. Nothing here makes a text
 * but for a value that is met for the first time.
 */
import type { Zone } from '../../base/calendar/zone.ts'
import { present } from '../../base/invariant.ts'
import type { QualityLog } from '../quality.ts'
import type { Dictionary } from '../ticket-batch.ts'
import { CodeColumn } from './code-column.ts'
import type { CsvScanner } from './csv-scanner.ts'
import { LocalTimes, UNEVEN } from './local-times.ts'
import type { Mapping, ValueColumn } from './mapping.ts'
import { STATUSES } from './mapping.ts'
import { PlainTimes } from './plain-times.ts'
import type { Encoding } from './text-encoding.ts'
import { decodeBytes, encodeUtf8 } from './text-encoding.ts'
import { isoMinute, TimePattern } from './time-pattern.ts'

/** What a cell of time turned out to be. */
export const ABSENT = 0
export const READ = 1
export const UNREADABLE = 2

const WEEK_MINUTES = 10_080
const OTHER_PATTERNS = [
  'iso',
  'dd/MM/yyyy HH:mm[:ss]',
  'd/M/yyyy H:mm[:ss]',
  'dd-MM-yyyy HH:mm[:ss]',
  'yyyy/MM/dd HH:mm[:ss]',
  'dd.MM.yyyy HH:mm[:ss]',
  'MM-dd-yyyy HH:mm[:ss]',
  'MM/dd/yyyy HH:mm[:ss]',
] as const

/** A cell that could not be read, as a finding would say it. */
export interface CellProblem {
  readonly code: string
  readonly params: Readonly<Record<string, string>>
}

export class CellReader {
  readonly encoding: Encoding
  readonly quality: QualityLog
  readonly dictionary: Dictionary
  /** Why the last time was unreadable. */
  problem: CellProblem = { code: '', params: {} }
  /** The range of the last cell asked for, spaces left out. */
  start = 0
  end = 0
  /** The instant last read. An array of one, since a number would be a new object each time. */
  readonly instant: Float64Array
  /** Whether a date without an hour will do, as for a quantity or a deliverable. */
  takesDates = false
  /** Whether the time last read had no hour. */
  isDateOnly = false
  /** The identifier last read, in UTF-8. */
  id = new Uint8Array(256)
  idLength = 0

  readonly #pattern: TimePattern
  readonly #local: LocalTimes | undefined
  readonly #needsOffset: boolean
  readonly #isQuick: boolean
  readonly #shiftMinutes: number
  readonly #empty: readonly Uint8Array[]

  constructor(
    mapping: Mapping,
    options: { readonly encoding: Encoding; readonly zone: Zone | undefined },
    quality: QualityLog,
    dictionary: Dictionary,
    instant: Float64Array = new Float64Array(1),
  ) {
    this.encoding = options.encoding
    this.instant = instant
    this.quality = quality
    this.dictionary = dictionary
    this.#pattern = present(TimePattern.of(mapping.times), 'a mapping was read with its pattern')
    this.#local = options.zone === undefined ? undefined : new LocalTimes(options.zone)
    this.#needsOffset = mapping.zone === 'in-file'
    this.#isQuick = mapping.times === 'iso' && mapping.zone !== 'in-file'
    this.#shiftMinutes = mapping.shiftWeeks * WEEK_MINUTES
    this.#empty = mapping.empty.map(encodeUtf8)
  }

  /** Finds a cell and leaves its outer spaces out. False: there is nothing in it. */
  find(scanner: CsvScanner, column: number): boolean {
    if (column < 0) return false
    let start = scanner.starts[column] as number
    let end = scanner.ends[column] as number
    const bytes = scanner.bytes
    while (start < end && (bytes[start] as number) <= 32) start += 1
    while (start < end && (bytes[end - 1] as number) <= 32) end -= 1
    this.start = start
    this.end = end
    return start < end && (this.#empty.length === 0 || !this.#isEmptyWord(bytes, start, end))
  }

  #isEmptyWord(bytes: Uint8Array, start: number, end: number): boolean {
    for (const word of this.#empty) {
      if (word.length !== end - start) continue
      let i = 0
      while (i < word.length && word[i] === bytes[start + i]) i += 1
      if (i === word.length) return true
    }
    return false
  }

  /** Reads the instant of a cell into `instant`; where it is `UNREADABLE`, there is a problem. */
  timeAt(scanner: CsvScanner, column: number, name: string): number {
    if (!this.find(scanner, column)) return ABSENT
    return this.timeIn(scanner.bytes, this.start, this.end, name, scanner.row)
  }

  /** Reads the instant of a range of bytes into `instant`. */
  timeIn(bytes: Uint8Array, start: number, end: number, name: string, row: number): number {
    if (end - start === 16 && this.#isQuick) {
      const minute = isoMinute(bytes, start)
      if (minute >= 0) {
        const shifted = minute + this.#shiftMinutes
        const offset = this.#local?.offsetOn((shifted / 1440) | 0) ?? UNEVEN
        if (offset !== UNEVEN) {
          this.isDateOnly = false
          this.instant[0] = shifted * 60_000 - offset
          return READ
        }
      }
    }
    return this.#readTime(bytes, start, end, name, row)
  }

  #readTime(bytes: Uint8Array, start: number, end: number, name: string, row: number): number {
    const pattern = this.#pattern
    if (!pattern.read(bytes, start, end)) return this.#unreadable(bytes, start, end, name)
    this.isDateOnly = !pattern.hasClock
    if (this.isDateOnly && !this.takesDates) {
      return this.#fail('time-without-hour', { column: name, sample: textOf(bytes, start, end) })
    }
    const shift = this.#shiftMinutes * 60_000
    if (pattern.hasOffset) {
      this.instant[0] = pattern.day * 86_400_000 + pattern.clock - pattern.offset + shift
      return READ
    }
    if (this.#local === undefined || this.#needsOffset) return this.#withoutZone(name)
    const local = this.#local
    const at = local.instantOf(pattern.day + this.#shiftMinutes / 1440, pattern.clock)
    if (Number.isNaN(at)) {
      return this.#fail('time-outside-zone', { column: name, sample: textOf(bytes, start, end) })
    }
    if (local.fold !== 'plain') {
      const code = local.fold === 'gap' ? 'time-in-gap' : 'time-ambiguous'
      const params = { column: name, sample: textOf(bytes, start, end) }
      this.quality.note(code, 'warning', row, params)
    }
    this.instant[0] = at
    return READ
  }

  #withoutZone(name: string): number {
    return this.#needsOffset
      ? this.#fail('time-offset-missing', { column: name })
      : this.#fail('zone-missing', {})
  }

  #fail(code: string, params: Readonly<Record<string, string>>): number {
    this.problem = { code, params }
    return UNREADABLE
  }

  #unreadable(bytes: Uint8Array, start: number, end: number, name: string): number {
    const sample = textOf(bytes, start, end)
    const { pattern } = this.#pattern
    if (this.#pattern.problem === 'date') {
      return this.#fail('time-impossible', { column: name, pattern, sample })
    }
    for (const other of OTHER_PATTERNS) {
      if (other === pattern || TimePattern.of(other)?.read(bytes, start, end) !== true) continue
      return this.#fail('time-two-formats', { column: name, pattern, other, sample })
    }
    return this.#fail('time-unreadable', { column: name, pattern, sample })
  }

  /** The quick way to the times of this mapping, where it has one. */
  plainTimes(): PlainTimes | undefined {
    if (!this.#isQuick || this.#local === undefined || this.#empty.length > 0) return undefined
    return new PlainTimes(this.#local, this.#shiftMinutes)
  }

  /** The code of a column's values, each decoded once and given its meaning. */
  codes(name: string, values: ReadonlyMap<string, string>, unknownCode: string): CodeColumn {
    return new CodeColumn(this, name, values, unknownCode)
  }

  /** The same for a column of statuses, which have one list whatever the mapping says. */
  statuses({ column, values }: ValueColumn): CodeColumn {
    return new CodeColumn(this, column, values, 'status-unknown', STATUSES)
  }

  /** Decodes a cell; bytes that are not in the encoding are read as windows-1252, and reported. */
  textIn(bytes: Uint8Array, start: number, end: number, name: string, row: number): string {
    const text = decodeBytes(bytes, start, end, this.encoding)
    if (text?.includes('\0') === true)
      this.quality.note('nul-byte', 'warning', row, { column: name })
    if (text !== undefined) return text
    this.quality.note('encoding-invalid', 'warning', row, { column: name })
    return decodeBytes(bytes, start, end, 'windows-1252')
  }

  /** Reads an identifier into `id`. False: the cell is empty. */
  readId(scanner: CsvScanner, column: number, removesSpaces: boolean): boolean {
    if (!this.find(scanner, column)) return false
    const { bytes } = scanner
    if (this.end - this.start > this.id.length)
      this.id = new Uint8Array((this.end - this.start) * 3)
    let length = 0
    for (let i = this.start; i < this.end; i += 1) {
      const byte = bytes[i] as number
      if (byte >= 0x80 || byte < 33) return this.#readIdText(scanner, removesSpaces)
      this.id[length] = byte
      length += 1
    }
    this.idLength = length
    return true
  }

  /** Puts an identifier into `id`, in UTF-8, and gives its length. */
  encode(id: string): number {
    const bytes = encodeUtf8(id)
    if (bytes.length > this.id.length) this.id = new Uint8Array(bytes.length * 2)
    this.id.set(bytes)
    this.idLength = bytes.length
    return bytes.length
  }

  /** The slow way, for identifiers with spaces or accents. */
  #readIdText(scanner: CsvScanner, removesSpaces: boolean): boolean {
    const text = this.textIn(scanner.bytes, this.start, this.end, 'id', scanner.row)
    const clean = removesSpaces ? text.replace(/[\s\u00a0\u202f\u2009]/g, '') : text
    this.encode(clean)
    return clean !== ''
  }
}

const textOf = (bytes: Uint8Array, start: number, end: number): string =>
  decodeBytes(bytes, start, Math.min(end, start + 40), 'windows-1252')
