/**
 * Runs golden lives: `npm run cases [-- DIR… --only NAME --json]`, by default all of `cases/`.
 *
 * Prints each expectation that does not hold with its place, what was expected and what came out,
 * and ends with `N passed, M failed, K skipped`. The exit code is 1 where a case failed. Figures
 * are updated by hand only: there is no way to accept what the program says.
 */
import { isAbsolute, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { closingLine, countsOf, report, runCases } from './cases/run-cases.ts'

const CASES = fileURLToPath(new URL('../cases', import.meta.url))

/** Where the user stood when npm was called. */
const here = (): string => process.env['INIT_CWD'] ?? process.cwd()

function main(): number {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { only: { type: 'string' }, json: { type: 'boolean', default: false } },
  })
  const given = positionals.map((path) => (isAbsolute(path) ? path : resolve(here(), path)))
  const { only } = values
  const runs = runCases(given.length > 0 ? given : [CASES], only === undefined ? {} : { only })
  const counts = countsOf(runs)
  if (values.json) console.log(JSON.stringify({ ...counts, cases: runs }, undefined, 2))
  else for (const line of report(runs, here())) console.log(line)
  if (values.json) console.error(closingLine(counts))
  return counts.failed > 0 ? 1 : 0
}

try {
  process.exitCode = main()
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error))
  process.exitCode = 2
}
