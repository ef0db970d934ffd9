/** A month from which facts are missing is closed, and never looks like a whole one. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { runCommandLine } from './vigie.ts'

const CASES = new URL('../../../cases/', import.meta.url)
const GLPI = 'a-row-resolved-before-it-was-opened-is-set-aside'
const fileOf = (name: string): string => readFileSync(new URL(`${GLPI}/${name}`, CASES), 'utf8')

const folder = mkdtempSync(join(tmpdir(), 'vigie-aside-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
writeFileSync(join(folder, 'contract.yaml'), fileOf('contract.yaml'))

function close(files: Readonly<Record<string, string>>, ...options: readonly string[]) {
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
  let [out, err] = ['', '']
  const code = runCommandLine(
    [
      ...['close', join(folder, 'contract.yaml'), '--month', '2026-04', '--zone', 'Europe/Paris'],
      ...['--facts', ...Object.keys(files).map((name) => join(folder, name)), ...options],
    ],
    {
      out: (text) => {
        out += text
      },
      error: (text) => {
        err += text
      },
    },
    {},
  )
  return { code: Number(code), out, err }
}

const TICKETS = fileOf('tickets.csv')
const WHOLE = TICKETS.replace('"09-04-2026 08:00"', '"09-04-2026 18:00"')
const STATUS = 'pauses: [{ status: En attente, from: 2026-04-07 09:00, to: 2026-04-07 10:00 }]'
const written = (resolved: string): string =>
  `zone: Europe/Paris\ntickets:\n  - { id: T-1, type: incident, priority: P1, opened: 2026-04-07 08:00, resolved: ${resolved}, ${STATUS} }\n`

describe('the exit code and the statement', () => {
  test('say nothing where every row is used', () => {
    const { code, out } = close({ 'whole.csv': WHOLE }, '--lang', 'en')
    expect(code).toBe(0)
    expect(out).not.toContain('set aside are in no figure')
  })

  test('say how many rows are missing, under the title of the statement', () => {
    const { code, out, err } = close({ 'tickets.csv': TICKETS }, '--lang', 'en')
    expect(code).toBe(5)
    expect(err).toContain('error event-before-opening')
    const [head = ''] = out.split('Service levels')
    expect(head).toContain('To check: 1 rows or tickets that were set aside are in no figure below')
    const french = close({ 'tickets.csv': TICKETS }, '--lang', 'fr').out.split('Niveaux')[0]
    expect(french).toContain('À vérifier : 1 lignes ou tickets mis de côté')
  })

  test('say it to machines, and the settlement is written all the same', () => {
    const file = join(folder, 'april.json')
    const { code, out } = close({ 'tickets.csv': TICKETS }, '--json', '--output', file)
    expect(code).toBe(5)
    expect(JSON.parse(out).settlement.facts.setAside).toBe(1)
    expect(JSON.parse(readFileSync(file, 'utf8')).settlement.facts.setAside).toBe(1)
  })

  test('say that a ticket of two written files is missing', () => {
    const files = { 'a.yaml': written('2026-04-07 11:00'), 'b.yaml': written('2026-04-07 18:00') }
    const { code, out, err } = close(files, '--lang', 'en')
    expect(code).toBe(5)
    expect(err).toContain('ticket-twice')
    expect(out).toContain('To check: 1 rows or tickets')
  })

  test('a month that is refused has the code of an error', () => {
    expect(close({ 'cut.csv': WHOLE.trimEnd().slice(0, -1) }).code).toBe(1)
  })
})

describe('a status of the facts', () => {
  const facts = { 'one.yaml': written('2026-04-07 11:00') }

  test('that no list has is a warning', () => {
    const { code, err } = close(facts, '--lang', 'en')
    expect(code).toBe(0)
    expect(err).toContain('facts-status-unknown')
  })

  test('that the contract names is known', () => {
    const contract = fileOf('contract.yaml').replace(
      'status: awaiting-client',
      'status: En attente',
    )
    writeFileSync(join(folder, 'contract.yaml'), contract)
    const { code, err } = close(facts, '--lang', 'en')
    writeFileSync(join(folder, 'contract.yaml'), fileOf('contract.yaml'))
    expect(code).toBe(0)
    expect(err).not.toContain('facts-status-unknown')
    expect(err).toContain('pause-status-unlisted')
  })
})
