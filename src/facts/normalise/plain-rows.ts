/**
 * Reads the rows of tickets that have nothing unusual about them, straight from the bytes.
 *
 * Nearly every row of a large table is plain: no quotes, no spaces around cells, known values,
 * times in the form of the mapping, events after the opening. Such a row needs no cells: each
 * column says how its bytes are read, and where they end. **A row that is anything else is left,
 * untouched, to the reader that knows all the cases** and says what is wrong with it; so what is
 * read, and what is reported, is the same with this reader and without it.
 *
 * Example: `T-1,P1,incident,mail,2026-03-02T09:00,…` is plain; `"T-1",P1,…` is not.
 */
import type { QualityLog } from '../quality.ts'
import { eventCode } from '../ticket-batch.ts'
import type { BatchBuilder } from './batch-builder.ts'
import type { PlainReader } from './csv-scanner.ts'
import { MAX_ROW_BYTES } from './csv-scanner.ts'
import type { PlainCodes } from './plain-codes.ts'
import { RowEvents } from './plain-events.ts'
import type { PlainPauses } from './plain-pauses.ts'
import type { PlainTimes } from './plain-times.ts'
import { ABSENT } from './plain-times.ts'
import type { TicketOutput } from './ticket-output.ts'

const LF = 10
const CR = 13
const QUOTE = 34
const MINUTE = 60_000

/** How the bytes of a column are read. */
export const SKIPPED = 0
export const IDENTIFIER = 1
export const TIME = 2
export const CODE = 3
export const PAUSES = 4

const RESOLVED = eventCode('resolved')
const CLOSED = eventCode('closed')

/** What each column of a file is, and what the rows are made of. */
export interface PlainPlan {
  readonly separator: number
  /** For each column, one of the numbers above, and which time or field it is. */
  readonly operations: readonly number[]
  readonly targets: readonly number[]
  /** The event of each time, in the order in which equal times are kept; the opening first. */
  readonly kinds: readonly number[]
  readonly times: PlainTimes
  /** For each field, how it is read; nothing for one that has no column. */
  readonly codes: readonly (PlainCodes | undefined)[]
  readonly pauses: PlainPauses | undefined
  readonly constant: { readonly field: number; readonly code: number }
  readonly statusField: number
  readonly doneCodes: readonly number[]
  readonly latest: number
}

/** Columns that stand side by side and are read alike, and what each of them fills. */
interface Group {
  readonly operation: number
  readonly targets: Uint8Array
}

function groupsOf({ operations, targets }: PlainPlan): readonly Group[] {
  const groups: { operation: number; targets: number[] }[] = []
  operations.forEach((operation, column) => {
    const last = groups.at(-1)
    const target = targets[column] as number
    if (last?.operation === operation) last.targets.push(target)
    else groups.push({ operation, targets: [target] })
  })
  return groups.map((group) => ({ ...group, targets: Uint8Array.from(group.targets) }))
}

export class PlainRows implements PlainReader {
  /** How many rows the last call has read. */
  rows = 0
  readonly #plan: PlainPlan
  readonly #output: TicketOutput
  readonly #builder: BatchBuilder
  readonly #quality: QualityLog
  readonly #separator: number
  readonly #groups: readonly Group[]
  readonly #times: PlainTimes
  readonly #codes: readonly (PlainCodes | undefined)[]
  readonly #pauses: PlainPauses | undefined
  /** Bytes that end a cell, and bytes that may stand in an identifier. */
  readonly #stops = new Uint8Array(256)
  readonly #plain = new Uint8Array(256).fill(1, 33, 128)
  readonly #events: RowEvents
  /** Fields that no column fills, and their code. */
  readonly #constants: readonly { readonly field: number; readonly code: number }[]
  /** The places of the resolution and of the closing; −1 where no column has them. */
  readonly #resolved: number
  readonly #closed: number
  #idStart = 0
  #idEnd = 0

