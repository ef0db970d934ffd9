/** Every screen in both themes under the rules of WCAG 2.2 AA that a program can check. */
import axe from 'axe-core'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { MONTH } from './scene.ts'
import type { ServedPage } from './served-page.ts'

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** What axe has to say of the page: the rule and the element. */
async function complaints(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe.source)
  const { violations } = await page.evaluate<axe.AxeResults>(
    `axe.run(document, { runOnly: ${JSON.stringify(RULES)} })`,
  )
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} ${target.join(' ')}: ${failureSummary}`),
  )
}

interface Screen {
  readonly path: string
  readonly isLocked?: boolean
  /** Brings the screen into the state that is looked at. */
  readonly before?: (page: Page) => Promise<void>
}

const SCREENS: Readonly<Record<string, Screen>> = {
  portfolio: { path: '/' },
  contract: { path: '/contracts/the-case' },
  month: {
    path: MONTH,
    before: async (page) => {
      await page.locator('.folds summary').first().click()
      await page.getByLabel('Chercher un ticket').waitFor()
    },
  },
  explanation: { path: `${MONTH}/explain/first.penalty` },
  ticket: { path: `${MONTH}/tickets/JUN-1` },
  closing: {
    path: '/contracts/the-case/months/2026-05',
    before: async (page) => {
      await page.getByRole('button', { name: /^Clôturer/ }).click()
      await page.getByRole('dialog').waitFor()
    },
  },
  imports: { path: '/imports' },
  problem: { path: '/contracts/another' },
  unknown: { path: '/nowhere' },
  locked: { path: '/?refused=key', isLocked: true },
}

const LOOKS = [
  ['light', 1920],
  ['dark', 1920],
  ['light', 390],
] as const

export function accessSuite(served: () => ServedPage): void {
  describe.each(Object.entries(SCREENS))('%s', (_, { path, before, isLocked = false }) => {
    test('can be used by anybody, light and dark, on a wall and on a phone', async () => {
      const { page, leave } = await served().visit(path, { isLocked })
      await before?.(page)
      for (const [colorScheme, width] of LOOKS) {
        await page.emulateMedia({ colorScheme })
        await page.setViewportSize({ width, height: 900 })
        expect(await complaints(page), `${colorScheme}, ${width}`).toEqual([])
        expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBe(0)
      }
      await leave()
    })
  })

  test('nobody comes in without the key, and is told what to open', async () => {
    const { page, faults, leave } = await served().visit(MONTH, { isLocked: true })
    await page.getByText("Ouvrez l'adresse affichée dans le terminal").waitFor()
    expect(await page.getByText('juin 2026').count()).toBe(0)
    expect(faults).toEqual([])
    await leave()
  })
}
