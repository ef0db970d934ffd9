/** Lines of a month: those that wait at a cap, and those that fell into a hole of their table. */
import { describe, expect, test } from 'vitest'
import { closeText, faultsOf } from '../../tests/engine/close-life.ts'
import type { Written } from '../../tests/engine/contract-text.ts'
import { written } from '../../tests/engine/contract-text.ts'
import { at } from '../../tests/engine/hours.ts'
import { factsIn } from '../../tests/reports/months.ts'
import type { Settlement } from './settlement.ts'

const LEVEL = (penalty: string, per = 'month'): string =>
  `restoration: { of: incidents, where: { priority: P1 }, within: 4 h, calendar: always, clock: incident }
  per: ${per}
  target: { share-in-time: at-least 95 % }
  penalty: { ${penalty} }`

/** A month with some tickets: `2026-05-10 late` or `2026-05-11 in time`. */
function closed(about: Written, month: string, tickets: readonly string[]): Settlement {
  const rows = tickets.map((ticket) => {
    const [day = '', how] = ticket.split(' ')
    return `  - { id: T-${day}, type: incident, priority: P1, opened: ${day} 08:00, resolved: ${day} ${how === 'late' ? '18:00' : '09:00'} }`
  })
  const facts = factsIn(`tickets:\n${rows.join('\n')}`)
  const [year = 0, number = 0] = month.split('-').map(Number)
  const settlement = closeText(written(about), {
    month,
    asOf: at(new Date(Date.UTC(year, number, 2)).toISOString()),
    batches: [facts.tickets],
  })
  expect(faultsOf(written(about), settlement)).toEqual([])
  return settlement
}

const value = ({ graph }: Settlement, node: number): string => graph[node]?.value ?? 'none'

/** `level-1.penalty 2026-Q2: 30000 cents, owed 10000 cents`. */
const linesOf = (settlement: Settlement): string[] =>
  settlement.lines.map(
    ({ id, period, gross, owed }) =>
      `${id} ${period}: ${value(settlement, gross)}, owed ${value(settlement, owed)}`,
  )

describe('what a quarter left with a cap of the month', () => {
  const about: Written = {
    levels: [
      LEVEL('amount: 250.00, counts-in: [cap]', 'quarter'),
      LEVEL('amount: 1.00, counts-in: none', 'quarter'),
    ],
    performance: `  caps:
    - { id: cap, clause: sla §9, per: month, at-most: 100.00, take: by-rank, excess: carried }`,
  }
  const LATE = ['2026-05-10 late']
  const OTHER = (period: string) => `level-2.penalty ${period}: 100 cents, owed 100 cents`

  test.each([
    // Nothing is judged in May, and nothing waits there.
    ['2026-05', []],
    ['2026-06', ['level-1.penalty 2026-Q2: 25000 cents, owed 10000 cents', OTHER('2026-Q2')]],
    ['2026-07', ['level-1.penalty 2026-07: 0 cents, owed 10000 cents']],
    ['2026-08', ['level-1.penalty 2026-08: 0 cents, owed 5000 cents']],
  ])('is owed in the months after it, until there is no more of it: %s', (month, expected) => {
    expect(linesOf(closed(about, month, LATE))).toEqual(expected)
  })

  test('waits no more once an amendment takes its line out of the cap', () => {
    const amendments = [
      '{ id: av-1, signed: 2026-07-15, effective: 2026-08-01, changes: [{ set: performance.levels.level-1.penalty.counts-in, to: none }] }',
    ]
    const amended = { ...about, amendments }
    expect(linesOf(closed(amended, '2026-07', LATE))).toEqual([
      'level-1.penalty 2026-07: 0 cents, owed 10000 cents',
    ])
    expect(linesOf(closed(amended, '2026-08', LATE))).toEqual([])
  })
})

describe('a figure that fell into a hole of its table', () => {
  const readings = (rows: string): string[] => {
    const about = { levels: [LEVEL(`bands: ${rows}, counts-in: none`)] }
    // One ticket of three is late: 66.7 %.
    const tickets = ['2026-04-07 late', '2026-04-08 in', '2026-04-09 in']
    const settlement = closed(about, '2026-04', tickets)
    expect(linesOf(settlement)).toEqual([
      'level-1.penalty 2026-04: undefined: band-hole, owed undefined: band-hole',
    ])
    return (settlement.lines[0]?.readings ?? []).map(
      ({ reading, gross }) => `${reading}: ${value(settlement, gross)}`,
    )
  }

  test('is told with what the rows on both sides of it would give', () => {
    expect(
      readings(
        '[{ at-least: 80 %, under: 95 %, amount: 100.00 }, { under: 50 %, amount: 700.00 }, { otherwise: undefined }]',
      ),
    ).toEqual(['row-above: 10000 cents', 'row-below: 70000 cents'])
  })

  test('is told with the one row that there is', () => {
    expect(
      readings('[{ at-least: 80 %, under: 95 %, amount: 100.00 }, { otherwise: undefined }]'),
    ).toEqual(['row-above: 10000 cents'])
  })
})

test('what is known is told without any reading', () => {
  const settlement = closed({ levels: [LEVEL('amount: 100.00, counts-in: none')] }, '2026-04', [
    '2026-04-07 in',
  ])
  expect(settlement.lines.map(({ readings, cuts }) => [readings, cuts])).toEqual([[[], []]])
})
