/**
 * Installs what a command needs, once: nothing happens while the lock has not changed.
 *
 * `run` is enough to build and run Vigie (a few megabytes); `all` adds the tools of the tests.
 * A stamp in node_modules holds the hash of the lock and what was installed.
 */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, lstatSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const ROOT = fileURLToPath(new URL('..', import.meta.url))

const OLDEST_NODE = [20, 19]
const LOCK = join(ROOT, 'package-lock.json')
const STAMP = join(ROOT, 'node_modules', '.vigie-installed')

/** Says what went wrong and ends the program. */
export function fail(message) {
  console.error(`\nvigie: ${message}`)
  process.exit(1)
}

/** Makes sure that node_modules holds what `level` needs: `run` or `all`. */
export function ensureInstalled(level) {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  const [oldMajor = 0, oldMinor = 0] = OLDEST_NODE
  if (major < oldMajor || (major === oldMajor && minor < oldMinor)) {
    fail(`Node ${OLDEST_NODE.join('.')} or later is needed; this is ${process.versions.node}.`)
  }
  const hash = createHash('sha256').update(readFileSync(LOCK)).digest('hex')
  if (isInstalled(level, hash)) return
  console.log(`Installing ${level === 'all' ? 'everything' : 'what Vigie needs to run'}…`)
  const omit = level === 'all' ? '--include=dev' : '--omit=dev'
  const options = [omit, '--no-audit', '--no-fund']
  if (npm(['ci', ...options]) !== 0) {
    // A registry may lack the binaries of other platforms, which `npm ci` asks for.
    console.error('vigie: `npm ci` failed (its reason is above); trying `npm install`.')
    if (npm(['install', '--no-save', ...options]) !== 0) {
      fail('The dependencies could not be installed; the reason given by npm is above.')
    }
  }
  writeFileSync(STAMP, `${level} ${hash}\n`)
}

function isInstalled(level, hash) {
  const folder = lstatSync(join(ROOT, 'node_modules'), { throwIfNoEntry: false })
  if (folder === undefined) return false
  // Somebody lends us theirs: installing here would empty it.
  if (folder.isSymbolicLink()) return true
  if (existsSync(STAMP)) {
    const [held, of] = readFileSync(STAMP, 'utf8').trim().split(' ')
    if (of === hash && (held === 'all' || held === level)) return true
  }
  return isInstalledByHand(level)
}

/** Whether somebody ran `npm ci` or `npm install`: every package is there at its version. */
function isInstalledByHand(level) {
  const held = join(ROOT, 'node_modules', '.package-lock.json')
  if (!existsSync(held)) return false
  const there = JSON.parse(readFileSync(held, 'utf8')).packages
  const wanted = Object.entries(JSON.parse(readFileSync(LOCK, 'utf8')).packages)
  return wanted.every(([path, { version, dev, optional, devOptional }]) => {
    if (path === '' || optional || devOptional) return true
    return (level === 'run' && dev) || there[path]?.version === version
  })
}

/** Runs the npm that runs us, or the one of the path. Gives its exit code. */
function npm(args) {
  const own = process.env.npm_execpath
  const options = { cwd: ROOT, stdio: 'inherit' }
  const { status } =
    own !== undefined && /npm-cli\.[cm]?js$/.test(own)
      ? spawnSync(process.execPath, [own, ...args], options)
      : spawnSync('npm', args, { ...options, shell: process.platform === 'win32' })
  return status ?? 1
}
