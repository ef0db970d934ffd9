/**
 * What can be typed: the commands, their arguments and their options, and what each of them calls.
 *
 * `close`, `explain`, `report`, `evidence` and `verify` work on files, or on a month of the data,
 * which is named `REFERENCE/YYYY-MM`. What exists as a file is a file.
 */
import { Command } from 'commander'
import type { Language } from '../../base/wording/format.ts'
import type { Speaker } from '../../base/wording/say.ts'
import type { AmendmentOptions } from './commands/amendment.ts'
import { amendment } from './commands/amendment.ts'
import { check } from './commands/check.ts'
import type { CloseOptions } from './commands/close.ts'
import { close } from './commands/close.ts'
import { demo } from './commands/demo.ts'
import type { EvidenceOptions } from './commands/evidence.ts'
import { evidence } from './commands/evidence.ts'
import { evidenceStored } from './commands/evidence-stored.ts'
import type { ExplainOptions } from './commands/explain.ts'
import { explain } from './commands/explain.ts'
import type { ImportOptions } from './commands/import.ts'
import { importFiles } from './commands/import.ts'
import { imports, undo } from './commands/imports.ts'
import { months } from './commands/months.ts'
import type { ReportOptions } from './commands/report.ts'
import { report } from './commands/report.ts'
import { reportStored } from './commands/report-stored.ts'
import type { ServeOptions } from './commands/serve.ts'
import { serve } from './commands/serve.ts'
import type { CloseStoredOptions } from './commands/stored-month.ts'
import { closeStored, explainStored, monthNamed, verifyStored } from './commands/stored-month.ts'
import type { TermsOptions } from './commands/terms.ts'
import { terms } from './commands/terms.ts'
import type { VerifyOptions } from './commands/verify.ts'
import { verify } from './commands/verify.ts'
import type { DataOptions, DataPlace, Opening } from './data-place.ts'
import { dataPlaceOf } from './data-place.ts'
import { UsageError } from './failure.ts'
import type { Output, Session } from './session.ts'
import { listenForStop } from './stop-signal.ts'

export interface CommonOptions {
  readonly json?: boolean
  readonly lang?: Language
  /** The zone of the times that have none. */
  readonly zone?: string
}

/** Runs a command in a session of its options. */
export type Within = (
  options: CommonOptions,
  command: (session: Session) => number | Promise<number>,
) => void

type Environment = Readonly<Record<string, string | undefined>>

/** What commands are added with. */
interface Building {
  readonly add: (name: string) => Command
  readonly say: Speaker['say']
  readonly within: Within
  readonly placeOf: (options: DataOptions) => DataPlace
}

export function buildProgram(
  { say }: Speaker,
  output: Output,
  within: Within,
  environment: Environment,
  open: Opening | undefined,
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
  const add = (name: string): Command =>
    program
      .command(name)
      .description(say(`help-${name}`))
      .option('--json', say('help-json'))
      .option('--lang <lang>', say('help-lang'))
      .helpOption('-h, --help', say('help-help'))
      .addHelpText('after', `\n${say(`help-${name}-example`)}`)
  const placeOf = (options: DataOptions): DataPlace => dataPlaceOf(options, environment, open)
  const building = { add, say, within, placeOf }
  addContractCommands(building)
  addDataCommands(building)
  addClose(building)
  addSettlementCommands(building)
  add('demo').action((options: CommonOptions) => within(options, demo))
  takingPlace(add('serve'), say)
    .option('--port <port>', say('help-option-port'))
    .action((options: CommonOptions & ServeOptions) =>
      within(options, (session) => serve(session, options, environment)),
    )
  return program
}

const takingPlace = (command: Command, say: Building['say']): Command =>
  command.option('--data <folder>', say('help-option-data'))

const takingMapping = (command: Command, say: Building['say']): Command =>
  command
    .option('--mapping <mapping>', say('help-option-mapping'))
    .option('--zone <zone>', say('help-option-zone'))

function addContractCommands({ add, say, within }: Building): void {
  add('check')
    .argument('<file>', say('help-option-contract'))
    .action((file: string, options: CommonOptions) => within(options, (s) => check(s, file)))
  add('terms')
    .argument('<file>', say('help-option-contract'))
    .option('--on <day>', say('help-option-on'))
    .option('--known-on <day>', say('help-option-known-on'))
    .option('--core', say('help-option-core'))
    .option('--text', say('help-option-text'))
    .action((file: string, options: CommonOptions & TermsOptions) =>
      within(options, (s) => terms(s, file, options)),
    )
  takingMapping(
    add('amendment')
      .argument('<file>', say('help-option-contract'))
      .argument('<id>', say('help-option-amendment'))
      .option('--facts <files...>', say('help-option-facts'))
      .option('--month <months...>', say('help-option-months')),
    say,
  ).action((file: string, id: string, options: CommonOptions & AmendmentOptions) =>
    within(options, (s) => amendment(s, file, id, options)),
  )
}

