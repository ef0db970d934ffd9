/** A term is quoted as it was written, whole, and nothing around it. */
import { expect, test } from 'vitest'
import { wordingAt } from './wording-at.ts'

const TEXT = `# head
performance:
  levels:
    - id: a
      penalty:
        bands:
          - { at-least: 1 %, rate: 2 % }

    # about b
    - { id: b, penalty: { amount: 5.00 } }
  note: >
    two
    lines
costs:
  fees: [x]
`

test.each([
  [
    'performance.levels[0]',
    4,
    '    - id: a\n      penalty:\n        bands:\n          - { at-least: 1 %, rate: 2 % }',
  ],
  [
    'performance.levels[0].penalty.bands',
    6,
    '        bands:\n          - { at-least: 1 %, rate: 2 % }',
  ],
  ['performance.levels[1].penalty', 10, '    - { id: b, penalty: { amount: 5.00 } }'],
  ['performance.note', 11, '  note: >\n    two\n    lines'],
  ['costs', 14, 'costs:\n  fees: [x]'],
])('%s is on line %i', (path, line, text) => {
  expect(wordingAt('c.yaml', TEXT, path)).toEqual({ line, text })
})

test.each(['performance.levels[2]', 'performance.penalty', 'costs[0]', 'performance.levels.a'])(
  '%s is nowhere',
  (path) => {
    expect(wordingAt('c.yaml', TEXT, path)).toBeUndefined()
  },
)
