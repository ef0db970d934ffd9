/** Facts are put in one order, however they come. */
import { describe, expect, test } from 'vitest'
import { byName, byStart, byTime } from './fact-order.ts'

/** `9 B-1 hand`: a time, an identifier and a source. */
function factOf(text: string) {
  const [at = '', externalId = '', source = ''] = text.split(' ')
  return { at: Number(at), start: Number(at), externalId, source, text }
}

const SORTED = ['8 B-1 hand', '9 A-1 hand', '9 B-1 desk', '9 B-1 hand', '9 B-10 desk', '9 B-2 desk']

describe('the order of facts', () => {
  test.each([
    ['as they are', SORTED],
    ['turned round', [...SORTED].reverse()],
    ['from the middle', [...SORTED.slice(3), ...SORTED.slice(0, 3)]],
  ])('is by time, then by identifier, then by source: %s', (_, texts) => {
    const facts = texts.map(factOf)
    expect([...facts].sort(byTime).map(({ text }) => text)).toEqual(SORTED)
    expect([...facts].sort(byStart).map(({ text }) => text)).toEqual(SORTED)
  })

  test('without a time it is by identifier, then by source', () => {
    const facts = ['9 B-1 hand', '7 B-1 desk', '8 a-1 desk', '8 A-1 hand'].map(factOf)
    expect([...facts].sort(byName).map(({ text }) => text)).toEqual([
      '8 A-1 hand',
      '7 B-1 desk',
      '9 B-1 hand',
      '8 a-1 desk',
    ])
  })
})
