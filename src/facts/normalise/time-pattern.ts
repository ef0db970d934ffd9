/**
 * Reads a date and an hour straight from bytes, by a pattern that the mapping names.
 *
 * `iso` is `2026-03-14T22:40`, with `T` or a space, seconds and an offset where there are any.
 * Other patterns are written with `yyyy MM dd HH mm ss` (as many digits), `M d H` (one or two),
 * `XXX` (an offset, `Z` or `+01:00`), optional parts between brackets, and anything else as it
 * stands.
 *
 * Example: `dd-MM-yyyy HH:mm[:ss]` reads `05-01-2026 16:24` and `05-01-2026 16:24:30`.
 *
 * @fr format de date
 */
import { daysInMonth, epochDay } from '../../base/instant.ts'
import { present } from '../../base/invariant.ts'

export type TimeProblem = 'format' | 'date'

const YEAR = 1
const MONTH = 2
const DAY_OF_MONTH = 3
const HOUR_OF_DAY = 4
const MINUTE_OF_HOUR = 5
const SECOND_OF_MINUTE = 6
const OFFSET = 7
const LITERAL = 8
const OPEN = 9
const SHUT = 10
const MILLISECOND = 11

interface Step {
  readonly op: number
  readonly least: number
  readonly most: number
}

const FIELDS: Readonly<Record<string, Step>> = {
  yyyy: { op: YEAR, least: 4, most: 4 },
  MM: { op: MONTH, least: 2, most: 2 },
  M: { op: MONTH, least: 1, most: 2 },
  dd: { op: DAY_OF_MONTH, least: 2, most: 2 },
  d: { op: DAY_OF_MONTH, least: 1, most: 2 },
  HH: { op: HOUR_OF_DAY, least: 2, most: 2 },
  H: { op: HOUR_OF_DAY, least: 1, most: 2 },
  mm: { op: MINUTE_OF_HOUR, least: 2, most: 2 },
  ss: { op: SECOND_OF_MINUTE, least: 2, most: 2 },
  SSS: { op: MILLISECOND, least: 3, most: 3 },
  XXX: { op: OFFSET, least: 0, most: 0 },
}

const TOKEN = /yyyy|MM|M|dd|d|HH|H|mm|ss|SSS|XXX|[^A-Za-z]/y

/** Optional parts stand side by side, each with its two brackets. */
const BRACKETS = /^[^[\]]*(\[[^[\]]*\][^[\]]*)*$/

/**
 * The steps of a pattern. Nothing where a letter of it has no meaning, where it has no date, or
 * where it asks for one thing twice: `dd/MM/yyyy HH:MM` would read the minutes as the month.
 */
function compile(pattern: string): Step[] | undefined {
  if (!BRACKETS.test(pattern)) return undefined
  const steps: Step[] = []
  const asked = new Set<number>()
  TOKEN.lastIndex = 0
  while (TOKEN.lastIndex < pattern.length) {
    const token = TOKEN.exec(pattern)?.[0]
    if (token === undefined) return undefined
    const field = FIELDS[token]
    if (field !== undefined) {
      if (asked.has(field.op)) return undefined
      asked.add(field.op)
      steps.push(field)
    } else if (token === '[') steps.push({ op: OPEN, least: 0, most: 0 })
    else if (token === ']') steps.push({ op: SHUT, least: 0, most: 0 })
    else steps.push({ op: LITERAL, least: token.charCodeAt(0), most: 0 })
  }
  return [YEAR, MONTH, DAY_OF_MONTH].every((op) => asked.has(op)) ? steps : undefined
}

/** The first day of each month as days since 1970, and its length, from 1900 to 2199. */
const FIRST_YEAR = 1900
const YEARS = 300
const MONTH_START = new Int32Array(YEARS * 12)
const MONTH_DAYS = new Uint8Array(YEARS * 12)
for (let month = 0; month < YEARS * 12; month += 1) {
  const year = FIRST_YEAR + Math.floor(month / 12)
  MONTH_START[month] = present(epochDay(year, (month % 12) + 1, 1), 'a month has a first day')
  MONTH_DAYS[month] = daysInMonth(year, (month % 12) + 1)
}

