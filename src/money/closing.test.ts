/** Months closed from the text of a contract: prices, bases, memory, and what is refused. */
import { describe, expect, test } from 'vitest'
import { closeText, sha256, versionsOf } from '../../tests/engine/close-life.ts'
import type { Written } from '../../tests/engine/contract-text.ts'
import { written } from '../../tests/engine/contract-text.ts'
import { at, TABLES } from '../../tests/engine/hours.ts'
import { findWrongNodes } from '../base/because/graph.ts'
import { parseValue } from '../base/because/value.ts'
import { yearMonth } from '../base/calendar/date.ts'
import { formatDecimal, ratio } from '../base/ratio.ts'
import type { Ticket } from '../facts/fact.ts'
import { batchOf } from '../facts/ticket-batch.ts'
import type { ClosingInput } from './closing.ts'
import { beginClosing } from './closing.ts'
import type { Settlement } from './settlement.ts'
import { restoreGraph } from './settlement.ts'

function money(settlement: Settlement, node: number | undefined): string {
  const value = node === undefined ? undefined : parseValue(settlement.graph[node]?.value ?? '')
  if (value?.state !== 'known') return value?.state ?? 'absent'
  const cents = value.number
  return formatDecimal(ratio(cents.numerator, cents.denominator * 100n), 2)
}

/** A P1 of ten hours, opened on a day at 09:00 UTC: six hours late. */
const late = (day: string): Ticket => ({
  kind: 'ticket',
  source: 's',
  externalId: `T-${day}`,
  revision: 1,
  origin: { file: 'f', row: 1 },
  fields: { type: 'incident', priority: 'P1' },
  events: [
    { kind: 'opened', at: at(`${day}T09:00:00Z`) },
    { kind: 'resolved', at: at(`${day}T19:00:00Z`) },
  ],
})

const LEVEL = (
  penalty: string,
  per = 'month',
): string => `restoration: { of: incidents, where: { priority: P1 }, within: 4 h, calendar: always, clock: incident }
  per: ${per}
  target: { share-in-time: at-least 95 % }
  penalty: { ${penalty} }`

function close(about: Written, month: string, days: readonly string[] = []): Settlement {
  const [year = 0, number = 0] = month.split('-').map(Number)
  const end = new Date(Date.UTC(year, number, 1)).toISOString().slice(0, 10)
  return closeText(written(about), {
    month,
    asOf: at(`${end}T00:00:00Z`),
    batches: [days.map(late)],
  })
}

const fee = (settlement: Settlement): string => money(settlement, settlement.fees[0]?.amount)
const owed = (settlement: Settlement): string => money(settlement, settlement.lines[0]?.owed)

describe('the price of a month', () => {
  const P = LEVEL('amount: 1.00, counts-in: none')
  const costs = (text: string): Written => ({
    levels: [P],
    costs: `  fees: [{ id: servers, ${text} }]`,
  })
  test.each([
    ['amount: 48000.00 per month', '2026-04-01', 'actual', '2026-04', '48000.00'],
    // 16 of 30 days, either way.
    ['amount: 48000.00 per month', '2026-04-15', 'actual', '2026-04', '25600.00'],
    ['amount: 48000.00 per month', '2026-04-15', 'thirtieths', '2026-04', '25600.00'],
    // 17 of 31; 17 of 30.
    ['amount: 48000.00 per month', '2026-05-15', 'actual', '2026-05', '26322.58'],
    ['amount: 48000.00 per month', '2026-05-15', 'thirtieths', '2026-05', '27200.00'],
    // 14 of 28; 14 of 30.
    ['amount: 48000.00 per month', '2026-02-15', 'actual', '2026-02', '24000.00'],
    ['amount: 48000.00 per month', '2026-02-15', 'thirtieths', '2026-02', '22400.00'],
    ['amount: 48000.00 per month', '2026-04-15', 'actual', '2026-05', '48000.00'],
    // A twelfth, a third: rounded once.
    ['amount: 100000.00 per year', '2026-04-01', 'actual', '2026-04', '8333.33'],
    ['amount: 100000.00 per quarter', '2026-04-01', 'actual', '2026-04', '33333.33'],
    // It stops on its last day, counted.
    [
      'amount: 30000.00 per month, until: 2026-04-10',
      '2026-04-01',
      'actual',
      '2026-04',
      '10000.00',
    ],
    ['amount: 30000.00 per month, from: 2026-05-01', '2026-04-01', 'actual', '2026-04', '0.00'],
    ['amount: 30000.00 per month, from: 2026-04-30', '2026-04-01', 'actual', '2026-04', '1000.00'],
  ])('%s from %s, %s, in %s: %s%s', (text, starts, proration, month, expected) => {
    const days = `{ working: office, event-day: left-out, closed-day: stays, proration: ${proration} }`
    expect(fee(close({ ...costs(text), starts, conventions: { days } }, month))).toBe(expected)
  })
})

