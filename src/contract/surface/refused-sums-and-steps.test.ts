/** Sums, prices and steps that are read and not computed: each is refused by its name. */
import { describe, expect, test } from 'vitest'
import type { Written } from '../../../tests/engine/contract-text.ts'
import { costs, due, LEVEL, refused, step } from '../../../tests/engine/refused-terms.ts'

describe('prices and sums', () => {
  const fees = (text: string): Written => ({
    levels: [LEVEL],
    costs: `  fees: [{ id: servers, ${text} }]`,
  })
  test.each([
    [fees('of: users on last-day, per: quarter, amount: 20.00 per user'), '20.00 per user'],
    [fees('of: users on last-day, per: month, amount: 20.00 per hour late'), '20.00 per hour late'],
    [fees('of: users on last-day, per: month, amount: 2 points per user'), '2 points per user'],
    [
      fees(
        'of: users on last-day, per: month, amount: 20.00 per user, baseline: 600, dead-band: { at-most: 500.00, once-passed: whole }',
      ),
      '500.00',
    ],
    [
      fees(
        'of: users on last-day, per: month, amount: 20.00 per user, baseline: 600, dead-band: { at-most: 5 % of fees in month, once-passed: whole }',
      ),
      '5 % of fees in month',
    ],
    [
      costs(
        '  advances: [{ id: a, clause: sla §9, on: order, of: servers in month, rate: 5 % per month, vat: 20 %, recovered: { executed: works, from: 65 %, to: 80 % } }]\n  declared: [{ id: works, take: sum }]',
      ),
      '5 % per month',
    ],
    [due('per: month, amount: 2 points'), '2 points'],
    [due('per: month, amount: 10.00 per user'), '10.00 per user'],
    [due('per: month, formula: A * B, A: 10.00, B: 10.00'), 'formula-not-money A * B'],
    [due('per: month, formula: A + B, A: 10.00, B: 10'), 'formula-not-money A + B'],
    [due('per: month, formula: A - B, A: 10.00, B: 10'), 'formula-not-money A - B'],
    [due('per: month, formula: B / A, A: 10.00, B: 10'), 'formula-not-money B / A'],
    [due('per: month, formula: A / B, A: 10.00, B: 10.00'), 'formula-not-money A / B'],
    [due('per: month, formula: A * 2, A: 4 h'), '4 h'],
    [due('per: month, formula: A / B * C, A: 10.00, B: 20.00, C: 30.00'), undefined],
    [due('per: month, formula: (A - B) / 2, A: 10.00, B: 20.00'), undefined],
  ])('%o → %s', (about, what) => {
    expect(refused(about)).toEqual(what === undefined ? [] : [what])
  })
})

test('a sum on an answer is of a step that comes once', () => {
  const answer = step('may: [accept], silence: lapsed, within: 30 days after order')
  const about = due('on: s-1.accept, amount: 10.00')
  expect(refused(about, answer)).toEqual([])
  const again = (text: string): string =>
    answer(text).replace('clause: sla §9, steps', 'clause: sla §9, every: quarter, steps')
  expect(refused(about, again)).toEqual(['on: s-1.accept'])
})

describe('steps', () => {
  const may = 'may: terminate, silence: lapsed, within: 30 days after opening'
  test.each([
    [`${may}, when: { of: servers, times: at-most 3, in: 30 days }`, 'at-most 3'],
    [`${may}, when: { of: servers, times: above 3, in: 10 working-days }`, 'above 3'],
    [`${may}, when: { of: servers, times: above 3, in: 30 days before event }`, 'above 3'],
    [`${may}, when: { of: servers, sum: above 3, in: 30 days }`, 'above 3'],
    [`${may}, when: { of: servers, lasts: above 3 working-days }`, 'above 3 working-days'],
    [`${may}, when: { of: servers, lasts: above 10 % }`, 'above 10 %'],
    [`${may}, when: { of: servers, lasts: above 3 }`, 'above 3'],
    [`${may}, when: { of: servers, in-a-row: at-least 3 }`, 'at-least 3'],
    [
      `${may}, when: { of: level-1.missed, where: { site: Lyon }, in-a-row: at-least 3 }`,
      'at-least 3',
    ],
    [`${may}, when: { of: level-1.missed, times: at-least 3, in: 30 days }`, 'at-least 3'],
    [`${may}, when: { of: level-1.missed, sum: above 3, in: 3 months }`, 'above 3'],
    [`${may}, when: { of: level-1.kept, sum: above 10.00, in: 3 months }`, 'above 10.00'],
    [`${may}, when: { of: level-1.figure, times: at-least 3, in: 3 months }`, 'at-least 3'],
    [`${may}, when: { of: level-1.figure, in-a-row: at-least 3 }`, 'at-least 3'],
    [`${may}, when: { of: level-1.missed, times: at-least 3, in: 3 months }`, undefined],
    [
      'may: terminate, silence: lapsed, within: 72 h before event, calendar: office',
      '72 h before event',
    ],
    ['may: terminate, silence: lapsed, within: 5 open-days after event', '5 open-days after event'],
    [
      'may: terminate, silence: lapsed, within: 72 h after event then month-end, calendar: office',
      '72 h after event then month-end',
    ],
    [
      'may: terminate, silence: lapsed, within: 72 h after event, calendar: office, interrupted: { of: servers, effect: restarted-at-end }',
      'interrupted, within 72 h after event',
    ],
  ])('%s → %s', (text, what) => {
    expect(refused({ levels: [LEVEL] }, step(text))).toEqual(what === undefined ? [] : [what])
  })
})
