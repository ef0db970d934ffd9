/** Reading a month: every figure is the settlement's, every reason is one step away. */
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { MONTH, settlementOfJune, wordsOf } from './scene.ts'
import type { ServedPage } from './served-page.ts'

/** Presses Tab until the focus is on something that says `text`. */
async function tabTo(page: Page, text: string): Promise<void> {
  for (let presses = 0; presses < 80; presses += 1) {
    await page.keyboard.press('Tab')
    const said = await page.evaluate<string>('document.activeElement?.textContent ?? ""')
    if (said.includes(text)) return
  }
  throw new Error(`no Tab leads to ${text}`)
}

const named = (name: string, ...nodes: readonly number[]) =>
  nodes.map((node) => [name, node] as const)

export function readingSuite(served: () => ServedPage): void {
  describe('reading a month', () => {
    test.each(['fr', 'en'] as const)(
      'shows the figures of the settlement (%s)',
      async (language) => {
        const settlement = await settlementOfJune()
        const visit = await served().visit(MONTH, { language })
        const { levels, lines, caps, totals } = settlement
        const figures = [
          ...levels.flatMap(({ id, figure, judged, late }) => named(id, figure, judged, late)),
          ...lines.flatMap(({ id, gross, cut, owed }) => named(id, gross, cut, owed)),
          ...caps.flatMap(({ id, limit, used, kept }) => named(id, limit, used, kept)),
          ...named('total.indemnity', totals.indemnity),
          ...named('total.price-reduction', totals['price-reduction']),
        ]
        expect(figures).toHaveLength(11)
        for (const [name, node] of figures) {
          const links = visit.page.locator(`a.figure[href$="/explain/${name}"]`)
          const said = await links.allInnerTexts()
          const words = wordsOf(settlement, node, language)
          expect(
            said.some((text) => text.startsWith(words)),
            `${name}: ${words} in ${said}`,
          ).toBe(true)
        }
        expect(visit.faults).toEqual([])
        await visit.leave()
      },
    )

    test('from the portfolio to the story of a ticket by keyboard only', async () => {
      const { page, faults, leave } = await served().visit('/')
      await tabTo(page, 'juin 2026')
      await page.keyboard.press('Enter')
      await page.waitForURL(`**${MONTH}`)
      await tabTo(page, '2\u202f000,00\u00a0€ (expliquer)')
      await page.keyboard.press('Enter')
      await page.waitForURL('**/explain/total.indemnity')
      await page.getByRole('tree').first().waitFor()
      await page.keyboard.press('Escape')
      await page.waitForURL(`**${MONTH}`)
      await page.goto(`${MONTH}/explain/first.penalty`)
      await page.getByRole('tree').first().waitFor()
      await tabTo(page, '4\u202f000,00')
      const before = await page.getByRole('treeitem').count()
      await page.keyboard.press('ArrowLeft')
      expect(await page.getByRole('treeitem').count()).toBeLessThan(before)
      await tabTo(page, 'JUN-1')
      await page.keyboard.press('Enter')
      await page.waitForURL('**/tickets/JUN-1')
      await page.getByText('10\u00a0h comptées').waitFor()
      expect(faults).toEqual([])
      await leave()
    })

    test('back closes the panel, and the panel closes in one step however deep', async () => {
      const { page, leave } = await served().visit(MONTH)
      await page
        .getByRole('link', { name: /^4.000,00/ })
        .first()
        .click()
      await page.waitForURL('**/explain/first.penalty')
      await page.getByRole('link', { name: 'JUN-1' }).click()
      await page.waitForURL('**/tickets/JUN-1')
      await page.goBack()
      await page.waitForURL('**/explain/first.penalty')
      await page.goForward()
      await page.waitForURL('**/tickets/JUN-1')
      await page.getByRole('button', { name: 'Fermer' }).click()
      await page.waitForURL(`**${MONTH}`)
      await page.getByRole('dialog').waitFor({ state: 'detached' })
      const focused = await page.evaluate<string>('document.activeElement?.textContent ?? ""')
      expect(focused).toContain('4\u202f000,00')
      await leave()
    })

    test('an explanation opened by its address shows the words of the contract', async () => {
      const { page, faults, leave } = await served().visit(`${MONTH}/explain/first.penalty`)
      const wording = page.getByRole('region', { name: 'Ce que dit le contrat' })
      expect(await wording.innerText()).toContain('penalty: { amount: 4000.00')
      await page.getByRole('button', { name: 'Fermer' }).click()
      await page.waitForURL(`**${MONTH}`)
      expect(faults).toEqual([])
      await leave()
    })

    test('the language is switched at once, said to the browser and kept', async () => {
      const { page, leave } = await served().visit(MONTH)
      expect(await page.locator('html').getAttribute('lang')).toBe('fr')
      await page.getByRole('button', { name: 'EN', exact: true }).click()
      await page.getByRole('heading', { name: 'Service levels' }).waitFor()
      await page.getByRole('link', { name: '€2,000.00' }).first().waitFor()
      await page.reload()
      await page.getByRole('heading', { name: 'June 2026' }).waitFor()
      expect(await page.locator('html').getAttribute('lang')).toBe('en')
      await leave()
    })

    test.each([
      ['/contracts/another', "Ce contrat n'existe pas."],
      ['/contracts/the-case/months/2031-01', "Ce mois n'est pas un mois du contrat."],
      [`${MONTH}/explain/nothing`, "Ce décompte n'a pas de montant de ce nom."],
      [`${MONTH}/tickets/NONE-1`, "Ce ticket n'est pas connu."],
      ['/nowhere', "Cette page n'existe pas"],
    ])('%s is said to lead nowhere', async (path, words) => {
      const { page, leave } = await served().visit(path)
      await page.getByText(words).first().waitFor()
      await leave()
    })
  })
}
