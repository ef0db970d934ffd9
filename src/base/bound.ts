/**
 * Bounds: four words, each of which says on which side of the limit it stands.
 *
 * Example: 95 % holds `at-least 95 %` and `at-most 95 %`, and misses `above 95 %` and `under 95 %`.
 *
 * @fr borne: au moins, au plus, plus de, moins de
 */
import type { Ratio } from './ratio.ts'
import { compare } from './ratio.ts'

export const BOUND_WORDS = ['at-least', 'at-most', 'above', 'under'] as const
/** @fr sens de la borne */
export type BoundWord = (typeof BOUND_WORDS)[number]

/** Whether a value holds a bound; both are in one unit. */
export function isWithin(value: Ratio, word: BoundWord, bound: Ratio): boolean {
  const side = compare(value, bound)
  switch (word) {
    case 'at-least':
      return side >= 0
    case 'at-most':
      return side <= 0
    case 'above':
      return side > 0
    case 'under':
      return side < 0
  }
}