  constructor(plan: PlainPlan, output: TicketOutput, quality: QualityLog) {
    this.#plan = plan
    this.#output = output
    this.#builder = output.builder
    this.#quality = quality
    this.#separator = plan.separator
    this.#times = plan.times
    this.#codes = plan.codes
    this.#pauses = plan.pauses
    for (const stop of [plan.separator, LF, CR]) this.#stops[stop] = 1
    for (const byte of [plan.separator, QUOTE]) this.#plain[byte] = 0
    this.#constants = plan.codes.flatMap((codes, field) =>
      codes === undefined ? [{ field, code: codeOfConstant(plan, field) }] : [],
    )
    const late = plan.kinds.findIndex((kind) => kind >= RESOLVED)
    const events = new RowEvents(plan.kinds, late < 0 ? plan.kinds.length : late)
    const placeOf = (kind: number): number => {
      const time = plan.kinds.indexOf(kind)
      return time < 0 ? -1 : events.placeOf(time)
    }
    this.#events = events
    this.#resolved = placeOf(RESOLVED)
    this.#closed = placeOf(CLOSED)
    this.#groups = groupsOf(plan).map(({ operation, targets }) =>
      operation === TIME
        ? { operation, targets: targets.map((time) => events.placeOf(time)) }
        : { operation, targets },
    )
  }

  read(bytes: Uint8Array, view: DataView, from: number, limit: number, row: number): number {
    const output = this.#output
    let at = from
    let rows = 0
    while (at < limit) {
      output.makeRoom()
      const next = this.#readCells(bytes, view, at)
      if (next < 0 || next - at > MAX_ROW_BYTES || !this.#keep(bytes, row + rows + 1)) break
      rows += 1
      at = next
    }
    this.rows = rows
    this.#quality.rowsRead += rows
    return at
  }

  /** Reads every cell of a row and gives where the next row begins; −1: it is not plain. */
  #readCells(bytes: Uint8Array, view: DataView, from: number): number {
    const separator = this.#separator
    const groups = this.#groups
    const last = groups.length - 1
    let at = from
    for (let g = 0; ; g += 1) {
      at = this.#readGroup(bytes, view, at, groups[g] as Group)
      if (at < 0) return -1
      const stop = bytes[at]
      at += 1
      if (g < last) {
        if (stop !== separator) return -1
      } else if (stop === LF) return at
      else return stop === CR && bytes[at] === LF ? at + 1 : -1
    }
  }

  /** Reads cells side by side and gives where the last ends, which is for the caller to check. */
  #readGroup(bytes: Uint8Array, view: DataView, at: number, group: Group): number {
    const { operation, targets } = group
    if (operation === TIME) {
      const { minutes } = this.#events
      return this.#times.readRun(bytes, view, at, this.#separator, targets, minutes)
    }
    if (operation === CODE) return this.#readCodes(bytes, view, at, targets)
    if (operation === IDENTIFIER) return this.#readId(bytes, at)
    if (operation === SKIPPED) return this.#skip(bytes, at, targets.length)
    const events = this.#events
    events.endOfPauses = events.firstPause
    if (this.#stops[bytes[at] as number] !== 0) return at
    return (this.#pauses as PlainPauses).read(bytes, view, at, events)
  }

  #readId(bytes: Uint8Array, from: number): number {
    const plain = this.#plain
    let at = from
    while (plain[bytes[at] as number] !== 0) at += 1
    this.#idStart = from
    this.#idEnd = at
    return at === from ? -1 : at
  }

  #readCodes(bytes: Uint8Array, view: DataView, from: number, targets: Uint8Array): number {
    const stops = this.#stops
    const { fields, count } = this.#builder
    const last = targets.length - 1
    let at = from
    for (let c = 0; ; c += 1) {
      const field = targets[c] as number
      let code = 0
      if (stops[bytes[at] as number] === 0) {
        const codes = this.#codes[field] as PlainCodes
        code = codes.codeAt(bytes, view, at)
        if (code < 0) return -1
        at = codes.end
      }
      ;(fields[field] as Uint32Array)[count] = code
      if (c === last) return at
      if (bytes[at] !== this.#separator) return -1
      at += 1
    }
  }

  #skip(bytes: Uint8Array, from: number, cells: number): number {
    const stops = this.#stops
    let at = from
    for (let left = cells; ; ) {
      if (bytes[at] === QUOTE) return -1
      while (stops[bytes[at] as number] === 0) at += 1
      left -= 1
      if (left === 0) return at
      if (bytes[at] !== this.#separator) return -1
      at += 1
    }
  }

  /** Keeps the row as a ticket. False: there is something to say about its times. */
  #keep(bytes: Uint8Array, row: number): boolean {
    const builder = this.#builder
    const events = this.#events
    const { minutes } = events
    if ((minutes[0] as number) < 0) return false
    const first = builder.allEvents
    builder.events.reserve(first + events.most)
    const end = events.write(builder.events, first)
    if (end < 0 || events.latest * MINUTE > this.#plan.latest || !this.#isUsualEnd()) return false
    for (const { field, code } of this.#constants) builder.setField(field, code)
    this.#output.noteRow()
    const hash = events.isOrdered ? events.hash : undefined
    builder.keepWritten(row, bytes, this.#idStart, this.#idEnd, end, hash)
    return true
  }

  /** Whether there is nothing to say about how the ticket ends. */
  #isUsualEnd(): boolean {
    const { minutes } = this.#events
    const closed = this.#closed < 0 ? ABSENT : (minutes[this.#closed] as number)
    const resolved = this.#resolved < 0 ? ABSENT : (minutes[this.#resolved] as number)
    if (resolved >= 0) return closed < 0 || closed >= resolved
    if (closed >= 0) return false
    const { statusField, doneCodes } = this.#plan
    if (statusField < 0) return true
    const { fields, count } = this.#builder
    return !doneCodes.includes((fields[statusField] as Uint32Array)[count] as number)
  }
}

const codeOfConstant = ({ constant }: PlainPlan, field: number): number =>
  constant.field === field ? constant.code : 0
