/**
 * Settlements that nobody wrote with `close`: cut, changed, or made to harm whoever reads them.
 *
 * Each is refused with the path of what is wrong, or said to be changed; none ends in a fault of
 * the program, and what is printed of it is obeyed by no terminal.
 */
import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { runVigie } from '../../../tests/shell/run-vigie.ts'
import { readSettlement } from '../../money/read-settlement.ts'
import type { Settlement } from '../../money/settlement.ts'
import { settlementText } from '../../money/settlement.ts'

const CASES = [
  'a-cap-by-rank-serves-the-first-clause-first',
  'a-figure-in-a-hole-of-the-bands-is-undefined-and-the-month-closes',
  'force-majeure-needs-its-proof-and-half-a-share-halves-the-downtime',
  'a-backlog-counts-tickets-older-than-thirty-days-at-month-end',
]

type Key = string | number

let folder = ''
const path = (name: string): string => join(folder, name)
const texts: string[] = []

const textOf = (index: number): string => texts[index] ?? ''

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'vigie-hostile-'))
  for (const name of CASES) {
    const golden = (file: string): string =>
      fileURLToPath(new URL(`../../../cases/${name}/${file}`, import.meta.url))
    const month = /^month: (\S+)/m.exec(readFileSync(golden('case.yaml'), 'utf8'))?.[1] ?? ''
    const { code, err } = runVigie([
      ...['close', golden('contract.yaml'), '--facts', golden('facts.yaml')],
      ...['--month', month, '-o', path('month.json')],
    ])
    if (code !== 0) throw new Error(err)
    texts.push(readFileSync(path('month.json'), 'utf8'))
  }
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Every path of a value, itself excluded. */
function pathsOf(value: unknown, before: readonly Key[] = []): (readonly Key[])[] {
  if (typeof value !== 'object' || value === null) return []
  const keys = Array.isArray(value) ? [...value.keys()] : Object.keys(value)
  return keys.flatMap((key) => {
    const here = [...before, key]
    return [here, ...pathsOf((value as Record<Key, unknown>)[key], here)]
  })
}

function holderOf(value: unknown, keys: readonly Key[]): Record<Key, unknown> {
  const inner = keys.slice(0, -1).reduce((at, key) => (at as Record<Key, unknown>)[key], value)
  return inner as Record<Key, unknown>
}

/** Reads a value changed at one path, and puts it back. Without a value, the key is removed. */
function readChanged(stored: unknown, keys: readonly Key[], value?: unknown) {
  const holder = holderOf(stored, keys)
  const last = keys.at(-1) ?? ''
  const before = holder[last]
  if (value === undefined) delete holder[last]
  else holder[last] = value
  const read = readSettlement(stored)
  holder[last] = before
  return { keys, ...read }
}

/** The text of the first settlement, changed at one path. */
function changed(keys: readonly Key[], value?: unknown): string {
  const stored: unknown = JSON.parse(textOf(0))
  holderOf(stored, keys)[keys.at(-1) ?? ''] = value
  return JSON.stringify(stored)
}

/** Lists of free names, whose entries may be there or not, and keys that are not always there. */
const MAY_GO =
  /\.params\.|\.(clause|path|name|period|limit|due|stop|exempted|selection|by|countedForAmount)$|\.vat$|\.vat\.(fees|reductions|left)$/

