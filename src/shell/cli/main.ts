#!/usr/bin/env node
/**
 * Where the `vigie` command begins: hands the process to `runCommandLine` and takes its exit code.
 */
import type { Output } from './session.ts'
import { EXIT } from './session.ts'
import { reportOutputFailure, runCommandLine } from './vigie.ts'

const args = process.argv.slice(2)

const output: Output = {
  out: (text) => {
    process.stdout.write(text)
  },
  error: (text) => {
    process.stderr.write(text)
  },
  ...(process.stderr.isTTY
    ? { progress: (text: string) => process.stderr.write(`\r\u001b[K${text}`) }
    : {}),
}

process.stdout.on('error', (failure: NodeJS.ErrnoException) => {
  // Whoever reads may stop reading: `vigie close … | head` ends as the command itself does.
  if (failure.code === 'EPIPE') process.exit()
  process.exit(reportOutputFailure(failure, args, output, process.env))
})

// Nobody is left to be told.
process.stderr.on('error', () => process.exit(process.exitCode ?? EXIT.failed))

process.exitCode = await runCommandLine(args, output, process.env)
