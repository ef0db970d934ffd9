/** Exact fractions: tables of roundings and texts, and the laws that they keep. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { BrokenInvariant } from './invariant.ts'
import type { RoundingMode } from './ratio.ts'
import {
  add,
  ceiling,
  compare,
  divide,
  equals,
  floor,
  formatDecimal,
  formatRatio,
  isNegative,
  isZero,
  largest,
  multiply,
  negate,
  ONE,
  parseDecimal,
  parseRatio,
  ratio,
  roundToInteger,
  roundToStep,
  smallest,
  subtract,
  ZERO,
} from './ratio.ts'

const MODES = ['half-up', 'half-even', 'up', 'down', 'ceiling', 'floor'] as const

describe('rounding to a whole number', () => {
  // The number, then half-up, half-even, up, down, ceiling, floor.
  test.each(
    `
    5/2    3  2  3  2  3  2
    -5/2  -3 -2 -3 -2 -2 -3
    7/2    4  4  4  3  4  3
    -7/2  -4 -4 -4 -3 -3 -4
    1/2    1  0  1  0  1  0
    -1/2  -1  0 -1  0  0 -1
    7/3    2  2  3  2  3  2
    -7/3  -2 -2 -3 -2 -2 -3
    8/3    3  3  3  2  3  2
    -8/3  -3 -3 -3 -2 -2 -3
    4      4  4  4  4  4  4
    -4    -4 -4 -4 -4 -4 -4
    0      0  0  0  0  0  0
    `
      .trim()
      .split('\n'),
  )('%s', (row) => {
    const [number = '', ...expected] = row.trim().split(/ +/)
    const value = parseRatio(number) ?? ZERO
    expect(MODES.map((mode) => `${roundToInteger(value, mode)}`)).toEqual(expected)
  })

  test.each([
    ['99495/1000', '1/100', 'half-up', '9950/100'],
    ['9949/100', '1/2', 'half-up', '199/2'],
    ['12345', '100', 'up', '12400'],
    ['-12345', '100', 'up', '-12400'],
    ['1/3', '1/100', 'half-even', '33/100'],
  ] as const)('%s to steps of %s, %s, is %s', (number, step, mode, expected) => {
    const [value, by, result] = [number, step, expected].map((text) => parseRatio(text) ?? ZERO)
    expect(equals(roundToStep(value as never, by as never, mode), result as never)).toBe(true)
  })

  test('a way that does not exist is our mistake, never another one', () => {
    expect(() => roundToInteger(ratio(1n, 3n), 'nearest' as never)).toThrow(BrokenInvariant)
  })

  test.each(['0', '-1'])('a step of %s is our mistake', (step) => {
    expect(() => roundToStep(ONE, parseRatio(step) ?? ZERO, 'up')).toThrow(BrokenInvariant)
  })
})

describe('texts', () => {
  test.each([
    ['12', '12'],
    ['-0.5', '-1/2'],
    ['99.90', '999/10'],
    ['007', '7'],
    ['0.1', '1/10'],
    ['-0', '0'],
    ['1/30', '1/30'],
    ['2/4', '1/2'],
    ['1/-3', '-1/3'],
    ['0.5/0.25', '2'],
  ])('%s reads as %s', (text, expected) => {
    expect(formatRatio(parseRatio(text) ?? ratio(99))).toBe(expected)
  })

  test.each([
    '',
    ' 1',
    '1 ',
    '.5',
    '5.',
    '1,5',
    '1e3',
    '+1',
    '--1',
    '0x1',
    '1/0',
    '1/2/3',
    '/2',
    '١',
  ])('«%s» is no number', (text) => expect(parseRatio(text)).toBeUndefined())

  test('a decimal is no fraction', () => expect(parseDecimal('1/2')).toBeUndefined())

  test.each([
    ['1/3', 2, '0.33'],
    ['2/3', 2, '0.67'],
    ['-2/3', 2, '-0.67'],
    ['1/2', 0, '1'],
    ['-1/2', 0, '-1'],
    ['-1/1000', 2, '0.00'],
    ['5', 2, '5.00'],
    ['1/100', 1, '0.0'],
    ['123456789/100', 2, '1234567.89'],
  ])('%s with %d decimals is %s', (text, decimals, expected) => {
    expect(formatDecimal(parseRatio(text) ?? ZERO, decimals)).toBe(expected)
  })
})

const whole = fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n })
const any = fc
  .tuple(whole, fc.bigInt({ min: 1n, max: 10n ** 12n }))
  .map(([top, bottom]) => ratio(top, bottom))
const mode = fc.constantFrom<RoundingMode>(...MODES)

describe('laws', () => {
  test('lowest terms, with a positive denominator', () => {
    fc.assert(
      fc.property(whole, whole, (top, bottom) => {
        fc.pre(bottom !== 0n)
        const made = ratio(top, bottom)
        expect(made.denominator > 0n).toBe(true)
        expect(equals(made, ratio(-top, -bottom))).toBe(true)
        expect(formatRatio(made)).toBe(formatRatio(ratio(top * 7n, bottom * 7n)))
      }),
    )
  })

  test('adding and subtracting, multiplying and dividing undo each other', () => {
    fc.assert(
      fc.property(any, any, (a, b) => {
        expect(formatRatio(subtract(add(a, b), b))).toBe(formatRatio(a))
        expect(formatRatio(add(a, negate(a)))).toBe('0')
        if (!isZero(b)) expect(formatRatio(divide(multiply(a, b), b))).toBe(formatRatio(a))
      }),
    )
  })

  test('the order is total and agrees with the difference', () => {
    fc.assert(
      fc.property(any, any, (a, b) => {
        expect(compare(a, b) + compare(b, a)).toBe(0)
        expect(compare(a, b) < 0).toBe(isNegative(subtract(a, b)))
        expect(compare(smallest(a, b), largest(a, b))).toBeLessThanOrEqual(0)
      }),
    )
  })

  test('a rounded number is less than one step away, and rounds to itself', () => {
    fc.assert(
      fc.property(any, mode, (a, how) => {
        const rounded = roundToInteger(a, how)
        expect([floor(a), ceiling(a)]).toContain(rounded)
        expect(roundToInteger(ratio(rounded), how)).toBe(rounded)
        if (how === 'half-up' || how === 'up' || how === 'down' || how === 'half-even') {
          expect(roundToInteger(negate(a), how)).toBe(-rounded)
        }
      }),
    )
  })

  test('what is written is read back', () => {
    fc.assert(
      fc.property(any, (a) => {
        expect(parseRatio(formatRatio(a))).toEqual(a)
        const cents = roundToStep(a, ratio(1, 100), 'half-up')
        expect(parseDecimal(formatDecimal(a, 2))).toEqual(cents)
      }),
    )
  })

  test('a division by zero is our mistake', () => {
    expect(() => ratio(1, 0)).toThrow(BrokenInvariant)
    expect(() => divide(ONE, ZERO)).toThrow(BrokenInvariant)
  })
})
