/** `vigie report`: what it writes, and everything that it refuses to report on. */
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Ran } from '../../../tests/shell/run-vigie.ts'
import { runVigie } from '../../../tests/shell/run-vigie.ts'

const GOLDEN = new URL(
  '../../../cases/a-cap-by-rank-serves-the-first-clause-first/',
  import.meta.url,
)
const contractText = readFileSync(new URL('contract.yaml', GOLDEN), 'utf8')
const factsText = readFileSync(new URL('facts.yaml', GOLDEN), 'utf8')

let folder = ''
const path = (name: string): string => join(folder, name)

/** Runs a command line in which `@` is the folder of the test. */
const vigie = (command: string): Ran =>
  runVigie(command.split(' ').map((word) => word.replace(/^@/, `${folder}/`)))

const written = (name: string): string => readFileSync(path(name), 'utf8')

function store(name: string, text: string): void {
  writeFileSync(path(name), text)
}

const MAY =
  '\n  - { id: MAY-1, type: incident, priority: P1, opened: 2026-05-04 08:00, resolved: 2026-05-04 08:10 }\n'

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'vigie-report-'))
  mkdirSync(path('folder.pdf'))
  store('contract.yaml', contractText)
  store('facts.yaml', factsText)
  const other = contractText.replace(/^ {2}id: .*$/m, '  id: ANOTHER')
  store('other.yaml', other)
  store('more.yaml', `${factsText.trimEnd()}${MAY}`)
  for (const [contract, month, output] of [
    ['contract', '2026-04', 'april'],
    ['contract', '2026-05', 'may'],
    ['other', '2026-04', 'other-april'],
  ]) {
    const { code, err } = vigie(
      `close @${contract}.yaml --facts @facts.yaml --month ${month} -o @${output}.json`,
    )
    if (code !== 0) throw new Error(err)
  }
  const april = written('april.json')
  store('changed.json', april.replace('"hash": "', '"hash": "0'))
  store('broken.json', april.replace(/"month": "2026-04"/, '"month": "2026-44"'))
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('what is written', () => {
  test('a PDF, or a page, in the language that is asked for', () => {
    expect(vigie('report @april.json -o @april.pdf')).toMatchObject({ code: 0, out: '' })
    expect(written('april.pdf').slice(0, 8)).toBe('%PDF-1.7')
    expect(vigie('report @april.json -o @april.html').code).toBe(0)
    expect(written('april.html')).toContain('<h1>Rapport mensuel, avril 2026</h1>')
    expect(vigie('report @april.json -o @april.htm --lang en').code).toBe(0)
    expect(written('april.htm')).toContain('<h1>Monthly report, April 2026</h1>')
  })

  test('the same file a second time', () => {
    vigie('report @april.json -o @again.pdf')
    const first = readFileSync(path('again.pdf'))
    vigie('report @april.json -o @again.pdf')
    expect(readFileSync(path('again.pdf')).equals(first)).toBe(true)
  })

  test('with the facts, that they give this very settlement, and the clock of the worst ticket', () => {
    expect(vigie('report @april.json --facts @facts.yaml -o @facts.html').code).toBe(0)
    const page = written('facts.html')
    expect(page).toContain('identique octet pour octet')
    expect(page).toContain('Le décompte du ticket')
    vigie('report @april.json -o @trust.html')
    expect(written('trust.html')).toContain('cru sur parole, et rien ne dit ici')
  })

  test('with earlier months, their trend', () => {
    const { code, err } = vigie('report @may.json --earlier @april.json -o @trend.html')
    expect({ code, err }).toMatchObject({ code: 0 })
    expect(written('trend.html')).toContain('Tendance')
  })

  test('for a program: where it is, and of which settlement', () => {
    const { code, out } = vigie('report @april.json -o @json.pdf --json')
    const { hash } = JSON.parse(written('april.json')) as { hash: string }
    expect({ code, said: JSON.parse(out) }).toEqual({
      code: 0,
      said: { output: path('json.pdf'), hash },
    })
  })
})

describe('what is refused', () => {
  test.each([
    // Not understood.
    ['report @april.json', 2, '-o, --output'],
    ['report -o @x.pdf', 2, 'settlement'],
    ['report @april.json -o @x.docx', 2, '.pdf ou .html'],
    ['report @april.json -o @x', 2, '.pdf ou .html'],
    ['report @april.json -o @april.json', 2, '.pdf ou .html'],
    ['report @april.json -o @x.pdf --facts @facts.yaml --mapping nobody', 2, 'nobody'],
    ['report @april.json -o @x.pdf --earlier @april.json', 2, 'mois précédent'],
    ['report @april.json -o @x.pdf --earlier @may.json', 2, 'mois précédent'],
    ['report @may.json -o @x.pdf --earlier @other-april.json', 2, 'mois précédent'],
    // Somebody has changed it, or these are not its facts.
    ['report @changed.json -o @x.pdf', 3, 'ne se vérifie pas'],
    ['report @april.json -o @x.pdf --facts @more.yaml', 3, 'ne donnent pas'],
    // It cannot be read or written.
    ['report @nowhere.json -o @x.pdf', 4, 'introuvable'],
    ['report @broken.json -o @x.pdf', 4, 'settlement.month'],
    ['report @contract.yaml -o @x.pdf', 4, 'est un contrat'],
    ['report @april.json -o @nowhere/x.pdf', 4, "n'existe pas"],
    ['report @april.json -o @folder.pdf', 4, 'dossier'],
    ['report @april.json -o @x.pdf --facts @nowhere.csv', 4, 'introuvable'],
    ['report @may.json -o @x.pdf --earlier @changed.json', 4, 'modifié'],
  ])('%s: %i', (command, expected, said) => {
    const { code, err } = vigie(command)
    expect({ code, err }).toEqual({ code: expected, err: expect.stringContaining(said) })
    // Neither a report nor half of one.
    expect(existsSync(path('x.pdf'))).toBe(false)
    expect(readdirSync(folder).filter((name) => name.startsWith('.vigie'))).toEqual([])
  })

  test('what was read is never written over', () => {
    store('facts.html', factsText)
    const { code } = vigie('report @april.json --facts @facts.html -o @facts.html')
    expect(code).toBe(2)
    expect(written('facts.html')).toBe(factsText)
  })
})
