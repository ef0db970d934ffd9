/** Texts that somebody wrote to do harm are shown as they were written, and do nothing. */
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { HOSTILE, MONTH } from './scene.ts'
import type { ServedPage } from './served-page.ts'

const isTaken = (page: Page): Promise<unknown> => page.evaluate('window.taken')
const overflow = (page: Page): Promise<number> =>
  page.evaluate('document.documentElement.scrollWidth - innerWidth')

export function hostileSuite(served: () => ServedPage): void {
  describe('hostile texts', () => {
    test.each(['/', '/contracts/the-case', MONTH, `${MONTH}/explain/first`])(
      '%s shows them literally, on a phone too',
      async (path) => {
        const { page, faults, leave } = await served().visit(path, { width: 320 })
        const text = await page.evaluate<string>('document.body.textContent')
        const isMonth = path.startsWith(MONTH)
        expect(text).toContain(isMonth ? HOSTILE.long : HOSTILE.script)
        expect(await isTaken(page)).toBeUndefined()
        expect(await overflow(page)).toBeLessThanOrEqual(0)
        expect(faults).toEqual([])
        await leave()
      },
    )

    test('a text that turns its neighbours round stays in its own place', async () => {
      const { page, leave } = await served().visit('/')
      const apart = page.locator('bdi', { hasText: HOSTILE.turned })
      expect(await apart.first().innerText()).toBe(HOSTILE.turned)
      await leave()
    })

    test('a ticket whose name is no part of an address has its story', async () => {
      const { page, faults, leave } = await served().visit(`${MONTH}/explain/first`)
      await page.getByRole('link', { name: HOSTILE.ticket }).first().click()
      await page.getByText('10\u00a0h comptées').waitFor()
      await page.reload()
      await page.getByText('10\u00a0h comptées').waitFor()
      expect(faults).toEqual([])
      await leave()
    })

    test.each([
      `${HOSTILE.script.replaceAll('/', '')}.csv`,
      HOSTILE.turning,
      `${HOSTILE.long.slice(0, 190)}.csv`,
    ])('the name of a file is a text: %s', async (name) => {
      const { page, faults, leave } = await served().visit('/imports', { width: 320 })
      const file = { name, mimeType: 'text/csv', buffer: Buffer.from('x') }
      await page.locator('input[type=file]').setInputFiles(file)
      await page.getByRole('button', { name: 'Importer' }).click()
      await page.getByRole('article', { name, exact: true }).waitFor()
      expect(await overflow(page)).toBeLessThanOrEqual(0)
      expect(await isTaken(page)).toBeUndefined()
      expect(faults).toEqual([])
      await leave()
    })
  })
}
