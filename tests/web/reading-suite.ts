/** Reading a month: every figure is the settlement's, every reason is one step away. */
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import type { Settlement } from '../../src/money/settlement.ts'
import { MONTH, settlementOfJune, wordsOf } from './scene.ts'
import type { ServedPage } from './served-page.ts'

type Served = () => ServedPage

export function readingSuite(served: Served): void {
  describe('reading a month', () => {
    test.each(['fr', 'en'] as const)(
      'shows the figures of the settlement (%s)',
      async (language) => {
        const settlement = await settlementOfJune()
        const { page, faults, leave } = await served().visit(MONTH, { language })
        expect(figuresOf(settlement)).toHaveLength(12)
        for (const [name, node] of figuresOf(settlement)) {
          const said = await page.locator(`a.figure[href$="/explain/${name}"]`).allInnerTexts()
          const words = wordsOf(settlement, node, language)
          const isSaid = said.some((text) => text.startsWith(words))
          expect(isSaid, `${name}: ${words} in ${said}`).toBe(true)
        }
        expect(faults).toEqual([])
        await leave()
      },
    )
    keyboardTest(served)
    panelTests(served)
    languageTest(served)
    nowhereTests(served)
  })
}

function figuresOf({ levels, lines, caps, fees, totals }: Settlement) {
  const named = (name: string, ...nodes: readonly number[]) =>
    nodes.map((node) => [name, node] as const)
  return [
    ...levels.flatMap(({ id, figure, judged, late }) => named(id, figure, judged, late)),
    ...lines.flatMap(({ id, gross, cut, owed }) => named(id, gross, cut, owed)),
    ...caps.flatMap(({ id, limit, used, kept }) => named(id, limit, used, kept)),
    ...fees.flatMap(({ id, amount }) => named(`fee.${id}`, amount)),
    ...named('total.indemnity', totals.indemnity),
    ...named('total.price-reduction', totals['price-reduction']),
  ]
}

/** Presses Tab until the focus is on something that says `text`. */
async function tabTo(page: Page, text: string): Promise<void> {
  for (let presses = 0; presses < 80; presses += 1) {
    await page.keyboard.press('Tab')
    const said = await page.evaluate<string>('document.activeElement?.textContent ?? ""')
    if (said.includes(text)) return
  }
  throw new Error(`no Tab leads to ${text}`)
}

function keyboardTest(served: Served): void {
  test('from the portfolio to the story of a ticket by keyboard only', async () => {
    const { page, faults, leave } = await served().visit('/')
    await tabTo(page, 'Ouvrir le mois')
    await page.keyboard.press('Enter')
    await page.waitForURL('**/months/2026-04')
    await tabTo(page, 'Mois suivant')
    await page.keyboard.press('Enter')
    await page.waitForURL('**/months/2026-05')
    await page.getByRole('heading', { name: 'mai 2026' }).waitFor()
    await tabTo(page, '4\u202f000,00\u00a0€ (expliquer)')
    await page.keyboard.press('Enter')
    await page.waitForURL('**/explain/total.indemnity')
    await page.getByRole('tree').first().waitFor()
    await tabTo(page, 'Pénalités (hors TVA) :')
    const before = await page.getByRole('treeitem').count()
    await page.keyboard.press('ArrowLeft')
    expect(await page.getByRole('treeitem').count()).toBeLessThan(before)
    await page.keyboard.press('Escape')
    await page.waitForURL('**/months/2026-05')
    await page.waitForFunction('document.activeElement.textContent.includes("(expliquer)")')
    await tabTo(page, 'Voir les imports')
    await tabTo(page, '1 (expliquer)')
    await page.keyboard.press('Enter')
    await page.waitForURL('**/explain/first')
    await page.getByRole('tree').waitFor()
    await tabTo(page, 'MAY-1')
    await page.keyboard.press('Enter')
    await page.waitForURL('**/tickets/MAY-1')
    await page.getByText('10\u00a0h comptées').waitFor()
    expect(faults).toEqual([])
    await leave()
  })
}

function panelTests(served: Served): void {
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
}

function languageTest(served: Served): void {
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
}

function nowhereTests(served: Served): void {
  test('a server that does not answer is said, and asked again', async () => {
    const { page, leave } = await served().visit('/imports')
    await page.route('**/api/contracts?*', (route) => route.abort())
    await page.getByRole('link', { name: 'Contrats' }).first().click()
    await page.getByText('Vigie ne répond pas').waitFor()
    await page.unroute('**/api/contracts?*')
    await page.getByRole('button', { name: 'Réessayer' }).click()
    await page.getByRole('heading', { name: 'Infogérance' }).waitFor()
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
}
