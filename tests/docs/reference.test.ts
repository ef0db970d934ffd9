/** The reference does not lie: each example of its pages goes through what it is an example of. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { closeFiles } from '../../scripts/cases/close-case.ts'
import { compareRefusal } from '../../scripts/cases/compare-refusal.ts'
import { readCase } from '../../scripts/cases/read-case.ts'
import { formatFinding } from '../../src/base/wording/say-finding.ts'
import { readYaml } from '../../src/base/yaml/read-yaml.ts'
import type { SourceNode } from '../../src/base/yaml/source.ts'
import { readFactsFile } from '../../src/facts/facts-file.ts'
import { parseMapping } from '../../src/facts/normalise/parse-mapping.ts'
import type { StoredNode } from '../../src/money/settlement.ts'
import { loadFindingTexts, loadTables } from '../../src/shell/catalogue.ts'
import { openContractText } from '../../src/shell/close-month.ts'
import { readBy, SHAPES } from '../contracts/phrase-tables.ts'
import { written } from '../engine/contract-text.ts'
import { blocksNamed, blocksOf, codeIn, PAGES, pageText, tableOf } from './pages.ts'

function nodeOf(text: string): SourceNode {
  const { value, findings } = readYaml('page', text)
  if (value === undefined || findings.length > 0) throw new Error(JSON.stringify(findings))
  return value
}

const codesOf = (text: string): string[] =>
  openContractText('contract.yaml', text).findings.map(
    ({ code, where }) => `${code} ${where?.line}`,
  )

const KINDS: Readonly<Record<string, readonly string[]>> = {
  'contract.md': ['', 'sketch'],
  'facts.md': ['facts'],
  'cases.md': ['case', 'facts', 'expect', 'sketch'],
  'mappings.md': ['mapping'],
  // Written from forms.yaml by what reads contracts.
  'terms.md': ['sketch'],
}

test.each(PAGES)('every example of %s says what it is, and is therefore tried', (page) => {
  const known = KINDS[page] ?? []
  const unknown = blocksOf(page).filter(
    ({ language, kind }) => language === 'yaml' && !known.includes(kind),
  )
  expect(unknown.map(({ line }) => `${page}:${line}`)).toEqual([])
})

describe('contract.md', () => {
  const contract = blocksNamed('contract.md', '')
    .map(({ text }) => text)
    .join('')

  test('its blocks are one contract, without a finding', () => {
    expect(codesOf(contract)).toEqual([])
  })

  test('its sketches are YAML as Vigie reads it', () => {
    const sketches = blocksNamed('contract.md', 'sketch')
    expect(sketches.length).toBeGreaterThan(0)
    for (const { text } of sketches) expect(nodeOf(text).kind).toBe('map')
  })

  test('shows what check prints of a lost space, and that alone', () => {
    const wrong = contract.replace('at-least 95 % }', 'at-least 95% }')
    const { findings, terms } = openContractText('contract.yaml', wrong)
    const said = findings.map((finding) => formatFinding(loadFindingTexts(), finding, 'en', wrong))
    const shown = blocksOf('contract.md').find(({ language }) => language === 'text')
    expect(`${said.join('\n')}\n`).toBe(shown?.text)
    expect(terms).toBeUndefined()
  })

  test('a misspelt row of a table is one finding', () => {
    const wrong = contract.replace('under: 90 %, rate: 5 % }', 'under: 90 %, rate: 5% }')
    expect(wrong).not.toBe(contract)
    expect(codesOf(wrong).map((said) => said.split(' ')[0])).toEqual(['phrase-misspelt'])
  })

  test.each(
    tableOf('contract.md', 'you want').flatMap(([want = '', write = '']) =>
      codeIn(write).map((phrase) => [want, phrase] as const),
    ),
  )('%s: `%s` can be read', (_, phrase) => {
    const read = Object.keys(SHAPES).filter((name) => readBy(name, phrase).value !== undefined)
    expect(read).not.toEqual([])
  })

  const TARGETS: Readonly<Record<string, string>> = {
    'share-in-time': '{ share-in-time: at-least 95 % }',
    percentile: '{ percentile: { rank: 95 %, method: linear, at-most: 8 h } }',
    count: '{ count: under 3 }',
    ...Object.fromEntries(
      ['mean', 'highest', 'lowest', 'sum'].map((name) => [name, `{ ${name}: at-most 8 h }`]),
    ),
  }
  const CLOCKED = '{ of: incidents, within: 4 h, calendar: always, clock: incident }'
  const MEASURES: Readonly<Record<string, string>> = {
    response: CLOCKED,
    restoration: CLOCKED,
    availability: '{ of: app, calendar: always, no-data: up }',
    timeliness: '{ of: report, within: 5 working-days after month-end }',
    backlog: '{ of: incidents, older-than: 30 days, calendar: office }',
    count: '{ of: incidents }',
    share: '{ of: incidents, matching: { reopened: "yes" } }',
    value: '{ of: error-rate, take: mean }',
  }
  test.each(
    tableOf('contract.md', 'measure').flatMap(([measures = '', , target = '']) =>
      codeIn(measures).flatMap((measure) =>
        codeIn(target)
          .flatMap((code) => (code.startsWith('{') ? [code] : code.split(' ')))
          .map((code) => [measure, TARGETS[code] ?? code] as const),
      ),
    ),
  )('%s has the target %s', (measure, target) => {
    const level = `${measure}: ${MEASURES[measure]}\n  per: month\n  target: ${target}`
    expect(codesOf(written({ levels: [level] }))).toEqual([])
  })
})

describe('facts.md', () => {
  const facts = blocksNamed('facts.md', 'facts')

  test.each(facts)('the facts of line $line are read whole', ({ text }) => {
    const { value, findings } = readFactsFile('facts.yaml', nodeOf(text), loadTables().zones)
    expect(findings).toEqual([])
    expect(value?.tickets.every(({ fields }) => fields['type'] !== undefined)).toBe(true)
  })

  test('the lists of its table are those of its example', () => {
    const [example] = facts
    const root = nodeOf(example?.text ?? '')
    const keys = root.kind === 'map' ? root.entries.map(({ key }) => key) : []
    const lists = tableOf('facts.md', 'list').flatMap(([list = '']) => codeIn(list))
    expect(keys).toEqual(['zone', 'source', ...lists])
  })

  test.each(tableOf('facts.md', 'list').map(([list = '', keys = '']) => [list, keys] as const))(
    '%s has the keys that are named, and needs the bold ones',
    (list, keys) => {
      const name = codeIn(list)[0] ?? ''
      const needed = [...keys.matchAll(/\*\*([a-z-]+)\*\*/g)].map(([, key]) => key ?? '')
      const optional = codeIn(keys.split(':')[0] ?? '').flatMap((code) => code.split(' '))
      const read = (chosen: readonly string[]) => {
        const item = chosen.map((key) => `${key}: ${VALUES[key] ?? '2026-04-02 10:00'}`)
        const text = `zone: Europe/Paris\n${name}: [{ ${item.join(', ')} }]`
        return readFactsFile('f', nodeOf(text), loadTables().zones).findings
      }
      const object = ONE_OF[name] ?? []
      expect(read([...needed, ...object])).toEqual([])
      expect(read([...new Set([...needed, ...optional])])).toEqual([])
      for (const key of needed) {
        expect(read([...needed, ...object].filter((other) => other !== key))).not.toEqual([])
      }
    },
  )
})

