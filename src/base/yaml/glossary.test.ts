/** The glossary of a file of the catalogue: read whole, or refused with its findings. */
import { expect, test } from 'vitest'
import { readGlossary, wordsOf } from './json-schema.ts'

const words = (term: string): string =>
  ['fr', 'en'].map((language) => `${language}: { term: ${term}, means: It is so. }`).join(', ')
const GLOSSARY = `keys:
  amount: { ${words('amount')} }
  fee.amount: { ${words('fee')} }
words: {}
`

test('a key has the words of its record, or else those of all', () => {
  const { value, findings } = readGlossary('glossary.yaml', GLOSSARY)
  expect(findings).toEqual([])
  const terms = ['fee', 'cap'].map(
    (name) => value && wordsOf(value.keys, name, 'amount', 'en')?.term,
  )
  expect(terms).toEqual(['fee', 'amount'])
  expect(value && wordsOf(value.keys, 'fee', 'share', 'fr')).toBeUndefined()
})

test.each([
  ['in one language', GLOSSARY.replace(/, en: .*/, ' }'), 'key-missing'],
  ['with no words', GLOSSARY.replace('words: {}\n', ''), 'key-missing'],
  ['with more', `${GLOSSARY}zebra: 1\n`, 'key-unknown'],
  ['with a key of no value', `${GLOSSARY}more:\n`, 'yaml-value-missing'],
  ['of nothing', '', 'yaml-empty'],
])('a glossary %s is refused', (_what, text, code) => {
  const { value, findings } = readGlossary('glossary.yaml', text)
  expect(value).toBeUndefined()
  expect(findings.map((finding) => finding.code)).toContain(code)
  expect(findings[0]?.where?.file).toBe('glossary.yaml')
})
