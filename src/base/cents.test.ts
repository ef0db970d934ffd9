/** Whole cents: reading, writing, rounding once, and sharing out to the last one. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cents, formatCents, parseCents, roundToCents, shareOut } from './cents.ts'
import { BrokenInvariant } from './invariant.ts'
import { ratio } from './ratio.ts'

describe('sharing out', () => {
  // Total, weights, shares: the largest remainder has the odd cent, the first on a tie.
  test.each([
    '1000 | 1 1 1       | 334 333 333',
    '1001 | 1 1 1       | 334 334 333',
    '100  | 60000 40000 | 60 40',
    // 57 142.86, 42 857.14: the greater remainder has the cent.
    '100000 | 4 3       | 57143 42857',
    '76000 | 60000 40000 | 45600 30400',
    '1    | 5 5         | 1 0',
    '1    | 1 2         | 0 1',
    '0    | 1 2         | 0 0',
    '0    | 0 0         | 0 0',
    '7    | 0 3 0       | 0 7 0',
    '10   | 0 0 1       | 0 0 10',
    '-1000 | -1 -1 -1   | -334 -333 -333',
    '-7   | 0 -3 0      | 0 -7 0',
    // The VAT of two cents given back is less than half a cent.
    '0    | -1 -1       | 0 0',
  ])('%s', (row) => {
    const [total, weights, expected] = row.split('|').map((cell) => cell.trim())
    const shares = shareOut(cents(BigInt(total ?? 0)), (weights ?? '').split(/ +/).map(BigInt))
    expect(shares.join(' ')).toBe(expected)
  })

  test.each([
    [-1n, [1n]],
    [1n, [1n, -1n]],
    [-1n, [-1n, 1n]],
    [0n, [-1n, 1n]],
    [1n, [-1n]],
    [1n, [0n, 0n]],
    [1n, []],
  ])('%s over %s is our mistake', (total, weights) => {
    expect(() => shareOut(cents(total), weights)).toThrow(BrokenInvariant)
  })

  const amount = fc.bigInt({ min: 0n, max: 10n ** 14n })

  test('nothing is lost, and nobody is a whole cent away from the exact share', () => {
    fc.assert(
      fc.property(amount, fc.array(amount, { minLength: 1, maxLength: 12 }), (total, weights) => {
        const sum = weights.reduce((a, b) => a + b, 0n)
        fc.pre(sum > 0n)
        const shares = shareOut(cents(total), weights)
        expect(shares.reduce((a: bigint, b) => a + b, 0n)).toBe(total)
        shares.forEach((share, i) => {
          const off = share * sum - total * (weights[i] as bigint)
          expect(off < sum && -off < sum).toBe(true)
        })
      }),
    )
  })

  test('a total below the sum of the weights gives nobody more than the weight', () => {
    fc.assert(
      fc.property(
        fc.array(amount, { minLength: 1, maxLength: 8 }),
        fc.nat(100),
        (weights, part) => {
          const sum = weights.reduce((a, b) => a + b, 0n)
          fc.pre(sum > 0n)
          const shares = shareOut(cents((sum * BigInt(part)) / 100n), weights)
          shares.forEach((share, i) => {
            expect(share <= (weights[i] as bigint)).toBe(true)
          })
        },
      ),
    )
  })
})

describe('texts', () => {
  test.each([
    ['48000.00', 4_800_000n],
    ['-0.50', -50n],
    ['12', 1200n],
    ['0.1', 10n],
    ['1.100', 110n],
  ])('%s', (text, expected) => expect(parseCents(text)).toBe(expected))

  test.each(['1.005', '', '1,00', '€1', '1 000.00', '1e2', '0.001'])('«%s» is no amount', (text) =>
    expect(parseCents(text)).toBeUndefined(),
  )

  test('what is written is read back', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }), (value) => {
        expect(parseCents(formatCents(cents(value)))).toBe(value)
      }),
    )
  })
})

test.each([
  ['half-up', 5, 2, 3n],
  ['half-even', 5, 2, 2n],
  ['half-up', -5, 2, -3n],
  ['down', 199, 100, 1n],
] as const)('%s of %d/%d cents', (mode, top, bottom, expected) => {
  expect(roundToCents(ratio(top, bottom), mode)).toBe(expected)
})
