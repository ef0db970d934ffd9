/**
 * Runs drawn cases in processes of their own, each a part of the seeds.
 *
 * A worker is told the first seed and the last, and says what it found as JSON, a line at a time.
 */
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

export interface Seeds {
  readonly first: number
  readonly count: number
  readonly workers: number
}

/** Bundled, the same code runs twice as fast: nothing in it keeps the names of functions. */
async function bundle(worker: URL, folder: string): Promise<string> {
  const outfile = join(folder, 'worker.mjs')
  const tables = new URL('../../tests/engine/hours.ts', import.meta.url).href
  await build({
    entryPoints: [fileURLToPath(worker)],
    bundle: true,
    platform: 'node',
    format: 'esm',
    outfile,
    // The tables of zones and holidays are read from beside the test that names them.
    define: { 'import.meta.url': JSON.stringify(tables) },
    banner: {
      js: "import { createRequire } from 'node:module'; const require = createRequire('/');",
    },
  })
  return outfile
}

function runPart(
  worker: string,
  first: number,
  last: number,
  heard: (line: string) => void,
): Promise<void> {
  const child = spawn(process.execPath, [worker, `${first}`, `${last}`], {
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
