/**
 * Which branches the tests reach, by stage: `npm run coverage`, or with the paths of some tests,
 * `npm run coverage -- src/money tests/engine`.
 *
 * What runs in a process of its own (`vigie`) is not seen: the shell is reached further than its
 * row says. The engine runs in the tests themselves, and its rows are whole.
 * Exits with 1 where a stage of the engine has under 95 % of its branches reached, or a test fails.
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const ENGINE = ['base', 'contract', 'facts', 'measures', 'money']
const LEAST = 95

/** What istanbul's summary says of one file, in the part that is read. */
interface FileSummary {
  readonly branches: { readonly total: number; readonly covered: number }
}

interface Row {
  readonly stage: string
  readonly total: number
  readonly covered: number
}

/** By stage, `src/money`, in the order of their names. */
function rowsOf(summary: Readonly<Record<string, FileSummary>>): readonly Row[] {
  const rows = new Map<string, Row>()
  for (const [path, { branches }] of Object.entries(summary)) {
    if (path === 'total') continue
    const [, stage = ''] = relative(ROOT, path).split(sep)
    const { total = 0, covered = 0 } = rows.get(stage) ?? {}
    const sum = { stage, total: total + branches.total, covered: covered + branches.covered }
    rows.set(stage, sum)
  }
  return [...rows.values()].sort((a, b) => (a.stage < b.stage ? -1 : 1))
}

const shareOf = ({ total, covered }: Row): number => (total === 0 ? 100 : (covered * 100) / total)

const worst = (summary: Readonly<Record<string, FileSummary>>): readonly string[] =>
  Object.entries(summary)
    .filter(([path]) => ENGINE.some((stage) => path.includes(`${sep}src${sep}${stage}${sep}`)))
    .map(([path, { branches }]) => ({ path, missed: branches.total - branches.covered }))
    .filter(({ missed }) => missed > 0)
    .sort((a, b) => b.missed - a.missed)
    .slice(0, 20)
    .map(({ path, missed }) => `${`${missed}`.padStart(5)}  ${relative(ROOT, path)}`)

function main(given: readonly string[]): number {
  const folder = mkdtempSync(join(tmpdir(), 'vigie-coverage-'))
  const options = ['--coverage.enabled', '--coverage.reporter=json-summary', '--reporter=dot']
  const where = `--coverage.reportsDirectory=${folder}`
  try {
    const { status } = spawnSync(
      join(ROOT, 'node_modules/.bin/vitest'),
      ['run', ...options, where, '--coverage.reportOnFailure', ...given],
      { cwd: ROOT, stdio: 'inherit' },
    )
    const summary = JSON.parse(readFileSync(join(folder, 'coverage-summary.json'), 'utf8'))
    const rows = rowsOf(summary)
    for (const row of rows) {
      const branches = `${row.covered} of ${row.total}`.padStart(14)
      console.log(`${row.stage.padEnd(10)}${branches}  ${shareOf(row).toFixed(1)} %`)
    }
    console.log('branches not reached, by file of the engine:')
    for (const line of worst(summary)) console.log(line)
    const low = rows.filter((row) => ENGINE.includes(row.stage) && shareOf(row) < LEAST)
    for (const row of low) console.log(`FAILED ${row.stage}: under ${LEAST} % of its branches`)
    return status === 0 && low.length === 0 ? 0 : 1
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

process.exitCode = main(process.argv.slice(2))
