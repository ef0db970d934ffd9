/** Every step that a figure can be made of: operands, then the value, a case a row. */
import { describe, expect, test } from 'vitest'
import type { Formula, Params } from './formula.ts'
import { apply } from './formula.ts'
import type { Value } from './value.ts'
import { formatValue, parseValue } from './value.ts'

function value(text: string): Value {
  const read = parseValue(text.trim())
  if (read === undefined) throw new Error(`not a value: ${text}`)
  return read
}

/** `step param=value, param=value | operand | operand | result`. */
function run(row: string): { readonly got: string; readonly expected: string } {
  const cells = row.split('|').map((cell) => cell.trim())
  const [step = '', ...params] = (cells.shift() ?? '').split(/,? +/)
  const expected = cells.pop() ?? ''
  const pairs = params.map((pair) => pair.split('=') as [string, string])
  return {
    got: formatValue(apply(step as Formula, Object.fromEntries(pairs) as Params, cells.map(value))),
    expected,
  }
}

function rows(title: string, table: string): void {
  const lines = table.split('\n').map((line) => line.trim())
  describe(title, () => {
    test.each(lines.filter((line) => line !== '' && !line.startsWith('#')))('%s', (line) => {
      const { got, expected } = run(line)
      expect(got).toBe(expected)
    })
  })
}

rows(
  'arithmetic',
  `
  sum | 1/3 count | 2/3 count | 1 count
  sum | 5 cents | 5 cents
  difference | 10 cents | 3 cents | 4 cents | 3 cents
  product | 1/50 share | 4800000 cents | 96000 cents
  product | 2 count | 3 count | 6 count
  product | 2 count | 1/2 share | 1 share
  quotient | 19 count | 20 count | 19/20 share
  quotient | 62 ms | 44460 ms | 31/22230 share
  quotient | 10 cents | 4 count | 5/2 cents
  # A share of nothing does not exist.
  quotient | 0 count | 0 count | nothing
  quotient | 5 count | 0 count | nothing
  least | 3 cents | 2 cents | 9 cents | 2 cents
  greatest | -3 cents | 0 cents | 0 cents
  as-unit unit=count | 1 truth | 1 count
`,
)

rows(
  'comparing, rounding, counting parts',
  `
  compare word=at-least | 19/20 share | 19/20 share | 1 truth
  compare word=above | 19/20 share | 19/20 share | 0 truth
  compare word=at-most | 8 ms | 8 ms | 1 truth
  compare word=under | 8 ms | 8 ms | 0 truth
  not | 1 truth | 0 truth
  round mode=half-up, step=1 | 133333/2 cents | 66667 cents
  round mode=half-even, step=1 | 133333/2 cents | 66666 cents
  round mode=half-up, step=1/1000 | 99495/100000 share | 199/200 share
  # 0.18 points below, in tenths of a point: 2 started, 1 full, 1.8 in proportion.
  parts policy=started, step=1/1000 | 9/5000 share | 2 count
  parts policy=full, step=1/1000 | 9/5000 share | 1 count
  parts policy=pro-rata, step=1/1000 | 9/5000 share | 9/5 count
  parts policy=started, step=1/1000 | 1/1000 share | 1 count
  # Better than the target is no part at all.
  parts policy=started, step=1/1000 | -1/5000 share | 0 count
`,
)

rows(
  'choosing',
  `
  choose branch=then | 1 truth | 5 cents | 5 cents
  when-nothing | nothing | 0 truth | 0 truth
  when-nothing | 1 truth | 0 truth | 1 truth
  when-nothing | undefined: band-hole | 0 truth | undefined: band-hole
  row at-least=9/10, under=19/20 | 9/10 share | 96000 cents | 96000 cents
  row hole=band-hole | 1/2 share | 1/2 share | undefined: band-hole
  all | 1 truth | 1 truth | 1 truth
  any | 0 truth | 0 truth | 0 truth
  streak | 1 truth | 0 truth | 1 truth | 1 truth | 2 count
  streak | 1 truth | nothing | 1 truth | 1 count
  streak | 0 truth | 0 count
  # 1000 over 1 : 1 : 1, the odd cent to the first.
  share-out index=0 | 1000 cents | 1 cents | 1 cents | 1 cents | 334 cents
  share-out index=2 | 1000 cents | 1 cents | 1 cents | 1 cents | 333 cents
`,
)

