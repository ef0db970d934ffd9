/**
 * The command line: `vigie check | import | close | explain …`.
 *
 * Parses what was typed, opens a session in the right language, calls one command, and turns
 * failures of the machine into a sentence and an exit code in one place.
 */
import { CommanderError } from 'commander'
import { zoneOf } from '../../base/calendar/zone.ts'
import type { Language } from '../../base/wording/format.ts'
import type { Speaker } from '../../base/wording/say.ts'
import { loadTables } from '../catalogue.ts'
import type { Opening } from './data-place.ts'
import { failureOf, SaidError, UsageError } from './failure.ts'
import type { Within } from './program.ts'
import { buildProgram } from './program.ts'
import type { Output } from './session.ts'
import { EXIT, forTerminal, openSpeaker } from './session.ts'
import { visibleLine, visibleText } from './visible.ts'

/**
 * Runs one command line and gives its exit code, later for a command that waits. `environment`
 * holds `VIGIE_LANG`, and where the data are; `open` opens them, otherwise than from there.
 */
export function runCommandLine(
  args: readonly string[],
  output: Output,
  environment: Readonly<Record<string, string | undefined>>,
  open?: Opening,
): number | Promise<number> {
  const { language, refused, isTyped } = languageOf(args, environment)
  const plain = openSpeaker(language)
  const speaker = forTerminal(plain)
  const shown: Output = {
    out: (text) => output.out(visibleText(text)),
    error: (text) => output.error(visibleText(text)),
    ...(output.progress === undefined
      ? {}
      : { progress: (text) => output.progress?.(visibleLine(text)) }),
  }
  if (refused !== undefined) {
    const key = isTyped ? 'usage-lang' : 'lang-ignored'
    shown.error(`vigie: ${speaker.say(key, { detail: refused })}\n`)
    if (isTyped) return EXIT.usage
  }
  let exitCode: number | Promise<number> = EXIT.right
  const within: Within = (options, command) => {
    const { zone } = options
    if (zone !== undefined && zoneOf(loadTables().zones, zone) === undefined) {
      throw new UsageError('usage-zone', { detail: zone })
    }
    exitCode =
      options.json === true
        ? command({ ...shown, out: (text) => output.out(text), speaker: plain, isJson: true })
        : command({ ...shown, speaker, isJson: false })
  }
  const program = buildProgram(speaker, shown, within, environment, open)
  const failed = (failure: unknown): number => exitCodeOf(failure, shown, speaker, args[0] ?? '')
  try {
    program.parse([...args], { from: 'user' })
  } catch (failure) {
    return failed(failure)
  }
  const code = exitCode as number | Promise<number>
  return typeof code === 'number' ? code : code.catch(failed)
}

/** The language of the command, and what was asked for if there is no such language. */
function languageOf(
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): { readonly language: Language; readonly refused?: string; readonly isTyped: boolean } {
  const at = args.findIndex((arg) => arg === '--lang' || arg.startsWith('--lang='))
  const isTyped = at !== -1
  const asked = isTyped
    ? (args[at]?.split('=')[1] ?? args[at + 1] ?? '')
    : environment['VIGIE_LANG'] || 'fr'
  return asked === 'en' || asked === 'fr'
    ? { language: asked, isTyped }
    : { language: 'fr', refused: asked, isTyped }
}

function exitCodeOf(failure: unknown, output: Output, speaker: Speaker, command: string): number {
  if (failure instanceof CommanderError) {
    if (failure.exitCode === 0) return EXIT.right
    if (failure.code !== 'commander.help') output.error(sayUsage(failure, speaker, command))
    return EXIT.usage
  }
  const said = failure instanceof SaidError ? failure : failureOf(failure)
  if (said === undefined) {
    // Whoever mends it needs the place; nobody else meets this.
    const place = failure instanceof Error ? (failure.stack ?? failure.message) : `${failure}`
    output.error(`vigie: ${speaker.say('failure-internal')}\n${place}\n`)
    return EXIT.failed
  }
  output.error(`vigie: ${speaker.say(said.key, said.holes)}\n`)
  if (said instanceof UsageError) output.error(`${speaker.say('usage-help', { command })}\n`)
  return said.exitCode
}

/** What is said when the output itself fails, such as a full disk under it; gives the exit code. */
export function reportOutputFailure(
  failure: unknown,
  args: readonly string[],
  output: Output,
  environment: Readonly<Record<string, string | undefined>>,
): number {
  const speaker = openSpeaker(languageOf(args, environment).language)
  const said = failureOf(failure, speaker.say('standard-output'))
  return exitCodeOf(said ?? failure, output, speaker, '')
}

/** What was not understood, in the reader's language; the library's own sentence if it is new. */
function sayUsage(failure: CommanderError, { say, sayOr }: Speaker, command: string): string {
  const code = failure.code
    .replace('commander.', '')
    .replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
  const detail = /'([^']*)'/.exec(failure.message)?.[1] ?? ''
  const sentence = sayOr(`usage-${code}`, failure.message).replace('{detail}', detail)
  return `vigie: ${sentence}\n${say('usage-help', { command })}\n`
}
