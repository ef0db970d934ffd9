/** Sentences with holes: what is said in each language, and what is left as it is. */
import { describe, expect, test } from 'vitest'
import { readYaml } from '../yaml/read-yaml.ts'
import { readSentences, speakerOf } from './say.ts'

const CATALOGUE = `
hello: { fr: "Bonjour {name}", en: "Hello {name}" }
twice: { fr: "{name} et {name}", en: "{name} and {name}" }
owed: { fr: "dû : {gross-amount}", en: "owed: {gross-amount}" }
plain: { fr: "rien", en: "nothing" }
half: { fr: "à moitié" }
text: alone
list: [a, b]
`

function sentences(text: string) {
  const { value } = readYaml('words.yaml', text)
  if (value === undefined) throw new Error('the catalogue of the test is YAML')
  return readSentences(value)
}

describe('a sentence', () => {
  const read = sentences(CATALOGUE)
  test.each([
    ['hello', { name: 'Ana' }, 'Bonjour Ana', 'Hello Ana'],
    ['twice', { name: 'Ana' }, 'Ana et Ana', 'Ana and Ana'],
    ['owed', { 'gross-amount': '5' }, 'dû : 5', 'owed: 5'],
    ['plain', {}, 'rien', 'nothing'],
    // A filling that looks like a hole, or like a pattern, is text.
    ['hello', { name: '{name} $& $1' }, 'Bonjour {name} $& $1', 'Hello {name} $& $1'],
    ['hello', { name: '' }, 'Bonjour ', 'Hello '],
    // A hole that nobody fills is shown: it is a mistake to see, not to hide.
    ['hello', {}, 'Bonjour {name}', 'Hello {name}'],
    ['hello', { other: 'Ana' }, 'Bonjour {name}', 'Hello {name}'],
    // So is a key without a sentence.
    ['goodbye', { name: 'Ana' }, 'goodbye', 'goodbye'],
  ] as const)('%s with %j', (key, holes, fr, en) => {
    expect(speakerOf(read, 'fr').say(key, holes)).toBe(fr)
    expect(speakerOf(read, 'en').say(key, holes)).toBe(en)
  })

  test('gives way to the word of a user where there is none', () => {
    const { sayOr } = speakerOf(read, 'fr')
    expect(sayOr('plain', 'mot')).toBe('rien')
    expect(sayOr('absent', 'mot')).toBe('mot')
  })
})

describe('a catalogue', () => {
  test.each([
    ['what is no pair of texts', CATALOGUE, ['hello', 'twice', 'owed', 'plain', 'half']],
    ['a list', '[a, b]', []],
    ['a text', 'alone', []],
  ])('leaves out %s', (_, text, keys) => {
    expect([...sentences(text).keys()]).toEqual(keys)
  })

  test('has nothing to say in a language that is missing', () => {
    expect(speakerOf(sentences(CATALOGUE), 'en').say('half')).toBe('')
  })
})
