#!/usr/bin/env node
/**
 * Where the `vigie` command begins: hands the process to `runCommandLine` and takes its exit code.
 */
import { runCommandLine } from './vigie.ts'

process.stdout.on('error', (failure: NodeJS.ErrnoException) => {
  // Whoever reads may stop reading: `vigie close … | head` is not a failure.
  if (failure.code === 'EPIPE') process.exit(0)
  throw failure
})

process.exitCode = runCommandLine(
  process.argv.slice(2),
  {
    out: (text) => {
      process.stdout.write(text)
    },
    error: (text) => {
      process.stderr.write(text)
    },
  },
  process.env,
)
