/** What a contract taken over in April 2026 reads of the time before, and what is not told of it. */
import { describe, expect, test } from 'vitest'
import type { Written } from '../../tests/engine/contract-text.ts'
import { balance, level, openingOf, read, said } from '../../tests/engine/opening-rows.ts'

describe('what of the time before is read', () => {
  const cap = (per: string, most: string): Written => ({
    starts: '2024-06-01',
    takenOver: '2026-04',
    levels: [level('P1', 'amount: 100.00, counts-in: c')],
    performance: `  caps: [{ id: c, clause: sla §7, per: ${per}, at-most: ${most}, take: by-rank, excess: lost }]`,
  })
  const asked = (about: Written, closing?: string): string[] => said(read(about, [], closing))

  test.each([
    // Whatever lies in the period of the first month that is computed, or of a later one.
    ['month', []],
    ['quarter', []],
    ['half-year', ['c.used: opening-missing, periods 2026-03']],
    ['year', ['c.used: opening-missing, periods 2026-03']],
    ['contract-year', ['c.used: opening-missing, periods 2026-03']],
    ['contract', ['c.used: opening-missing, periods 2026-03']],
    ['2 months', ['c.used: opening-missing, periods 2026-03']],
    ['4 months', ['c.used: opening-missing, periods 2026-01, 2026-02, 2026-03']],
  ])('by a cap per %s', (per, expected) => {
    expect(asked(cap(per, '1000.00'))).toEqual(expected)
  })

  test('the months of a sliding cap are added up for its limit', () => {
    const used = (february: string, march: string): string[] =>
      said(
        read(cap('3 months', '1000.00'), [
          openingOf(`c.used || 2026-02 | ${february}`, 0),
          openingOf(`c.used || 2026-03 | ${march}`, 1),
        ]),
      )
    expect(used('600', '400')).toEqual([])
    expect(used('600', '400.01')).toEqual([
      'row 2: opening-above-limit, total 1000.01, most 1000.00',
    ])
  })

  test('a limit is rounded as money is, and one that is a share is not known', () => {
    const used = (about: Written, amount: string): string[] =>
      said(read(about, [openingOf(`c.used ||| ${amount}`, 0)]))
    // 1000.00 to the euro stays; 999.50 rounds to 1000.00.
    const rounded = { round: '{ figures: none, money: half-up 1 per line }' }
    const limited = { ...cap('year', '999.50'), conventions: rounded }
    expect(used(limited, '1000')).toEqual([])
    expect(used(limited, '1001')).toEqual([
      'row 1: opening-above-limit, total 1001.00, most 1000.00',
    ])
    expect(used(cap('year', '1 % of fees in year'), '1000000')).toEqual([])
  })

  const quarterly: Written = {
    starts: '2024-06-01',
    takenOver: '2026-04',
    levels: [
      level(
        'P1',
        'amount: 100.00, repeat: { times: at-least 2, in: 12 months, multiply: 2 }, counts-in: none',
      ).replace('per: month', 'per: quarter'),
    ],
  }

  test('by a level of the quarter, once its first quarter is judged', () => {
    expect(asked(quarterly, '2026-04')).toEqual([])
    expect(asked(quarterly, '2026-05')).toEqual([])
    expect(asked(quarterly, '2026-06')).toEqual([
      'level-1.missed: opening-missing, periods 2025-Q3, 2025-Q4, 2026-Q1',
    ])
  })

  test('by what is earned back: what was owed, as the cap left it', () => {
    const earned: Written = {
      ...cap('month', '3000.00'),
      levels: [
        level(
          'P1',
          'amount: 4200.00, exemptions: [{ ground: earn-back, when: { lowest: at-least 99.5 %, in: next 3 months }, rate: 100 %, takes-out: amount }], counts-in: [c]',
        ),
      ],
    }
    const owed = (value: string) =>
      read(
        earned,
        ['2026-01', '2026-02', '2026-03'].map((month, i) =>
          openingOf(`level-1.penalty.owed || ${month} | ${i === 2 ? value : '0'}`, i),
        ),
      )
    expect(asked(earned)).toContain(
      'level-1.penalty.owed: opening-missing, periods 2026-01, 2026-02, 2026-03',
    )
    expect(said(owed('3000'))).not.toContainEqual(expect.stringContaining('row 3'))
    expect(said(owed('nothing'))).toContain('row 3: opening-value, value nothing, unit cents')
  })

  test('by a reserve: what is left of it cannot be told yet', () => {
    const stocks = `  fees: []
  stocks: [{ id: support, title: Assistance, clause: sla §6, filled: 15 per year, emptied: sum of support-days, take: oldest-first, lasts: 12 months }]`
    const about: Written = { ...cap('month', '1000.00'), costs: stocks }
    expect(said(read(about, []))).toEqual(['support: opening-of-stock'])
  })

  test('by the lowest figure of so many months: a share, which may be nothing', () => {
    const lifted: Written = {
      starts: '2024-06-01',
      takenOver: '2026-04',
      levels: [
        level(
          'P1',
          'amount: 4200.00, exemptions: [{ ground: good-months, when: { of: level-1.figure, lowest: at-least 90 %, in: 3 months }, rate: 50 %, takes-out: amount }], counts-in: none',
        ),
      ],
    }
    const figures = (value: string) =>
      read(
        lifted,
        ['2026-02', '2026-03'].map((month, i) =>
          openingOf(`level-1.figure || ${month} | ${value}`, i),
        ),
      )
    expect(asked(lifted)).toEqual(['level-1.figure: opening-missing, periods 2026-02, 2026-03'])
    expect(figures('0.995').value?.map(balance)).toEqual([
      'level-1.figure 2026-02 199/200 share',
      'level-1.figure 2026-03 199/200 share',
    ])
    expect(figures('nothing').value?.map(balance)).toEqual([
      'level-1.figure 2026-02 nothing',
      'level-1.figure 2026-03 nothing',
    ])
    expect(said(figures('yes'))).toEqual([
      'row 1: opening-value, value yes, unit share',
      'row 2: opening-value, value yes, unit share',
    ])
  })

  test('by nothing: then no balance is of it, and there is none to name', () => {
    const about = cap('month', '1000.00')
    expect(asked(about)).toEqual([])
    expect(said(read(about, [openingOf('c.used ||| 10', 0)]))).toEqual([
      'row 1: opening-of-nothing, nearest —',
    ])
  })

  test('by a row within a quarter that begins with the takeover: nothing', () => {
    const within = (takenOver: string): Written => ({
      starts: '2024-06-01',
      takenOver,
      levels: [
        level(
          'P1',
          'amount: 100.00, repeat: { times: at-least 2, in: quarter, multiply: 2 }, counts-in: none',
        ),
      ],
    })
    expect(asked(within('2026-04'))).toEqual([])
    expect(asked(within('2026-03'), '2026-03')).toEqual([
      'level-1.missed: opening-missing, periods 2026-01, 2026-02',
    ])
  })

  const right = (when: string, more: Partial<Written> = {}): Written => ({
    starts: '2025-06-01',
    takenOver: '2026-04',
    levels: [level('P1', 'amount: 100.00, counts-in: none')],
    term: `  rights: [{ id: leave, clause: sla §12, who: client, may: [terminate], when: ${when}, within: 30 days after opening, dated: received, silence: right-lapses }]`,
    ...more,
  })

  test('by a right that a level opens, once a period of it was judged before', () => {
    const when = '{ of: level-1.missed, times: at-least 1, in: 12 months }'
    expect(asked(right(when))).toContain(
      'leave.opened: opening-missing, periods 2025-06 to 2026-03 (10)',
    )
    // The first quarter of a contract of May is judged in June.
    const levels = [
      level('P1', 'amount: 100.00, counts-in: none').replace('per: month', 'per: quarter'),
    ]
    const begun = { starts: '2026-05-01', takenOver: '2026-06', levels }
    expect(asked(right(when, begun), '2026-06')).toEqual([])
  })

  test('by a right that outages open: nothing, since outages are facts', () => {
    expect(asked(right('{ of: servers, times: above 3, in: 30 days }'))).toEqual([])
  })

  test('by what an amendment adds from a later month on, once that month is closed', () => {
    const about: Written = {
      ...cap('month', '1000.00'),
      amendments: [
        '{ id: av-1, signed: 2026-04-20, effective: 2026-05-01, changes: [{ set: performance.caps.c.per, to: 3 months }] }',
      ],
    }
    expect(asked(about, '2026-04')).toEqual([])
    // From May on, the cap holds March, April and May together.
    expect(asked(about, '2026-05')).toEqual(['c.used: opening-missing, periods 2026-03'])
  })

  test('a limit that an amendment raises with the takeover was lower before it', () => {
    const about: Written = {
      ...cap('year', '1000.00'),
      amendments: [
        '{ id: av-1, signed: 2026-03-20, effective: 2026-04-01, changes: [{ set: performance.caps.c.at-most, to: 2000.00 }] }',
      ],
    }
    const used = (amount: string): string[] =>
      said(read(about, [openingOf(`c.used ||| ${amount}`, 0)]))
    expect(used('1000')).toEqual([])
    expect(used('1500')).toEqual(['row 1: opening-above-limit, total 1500.00, most 1000.00'])
    expect(used('nothing')).toContain('row 1: opening-value, value nothing, unit cents')
  })

  test('by a row that an amendment adds: the months that are computed are not asked for', () => {
    const about: Written = {
      ...cap('month', '1000.00'),
      amendments: [
        '{ id: av-1, signed: 2026-04-20, effective: 2026-06-01, changes: [{ set: performance.levels.level-1.penalty, to: { amount: 100.00, repeat: { times: at-least 2, in: 4 months, multiply: 2 }, counts-in: c } }] }',
      ],
    }
    expect(asked(about, '2026-05')).toEqual([])
    expect(asked(about, '2026-06')).toEqual(['level-1.missed: opening-missing, periods 2026-03'])
    const told = (period: string, closing: string): string[] =>
      said(read(about, [openingOf(`level-1.missed || ${period} | yes`, 0)], closing))
    expect(told('2026-03', '2026-06')).toEqual([])
    expect(told('2026-04', '2026-06')).toContain(
      'row 1: opening-of-another-period, periods 2026-03, period 2026-04',
    )
    expect(told('2026-03', '2026-05')).toEqual(['row 1: opening-of-nothing, nearest —'])
  })

  describe('by a minimum', () => {
    const minimum = (per: string, once: string): Written => ({
      starts: '2024-06-01',
      takenOver: '2026-04',
      levels: [level('P1', 'amount: 100.00, counts-in: c')],
      performance: `  minimums: [{ id: c, clause: sla §7, per: ${per}, above: 1000.00, once-passed: ${once} }]`,
    })
    test.each([
      ['month', 'whole', []],
      ['month', 'excess', []],
      [
        'year',
        'whole',
        [
          'c.used: opening-missing, periods 2026-03',
          'c.held, level-1.penalty: opening-missing, periods 2026-03',
        ],
      ],
      ['year', 'excess', ['c.used: opening-missing, periods 2026-03']],
    ])('per %s, of which the %s is owed', (per, once, expected) => {
      expect(asked(minimum(per, once))).toEqual(expected)
    })

    test('more may have come to it than its limit', () => {
      const about = minimum('year', 'excess')
      expect(said(read(about, [openingOf('c.used ||| 5000', 0)]))).toEqual([])
    })
  })

  test('by a cap that carries: what it carried of each line, whatever its period', () => {
    const carried = (per: string): string[] => {
      const about = cap(per, '1000.00')
      const performance = about.performance?.replace('excess: lost', 'excess: carried') ?? ''
      return asked({ ...about, performance })
    }
    expect(carried('month')).toEqual([
      'c.carried, level-1.penalty: opening-missing, periods 2026-03',
    ])
    expect(carried('year')).toEqual([
      'c.used: opening-missing, periods 2026-03',
      'c.carried, level-1.penalty: opening-missing, periods 2026-03',
    ])
  })
})
