/**
 * The command line on the data: a life of a contract from its first import to what became known too
 * late, told in order on one store; and what is refused.
 */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openStore } from '../../src/shell/storage/open-store.ts'
import type { Store } from '../../src/shell/storage/store.ts'
import type { Ran } from './run-vigie.ts'
import { runVigie, runVigieLater } from './run-vigie.ts'

const GOLDEN = new URL(
  '../../cases/a-second-miss-within-three-months-costs-half-as-much-again/',
  import.meta.url,
)
const golden = (name: string): string => fileURLToPath(new URL(name, GOLDEN))

const AS_OF = ['--as-of', '2026-07-05T08:00:00Z']

/** A month that was missed whole is then met by half. */
const LATE_TICKET = `zone: Europe/Paris
source: helpdesk
tickets:
  - { id: JUN-2, type: incident, priority: P1, opened: 2026-06-04 09:00, resolved: 2026-06-04 10:00 }
`

let folder = ''
let store: Store | undefined
const path = (name: string): string => join(folder, name)

/** Runs a command on the one store, which stays open: opening one takes seconds. */
const vigie = (words: string, more: readonly string[] = []): Promise<Ran> =>
  runVigieLater(
    [...words.split(' '), ...more],
    { VIGIE_LANG: 'en', VIGIE_DATA: path('data') },
    async () => {
      if (store === undefined) throw new Error('no store')
      return { value: { ...store, close: async () => undefined }, findings: [] }
    },
  )

const json = ({ out }: Ran) => JSON.parse(out)

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'vigie-data-'))
  const contract = readFileSync(golden('contract.yaml'), 'utf8')
  writeFileSync(path('wrong.yaml'), contract.replace('per: month', 'per: moonth'))
  writeFileSync(path('dearer.yaml'), contract.replace('amount: 1000.00', 'amount: 1200.00'))
  writeFileSync(path('late.yaml'), LATE_TICKET)
  mkdirSync(path('empty'))
  store = (await openStore({ memory: true })).value
}, 120_000)

afterAll(async () => {
  await store?.close()
  rmSync(folder, { recursive: true, force: true })
})

describe('before anything is imported', () => {
  test.each([
    'months',
    'imports',
    'undo x',
    'close CT-1/2026-06',
    'explain CT-1/2026-06',
    'verify CT-1/2026-06',
    'report CT-1/2026-06 -o @report.html',
  ])('%s says that there are no data, and makes none', async (words) => {
    for (const place of [path('nowhere'), path('empty')]) {
      const { code, err } = await vigie(words.replace('@', `${folder}/`), ['--data', place])
      expect(err).toContain(`There are no data of Vigie in ${place}.`)
      expect(code).toBe(4)
    }
    expect(existsSync(path('nowhere'))).toBe(false)
  })

  test.each([
    ['a wrong contract stops all', ['wrong.yaml', 'late.yaml'], 1, 'error word-misspelt'],
    ['an absent file is said', ['absent.csv'], 4, 'no such file'],
    ['no file is a mistake of usage', [], 2, 'missing argument'],
  ])('%s', async (_, files, expected, said) => {
    const { code, err } = await vigie('import', files.map(path))
    expect({ code, err }).toEqual({ code: expected, err: expect.stringContaining(said) })
    expect(await store?.tenants()).toEqual([])
  })

  test('data without a contract and without an import say so', async () => {
    mkdirSync(path('data'))
    writeFileSync(path('data/version'), '')
    expect((await vigie('months')).err).toContain('There are no data of Vigie')
    writeFileSync(path('header.csv'), 'id,priority,type,service,opened,responded,resolved,closed\n')
    expect((await vigie(`import ${path('header.csv')} --zone Europe/Paris`)).code).toBe(1)
    expect((await vigie('months')).out).toBe('There is no contract in these data.\n')
    expect((await vigie('imports')).out).toBe('Nothing was imported.\n')
  })
})

