/** Sums, parts of lateness, percentiles: what a period adds up to. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { PartUnits } from '../base/because/formula.ts'
import type { Duration } from '../base/instant.ts'
import { HOUR, MINUTE } from '../base/instant.ts'
import { BrokenInvariant } from '../base/invariant.ts'
import { formatRatio, parseRatio, ratio, ZERO } from '../base/ratio.ts'
import type { LatePartsReducer } from './tally.ts'
import { meanOf, percentileOf, Tally } from './tally.ts'

describe('percentiles', () => {
  // Values | rank | nearest rank, linear.
  test.each([
    '1 2 3 4 | 9/10  | 4 | 37/10',
    '1 2 3 4 | 1/2   | 2 | 5/2',
    '1 2 3 4 | 1/4   | 1 | 7/4',
    '1 2 3 4 | 0     | 1 | 1',
    '1 2 3 4 | 1     | 4 | 4',
    '7       | 19/20 | 7 | 7',
    // Of 20 values the 95th percentile is the 19th, not the 20th.
    '1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 | 19/20 | 19 | 381/20',
    '5 5 5 9 | 3/4   | 5 | 6',
  ])('%s', (row) => {
    const [values = '', rank = '', nearest, linear] = row.split('|').map((cell) => cell.trim())
    const sorted = Float64Array.from(values.split(' '), Number)
    const at = parseRatio(rank) ?? ZERO
    expect(formatRatio(percentileOf(sorted, at, 'nearest-rank'))).toBe(nearest)
    expect(formatRatio(percentileOf(sorted, at, 'linear'))).toBe(linear)
  })

  test('of nothing there is none', () => {
    expect(() => percentileOf(new Float64Array(), ratio(1, 2), 'linear')).toThrow(BrokenInvariant)
  })

  test('both lie between the lowest and the highest, and rise with the rank', () => {
    const values = fc.array(fc.nat(10_000), { minLength: 1, maxLength: 40 })
    fc.assert(
      fc.property(values, fc.nat(100), fc.nat(100), (list, a, b) => {
        const sorted = Float64Array.from(list).sort()
        const [low, high] = [Math.min(a, b), Math.max(a, b)]
        for (const method of ['nearest-rank', 'linear'] as const) {
          const x = percentileOf(sorted, ratio(low, 100), method)
          const y = percentileOf(sorted, ratio(high, 100), method)
          expect(Number(x.numerator) / Number(x.denominator)).toBeLessThanOrEqual(
            Number(y.numerator) / Number(y.denominator),
          )
          expect(x.numerator >= BigInt(sorted[0] as number) * x.denominator).toBe(true)
        }
      }),
    )
  })
})

const hours = (policy: PartUnits): LatePartsReducer => ({ kind: 'late-parts', step: HOUR, policy })
const POLICIES = ['full', 'started', 'pro-rata'] as const

describe('parts of lateness, ticket by ticket', () => {
  // Minutes late of each ticket | full, started, in proportion.
  test.each([
    // One minute and one minute are two started hours, and the thirtieth part of one.
    '1 1        | 0 2 1/30',
    '60         | 1 1 1',
    '61         | 1 2 61/60',
    '59 59      | 0 2 59/30',
    '150 90     | 3 5 4',
    '0          | 0 0 0',
  ])('%s', (row) => {
    const [late = '', expected] = row.split('|').map((cell) => cell.trim())
    const tally = new Tally(1, false, POLICIES.map(hours))
    for (const minutes of late.split(' ').map(Number)) {
      tally.add(0, 4 * HOUR + minutes * MINUTE, true, minutes * MINUTE, false)
    }
    const counted = POLICIES.map((policy) => formatRatio(tally.lateParts(0, hours(policy), false)))
    expect(counted.join(' ')).toBe(expected)
  })

  test('what is exempted from the amount leaves the amount, not the figure', () => {
    const tally = new Tally(1, false, [hours('started')])
    tally.add(0, 6 * HOUR, true, 2 * HOUR, false)
    tally.add(0, 5 * HOUR, true, HOUR, false)
    tally.name(0, {
      id: 'A',
      elapsed: (6 * HOUR) as Duration,
      limit: (4 * HOUR) as Duration,
      exempted: ratio(1, 2),
    })
    tally.name(0, {
      id: 'B',
      elapsed: (5 * HOUR) as Duration,
      limit: (4 * HOUR) as Duration,
      exempted: ZERO,
    })
    expect(tally.late[0]).toBe(2)
    expect(formatRatio(tally.lateForAmount(0))).toBe('3/2')
    expect(formatRatio(tally.lateParts(0, hours('started'), false))).toBe('3')
    expect(formatRatio(tally.lateParts(0, hours('started'), true))).toBe('2')
  })

  test('a step that nobody asked for is our mistake', () => {
    expect(() => new Tally(1, false, []).lateParts(0, hours('full'), false)).toThrow(
      BrokenInvariant,
    )
  })
})

describe('sums', () => {
  test('are exact beyond what a number holds, in any order', () => {
    const big = 2 ** 49 + 1
    const tally = new Tally(1, false, [])
    for (let i = 0; i < 50; i += 1) tally.add(0, big, false, 0, false)
    expect(tally.sum(0)).toBe(50n * BigInt(big))
  })

  test('a mean of nothing is nothing', () => {
    expect(meanOf(0n, 0)).toBeUndefined()
    expect(formatRatio(meanOf(10n, 4) ?? ZERO)).toBe('5/2')
  })

  test('items are named in the order of their identifiers', () => {
    const tally = new Tally(1, false, [])
    for (const id of ['T-9', 'T-10', 'T-1']) {
      tally.name(0, { id, elapsed: HOUR, exempted: ZERO })
    }
    expect(tally.namedIn(0).map((item) => item.id)).toEqual(['T-1', 'T-10', 'T-9'])
  })

  test('each tile is apart from the others', () => {
    const tally = new Tally(2, true, [])
    tally.add(0, 5, true, 1, true)
    expect([tally.judged[1], tally.late[1], tally.matching[1], tally.sum(1)]).toEqual([0, 0, 0, 0n])
    expect([...tally.sortedValues(1)]).toEqual([])
  })
})
