/**
 * The command line: `vigie check | terms | close | explain | verify | demo`.
 *
 * Parses what was typed, opens a session in the right language, calls one command, and turns
 * failures of the machine into a sentence and an exit code in one place.
 */
import { Command, CommanderError, Option } from 'commander'
import { BrokenInvariant } from '../../base/invariant.ts'
import type { Language } from '../../base/wording/format.ts'
import { check, terms } from './commands/check.ts'
import type { CloseOptions } from './commands/close.ts'
import { close } from './commands/close.ts'
import { demo } from './commands/demo.ts'
import type { ExplainOptions } from './commands/explain.ts'
import { explain } from './commands/explain.ts'
import { verify } from './commands/verify.ts'
import { HELP } from './help.ts'
import type { Output, Session } from './session.ts'
import { EXIT, OperatingFailure, openSession, reasonOf, UsageError } from './session.ts'

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
  const language = languageOf(args, environment)
  let exitCode: number = EXIT.right
  const within = (options: CommonOptions, command: (session: Session) => number): void => {
    exitCode = command(openSession(output, language, options.json === true))
  }
  const program = buildProgram(language, output, within)
  try {
    program.parse([...args], { from: 'user' })
  } catch (failure) {
    return exitCodeOf(failure, output)
  }
  return exitCode
}

function languageOf(
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): Language {
  const at = args.findIndex((arg) => arg === '--lang' || arg.startsWith('--lang='))
  const asked = at === -1 ? environment['VIGIE_LANG'] : (args[at]?.split('=')[1] ?? args[at + 1])
  return asked === 'en' ? 'en' : 'fr'
}

function exitCodeOf(failure: unknown, output: Output): number {
  if (failure instanceof CommanderError) return failure.exitCode === 0 ? EXIT.right : EXIT.usage
  if (failure instanceof UsageError) {
    output.error(`vigie: ${failure.message}\n`)
    return EXIT.usage
  }
  if (failure instanceof OperatingFailure || !(failure instanceof BrokenInvariant)) {
    output.error(`vigie: ${reasonOf(failure)}\n`)
    return EXIT.failed
  }
  throw failure
}

type Within = (options: CommonOptions, command: (session: Session) => number) => void

function buildProgram(language: Language, output: Output, within: Within): Command {
  const help = HELP[language]
  const program = new Command('vigie')
    .description(help.program)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => output.out(text),
      writeErr: (text) => output.error(text),
    })
    .helpOption('-h, --help', help.help)
    .helpCommand(false)
    .addHelpText('after', `\n${help.examples}`)
  const add = (name: keyof typeof help.commands): Command =>
    program
      .command(name)
      .description(help.commands[name].what)
      .option('--json', help.json)
      .addOption(new Option('--lang <lang>', help.lang).choices(['fr', 'en']))
      .helpOption('-h, --help', help.help)
      .addHelpText('after', `\n${help.commands[name].example}`)
  addContractCommands(add, help.options, within)
  addSettlementCommands(add, help.options, within)
  add('demo').action((options: CommonOptions) => within(options, demo))
  return program
}

type Add = (name: 'check' | 'terms' | 'close' | 'explain' | 'verify' | 'demo') => Command
type OptionTexts = (typeof HELP)[Language]['options']

function addContractCommands(add: Add, texts: OptionTexts, within: Within): void {
  add('check')
    .argument('<file>', texts.contract)
    .action((file: string, options: CommonOptions) => within(options, (s) => check(s, file)))
  add('terms')
    .argument('<file>', texts.contract)
    .option('--core', texts.core)
    .action((file: string, options: CommonOptions & { core?: boolean }) =>
      within(options, (s) => terms(s, file, { core: options.core === true })),
    )
  add('close')
    .argument('<contract>', texts.contract)
    .requiredOption('--facts <files...>', texts.facts)
    .requiredOption('--month <month>', texts.month)
    .option('--mapping <mapping>', texts.mapping)
    .option('--zone <zone>', texts.zone)
    .option('--as-of <instant>', texts.asOf)
    .option('-o, --output <file>', texts.output)
    .action((contract: string, options: CommonOptions & CloseOptions) =>
      within(options, (s) => close(s, contract, options)),
    )
}

function addSettlementCommands(add: Add, texts: OptionTexts, within: Within): void {
  const withFacts = (command: Command): Command =>
    command
      .option('--facts <files...>', texts.facts)
      .option('--mapping <mapping>', texts.mapping)
      .option('--zone <zone>', texts.zone)
  withFacts(add('explain').argument('<settlement>', texts.settlement))
    .argument('[line]', texts.line)
    .action((file: string, line: string | undefined, options: CommonOptions & ExplainOptions) =>
      within(options, (s) => explain(s, file, line, options)),
    )
  withFacts(add('verify').argument('<settlement>', texts.settlement)).action(
    (file: string, options: CommonOptions & ExplainOptions) =>
      within(options, (s) => verify(s, file, options)),
  )
}
