/** Where each part of a text stands. */
import { expect, test } from 'vitest'
import { spansOf } from './node-text.ts'

const textsIn = (text: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    [...spansOf(text)].map(([path, { start, end }]) => [path, text.slice(start, end)]),
  )

test('every node of a text has its stretch, comments and blanks below it left out', () => {
  const text = `title: Annexe 3 # as signed
terms:
  - id: p1
    within: "4 h"
    on: [mon, tue]

  - { id: p2, within: 8 h }

note: |
  two
  lines

`
  expect(textsIn(text)).toEqual({
    title: 'Annexe 3',
    terms: text.slice(text.indexOf('- id: p1'), text.indexOf('\n\nnote')),
    'terms[0]': 'id: p1\n    within: "4 h"\n    on: [mon, tue]',
    'terms[0].id': 'p1',
    'terms[0].within': '"4 h"',
    'terms[0].on': '[mon, tue]',
    'terms[0].on[0]': 'mon',
    'terms[0].on[1]': 'tue',
    'terms[1]': '{ id: p2, within: 8 h }',
    'terms[1].id': 'p2',
    'terms[1].within': '8 h',
    note: '|\n  two\n  lines',
  })
})

test('the paths of a list at the top are its places', () => {
  expect(textsIn('[a, [b]]')).toEqual({ '[0]': 'a', '[1]': '[b]', '[1][0]': 'b' })
})

test('a text of nothing has no part', () => {
  expect(textsIn('')).toEqual({})
  expect(textsIn('# nothing\n')).toEqual({})
  expect(textsIn('a word')).toEqual({})
})
