/** Each written form beside the core that carries it, and each term that is refused by name. */
import { describe, expect, test } from 'vitest'
import type { Written } from '../../../tests/engine/contract-text.ts'
import { written } from '../../../tests/engine/contract-text.ts'
import { formatProgram } from '../core/format-core.ts'
import { readContract } from '../reading/read-contract.ts'
import { rewriteTerms } from './rewrite.ts'

const KNOWN = {
  zones: new Set(['Europe/Paris']),
  regions: new Set(['FR']),
  statuses: ['awaiting-client'],
}

function rewrite(about: Written) {
  const text = written(about)
  const { value, findings } = readContract('contract.yaml', text, KNOWN)
  if (value === undefined) throw new Error(`${JSON.stringify(findings)}\n${text}`)
  return rewriteTerms(value)
}

/** The lines of the core that begin with these words, without them. */
function core(about: Written, head: string): string {
  const { value, findings } = rewrite(about)
  if (value === undefined) throw new Error(JSON.stringify(findings))
  const line = formatProgram(value).find((one) => one.startsWith(head))
  return line === undefined ? 'absent' : line.slice(head.length).trim()
}

const MEASURE =
  'restoration: { of: incidents, where: { priority: P1 }, within: 4 h, calendar: always, clock: incident }'
const P1 = `${MEASURE}
  per: month
  target: { share-in-time: at-least 95 % }`
const penalised = (penalty: string, level = P1): Written => ({
  levels: [`${level}\npenalty: { ${penalty}, counts-in: none }`],
})
const UP = `availability: { of: servers, calendar: always, no-data: up }
  per: month
  target: { at-least: 99.9 % }`

describe('figures', () => {
  test.each([
    ['share-in-time: at-least 95 %', '(in-time(level-1) ÷ judged(level-1))'],
    ['mean: at-most 3 h', 'mean(level-1)'],
    ['highest: at-most 8 h', 'highest(level-1)'],
    ['percentile: { rank: 95 %, method: linear, at-most: 8 h }', 'percentile 95 % linear(level-1)'],
  ])('target: { %s }', (target, figure) => {
    const level = `${MEASURE}\nper: month\ntarget: { ${target} }`
    expect(core({ levels: [level] }, 'outcome level-1.figure per month =')).toBe(figure)
  })

  test.each([
    [UP, 'month', '(100 % − (down(level-1) ÷ window(level-1)))'],
    [
      'backlog: { of: tickets, calendar: office }\nper: month\ntarget: { at-most: 5 }',
      'month',
      'judged(level-1)',
    ],
    ['count: { of: incidents }\nper: year\ntarget: { at-most: 12 }', 'year', 'judged(level-1)'],
    [
      'share: { of: incidents, matching: { reopened: "yes" } }\nper: quarter\ntarget: { under: 3 % }',
      'quarter',
      '(matching(level-1) ÷ judged(level-1))',
    ],
  ])('%s', (level, tile, figure) => {
    expect(core({ levels: [level] }, `outcome level-1.figure per ${tile} =`)).toBe(figure)
  })
})

describe('when a level is missed', () => {
  const head = 'outcome level-1.missed per month ='
  const target = 'not level-1.figure ≥ 95 %'
  test.each([
    ['', `if level-1.judged ≤ 0 then nothing else ${target}`],
    ['empty: met', `if level-1.judged ≤ 0 then false else ${target}`],
    [
      'few: { under: 10, allow-late: 1 }',
      `if level-1.judged ≤ 0 then nothing else if level-1.judged < 10 then level-1.late > 1 else ${target}`,
    ],
    [
      'few: { under: 10, left-out: true }',
      `if level-1.judged ≤ 0 then nothing else if level-1.judged < 10 then nothing else ${target}`,
    ],
  ])('%s', (extra, missed) => {
    expect(core({ levels: [`${P1}\n${extra}`] }, head)).toBe(missed)
  })

  test('a count of nothing is zero, and a month without outages is up: neither is empty', () => {
    const count = 'count: { of: incidents }\nper: month\ntarget: { at-most: 12 }'
    expect(core({ levels: [count] }, head)).toBe('not level-1.figure ≤ 12')
    expect(core({ levels: [UP] }, head)).toBe('not level-1.figure ≥ 99.9 %')
  })
})

describe('penalties', () => {
  const worth = (about: Written): string => {
    const line = core(about, 'outcome level-1.penalty per month =')
    const [, then = line] =
      /^if \(level-1\.missed, or false of nothing\) then (.*) else 0\.00$/.exec(line) ?? []
    return then
  }
  const basis = 'fees(servers, in month)'

  test.each([
    ['of: servers in month, rate: 2 %', `(2 % × ${basis})`],
    ['of: fees in 12 months, rate: 2 %', '(2 % × fees(all, in last 12 months))'],
    ['amount: 150.00', '150.00'],
    ['amount: 150.00 per late ticket', '(150.00 × late(level-1, for the amount))'],
    ['amount: 150.00 per ticket', '(150.00 × judged(level-1, for the amount))'],
    ['amount: 50.00 per 1 h late', '(50.00 × started 1 h late(level-1, for the amount))'],
    ['amount: 50.00 per full 1 h late', '(50.00 × full 1 h late(level-1, for the amount))'],
    ['amount: 150.00, at-most: 100.00', 'least(150.00, 100.00)'],
    ['amount: 150.00, minimum: 200.00', 'greatest(150.00, 200.00)'],
  ])('%s', (penalty, expected) => {
    expect(worth(penalised(penalty))).toBe(expected)
  })

  test('bands say the side of each bound', () => {
    const bands = '[{ at-least: 90 %, under: 95 %, rate: 2 % }, { under: 90 %, rate: 5 % }]'
    expect(worth(penalised(`of: servers in month, bands: ${bands}`))).toBe(
      `table(level-1.figure-for-amount; ≥ 9/10 and < 19/20 → (2 % × ${basis}); < 9/10 → (5 % × ${basis}); otherwise undefined)`,
    )
  })

  test('a shortfall is counted in steps from the target down', () => {
    const about = penalised('of: servers in month, rate: 1 % per started 0.1 pt below', UP)
    expect(worth(about)).toBe(
      `(1 % × started parts((99.9 % − level-1.figure-for-amount), 1/1000) × ${basis})`,
    )
  })
})

