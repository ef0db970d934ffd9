/** One text for one value, whatever the order of its keys. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Canonical } from './canonical.ts'
import { canonicalText } from './canonical.ts'
import { BrokenInvariant } from './invariant.ts'

test.each<[Canonical, string]>([
  [{ b: [1, 'é'], a: null }, '{"a":null,"b":[1,"é"]}'],
  [{ a: undefined, b: true }, '{"b":true}'],
  [{}, '{}'],
  [[], '[]'],
  ['"\n', '"\\"\\n"'],
  [{ B: 1, a: 2, é: 3, 10: 4, 9: 5 }, '{"10":4,"9":5,"B":1,"a":2,"é":3}'],
  [-7, '-7'],
])('%j', (value, expected) => expect(canonicalText(value)).toBe(expected))

test.each([0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53])(
  '%d is no canonical number',
  (n) => {
    expect(() => canonicalText({ n })).toThrow(BrokenInvariant)
  },
)

describe('laws', () => {
  const value = fc.letrec((tie) => ({
    any: fc.oneof(
      { depthSize: 'small' },
      fc.constant(null),
      fc.boolean(),
      fc.maxSafeInteger(),
      fc.string(),
      fc.array(tie('any')),
      fc.dictionary(fc.string(), tie('any')),
    ),
  })).any as fc.Arbitrary<Canonical>

  test('it is JSON, and JSON reads it back', () => {
    fc.assert(
      fc.property(value, (one) => {
        const text = canonicalText(one)
        expect(canonicalText(JSON.parse(text))).toBe(text)
      }),
    )
  })

  test('a text is written as JSON writes it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(canonicalText(text)).toBe(JSON.stringify(text))
        expect(canonicalText({ [text]: text })).toBe(JSON.stringify({ [text]: text }))
      }),
    )
  })

  test('keys in another order are the same value', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.nat()), (one) => {
        const back = Object.fromEntries(Object.entries(one).reverse())
        expect(canonicalText(back)).toBe(canonicalText(one))
      }),
    )
  })
})