/** One pattern, ready to read cells. The answers of the last reading stand in its fields. */
export class TimePattern {
  readonly pattern: string
  /** Days since 1970-01-01 of the date read. */
  day = 0
  /** Milliseconds past 00:00. */
  clock = 0
  /** Milliseconds that the text says its clock is ahead of UTC, where `hasOffset`. */
  offset = 0
  hasOffset = false
  hasClock = false
  problem: TimeProblem = 'format'

  readonly #steps: readonly Step[]
  readonly #isIso: boolean
  #at = 0

  private constructor(pattern: string, steps: readonly Step[]) {
    this.pattern = pattern
    this.#steps = steps
    this.#isIso = pattern === 'iso'
  }

  static of(pattern: string): TimePattern | undefined {
    if (pattern === 'iso') return TimePattern.iso()
    const steps = compile(pattern)
    return steps === undefined ? undefined : new TimePattern(pattern, steps)
  }

  static iso(): TimePattern {
    return new TimePattern('iso', [])
  }

  /** Reads a range of bytes; where it is false, `problem` says why. */
  read(bytes: Uint8Array, start: number, end: number): boolean {
    this.hasOffset = false
    this.problem = 'format'
    return this.#isIso ? this.#readIso(bytes, start, end) : this.#readSteps(bytes, start, end)
  }

