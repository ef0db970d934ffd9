/** Outcomes come after those that they read; a circle is named. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Definition } from '../core/core.ts'
import { inOrderOfRank } from './rank.ts'

/** `b: a c` reads a and c; `b: ~b` reads its own past. */
function definition(text: string): Definition {
  const [name = '', reads = ''] = text.split(':').map((part) => part.trim())
  const of = reads
    .split(' ')
    .filter((word) => word !== '')
    .map((word) =>
      word.startsWith('~')
        ? ({
            kind: 'history',
            name: word.slice(1),
            how: 'last',
            window: { kind: 'tile', tile: 'contract' },
            present: false,
          } as const)
        : ({ kind: 'outcome', name: word } as const),
    )
  return { name, unit: 'count', tile: 'month', value: { kind: 'sum', of }, source: { path: '' } }
}

describe('order', () => {
  test.each([
    ['a; b: a; c: b', 'a b c'],
    ['c: b; b: a; a', 'a b c'],
    ['c: a b; b: a; a', 'a b c'],
    ['a: x', 'a'],
    // The past is no circle.
    ['a: ~a', 'a'],
    ['a: ~b; b: a', 'a b'],
  ])('%s → %s', (text, expected) => {
    const { definitions, cycle } = inOrderOfRank(text.split(';').map(definition))
    expect(definitions.map((one) => one.name).join(' ')).toBe(expected)
    expect(cycle).toBeUndefined()
  })

  test.each([
    ['a: a', 'a a'],
    ['a: b; b: a', 'a b a'],
    ['x: a; a: b; b: c; c: a', 'a b c a'],
  ])('%s goes round: %s', (text, expected) => {
    expect(inOrderOfRank(text.split(';').map(definition)).cycle?.join(' ')).toBe(expected)
  })

  test('each comes once, after all that it reads, whatever the order they are written in', () => {
    const names = Array.from({ length: 8 }, (_, i) => `d${i}`)
    const reads = fc.tuple(...names.map((_, i) => fc.subarray(names.slice(0, i))))
    fc.assert(
      fc.property(reads, fc.shuffledSubarray(names, { minLength: 8 }), (lists, order) => {
        const all = order.map((name) =>
          definition(`${name}: ${lists[names.indexOf(name)]?.join(' ')}`),
        )
        const ranked = inOrderOfRank(all).definitions.map((one) => one.name)
        expect([...ranked].sort()).toEqual(names)
        lists.forEach((list, i) => {
          for (const read of list) {
            expect(ranked.indexOf(read)).toBeLessThan(ranked.indexOf(names[i] ?? ''))
          }
        })
      }),
    )
  })
})
