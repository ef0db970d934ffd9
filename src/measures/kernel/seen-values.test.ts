import { describe, expect, test } from 'vitest'
import { instant } from '../../base/instant.ts'
import type { Ticket, TicketEvent } from '../../facts/fact.ts'
import { batchOf, Dictionary } from '../../facts/ticket-batch.ts'
import { SeenValues } from './seen-values.ts'

const ticket = (
  id: string,
  fields: Readonly<Record<string, string>>,
  ...changes: readonly (readonly [TicketEvent['kind'], string])[]
): Ticket => ({
  kind: 'ticket',
  source: 's',
  externalId: id,
  revision: 1,
  origin: { file: 'f', row: 1 },
  fields,
  events: [
    { kind: 'opened', at: instant(0) },
    ...changes.map(([kind, value], i) => ({ kind, at: instant(i + 1), value })),
  ],
})

const TICKETS = [
  ticket('1', { priority: 'P2', type: 'incident' }, ['priority', 'P1'], ['priority', 'P2']),
  ticket('2', { priority: 'P2' }, ['priority', 'P1'], ['priority', 'P1'], ['service', 'mail']),
  ticket('3', { type: 'request' }, ['priority', 'P3'], ['status', 'P9']),
]
const COUNTS = {
  priority: { P1: 2, P2: 2, P3: 1 },
  type: { incident: 1, request: 1 },
  service: { mail: 1 },
  team: {},
}

const countsOf = (seen: SeenValues) =>
  Object.fromEntries(
    Object.keys(COUNTS).map((field) => [field, Object.fromEntries(seen.of(field))]),
  )

describe('the values that tickets carry', () => {
  test('are counted once a ticket, at opening or by a change', () => {
    const seen = new SeenValues(Object.keys(COUNTS))
    seen.add(batchOf(TICKETS))
    expect(countsOf(seen)).toEqual(COUNTS)
    expect(seen.tickets).toBe(3)
  })

  test('are the same in one batch or many, with one dictionary or several', () => {
    const [one, two] = [new Dictionary(), new Dictionary()]
    two.codeOf('another first word')
    const seen = new SeenValues(Object.keys(COUNTS))
    TICKETS.forEach((item, i) => {
      seen.add(batchOf([item], i === 1 ? two : one))
    })
    expect(countsOf(seen)).toEqual(COUNTS)
    seen.add(batchOf(TICKETS, one))
    expect(seen.of('type').get('incident')).toBe(2)
  })

  test('are not asked of a field that nobody asks for', () => {
    const seen = new SeenValues(['type'])
    seen.add(batchOf(TICKETS))
    expect([...seen.of('priority')]).toEqual([])
  })

  test('are none of a field that is there and empty', () => {
    const seen = new SeenValues(['type', 'team'])
    seen.add(batchOf([ticket('1', { type: '' })]))
    expect([seen.has('type'), seen.of('type').size]).toEqual([true, 0])
    expect([seen.has('team'), seen.of('team').size]).toEqual([false, 0])
  })
})
