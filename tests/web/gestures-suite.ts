/** What changes something: closing a month, sending a file, taking it back. */
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { MONTH } from './scene.ts'
import type { ServedPage } from './served-page.ts'

type Served = () => ServedPage

const WAIT = { timeout: 5_000 }
const CLOSE = 'Clôturer juin 2026'

export function gesturesSuite(served: Served): void {
  describe('closing a month', () => closingTests(served))
  describe('the report of a month', () => reportTests(served))
  describe('importing a file', () => {
    importTest(served)
    otherImportTests(served)
  })
}

function closingTests(served: Served): void {
  test('is asked once more, and nothing happens to who gives up', async () => {
    const { page, leave } = await served().visit(MONTH)
    await page.getByRole('button', { name: CLOSE }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText("ne s'annule pas").waitFor()
    await dialog.getByRole('button', { name: 'Renoncer' }).click()
    await dialog.waitFor({ state: 'detached' })
    await page.reload()
    await page.getByRole('button', { name: CLOSE }).waitFor()
    await leave()
  })

  test('fixes it, shows its hash and tells a screen reader', async () => {
    const { page, faults, leave } = await served().visit(MONTH)
    const asked = page.waitForRequest((request) => request.url().includes('/close'))
    await page.getByRole('button', { name: CLOSE }).click()
    await page.getByRole('dialog').getByRole('button', { name: CLOSE }).click()
    const sent = new URL((await asked).url()).searchParams.get('hash')
    const notice = page.getByRole('status').filter({ hasText: 'Clôturé' })
    await notice.waitFor()
    expect(await notice.innerText()).toContain(sent)
    expect(sent).toMatch(/^[0-9a-f]{64}$/)
    await page.waitForFunction('document.activeElement.matches(".notice-closed")', null, WAIT)
    expect(await page.getByRole('button', { name: CLOSE }).count()).toBe(0)
    expect(faults).toEqual([])
    await leave()
  })
}

const FILE = { name: 'tickets.csv', mimeType: 'text/csv', buffer: Buffer.from('a;b\n1;2\n') }

function reportTests(served: Served): void {
  test.each([
    ['PDF', 'vigie-2026-05.pdf', '%PDF-'],
    ['page web', 'vigie-2026-05.html', '<!doctype html>'],
  ])('is downloaded as %s', async (name, file, begins) => {
    const { page, faults, leave } = await served().visit('/contracts/the-case/months/2026-05')
    const download = page.waitForEvent('download')
    await page.getByRole('button', { name }).click()
    const kept = await download
    expect(kept.suggestedFilename()).toBe(file)
    expect(
      readFileSync(await kept.path(), 'utf8')
        .slice(0, 20)
        .toLowerCase(),
    ).toContain(begins.toLowerCase())
    expect(faults).toEqual([])
    await leave()
  })
}

function importTest(served: Served): void {
  test('shows how far it is, what was found and what to do, and is taken back', async () => {
    const { page, faults, leave } = await served().visit('/imports')
    await page.getByText('Aucun import').waitFor()
    const send = page.getByRole('button', { name: 'Importer' })
    expect(await send.isDisabled()).toBe(true)
    await page.locator('input[type=file]').setInputFiles(FILE)
    await send.click()
    const card = page.getByRole('article', { name: 'tickets.csv' })
    await card.getByRole('progressbar').waitFor()
    await card.getByText('4\u202f000 sur 8\u202f000').waitFor()
    await card.getByText('Terminé').waitFor()
    expect(await card.innerText()).toContain('7\u202f999')
    await card.getByText('Constats').click()
    await card.getByText('Que faire').waitFor()
    await card.getByText('nommez-le').click()
    expect(page.url()).toMatch(/#zone$/)
    await card.getByRole('button', { name: 'Annuler cet import' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Garder' }).click()
    await card.getByRole('button', { name: 'Annuler cet import' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Annuler cet import' }).click()
    await card.getByText('Annulé', { exact: true }).waitFor()
    expect(faults).toEqual([])
    await leave()
  })
}

function otherImportTests(served: Served): void {
  test('is stopped while it runs', async () => {
    const { page, leave } = await served().visit('/imports')
    await page.locator('input[type=file]').setInputFiles({ ...FILE, name: 'long.csv' })
    await page.getByRole('button', { name: 'Importer' }).click()
    const card = page.getByRole('article', { name: 'long.csv' })
    await card.getByRole('button', { name: 'Arrêter' }).click()
    await card.getByText('Arrêté', { exact: true }).waitFor()
    await leave()
  })

  test('takes a file that is dropped, and names the mapping and the zone', async () => {
    const { page, leave } = await served().visit('/imports')
    const dropped = await page.evaluateHandle(
      "(() => { const d = new DataTransfer(); d.items.add(new File(['x'], 'été.csv')); return d })()",
    )
    await page.locator('.drop-zone').dispatchEvent('drop', { dataTransfer: dropped })
    await page.getByText('été.csv').waitFor()
    await page.getByLabel('Correspondance de colonnes').selectOption('glpi-csv-fr')
    await page.getByText('nommez-le ci-dessous').waitFor()
    await page.getByLabel('Fuseau horaire').fill('Indian/Reunion')
    const asked = page.waitForRequest((request) => request.method() === 'POST')
    await page.getByRole('button', { name: 'Importer' }).click()
    const { searchParams } = new URL((await asked).url())
    expect(Object.fromEntries(searchParams)).toEqual({
      lang: 'fr',
      file: 'été.csv',
      mapping: 'glpi-csv-fr',
      zone: 'Indian/Reunion',
    })
    await leave()
  })
}
