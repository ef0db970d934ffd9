/**
 * Bundles the command line into `dist/vigie.js`, one file without dependencies.
 *
 * The catalogue is not part of it: it is data, read at run time from the folder of the package.
 */
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ensureInstalled, fail, ROOT } from './install.mjs'

const ENTRY = join(ROOT, 'src', 'shell', 'cli', 'main.ts')
export const BUNDLE = join(ROOT, 'dist', 'vigie.js')

/** Packages written as CommonJS ask for `require`, which an ES module does not have. */
const REQUIRE = [
  "import { createRequire as vigieRequire } from 'node:module'",
  'const require = vigieRequire(import.meta.url)',
].join('\n')

/** Builds `dist/vigie.js`; ends the program where it cannot. */
export async function build() {
  if (!existsSync(ENTRY)) fail('src/shell/cli/main.ts is missing: there is nothing to build yet.')
  const esbuild = await import('esbuild')
  try {
    await esbuild.build({
      absWorkingDir: ROOT,
      entryPoints: [ENTRY],
      outfile: BUNDLE,
      bundle: true,
      platform: 'node',
      target: 'node20.19',
      format: 'esm',
      sourcemap: true,
      // A shorter file starts sooner; names stay, so that a failure can be read.
      minifyWhitespace: true,
      minifySyntax: true,
      banner: { js: REQUIRE },
      logLevel: 'warning',
    })
  } catch {
    fail('The build failed; the reason is above.')
  }
}

if (process.argv[1] !== undefined && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  ensureInstalled('run')
  await build()
  console.log('dist/vigie.js is built.')
}
