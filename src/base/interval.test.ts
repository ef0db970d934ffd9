/** Half-open stretches, against a set of the points that they hold. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { instant } from './instant.ts'
import type { Interval } from './interval.ts'
import { contains, intersect, measureOf, subtractIntervals, union } from './interval.ts'

const of = (text: string): Interval[] =>
  text === ''
    ? []
    : text.split(' ').map((part) => {
        const [start = 0, end = 0] = part.split('-').map(Number)
        return { start: instant(start), end: instant(end) }
      })
const write = (list: readonly Interval[]): string =>
  list.map(({ start, end }) => `${start}-${end}`).join(' ')

describe('a union is sorted, and nothing in it overlaps or touches', () => {
  test.each([
    ['', ''],
    ['8-12 12-14', '8-14'],
    ['8-12 13-14', '8-12 13-14'],
    ['13-14 8-12', '8-12 13-14'],
    ['8-20 9-10', '8-20'],
    ['8-10 9-12 11-13', '8-13'],
    ['8-8', ''],
    ['9-8 1-2', '1-2'],
  ])('%s → %s', (a, expected) => expect(write(union(of(a)))).toBe(expected))
})

describe('in both, and in one but not the other', () => {
  test.each([
    ['8-12', '10-14', '10-12', '8-10'],
    ['8-12', '12-14', '', '8-12'],
    ['8-12', '', '', '8-12'],
    ['8-12', '0-20', '8-12', ''],
    ['8-12 14-18', '11-15', '11-12 14-15', '8-11 15-18'],
    ['8-18', '9-10 12-13', '9-10 12-13', '8-9 10-12 13-18'],
    ['', '1-2', '', ''],
  ])('%s and %s', (a, b, both, first) => {
    expect(write(intersect(of(a), of(b)))).toBe(both)
    expect(write(subtractIntervals(of(a), of(b)))).toBe(first)
  })
})

test('the start belongs to it and the end does not', () => {
  const [one] = of('8-12') as [Interval]
  expect([7, 8, 11, 12].map((at) => contains(one, instant(at)))).toEqual([false, true, true, false])
})

const any = fc
  .array(fc.tuple(fc.nat(40), fc.nat(12)), { maxLength: 8 })
  .map((pairs) =>
    pairs.map(([from, size]) => ({ start: instant(from), end: instant(from + size) })),
  )

const points = (list: readonly Interval[]): Set<number> =>
  new Set(
    list.flatMap(({ start, end }) => Array.from({ length: end - start }, (_, i) => start + i)),
  )

test('they say what sets of points say', () => {
  fc.assert(
    fc.property(any, any, (a, b) => {
      const [x, y] = [union(a), union(b)]
      const [px, py] = [points(a), points(b)]
      expect(points(x)).toEqual(px)
      expect(measureOf(x)).toBe(px.size)
      expect(points(intersect(x, y))).toEqual(new Set([...px].filter((p) => py.has(p))))
      expect(points(subtractIntervals(x, y))).toEqual(new Set([...px].filter((p) => !py.has(p))))
      expect(measureOf(intersect(x, y)) + measureOf(subtractIntervals(x, y))).toBe(px.size)
      expect(union(x)).toEqual(x)
    }),
  )
})
