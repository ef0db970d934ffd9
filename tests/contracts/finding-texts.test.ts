/** Every finding that the code can make has a text in both languages, and no text is left over. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import {
  formatFinding,
  joinFindingTexts,
  readFindingTexts,
} from '../../src/base/wording/say-finding.ts'
import { loadFindingTexts } from '../../src/shell/catalogue.ts'

const ROOT = new URL('../../', import.meta.url)
const catalogue = readFindingTexts(
  'findings.yaml',
  readFileSync(new URL('catalogue/findings.yaml', ROOT), 'utf8'),
)

/** The functions that make a finding of a code, everywhere; those of one stage only. */
const MAKERS =
  'report|warning|fault|failed|finding|error|note|setAside|fail|refuse|refused|Report|Refusal|StoreFailure'
const OF_STAGE: Readonly<Record<string, string>> = { facts: 'problem|push', measures: 'say' }
const STAGES = ['base', 'contract', 'facts', 'measures', 'money', 'outlook', 'reports', 'shell']

/** Codes that the source makes of two parts. */
const COMPOSED = [
  ...['priority-unknown', 'service-unknown', 'type-unknown'],
  ...['facts-role-missing', 'facts-amount-unreadable', 'facts-share-unreadable'],
  ...['facts-party-unknown', 'facts-claim-state-unknown', 'facts-act-out-of-order'],
  ...['facts-claim-without-object', 'facts-published-before-its-date'],
  ...['four-eyes-broken', 'four-eyes-unknown'],
]
/** Codes that go through a variable, an argument or a result before a finding is made of them. */
const PASSED_ON = [
  'exception-twice',
  'row-too-wide',
  'text-after-quote',
  'status-unknown',
  'amendment-of-amendments',
  'amendment-of-orders',
  'right-used-before',
  ...['opening-above-limit', 'opening-not-agreed', 'opening-of-another-date'],
  ...['opening-of-another-period', 'opening-of-nothing', 'opening-of-unknown-line'],
  ...['opening-row-too-long', 'opening-told-twice', 'opening-value'],
  ...['opening-without-period', 'opening-without-takeover'],
  ...['silence-between-blind', 'silence-without-clause'],
]

function sourceOf(stage: string): string {
  const folder = fileURLToPath(new URL(`src/${stage}`, ROOT))
  if (!existsSync(folder)) return ''
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !/\.test(-d)?\.ts$/.test(name))
    .map((name) => readFileSync(join(folder, name), 'utf8'))
    .join('\n')
}

/** The codes that the source of a stage names where it makes a finding. */
function madeIn(stage: string): string[] {
  const makers = OF_STAGE[stage] === undefined ? MAKERS : `${MAKERS}|${OF_STAGE[stage]}`
  const severity = "(?:'(?:error|warning)',\\s*)?"
  const codes = "(?:[^\\n]*? \\? )?'([a-z]+(?:-[a-z0-9]+)+)'(?:\\s*: '([a-z-]+)')?"
  const calls = new RegExp(`(?:${makers})\\(\\s*${severity}${codes}`, 'g')
  const fields = new RegExp(`\\bcode(?::| =)\\s+${codes}`, 'g')
  const source = sourceOf(stage)
  return [calls, fields, /'(yaml-[a-z0-9-]+)'/g]
    .flatMap((made) => [...source.matchAll(made)])
    .flatMap(([, one, other]) => [one, other].filter((code) => code !== undefined))
}

const made = new Map(STAGES.map((stage) => [stage, new Set(madeIn(stage))]))

const holes = (text: string): string[] => [...text.matchAll(/\{([a-z]+)\}/g)].map(([hole]) => hole)

describe('the catalogue of findings', () => {
  const texts = catalogue.value

  test('is read without a finding', () => {
    expect(catalogue.findings).toEqual([])
  })

  test.each(STAGES)('has a text for every code that %s makes', (stage) => {
    const all = loadFindingTexts().findings
    expect([...(made.get(stage) ?? [])].filter((code) => !all.has(code))).toEqual([])
  })

  test('has no text for a code that no stage makes', () => {
    const known = new Set([...[...made.values()].flatMap((codes) => [...codes]), ...COMPOSED])
    const unused = [...loadFindingTexts().findings.keys()].filter((code) => !known.has(code))
    expect(unused.sort()).toEqual([...PASSED_ON].sort())
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

  test('a code without a text is shown with its parameters', () => {
    if (texts === undefined) throw new Error('the catalogue of findings cannot be read')
    const finding = { code: 'not-yet', severity: 'warning', params: { a: '1' } } as const
    expect(formatFinding(texts, finding, 'en')).toBe('warning not-yet\n  not-yet, a: 1')
  })
})