describe('the reader of settlements', () => {
  test.each(CASES)('takes what close writes: %s', (name) => {
    const stored = JSON.parse(textOf(CASES.indexOf(name)))
    expect(readSettlement(stored)).toEqual({ value: stored })
  })

  test.each(CASES.slice(1))('misses each key that goes away: %s', (name) => {
    const stored = JSON.parse(textOf(CASES.indexOf(name)))
    const all = pathsOf(stored).filter((keys) => typeof keys.at(-1) === 'string')
    for (const keys of all.filter((one) => !MAY_GO.test(one.join('.')))) {
      expect(readChanged(stored, keys)).toHaveProperty('wrong')
    }
    expect(all.length).toBeGreaterThan(100)
  })

  test.each([null, true, -1.5, [], {}, 1e300, [[]]])('takes %j nowhere', (value) => {
    for (const stored of texts.map((text) => JSON.parse(text))) {
      for (const keys of pathsOf(stored)) {
        const isList = Array.isArray(value) && value.length === 0
        const isNames = ['params', 'vat'].includes(String(keys.at(-1)))
        // An operand may point nowhere, and a list may be empty: it is `verify` that says so.
        if (keys.includes('operands') || isList || isNames) continue
        expect(readChanged(stored, keys, value)).toHaveProperty('wrong')
      }
    }
  })

  test.each([
    ['a key that nobody knows', ['settlement', 'secret'], 1, 'settlement.secret'],
    ['a node that is not there', ['settlement', 'totals', 'indemnity'], 9999, 'indemnity'],
    ['half a node', ['settlement', 'lines', 0, 'owed'], 0.5, 'settlement.lines[0].owed'],
    ['a node before the first', ['settlement', 'caps', 0, 'limit'], -1, 'caps[0].limit'],
    ['a month that is none', ['settlement', 'month'], '2026-13', 'settlement.month'],
    ['an instant without a zone', ['settlement', 'asOf'], '2026-05-01T00:00:00', 'asOf'],
    ['another form', ['settlement', 'vigie'], 2, 'settlement.vigie'],
    ['a nature that is none', ['settlement', 'lines', 0, 'nature'], 'gift', 'lines[0].nature'],
    ['a bound that is none', ['settlement', 'levels', 0, 'target', 'bound'], 'x', 'target.bound'],
    ['a list as a text', ['settlement', 'graph'], 'nodes', 'settlement.graph'],
    ['a contract without a text', ['contract', 'text'], 7, 'contract.text'],
  ] as const)('names %s', (_, keys, value, wrong) => {
    const read = readSettlement(JSON.parse(changed(keys, value)))
    expect('wrong' in read ? read.wrong : 'nothing').toContain(wrong)
  })

  test('looks at the keys of the file alone, not at those that every object has', () => {
    for (const hostile of [
      '{"__proto__": {"settlement": {}, "hash": "", "contract": {}}}',
      textOf(0).replace('"totals"', '"__proto__"'),
      textOf(0).replace('"totals": {', '"totals": {"__proto__": 1,'),
      textOf(0).replace('"totals": {', '"totals": {"toString": 1,'),
    ]) {
      expect(readSettlement(JSON.parse(hostile))).toHaveProperty('wrong')
    }
  })
})

const LANGUAGES = ['fr', 'en'] as const

/** What explain and verify make of a text, in both languages: the code is the same. */
function tried(text: string) {
  writeFileSync(path('given.json'), text)
  const [french, english] = LANGUAGES.map((lang) =>
    runVigie(['explain', path('given.json'), '--lang', lang]),
  )
  const verified = runVigie(['verify', path('given.json')])
  return { french, english, verified }
}

const rehashed = (text: string, change: (settlement: Settlement) => unknown): string => {
  const stored = JSON.parse(text)
  change(stored.settlement)
  const hash = createHash('sha256').update(settlementText(stored.settlement)).digest('hex')
  return JSON.stringify({ ...stored, hash })
}

describe('what is no settlement', () => {
  test.each([
    ['nothing', ''],
    ['a text', 'hello'],
    ['half of one', '{"settlement": {"vigie": 1,'],
    ['a number', '7'],
    ['a list', '[]'],
    ['zeros', '\0\0\0\0'],
    ['brackets without end', `{"settlement":${'['.repeat(200_000)}${']'.repeat(200_000)}}`],
    ['maps without end', `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`],
  ])('%s is said in both languages, in our words', (_, text) => {
    const { french, english, verified } = tried(text)
    expect(french).toMatchObject({ code: 4, out: '' })
    expect(english).toMatchObject({ code: 4, out: '' })
    expect(verified.code).toBe(4)
    expect(french?.err).toContain("n'est pas un décompte")
    expect(english?.err).toContain('is not a settlement')
    expect(`${french?.err}${english?.err}`).not.toMatch(/JSON at|Unexpected|Error|stack|interne/)
  })

  test('is not parsed where it is deeper than any settlement', () => {
    writeFileSync(path('given.json'), `{"settlement":${'['.repeat(16_000_000)}`)
    const before = process.resourceUsage().maxRSS
    expect(runVigie(['explain', path('given.json')]).code).toBe(4)
    expect(process.resourceUsage().maxRSS - before).toBeLessThan(300 * 1024)
  })

  test('a settlement without the counts of its facts is not shown by half', () => {
    const { french, english } = tried(changed(['settlement', 'facts']))
    expect(french?.err).toContain('settlement.facts manque')
    expect(english).toMatchObject({ code: 4, out: '' })
  })
})