describe('a life', () => {
  let late = ''

  test('a contract and its facts are stored, and nothing of them twice', async () => {
    const first = await vigie(`import ${golden('contract.yaml')} ${golden('facts.yaml')}`)
    expect(first).toMatchObject({ code: 0, err: `Data: ${path('data')}\n` })
    expect(first.out).toMatch(/^CT-1: contract stored \(hash [0-9a-f]{64}\)\.$/m)
    expect(first.out).toContain('facts.yaml: added 6, changed 0, the same 0')
    const again = await vigie(`import ${golden('contract.yaml')} ${golden('facts.yaml')} --json`)
    expect(json(again)).toMatchObject({
      contracts: [{ reference: 'CT-1', change: 'same' }],
      import: { state: 'done', items: { added: 0, revised: 0, unchanged: 6 } },
    })
  })

  test('an open month is shown, explained and not verified', async () => {
    const preview = await vigie('close CT-1/2026-06 --preview', AS_OF)
    expect(preview.out).toContain('Preview of CT-1/2026-06: nothing is closed.')
    const explained = await vigie('explain CT-1/2026-06 JUN-1')
    expect(explained.err).toContain('This month is open')
    expect(explained.out).toContain('10\u00a0h of 4\u00a0h')
    const verified = await vigie('verify CT-1/2026-06')
    expect(verified.code).toBe(1)
    expect(verified.err).toContain('CT-1/2026-06 is open')
    expect(json(await vigie('verify CT-1/2026-06 --json'))).toMatchObject({ state: 'open' })
  })

  test('a month closed from the data has the bytes of the one closed from files', async () => {
    const closed = await vigie(`close CT-1/2026-06 -o ${path('stored.json')}`, AS_OF)
    expect(closed.out).toContain('CT-1/2026-06 is closed, for good.')
    const words = ['close', golden('contract.yaml'), '--facts', golden('facts.yaml'), ...AS_OF]
    const files = runVigie([...words, '--month', '2026-06', '-o', path('files.json')])
    expect([closed.code, files.code]).toEqual([0, 0])
    const [stored, written] = ['stored.json', 'files.json'].map((name) =>
      JSON.parse(readFileSync(path(name), 'utf8')),
    )
    expect(stored.hash).toBe(written.hash)
    expect(stored.settlement).toEqual(written.settlement)
    expect(stored.contract.text).toBe(written.contract.text)
    // The contract of the data has a name, that of files a path; all else is the same bytes.
    const [text, other] = ['stored.json', 'files.json'].map((name) =>
      readFileSync(path(name), 'utf8'),
    )
    expect(text?.replace(`"file": "${stored.contract.file}"`, '')).toBe(
      other?.replace(`"file": ${JSON.stringify(written.contract.file)}`, ''),
    )
    const shown = await vigie('close CT-1/2026-06 --preview --json')
    expect(json(shown)).toMatchObject({ state: 'closed', hash: stored.hash })
  })

  test('it is explained, verified and reported on as from files', async () => {
    const facts = ['--facts', golden('facts.yaml'), '--lang', 'en']
    const explained = await vigie('explain CT-1/2026-06 restore-p1.penalty')
    const line = runVigie(['explain', path('files.json'), 'restore-p1.penalty', ...facts])
    expect(explained).toEqual(line)
    expect((await vigie('verify CT-1/2026-06')).out).toContain('changes no amount of it')
    const report = await vigie(`report CT-1/2026-06 -o ${path('stored.html')}`)
    runVigie(['report', path('files.json'), '-o', path('files.html'), ...facts])
    expect(report.code).toBe(0)
    expect(readFileSync(path('stored.html'), 'utf8')).toBe(readFileSync(path('files.html'), 'utf8'))
  })

  test('its evidence file has the bytes of the one made from files, and verifies', async () => {
    const stored = await vigie(`evidence CT-1/2026-06 -o ${path('stored.zip')}`)
    expect(stored.code, stored.err).toBe(0)
    const words = ['evidence', path('stored.json'), '--facts', golden('facts.yaml')]
    expect(runVigie([...words, '-o', path('files.zip')]).code).toBe(0)
    expect(readFileSync(path('stored.zip')).equals(readFileSync(path('files.zip')))).toBe(true)
    const verified = runVigie(['verify', path('stored.zip')], { VIGIE_LANG: 'en' })
    expect(verified.out).toContain('computed again from 6 facts')
  })

  test('to close it again changes nothing; otherwise, it is refused', async () => {
    const again = await vigie('close CT-1/2026-06', AS_OF)
    expect(again.code).toBe(0)
    expect(again.out).toContain('was closed already by this same settlement')
    const otherwise = await vigie('close CT-1/2026-06 --as-of 2026-07-10T00:00:00Z')
    expect(otherwise.code).toBe(1)
    expect(otherwise.err).toContain('error month-closed-otherwise')
    const { findings } = json(await vigie('close CT-1/2026-06 --json'))
    expect(findings).toMatchObject([{ code: 'month-closed-otherwise' }])
  })

  test('months are listed with their state and their totals', async () => {
    const { out, code } = await vigie('months CT-1')
    expect(code).toBe(0)
    expect(out).toMatch(/^CT-1\/2026-05 +open +€0\.00/m)
    expect(out).toMatch(/^CT-1\/2026-06 +closed +€1,500\.00 +€0\.00 +[0-9a-f]{64}$/m)
    const [contract] = json(await vigie('months --json')).contracts
    expect(contract).toMatchObject({ reference: 'CT-1', title: 'Infogérance' })
    const april = { month: '2026-04', state: 'open', indemnity: '100000 cents' }
    expect(contract.months[0]).toMatchObject(april)
  })

  test('what becomes known too late is named, and the closed month stays', async () => {
    const imported = await vigie(`import ${path('late.yaml')}`)
    late = /import ([0-9a-f-]{36})/.exec(imported.out)?.[1] ?? ''
    const { code, err } = await vigie('verify CT-1/2026-06')
    expect(code).toBe(3)
    expect(err).toContain('would give another one')
    expect(err).toMatch(/^ {2}restore-p1 2026-06: 0\.00% at the closing, 50\.00% today$/m)
    expect((await vigie('explain CT-1/2026-06')).out).toContain('0.00%')
    expect((await vigie('close CT-1/2026-06', AS_OF)).code).toBe(1)
  })

  test('an import is undone once, and is no longer known', async () => {
    expect((await vigie(`undo ${late}`)).code).toBe(0)
    expect((await vigie('verify CT-1/2026-06')).code).toBe(0)
    expect(await vigie(`undo ${late}`)).toMatchObject({
      code: 1,
      err: 'vigie: This import is not done: it cannot be undone.\n',
    })
    expect((await vigie('imports')).out).toMatch(/late\.yaml +undone .* 1 +0 +0$/m)
  })

  test('another text of the contract holds for open months only', async () => {
    const changed = await vigie(`import ${path('dearer.yaml')}`)
    expect(changed.out).toMatch(/^CT-1: new text stored/)
    expect((await vigie('verify CT-1/2026-06')).code).toBe(0)
    const { out } = await vigie('months')
    expect(out).toMatch(/^CT-1\/2026-04 +open +€1,200\.00/m)
    expect(out).toMatch(/^CT-1\/2026-06 +closed +€1,500\.00/m)
  })

  test.each([
    ['close CT-9/2026-06', 1, 'There is no contract of reference CT-9 in these data'],
    ['months CT-9', 1, 'Contracts: CT-1.'],
    ['close CT-1/2026-03', 1, 'error month-before-contract'],
    ['verify CT-1/2026-03', 1, 'error month-before-contract'],
    ['report CT-1/2029-04 -o r.html', 1, 'error month-after-contract'],
    ['close CT-1/2029-03 --preview', 1, 'error month-not-ended'],
    ['undo x', 1, 'There is no such import'],
    ['close CT-1/2026-04 --as-of 2999-01-01T00:00:00Z', 2, 'has not come yet'],
    ['close CT-1/2026-04 --as-of 2026-04-10T00:00:00Z', 1, 'error month-not-ended'],
  ])('%s is refused', async (words, expected, said) => {
    const { code, err } = await vigie(words)
    expect({ code, err }).toEqual({ code: expected, err: expect.stringContaining(said) })
  })
})

