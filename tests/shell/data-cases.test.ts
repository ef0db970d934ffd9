/**
 * Golden lives imported and closed by the command line: the settlement of the files, whatever is odd
 * about them. One store, a tenant a life.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readCase } from '../../scripts/cases/read-case.ts'
import { addToMonth, formatMonth } from '../../src/base/calendar/date.ts'
import { DEMONSTRATION } from '../../src/shell/demonstration.ts'
import { openStore } from '../../src/shell/storage/open-store.ts'
import type { Store } from '../../src/shell/storage/store.ts'
import { DEMONSTRATION_TENANT } from '../../src/shell/workspace/demonstration.ts'
import { caseFolder } from '../storage/scene.ts'
import type { Ran } from './run-vigie.ts'
import { runVigie, runVigieLater } from './run-vigie.ts'

/** Facts that are odd: told twice, in several files, set aside, waiting, exempted. */
const CASES = [
  'a-glpi-export-is-measured-as-it-comes',
  'a-row-resolved-before-it-was-opened-is-set-aside',
  'a-ticket-in-two-files-is-one-ticket',
  'a-ticket-that-two-exports-tell-differently-does-not-depend-on-their-order',
  'an-outage-that-two-files-tell-differently-does-not-depend-on-their-order',
  'half-a-share-exempts-half-of-the-amount-and-not-the-miss',
  'maintenance-beyond-its-monthly-quota-counts-as-down',
]

let folder = ''
let store: Store | undefined
const environment = (): Record<string, string> => ({ VIGIE_LANG: 'en', VIGIE_DATA: folder })

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'vigie-cases-'))
  writeFileSync(join(folder, 'version'), '')
  store = (await openStore({ memory: true })).value
}, 120_000)

afterAll(async () => {
  await store?.close()
  rmSync(folder, { recursive: true, force: true })
})

/** Commands for a tenant of its own, and a way to a contract that no command takes. */
async function tenantNamed(name: string) {
  const known = store
  if (known === undefined) throw new Error('no store')
  const tenant = await known.createTenant({ actor: 'test' }, name)
  const own = { ...known, tenants: async () => [tenant], close: async () => undefined }
  const open = async () => ({ value: own, findings: [] })
  return {
    vigie: (words: readonly string[]): Promise<Ran> => runVigieLater(words, environment(), open),
    add: (contract: { readonly reference: string; readonly text: string }) =>
      known.addContract(tenant.id, { actor: 'test' }, contract),
  }
}

test.each(CASES)('%s', async (name) => {
  const { value: golden } = readCase(caseFolder(name))
  if (golden === undefined) throw new Error(name)
  const inFolder = (file: string): string => join(golden.folder, file)
  const contract = inFolder('contract.yaml')
  const facts = golden.facts.map(inFolder)
  const zone = golden.zone === undefined ? [] : ['--zone', golden.zone]
  const { vigie } = await tenantNamed(name)
  const imported = await vigie(['import', contract, ...facts, ...zone])
  const reference = /^(\S+): contract stored/m.exec(imported.out)?.[1] ?? ''
  for (const { month: period } of golden.months) {
    const month = formatMonth(period)
    const after = formatMonth(addToMonth(period, 1))
    const asOf = ['--as-of', `${after}-02T00:00:00Z`, '--json']
    const words = ['close', contract, '--facts', ...facts, '--month', month, ...zone, ...asOf]
    const files = runVigie(words, environment())
    const closed = await vigie(['close', `${reference}/${month}`, ...asOf])
    expect(closed.code).toBe(files.code)
    expect(imported.code).toBe(files.code)
    const { hash, settlement } = JSON.parse(files.out)
    expect(JSON.parse(closed.out)).toMatchObject({ hash, state: 'closed' })
    expect(JSON.parse(closed.out).settlement).toEqual(settlement)
    expect((await vigie(['verify', `${reference}/${month}`])).code).toBe(0)
  }
})

test('the data of the demonstration take its own contract only', async () => {
  const { vigie, add } = await tenantNamed(DEMONSTRATION_TENANT)
  const other = join(caseFolder(CASES[0] ?? ''), 'contract.yaml')
  expect(await vigie(['import', other])).toMatchObject({
    code: 1,
    err: expect.stringContaining('These data are those of the demonstration'),
  })
  expect((await vigie(['months'])).out).toBe('There is no contract in these data.\n')
  await add({ reference: 'DEMO-2026', text: 'an earlier text' })
  expect((await vigie(['import', DEMONSTRATION.contract])).out).toContain('new text stored')
})

test('an open month is listed with what it posts for a closed one', async () => {
  const name = 'a-late-fact-of-a-closed-month-is-posted-in-the-open-one'
  const { vigie } = await tenantNamed(name)
  const inFolder = (file: string): string => join(caseFolder(name), file)
  await vigie(['import', inFolder('contract.yaml'), inFolder('known-in-april.yaml')])
  for (const month of ['2026-01', '2026-02', '2026-03']) await vigie(['close', `CT-1/${month}`])
  expect((await vigie(['months'])).out).toMatch(/CT-1\/2026-04 +open +€0\.00 /)
  await vigie(['import', inFolder('known-in-may.yaml')])
  // A ticket of March known in May, 240.00, beside the one of April.
  expect((await vigie(['months'])).out).toMatch(/CT-1\/2026-04 +open +€480\.00 /)
})
