/** Measures and penalties that are read and not computed: each is refused by its name. */
import { describe, expect, test } from 'vitest'
import type { Written } from '../../../tests/engine/contract-text.ts'
import { costs, LEVEL, penalty, refused, UP, UPTIME } from '../../../tests/engine/refused-terms.ts'

describe('bases', () => {
  test.each([
    ['of: fees in 30 days, rate: 2 %', 'in 30 days'],
    ['of: fees in 12 months before event, rate: 2 %', 'in 12 months before event'],
    ['of: fees in 3 months after event, rate: 2 %', 'in 3 months after event'],
    ['of: fees in next 3 months, rate: 2 %', 'in next 3 months'],
    ['of: fees in 48 h, rate: 2 %', 'in 48 h'],
    ['of: fees in month of claim, rate: 2 %', 'in month of claim'],
    ['of: servers in counted-downtime, rate: 2 %', 'servers in counted-downtime'],
    ['of: orders in remaining months, rate: 2 %', 'orders in remaining months'],
    ['of: orders in remaining days, rate: 2 %', 'orders in remaining days'],
    ['of: servers in remaining days, rate: 2 %', 'servers in remaining days'],
    ['of: market in contract, rate: 2 %', 'market in contract'],
    ['of: orders in 30 days, rate: 2 %', 'orders in 30 days'],
    ['of: invoices in month, rate: 2 %', 'invoices in month'],
    ['of: baseline, rate: 2 %', 'baseline in month'],
    ['of: servers in remaining months, rate: 2 %', undefined],
    ['of: servers, rate: 2 %', undefined],
    ['of: orders, rate: 2 %', undefined],
    ['of: orders in contract, rate: 2 %', undefined],
  ])('%s → %s', (text, what) => {
    const declared = '  declared: [{ id: orders, take: sum }, { id: market, take: median }]'
    const about = { ...costs(declared), ...penalty(text) }
    expect(refused(about)).toEqual(what === undefined ? [] : [what])
  })

  test('money of a quarter is counted in a quarter, and in no window of months', () => {
    const quarter = LEVEL.replace('per: month', 'per: quarter')
    const about = (base: string): Written => ({
      ...costs('  declared: [{ id: orders, take: sum }]'),
      ...penalty(`of: ${base}, rate: 2 %`, quarter),
    })
    expect(refused(about('orders in quarter'))).toEqual([])
    expect(refused(about('orders'))).toEqual([])
    expect(refused(about('orders in 3 months'))).toEqual(['orders in 3 months'])
  })

  test('a base with VAT needs the rate of each fee', () => {
    const text = 'of: { fees: fees, in: month, vat: included }, rate: 2 %'
    expect(refused(penalty(text))).toEqual(['vat-missing fees'])
  })

  test('the price of an item is one of an amount that is of each item', () => {
    expect(refused(penalty('of: item-price, rate: 2 %'))).toEqual(['base-needs-item '])
  })
})