describe('a settlement that was changed', () => {
  test('after it was hashed is not explained', () => {
    const { french, english, verified } = tried(changed(['settlement', 'facts', 'tickets'], 2))
    expect(french).toMatchObject({ code: 3, out: '' })
    expect(french?.err).toContain("n'est plus ce qui a été calculé")
    expect(english).toMatchObject({ code: 3, out: '' })
    expect(english?.err).toContain('is no longer what was computed')
    expect(verified.code).toBe(3)
  })

  test('is not explained by the name of a line either, nor in JSON', () => {
    writeFileSync(path('given.json'), textOf(0).replace('280', '290'))
    for (const more of [['second.penalty'], ['second.penalty', '--json'], ['--json']]) {
      expect(runVigie(['explain', path('given.json'), ...more])).toMatchObject({ code: 3, out: '' })
    }
  })

  test.each([
    ['a step that rests on itself', (s: Settlement) => turnRound(s, (id) => id)],
    ['a step that rests on a later one', (s: Settlement) => turnRound(s, (id) => id + 1)],
    ['a value that is none', (s: Settlement) => Object.assign(nodeOf(s), { value: 'a lot' })],
    ['a figure nobody computed', (s: Settlement) => Object.assign(nodeOf(s), { value: '7 cents' })],
    ['a step that is none', (s: Settlement) => Object.assign(nodeOf(s), { step: 'magic' })],
  ])('and hashed again, by %s', (_, change) => {
    const { french, verified } = tried(rehashed(textOf(0), change))
    expect(french).toMatchObject({ code: 3, out: '' })
    expect(verified.code).toBe(3)
  })

  test('with the text of another contract is not explained', () => {
    const { french } = tried(changed(['contract', 'text'], 'vigie: 1\n'))
    expect(french?.code).toBe(3)
  })
})

const nodeOf = (settlement: Settlement): object =>
  settlement.graph.find((node) => node.operands.length > 0) ?? {}

function turnRound(settlement: Settlement, target: (id: number) => number): void {
  settlement.graph.forEach((node, id) => {
    if (node.operands.length === 1) Object.assign(node, { operands: [target(id)] })
  })
}

describe('what reaches the terminal', () => {
  const HIDDEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u
  const evil = '\u001b[2J\u0007\u009b31m\u202e\u200b\u2028\n\r\tX'

  const forged = (): string =>
    rehashed(textOf(0), (settlement) => {
      for (const record of [...settlement.lines, ...settlement.levels, ...settlement.caps]) {
        Object.assign(record, { id: `${record.id}${evil}`, clause: evil })
      }
      for (const node of settlement.graph) Object.assign(node, { path: evil })
      Object.assign(settlement.contract, { title: evil, currency: evil })
      Object.assign(settlement, {
        findings: [{ code: 'line-without-amount', params: { line: evil } }],
      })
    })

  test('of a settlement has nothing that it would obey', () => {
    const { french, english, verified } = tried(forged())
    for (const { out, err } of [french, english, verified].flatMap((ran) => ran ?? [])) {
      for (const line of `${out}${err}`.split('\n')) expect(line).not.toMatch(HIDDEN)
    }
    expect(french?.code).toBe(0)
    expect(french?.out).toContain('␛[2J␇\\u{9B}31m\\u{202E}\\u{200B}\\u{2028}␊␍␉X')
  })

  test('keeps a table row on one line', () => {
    const { french } = tried(forged())
    const honest = tried(textOf(0)).french
    expect(french?.out.split('\n').filter((line) => line.includes('€')).length).toBeLessThanOrEqual(
      honest?.out.split('\n').filter((line) => line.includes('€')).length ?? 0,
    )
  })

  test('is not JSON, which keeps every character', () => {
    writeFileSync(path('given.json'), forged())
    const { out } = runVigie(['explain', path('given.json'), '--json'])
    expect(JSON.parse(out).names.caps).toEqual([`month-cap${evil}`])
  })
})
