/**
 * The command line: `vigie check | terms | close | explain | report | verify | demo | serve`.
 *
 * Parses what was typed, opens a session in the right language, calls one command, and turns
 * failures of the machine into a sentence and an exit code in one place.
 */
import { Command, CommanderError } from 'commander'
import { zoneOf } from '../../base/calendar/zone.ts'
import type { Language } from '../../base/wording/format.ts'
import type { Speaker } from '../../base/wording/say.ts'
import { loadTables } from '../catalogue.ts'
import { check, terms } from './commands/check.ts'
import type { CloseOptions } from './commands/close.ts'
import { close } from './commands/close.ts'
import { demo } from './commands/demo.ts'
import type { ExplainOptions } from './commands/explain.ts'
import { explain } from './commands/explain.ts'
import type { ReportOptions } from './commands/report.ts'
import { report } from './commands/report.ts'
import type { ServeOptions } from './commands/serve.ts'
import { serve } from './commands/serve.ts'
import { verify } from './commands/verify.ts'
import { failureOf, SaidError, UsageError } from './failure.ts'
import type { Output, Session } from './session.ts'
import { EXIT, forTerminal, openSpeaker } from './session.ts'
import { visibleText } from './visible.ts'

interface CommonOptions {
  readonly json?: boolean
  readonly lang?: Language
  /** The zone of the times that have none. */
  readonly zone?: string
}

/**
 * Runs one command line and gives its exit code, later for a command that stays. `environment`
 * holds `VIGIE_LANG`.
 */
export function runCommandLine(
  args: readonly string[],
  output: Output,
  environment: Readonly<Record<string, string | undefined>>,
): number | Promise<number> {
  const { language, refused, isTyped } = languageOf(args, environment)
  const plain = openSpeaker(language)
  const speaker = forTerminal(plain)
  const shown: Output = {
    out: (text) => output.out(visibleText(text)),
    error: (text) => output.error(visibleText(text)),
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
  const program = buildProgram(speaker, shown, within, environment)
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

type Within = (
  options: CommonOptions,
  command: (session: Session) => number | Promise<number>,
) => void

function buildProgram(
  { say }: Speaker,
  output: Output,
  within: Within,
  environment: Readonly<Record<string, string | undefined>>,
): Command {
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
  add('serve')
    .option('--port <port>', say('help-option-port'))
    .option('--data <folder>', say('help-option-data'))
    .action((options: CommonOptions & ServeOptions) =>
      within(options, (session) => serve(session, options, environment)),
    )
  return program
}

type Add = (
  name: 'check' | 'terms' | 'close' | 'explain' | 'report' | 'verify' | 'demo' | 'serve',
) => Command
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
    .option('--facts <files...>', say('help-option-facts'))
    .option('--month <month>', say('help-option-month'))
    .option('--mapping <mapping>', say('help-option-mapping'))
    .option('--zone <zone>', say('help-option-zone'))
    .option('--as-of <instant>', say('help-option-as-of'))
    .option('-o, --output <file>', say('help-option-output'))
    .action((contract: string, options: CommonOptions & Partial<CloseOptions>) => {
      // The library would ask for these before it looks at options that it does not know.
      const facts = options.facts ?? missing('--facts <files...>')
      const month = options.month ?? missing('--month <month>')
      within(options, (s) => close(s, contract, { ...options, facts, month }))
    })
}

function missing(option: string): never {
  throw new UsageError('usage-missing-mandatory-option-value', { detail: option })
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
  withFacts(add('report').argument('<settlement>', say('help-option-settlement')))
    .option('-o, --output <file>', say('help-option-report'))
    .option('--earlier <files...>', say('help-option-earlier'))
    .action((file: string, options: CommonOptions & Partial<ReportOptions>) => {
      const output = options.output ?? missing('-o, --output <file>')
      within(options, (s) => report(s, file, { ...options, output }))
    })
  withFacts(add('verify').argument('<settlement>', say('help-option-settlement'))).action(
    (file: string, options: CommonOptions & ExplainOptions) =>
      within(options, (s) => verify(s, file, options)),
  )
}