function addDataCommands({ add, say, within, placeOf }: Building): void {
  takingPlace(
    takingMapping(add('import').argument('<files...>', say('help-option-files')), say),
    say,
  ).action((files: readonly string[], options: CommonOptions & ImportOptions & DataOptions) =>
    within(options, (s) => importFiles(s, placeOf(options), files, options, listenForStop())),
  )
  takingPlace(add('imports'), say).action((options: CommonOptions & DataOptions) =>
    within(options, (s) => imports(s, placeOf(options))),
  )
  takingPlace(add('undo').argument('<import>', say('help-option-import')), say).action(
    (id: string, options: CommonOptions & DataOptions) =>
      within(options, (s) => undo(s, placeOf(options), id)),
  )
  takingPlace(add('months').argument('[reference]', say('help-option-reference')), say).action(
    (reference: string | undefined, options: CommonOptions & DataOptions) =>
      within(options, (s) => months(s, placeOf(options), reference)),
  )
}

function addClose({ add, say, within, placeOf }: Building): void {
  const command = add('close')
    .argument('<contract>', say('help-option-contract-or-month'))
    .option('--facts <files...>', say('help-option-facts'))
    .option('--month <month>', say('help-option-month'))
  takingPlace(takingMapping(command, say), say)
    .option('--as-of <instant>', say('help-option-as-of'))
    .option('--closed <files...>', say('help-option-closed'))
    .option('--preview', say('help-option-preview'))
    .option('-o, --output <file>', say('help-option-output'))
    .action((given: string, options: OptionsOf<CloseOptions> & CloseStoredOptions) => {
      const name = monthFor(given, options)
      if (name !== undefined) {
        return within(options, (s) => closeStored(s, placeOf(options), name, options))
      }
      // The library would ask for these before it looks at options that it does not know.
      const facts = options.facts ?? missing('--facts <files...>')
      const month = options.month ?? missing('--month <month>')
      return within(options, (s) => close(s, given, { ...options, facts, month }))
    })
}

/** What may be typed for a command that works on files or on the data. */
type OptionsOf<Options> = CommonOptions & DataOptions & Partial<Options>

/** What says where facts are, of a month that has its own. */
const ON_FILES = ['facts', 'month', 'mapping', 'zone', 'earlier', 'closed'] as const
const ON_DATA = ['data', 'preview'] as const

/** Refuses options that say nothing of what was given. */
function refuse(options: object, names: readonly string[], key: string): void {
  const found = names.find((name) => name in options)
  if (found !== undefined) throw new UsageError(key, { detail: `--${found}` })
}

function missing(option: string): never {
  throw new UsageError('usage-missing-mandatory-option-value', { detail: option })
}

/** A command on a settlement, or on a month of the data. */
function onMonth({ add, say }: Building, name: 'evidence' | 'explain' | 'report' | 'verify') {
  const command = add(name)
    .argument('<settlement>', say('help-option-settlement-or-month'))
    .option('--facts <files...>', say('help-option-facts'))
  return takingPlace(takingMapping(command, say), say)
}

function addSettlementCommands(building: Building): void {
  const { say, within, placeOf } = building
  onMonth(building, 'explain')
    .argument('[line]', say('help-option-line'))
    .action((given: string, line: string | undefined, options: OptionsOf<ExplainOptions>) => {
      const name = monthFor(given, options)
      within(options, (s) =>
        name === undefined
          ? explain(s, given, line, options)
          : explainStored(s, placeOf(options), name, line),
      )
    })
  onMonth(building, 'report')
    .option('-o, --output <file>', say('help-option-report'))
    .option('--earlier <files...>', say('help-option-earlier'))
    .action((given: string, options: OptionsOf<ReportOptions>) => {
      const output = options.output ?? missing('-o, --output <file>')
      const name = monthFor(given, options)
      within(options, (s) =>
        name === undefined
          ? report(s, given, { ...options, output })
          : reportStored(s, placeOf(options), name, output),
      )
    })
  addEvidence(building)
  onMonth(building, 'verify')
    .option('--closed <files...>', say('help-option-closed'))
    .action((given: string, options: OptionsOf<VerifyOptions>) => {
      const name = monthFor(given, options)
      within(options, (s) =>
        name === undefined ? verify(s, given, options) : verifyStored(s, placeOf(options), name),
      )
    })
}

function addEvidence(building: Building): void {
  const { say, within, placeOf } = building
  onMonth(building, 'evidence')
    .option('--closed <files...>', say('help-option-closed'))
    .option('-o, --output <file>', say('help-option-evidence'))
    .option('--redacted', say('help-option-redacted'))
    .option('--salt <salt>', say('help-option-salt'))
    .action((given: string, options: OptionsOf<EvidenceOptions>) => {
      if (options.salt !== undefined && options.redacted !== true) missing('--redacted')
      const output = options.output ?? missing('-o, --output <file>')
      const name = monthFor(given, options)
      if (name !== undefined) {
        return within(options, (s) =>
          evidenceStored(s, placeOf(options), name, { ...options, output }),
        )
      }
      const facts = options.facts ?? missing('--facts <files...>')
      return within(options, (s) => evidence(s, given, { ...options, facts, output }))
    })
}

/** The month of the data that was named, if one was; options that do not go with it are refused. */
function monthFor(given: string, options: object): ReturnType<typeof monthNamed> {
  const name = monthNamed(given)
  if (name === undefined) refuse(options, ON_DATA, 'usage-on-data')
  else refuse(options, ON_FILES, 'usage-on-files')
  return name
}
