/** What steps look at, the order of accumulators, the dates of procedures: their core, and what has none. */
import { describe, expect, test } from 'vitest'
import type { Written } from '../../../tests/engine/contract-text.ts'
import { coreOf, costs, LEVEL, refused, step } from '../../../tests/engine/refused-terms.ts'

const COUNT = 'count: { of: incidents }\nper: month\ntarget: { at-most: 4 }'

const OWED = `${LEVEL}\npenalty: { amount: 10.00, counts-in: none }`

describe('what a step looks at', () => {
  const opened = (of: string, bound = 'times: at-least 3'): ReturnType<typeof step> =>
    step(`may: terminate, within: open, when: { of: ${of}, ${bound}, in: 12 months }`)
  const minimum =
    'minimums: [{ id: small, clause: sla §5, per: month, above: 9.00, once-passed: whole }]'
  const cap = (per: string): string =>
    `caps: [{ id: cap, clause: sla §5, per: ${per}, at-most: 90.00, take: pro-rata, excess: lost }]`

  test.each<[string, Written, string | undefined]>([
    ['level-1.late', { levels: [OWED] }, 'at-least 3'],
    ['level-1.kept', { levels: [OWED.replace('month', 'quarter')] }, 'at-least 3'],
    ['level-1.penalty', { levels: [LEVEL] }, 'at-least 3'],
    ['level-1.penalty', { levels: [OWED] }, undefined],
    [
      'level-1.missed',
      { levels: [OWED.replace('month', 'item').replace('95', '100')] },
      'at-least 3',
    ],
    ['small.full', { levels: [OWED], performance: `  ${minimum}` }, 'at-least 3'],
    ['cap.full', { levels: [OWED], performance: `  ${cap('quarter')}` }, 'at-least 3'],
    ['cap.full', { levels: [OWED], performance: `  ${cap('12 months')}` }, 'at-least 3'],
    ['cap.full', { levels: [OWED], performance: `  ${cap('month')}` }, undefined],
    ['cap.cut', { levels: [OWED], performance: `  ${cap('month')}` }, undefined],
  ])('%s of %o → %s', (of, about, what) => {
    expect(refused(about, opened(of))).toEqual(what === undefined ? [] : [what])
  })

  test('an amount that bands give is money where each of them is', () => {
    const bands = (last: string): Written => ({
      levels: [
        `${COUNT}\npenalty: { bands: [{ at-least: 5, at-most: 9, amount: 10.00 }, { at-least: 10, ${last} }], counts-in: none }`,
      ],
    })
    const sum = opened('level-1.penalty', 'sum: above 50.00')
    expect(refused(bands('amount: 20.00'), sum)).toEqual([])
  })

  test('what is credited is what caps left, less what was earned back', () => {
    const back =
      '{ ground: back, when: { lowest: at-least 95 %, in: next 3 months }, rate: 50 %, takes-out: amount }'
    const about = {
      levels: [`${LEVEL}\npenalty: { amount: 10.00, exemptions: [${back}], counts-in: none }`],
    }
    const sum = opened('level-1.credited', 'sum: above 50.00')
    expect(coreOf(about, ['outcome level-1.credited'], sum)).toEqual([
      'outcome level-1.credited per month = ((level-1.penalty.owed) + (level-1.earned-back.owed, or 0.00 of nothing))',
    ])
    expect(coreOf({ levels: [OWED] }, ['outcome level-1.credited'], sum)).toEqual([
      'outcome level-1.credited per month = ((level-1.penalty.owed))',
    ])
  })

  test('two steps that look at one outcome share what it is made of', () => {
    const any =
      'when: { any: [{ of: cap.full, times: at-least 3, in: 12 months }, { of: cap.full, in-a-row: at-least 2 }] }'
    const about = { levels: [OWED], performance: `  ${cap('month')}` }
    expect(
      coreOf(about, ['outcome cap', 'outcome s-1'], step(`may: end, within: open, ${any}`)),
    ).toEqual([
      'outcome cap.full per month = cap.passed ≥ cap.allowed',
      'outcome s-1.when-1 per month = count-true(cap.full, in last 12 months, this one included) ≥ 3',
      'outcome s-1.when-2 per month = streak(cap.full, in contract, this one included) ≥ 2',
    ])
  })
})

