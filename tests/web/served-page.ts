/**
 * The built page before a server over a golden life, seen by a real browser.
 *
 * A visit notes whatever must never happen: an error in the console, a failure of a script, a
 * refusal of the content policy, a request that leaves the server.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createAdaptorServer } from '@hono/node-server'
import chromium from '@sparticuz/chromium'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { chromium as browsers } from 'playwright-core'
import { buildWeb } from '../../scripts/build-web.mjs'
import { appOf } from '../../src/shell/server/app.ts'
import { Door } from '../../src/shell/server/guard.ts'
import { pageOf } from '../../src/shell/server/page.ts'
import { createVoices } from '../../src/shell/server/voice.ts'
import type { Workspace } from '../../src/shell/workspace/workspace.ts'
import { KEY } from '../server/served-case.ts'

const launch = async (): Promise<Browser> =>
  browsers.launch({
    executablePath: await chromium.executablePath(),
    args: ['--no-sandbox', '--disable-gpu'],
  })

export interface ServedPage {
  /** Opens a window at a path, with the key unless it is locked. */
  visit(path: string, options?: VisitOptions): Promise<Visit>
  end(): Promise<void>
}

interface VisitOptions {
  readonly isLocked?: boolean
  readonly language?: 'fr' | 'en'
  readonly width?: number
}

export interface Visit {
  readonly page: Page
  /** What must never happen, and did. */
  readonly faults: readonly string[]
  leave(): Promise<void>
}

/** Serves several workspaces, each on a port of its own, with one page and one browser. */
export async function servePages(
  workspaces: readonly Workspace[],
): Promise<{ readonly pages: readonly ServedPage[]; readonly end: () => Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), 'vigie-web-'))
  await buildWeb(join(folder, 'page'))
  const browser = await launch()
  const pages = await Promise.all(workspaces.map((one) => servePage(one, folder, browser)))
  const end = async (): Promise<void> => {
    await Promise.all(pages.map((page) => page.end()))
    await browser.close()
    rmSync(folder, { recursive: true, force: true })
  }
  return { pages, end }
}

async function servePage(
  workspace: Workspace,
  folder: string,
  browser: Browser,
): Promise<ServedPage> {
  const app = appOf({
    workspace,
    voiceOf: createVoices(),
    actor: { id: 'admin', name: 'Administratrice' },
    folder: join(folder, 'uploads'),
    door: new Door(Date.now, KEY),
    page: pageOf(join(folder, 'page')),
  })
  const server = createAdaptorServer({ fetch: app.fetch, hostname: '127.0.0.1' })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    visit: (path, options = {}) => visit(browser, base, path, options),
    end: () => new Promise((closed) => server.close(() => closed())),
  }
}

async function visit(
  browser: Browser,
  base: string,
  path: string,
  { isLocked = false, language = 'fr', width = 1280 }: VisitOptions,
): Promise<Visit> {
  const options: BrowserContextOptions = {
    baseURL: base,
    locale: language === 'fr' ? 'fr-FR' : 'en-GB',
    viewport: { width, height: 900 },
    reducedMotion: 'reduce',
  }
  const context = await browser.newContext(options)
  const page = await context.newPage()
  const faults = watch(page, base, isLocked)
  if (!isLocked) await page.request.get(`/enter?key=${KEY}`)
  await page.goto(path)
  await page.locator('h1, [role=alert]').first().waitFor()
  await page.locator('.waiting').first().waitFor({ state: 'detached' })
  return { page, faults, leave: () => context.close() }
}

function watch(page: Page, base: string, isLocked: boolean): readonly string[] {
  const faults: string[] = []
  page.on('pageerror', (error) => faults.push(`failed: ${error.message}`))
  page.on('console', (message) => {
    const isRefusal = isLocked && message.text().includes('401')
    if (['error', 'warning'].includes(message.type()) && !isRefusal) faults.push(message.text())
  })
  page.on('request', (request) => {
    const isOwn = request.url().startsWith(base) || request.url().startsWith('data:')
    if (!isOwn) faults.push(`left the server: ${request.url()}`)
  })
  return faults
}
