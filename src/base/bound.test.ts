/** A bound a row: under the limit, exactly on it, over it. */
import { expect, test } from 'vitest'
import { BOUND_WORDS, isWithin } from './bound.ts'
import { ratio } from './ratio.ts'

test.each([
  ['at-least', 'no yes yes'],
  ['at-most', 'yes yes no'],
  ['above', 'no no yes'],
  ['under', 'yes no no'],
] as const)('%s 95 %%: 94.999 %%, 95 %%, 95.001 %% hold: %s', (word, expected) => {
  const figures = [94_999n, 95_000n, 95_001n].map((value) => ratio(value, 100_000n))
  const held = figures.map((figure) => (isWithin(figure, word, ratio(95n, 100n)) ? 'yes' : 'no'))
  expect(held.join(' ')).toBe(expected)
  expect(BOUND_WORDS).toContain(word)
})
