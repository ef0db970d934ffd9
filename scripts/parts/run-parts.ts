/**
 * Runs drawn cases in processes of their own, each a part of the seeds.
 *
 * A worker is told the first seed and the last, and says what it found as JSON, a line at a time.
 */
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type { Plugin } from 'esbuild'
import { build } from 'esbuild'

export interface Seeds {
  readonly first: number
  readonly count: number
  readonly workers: number
}

/** What lies beside a module, such as a table, is found from its own place, bundled or not. */
const OWN_PLACES: Plugin = {
  name: 'own-places',
  setup({ onLoad }) {
    onLoad({ filter: /\.ts$/ }, ({ path }) => {
      const place = JSON.stringify(pathToFileURL(path).href)
      const contents = readFileSync(path, 'utf8').replaceAll('import.meta.url', place)
      return { contents, loader: 'ts' }
    })
  },
}

/** Bundled, the same code runs twice as fast: nothing in it keeps the names of functions. */
async function bundle(worker: URL, folder: string): Promise<string> {
  const outfile = join(folder, 'worker.mjs')
  await build({
    entryPoints: [fileURLToPath(worker)],
    bundle: true,
    platform: 'node',
    format: 'esm',
    outfile,
    // A driver that is asked for only by those who have it.
    external: ['pg-native'],
    plugins: [OWN_PLACES],
    banner: {
      js: "import { createRequire as ask } from 'node:module'; const require = ask('/');",
    },
  })
  return outfile
}

/** Small things that do not last are most of what there is. */
const OPTIONS = ['--max-semi-space-size=64']

function runPart(
  worker: string,
  first: number,
  last: number,
  heard: (line: string) => void,
): Promise<void> {
  const child = spawn(process.execPath, [...OPTIONS, worker, `${first}`, `${last}`], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  createInterface({ input: child.stdout }).on('line', heard)
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code) => {
      if (code === 0) resolve()
      else reject(new Error(`the part from ${first} to ${last} ended with ${code}`))
    })
  })
}

/** Bundles a worker and gives each process its share of the seeds; `heard` takes each line. */
export async function runParts(
  worker: URL,
  { first, count, workers }: Seeds,
  heard: (line: string) => void,
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'vigie-parts-'))
  try {
    const bundled = await bundle(worker, folder)
    const size = Math.ceil(count / workers)
    const starts = Array.from({ length: workers }, (_, i) => first + i * size)
    const last = first + count - 1
    await Promise.all(
      starts
        .filter((start) => start <= last)
        .map((start) => runPart(bundled, start, Math.min(start + size - 1, last), heard)),
    )
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
