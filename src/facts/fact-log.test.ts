/** Facts told twice, and tickets from many sources. */
import { describe, expect, test } from 'vitest'
import type { Instant } from '../base/instant.ts'
import type { Outage, Ticket } from './fact.ts'
import { allTickets, FactLog, ticketSource, ticketsOf } from './fact-log.ts'

/** An outage O-1 that ends after so many minutes, as recorded on some day, or on none. */
const outage = (minutes: number, day?: number): Outage => ({
  kind: 'outage',
  source: 'monitor',
  externalId: 'O-1',
  revision: 1,
  origin: { file: 'o.csv', row: minutes },
  of: 'mail',
  start: 0 as Instant,
  end: (minutes * 60_000) as Instant,
  fields: {},
  ...(day === undefined ? {} : { recordedAt: (day * 86_400_000) as Instant }),
})

function logOf(...facts: readonly Outage[]) {
  const log = new FactLog()
  for (const fact of facts) log.add(fact)
  return log
}
const minutesOf = (log: FactLog): readonly number[] =>
  log.facts.map((fact) => (fact.kind === 'outage' ? Number(fact.end) / 60_000 : -1))

describe('an outage that is told in two ways', () => {
  test.each([
    ['the one recorded later counts', outage(55, 1), outage(40, 2), 40],
    ['whichever of the two is the longer', outage(40, 1), outage(55, 2), 55],
    ['of one day: one of the two, always the same', outage(40, 1), outage(55, 1), 55],
    ['only one of which says when: the same', outage(40, 9), outage(55), 55],
    ['only the other of which says when: the same', outage(40), outage(55, 1), 55],
    ['neither of which says when: the same', outage(40), outage(55), 55],
  ])('%s', (_what, one, other, expected) => {
    expect(minutesOf(logOf(one, other))).toEqual([expected])
    expect(minutesOf(logOf(other, one))).toEqual([expected])
  })

  test('is said at the place of the second, and both are kept', () => {
    const log = logOf(outage(40), outage(55), outage(55))
    expect(log.findings).toEqual([
      {
        code: 'fact-told-twice',
        severity: 'warning',
        where: { file: 'o.csv', line: 55 },
        params: { kind: 'outage', id: 'O-1' },
      },
    ])
    expect(log.history.map(({ revision }) => revision)).toEqual([1, 2])
    expect(log.repeated).toBe(1)
  })

  test('is two outages where the sources differ', () => {
    const log = logOf(outage(40), { ...outage(55), source: 'calls' })
    expect(minutesOf(log)).toEqual([55, 40])
    expect(log.findings).toEqual([])
  })
})

describe('tickets', () => {
  const ticket = (id: string): Ticket => ({
    kind: 'ticket',
    source: 'tickets',
    externalId: id,
    revision: 1,
    origin: { file: 'a.csv', row: 2 },
    events: [],
    fields: {},
  })
  const idsOf = (source: ReturnType<typeof ticketsOf>): readonly string[] => {
    const ids: string[] = []
    source.read((batch) => {
      for (let i = 0; i < batch.count; i += 1) ids.push(batch.externalId(i))
    })
    return ids
  }

  test('of a list are one batch, and of an empty list none', () => {
    expect(idsOf(ticketsOf([ticket('1'), ticket('2')]))).toEqual(['1', '2'])
    let batches = 0
    ticketsOf([]).read(() => {
      batches += 1
    })
    expect(batches).toBe(0)
  })

  test('of many sources come one source after the other, step by step', () => {
    const slow = ticketSource(function* (onBatch) {
      yield undefined
      yield* ticketsOf([ticket('2')]).steps(onBatch)
      yield undefined
      return []
    })
    const all = allTickets([ticketsOf([ticket('1')]), slow, ticketsOf([ticket('3')])])
    expect(idsOf(all)).toEqual(['1', '2', '3'])
    expect([...all.steps(() => {})]).toEqual([undefined, undefined])
  })
})
