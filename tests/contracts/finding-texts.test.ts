/** Every finding that the code can make has a text in both languages, and no text is left over. */
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import {
  formatFinding,
  joinFindingTexts,
  readFindingTexts,
} from '../../src/base/wording/say-finding.ts'
import { loadFindingTexts } from '../../src/shell/catalogue.ts'

const ROOT = new URL('../../', import.meta.url)
const FOLDERS = [
  'src/base/yaml',
  'src/contract/amendments',
  'src/contract/orders',
  'src/contract/phrases',
  'src/contract/chapters',
  'src/contract/reading',
]

const catalogue = readFindingTexts(
  'findings.yaml',
  readFileSync(new URL('catalogue/findings.yaml', ROOT), 'utf8'),
)

const source = FOLDERS.flatMap((folder) =>
  readdirSync(new URL(folder, ROOT))
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .map((name) => readFileSync(new URL(`${folder}/${name}`, ROOT), 'utf8')),
).join('\n')

/** The codes that the source names where it makes a finding. */
const MADE =
  /(?:[rR]eport|failed|finding|error|#note|refused)\(\s*(?:'(?:error|warning)',\s*)?'([a-z-]+)'|code(?::| =) '([a-z-]+)'|'(yaml-[a-z-]+)'/g

const holes = (text: string): string[] => [...text.matchAll(/\{([a-z]+)\}/g)].map(([hole]) => hole)

describe('the catalogue of findings', () => {
  const texts = catalogue.value

  test('is read without a finding', () => {
    expect(catalogue.findings).toEqual([])
  })

  test('has a text for every code of the source', () => {
    const codes = new Set([...source.matchAll(MADE)].map(([, a, b, c]) => a ?? b ?? c ?? ''))
    const missing = [...codes].filter((code) => code !== '' && !texts?.findings.has(code))
    expect(missing).toEqual([])
  })

  test('has no text for a code that the source does not know', () => {
    const unused = [...(texts?.findings.keys() ?? [])].filter(
      (code) => !source.includes(`'${code}'`),
    )
    expect(unused).toEqual([])
  })

  test('has the same holes in both languages', () => {
    for (const [code, { fr, en }] of texts?.findings ?? []) {
      for (const part of ['message', 'reason', 'remedy'] as const) {
        expect(holes(fr[part]).sort(), `${code} ${part}`).toEqual(holes(en[part]).sort())
      }
    }
  })

  test('gives each code its text in one file only', () => {
    expect(loadFindingTexts().findings.size).toBeGreaterThan(200)
    if (texts === undefined) throw new Error('the catalogue of findings cannot be read')
    const { findings } = texts
    const other = new Map([['new-code', [...findings.values()][0] as never]])
    const none = new Map()
    expect(joinFindingTexts([texts, { findings: other, forms: none }]).findings.size).toBe(
      findings.size + 1,
    )
    const again = new Map([...findings].slice(0, 1))
    expect(() => joinFindingTexts([texts, { findings: again, forms: none }])).toThrow(
      /has its text in one file/,
    )
    const forms = new Map([...texts.forms].slice(0, 1))
    expect(() => joinFindingTexts([texts, { findings: none, forms }])).toThrow(/one file/)
  })

  test('a finding is printed with its place, its line, its reason and its remedy', () => {
    if (texts === undefined) throw new Error('the catalogue of findings cannot be read')
    const finding = {
      code: 'key-misspelt',
      severity: 'error',
      where: { file: 'c.yaml', line: 2, column: 3, path: 'a.penality' },
      params: { key: 'penality', suggestion: 'penalty' },
    } as const
    expect(formatFinding(texts, finding, 'en', 'a:\n  penality: {}\n')).toBe(
      [
        'c.yaml:2:3: error key-misspelt',
        '2 |   penality: {}',
        '  |   ^',
        '  The key “penality” does not exist here. Did you mean “penalty”?',
        '  Keys are written exactly, in English and with hyphens.',
        '  Remedy: Write “penalty”.',
      ].join('\n'),
    )
    expect(formatFinding(texts, finding, 'fr')).toContain('Remède : Écrivez « penalty ».')
  })

  test('what is far too long to be read is cut, and says how long it was', () => {
    if (texts === undefined) throw new Error('the catalogue of findings cannot be read')
    const params = { key: 'k'.repeat(1_000_000), suggestion: 'penalty' }
    const said = formatFinding(texts, { code: 'key-misspelt', severity: 'error', params }, 'en')
    expect(said).toContain('kkk… (1000000)')
    expect(said.length).toBeLessThan(800)
  })

  test('a code without a text is shown with its parameters', () => {
    if (texts === undefined) throw new Error('the catalogue of findings cannot be read')
    const finding = { code: 'not-yet', severity: 'warning', params: { a: '1' } } as const
    expect(formatFinding(texts, finding, 'en')).toBe('warning not-yet\n  not-yet, a: 1')
  })
})
