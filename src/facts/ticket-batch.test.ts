/** Tickets in columns: what goes in comes out, whatever becomes of the arrays afterwards. */
import { describe, expect, test } from 'vitest'
import type { Instant } from '../base/instant.ts'
import type { Ticket } from './fact.ts'
import { TICKET_EVENT_KINDS } from './fact.ts'
import { batchOf, copyOf, Dictionary, eventCode, ticketAt } from './ticket-batch.ts'

const ticket = (row: number, fields: Record<string, string>, value?: string): Ticket => ({
  kind: 'ticket',
  source: 'tickets',
  externalId: `T-${row}`,
  revision: 1,
  origin: { file: 'april.csv', row },
  events: [
    { kind: 'opened', at: 60_000 as Instant },
    ...(value === undefined ? [] : [{ kind: 'status' as const, at: 90_500 as Instant, value }]),
    { kind: 'resolved', at: 120_000 as Instant },
  ],
  fields,
})
const TICKETS = [
  ticket(2, { priority: 'P1', site: 'Lyon' }, 'awaiting-client'),
  ticket(3, { priority: 'P2' }),
  ticket(9, {}, 'active'),
]

describe('a batch of tickets', () => {
  test('gives each of them back', () => {
    const batch = batchOf(TICKETS)
    expect(batch.count).toBe(3)
    expect(TICKETS.map((_, i) => ticketAt(batch, i))).toEqual(TICKETS)
  })

  test('has no ticket before its first or after its last', () => {
    const batch = batchOf(TICKETS)
    expect(() => ticketAt(batch, -1)).toThrow('inside its batch')
    expect(() => ticketAt(batch, 3)).toThrow('inside its batch')
    expect(() => batch.externalId(3)).toThrow('inside its batch')
  })

  test('of none is empty', () => {
    expect(batchOf([])).toMatchObject({ count: 0, source: '', file: '' })
  })

  test('shares the codes of a dictionary with others', () => {
    const dictionary = new Dictionary()
    const code = dictionary.codeOf('P2')
    const { fields } = batchOf(TICKETS, dictionary)
    expect([...(fields.get('priority') ?? [])]).toEqual([dictionary.find('P1'), code, 0])
  })

  test('is kept as a copy where its arrays are used again', () => {
    const batch = batchOf(TICKETS)
    const copy = copyOf(batch)
    for (const column of [batch.row, batch.eventStart, batch.eventKind, batch.eventAt])
      column.fill(0)
    for (const column of [batch.eventValue, ...batch.fields.values()]) column.fill(0)
    expect(TICKETS.map((_, i) => ticketAt(copy, i))).toEqual(TICKETS)
    expect(() => copy.externalId(3)).toThrow('inside its batch')
  })
})

describe('a dictionary', () => {
  test('numbers texts from 1 in the order of their first use; nothing is 0', () => {
    const dictionary = new Dictionary()
    expect(['P1', '', 'P2', 'P1'].map((text) => dictionary.codeOf(text))).toEqual([1, 0, 2, 1])
    expect([0, 1, 2].map((code) => dictionary.textOf(code))).toEqual(['', 'P1', 'P2'])
    expect(dictionary.size).toBe(3)
  })

  test('finds the texts that it has, and makes no new one', () => {
    const dictionary = new Dictionary()
    dictionary.codeOf('P1')
    expect(['P1', 'P2', ''].map((text) => dictionary.find(text))).toEqual([1, undefined, 0])
    expect(dictionary.size).toBe(2)
    expect(() => dictionary.textOf(2)).toThrow('its own dictionary')
  })
})

test('the code of an event is its place in the list, which is part of the format', () => {
  expect(TICKET_EVENT_KINDS.map(eventCode)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
})
