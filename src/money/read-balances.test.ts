/** Opening balances, a case a row: what the parties agreed on, and what is wrong with it. */
import { describe, expect, test } from 'vitest'
import type { Written } from '../../tests/engine/contract-text.ts'
import { at } from '../../tests/engine/hours.ts'
import {
  balance,
  cellsOf,
  level,
  openingOf,
  read,
  rowsOf,
  said,
} from '../../tests/engine/opening-rows.ts'
import type { Opening } from '../facts/fact.ts'

/** Everything that can be read of the time before April 2026, of a contract of June 2024. */
const ALL: Written = {
  starts: '2024-06-01',
  takenOver: '2026-04',
  levels: [
    level(
      'P1',
      'amount: 100.00, repeat: { in-a-row: at-least 3, multiply: 2 }, counts-in: [small, year, slide]',
    ),
    level(
      'P2',
      'amount: 100.00, repeat: { times: at-least 2, in: 3 months, multiply: 2 }, counts-in: none',
    ),
    level('P3', 'amount: 100.00, counts-in: none', 'empty: carried'),
  ],
  performance: `
  minimums: [{ id: small, clause: sla §6, per: 2 months, above: 300.00, once-passed: whole }]
  caps:
    - { id: year, clause: sla §7, per: contract-year, at-most: 1000.00, take: by-rank, excess: lost }
    - { id: slide, clause: sla §8, per: 3 months, at-most: 2 % of fees in month, take: by-rank, excess: carried }`,
  term: `
  rights: [{ id: leave, clause: sla §12, who: client, may: [terminate], when: { of: level-1.missed, in-a-row: at-least 3 }, within: 30 days after opening, dated: received, silence: right-lapses }]`,
}

/** What both parties agreed on: what it is of | its line | its period | its value. */
const AGREED = `
  level-1.missed-in-a-row |                 |         | 2
  level-2.missed          |                 | 2026-02 | no
  level-2.missed          |                 | 2026-03 | yes
  level-3.missed          |                 | 2026-03 | no
  small.used              |                 | 2026-03 | 250
  small.held              | level-1.penalty | 2026-03 | 150
  year.used               |                 |         | 400
  slide.used              |                 | 2026-02 | 0
  slide.used              |                 | 2026-03 | 200
  slide.carried           | level-1.penalty |         | 25.50
  leave.opened            |                 |         | no
`

const agreed = rowsOf(AGREED).map(openingOf)

describe('what both parties agreed on', () => {
  test('is read in the unit of its term, a row of misses as its periods', () => {
    const { value = [], findings } = read(ALL, agreed)
    expect(findings).toEqual([])
    expect(value.map(balance)).toEqual([
      // Two misses in a row, and the month before them was none.
      'level-1.missed 2026-01 0 truth',
      'level-1.missed 2026-02 1 truth',
      'level-1.missed 2026-03 1 truth',
      'level-2.missed 2026-02 0 truth',
      'level-2.missed 2026-03 1 truth',
      'level-3.missed 2026-03 0 truth',
      'small.used 2026-03 25000 cents',
      'small.held level-1.penalty 2026-03 15000 cents',
      'year.used 2026-03 40000 cents',
      'slide.used 2026-02 0 cents',
      'slide.used 2026-03 20000 cents',
      'slide.carried level-1.penalty 2026-03 2550 cents',
      'leave.when-1 2026-03 0 truth',
    ])
  })
})

/** Reads all that was agreed on, with one row of it (`OB-3`), none of it or all replaced. */
function replaced(which: string, told: readonly string[]): Opening[] {
  const place = Number(/\d+/.exec(which)?.[0] ?? agreed.length + 1)
  const rows = rowsOf(AGREED)
  rows.splice(place - 1, 1, ...told)
  return rows.map(openingOf)
}