describe('what a rate is a share of', () => {
  const day = (month: string): string[] => [`${month}-16`]
  test.each([
    // The first month of half a month: 25 600.00.
    ['fees in month', 'month', '2026-04', '256.00'],
    ['fees in month', 'month', '2026-05', '480.00'],
    // 25 600 and twice 48 000: the second quarter ends in June.
    ['fees in quarter', 'quarter', '2026-06', '1216.00'],
    // The last three months of a life that has lived two.
    ['fees in 3 months', 'month', '2026-05', '736.00'],
    ['fees in 3 months', 'month', '2026-07', '1440.00'],
    // A contract year from the 15th to the 14th: 25 600, eleven whole months, 14 of 30 days.
    ['fees in contract-year', 'month', '2026-05', '5760.00'],
    // What the calendar year holds: from 15 April to December.
    ['fees in year', 'month', '2026-05', '4096.00'],
  ])('1 %% of %s, per %s, in %s: %s', (base, per, month, expected) => {
    const levels = [LEVEL(`of: ${base}, rate: 1 %, counts-in: none`, per)]
    expect(owed(close({ levels, starts: '2026-04-15' }, month, day(month)))).toBe(expected)
  })
})

describe('a level per quarter', () => {
  const levels = [LEVEL('amount: 100.00 per late ticket, counts-in: none', 'quarter')]
  const days = ['2026-04-10', '2026-05-10', '2026-06-10', '2026-07-10']

  test('is judged in the last month of it, and in no other', () => {
    expect(close({ levels }, '2026-05', days).lines).toEqual([])
    expect(owed(close({ levels }, '2026-06', days))).toBe('300.00')
    expect(close({ levels }, '2026-07', days).levels).toEqual([])
  })

  test('that began in its middle counts from there', () => {
    expect(owed(close({ levels, starts: '2026-05-01' }, '2026-06', days))).toBe('200.00')
  })
})

describe('caps over time', () => {
  const cap = (per: string, most: string): string =>
    `  caps: [{ id: c, clause: sla §5, per: ${per}, at-most: ${most}, take: by-rank, excess: lost }]`
  const levels = [LEVEL('amount: 100.00, counts-in: c')]
  const months = ['2026-04', '2026-05', '2026-06', '2026-07', '2026-08', '2026-09']
  const days = months.map((month) => `${month}-16`)
  test.each([
    ['month', '60.00', '60.00 60.00 60.00 60.00 60.00 60.00'],
    ['quarter', '150.00', '100.00 50.00 0.00 100.00 50.00 0.00'],
    ['3 months', '150.00', '100.00 50.00 0.00 100.00 50.00 0.00'],
    ['2 months', '150.00', '100.00 50.00 100.00 50.00 100.00 50.00'],
    ['contract-year', '250.00', '100.00 100.00 50.00 0.00 0.00 0.00'],
    ['contract', '250.00', '100.00 100.00 50.00 0.00 0.00 0.00'],
    // 1 % of 144 000, of which the first month of three is all that there was.
    ['month', '0.1 % of fees in 3 months', '48.00 96.00 100.00 100.00 100.00 100.00'],
  ])('%s, %s', (per, most, expected) => {
    const about = { levels, performance: cap(per, most) }
    expect(months.map((month) => owed(close(about, month, days))).join(' ')).toBe(expected)
  })
})