rows(
  'what is unknown stays unknown',
  `
  sum | 1 count | nothing | nothing
  sum | nothing | undefined: band-hole | undefined: band-hole
  product | nothing | 0 cents | nothing
  difference | 1 cents | undefined: x | undefined: x
  quotient | nothing | 1 count | nothing
  least | 1 cents | nothing | nothing
  compare word=above | nothing | 1 count | nothing
  not | nothing | nothing
  round mode=half-up, step=1 | undefined: band-hole | undefined: band-hole
  parts policy=full, step=1 | nothing | nothing
  choose branch=otherwise | nothing | 0 cents | nothing
  choose branch=then | 1 truth | undefined: band-hole | undefined: band-hole
  row hole=band-hole | nothing | nothing | nothing
  share-out index=0 | nothing | 1 cents | nothing
  # One operand is enough to decide, even if another is unknown.
  all | nothing | 0 truth | 0 truth
  all | undefined: x | 0 truth | 0 truth
  all | nothing | 1 truth | nothing
  all | nothing | undefined: x | undefined: x
  any | undefined: x | 1 truth | 1 truth
  any | 0 truth | nothing | nothing
`,
)

// 5 May 2026 is day 20578: five working days over a holiday and a weekend end on 13 May.
rows(
  'dates',
  `
  days-after unit=worked-days, skipped=2026-05-08;2026-05-09;2026-05-10 | 20578 date | 5 count | 20586 date
  days-after unit=calendar-days | 20578 date | -5 count | 20573 date
  days-after unit=calendar-days, event-day=counted | 20578 date | 5 count | 20582 date
  days-after unit=calendar-days, event-day=counted | 20578 date | -5 count | 20574 date
  days-after unit=clear-days, event-day=counted | 20578 date | 3 count | 20582 date
  days-after unit=calendar-days | 20578 date | 0 count | 20578 date
  months-after | 20484 date | 1 count | 20512 date
  months-after event-day=counted | 20578 date | -3 count | 20490 date
  month-end | 20578 date | 20604 date
  next-day | 20578 date | 20579 date
  next-open-day skipped=2026-05-08;2026-05-09;2026-05-10 | 20580 date | 20584 date
  open-day | 20578 date | 20578 date
  open-day skipped=2026-05-08 | 20581 date | 20582 date
  time-after | 0 instant | 3600000 ms | 3600000 instant
  time-after closed=1000 | 0 instant | 3600000 ms | 3601000 instant
  as-date offset=7200000 | 79199999 instant | 0 date
  as-date offset=7200000 | 79200000 instant | 1 date
  as-instant offset=7200000 | 0 date | 79200000 instant
  lateness | 20578 date | 20584 date | 6 count
  lateness | 20584 date | 20578 date | 0 count
  lateness | 1000 instant | 3000 instant | 2000 ms
  lateness | nothing | 20578 date | nothing
`,
)

describe('a step that means nothing is our own mistake', () => {
  test.each([
    'days-after unit=calendar-days | 20578 instant | 5 count | ',
    'days-after | 20578 date | 5 ms | ',
    'months-after | 20578 date | ',
    'as-date | 0 instant | ',
    'lateness | 0 date | 1000 instant | ',
    'sum | 1 cents | 1 count | ',
    'compare word=above | 1 share | 1 count | ',
    'product | 1 cents | 1 cents | ',
    'product | 1 ms | 1 cents | ',
    'round mode=half-up | 1 cents | ',
    'round mode=half-up, step=0 | 1 cents | ',
    'parts policy=most, step=1 | 1 count | ',
    'share-out index=7 | 10 cents | 1 cents | ',
    'share-out index=0 | 21/2 cents | 1 cents | ',
    'square | 1 count | ',
  ])('%s', (row) => {
    expect(() => run(row)).toThrow(/./)
  })
})

describe('the text of a value', () => {
  test.each(['19/20 share', '0 cents', '-3/2 points', 'nothing', 'undefined: band-hole'])(
    '%s is read back as it was',
    (text) => {
      expect(formatValue(value(text))).toBe(text)
    },
  )

  test.each(['', 'nothing ', '1', '1 euro', '1 cents more', '1/0 share', 'x share', 'NOTHING'])(
    '«%s» is no value',
    (text) => {
      expect(parseValue(text)).toBeUndefined()
    },
  )
})
