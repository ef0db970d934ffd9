/**
 * Pictures of every screen of a server that runs: `npm run screenshots -- URL KEY FOLDER [NAME]`.
 *
 * Each in French and in English, light and dark, on a phone and on a wide screen. NAME keeps the
 * pictures whose name holds it, as `month-fr-light-phone`.
 */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import chromium from '@sparticuz/chromium'
import type { Browser } from 'playwright-core'
import { chromium as browsers } from 'playwright-core'

const WIDTHS = { phone: 390, laptop: 1280, wall: 1920 } as const
const HEIGHTS = { phone: 844, laptop: 900, wall: 1080 } as const
const LANGUAGES = ['fr', 'en'] as const
const SCHEMES = ['light', 'dark'] as const

interface Screen {
  readonly name: string
  readonly path: string
  /** Whether the visitor has the key. */
  readonly isLocked?: boolean
  /** Whether it fills the window and scrolls by itself. */
  readonly isPanel?: boolean
}

interface Picture {
  readonly name: string
  readonly screen: Screen
  readonly language: (typeof LANGUAGES)[number]
  readonly scheme: (typeof SCHEMES)[number]
  readonly width: keyof typeof WIDTHS
}

/** What the API says of the contract to show; only what is needed to find an address. */
interface Listed {
  readonly id: string
  readonly months: readonly { readonly month: string; readonly state: string }[]
}
interface Settled {
  readonly lines: readonly {
    readonly id: string
    readonly level: string
    readonly gross: { value: string }
  }[]
}

async function screensOf(base: string, key: string): Promise<readonly Screen[]> {
  const ask = async (path: string): Promise<unknown> =>
    (await fetch(`${base}/api${path}`, { headers: { authorization: `Bearer ${key}` } })).json()
  const [contract] = (await ask('/contracts')) as readonly Listed[]
  const month = contract?.months.find(({ state }) => state !== 'to-come')?.month
  if (contract === undefined || month === undefined) throw new Error('no month to show')
  const path = `/contracts/${contract.id}/months/${month}`
  const { lines } = (await ask(path)) as Settled
  const line = lines.find(({ gross }) => gross.value !== '0 cents') ?? lines[0]
  const { late } = (await ask(`${path}/levels/${line?.level}/overruns`)) as {
    readonly late: readonly { readonly ticket: string }[]
  }
  return [
    { name: 'portfolio', path: '/' },
    { name: 'contract', path: `/contracts/${contract.id}` },
    { name: 'month', path },
    { name: 'explanation', path: `${path}/explain/${line?.id}`, isPanel: true },
    { name: 'ticket', path: `${path}/tickets/${late[0]?.ticket}`, isPanel: true },
    { name: 'imports', path: '/imports' },
    { name: 'unknown', path: '/nowhere' },
    { name: 'locked', path: '/?refused=key', isLocked: true },
  ]
}

const picturesOf = (screens: readonly Screen[]): readonly Picture[] =>
  screens.flatMap((screen) =>
    LANGUAGES.flatMap((language) =>
      SCHEMES.flatMap((scheme) =>
        (Object.keys(WIDTHS) as (keyof typeof WIDTHS)[]).map((width) => ({
          name: `${screen.name}-${language}-${scheme}-${width}`,
          screen,
          language,
          scheme,
          width,
        })),
      ),
    ),
  )

async function take(browser: Browser, picture: Picture, base: string, key: string, folder: string) {
  const { screen, language, scheme, width } = picture
  const context = await browser.newContext({
    viewport: { width: WIDTHS[width], height: HEIGHTS[width] },
    colorScheme: scheme,
    locale: language === 'fr' ? 'fr-FR' : 'en-GB',
    reducedMotion: 'reduce',
  })
  const page = await context.newPage()
  if (screen.isLocked !== true) await page.goto(`${base}/enter?key=${key}`)
  await page.goto(base + screen.path)
  await page.waitForLoadState('networkidle')
  const fullPage = screen.isPanel !== true
  await page.screenshot({ path: join(folder, `${picture.name}.png`), fullPage })
  await context.close()
}

const [base = '', key = '', folder = '', only = ''] = process.argv.slice(2)
if (folder === '') throw new Error('give the address of a server, its key and a folder')
mkdirSync(folder, { recursive: true })
const browser = await browsers.launch({
  executablePath: await chromium.executablePath(),
  args: ['--no-sandbox', '--disable-gpu'],
})
try {
  for (const picture of picturesOf(await screensOf(base, key))) {
    if (!picture.name.includes(only)) continue
    await take(browser, picture, base, key, folder)
    console.log(picture.name)
  }
} finally {
  await browser.close()
}