  #readIso(bytes: Uint8Array, start: number, end: number): boolean {
    if (end - start < 10) return false
    const year = twoDigits(bytes, start) * 100 + twoDigits(bytes, start + 2)
    const month = twoDigits(bytes, start + 5)
    const day = twoDigits(bytes, start + 8)
    if (bytes[start + 4] !== 45 || bytes[start + 7] !== 45) return false
    this.hasClock = end - start > 10
    if (!this.hasClock) return this.#settle(year, month, day, 0, 0, 0)
    const t = bytes[start + 10]
    if (end - start < 16 || (t !== 84 && t !== 32) || bytes[start + 13] !== 58) return false
    const hour = twoDigits(bytes, start + 11)
    const minute = twoDigits(bytes, start + 14)
    this.#at = start + 16
    let milliseconds = 0
    if (this.#at < end && bytes[this.#at] === 58) {
      if (this.#at + 3 > end) return false
      milliseconds = twoDigits(bytes, this.#at + 1) * 1000
      this.#at += 3
      if (this.#at < end && bytes[this.#at] === 46) milliseconds += this.#readFraction(bytes, end)
    }
    if (this.#at < end && !this.#readOffset(bytes, end)) return false
    return this.#at === end && this.#settle(year, month, day, hour, minute, milliseconds)
  }

  #readFraction(bytes: Uint8Array, end: number): number {
    let value = 0
    let scale = 100
    this.#at += 1
    for (; this.#at < end; this.#at += 1) {
      const digit = (bytes[this.#at] as number) - 48
      if (digit < 0 || digit > 9) break
      value += digit * Math.floor(scale)
      scale /= 10
    }
    return value
  }

  #readOffset(bytes: Uint8Array, end: number): boolean {
    const sign = bytes[this.#at]
    this.hasOffset = true
    if (sign === 90) {
      this.offset = 0
      this.#at += 1
      return true
    }
    if ((sign !== 43 && sign !== 45) || this.#at + 5 > end) return false
    const hours = twoDigits(bytes, this.#at + 1)
    const colon = bytes[this.#at + 3] === 58 ? 1 : 0
    if (this.#at + 5 + colon > end) return false
    const minutes = twoDigits(bytes, this.#at + 3 + colon)
    if (hours > 23 || minutes > 59 || hours < 0 || minutes < 0) return false
    this.offset = (sign === 45 ? -1 : 1) * (hours * 60 + minutes) * 60_000
    this.#at += 5 + colon
    return true
  }

  #readSteps(bytes: Uint8Array, start: number, end: number): boolean {
    const values = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]
    this.#at = start
    this.hasClock = false
    const steps = this.#steps
    for (let s = 0; s < steps.length; s += 1) {
      const step = steps[s] as Step
      if (step.op === OPEN) {
        if (this.#at === end) while ((steps[s] as Step).op !== SHUT) s += 1
      } else if (step.op === LITERAL) {
        if (this.#at >= end || bytes[this.#at] !== step.least) return false
        this.#at += 1
      } else if (step.op === OFFSET) {
        if (this.#at >= end || !this.#readOffset(bytes, end)) return false
      } else if (step.op !== SHUT) {
        const value = this.#readNumber(bytes, end, step)
        if (value < 0) return false
        values[step.op] = value
        if (step.op === HOUR_OF_DAY) this.hasClock = true
      }
    }
    if (this.#at !== end) return false
    const [, year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = values
    const milliseconds = second * 1000 + (values[MILLISECOND] as number)
    return this.#settle(year, month, day, hour, minute, milliseconds)
  }

  #readNumber(bytes: Uint8Array, end: number, step: Step): number {
    let value = 0
    let digits = 0
    while (digits < step.most && this.#at < end) {
      const digit = (bytes[this.#at] as number) - 48
      if (digit < 0 || digit > 9) break
      value = value * 10 + digit
      digits += 1
      this.#at += 1
    }
    return digits < step.least ? -1 : value
  }

  #settle(y: number, mo: number, d: number, h: number, mi: number, ms: number): boolean {
    if (y < 0 || mo < 0 || d < 0 || h < 0 || mi < 0 || ms < 0) return false
    this.problem = 'date'
    const index = (y - FIRST_YEAR) * 12 + mo - 1
    if (mo < 1 || mo > 12 || y < FIRST_YEAR || y >= FIRST_YEAR + YEARS) return false
    if (d < 1 || d > (MONTH_DAYS[index] as number)) return false
    if (h > 23 || mi > 59 || ms > 59_999) return false
    this.day = (MONTH_START[index] as number) + d - 1
    this.clock = h * 3_600_000 + mi * 60_000 + ms
    return true
  }
}

/**
 * The minute since 1970 that `2024-03-01T09:14` reads, on the wall; −1 where these 16 bytes are
 * anything else. The quick way for the commonest form of time.
 */
export function isoMinute(bytes: Uint8Array, at: number): number {
  const y1 = (bytes[at] as number) - 48
  const y2 = (bytes[at + 1] as number) - 48
  const y3 = (bytes[at + 2] as number) - 48
  const y4 = (bytes[at + 3] as number) - 48
  const m1 = (bytes[at + 5] as number) - 48
  const m2 = (bytes[at + 6] as number) - 48
  const d1 = (bytes[at + 8] as number) - 48
  const d2 = (bytes[at + 9] as number) - 48
  const h1 = (bytes[at + 11] as number) - 48
  const h2 = (bytes[at + 12] as number) - 48
  const n1 = (bytes[at + 14] as number) - 48
  const n2 = (bytes[at + 15] as number) - 48
  // Negative as soon as one of them is below 0 or above 9.
  const low = y1 | y2 | y3 | y4 | m1 | m2 | d1 | d2 | h1 | h2 | n1 | n2
  const high =
    (9 - y1) |
    (9 - y2) |
    (9 - y3) |
    (9 - y4) |
    (9 - m1) |
    (9 - m2) |
    (9 - d1) |
    (9 - d2) |
    (9 - h1) |
    (9 - h2) |
    (9 - n1) |
    (9 - n2)
  if ((low | high) < 0) return -1
  const t = bytes[at + 10]
  if (bytes[at + 4] !== 45 || bytes[at + 7] !== 45 || bytes[at + 13] !== 58) return -1
  if (t !== 84 && t !== 32) return -1
  const month = m1 * 10 + m2
  const day = d1 * 10 + d2
  const hour = h1 * 10 + h2
  const minute = n1 * 10 + n2
  const year = y1 * 1000 + y2 * 100 + y3 * 10 + y4
  if (month < 1 || month > 12 || year < 1970 || year >= FIRST_YEAR + YEARS) return -1
  const index = (year - FIRST_YEAR) * 12 + month - 1
  if (day < 1 || day > (MONTH_DAYS[index] as number) || hour > 23 || minute > 59) return -1
  return ((MONTH_START[index] as number) + day - 1) * 1440 + hour * 60 + minute
}

/** Two digits as a number, or far below zero where they are not digits. */
function twoDigits(bytes: Uint8Array, at: number): number {
  const tens = (bytes[at] as number) - 48
  const ones = (bytes[at + 1] as number) - 48
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : -1_000_000
}
