/**
 * Tickets by the thousand, in columns.
 *
 * A month has ten thousand tickets and a replay has a million, so tickets travel from the reader to
 * the kernel as typed arrays: no object per ticket, no text unless somebody asks. A batch holds
 * whole tickets; their order has no meaning. `ticketAt` gives one back as a plain {@link Ticket},
 * for an explanation or a hash.
 *
 * Texts are codes of one {@link Dictionary} that all the batches of a reading share. Code 0 is the
 * absent value.
 *
 * @fr lot de tickets
 */

import { instant } from '../base/instant.ts'
import { invariant, present } from '../base/invariant.ts'
import type { Ticket, TicketEvent, TicketEventKind } from './fact.ts'
import { TICKET_EVENT_KINDS } from './fact.ts'

/** Numbers texts in the order of their first use, from 1. Grows and never changes. */
export class Dictionary {
  readonly #codes = new Map<string, number>()
  readonly #texts: string[] = ['']

  /** The code of a text, a new one if it has none. The empty text is the absent value, 0. */
  codeOf(text: string): number {
    if (text === '') return 0
    const known = this.#codes.get(text)
    if (known !== undefined) return known
    const code = this.#texts.length
    this.#codes.set(text, code)
    this.#texts.push(text)
    return code
  }

  /** The code of a text that is already there, or nothing. */
  find(text: string): number | undefined {
    return text === '' ? 0 : this.#codes.get(text)
  }

  textOf(code: number): string {
    const text = this.#texts[code]
    invariant(text !== undefined, 'a code comes from its own dictionary')
    return text
  }

  get size(): number {
    return this.#texts.length
  }
}

export interface TicketBatch {
  readonly count: number
  readonly source: string
  readonly file: string
  readonly dictionary: Dictionary
  /** Row of the source, counted from 1, a ticket. */
  readonly row: Uint32Array
  /** Events of ticket `i` are `eventStart[i]` to `eventStart[i + 1]`, in order of time. */
  readonly eventStart: Uint32Array
  /** Index in `TICKET_EVENT_KINDS`. */
  readonly eventKind: Uint8Array
  /** Instants, in milliseconds. */
  readonly eventAt: Float64Array
  /** Code of the status, priority or service from then on; 0 for the other kinds. */
  readonly eventValue: Uint32Array
  /** For each field, the code at opening of each ticket. */
  readonly fields: ReadonlyMap<string, Uint32Array>
  /** The identifier that the source gave to ticket `i`. */
  externalId(index: number): string
}

const CODE_OF_KIND = new Map<TicketEventKind, number>(
  TICKET_EVENT_KINDS.map((kind, code) => [kind, code]),
)

/** The code of an event kind in `eventKind`. */
export function eventCode(kind: TicketEventKind): number {
  const code = CODE_OF_KIND.get(kind)
  invariant(code !== undefined, 'every event kind has a code')
  return code
}

/** One ticket of a batch as a plain value. */
export function ticketAt(batch: TicketBatch, index: number): Ticket {
  invariant(index >= 0 && index < batch.count, 'a ticket is inside its batch')
  const fields: Record<string, string> = {}
  for (const [name, codes] of batch.fields) {
    const text = batch.dictionary.textOf(codes[index] as number)
    if (text !== '') fields[name] = text
  }
  const events: TicketEvent[] = []
  const end = batch.eventStart[index + 1] as number
  for (let e = batch.eventStart[index] as number; e < end; e += 1) {
    const kind = present(TICKET_EVENT_KINDS[batch.eventKind[e] as number], 'a code has its kind')
    const at = instant(batch.eventAt[e] as number)
    const value = batch.dictionary.textOf(batch.eventValue[e] as number)
    events.push(value === '' ? { kind, at } : { kind, at, value })
  }
  return {
    kind: 'ticket',
    source: batch.source,
    externalId: batch.externalId(index),
    revision: 1,
    origin: { file: batch.file, row: batch.row[index] as number },
    events,
    fields,
  }
}

/** A batch with columns of its own: it may be kept when the reader goes on with the arrays. */
export function copyOf(batch: TicketBatch): TicketBatch {
  const ids = Array.from({ length: batch.count }, (_, i) => batch.externalId(i))
  return {
    ...batch,
    row: batch.row.slice(),
    eventStart: batch.eventStart.slice(),
    eventKind: batch.eventKind.slice(),
    eventAt: batch.eventAt.slice(),
    eventValue: batch.eventValue.slice(),
    fields: new Map([...batch.fields].map(([name, codes]) => [name, codes.slice()])),
    externalId: (index) => present(ids[index], 'a ticket is inside its batch'),
  }
}

/** Puts plain tickets of one source and file into a batch. */
export function batchOf(
  tickets: readonly Ticket[],
  dictionary: Dictionary = new Dictionary(),
): TicketBatch {
  const events = tickets.flatMap((ticket) => ticket.events)
  const eventStart = new Uint32Array(tickets.length + 1)
  tickets.forEach((ticket, i) => {
    eventStart[i + 1] = (eventStart[i] as number) + ticket.events.length
  })
  const names = new Set(tickets.flatMap((ticket) => Object.keys(ticket.fields)))
  const fields = new Map(
    [...names].map((name) => [
      name,
      Uint32Array.from(tickets, (ticket) => dictionary.codeOf(ticket.fields[name] ?? '')),
    ]),
  )
  return {
    count: tickets.length,
    source: tickets[0]?.source ?? '',
    file: tickets[0]?.origin.file ?? '',
    dictionary,
    row: Uint32Array.from(tickets, (ticket) => ticket.origin.row),
    eventStart,
    eventKind: Uint8Array.from(events, (event) => eventCode(event.kind)),
    eventAt: Float64Array.from(events, (event) => event.at),
    eventValue: Uint32Array.from(events, (event) => dictionary.codeOf(event.value ?? '')),
    fields,
    externalId: (index) => present(tickets[index], 'a ticket is inside its batch').externalId,
  }
}
