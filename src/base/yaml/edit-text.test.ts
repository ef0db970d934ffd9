/** One node of a text is edited, and every other byte stays. */
import { describe, expect, test } from 'vitest'
import type { TextEdit } from './edit-text.ts'
import { editText } from './edit-text.ts'
import { readYaml } from './read-yaml.ts'
import type { SourceNode } from './source.ts'
import { isSameNode } from './source.ts'

const node = (text: string): SourceNode => {
  const { value } = readYaml('f', text)
  if (value === undefined) throw new Error(text)
  return value
}

/** `set a.b 5 h`, `add a { id: x }`, `remove a.b`. */
function edit(text: string): TextEdit {
  const [kind, path = '', ...rest] = text.split(' ')
  const steps = path.split('.')
  const what = node(rest.join(' ') || 'none')
  if (kind === 'set') return { kind, steps, to: what }
  return kind === 'add' ? { kind, steps, add: what } : { kind: 'remove', steps }
}

describe('an edit', () => {
  test.each([
    ['a: 4 h # as agreed\nb: 1\n', 'set a 5 h', 'a: 5 h # as agreed\nb: 1\n'],
    ['a: { b: 4 h, c: [x, y] }\n', 'set a.b 5 h', 'a: { b: 5 h, c: [x, y] }\n'],
    ['a: { b: 4 h, c: [x, y] }\n', 'set a.c [z]', 'a: { b: 4 h, c: [z] }\n'],
    // Quotes are kept: a text between them is never a phrase.
    ['a: { b: "08:00-12:00" }', 'set a.b "09:00-12:00"', 'a: { b: "09:00-12:00" }'],
    ['a:\n  b: 1\n  c: 2\n# next\nd: 3\n', 'set a { b: 9 }', 'a: { b: 9 }\n# next\nd: 3\n'],
    [
      'l:\n  - id: x\n    v: 1 # one\n  - id: y\n    v: 2\n',
      'set l.x.v 7',
      'l:\n  - id: x\n    v: 7 # one\n  - id: y\n    v: 2\n',
    ],
    [
      'l:\n  - { id: x }\n  - { id: y }\n',
      'set l.y { id: y, v: 1 }',
      'l:\n  - { id: x }\n  - { id: y, v: 1 }\n',
    ],
    ['l: [{ id: x }, { id: y }]', 'remove l.x', 'l: [{ id: y }]'],
    ['l: [{ id: x }, { id: y }]', 'remove l.y', 'l: [{ id: x }]'],
    ['l:\n  - { id: x }\nm: 1\n', 'remove l.x', 'l:\n  []\nm: 1\n'],
    ['l:\n  # first\n  - id: x\n    v: 1\n  - id: y\n', 'remove l.x', 'l:\n  # first\n  - id: y\n'],
    ['l:\n  - v: 1\n    id: x\n', 'remove l.x.v', 'l:\n  - id: x\n'],
    ['a:\n  b: 1 # one\n  c: 2\n', 'remove a.b', 'a:\n  c: 2\n'],
    ['a: { b: 1, c: 2 }', 'remove a.c', 'a: { b: 1 }'],
    [
      'l:\n  - { id: x } # one\n\nm: 1\n',
      'add l { id: y }',
      'l:\n  - { id: x } # one\n  - { id: y }\n\nm: 1\n',
    ],
    ['l: [x, y]', 'add l z', 'l: [x, y, z]'],
    ['l: []', 'add l z', 'l: [z]'],
    ['a:\n  b: 1\nc: 2', 'add a { d: 3, e: 4 }', 'a:\n  b: 1\n  d: 3\n  e: 4\nc: 2'],
    ['a: { b: 1 }', 'add a { d: 3, e: 4 }', 'a: { b: 1, d: 3, e: 4 }'],
    ['a: |\n  long\n  text\nb: 1\n', 'set a short', 'a: short\nb: 1\n'],
    ['l: [x, y]', 'set l.x z', 'l: [z, y]'],
    ['l: [x, y]', 'set l.y {a: 1}', 'l: [x, { a: 1 }]'],
    ['l:\n  - x\n  - y', 'set l.y [a, b]', 'l:\n  - x\n  - [a, b]'],
    ['l:\n  - x', 'add l y', 'l:\n  - x\n  - y'],
    ['a: {}', 'add a { d: 3 }', 'a: { d: 3 }'],
    ['a: []', 'add a { d: 3 }', 'a: [{ d: 3 }]'],
    ['a: [x]', 'add a { d: 3 }', 'a: [x, { d: 3 }]'],
    ['a: { b: 1 }', 'remove a.b', 'a: {}'],
    ['a:\n  b: 1\nc: 2', 'remove a.b', 'a:\n  {}\nc: 2'],
    ['a: 1\nb: 2', 'remove b', 'a: 1\n'],
    ['a: 1', 'set a {}', 'a: {}'],
    ['a: 1', 'set a []', 'a: []'],
    ['a: 1', 'set a { "%": 2, "b c": 3 }', 'a: { "%": 2, b c: 3 }'],
    ['a: { b: 1 }', 'set a.b "x, y"', 'a: { b: "x, y" }'],
    ['"a": 1', 'set a 2', '"a": 2'],
  ])('%j, %s', (before, change, after) => {
    expect(editText(before, edit(change))).toBe(after)
  })

  test('what does not fit on a line is written below, and says the same', () => {
    const long = Array.from({ length: 8 }, (_, i) => `{ id: level-${i}, within: ${i} h }`)
    const to = node(`[${long.join(', ')}]`)
    const text = editText('a:\n  b: 1\n', { kind: 'set', steps: ['a', 'b'], to }) ?? ''
    expect(text.split('\n').every((line) => line.length <= 100)).toBe(true)
    expect(isSameNode(node(text), node(`a: { b: [${long.join(', ')}] }`))).toBe(true)
  })

  test('what does not fit on the line of a dash is written below it', () => {
    const word = 'long '.repeat(12).trim()
    const to = node(`{ id: y, v: ${word}, w: [{ id: z, v: ${word} }, b] }`)
    const before = 'l:\n  - id: x\n'
    const text = editText(before, { kind: 'add', steps: ['l'], add: to }) ?? ''
    expect(text).toBe(`${before}  - id: y
    v: ${word}
    w: [{ id: z, v: ${word} }, b]
`)
  })

  test('what may not stand between brackets is written without them', () => {
    const to = node('- a, b\n- c: x [1]\n')
    const text = editText('l: 1\n', { kind: 'set', steps: ['l'], to }) ?? ''
    expect(text).toBe('l:\n  - a, b\n  - c: x [1]\n')
    expect(isSameNode(node(text), node('l:\n  - a, b\n  - c: x [1]\n'))).toBe(true)
  })

  test.each([
    ['a: 1', 'set b.c 1'],
    ['a: 1', 'add a x'],
    ['l:\n  - - x\n    - y\n', 'set l.z 1'],
    ['', 'set a 1'],
    ['a: 1', 'set a.b 1'],
    ['a: 1', 'remove c'],
    // A dash on a line of its own, and a key with a mark: the next item has no line to be like.
    ['l:\n  -\n    id: x\n', 'add l { id: y }'],
    ['a: 1\n? b\n: 2\n', 'remove b'],
  ])('%j, %s is not made', (text, change) => {
    expect(editText(text, edit(change))).toBeUndefined()
  })
})
