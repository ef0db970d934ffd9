/** What is taken of numbers that are told: a case a row. */
import { describe, expect, test } from 'vitest'
import { wall } from '../../tests/engine/clock-table.ts'
import { factOf, periods } from '../../tests/engine/downtime-scene.ts'
import { PARIS } from '../../tests/engine/hours.ts'
import { duration, HOUR } from '../base/instant.ts'
import type { Ratio } from '../base/ratio.ts'
import { formatRatio, parseRatio } from '../base/ratio.ts'
import type { QuantitySelect } from '../contract/core/quantities.ts'
import type { RareFact } from '../facts/fact.ts'
import { takenAmounts } from './taken-amounts.ts'

/** `03-01 12, 03-31 09:00 3/2`: numbers told at times of 2026; `H` is an event. */
function factsOf(told: string): RareFact[] {
  return told
    .split(',')
    .map((text) => text.trim())
    .filter((text) => text !== '')
    .map((text, i) => {
      const [day = '', ...rest] = text.split(' ')
      const value = rest.pop() ?? ''
      const at = wall(`${day} ${rest[0] ?? '00:00'}`)
      const id = `q${i}`
      if (value === 'H') return { ...factOf('happening', id), of: 'users', at } as RareFact
      const amount = parseRatio(value) as Ratio
      return { ...factOf('quantity', id), of: 'users', at, amount } as RareFact
    })
}

function taken(row: string): string {
  const [take = '', told = '', label = '', rules = ''] = row.split('|').map((cell) => cell.trim())
  const select: QuantitySelect = {
    kind: 'quantities',
    id: 'users',
    of: 'users',
    from: told.includes('H') ? 'events' : 'quantities',
    take: take as QuantitySelect['take'],
    tile: 'month',
    source: { path: '' },
    ...(rules.includes('hours')
      ? {
          intervals: {
            length: duration(HOUR),
            noData: rules.includes('zero') ? ('zero' as const) : ('left-out' as const),
          },
        }
      : {}),
    ...(rules.includes('before review')
      ? { over: { span: { unit: 'calendar-days', count: 1 }, before: 'review' } as const }
      : {}),
  }
  const review = { ...factOf('happening', 'h'), of: 'review', at: wall('03-15 00:00') } as RareFact
  const known = /known (.*)$/.exec(rules)?.[1]
  const { amounts, counts } = takenAmounts(select, periods, {
    facts: [...factsOf(told), ...(rules.includes('reviewed') ? [review] : [])],
    asOf: wall(known ?? '12-31 12:00'),
    zone: PARIS,
  })
  const tile = periods.labels.indexOf(`2026-${label}`)
  const amount = amounts[tile]
  return `${amount === undefined ? 'nothing' : formatRatio(amount)} of ${counts[tile]}`
}

// What is taken | what is told | the month | rules | the number, and of how many.
const TABLE = `
  sum     | 03-01 12, 03-10 3, 03-31 1/2 | 03 | | 31/2 of 3
  first   | 03-10 3, 03-01 12            | 03 | | 12 of 2
  last    | 03-10 3, 03-01 12            | 03 | | 3 of 2
  mean    | 03-01 12, 03-10 3, 03-31 3   | 03 | | 6 of 3
  highest | 03-01 3, 03-10 12, 03-31 5   | 03 | | 12 of 3
  lowest  | 03-01 5, 03-10 12, 03-31 3   | 03 | | 3 of 3
  # The middle one; of an even number half-way between the two in the middle.
  median  | 03-01 9, 03-10 1, 03-31 5    | 03 | | 5 of 3
  median  | 03-01 9, 03-10 1, 03-11 5, 03-31 4 | 03 | | 9/2 of 4
  median  | 03-01 9                      | 03 | | 9 of 1
  # The month begins at midnight of Paris, and ends before the next.
  sum     | 02-28 23:59 1, 03-01 00:00 2, 03-31 23:59 4, 04-01 00:00 8 | 03 | | 6 of 2
  # Nothing is told of it, or not yet.
  sum     | 02-10 3                      | 03 | | nothing of 0
  sum     | 03-10 3                      | 03 | known 03-09 12:00 | nothing of 0
  sum     | 03-10 3, 03-20 4             | 03 | known 03-10 00:00 | 3 of 1
  # Two of one instant: the last is that of the later name.
  last    | 03-10 3, 03-10 7             | 03 | | 7 of 2
  # Events are one each.
  sum     | 03-10 H, 03-11 H             | 03 | | 2 of 2
  # In hours, each the mean of its own: 2 and 6 in one, 10 in another; 744 less 1 are in March.
  sum     | 03-10 09:00 2, 03-10 09:30 6, 03-10 10:00 10 | 03 | hours | 14 of 2
  mean    | 03-10 09:00 2, 03-10 09:30 6, 03-10 10:00 10 | 03 | hours | 7 of 2
  sum     | 03-10 09:00 2, 03-10 09:30 6, 03-10 10:00 10 | 03 | hours zero | 14 of 743
  lowest  | 03-10 09:00 2                | 03 | hours zero | 0 of 743
  # The day before the review; without one there is no such day.
  sum     | 03-13 1, 03-14 2, 03-14 18:00 4, 03-15 8 | 03 | before review, reviewed | 6 of 2
  sum     | 03-14 2                      | 03 | before review | nothing of 0
  # Months from that of the first event, or of the last, both counted.
  months-since      | 03-31 H, 05-02 H   | 03 | | 1 of 2
  months-since      | 03-31 H, 05-02 H   | 06 | | 4 of 2
  months-since-last | 03-31 H, 05-02 H   | 06 | | 2 of 2
  months-since      | 03-31 H            | 02 | | nothing of 1
  # The date of the last event by then: 20 543 is 31 March 2026.
  date    | 03-31 H, 05-02 H             | 04 | | 20543 of 2
  date    | 03-31 H                      | 02 | | nothing of 1
  # The days of the month after the last one: 16 of 31, or 16 of 30; none after the last day.
  share-after      | 03-02 H, 03-15 H    | 03 | | 16/31 of 2
  thirtieths-after | 03-15 H             | 03 | | 8/15 of 1
  share-after      | 03-31 H             | 03 | | 0 of 1
  share-after      | 02-10 H             | 03 | | nothing of 0
`

describe('what is taken of a month', () => {
  const rows = TABLE.split('\n').map((row) => row.trim())
  test.each(rows.filter((row) => row !== '' && !row.startsWith('#')))('%s', (row) => {
    expect(taken(row)).toBe(row.split('|').at(-1)?.trim())
  })
})
