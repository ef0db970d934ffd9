/** Every sentence of the catalogue stands in both languages, with the same holes in each. */
import { expect, test } from 'vitest'
import { loadSentences } from '../../src/shell/catalogue.ts'

const holesIn = (text: string): string => [...new Set(text.match(/\{[a-z-]+\}/g))].sort().join(' ')

test('both languages have a sentence for every key, with the same holes', () => {
  const odd = [...loadSentences()].filter(
    ([, { fr, en }]) => fr === '' || en === '' || holesIn(fr) !== holesIn(en),
  )
  expect(odd.map(([key]) => key)).toEqual([])
})