describe('accumulators', () => {
  const cap = (id: string, per = 'month'): string =>
    `    - { id: ${id}, clause: sla §5, per: ${per}, at-most: 90.00, take: pro-rata, excess: lost }`
  const through = (list: string, per = 'month'): Written => ({
    levels: [`${LEVEL.replace('month', per)}\npenalty: { amount: 10.00, counts-in: ${list} }`],
    performance: `  caps:\n${['a', 'b', 'c'].map((id) => cap(id)).join('\n')}`,
  })

  test('the third of three caps is not passed before the first', () => {
    expect(refused(through('[a, c]'))).toEqual([])
    expect(refused(through('[c, a]'))).toEqual(['caps-order-differs a'])
    expect(refused(through('[a, a]'))).toEqual(['caps-order-differs a'])
  })

  test('a cap over days is refused', () => {
    const about = { levels: [LEVEL], performance: `  caps:\n${cap('days', '30 days')}` }
    expect(refused(about)).toEqual(['days'])
  })

  test('money passes no cap on liability', () => {
    const liability = `liability:
  caps: [{ id: general, clause: sla §12, per: contract, at-most: 5000.00 }]
  losses: [{ where: { head: otherwise }, counts-in: general }]
`
    const change = (text: string): string => text.replace('term:\n', `${liability}term:\n`)
    expect(refused(through('general'), change)).toEqual(['cap-unknown general'])
  })

  test('a contract year of mid-month is judged in a month of two years', () => {
    const yearly = (starts: string, list: string): Written => ({
      levels: [
        `${LEVEL.replace('month', 'contract-year')}\npenalty: { amount: 10.00, counts-in: ${list} }`,
        LEVEL.replace('month', 'contract-year'),
        `${LEVEL}\npenalty: { amount: 10.00, counts-in: [year, other] }`,
      ],
      performance: `  caps:\n${cap('year', 'contract-year')}\n${cap('other')}`,
      starts,
    })
    expect(refused(yearly('2026-04-01', '[year, other]'))).toEqual([])
    expect(refused(yearly('2026-04-16', 'other'))).toEqual([])
    expect(refused(yearly('2026-04-16', '[year, other]'))).toEqual(['year, per: contract-year'])
  })

  test('points and days of service have no claim, and no list of penalties that do not add up', () => {
    const points = `${LEVEL}\npenalty: { amount: 1 point, counts-in: service }`
    const service =
      '  balances: [{ id: service, clause: sla §5, per: month, of: servers in month, rate: 1 % per point, counts-in: none }]'
    const claim = 'claim: { who: client, within: open, dated: sent, needs: [] }'
    expect(refused({ levels: [points], performance: service })).toEqual([])
    expect(refused({ levels: [`${points}\n${claim}`], performance: service })).toEqual([
      'claim (points)',
    ])
    const combine =
      '  combine: [{ id: once, clause: sla §5, of: [level-1, level-2], on: always, take: highest }]'
    expect(refused({ levels: [points, OWED], performance: `${service}\n${combine}` })).toContain(
      'level-1 (points)',
    )
  })

  test('a balance and a reserve that no level fills hold nothing', () => {
    const about = {
      ...costs(
        '  stocks: [{ id: days, clause: sla §5, filled: by levels, emptied: sum of days-off, take: oldest-first, lasts: unlimited }]',
      ),
      performance:
        '  balances: [{ id: service, clause: sla §5, per: quarter, of: servers in quarter, rate: 1 % per point, counts-in: none }]',
    }
    expect(coreOf(about, ['outcome service.points', 'outcome days.filled'])).toEqual([
      'outcome service.points per quarter = 0',
      'outcome days.filled per month = 0',
    ])
  })
})

describe('dates', () => {
  test('the notice of a renewal counts from something', () => {
    const renewal =
      (within: string): ReturnType<typeof step> =>
      (text) =>
        `${text}  renewal: { tacit: true, for: 12 months, notice: { within: ${within}, dated: received } }\n`
    expect(refused({ levels: [LEVEL] }, renewal('3 months before term-end'))).toEqual([])
    expect(refused({ levels: [LEVEL] }, renewal('3 months before'))).toEqual(['3 months before'])
  })

  test('the discussion of a month counts from its statement, or from where the text says', () => {
    const procedure = (within: string): Written => ({
      levels: [LEVEL],
      performance: `  procedure: { clause: sla §7, prepared-by: client, statement: { within: 10 days after month-end }, discussion: { within: ${within}, silence: refusal, unanswered-exemption: refused }, set-off: none, four-eyes: false, formal-notice: waived, paid-by: credit-note, dated: received }`,
    })
    const heads = ['step month.statement-answer', 'set-off', 'claims']
    const ends = [
      'set-off month none, by credit-note',
      'claims month unanswered refused; four eyes not asked',
    ]
    const answer =
      'step month.statement-answer: provider may accept | contest, when statement.publish, by'
    expect(coreOf(procedure('15 days'), heads)).toEqual([
      `${answer} opening + 15 calendar-days, dated received, silence contest`,
      ...ends,
    ])
    expect(coreOf(procedure('15 days after month-end'), heads)).toEqual([
      `${answer} month-end + 15 calendar-days, dated received, silence contest`,
      ...ends,
    ])
  })

  test('the first event of a name is not the last', () => {
    const within = (event: string): ReturnType<typeof step> =>
      step(`must: tell, within: 5 days after ${event}`)
    const [first] = coreOf({ levels: [LEVEL] }, ['step'], within('first-outage'))
    const [last] = coreOf({ levels: [LEVEL] }, ['step'], within('last-outage'))
    expect(first).toContain('by first event outage + 5 calendar-days')
    expect(last).toContain('by last event outage + 5 calendar-days')
  })

  test('a revision without a ceiling and without a rounding is its formula', () => {
    const about = costs(
      '  revision: { every: 1 April, of: servers, formula: A / B, A: ici of 2026-01, B: ici of 2025-01, no-data: wait, round: none }',
    )
    expect(coreOf(about, ['fee'])).toEqual([
      'fee servers = 48000.00 a month, × (ici of 2026-01 ÷ ici of 2025-01) from month 4 of each year',
    ])
  })
})
