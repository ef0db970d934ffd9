/** When a whole is down, against a question put to every hour of a day. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Instant } from '../base/instant.ts'
import { HOUR, instant } from '../base/instant.ts'
import { ratio } from '../base/ratio.ts'
import type { DownWhen } from '../contract/core/down.ts'
import type { Outage } from '../facts/fact.ts'
import { outagesOf, sharedOutages } from './composite-outages.ts'

const at = (hour: number): Instant => instant(hour * HOUR)
const LATER = at(100)

const outage = (of: string, from: number, to: number, id = `${of}-${from}`): Outage => ({
  kind: 'outage',
  source: 'facts',
  externalId: id,
  revision: 1,
  origin: { file: 'facts.yaml', row: 1 },
  of,
  start: at(from),
  end: at(to),
  fields: {},
})

const part = (of: string): DownWhen => ({ kind: 'part', of })
const quorum = (down: number, ...of: readonly DownWhen[]): DownWhen => ({
  kind: 'quorum',
  down,
  of,
})

const said = (down: DownWhen, outages: readonly Outage[]): string[] =>
  outagesOf(down, outages, LATER).map(
    ({ externalId, start, end }) => `${externalId} ${start / HOUR}-${(end ?? LATER) / HOUR}`,
  )

const DAY = [outage('a', 1, 6), outage('b', 4, 8), outage('c', 5, 7), outage('c', 10, 11)]

describe('a whole of three parts', () => {
  test.each([
    [
      'any of them',
      quorum(1, part('a'), part('b'), part('c')),
      ['a-1 1-6', 'b-4 4-8', 'c-5 5-7', 'c-10 10-11'],
    ],
    ['two of them', quorum(2, part('a'), part('b'), part('c')), ['a-1+b-4+c-5 4-7']],
    ['all of them', quorum(3, part('a'), part('b'), part('c')), ['a-1+b-4+c-5 5-6']],
    [
      'c, or both others',
      quorum(1, quorum(2, part('a'), part('b')), part('c')),
      ['a-1+b-4 4-6', 'c-5 5-7', 'c-10 10-11'],
    ],
    [
      'c, in two places',
      quorum(1, part('c'), quorum(1, part('c'), part('a'))),
      ['a-1 1-6', 'c-5 5-7', 'c-10 10-11'],
    ],
  ])('is down with %s', (_, down, expected) => {
    expect(said(down, DAY)).toEqual(expected)
  })

  test('is down for the shares of those that are', () => {
    const shares = [
      { share: ratio(3, 5), of: part('a') },
      { share: ratio(2, 5), of: part('b') },
    ]
    expect(
      sharedOutages(shares, DAY, LATER).map(
        ({ start, end, share }) =>
          `${start / HOUR}-${(end ?? LATER) / HOUR} ${share?.numerator}/${share?.denominator}`,
      ),
    ).toEqual(['1-4 3/5', '4-6 1/1', '6-8 2/5'])
  })
})

const names = ['a', 'b', 'c', 'd']
const tree: fc.Arbitrary<DownWhen> = fc.letrec<{ tree: DownWhen }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom(...names).map(part),
    fc
      .array(tie('tree'), { minLength: 1, maxLength: 3 })
      .chain((of) => fc.integer({ min: 1, max: of.length }).map((down) => quorum(down, ...of))),
  ),
})).tree
const outages = fc.array(
  fc
    .record({
      of: fc.constantFrom(...names),
      from: fc.integer({ min: 0, max: 22 }),
      length: fc.integer({ min: 1, max: 8 }),
    })
    .map(({ of, from, length }) => outage(of, from, from + length)),
  { maxLength: 8 },
)

const isDown = (down: DownWhen, all: readonly Outage[], hour: number): boolean =>
  down.kind === 'part'
    ? all.some(({ of, start, end }) => of === down.of && start <= at(hour) && at(hour) < (end ?? 0))
    : down.of.filter((one) => isDown(one, all, hour)).length >= down.down

test('a whole is down in the very hours in which enough of its parts are', () => {
  fc.assert(
    fc.property(tree, outages, (down, all) => {
      const found = outagesOf(down, all, LATER)
      for (let hour = 0; hour < 32; hour += 1) {
        const isFound = found.some(({ start, end }) => start <= at(hour) && at(hour) < (end ?? 0))
        expect(isFound).toBe(isDown(down, all, hour))
      }
    }),
  )
})
