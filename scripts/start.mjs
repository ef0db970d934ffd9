/**
 * `npm start`: installs, builds (each where it is needed), and opens the page on the demonstration.
 *
 * Words after `--` are given to `vigie` instead: `npm start -- check x.yaml`.
 */
import { spawn } from 'node:child_process'
import { BUNDLE, ensureBuilt } from './build.mjs'
import { ensureInstalled, fail } from './install.mjs'

ensureInstalled('run')
await ensureBuilt()
const words = process.argv.slice(2)
const command = words.length > 0 ? words : ['serve']
const child = spawn(process.execPath, [BUNDLE, ...command], { stdio: 'inherit' })
// The keyboard tells both processes to stop: the program ends by itself, then this one does.
process.on('SIGINT', () => undefined)
process.on('SIGTERM', () => child.kill('SIGTERM'))
child.on('error', (failure) => fail(failure.message))
child.on('exit', (code, signal) => {
  if (signal !== null) fail(`vigie was stopped by ${signal}.`)
  process.exit(code ?? 1)
})
