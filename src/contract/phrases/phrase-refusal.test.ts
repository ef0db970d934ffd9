/** Refused phrases, one a row, with the spelling that the finding suggests (`-` where none). */
import { describe, expect, test } from 'vitest'
import { readBy, rowsOf } from '../../../tests/contracts/phrase-tables.ts'

const REFUSED: Readonly<Record<string, string>> = {
  length: `
    4                | -
    4h               | 4 h
    4 hours          | 4 h
    4 heures         | 4 h
    2.5 days         | -
    -4 h             | -
    4 H              | 4 h
    5 open days      | 5 open-days
    5 working days   | 5 working-days
    10 jours ouvrés  | 10 working-days
    3 mois           | 3 months
    30 jours         | 30 days
    1 day            | 1 days
    4 h 30 min       | -
    0.0000001 s      | -
    h                | -
                     | -
    4 d              | -
    4 months late    | -
    999999999999 h   | -
    1e3 h            | -
    four h           | -
    40000 days       | -
    4000 years       | -
    876600.1 h       | -`,
  bound: `
    95 %                 | -
    ≥ 95 %               | at-least 95 %
    >= 95%               | at-least 95 %
    at least 95 %        | at-least 95 %
    au moins 95 %        | at-least 95 %
    at-least 95%         | at-least 95 %
    at-least             | -
    at-least 95,5 %      | at-least 95.5 %
    at-least 95 percent  | at-least 95 %
    more than 3          | above 3
    at-least at-most 3   | -`,
  amount: `
    500                        | 500.00
    500.0                      | 500.00
    500,00                     | 500.00
    500 €                      | 500.00
    1 500.00                   | 1500.00
    150.00 per                 | -
    150.00 par mois            | 150.00 per month
    150.00 per ticket in late  | -
    -5.00                      | -
    0.0125 per                 | -
    0.0125 per 4 h             | -
    0.125                      | -
    4 h                        | -
    12 %                       | -
    50.00 per started 1 h      | -
    50.00 per 0.1 pt late      | -
    100.00/mois                | 100.00 per month
    # A unit of time is no thing to count: these would be so much for each late ticket.
    100.00 per started 1 working-day late  | 100.00 per started working-day late
    100.00 per started 1 day late          | 100.00 per started day late
    100.00 per 1 week late                 | 100.00 per week late
    100.00 per weeks late                  | -
    100.00 per day below                   | -
    100.00 per 5 minutes late              | 100.00 per 5 min late
    100.00 per days late                   | -
    100.00 per 2 hour late                 | 100.00 per 2 h late`,
  rate: `
    2                       | -
    2%                      | 2 %
    0.02                    | -
    1/0                     | -
    1/30 per 10 h           | -
    2 % per started         | -
    2 % of fees             | -
    1 % per 0.1 pt late     | -
    1 % par jour de retard  | 1 % per day late
    2 percent               | 2 %`,
  base: `
    servers per month  | -
    fees in            | -
    fees in mois       | fees in month
    Servers in month   | servers in month
    fees month         | -
    in month           | -`,
  window: `
    months            | -
    next month        | -
    3                 | -
    trimestre         | -
    remaining         | -
    month of          | -
    12 months before  | -
    3 months after    | -
    48 h before Event | 48 h before event
    next 3            | -
    remaining years   | -`,
  limit: `
    12 %                  | -
    12 % fees             | -
    12% of fees in month  | 12 % of fees in month
    5000                  | 5000.00
    12 % of               | -
    5000 €                | 5000.00`,
  quota: `
    6 h           | -
    6 h a month   | -
    6 h per mois  | 6 h per month
    6h per month  | 6 h per month`,
  'date-phrase': `
    within 10 days                   | -
    10 working days after month-end  | 10 working-days after month-end
    45 days end of month             | -
    45 days then                     | -
    10                               | -
    after invoice                    | -
    45 jours après invoice           | 45 days after invoice
    30 days from invoice             | -`,
  need: `
    notice 48 h before start    | -
    notice at-least 48 h        | -
    at-least 48 h before start  | -
    Notice                      | notice`,
  rounding: `
    half-up                | -
    0.01                   | -
    half-up 0 %            | -
    half-up 0.01%          | half-up 0.01 %
    two decimals           | -
    half-up 0.01 per line  | -
    nearest 0.01 %         | -
    half-up 0              | -
    half-up 1 days         | -`,
  'money-rounding': `
    half-up 0.01              | -
    none                      | -
    half-up 0.001 per line    | -
    half-up 0.01 per invoice  | -
    half-up 0,01 per line     | half-up 0.01 per line`,
  slot: `
    sunday 02:00-06:00       | -
    sun 2:00-6:00            | -
    sun 02:00-02:00          | -
    02:00-06:00              | -
    sun 25:00-26:00          | -
    sun-mon-tue 02:00-06:00  | -
    sun 02:00                | -
    sun                      | -
    dimanche 02:00-06:00     | -
    sun 02:00-06:00-08:00    | -
    sun 02:00-06:00 05:00-07:00  | -`,
  hours: `
    8:00-18:00               | -
    08:00 - 18:00            | -
    08:00-18:00 17:00-20:00  | -
    08h00-18h00              | -
    closed                   | -
    24:00-06:00              | -`,
  formula: `
    0.15 + 0.85 S1  | -
    S1/             | -
    (S1 + S0        | -
    0,15 + S1       | 0.15 + S1
    s1/s0           | -
    1 +             | -
    a = b           | -
    S1 ** 2         | -`,
  'index-value': `
    syntec-revised                     | -
    syntec-revised 2025-11             | -
    Syntec of 2025-11                  | syntec of 2025-11
    syntec-revised of 2025-13          | -
    syntec-revised of novembre before  | -
    last-published                     | -
    syntec-revised last-published by   | -
    syntec-revised last-published on revision | -
    syntec-revised of November         | -`,
  'due-term': `
    30%                    | 30 %
    months since           | -
    months since the start | -
    sum of                 | -
    days from due          | -
    fees in the month      | -
    taken of               | -
    taken of Advance       | taken of advance
    days from due          | -
    4 heures               | 4 h`,
  'counted-quantity': `
    users              | -
    users on last day  | -
    sum users          | -
    users on 31        | -`,
}

describe.each(Object.entries(REFUSED))('%s', (name, table) => {
  test.each(rowsOf(table))('“%s” is refused', (text, expected) => {
    const { value, suggestion } = readBy(name, text)
    expect(value).toBeUndefined()
    expect(suggestion).toBe(expected)
  })
})

test('nothing is suggested for a text that no phrase is as long as', () => {
  const short = `${' '.repeat(40)}95%`
  expect(readBy('bound', `at least ${short}`).suggestion).toBe('at-least 95 %')
  expect(readBy('bound', `at least ${short}${' '.repeat(90)}`).suggestion).toBe('-')
})

test('there are more than a hundred refusals', () => {
  expect(Object.values(REFUSED).flatMap(rowsOf).length).toBeGreaterThan(100)
})
