/**
 * `npm start`: installs, builds, and shows a contract's month being closed.
 *
 * Words after `--` are given to `vigie` instead of the demonstration: `npm start -- check x.yaml`.
 */
import { spawnSync } from 'node:child_process'
import { BUNDLE, build } from './build.mjs'
import { ensureInstalled, fail } from './install.mjs'

ensureInstalled('run')
await build()
const words = process.argv.slice(2)
const command = words.length > 0 ? words : ['demo']
const { status, signal, error } = spawnSync(process.execPath, [BUNDLE, ...command], {
  stdio: 'inherit',
})
if (error !== undefined) fail(error.message)
if (signal !== null) fail(`vigie was stopped by ${signal}.`)
process.exit(status ?? 1)
