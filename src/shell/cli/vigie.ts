/**
 * The command line: `vigie check | terms | close | explain | verify | demo`.
 *
 * Parses what was typed, opens a session in the right language, calls one command, and turns
 * failures of the machine into a sentence and an exit code in one place.
 */
import { Command, CommanderError } from 'commander'
import { BrokenInvariant } from '../../base/invariant.ts'
import type { Language } from '../../base/wording/format.ts'
import type { Speaker } from '../../base/wording/say.ts'
import { check, terms } from './commands/check.ts'
import type { CloseOptions } from './commands/close.ts'
import { close } from './commands/close.ts'
import { demo } from './commands/demo.ts'
import type { ExplainOptions } from './commands/explain.ts'
import { explain } from './commands/explain.ts'
import { verify } from './commands/verify.ts'
import type { Output, Session } from './session.ts'
import { EXIT, OperatingFailure, openSpeaker, reasonOf, UsageError } from './session.ts'

interface CommonOptions {
  readonly json?: boolean
  readonly lang?: Language
}

/** Runs one command line and gives its exit code. `environment` holds `VIGIE_LANG`. */
export function runCommandLine(
  args: readonly string[],
  output: Output,
  environment: Readonly<Record<string, string | undefined>>,
): number {
  const { language, unknown } = languageOf(args, environment)
  const speaker = openSpeaker(language)
  if (unknown !== undefined) {
    output.error(`vigie: ${speaker.say('usage-lang', { detail: unknown })}\n`)
    return EXIT.usage
  }
  let exitCode: number = EXIT.right
  const within = (options: CommonOptions, command: (session: Session) => number): void => {
    exitCode = command({ ...output, speaker, isJson: options.json === true })
  }
  const program = buildProgram(speaker, output, within)
  try {
    program.parse([...args], { from: 'user' })
  } catch (failure) {
    return exitCodeOf(failure, output, speaker, args[0] ?? '')
  }
  return exitCode
}

function languageOf(
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): { readonly language: Language; readonly unknown?: string } {
  const at = args.findIndex((arg) => arg === '--lang' || arg.startsWith('--lang='))
  const asked = at === -1 ? environment['VIGIE_LANG'] : (args[at]?.split('=')[1] ?? args[at + 1])
  if (asked === 'en' || asked === 'fr') return { language: asked }
  // A variable that says something else is left alone; an option was typed for this command.
  return at === -1 ? { language: 'fr' } : { language: 'fr', unknown: asked ?? '' }
}

function exitCodeOf(failure: unknown, output: Output, speaker: Speaker, command: string): number {
  if (failure instanceof CommanderError) {
    if (failure.exitCode === 0) return EXIT.right
    if (failure.code !== 'commander.help') output.error(sayUsage(failure, speaker, command))
    return EXIT.usage
  }
  if (failure instanceof UsageError || failure instanceof OperatingFailure) {
    output.error(`vigie: ${speaker.say(failure.key, failure.holes)}\n`)
    return failure instanceof UsageError ? EXIT.usage : EXIT.failed
  }
  if (!(failure instanceof BrokenInvariant)) {
    output.error(`vigie: ${reasonOf(failure)}\n`)
    return EXIT.failed
  }
  throw failure
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

type Within = (options: CommonOptions, command: (session: Session) => number) => void

function buildProgram({ say }: Speaker, output: Output, within: Within): Command {
  const program = new Command('vigie')
    .description(say('help-program'))
    .exitOverride()
    .configureOutput({
      writeOut: (text) => output.out(text),
      writeErr: (text) => output.error(text),
      // What was not understood is said once, by `sayUsage`.
      outputError: () => undefined,
    })
    .configureHelp({
      styleTitle: (title) => say(`help-title-${title.replace(':', '').toLowerCase()}`),
    })
    .option('--lang <lang>', say('help-lang'))
    .helpOption('-h, --help', say('help-help'))
    .helpCommand(false)
    .addHelpText('after', `\n${say('help-examples')}`)
  const add: Add = (name) =>
    program
      .command(name)
      .description(say(`help-${name}`))
      .option('--json', say('help-json'))
      .option('--lang <lang>', say('help-lang'))
      .helpOption('-h, --help', say('help-help'))
      .addHelpText('after', `\n${say(`help-${name}-example`)}`)
  addContractCommands(add, say, within)
  addSettlementCommands(add, say, within)
  add('demo').action((options: CommonOptions) => within(options, demo))
  return program
}

type Add = (name: 'check' | 'terms' | 'close' | 'explain' | 'verify' | 'demo') => Command
type Say = Speaker['say']

function addContractCommands(add: Add, say: Say, within: Within): void {
  add('check')
    .argument('<file>', say('help-option-contract'))
    .action((file: string, options: CommonOptions) => within(options, (s) => check(s, file)))
  add('terms')
    .argument('<file>', say('help-option-contract'))
    .option('--core', say('help-option-core'))
    .action((file: string, options: CommonOptions & { core?: boolean }) =>
      within(options, (s) => terms(s, file, { core: options.core === true })),
    )
  add('close')
    .argument('<contract>', say('help-option-contract'))
    .requiredOption('--facts <files...>', say('help-option-facts'))
    .requiredOption('--month <month>', say('help-option-month'))
    .option('--mapping <mapping>', say('help-option-mapping'))
    .option('--zone <zone>', say('help-option-zone'))
    .option('--as-of <instant>', say('help-option-as-of'))
    .option('-o, --output <file>', say('help-option-output'))
    .action((contract: string, options: CommonOptions & CloseOptions) =>
      within(options, (s) => close(s, contract, options)),
    )
}

function addSettlementCommands(add: Add, say: Say, within: Within): void {
  const withFacts = (command: Command): Command =>
    command
      .option('--facts <files...>', say('help-option-facts'))
      .option('--mapping <mapping>', say('help-option-mapping'))
      .option('--zone <zone>', say('help-option-zone'))
  withFacts(add('explain').argument('<settlement>', say('help-option-settlement')))
    .argument('[line]', say('help-option-line'))
    .action((file: string, line: string | undefined, options: CommonOptions & ExplainOptions) =>
      within(options, (s) => explain(s, file, line, options)),
    )
  withFacts(add('verify').argument('<settlement>', say('help-option-settlement'))).action(
    (file: string, options: CommonOptions & ExplainOptions) =>
      within(options, (s) => verify(s, file, options)),
  )
}
