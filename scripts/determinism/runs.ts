/** One closing by the command line, under the habits of one machine. */
import { spawnSync } from 'node:child_process'

export interface Node {
  readonly version: string
  readonly path: string
}

/** What a machine believes about itself, and Vigie must not. */
export interface Habit {
  readonly zone: string
  readonly language: string
}

export interface Closing {
  /** The order of the rows. */
  readonly name: string
  readonly contract: string
  readonly facts: readonly string[]
  readonly options: readonly string[]
}

const ZONES = ['Europe/Paris', 'America/New_York', 'Asia/Tehran']
const LANGUAGES = ['fr_FR.UTF-8', 'C']

/** Every zone with every language; the other orders of the rows in one of them each. */
export function habitsFor(
  closings: readonly Closing[],
): { readonly closing: Closing; readonly habit: Habit }[] {
  const habits = ZONES.flatMap((zone) => LANGUAGES.map((language) => ({ zone, language })))
  const [first, ...others] = closings
  if (first === undefined) return []
  return [
    ...habits.map((habit) => ({ closing: first, habit })),
    ...others.flatMap((closing) =>
      [habits[0], habits[3]].flatMap((habit) => (habit === undefined ? [] : [{ closing, habit }])),
    ),
  ]
}

/** The hash that a settlement prints of itself, or what went wrong. */
export function readHash(printed: string): string | undefined {
  try {
    const settlement: unknown = JSON.parse(printed)
    const isRecord = typeof settlement === 'object' && settlement !== null
    const hash = isRecord && 'hash' in settlement ? settlement.hash : undefined
    return typeof hash === 'string' && hash !== '' ? hash : undefined
  } catch {
    return undefined
  }
}

export function runClosing(
  node: Node,
  bundle: string,
  closing: Closing,
  habit: Habit,
): { readonly hash?: string; readonly error?: string } {
  const { contract, facts, options } = closing
  const args = [bundle, 'close', contract, '--facts', ...facts, ...options, '--json']
  const { status, stdout, stderr, error } = spawnSync(node.path, args, {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    env: { ...process.env, TZ: habit.zone, LANG: habit.language, LC_ALL: habit.language },
  })
  const hash = status === 0 ? readHash(stdout) : undefined
  if (hash !== undefined) return { hash }
  const said = error?.message ?? (stderr.trim() || 'no hash was printed')
  return { error: `(exit ${status}) ${said.split('\n').slice(0, 12).join(' / ')}` }
}
