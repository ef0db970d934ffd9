/** Runs the command line inside the test, and keeps what it says. */
import type { Opening } from '../../src/shell/cli/data-place.ts'
import type { Output } from '../../src/shell/cli/session.ts'
import { runCommandLine } from '../../src/shell/cli/vigie.ts'

export interface Ran {
  readonly code: number
  readonly out: string
  readonly err: string
}

interface Said {
  out: string
  err: string
}

const keeping = (said: Said): Output => ({
  out: (text) => {
    said.out += text
  },
  error: (text) => {
    said.err += text
  },
})

export function runVigie(
  words: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Ran {
  const said = { out: '', err: '' }
  const code = runCommandLine(words, keeping(said), environment)
  return { code: Number(code), ...said }
}

/** The same, for a command that waits for its data. */
export async function runVigieLater(
  words: readonly string[],
  environment: Readonly<Record<string, string>> = {},
  open?: Opening,
): Promise<Ran> {
  const said = { out: '', err: '' }
  const code = await runCommandLine(words, keeping(said), environment, open)
  return { code, ...said }
}
