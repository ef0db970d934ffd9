/**
 * Builds the page from `src/web` into `dist/web`: hashed names, one chunk a screen, no source map.
 *
 * Its texts stand in the catalogue; they are read here, once, and become a constant of the bundle.
 */
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parse } from 'yaml'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const SOURCE = join(ROOT, 'src', 'web')
export const PAGE = join(ROOT, 'dist', 'web')

/** Words that the page shares with the command line. */
const SHARED = /^((column|nature|total|verdict|position)-|procedure-heading$)/

const readTexts = (name) => parse(readFileSync(join(ROOT, 'catalogue', name), 'utf8'))

/** Every text of the page, by its key, in each language. */
export function pageTexts() {
  const shared = Object.entries(readTexts('words.yaml')).filter(([key]) => SHARED.test(key))
  return { ...Object.fromEntries(shared), ...readTexts('interface.yaml') }
}

/** Builds the page into `folder`. */
export async function buildWeb(folder = PAGE) {
  const [{ build }, { default: react }] = await Promise.all([
    import('vite'),
    import('@vitejs/plugin-react'),
  ])
  await build({
    configFile: false,
    root: SOURCE,
    logLevel: 'warn',
    plugins: [react()],
    define: { PAGE_TEXTS: JSON.stringify(pageTexts()) },
    build: {
      outDir: folder,
      emptyOutDir: true,
      // The policy of the server lets nothing in that is written into the page itself.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      reportCompressedSize: false,
      // How long a plugin takes says more of the machine than of the page.
      rolldownOptions: { checks: { pluginTimings: false } },
    },
  })
}

if (process.argv[1] !== undefined && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  await buildWeb()
  console.log('dist/web is built.')
}