describe('what this version does not compute is refused by name', () => {
  const clock = (extra: string): Written => ({ levels: [P1], clock: extra })
  const START = 'starts: opened, stops: restored, pauses: [], on-priority-change: keep'
  const cases: readonly (readonly [string, Written, string])[] = [
    [
      'per: item',
      {
        levels: [
          `${P1.replace('per: month', 'per: item').replace(
            'share-in-time: at-least 95 %',
            'highest: at-most 8 h',
          )}\npenalty: { amount: 10.00, counts-in: none }`,
        ],
      },
      'per: item, highest at-most 8 h',
    ],
    [
      'outages on a clock',
      clock(
        'starts: unavailable, stops: handed-back, pauses: [], on-reopen: resume, on-priority-change: keep',
      ),
      'restoration of outages',
    ],
    [
      'tickets merged',
      clock(
        `${START}, on-reopen: resume, merge: { same: [item], within: 8 h, calendar: office, takes-out: gap }`,
      ),
      'restoration of outages',
    ],
    [
      'a shortest pause in days',
      clock(`${START}, on-reopen: resume, shortest-pause: 2 days`),
      '2 days',
    ],
    [
      'earn-back on average',
      penalised(
        'amount: 10.00, exemptions: [{ ground: earn-back, when: { mean: at-least 95 %, in: next 3 months }, rate: 50 %, takes-out: amount }]',
      ),
      'when (earn-back)',
    ],
    [
      'a base before an event',
      penalised('of: fees in 3 months before event, rate: 2 %'),
      'in 3 months before event',
    ],
    [
      'a minimum over days',
      {
        levels: [P1],
        performance:
          '  minimums: [{ id: m, clause: sla §6, per: 30 days, above: 1000.00, once-passed: whole }]',
      },
      'm',
    ],
    [
      'hours of an availability by a field',
      {
        levels: [
          UP.replace(
            'calendar: always',
            'calendar: { by: priority, P1: always, otherwise: office }',
          ),
        ],
      },
      'calendar: { by: … }',
    ],
    [
      'a delay before an event',
      {
        levels: [
          'timeliness: { of: reports, within: 5 working-days before month-end, calendar: office }\nper: month\ntarget: { share-in-time: at-least 100 % }',
        ],
      },
      '5 working-days before month-end',
    ],
    [
      'a price per contract',
      { levels: [P1], costs: '  fees: [{ id: servers, amount: 48000.00 per contract }]' },
      '48000.00 per contract',
    ],
    [
      'one rounding for the total',
      {
        ...penalised('amount: 10.00'),
        conventions: { round: '{ figures: none, money: half-up 0.01 per total }' },
      },
      'half-up 0.01 per total',
    ],
    [
      'evidence of another kind',
      {
        levels: [P1],
        performance: '  exemptions: [{ ground: x, needs: [expertise], takes-out: miss }]',
      },
      'expertise',
    ],
    [
      'a part of a window that a party claims',
      {
        levels: [UP],
        performance:
          '  exemptions: [{ ground: client, needs: [acceptance], rate: 50 %, takes-out: window }]',
      },
      'rate (client, window)',
    ],
    [
      'a maintenance that must be accepted as well',
      {
        levels: [UP],
        performance:
          '  exemptions: [{ ground: works, needs: [notice at-least 48 h before start, acceptance], takes-out: outage }]',
      },
      'acceptance (maintenance)',
    ],
  ]
  test.each(cases)('%s', (_, about, what) => {
    const { value, findings } = rewrite(about)
    expect(value).toBeUndefined()
    const named = findings.find((f) => f.code === 'not-computed' && f.params['what'] === what)
    expect(named?.severity).toBe('error')
    expect(named?.where?.line).toBeGreaterThan(0)
  })
})

describe('caps', () => {
  const cap = (id: string): string =>
    `    - { id: ${id}, clause: sla §5, per: month, at-most: 10 % of fees in month, take: by-rank, excess: lost }`
  const caps = `  caps:\n${cap('a')}\n${cap('b')}`
  const through = (list: string) =>
    rewrite({
      levels: [`${P1}\npenalty: { amount: 10.00, counts-in: ${list} }`],
      performance: caps,
    })

  test.each(['[a, b]', '[a]', 'b', 'none'])('counts-in: %s is right', (list) => {
    expect(through(list).findings).toEqual([])
  })

  test('a penalty that passes them in another order is refused', () => {
    expect(through('[b, a]').findings.map((f) => f.code)).toEqual(['caps-order-differs'])
  })
})