// Which balance is left out | what is told instead: its term | its line | its period | its value
// | what is said of it.
const REFUSED = `
  # Of what the contract does not read.
  more  | year.use                |                 |         | 400  | row 12: opening-of-nothing, nearest year.used
  more  | nobody-knows            |                 |         | 400  | row 12: opening-of-nothing, nearest leave.opened, level-1.missed, level-1.missed-in-a-row, level-2.missed, level-3.missed, slide.carried, slide.used, small.held, small.used, year.used
  more  | year.used-in-a-row      |                 |         | 2    | row 12: opening-of-nothing, nearest year.used
  # Of a line that does not pass through it, or of none where lines are kept apart, or of one where they are not.
  OB-10 | slide.carried           | level-2.penalty |         | 25   | row 10: opening-of-unknown-line, line level-2.penalty, lines level-1.penalty
  OB-10 | slide.carried           |                 |         | 25   | row 10: opening-of-unknown-line, line —, lines level-1.penalty
  OB-7  | year.used               | level-1.penalty |         | 400  | row 7: opening-of-unknown-line, line level-1.penalty, lines —
  # A period is left out only where there is one.
  OB-9  | slide.used              |                 |         | 200  | row 9: opening-without-period, periods 2026-02, 2026-03
  OB-4  | level-3.missed          |                 |         | no   | row 4: opening-without-period, periods 2024-06 to 2026-03 (22)
  OB-8  | slide.used              |                 | 2026-01 | 0    | row 8: opening-of-another-period, periods 2026-02, 2026-03, period 2026-01
  OB-8  | slide.used              |                 | 2026-04 | 0    | row 8: opening-of-another-period, periods 2026-02, 2026-03, period 2026-04
  OB-7  | year.used               |                 | 2026-02 | 400  | row 7: opening-of-another-period, periods 2026-03, period 2026-02
  # Money is told to the cent, and never below zero; nothing is no amount.
  OB-7  | year.used               |                 |         | 1/3  | row 7: opening-value, value 1/3, unit cents
  OB-7  | year.used               |                 |         | 0.005 | row 7: opening-value, value 1/200, unit cents
  OB-7  | year.used               |                 |         | -1   | row 7: opening-value, value -1, unit cents
  OB-7  | year.used               |                 |         | yes  | row 7: opening-value, value yes, unit cents
  OB-7  | year.used               |                 |         | nothing | row 7: opening-value, value nothing, unit cents
  OB-10 | slide.carried           | level-1.penalty |         | nothing | row 10: opening-value, value nothing, unit cents
  OB-6  | small.held              | level-1.penalty | 2026-03 | nothing | row 6: opening-value, value nothing, unit cents
  # A miss is a truth, and whether a right has opened is yes or no.
  OB-3  | level-2.missed          |                 | 2026-03 | 1    | row 3: opening-value, value 1, unit truth
  OB-11 | leave.opened            |                 |         | 0    | row 11: opening-without-period, periods 2024-06 to 2026-03 (22)
  OB-11 | leave.opened            |                 | 2026-03 | nothing | row 11: opening-value, value nothing, unit truth
  # A row is a whole number of periods, and of no more than there were.
  OB-1  | level-1.missed-in-a-row |                 |         | 3/2  | row 1: opening-value, value 3/2, unit row
  OB-1  | level-1.missed-in-a-row |                 |         | -1   | row 1: opening-value, value -1, unit row
  OB-1  | level-1.missed-in-a-row |                 |         | yes  | row 1: opening-value, value yes, unit row
  OB-1  | level-1.missed-in-a-row |                 | 2026-03 | 2    | row 1: opening-value, value 2, unit row
  OB-1  | level-1.missed-in-a-row |                 |         | 23   | row 1: opening-row-too-long, value 23, periods 22
  # What is told twice, by the same words or not.
  more  | year.used               |                 |         | 400  | row 12: opening-told-twice, other OB-7, period 2026-03
  more  | year.used               |                 | 2026-03 | 10   | row 12: opening-told-twice, other OB-7, period 2026-03
  more  | level-1.missed          |                 | 2026-02 | yes  | row 12: opening-told-twice, other OB-1, period 2026-02
  # A cap cannot have let pass more than its limit, which is known where it is a sum of money.
  OB-7  | year.used               |                 |         | 1000.01 | row 7: opening-above-limit, total 1000.01, most 1000.00
`

// Which balance is left out | what is missing, and of which periods.
const MISSING = `
  OB-1  | level-1.missed: opening-missing, periods 2024-06 to 2026-03 (22)
  OB-2  | level-2.missed: opening-missing, periods 2026-02
  OB-3  | level-2.missed: opening-missing, periods 2026-03
  OB-5  | small.used: opening-missing, periods 2026-03
  OB-6  | small.held, level-1.penalty: opening-missing, periods 2026-03
  OB-7  | year.used: opening-missing, periods 2026-03
  OB-8  | slide.used: opening-missing, periods 2026-02
  OB-10 | slide.carried, level-1.penalty: opening-missing, periods 2026-03
`

describe('what is wrong with a balance is said of it, and nothing is read', () => {
  test.each(rowsOf(REFUSED))('%s', (row) => {
    const [which = '', ...cells] = cellsOf(row)
    const expected = cells.pop()
    const result = read(ALL, replaced(which, [cells.join(' | ')]))
    expect(said(result)).toEqual([expected])
    expect(result.value).toBeUndefined()
  })
})

