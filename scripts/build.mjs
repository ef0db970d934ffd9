/**
 * Builds the program: the command line into `dist/vigie.js`, the page into `dist/web`.
 *
 * What only some commands need (the server, the store, the compiler of documents) lies in chunks
 * that they load. The catalogue is not part of the bundle: it is data, read at run time from the
 * folder of the package.
 */
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ensureInstalled, fail, ROOT } from './install.mjs'

const ENTRY = join(ROOT, 'src', 'shell', 'cli', 'main.ts')
const FOLDER = join(ROOT, 'dist')
export const BUNDLE = join(FOLDER, 'vigie.js')

/** What a build is made of; its hash is kept beside what was built. */
const SOURCES = [
  'src',
  'catalogue',
  'scripts/build.mjs',
  'scripts/build-web.mjs',
  'package-lock.json',
]
const STAMP = join(FOLDER, 'built-of')

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

/** Builds `dist/` where it is not what the sources make of it. */
export async function ensureBuilt() {
  const hash = hashOfSources()
  const isBuilt = [BUNDLE, join(FOLDER, 'web', 'index.html'), STAMP].every((path) =>
    existsSync(path),
  )
  if (isBuilt && readFileSync(STAMP, 'utf8') === hash) return
  await build()
}

function hashOfSources() {
  const hash = createHash('sha256')
  for (const source of SOURCES) {
    for (const path of filesOf(source))
      hash.update(`${path}\0`).update(readFileSync(join(ROOT, path)))
  }
  return hash.digest('hex')
}

/** A file, or all files of a folder, in one order. */
function filesOf(source) {
  const entries = /\.[a-z]+$/.test(source)
    ? [source]
    : readdirSync(join(ROOT, source), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map(({ parentPath, name }) => relative(ROOT, join(parentPath, name)))
  return entries.sort()
}

/** Builds `dist/`; ends the program where it cannot. */
export async function build() {
  const { buildWeb } = await import('./build-web.mjs')
  const hash = hashOfSources()
  rmSync(STAMP, { force: true })
  rmSync(join(FOLDER, 'chunks'), { recursive: true, force: true })
  try {
    await bundle(FOLDER)
    await buildWeb()
    writeFileSync(STAMP, hash)
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
