/** Two nodes that say the same, wherever they stand. */
import { expect, test } from 'vitest'
import { readYaml } from './read-yaml.ts'
import { isSameNode } from './source.ts'

const node = (text: string) => (text === '' ? undefined : readYaml('f', text).value)

test.each([
  ['a: [1, { b: c }]', 'a:\n  - 1\n  - b: c\n'],
  ['[]', '[ ]'],
  ['', ''],
])('%j says what %j says', (a, b) => {
  expect(isSameNode(node(a), node(b))).toBe(true)
})

test.each([
  ['a', '"a"'],
  ['a', 'b'],
  ['a', '[a]'],
  ['[a]', 'a'],
  ['[a]', '{ a: b }'],
  ['{ a: b }', '[a]'],
  ['{ a: b }', 'a'],
  ['[a, b]', '[b, a]'],
  ['[a]', '[a, b]'],
  ['[a, b]', '[a]'],
  ['{ a: 1, b: 2 }', '{ b: 2, a: 1 }'],
  ['{ a: 1 }', '{ a: 2 }'],
  ['{ a: 1 }', '{ a: 1, b: 2 }'],
  ['a', ''],
  ['', '{}'],
])('%j does not say what %j says', (a, b) => {
  expect(isSameNode(node(a), node(b))).toBe(false)
})