describe('levels', () => {
  const level = (text: string): Written => ({ levels: [text] })
  test.each([
    [
      'backlog: { of: incidents, older-than: 30 days, calendar: { by: priority, P1: always } }\nper: month\ntarget: { at-most: 5 }',
      'calendar: { by: … }',
    ],
    [
      'backlog: { of: incidents }\nper: month\ntarget: { highest: at-most 5 days }',
      'target-does-not-fit backlog highest',
    ],
    [`${UP}\nper: item\ntarget: { at-least: 99 % }`, 'per: item (availability)'],
    ['count: { of: incidents }\nper: item\ntarget: { at-most: 4 }', 'per: item (count)'],
    [
      'timeliness: { of: reports, within: 5 working-days after month-end }\nper: month\ntarget: { highest: at-most 2 working-days }',
      'at-most 2 working-days',
    ],
    [
      'timeliness: { of: reports, within: 5 days after month-end then month-end }\nper: month\ntarget: { count: at-most 0 }',
      '5 days after month-end then month-end',
    ],
    ['timeliness: { of: reports, within: open }\nper: month\ntarget: { count: at-most 0 }', 'open'],
    [
      `${UPTIME.replace('no-data: up', 'no-data: up, merge: { same: [cause], within: 5 min, calendar: always, takes-out: gap }')}`,
      'same',
    ],
    [`${UPTIME.replace('no-data: up', 'no-data: up, over: month')}`, 'over: month'],
    [`${UPTIME.replace('no-data: up', 'no-data: up, over: next 3 months')}`, 'over: next 3 months'],
    [
      `${UP.replace('no-data: up', 'no-data: up, intervals: { every: 5 min, up: at-most 10 % }')}\nper: month\ntarget: { share-in-time: at-least 99 % }`,
      'up: at-most 10 %',
    ],
    [
      `${UP.replace('no-data: up', 'no-data: up, intervals: { every: 1 days, up: at-least 90 % }')}\nper: month\ntarget: { share-in-time: at-least 99 % }`,
      '1 days',
    ],
    [
      'value: { of: errors, take: mean, intervals: { every: 1 days, no-data: zero } }\nper: month\ntarget: { at-most: 1 % }',
      '1 days',
    ],
    [
      `${LEVEL}\nexemptions: [{ ground: client, needs: [acceptance], at-most: 2 h per month, excess: counted, takes-out: miss }]`,
      'client, at-most (tickets)',
    ],
    [
      `${UPTIME}\nexemptions: [{ ground: works, needs: [notice at-least 2 days before start], takes-out: outage }]`,
      'notice at-least 2 days before start',
    ],
    [
      `${UPTIME}\nexemptions: [{ ground: works, needs: [notice at-least 48 h before start], at-most: 3 per quarter, excess: counted, takes-out: outage }]`,
      '3 per quarter',
    ],
    [
      `${LEVEL.replace('month', 'contract')}\npenalty: { amount: 10.00, counts-in: none }\nclaim: { who: client, within: open, dated: sent, needs: [] }`,
      'claim, per: contract',
    ],
    [
      `${LEVEL}\ngrace: { first: 30 days, measured: true, penalised: false }\npenalty: { amount: 10.00, counts-in: none }`,
      '30 days',
    ],
  ])('%s → %s', (text, what) => {
    expect(refused(level(text))).toEqual(what === undefined ? [] : [what])
  })
})

