/**
 * Runs one benchmark by name: `npm run bench calendar -- --n 1000000`.
 *
 * Each module of `bench/` exports `run(options)`, compares us with a peer in the same process,
 * checks the answers, and ends with one JSON line for each comparison.
 */
import { existsSync } from 'node:fs'

/** Name of a benchmark, and its module in `bench/`. */
const BENCHES: Readonly<Record<string, string>> = {
  calendar: 'calendar.ts',
  close: 'close.ts',
  import: 'import.ts',
  start: 'start.ts',
}

const [name = '', ...options] = process.argv.slice(2)
const file = Object.hasOwn(BENCHES, name) ? BENCHES[name] : undefined
const module = file === undefined ? undefined : new URL(`../bench/${file}`, import.meta.url)
if (module === undefined || !existsSync(module)) {
  console.error(`npm run bench NAME, where NAME is one of: ${Object.keys(BENCHES).join(', ')}`)
  process.exitCode = 2
} else {
  const { run } = (await import(module.href)) as {
    run: (options: readonly string[]) => void | Promise<void>
  }
  await run(options)
}
