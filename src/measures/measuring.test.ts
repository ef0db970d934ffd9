/** Levels measured in April 2026, on facts in text: figures, lines, and what is said on the way. */
import { describe, expect, test } from 'vitest'
import { closeText, faultsOf } from '../../tests/engine/close-life.ts'
import type { Written } from '../../tests/engine/contract-text.ts'
import { written } from '../../tests/engine/contract-text.ts'
import { at } from '../../tests/engine/hours.ts'
import { factsIn } from '../../tests/reports/months.ts'

type Settlement = ReturnType<typeof closeText>

function april(about: Written, ...files: readonly string[]): Settlement {
  const read = files.map((text) => factsIn(text))
  const text = written(about)
  const settlement = closeText(text, {
    month: '2026-04',
    asOf: at('2026-05-02T00:00:00Z'),
    facts: read.flatMap(({ rare }) => rare),
    batches: read.flatMap(({ tickets }) => (tickets.length === 0 ? [] : [tickets])),
  })
  // Whatever is measured, the month is settled again from what it says.
  expect(faultsOf(text, settlement)).toEqual([])
  return settlement
}

const valueAt = ({ graph }: Settlement, node: number | undefined): string =>
  graph[node ?? -1]?.value ?? 'absent'

const figure = (settlement: Settlement): string => valueAt(settlement, settlement.levels[0]?.figure)
const owed = (settlement: Settlement): string => valueAt(settlement, settlement.lines[0]?.owed)

const said = ({ findings }: Settlement): string[] =>
  findings.map(({ code, params }) => [code, params['count'] ?? params['id'] ?? ''].join(' ').trim())

/** Tickets of 7 April, each of so many hours: `T-1 5`. */
const tickets = (...lengths: readonly number[]): string =>
  `tickets: [${lengths
    .map(
      (hours, i) =>
        `{ id: T-${i + 1}, type: incident, priority: P1, opened: 2026-04-07 08:00, resolved: 2026-04-07 ${`${8 + hours}`.padStart(2, '0')}:00 }`,
    )
    .join(', ')}]`

const restoration = (target: string, penalty = 'amount: 100.00, counts-in: none', within = '4 h') =>
  `restoration: { of: incidents, where: { priority: P1 }, within: ${within}, calendar: always, clock: incident }
  per: month
  target: { ${target} }
  penalty: { ${penalty} }`

describe('what the times of a month come to', () => {
  const HOUR = 3_600_000
  test.each([
    ['sum: at-most 10 h', [1, 5, 3], `${9 * HOUR} ms`, '0 cents'],
    ['sum: at-most 8 h', [1, 5, 3], `${9 * HOUR} ms`, '10000 cents'],
    ['lowest: at-least 2 h', [3, 5, 2], `${2 * HOUR} ms`, '0 cents'],
    ['lowest: at-least 2 h', [3, 1, 2], `${HOUR} ms`, '10000 cents'],
    ['highest: at-most 4 h', [3, 1, 2], `${3 * HOUR} ms`, '0 cents'],
    ['mean: under 2 h', [3, 1, 2], `${2 * HOUR} ms`, '10000 cents'],
    // A month without a ticket has no time: it is left out, and owes nothing.
    ['mean: under 2 h', [], 'nothing', '0 cents'],
    ['sum: at-most 8 h', [], 'nothing', '0 cents'],
  ])('%s, of %j hours', (target, hours, expected, amount) => {
    const settlement = april({ levels: [restoration(target)] }, tickets(...hours))
    expect(figure(settlement)).toBe(expected)
    expect(owed(settlement)).toBe(amount)
  })
})

describe('what is said of tickets that have no verdict', () => {
  const TARGET = 'share-in-time: at-least 95 %'

  test('one from before the calendars begin, which no clock can count', () => {
    const old =
      'tickets: [{ id: T-0, type: incident, priority: P1, opened: 2019-04-07 08:00, resolved: 2026-04-07 09:00 }]'
    const settlement = april({ levels: [restoration(TARGET)] }, old)
    expect(figure(settlement)).toBe('nothing')
    expect(said(settlement)).toContain('ticket-too-old 1')
  })

  test('one whose clock never started', () => {
    const clock =
      'starts: assigned, stops: restored, pauses: [], on-reopen: resume, on-priority-change: keep'
    const settlement = april({ levels: [restoration(TARGET)], clock }, tickets(1, 2))
    expect(figure(settlement)).toBe('nothing')
    expect(said(settlement)).toContain('clock-never-started 2')
  })

  test('one that no row of the table is for; what no ticket has is the row of the others', () => {
    const byField = (otherwise: string): Written => ({
      levels: [restoration(TARGET, undefined, `{ by: category, network: 2 h${otherwise} }`)],
    })
    expect(figure(april(byField(', otherwise: 4 h'), tickets(3, 5)))).toBe('1/2 share')
    const settlement = april(byField(''), tickets(3, 5))
    expect(figure(settlement)).toBe('nothing')
    expect(said(settlement)).toContain('value-without-row 2')
  })
})

