/**
 * `npm test`: installs, then checks types, runs every test, the calendar vectors and the cases.
 *
 * The last line adds all of them up: `N passed, M failed, K skipped`. A suite that crashes, or that
 * ends without saying how many, counts as a failure.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { ensureInstalled, ROOT } from './install.mjs'

ensureInstalled('all')

const TSC = join('node_modules', 'typescript', 'bin', 'tsc')
const VITEST = join('node_modules', 'vitest', 'vitest.mjs')
const TSX = join('node_modules', 'tsx', 'dist', 'cli.mjs')
const CLOSING = /^(\d+) passed, (\d+) failed, (\d+) skipped$/

const FAILED = { passed: 0, failed: 1, skipped: 0 }

/** Runs a tool with this Node. `caught` keeps what it prints, which is then printed too. */
function run(args, isCaught) {
  const { status, signal, error, stdout } = spawnSync(process.execPath, args, {
    cwd: ROOT,
    stdio: ['ignore', isCaught ? 'pipe' : 'inherit', 'inherit'],
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  })
  if (isCaught) process.stdout.write(stdout ?? '')
  if (error !== undefined) console.error(error.message)
  if (signal !== null) console.error(`stopped by ${signal}`)
  return { isGood: status === 0, said: stdout ?? '' }
}

function types(project) {
  return run([TSC, '-p', project]).isGood ? { passed: 1, failed: 0, skipped: 0 } : FAILED
}

/** The tests beside the code and in tests/, the house rules among them. */
function tests() {
  const folder = mkdtempSync(join(tmpdir(), 'vigie-test-'))
  const report = join(folder, 'report.json')
  try {
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
    const { isGood } = run([VITEST, 'run', ...reporters])
    if (!existsSync(report)) return FAILED
    const told = JSON.parse(readFileSync(report, 'utf8'))
    nameFailures(told)
    const counts = countTests(told)
    return isGood || counts.failed > 0 ? counts : { ...counts, failed: 1 }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Each test that failed and the first line of its reason, repeated where a reader ends. */
function nameFailures(report) {
  for (const file of report.testResults.filter(({ status }) => status === 'failed')) {
    const path = relative(ROOT, file.name)
    if (file.message !== '') failures.push(`${path}: ${firstLine(file.message)}`)
    for (const { status, fullName, failureMessages } of file.assertionResults) {
      if (status === 'failed')
        failures.push(`${path}: ${fullName}: ${firstLine(failureMessages[0])}`)
    }
  }
}

const firstLine = (text = '') => text.split('\n')[0]

function countTests(report) {
  const unread = report.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.every((t) => t.status !== 'failed'),
  )
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + unread.length,
    skipped: report.numPendingTests + (report.numTodoTests ?? 0),
  }
}

/** A program of ours whose last line says how many passed. */
function program(path, ...args) {
  if (!existsSync(join(ROOT, path))) {
    console.error(`${path} is missing`)
    return FAILED
  }
  const { isGood, said } = run([TSX, path, ...args], true)
  const closing = CLOSING.exec(said.trimEnd().split('\n').at(-1) ?? '')
  if (closing === null) {
    console.error(`${path} ended without saying how many passed`)
    return FAILED
  }
  const [passed = 0, failed = 0, skipped = 0] = closing.slice(1).map(Number)
  return { passed, failed: isGood || failed > 0 ? failed : 1, skipped }
}

const suites = [
  ['types of the pure stages', () => types('tsconfig.core.json')],
  ['types of the shell, scripts and tests', () => types('tsconfig.shell.json')],
  ['types of the page', () => types('tsconfig.web.json')],
  ['tests', tests],
  ['calendar vectors', () => program('scripts/vectors.ts')],
  ['cases', () => program('scripts/cases.ts')],
]

const failures = []
const total = { passed: 0, failed: 0, skipped: 0 }
const lines = []
for (const [name, suite] of suites) {
  console.log(`\n── ${name}`)
  const { passed, failed, skipped } = suite()
  total.passed += passed
  total.failed += failed
  total.skipped += skipped
  lines.push(
    `${failed > 0 ? 'FAILED' : 'ok    '} ${name}: ${passed} passed, ${failed} failed, ${skipped} skipped`,
  )
}
console.log(`\n${lines.join('\n')}`)
for (const failure of failures) console.log(`FAILED ${failure}`)
console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`)
process.exitCode = total.failed > 0 ? 1 : 0
