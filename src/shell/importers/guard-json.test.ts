/** A JSON text is measured before it is parsed, and what its texts hold is not counted. */
import { describe, expect, test } from 'vitest'
import { isParsable } from './guard-json.ts'

const nested = (depth: number): string => `${'['.repeat(depth)}${']'.repeat(depth)}`

describe('a text may be parsed', () => {
  test.each([
    ['32 levels', nested(32), true],
    ['33 levels', nested(33), false],
    ['levels that never end', '{"a":'.repeat(100), false],
    ['33 levels one after the other', '[],'.repeat(33), true],
    ['brackets in a text', `"${'['.repeat(99)}"`, true],
    ['brackets after a text', `"a"${'['.repeat(99)}`, false],
    ['brackets after a quote in a text', `"\\"${'['.repeat(99)}"`, true],
    ['brackets after a text that ends in a backslash', `"\\\\"${'['.repeat(99)}`, false],
    ['four million parts', `[${'1,'.repeat(3_999_998)}1]`, true],
    ['one part more', `[${'1,'.repeat(4_000_000)}1]`, false],
    ['four million maps', `[${'{},'.repeat(4_000_000)}1]`, false],
    ['commas in a text', `"${','.repeat(5_000_000)}"`, true],
    ['nothing', '', true],
  ])('%s', (_, text, expected) => {
    expect(isParsable(text)).toBe(expected)
  })
})