/** Where one of several keys is needed: one that does. */
const ONE_OF: Readonly<Record<string, readonly string[]>> = {
  exemptions: ['item'],
  acts: ['on'],
}

const VALUES: Readonly<Record<string, string>> = {
  id: 'X-1',
  of: 'mail',
  from: '2026-04-01 09:00',
  opened: '2026-04-01 09:00',
  value: '12.5',
  contract: 'CT-1',
  in: '2026-03',
  'as-of': '2026-03-31',
  'client-agreed': '2026-04-02',
  'provider-agreed': '2026-04-02',
  amount: '12',
  ground: 'client',
  item: 'T-1',
  share: '1/2',
  by: 'provider',
  status: 'accepted',
  evidence: 'letter.pdf',
}

describe('cases.md', () => {
  const FOLDER = new URL('../../cases/the-example-of-the-reference-holds/', import.meta.url)
  const inFolder = (name: string): string => readFileSync(new URL(name, FOLDER), 'utf8')

  test('its whole example is the case that it names', () => {
    const [example] = blocksNamed('cases.md', 'case')
    expect(example?.text).toBe(inFolder('case.yaml'))
  })

  test('its facts are the first ones of that case', () => {
    const [example] = blocksNamed('cases.md', 'facts')
    const text = (example?.text ?? '').split('\n').filter((line) => !line.includes('#'))
    expect(inFolder('facts.yaml')).toContain(text.join('\n').trim())
    expect(readFactsFile('f', nodeOf(text.join('\n')), loadTables().zones).findings).toEqual([])
  })

  test('its closings are read', () => {
    const [example] = blocksNamed('cases.md', 'sketch')
    const folder = mkdtempSync(join(tmpdir(), 'vigie-page-'))
    try {
      const names = ['contract.yaml', 'known-in-april.yaml', 'known-in-may.yaml']
      for (const name of names) writeFileSync(join(folder, name), written({}))
      writeFileSync(join(folder, 'case.yaml'), `case: a\nfr: b\nwhy: c\n${example?.text}`)
      const { value, failures } = readCase(folder)
      expect(failures).toEqual([])
      expect(value?.closings?.map(({ facts }) => facts)).toEqual([
        ['known-in-april.yaml'],
        ['known-in-may.yaml'],
      ])
      expect(value?.months).toHaveLength(2)
    } finally {
      rmSync(folder, { recursive: true })
    }
  })

  test('its refusals have keys that exist', () => {
    const [example] = blocksNamed('cases.md', 'expect')
    const folder = mkdtempSync(join(tmpdir(), 'vigie-page-'))
    try {
      writeFileSync(join(folder, 'contract.yaml'), written({}))
      const head = 'case: a\nfr: b\nwhy: c\nmonth: 2026-04\n'
      writeFileSync(join(folder, 'case.yaml'), `${head}${example?.text}`)
      const { value, failures } = readCase(folder)
      expect(failures).toEqual([])
      const [month] = value?.months ?? []
      const said: string[] = []
      const refused = month?.expect.kind === 'map' ? month.expect.entries[0] : undefined
      if (refused !== undefined) compareRefusal(refused.value, [], (_, text) => said.push(text))
      expect(said).toEqual(['no such refusal; actual ', 'no such refusal; actual '])
    } finally {
      rmSync(folder, { recursive: true })
    }
  })
})