describe('what may not be closed', () => {
  const about: Written = { levels: [LEVEL('amount: 1.00, counts-in: none')] }
  test.each([
    ['a month before the contract', '2026-03', '2026-05-01', 'month-before-contract'],
    ['a month after its end', '2029-04', '2029-06-01', 'month-after-contract'],
    ['a month that has not ended', '2026-04', '2026-04-30', 'month-not-ended'],
  ])('%s', (_, month, asOf, code) => {
    const known = { month, asOf: at(`${asOf}T00:00:00Z`), batches: [] }
    expect(() => closeText(written(about), known)).toThrow(code)
  })
})

test('a month without a ticket owes nothing, and every step of it is right', () => {
  const settlement = close({ levels: [LEVEL('amount: 1.00, counts-in: none')] }, '2026-04')
  expect(owed(settlement)).toBe('0.00')
  expect(findWrongNodes(restoreGraph(settlement.graph) ?? [])).toEqual([])
})

describe('a closing under way', () => {
  const text = written({ levels: [LEVEL('amount: 100.00 per late ticket, counts-in: none')] })
  const ASOF = at('2026-05-02T00:00:00Z')
  const input = (more: Partial<ClosingInput> = {}): ClosingInput => ({
    versions: versionsOf(text, ASOF),
    contractHash: sha256(text),
    month: yearMonth(2026, 4),
    asOf: ASOF,
    tables: TABLES,
    facts: [],
    ...more,
  })
  const settled = (more: Partial<ClosingInput> = {}): Settlement => {
    const { value: closing, findings } = beginClosing(input(more))
    if (closing === undefined) throw new Error(JSON.stringify(findings))
    expect(findings).toEqual([])
    // Two batches are one body of tickets.
    closing.add(batchOf([late('2026-04-07'), late('2026-04-08')]))
    closing.add(batchOf([late('2026-04-09')]))
    return closing.finish(4, sha256)
  }

  test('counts what it was given, and says what it was closed with', () => {
    const { facts, contract, data, asOf, month, ...rest } = settled()
    expect(facts).toEqual({ tickets: 3, others: 0, setAside: 4 })
    expect(contract).toEqual({
      id: 'CT-1',
      title: 'T',
      hash: sha256(text),
      currency: 'EUR',
      zone: 'Europe/Paris',
    })
    expect(data).toEqual({ zones: TABLES.zones.version, holidays: TABLES.holidays.version })
    expect([asOf, month]).toEqual(['2026-05-02T00:00:00Z', '2026-04'])
    // What the month has not is not said: a key would change the hash.
    const keys = 'vigie engine levels lines caps fees totals findings graph'.split(' ')
    expect(Object.keys(rest).sort()).toEqual(keys.sort())
    expect(owed(settled())).toBe('300.00')
  })

  test('leaves out tickets that are told in two ways', () => {
    expect(owed(settled({ excluded: new Set(['T-2026-04-08']) }))).toBe('200.00')
  })

  test('tells a selection by the hashes of its tickets, where they are given', () => {
    expect(settled().levels[0]).not.toHaveProperty('selection')
    const hashOf: ClosingInput['hashOf'] = (batch, i) => sha256(`${batch.count} ${i}`)
    const sorted = [sha256('2 0'), sha256('2 1'), sha256('1 0')].sort()
    expect(settled({ hashOf }).levels[0]?.selection).toBe(sha256(sorted.join('\n')))
  })

  test('is refused for the first thing that is wrong', () => {
    const other = { ...settled(), contract: { ...settled().contract, id: 'CT-2' } }
    const closed = [{ settlement: { ...other, month: '2026-03' }, hash: 'h' }]
    const codes = (more: Partial<ClosingInput>): string[] => {
      const { value, findings } = beginClosing(input(more))
      expect(value).toBeUndefined()
      return findings.map(({ code }) => code)
    }
    expect(codes({ closed })).toEqual(['closed-of-another-contract'])
    expect(codes({ closed, month: yearMonth(2026, 3) })).toEqual(['month-before-contract'])
  })
})
