/** Text tables: one phrase a row, what is written on the left and what is read on the right. */
import { describe, expect, test } from 'vitest'
import { readBy, rowsOf, SHAPES, sketch } from '../../../tests/contracts/phrase-tables.ts'

const READ: Readonly<Record<string, string>> = {
  length: `
    30 min           | {unit: ms, value: 1800000}
    4 h              | {unit: ms, value: 14400000}
    90 s             | {unit: ms, value: 90000}
    1.5 h            | {unit: ms, value: 5400000}
    5 days           | {unit: days, count: 5}
    2 weeks          | {unit: days, count: 14}
    10 working-days  | {unit: working-days, count: 10}
    3 mon-sat-days   | {unit: mon-sat-days, count: 3}
    15 clear-days    | {unit: clear-days, count: 15}
    5 open-days      | {unit: open-days, count: 5}
    3 months         | {unit: months, count: 3}
    3 years          | {unit: months, count: 36}`,
  bound: `
    at-least 95 %         | {word: at-least, limit: {value: 19/20, unit: share}}
    at-most 4 h           | {word: at-most, limit: {value: 14400000, unit: ms}}
    above 3               | {word: above, limit: {value: 3, unit: count}}
    under 98.5 %          | {word: under, limit: {value: 197/200, unit: share}}
    at-most 500.00        | {word: at-most, limit: {value: 50000, unit: cents}}
    at-least 0.1 pt       | {word: at-least, limit: {value: 1/1000, unit: share-difference}}
    above 5 working-days  | {word: above, limit: {value: 5, unit: working-days}}
    at-most 4 points      | {word: at-most, limit: {value: 4, unit: points}}`,
  amount: `
    500.00                              | {quantity: {value: 50000, unit: cents}}
    150.00 per late ticket              | {quantity: {value: 15000, unit: cents}, per: {step: {unit: named, name: ticket, count: 1}, side: late}}
    48000.00 per month                  | {quantity: {value: 4800000, unit: cents}, per: {step: {unit: named, name: month, count: 1}}}
    50.00 per started 1 h late          | {quantity: {value: 5000, unit: cents}, per: {parts: started, step: {unit: ms, value: 3600000}, side: late}}
    21.50 per user                      | {quantity: {value: 2150, unit: cents}, per: {step: {unit: named, name: user, count: 1}}}
    0.0125 per call                     | {quantity: {value: 5/4, unit: cents}, per: {step: {unit: named, name: call, count: 1}}}
    1 point                             | {quantity: {value: 1, unit: points}}
    7 service-days                      | {quantity: {value: 7, unit: service-days}}
    100.00 per working-day late         | {quantity: {value: 10000, unit: cents}, per: {step: {unit: working-days, count: 1}, side: late}}
    500.00 per started week late        | {quantity: {value: 50000, unit: cents}, per: {parts: started, step: {unit: days, count: 7}, side: late}}
    80.00 per started 1 h below         | {quantity: {value: 8000, unit: cents}, per: {parts: started, step: {unit: ms, value: 3600000}, side: below}}
    20.00 per pro-rata 5 tickets above  | {quantity: {value: 2000, unit: cents}, per: {parts: pro-rata, step: {unit: named, name: tickets, count: 5}, side: above}}`,
  rate: `
    2 %                           | {share: 1/50}
    1 % per started 0.1 pt below  | {share: 1/100, per: {parts: started, step: {unit: share-difference, value: 1/1000}, side: below}}
    1/30 per started 10 h late    | {share: 1/30, per: {parts: started, step: {unit: ms, value: 36000000}, side: late}}
    0.5 % per working-day late    | {share: 1/200, per: {step: {unit: working-days, count: 1}, side: late}}
    0.5 % per minute down         | {share: 1/200, per: {step: {unit: ms, value: 60000}, side: down}}
    0.5 % per point               | {share: 1/200, per: {step: {unit: named, name: point, count: 1}}}
    1 % per full 0.5 pt below     | {share: 1/100, per: {parts: full, step: {unit: share-difference, value: 1/200}, side: below}}`,
  base: `
    servers in month                    | {of: servers, in: {kind: tile, tile: month}}
    fees in contract-year               | {of: fees, in: {kind: tile, tile: contract-year}}
    fees in 12 months                   | {of: fees, in: {kind: back, length: {unit: months, count: 12}}}
    item-price                          | {of: item-price}
    bill in month of claim              | {of: bill, in: {kind: tile, tile: month, of: claim}}
    fees-due in 12 months before event  | {of: fees-due, in: {kind: back, length: {unit: months, count: 12}, before: event}}
    fee in remaining months             | {of: fee, in: {kind: remaining, unit: months}}
    subscription in counted-downtime    | {of: subscription, in: {kind: intervals, of: counted-downtime}}`,
  window: `
    month                  | {kind: tile, tile: month}
    quarter                | {kind: tile, tile: quarter}
    contract-year          | {kind: tile, tile: contract-year}
    contract               | {kind: tile, tile: contract}
    3 months               | {kind: back, length: {unit: months, count: 3}}
    30 days                | {kind: back, length: {unit: days, count: 30}}
    next 3 months          | {kind: forward, length: {unit: months, count: 3}}
    remaining months       | {kind: remaining, unit: months}
    365 days before claim  | {kind: back, length: {unit: days, count: 365}, before: claim}
    month of claim         | {kind: tile, tile: month, of: claim}`,
  limit: `
    12 % of fees in month  | {kind: share, share: 3/25, of: {of: fees, in: {kind: tile, tile: month}}}
    5000.00                | {kind: fixed, quantity: {value: 500000, unit: cents}}
    4 points               | {kind: fixed, quantity: {value: 4, unit: points}}
    5 % of baseline        | {kind: share, share: 1/20, of: {of: baseline}}`,
  quota: `
    6 h per month      | {quantity: {value: 21600000, unit: ms}, per: month}
    20000.00 per year  | {quantity: {value: 2000000, unit: cents}, per: year}
    3 per quarter      | {quantity: {value: 3, unit: count}, per: quarter}`,
  'date-phrase': `
    10 working-days after month-end         | {kind: from, length: {unit: working-days, count: 10}, side: after, event: month-end}
    45 days after invoice then month-end    | {kind: from, length: {unit: days, count: 45}, side: after, event: invoice, move: month-end}
    72 h after publication                  | {kind: from, length: {unit: ms, value: 259200000}, side: after, event: publication}
    15 days                                 | {kind: from, length: {unit: days, count: 15}, side: after}
    15 days then next-open-day              | {kind: from, length: {unit: days, count: 15}, side: after, move: next-open-day}
    2 months after incident then month-end  | {kind: from, length: {unit: months, count: 2}, side: after, event: incident, move: month-end}
    30 working-days after last outage       | {kind: from, length: {unit: working-days, count: 30}, side: after, event: last-outage}
    5 working-days before                   | {kind: from, length: {unit: working-days, count: 5}, side: before}
    open                                    | {kind: open}
    due                                     | {kind: at, event: due}
    3 months before term-end                | {kind: from, length: {unit: months, count: 3}, side: before, event: term-end}`,
  need: `
    notice at-least 48 h before start  | {fact: notice, delay: {word: at-least, length: {unit: ms, value: 172800000}, side: before, event: start}}
    acceptance                         | {fact: acceptance}
    evidence                           | {fact: evidence}`,
  rounding: `
    none             | {kind: none}
    half-up 0.01 %   | {kind: step, mode: half-up, step: 1/10000, unit: share}
    up 0.0001        | {kind: step, mode: up, step: 1/10000, unit: number}
    down 1 min       | {kind: step, mode: down, step: 60000, unit: ms}
    half-even 0.1 h  | {kind: step, mode: half-even, step: 360000, unit: ms}`,
  'money-rounding': `
    half-up 0.01 per line  | {mode: half-up, step: 1, per: line}
    half-even 1 per total  | {mode: half-even, step: 100, per: total}`,
  slot: `
    sun 02:00-06:00      | {days: [sun], hours: [{from: 120, to: 360}]}
    sat-sun 00:00-24:00  | {days: [sat sun], hours: [{from: 0, to: 1440}]}
    fri-mon 22:00-06:00  | {days: [fri sat sun mon], hours: [{from: 1320, to: 1800}]}`,
  hours: `
    08:00-12:30 13:30-18:00  | {ranges: [{from: 480, to: 750} {from: 810, to: 1080}]}
    22:00-06:00              | {ranges: [{from: 1320, to: 1800}]}
    00:00-24:00              | {ranges: [{from: 0, to: 1440}]}`,
  formula: `
    0.15 + 0.85 × S1/S0  | {kind: add, left: {kind: number, value: 3/20}, right: {kind: divide, left: {kind: multiply, left: {kind: number, value: 17/20}, right: {kind: symbol, name: S1}}, right: {kind: symbol, name: S0}}}
    (A + B) * 2 - 1      | {kind: subtract, left: {kind: multiply, left: {kind: add, left: {kind: symbol, name: A}, right: {kind: symbol, name: B}}, right: {kind: number, value: 2}}, right: {kind: number, value: 1}}
    0.125                | {kind: number, value: 1/8}`,
  'index-value': `
    syntec-revised of 2025-11            | {series: syntec-revised, value: {kind: of-month, year: 2025, month: 11}}
    syntec-revised of November before    | {series: syntec-revised, value: {kind: month-before, month: 11}}
    syntec-revised of 2 months before    | {series: syntec-revised, value: {kind: months-before, count: 2}}
    syntec-revised last-published        | {series: syntec-revised, value: {kind: last-published}}
    syntec-revised last-published by revision      | {series: syntec-revised, value: {kind: last-published, word: by}}
    syntec-revised last-published before revision  | {series: syntec-revised, value: {kind: last-published, word: before}}
    syntec-revised of previous revision  | {series: syntec-revised, value: {kind: previous-revision}}`,
  'due-term': `
    93000.00                 | {term: {kind: quantity, quantity: {value: 9300000, unit: cents}}}
    30 %                     | {term: {kind: quantity, quantity: {value: 3/10, unit: share}}}
    sum of transfer-days     | {term: {kind: counted, of: transfer-days, take: sum}}
    months since notice      | {term: {kind: months-since, event: notice}}
    days from due to paid    | {term: {kind: days-between, from: due, to: paid}}
    servers in 12 months     | {term: {kind: base, base: {of: servers, in: {kind: back, length: {unit: months, count: 12}}}}}`,
  'counted-quantity': `
    users on last-day  | {of: users, taken: on-last-day}
    sum of work-units  | {of: work-units, taken: sum}
    highest of users   | {of: users, taken: highest}`,
}

describe.each(Object.entries(READ))('%s', (name, table) => {
  test.each(rowsOf(table))('%s is read', (text, expected) => {
    expect(sketch(readBy(name, text).value)).toBe(expected)
  })

  test.each(rowsOf(table))('%s is what the pattern for editors allows', (text) => {
    const about = SHAPES[name]?.about
    const pattern = about?.kind === 'text' ? about.pattern : undefined
    expect(text).toMatch(new RegExp(pattern ?? '^$', 'u'))
  })

  test('its examples are read', () => {
    const about = SHAPES[name]?.about
    const examples = about?.kind === 'text' ? about.examples : []
    expect(examples.length).toBeGreaterThan(0)
    for (const example of examples) expect(readBy(name, example).value).toBeDefined()
  })
})

test('a space of any width is a space', () => {
  expect(readBy('length', '4\u00a0h').value).toEqual(
    expect.objectContaining({ unit: 'ms', value: 14_400_000 }),
  )
})