describe('an amount of each item', () => {
  test('of a ticket that ran twice is of both runs, each under its own name', () => {
    const clock =
      'starts: opened, stops: restored, pauses: [], on-reopen: new-clock, on-priority-change: keep'
    const penalty =
      'each: ticket, amount: 100.00 per started 1 h late, at-most: 150.00, counts-in: none'
    const twice = `tickets:
  - { id: T-1, type: incident, priority: P1, opened: 2026-04-07 08:00, resolved: [2026-04-07 13:00, 2026-04-08 18:00], reopened: 2026-04-08 08:00 }`
    const settlement = april(
      { levels: [restoration('share-in-time: at-least 95 %', penalty)], clock },
      twice,
    )
    // 5 h and 10 h of 4 h: 100.00, and 600.00 held at 150.00.
    expect(owed(settlement)).toBe('25000 cents')
    const items = settlement.graph.map(({ params }) => params['item'])
    expect(items).toContain('T-1')
    expect(items).toContain('T-1#2')
  })

  test('of outages that are all exempted from the amount is zero, on a list without any', () => {
    const about: Written = {
      levels: [
        `availability: { of: portal, calendar: always, no-data: up }
         per: month
         target: { at-least: 99.99 % }
         exemptions: [{ ground: client, needs: [acceptance], takes-out: amount }]
         penalty: { each: outage, amount: 100.00 per started 30 min down, at-most: 600.00, counts-in: none }`,
      ],
    }
    const outage =
      'outages: [{ id: O-1, of: portal, from: 2026-04-14 10:00, to: 2026-04-14 10:40 }]'
    expect(owed(april(about, outage))).toBe('20000 cents')
    const accepted = `${outage}\nexemptions: [{ id: E-1, ground: client, by: provider, status: accepted, item: O-1 }]`
    const settlement = april(about, accepted)
    expect(valueAt(settlement, settlement.levels[0]?.missed)).toBe('1 truth')
    expect(owed(settlement)).toBe('0 cents')
    expect(settlement.graph.some(({ params }) => params['reducer'] === 'items')).toBe(true)
  })
})

describe('claims of one name from two sources', () => {
  test('are two facts in dispute, each with its own worth', () => {
    const about: Written = {
      levels: [
        restoration(
          'share-in-time: at-least 95 %',
          'amount: 100.00 per late ticket, counts-in: none',
        ).replace(
          'per: month',
          'per: month\n  exemptions: [{ ground: client, needs: [acceptance], takes-out: item }]',
        ),
      ],
    }
    const claim = (source: string, item: string): string =>
      `source: ${source}\nexemptions: [{ id: E-1, ground: client, item: ${item}, by: provider, status: claimed }]`
    const settlement = april(about, tickets(5, 5), claim('mail', 'T-1'), claim('portal', 'T-2'))
    const { positions } = settlement
    expect(
      positions?.disputed.map(
        ({ id, item, worth }) => `${id} ${item} ${valueAt(settlement, worth)}`,
      ),
    ).toEqual(['E-1 T-1 10000 cents', 'E-1#2 T-2 10000 cents'])
    expect(valueAt(settlement, positions?.provider.total)).toBe('0 cents')
  })

  test('a claim on an outage that nobody told takes nothing out, and is said', () => {
    const about: Written = {
      levels: [
        `availability: { of: portal, calendar: always, no-data: up }
         per: month
         target: { at-least: 99.99 % }
         exemptions: [{ ground: client, needs: [acceptance], takes-out: outage }]
         penalty: { amount: 50.00, counts-in: none }`,
      ],
    }
    const settlement = april(
      about,
      `outages: [{ id: O-1, of: portal, from: 2026-04-14 10:00, to: 2026-04-14 10:40 }]
exemptions: [{ id: E-1, ground: client, by: provider, status: accepted, item: O-9 }]`,
    )
    expect(owed(settlement)).toBe('5000 cents')
    expect(said(settlement)).toContain('claim-item-unknown E-1')
  })
})

describe('hours that nobody watched', () => {
  test.each([
    // 720 hours, of which the first is not watched; one more has 40 min down.
    ['up', '719/720 share'],
    ['down', '359/360 share'],
    ['left-out', '718/719 share'],
  ])('no-data %s: %s', (policy, expected) => {
    const about: Written = {
      levels: [
        `availability: { of: portal, calendar: always, no-data: ${policy}, intervals: { every: 1 h, up: at-least 90 % } }
         per: month
         target: { share-in-time: at-least 99.99 % }`,
      ],
    }
    const settlement = april(
      about,
      `outages: [{ id: O-1, of: portal, from: 2026-04-14 10:00, to: 2026-04-14 10:40 }]
watches: [{ id: W-1, of: portal, from: 2026-04-01 01:00, to: 2026-05-01 00:00 }]`,
    )
    expect(figure(settlement)).toBe(expected)
  })
})