test.each(blocksNamed('mappings.md', 'mapping'))(
  'the mapping of line $line is read',
  ({ text }) => {
    expect(parseMapping(nodeOf(text)).findings).toEqual([])
  },
)

describe('settlement.md', () => {
  const folder = fileURLToPath(new URL('../../cases/', import.meta.url))
  const settlementOf = (name: string) => {
    const { value } = readCase(join(folder, name))
    const month = value?.months[0]?.month
    if (value === undefined || month === undefined) throw new Error(`no case ${name}`)
    const closed = closeFiles(value, month)
    if ('refused' in closed) throw new Error(`${name} was refused`)
    return closed.settlement
  }
  const settlements = [
    'the-example-of-the-reference-holds',
    'force-majeure-needs-its-proof-and-half-a-share-halves-the-downtime',
    'a-figure-in-a-hole-of-the-bands-is-undefined-and-the-month-closes',
  ].map(settlementOf)

  test('its node has the keys of a node', () => {
    const shown = blocksOf('settlement.md').find(({ kind }) => kind === 'node')
    const node = JSON.parse(shown?.text ?? '{}') as StoredNode
    const known = settlements.flatMap(({ graph }) => graph.flatMap((stored) => Object.keys(stored)))
    expect(Object.keys(node).filter((key) => !known.includes(key))).toEqual([])
  })

  test('names every key and every step of a settlement', () => {
    const words = new Set(codeIn(pageText('settlement.md')).flatMap((code) => code.split(' ')))
    const parts = settlements.flatMap(({ levels, lines, caps, graph, ...settlement }) => [
      settlement,
      settlement.contract,
      settlement.facts,
      ...levels,
      ...levels.flatMap(({ outages, lateItems }) => [...outages, ...lateItems]),
      ...levels.flatMap(({ outages }) => outages.flatMap(({ notCounted }) => notCounted)),
      ...lines,
      ...lines.flatMap(({ cuts, readings }) => [...cuts, ...readings]),
      ...caps,
      ...graph,
    ])
    const steps = settlements.flatMap(({ graph }) => graph.map(({ step }) => step))
    const names = new Set([...parts.flatMap((part) => Object.keys(part)), ...steps])
    expect([...names].filter((name) => !words.has(name))).toEqual([])
  })
})