describe('penalties', () => {
  const each = (text: string): Written => penalty(`${text}, each: outage`, UPTIME)
  test.each([
    [penalty('amount: 10.00 per 3 months late'), 'per months late'],
    [penalty('amount: 10.00 per 3 open-days late'), 'per open-days late'],
    [
      penalty('amount: 10.00 per hour late', LEVEL.replace('within: 4 h', 'within: 2 days')),
      'per h late, within days',
    ],
    [
      penalty(
        'amount: 10.00 per hour late',
        LEVEL.replace('within: 4 h', 'within: { by: priority, P1: 4 h, otherwise: 2 days }'),
      ),
      'per h late, within days',
    ],
    [
      penalty(
        'amount: 10.00 per hour late',
        LEVEL.replace('within: 4 h', 'within: { by: priority, P1: 4 h, P2: 8 h }'),
      ),
      undefined,
    ],
    [penalty('amount: 10.00, repeat: { times: at-least 2, in: 30 days, multiply: 2 }'), 'repeat'],
    [
      penalty(
        'amount: 10.00, repeat: { times: at-least 2, in: 4 months, multiply: 2 }',
        LEVEL.replace('month', 'quarter'),
      ),
      'repeat',
    ],
    [
      penalty(
        'amount: 10.00 per hour late',
        'timeliness: { of: reports, within: 5 days after month-end }\nper: month\ntarget: { count: at-most 0 }',
      ),
      undefined,
    ],
    [each('amount: 10.00 per 2 outages'), 'each: outage, per named'],
    [each('amount: 10.00 per 0.1 pt below'), 'each: outage, per share-difference'],
    [each('amount: 10.00 per outage'), undefined],
    [each('amount: 10.00 per 30 min down'), undefined],
    [
      penalty(
        'amount: 10.00, each: ticket, exemptions: [{ ground: first, when: { of: level-1.missed, times: at-most 1, in: 12 months }, rate: 100 %, takes-out: amount }]',
      ),
      undefined,
    ],
    [
      penalty(
        'amount: 10.00, exemptions: [{ ground: first, when: { of: level-1.missed, times: at-most 1, in: 12 months }, takes-out: amount }]',
      ),
      'key-missing rate exemption',
    ],
    [
      penalty(
        'amount: 10.00, exemptions: [{ ground: first, when: { times: at-most 1, in: 12 months }, rate: 100 %, takes-out: amount }]',
      ),
      'when (first)',
    ],
    [
      penalty(
        'amount: 10.00, exemptions: [{ ground: first, when: { of: level-1.missed, times: at-most 1, in: 12 months }, rate: 100 %, needs: [acceptance], takes-out: amount }]',
      ),
      'when (first)',
    ],
    [
      penalty(
        'amount: 10.00, exemptions: [{ ground: first, when: { of: level-1.missed, times: at-most 1, in: 30 days }, rate: 100 %, takes-out: amount }]',
      ),
      'when (first)',
    ],
    [
      penalty(
        'amount: 10.00, exemptions: [{ ground: back, when: { lowest: at-least 95 %, in: next 30 days }, rate: 100 %, takes-out: amount }]',
      ),
      'when (back)',
    ],
    [
      penalty(
        'amount: 10.00, exemptions: [{ ground: back, when: { lowest: at-least 95 %, in: next 3 months }, takes-out: amount }]',
      ),
      'when (back)',
    ],
    [
      penalty(
        'amount: 10.00, exemptions: [{ ground: back, when: { lowest: at-least 95 %, in: next 3 months }, rate: 50 %, takes-out: amount }]',
      ),
      undefined,
    ],
  ])('%o → %s', (about, what) => {
    expect(refused(about)).toEqual(what === undefined ? [] : [what])
  })

  test('an exemption of the whole level waits for no outcome', () => {
    const exemption =
      '{ ground: first, when: { of: level-1.missed, times: at-most 1, in: 12 months }, takes-out: miss }'
    const about = { levels: [LEVEL], performance: `  exemptions: [${exemption}]` }
    expect(refused(about)).toEqual(['when (first)'])
  })

  test('what each outage costs is of outages that stand by themselves', () => {
    const about = (form: string): Written => ({
      levels: [
        `${form}\nper: month\ntarget: { share-in-time: at-least 99 % }\npenalty: { amount: 10.00, each: outage, counts-in: none }`,
      ],
    })
    const intervals = 'no-data: up, intervals: { every: 5 min, up: at-least 90 % }'
    expect(refused(about(UP.replace('no-data: up', intervals)))).toContain(
      'each: outage, intervals',
    )
  })

  test('a component of weighted parts has no single outage to join or to price', () => {
    const sites = '  components: [{ id: sites, of: [paris, lyon], weights: { paris: 3, lyon: 2 } }]'
    const about = (form: string, extra = ''): Written => ({
      levels: [
        `availability: { of: sites, calendar: always, ${form} }\nper: month\ntarget: { at-least: 99 % }\n${extra}`,
      ],
      performance: sites,
    })
    const merge = 'merge: { within: 5 min, calendar: always, takes-out: none }'
    expect(refused(about(`no-data: up, ${merge}`))).toEqual(['weights, merge'])
    expect(
      refused(about('no-data: up', 'penalty: { amount: 10.00, each: outage, counts-in: none }')),
    ).toEqual(['each: outage, weights'])
  })
})
