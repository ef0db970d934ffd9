/**
 * Writes the evidence file of every month of golden lives, and has both programs verify it:
 * `npm run evidence [-- DIR… --tampering N --seed N]`, by default all of `cases/`. With
 * `--tampering`, N times a byte of each file is changed, and both programs have to find it.
 *
 * Prints what does not verify and ends with `N passed, M failed, K skipped`: a case is skipped
 * where it closes no month. The exit code is 1 where one failed.
 */
import { isAbsolute, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { caseFolders } from './cases/run-cases.ts'
import { runBoth } from './evidence/both-programs.ts'
import { archivesOf } from './evidence/case-archives.ts'
import { unseenAmong } from './evidence/tamper.ts'

const CASES = fileURLToPath(new URL('../cases', import.meta.url))

function wholeIn(text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text)
  throw new Error(`${text} is not a whole number`)
}

/** Where the user stood when npm was called. */
const here = (): string => process.env['INIT_CWD'] ?? process.cwd()

/** A process of the checker looks at so many files. */
const AT_ONCE = 100

/** How many changed files are drawn of each, and from what. */
interface Drawn {
  readonly count: number
  readonly seed: number
}

interface Checked {
  readonly folder: string
  readonly faults: readonly string[]
}

/** What both programs find wrong with the evidence files of some cases. */
function checkAll(folders: readonly string[], drawn: Drawn): readonly Checked[] {
  const all = folders.flatMap((folder) => archivesOf(folder).map((one) => ({ folder, ...one })))
  const said = runBoth(all.map(({ archive }) => archive))
  const faults = new Map<string, string[]>(all.map(({ folder }) => [folder, []]))
  all.forEach(({ folder, month, archive }, i) => {
    const { product = [], checker = [] } = said[i] ?? {}
    const lines = [
      ...product.map((fault) => `${month}, vigie: ${JSON.stringify(fault)}`),
      ...checker.map((line) => `${month}, checker: ${line}`),
      ...unseenAmong(archive, drawn.count, drawn.seed).map((line) => `${month}, changed: ${line}`),
    ]
    faults.get(folder)?.push(...lines)
  })
  return [...faults].map(([folder, lines]) => ({ folder, faults: lines }))
}

function main(): number {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      tampering: { type: 'string', default: '0' },
      seed: { type: 'string', default: '1' },
    },
  })
  const drawn = { count: wholeIn(values.tampering), seed: wholeIn(values.seed) }
  const given = positionals.map((path) => (isAbsolute(path) ? path : resolve(here(), path)))
  const folders = [...new Set((given.length > 0 ? given : [CASES]).flatMap(caseFolders))]
  let [passed, failed] = [0, 0]
  for (let at = 0; at < folders.length; at += AT_ONCE) {
    for (const { folder, faults } of checkAll(folders.slice(at, at + AT_ONCE), drawn)) {
      if (faults.length === 0) passed += 1
      else failed += 1
      if (faults.length > 0) console.log(`FAILED ${relative(here(), folder)}`)
      for (const fault of faults) console.log(`  ${fault}`)
    }
  }
  console.log(`${passed} passed, ${failed} failed, ${folders.length - passed - failed} skipped`)
  return failed > 0 ? 1 : 0
}

try {
  process.exitCode = main()
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error))
  process.exitCode = 2
}