describe('what is not told is asked for', () => {
  test.each(rowsOf(MISSING))('%s', (row) => {
    const [which = '', expected] = cellsOf(row)
    expect(said(read(ALL, replaced(which, [])))).toEqual([expected])
  })
})

// Which balance is left out | what is told instead | what is read of that term.
const READ = `
  # One period may stand for a row: the last month was no miss.
  OB-1 | level-1.missed          | | 2026-03 | no  | level-1.missed 2026-03 0 truth
  OB-1 | level-1.missed-in-a-row | |         | 0   | level-1.missed 2026-03 0 truth
  # Whether the right opened, in the month that opened it.
  OB-11 | leave.opened           | | 2025-11 | yes | leave.when-1 2025-11 1 truth
  # The cap is full, to the cent.
  OB-7 | year.used               | |         | 1000 | year.used 2026-03 100000 cents
`

describe('what may be told otherwise', () => {
  test.each(rowsOf(READ))('%s', (row) => {
    const [which = '', ...cells] = cellsOf(row)
    const expected = cells.pop() as string
    const result = read(ALL, replaced(which, [cells.join(' | ')]))
    const [name] = expected.split(' ')
    expect(said(result)).toEqual([])
    expect(result.value?.filter((one) => one.name === name).map(balance)).toEqual([expected])
  })

  test('a row of misses as long as the contract has no month before it', () => {
    const { value = [], findings } = read(ALL, replaced('OB-1', ['level-1.missed-in-a-row ||| 22']))
    expect(findings).toEqual([])
    const missed = value.filter(({ name }) => name === 'level-1.missed').map(balance)
    expect(missed).toHaveLength(22)
    expect(missed[0]).toBe('level-1.missed 2024-06 1 truth')
  })

  test('a month that was left out asks for the one before it', () => {
    const leftOut = 'level-3.missed || 2026-03 | nothing'
    const before = 'level-3.missed || 2026-02 | no'
    expect(said(read(ALL, replaced('OB-4', [leftOut])))).toEqual([
      'level-3.missed: opening-missing, periods 2024-06 to 2026-02 (21)',
    ])
    expect(said(read(ALL, replaced('OB-4', [leftOut, before])))).toEqual([])
  })
})

describe('an agreement of both parties, as of the day before the takeover', () => {
  const other = (row: number, change: Partial<Opening>): string[] =>
    said(
      read(
        ALL,
        agreed.map((one, i) => (i === row - 1 ? { ...one, ...change } : one)),
      ),
    )
  const without = (row: number, key: 'clientAgreed' | 'providerAgreed'): string[] => {
    const openings = agreed.map((one, i) => {
      const { [key]: _, ...rest } = one
      return i === row - 1 ? rest : one
    })
    return said(read(ALL, openings))
  }

  test('neither party says it alone', () => {
    expect(without(7, 'providerAgreed')).toEqual([
      'row 7: opening-not-agreed, client 2026-04-02, provider —',
    ])
    expect(without(7, 'clientAgreed')).toEqual([
      'row 7: opening-not-agreed, client —, provider 2026-04-03',
    ])
  })

  test.each([
    // Settled on 10 May at midnight UTC.
    ['2026-05-10T00:00:00Z', []],
    ['2026-05-10T00:00:01Z', ['row 7: opening-not-agreed, client 2026-04-02, provider —']],
  ])('agreed at %s', (at_, expected) => {
    expect(other(7, { providerAgreed: at(at_) })).toEqual(expected)
  })

  test.each([
    // A day of Paris: 31 March begins on the 30th at 22:00 UTC, and ends 24 h later.
    ['2026-03-30T22:00:00Z', []],
    ['2026-03-31T21:59:59Z', []],
    [
      '2026-03-30T21:59:59Z',
      ['row 7: opening-of-another-date, date 2026-03-30, expected 2026-03-31'],
    ],
    [
      '2026-03-31T22:00:00Z',
      ['row 7: opening-of-another-date, date 2026-04-01, expected 2026-03-31'],
    ],
  ])('as of %s', (asOf, expected) => {
    expect(other(7, { asOf: at(asOf) })).toEqual(expected)
  })

  test('a balance of another contract is none of this one', () => {
    expect(other(7, { contract: 'CT-2' })).toEqual(['year.used: opening-missing, periods 2026-03'])
  })

  test('a contract that was not taken over has no balance, and none but its own is looked at', () => {
    const { takenOver: _, ...whole } = ALL
    const [first] = agreed as [Opening]
    expect(said(read(whole, [first]))).toEqual(['row 1: opening-without-takeover'])
    expect(read(whole, [{ ...first, contract: 'CT-2' }])).toEqual({ value: [], findings: [] })
  })
})
