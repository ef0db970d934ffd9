/**
 * Counts the tickets that carry each value of the fields that a contract asks for.
 *
 * A column is counted by the codes of its dictionary, one addition a ticket, so that a million
 * tickets cost some milliseconds; codes become texts at the end. A ticket that takes a value later,
 * by a change of its priority or service, carries that one as well.
 *
 * Example: 40 tickets opened as P2, one of which is raised to P1: P2 counts 40, P1 counts 1.
 *
 * @fr valeurs rencontrées
 */
import type { Dictionary, TicketBatch } from '../../facts/ticket-batch.ts'
import { eventCode } from '../../facts/ticket-batch.ts'

/** The fields that a ticket may change, and the event that changes them. */
const CHANGES: ReadonlyMap<string, number> = new Map([
  ['priority', eventCode('priority')],
  ['service', eventCode('service')],
])

export class SeenValues {
  /** How many tickets were read. */
  tickets = 0
  readonly #columns: readonly SeenColumn[]

  constructor(fields: Iterable<string>) {
    this.#columns = [...fields].map((field) => new SeenColumn(field))
  }

  add(batch: TicketBatch): void {
    for (const column of this.#columns) column.add(batch, this.tickets)
    this.tickets += batch.count
  }

  /** How many tickets carry each value of a field. */
  of(field: string): ReadonlyMap<string, number> {
    return this.#columnOf(field)?.counts() ?? new Map()
  }

  /** Whether some of the tickets come from a table that has the field, be it empty. */
  has(field: string): boolean {
    return this.#columnOf(field)?.isThere ?? false
  }

  #columnOf(field: string): SeenColumn | undefined {
    return this.#columns.find((column) => column.field === field)
  }
}

class SeenColumn {
  readonly field: string
  isThere = false
  readonly #change: number | undefined
  readonly #byText = new Map<string, number>()
  #dictionary: Dictionary | undefined
  /** By code of the dictionary: how many tickets, and the last one counted for a change. */
  #counts = new Uint32Array(0)
  #last = new Float64Array(0)

  constructor(field: string) {
    this.field = field
    this.#change = CHANGES.get(field)
  }

  /** Counts a batch, `before` which so many tickets were counted. */
  add(batch: TicketBatch, before: number): void {
    this.#open(batch.dictionary)
    const codes = batch.fields.get(this.field)
    const counts = this.#counts
    if (codes !== undefined) {
      this.isThere = true
      for (let i = 0; i < batch.count; i += 1) {
        const code = codes[i] as number
        counts[code] = (counts[code] as number) + 1
      }
    }
    const change = this.#change
    if (change !== undefined && batch.eventKind.includes(change)) {
      this.#addChanges(batch, codes, change, before)
    }
  }

  #addChanges(
    batch: TicketBatch,
    codes: Uint32Array | undefined,
    change: number,
    before: number,
  ): void {
    const { eventStart, eventKind, eventValue } = batch
    const last = this.#last
    for (let i = 0; i < batch.count; i += 1) {
      const end = eventStart[i + 1] as number
      for (let e = eventStart[i] as number; e < end; e += 1) {
        const code = eventValue[e] as number
        if (eventKind[e] !== change || code === codes?.[i] || last[code] === before + i + 1)
          continue
        last[code] = before + i + 1
        this.#counts[code] = (this.#counts[code] as number) + 1
      }
    }
  }

  /** Makes room for the codes of a dictionary; another one than before begins at zero. */
  #open(dictionary: Dictionary): void {
    if (dictionary !== this.#dictionary) {
      this.#close()
      this.#dictionary = dictionary
    }
    const { size } = dictionary
    if (size <= this.#counts.length) return
    const counts = new Uint32Array(size * 2)
    const last = new Float64Array(size * 2)
    counts.set(this.#counts)
    last.set(this.#last)
    this.#counts = counts
    this.#last = last
  }

  /** Gives the codes counted so far back to their texts. */
  #close(): void {
    const dictionary = this.#dictionary
    this.#counts.forEach((count, code) => {
      // Code 0 is no value at all.
      if (code === 0 || count === 0 || dictionary === undefined) return
      const text = dictionary.textOf(code)
      this.#byText.set(text, (this.#byText.get(text) ?? 0) + count)
    })
    this.#counts.fill(0)
    this.#last.fill(0)
  }

  counts(): ReadonlyMap<string, number> {
    this.#close()
    return this.#byText
  }
}