describe('what is typed without looking at the data', () => {
  test.each([
    ['close CT-1/2026-13', 'a month of the data is written REFERENCE/YYYY-MM'],
    ['verify CT-1/2026-06 --facts facts.csv', '--facts goes with files'],
    ['close CT-1/2026-06 --month 2026-06', '--month goes with files'],
    ['report CT-1/2026-06 -o r.pdf --earlier a.json', '--earlier goes with files'],
    ['report CT-1/2026-06', 'mandatory option: -o'],
    ['report CT-1/2026-06 -o r.docx', '.pdf or .html'],
    ['verify april.json --data here', '--data goes with a month of the data'],
    ['close contract.yaml --facts a.csv --month 2026-06 --preview', '--preview goes with a month'],
    ['import a.yaml --zone Nowhere', 'unknown zone'],
    ['import a.yaml --mapping none', '--mapping none: unknown'],
  ])('%s', async (words, said) => {
    const { code, err } = await vigie(words)
    expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining(said) })
  })

  test('what exists as a file is a file', async () => {
    mkdirSync(path('CT-1'))
    writeFileSync(path('CT-1/2026-06'), '{}')
    const { code, err } = await vigie(`verify ${path('CT-1/2026-06')}`)
    expect({ code, err }).toEqual({ code: 4, err: expect.stringContaining('is not a settlement') })
  })
})
