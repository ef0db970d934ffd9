/** Runs the command line inside the test, and keeps what it says. */
import { runCommandLine } from '../../src/shell/cli/vigie.ts'

export interface Ran {
  readonly code: number
  readonly out: string
  readonly err: string
}

export function runVigie(
  words: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Ran {
  let out = ''
  let err = ''
  const output = {
    out: (text: string) => {
      out += text
    },
    error: (text: string) => {
      err += text
    },
  }
  const code = runCommandLine(words, output, environment)
  return { code: Number(code), out, err }
}
