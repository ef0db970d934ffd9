/**
 * Builds the program: the command line into `dist/vigie.js`, the page into `dist/web`.
 *
 * What only some commands need (the server, the store, the compiler of documents) lies in chunks
 * that they load. The catalogue is not part of the bundle: it is data, read at run time from the
 * folder of the package.
 */
import { rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ensureInstalled, fail, ROOT } from './install.mjs'

const ENTRY = join(ROOT, 'src', 'shell', 'cli', 'main.ts')
const FOLDER = join(ROOT, 'dist')
export const BUNDLE = join(FOLDER, 'vigie.js')

/** Packages with files of their own (a database, a compiler, a driver) stay where they are. */
const OUTSIDE = ['@electric-sql/pglite', '@myriaddreamin/typst-ts-node-compiler', 'pg']

/** Packages written as CommonJS ask for `require`, which an ES module does not have. */
const REQUIRE = [
  "import { createRequire as vigieRequire } from 'node:module'",
  'const require = vigieRequire(import.meta.url)',
].join('\n')

/** Builds the command line into a folder of the package: `vigie.js`, and its chunks. */
export async function bundle(folder) {
  // Loaded here: this file is read before anything is installed.
  const esbuild = await import('esbuild')
  await esbuild.build({
    absWorkingDir: ROOT,
    entryPoints: { vigie: ENTRY },
    outdir: folder,
    bundle: true,
    splitting: true,
    chunkNames: 'chunks/[name]-[hash]',
    external: OUTSIDE,
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
}

/** Builds `dist/`; ends the program where it cannot. */
export async function build() {
  const { buildWeb } = await import('./build-web.mjs')
  rmSync(join(FOLDER, 'chunks'), { recursive: true, force: true })
  try {
    await bundle(FOLDER)
    await buildWeb()
  } catch (failure) {
    console.error(failure)
    fail('The build failed; the reason is above.')
  }
}

if (process.argv[1] !== undefined && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  ensureInstalled('run')
  await build()
  console.log('dist/vigie.js and dist/web are built.')
}
