/**
 * `vigie close CONTRACT --facts FILES --month YYYY-MM`: settles a month and prints its statement.
 */
import { parseMonth } from '../../../base/calendar/date.ts'
import { zoneOf } from '../../../base/calendar/zone.ts'
import type { Instant } from '../../../base/instant.ts'
import { formatInstant, instant, parseInstant } from '../../../base/instant.ts'
import { invariant } from '../../../base/invariant.ts'
import type { Mapping } from '../../../facts/normalise/mapping.ts'
import { settlementText } from '../../../money/settlement.ts'
import type { Envelope } from '../../../money/verify.ts'
import { composeStatement } from '../../../reports/statement.ts'
import { loadReadyMappings, loadTables } from '../../catalogue.ts'
import type { CloseRequest, CloseResult, OpenedContract } from '../../close-month.ts'
import { closeMonth, openContract } from '../../close-month.ts'
import { loadMapping } from '../../importers/load-mappings.ts'
import { sizeOf } from '../../importers/pieces.ts'
import { UsageError } from '../failure.ts'
import { printBlocks } from '../print.ts'
import type { Session } from '../session.ts'
import { EXIT, findingsAsJson, printFindings, printQuality } from '../session.ts'
import { assertWritable, storeWhole } from '../settlement-file.ts'
import { assertNoSettlement, readClosed } from './stored.ts'

export interface CloseOptions {
  readonly facts: readonly string[]
  readonly month: string
  readonly mapping?: string
  readonly zone?: string
  readonly asOf?: string
  /** Settlements of the months before that were closed. */
  readonly closed?: readonly string[]
  readonly output?: string
}

export function close(session: Session, contractFile: string, options: CloseOptions): number {
  const request = readRequest(session, contractFile, options)
  if (request === undefined) return EXIT.wrong
  const result = closeMonth(request)
  if (session.isJson) printJson(session, result)
  else printResult(session, result)
  if (result.envelope === undefined) return EXIT.wrong
  if (options.output !== undefined) writeEnvelope(session, options.output, result.envelope)
  const { setAside } = result.envelope.settlement.facts
  return setAside > 0 ? EXIT.incomplete : EXIT.right
}

export function readRequest(
  session: Session,
  contractFile: string,
  options: CloseOptions,
): CloseRequest | undefined {
  const { facts, output } = options
  const now = instant(Date.now())
  const month = parseMonth(options.month)
  if (month === undefined) throw new UsageError('usage-month', { detail: options.month })
  const asOf = options.asOf === undefined ? undefined : readAsOf(options.asOf, now)
  const mapping = options.mapping === undefined ? undefined : findMapping(session, options.mapping)
  if (options.mapping !== undefined && mapping === undefined) return undefined
  const contract = openNamed(contractFile)
  for (const file of facts) assertReadable(file)
  if (output !== undefined) {
    const { mapping: named, closed = [] } = options
    const inputs = [contractFile, ...facts, ...closed, ...(named === undefined ? [] : [named])]
    assertWritable(output, inputs)
  }
  return {
    contract,
    facts,
    month,
    ...(mapping === undefined ? {} : { mapping }),
    ...(options.zone === undefined ? {} : { zone: options.zone }),
    ...(asOf === undefined ? {} : { asOf }),
    closed: (options.closed ?? []).map(readClosed),
    now,
  }
}

/** The instant at which the facts are known: nobody knows today what will be known tomorrow. */
export function readAsOf(text: string, now: Instant): Instant {
  const asOf = parseInstant(text)
  if (asOf === undefined) throw new UsageError('usage-as-of', { detail: text })
  if (asOf > now) {
    throw new UsageError('usage-as-of-future', { detail: text, now: formatInstant(now) })
  }
  return asOf
}

/** A mapping by its name in the catalogue, or by the name of a file. */
export function findMapping(session: Session, name: string): Mapping | undefined {
  const ready = loadReadyMappings().find((mapping) => mapping.name === name)
  if (ready !== undefined) return ready
  if (!/\.ya?ml$/i.test(name)) {
    const known = loadReadyMappings().map((mapping) => mapping.name)
    throw new UsageError('usage-mapping', { detail: name, known: known.join(', ') })
  }
  const { value, findings } = loadMapping(name)
  printFindings(session, findings)
  return value
}

/** Opens the contract that the user named. */
export function openNamed(file: string): OpenedContract {
  assertNoSettlement(file)
  return openContract(file)
}

/** Facts are read in pieces later on: a file that cannot be read is said before. */
export function assertReadable(file: string): void {
  sizeOf(file)
}

/** The settlement and what was found, for a program. */
export function printJson(session: Session, { envelope, findings }: CloseResult): void {
  const said = findingsAsJson(session, findings)
  const value = envelope === undefined ? { findings: said } : { ...envelope, findings: said }
  session.out(`${JSON.stringify(value)}\n`)
}

function printResult(session: Session, { envelope, findings, quality }: CloseResult): void {
  printFindings(session, findings)
  printQuality(session, quality)
  if (envelope === undefined) return
  printStatement(session, envelope)
}

export function printStatement(session: Session, envelope: Envelope): void {
  const { settlement, hash } = envelope
  const zone = zoneOf(loadTables().zones, settlement.contract.zone)
  invariant(zone !== undefined, 'a settlement is in a zone of the table')
  session.out(printBlocks(composeStatement(settlement, zone, session.speaker)))
  printFindings(
    session,
    settlement.findings.map(({ code, params }) => ({ code, params, severity: 'warning' })),
  )
  session.out(`\n${session.speaker.say('hash-line', { hash })}\n`)
}

/** Writes a settlement with the text of its contract to a file. */
export function writeEnvelope(session: Session, file: string, envelope: Envelope): void {
  // In the order of what is hashed: a month of the data and a month of files give one text.
  const settlement: unknown = JSON.parse(settlementText(envelope.settlement))
  storeWhole(file, `${JSON.stringify({ ...envelope, settlement }, null, 1)}\n`)
  session.error(`${session.speaker.say('written-to', { file })}\n`)
}
