/** What events are about, and which facts are of each: a case a row. */
import { describe, expect, test } from 'vitest'
import { wall } from '../../tests/engine/clock-table.ts'
import { factOf, periods } from '../../tests/engine/downtime-scene.ts'
import type { Instant } from '../base/instant.ts'
import { ratio } from '../base/ratio.ts'
import type { QuantitySelect } from '../contract/core/quantities.ts'
import type { RareFact } from '../facts/fact.ts'
import { factsOf, thingScopes, thingsOf } from './things.ts'

const selectOf = (
  of: string,
  from: QuantitySelect['from'],
  take: QuantitySelect['take'] = 'sum',
): QuantitySelect => ({
  kind: 'quantities',
  id: of,
  of,
  from,
  take,
  tile: 'month',
  source: { path: '' },
})

/** `payment 03-05 F-1`: an event of 2026, and what it is about; `-` where it does not say. */
const told = (text: string): RareFact[] =>
  text.split(',').map((one, i) => {
    const [of = '', day = '', about = '-'] = one.trim().split(' ')
    const event = { ...factOf('happening', `h${i}`), of, at: wall(`${day} 00:00`) }
    return (about === '-' ? event : { ...event, about }) as RareFact
  })

const ASKED = '12-31 00:00'

describe('the things of a month', () => {
  test.each`
    events                                    | march
    ${'payment 03-05 F-1'}                    | ${'F-1 alone'}
    ${'payment 03-20 F-2, payment 03-05 F-1'} | ${'F-1, F-2'}
    ${'payment 03-05 F-1, payment 03-09 F-1'} | ${'F-1 alone'}
    ${'payment 03-05 -'}                      | ${'- alone'}
    ${'payment 03-05 -, payment 03-06 F-1'}   | ${'-, F-1'}
    ${'payment 04-05 F-1'}                    | ${''}
    ${'delivery 03-05 F-1'}                   | ${''}
  `('$events: $march', ({ events, march }: { events: string; march: string }) => {
    const context = { facts: told(events), asOf: wall(ASKED) }
    const place = periods.labels.indexOf('2026-03')
    const things = thingsOf(selectOf('payment', 'events'), periods, context)[place] ?? []
    expect(
      things.map(({ name = '-', isAlone }) => `${name}${isAlone ? ' alone' : ''}`).join(', '),
    ).toBe(march)
  })

  test('an event that is not known yet is about nothing, at its very instant it is', () => {
    const facts = told('payment 03-05 F-1')
    const at = wall('03-05 00:00')
    const count = (asOf: number): number =>
      thingsOf(selectOf('payment', 'events'), periods, { facts, asOf: asOf as Instant }).flat()
        .length
    expect([count(at - 1), count(at)]).toEqual([0, 1])
  })

  test('amounts and quantities are about no thing', () => {
    const context = { facts: told('payment 03-05 F-1'), asOf: wall(ASKED) }
    for (const from of ['amounts', 'quantities'] as const) {
      expect(thingsOf(selectOf('payment', from), periods, context).flat()).toEqual([])
    }
  })
})

describe('the events of a thing', () => {
  const select = selectOf('due-date', 'events', 'date')
  const daysOf = (events: string, name?: string): string =>
    factsOf({ ...(name === undefined ? {} : { name }), isAlone: false }, select, told(events))
      .map(({ externalId }) => externalId)
      .join(' ')

  test.each([
    ['due-date 03-05 F-1, due-date 03-06 F-2', 'F-1', 'h0'],
    ['due-date 03-05 -, due-date 03-06 F-2', 'F-1', 'h0'],
    ['due-date 03-05 F-2, due-date 03-06 F-3', 'F-1', ''],
    ['due-date 03-05 F-1, other 03-06 F-1', 'F-1', 'h0'],
    // Without a name: the only thing that others are about, and none of several.
    ['due-date 03-05 F-2, due-date 03-07 F-2', undefined, 'h0 h1'],
    ['due-date 03-05 F-2, due-date 03-07 F-3', undefined, ''],
    ['due-date 03-05 -, due-date 03-07 F-3', undefined, 'h0'],
  ])('of %s, %s reads %s', (events, name, read) => {
    expect(daysOf(events, name)).toBe(read)
  })
})

describe('the amounts and quantities of a thing', () => {
  const at = wall('03-05 00:00')
  const fact = (kind: 'invoice-line' | 'quantity', id: string, of: string): RareFact =>
    ({ ...factOf(kind, id), of, at, amount: ratio(1n) }) as RareFact
  const facts = [
    fact('invoice-line', 'F-1', 'invoice'),
    fact('invoice-line', 'F-2', 'invoice'),
    fact('invoice-line', 'F-1', 'other'),
    fact('quantity', 'R-1', 'rate'),
    fact('quantity', 'F-2', 'invoice'),
  ]
  const read = (name: string, isAlone: boolean, select: QuantitySelect): string =>
    factsOf({ name, isAlone }, select, facts)
      .map(({ kind, externalId, ...one }) => `${kind} ${externalId} ${'of' in one ? one.of : ''}`)
      .join(', ')

  test('are those whose id is its name', () => {
    expect(read('F-1', false, selectOf('invoice', 'amounts'))).toBe('invoice-line F-1 invoice')
    expect(read('F-2', false, selectOf('invoice', 'quantities'))).toBe('quantity F-2 invoice')
  })

  test('of several things, money that names none is of none; a rate is of each', () => {
    expect(read('F-9', false, selectOf('invoice', 'amounts', 'last'))).toBe('')
    expect(read('F-9', false, selectOf('rate', 'quantities', 'sum'))).toBe('')
    expect(
      factsOf({ name: 'F-9', isAlone: false }, selectOf('rate', 'quantities', 'last'), facts),
    ).toBe(facts)
  })

  test('of the only thing, all facts are its own', () => {
    for (const from of ['amounts', 'quantities'] as const) {
      expect(factsOf({ name: 'F-9', isAlone: true }, selectOf('x', from), facts)).toBe(facts)
    }
  })
})

test('a thing is whole, and has no time of its own to be read', () => {
  const [one] = thingScopes('payment', [{ name: 'F-1', isAlone: true }]).items
  expect(one?.read({ kind: 'owed-share' }).params).toMatchObject({ item: 'F-1' })
  expect(() => one?.read({ kind: 'elapsed' })).toThrow('what an event is about has no elapsed')
})
