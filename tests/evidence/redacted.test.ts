/** The redacted form of an evidence file: no name is left in it, and it still verifies. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { runBoth } from '../../scripts/evidence/both-programs.ts'
import { runVigie } from '../shell/run-vigie.ts'
import { forged, textOf } from './scene.ts'

const GOLDEN = new URL(
  '../../cases/a-second-miss-within-three-months-costs-half-as-much-again/',
  import.meta.url,
)
const SALT = ['--salt', 'a secret']

let folder = ''
const path = (name: string): string => join(folder, name)

/** The evidence file of the case, whose tickets now say who mended them. */
function evidence(name: string, ...more: readonly string[]): { bytes: Buffer; err: string } {
  const facts = ['--facts', path('facts.yaml')]
  const words = ['evidence', path('month.json'), ...facts, '-o', path(name), ...more]
  const { code, err } = runVigie(words, { VIGIE_LANG: 'en' })
  expect(code, err).toBe(0)
  return { bytes: readFileSync(path(name)), err }
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'vigie-redacted-'))
  const facts = readFileSync(fileURLToPath(new URL('facts.yaml', GOLDEN)), 'utf8')
  const named = facts.replaceAll('type: incident', 'type: incident, technician: Jeanne Dupont')
  writeFileSync(path('facts.yaml'), named)
  const contract = fileURLToPath(new URL('contract.yaml', GOLDEN))
  const given = ['--facts', path('facts.yaml'), '--month', '2026-06', '-o', path('month.json')]
  expect(runVigie(['close', contract, ...given]).code).toBe(0)
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('the whole form has the names, as the facts were read', () => {
  expect(textOf(evidence('whole.zip').bytes, 'facts.jsonl')).toContain('Jeanne Dupont')
})

test('the redacted form has none, keeps what clauses look at, and both programs accept it', () => {
  const { bytes } = evidence('redacted.zip', '--redacted', ...SALT)
  expect(bytes.toString('utf8')).not.toContain('Jeanne')
  const facts = textOf(bytes, 'facts.jsonl')
  expect(facts).toMatch(/"technician":"~[0-9a-f]{32}"/)
  expect(facts).toContain('"priority":"P1"')
  expect(runBoth([bytes])).toEqual([{ product: [], checker: [] }])
  const { code, out } = runVigie(['verify', path('redacted.zip')], { VIGIE_LANG: 'en' })
  expect(code).toBe(0)
  expect(out).toContain('hidden fields: technician')
})

test('it has the settlement of the whole form, to the byte', () => {
  const [whole, hidden] = [evidence('a.zip'), evidence('b.zip', '--redacted', ...SALT)]
  expect(textOf(hidden.bytes, 'settlement.json')).toBe(textOf(whole.bytes, 'settlement.json'))
})

test('one salt gives one file; another salt, or one that is drawn, gives another', () => {
  const first = evidence('c.zip', '--redacted', ...SALT).bytes
  expect(evidence('d.zip', '--redacted', ...SALT).bytes.equals(first)).toBe(true)
  const drawn = evidence('e.zip', '--redacted')
  expect(drawn.bytes.equals(first)).toBe(false)
  expect(drawn.err).toMatch(/kept secret: [0-9a-f]{64}/)
})

test('a salt without --redacted is refused, since nothing would be hidden', () => {
  const facts = ['--facts', path('facts.yaml')]
  const words = ['evidence', path('month.json'), ...facts, '-o', path('g.zip'), ...SALT]
  const { code, err } = runVigie(words, { VIGIE_LANG: 'en' })
  expect(code).toBe(2)
  expect(err).toContain('--redacted')
})

test('a fact of it that is changed is found, its hashes made right again', () => {
  const { bytes } = evidence('f.zip', '--redacted', ...SALT)
  const changed = (text: string): string => text.replaceAll('"priority":"P1"', '"priority":"P2"')
  const [said] = runBoth([forged(bytes, { 'facts.jsonl': changed })])
  expect(said?.product.length).toBeGreaterThan(0)
})
