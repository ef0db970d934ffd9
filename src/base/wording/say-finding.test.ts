/** A finding as people read it: its sentences, its place, and the line that it is about. */
import { describe, expect, test } from 'vitest'
import type { Finding } from '../finding.ts'
import { formatFinding, joinFindingTexts, readFindingTexts, sayFinding } from './say-finding.ts'

const CATALOGUE = `findings:
  key-misspelt:
    fr: { message: "« {key} » n'existe pas.", reason: "Clé {nowhere}.", remedy: "{suggestion} ?" }
    en: { message: "“{key}” does not exist.", reason: "Key {nowhere}.", remedy: "{suggestion}?" }
  unit-odd:
    fr: { message: "{unit} attendu.", reason: "Parce que.", remedy: "Autrement." }
    en: { message: "{unit} expected.", reason: "Because.", remedy: "Otherwise." }
forms:
  length: { fr: une durée, en: a length of time }
`
const read = readFindingTexts('findings.yaml', CATALOGUE)
const texts = read.value
if (texts === undefined) throw new Error(JSON.stringify(read.findings))

const finding = (params: Finding['params'], where?: Finding['where']): Finding => ({
  code: 'key-misspelt',
  severity: 'error',
  params,
  ...(where === undefined ? {} : { where }),
})

describe('the sentences of a finding', () => {
  test('say what its parameters say, and keep the hole of one that it does not have', () => {
    const said = sayFinding(texts, finding({ key: 'penality', suggestion: 'penalty' }), 'en')
    expect(said).toEqual({
      message: '“penality” does not exist.',
      reason: 'Key {nowhere}.',
      remedy: 'penalty?',
    })
  })

  test('name a form in the language of the reader, or as it is where it has no name', () => {
    const odd = (unit: string): Finding => ({
      code: 'unit-odd',
      severity: 'error',
      params: { unit },
    })
    expect(sayFinding(texts, odd('length'), 'fr').message).toBe('une durée attendu.')
    expect(sayFinding(texts, odd('length'), 'en').message).toBe('a length of time expected.')
    expect(sayFinding(texts, odd('weight'), 'fr').message).toBe('weight attendu.')
  })

  test('of a code without a text are the code and what it knows', () => {
    const odd: Finding = { code: 'new-code', severity: 'error', params: { a: '1', b: '2' } }
    expect(sayFinding(texts, odd, 'fr')).toEqual({
      message: 'new-code, a: 1, b: 2',
      reason: '',
      remedy: '',
    })
  })

  test('cut what a user wrote at length, and say how long it was', () => {
    const of = (length: number) =>
      sayFinding(texts, finding({ key: 'x'.repeat(length) }), 'en').message
    expect(of(400)).toBe(`“${'x'.repeat(400)}” does not exist.`)
    expect(of(401)).toBe(`“${'x'.repeat(400)}… (401)” does not exist.`)
  })
})

describe('the lines of a finding', () => {
  const params = { key: 'penality', suggestion: 'penalty' }
  const at = (where: Finding['where'], source?: string): readonly string[] =>
    formatFinding(texts, finding(params, where), 'fr', source).split('\n')

  test('are its place, the line with a caret, and its sentences', () => {
    expect(at({ file: 'c.yaml', line: 2, column: 3 }, 'a: 1\n  penality: 2\n')).toEqual([
      'c.yaml:2:3: erreur key-misspelt',
      '2 |   penality: 2',
      '  |   ^',
      "  « penality » n'existe pas.",
      '  Clé {nowhere}.',
      '  Remède : penalty ?',
    ])
  })

  test('have no caret where no column is known', () => {
    expect(at({ file: 'c.yaml', line: 1 }, 'penality: 2').slice(0, 3)).toEqual([
      'c.yaml:1: erreur key-misspelt',
      '1 | penality: 2',
      "  « penality » n'existe pas.",
    ])
  })

  test('show what is around the column of a long line', () => {
    const line = `${'a'.repeat(120)}b${'c'.repeat(120)}`
    const [, shown, caret] = at({ file: 'c.yaml', line: 1, column: 121 }, line)
    expect(shown).toBe(`1 | ${'a'.repeat(39)}b${'c'.repeat(56)}`)
    expect(caret?.indexOf('^')).toBe(shown?.indexOf('b'))
  })

  test.each([
    ['no text of the file', { file: 'c.yaml', line: 1, column: 1 }, undefined],
    ['a line that is blank', { file: 'c.yaml', line: 1, column: 1 }, '  \nb'],
    ['a line past the last', { file: 'c.yaml', line: 9, column: 1 }, 'a'],
    ['no place', undefined, 'a'],
  ])('show no line where there is %s', (_what, where, source) => {
    const lines = at(where, source)
    expect(lines).toHaveLength(4)
    expect(lines[0]).toBe(
      where === undefined
        ? 'erreur key-misspelt'
        : `${where.file}:${where.line}:1: erreur key-misspelt`,
    )
  })

  test('are the code alone where it has no text', () => {
    const odd: Finding = { code: 'new-code', severity: 'information', params: {} }
    expect(formatFinding(texts, odd, 'en')).toBe('information new-code\n  new-code')
  })
})

describe('a catalogue', () => {
  test.each([
    [
      'of no language',
      'findings:\n  a: { fr: { message: m, reason: r, remedy: s } }\n',
      'key-missing',
    ],
    ['without findings', 'forms: {}\n', 'key-missing'],
    ['with an unknown key', `${CATALOGUE}zebra: 1\n`, 'key-unknown'],
    ['with a key of no value', `${CATALOGUE}other:\n`, 'yaml-value-missing'],
    ['of a word', 'findings', 'map-expected'],
    ['of nothing', '', 'yaml-empty'],
  ])('%s is refused', (_what, source, code) => {
    const { value, findings } = readFindingTexts('findings.yaml', source)
    expect(value).toBeUndefined()
    expect(findings.map((found) => found.code)).toContain(code)
    expect(findings[0]?.where?.file).toBe('findings.yaml')
  })

  test('needs no forms, and joins others that have other codes', () => {
    const only = (code: string) =>
      readFindingTexts('f', CATALOGUE.split('forms:')[0]?.replace('unit-odd', code) ?? '').value
    const one = only('other')
    if (one === undefined) throw new Error('a catalogue')
    expect(one.forms.size).toBe(0)
    expect(() => joinFindingTexts([texts, one])).toThrow('key-misspelt has its text in one file')
    expect([...joinFindingTexts([one]).findings.keys()]).toEqual(['key-misspelt', 'other'])
  })
})
