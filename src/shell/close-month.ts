/**
 * Closes a month from files: reads the contract and the facts, and calls the pure closing.
 *
 * Nothing is decided here about a figure. What is decided is what to read, and when to refuse: a
 * contract with an error, a file of which nothing can be used, a month that has not ended.
 */
import { createHash } from 'node:crypto'
import type { YearMonth } from '../base/calendar/date.ts'
import { formatDate, formatMonth, lastDayOf, monthOf } from '../base/calendar/date.ts'
import type { Zone } from '../base/calendar/zone.ts'
import { dateAt, startOfDate, zoneOf } from '../base/calendar/zone.ts'
import type { Finding } from '../base/finding.ts'
import { hasError } from '../base/finding.ts'
import type { Instant } from '../base/instant.ts'
import { instant } from '../base/instant.ts'
import { invariant } from '../base/invariant.ts'
import type { AmendedContract, ContractVersion } from '../contract/amendments/versions.ts'
import { readAmendedContract, versionIn } from '../contract/amendments/versions.ts'
import type { Program } from '../contract/core/core.ts'
import { readContract } from '../contract/reading/read-contract.ts'
import type { Terms } from '../contract/terms.ts'
import type { RareFact } from '../facts/fact.ts'
import { factHash } from '../facts/fact-hash.ts'
import type { Mapping } from '../facts/normalise/mapping.ts'
import type { QualityReport } from '../facts/quality.ts'
import type { TicketBatch } from '../facts/ticket-batch.ts'
import { ticketAt } from '../facts/ticket-batch.ts'
import { checkOpenings } from '../money/check-openings.ts'
import type { ClosedMonth } from '../money/closed-months.ts'
import { beginClosing } from '../money/closing.ts'
import { monthEnd } from '../money/life.ts'
import { settlementText } from '../money/settlement.ts'
import type { Envelope } from '../money/verify.ts'
import { knownNames, loadReadyMappings, loadTables } from './catalogue.ts'
import { loadText } from './importers/load-text.ts'
import type { FactFiles } from './importers/read-files.ts'
import { readFactFiles } from './importers/read-files.ts'
import { isFatal, isRefused } from './importers/refused-reading.ts'

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

/** A contract as it was read, and the program that it becomes. */
export interface OpenedContract {
  readonly file: string
  readonly text: string
  readonly terms: Terms | undefined
  readonly program: Program | undefined
  /** All its versions; `terms` and `program` are those of the contract as it was first signed. */
  readonly amended: AmendedContract | undefined
  readonly findings: readonly Finding[]
}

/** Opens a contract file. One that is too large or not in UTF-8 is refused. */
export function openContract(file: string): OpenedContract {
  const { value: text, findings } = loadText(file)
  return text === undefined ? unusable(file, '', findings) : openContractText(file, text)
}

export function openContractText(file: string, text: string): OpenedContract {
  const { value: amended, findings } = readAmendedContract(file, text, knownNames())
  if (amended === undefined) {
    // What cannot be computed can be read all the same.
    const { value: terms } = readContract(file, text, knownNames())
    return { ...unusable(file, text, findings), terms }
  }
  const { terms, program } = amended.original
  const closed = checkOpenings(terms, program, loadTables())
  if (closed.length > 0) return unusable(file, text, [...findings, ...closed])
  return { file, text, terms, program, amended, findings }
}

const unusable = (file: string, text: string, findings: readonly Finding[]): OpenedContract => ({
  file,
  text,
  terms: undefined,
  program: undefined,
  amended: undefined,
  findings,
})

/** The versions of a contract that were known at an instant, in its own zone. */
export function versionsAt(amended: AmendedContract, asOf: Instant): readonly ContractVersion[] {
  const zone = zoneOf(loadTables().zones, amended.original.terms.contract.zone.name)
  invariant(zone !== undefined, 'a contract that was read has a known zone')
  return amended.knownOn(dateAt(zone, asOf))
}

export interface CloseRequest {
  readonly contract: OpenedContract
  readonly facts: readonly string[]
  readonly month: YearMonth
  readonly mapping?: Mapping
  /** The zone of the times of a file that has none. */
  readonly zone?: string
  readonly asOf?: Instant
  /** The settlements of the months before that were closed. */
  readonly closed?: readonly ClosedMonth[]
  readonly now: Instant
}

export interface CloseResult {
  readonly envelope?: Envelope
  readonly quality: readonly QualityReport[]
  readonly findings: readonly Finding[]
}

/** Closes a month. Without an envelope, the findings say why. */
export function closeMonth(request: CloseRequest): CloseResult {
  const { contract, month, now } = request
  const { terms, amended } = contract
  if (terms === undefined || amended === undefined) return refuse(contract.findings)
  const zone = zoneOf(loadTables().zones, terms.contract.zone.name)
  const early = zone === undefined ? undefined : checkEnded(zone, month, now)
  if (early !== undefined) return refuse([...contract.findings, early])
  const files = openFacts(request)
  if (hasError(files.findings.filter(isFatal))) {
    return refuse([...contract.findings, ...files.findings], files.quality)
  }
  const end = zone === undefined ? now : monthEnd(zone, month)
  const signed = zone === undefined ? end : lastSigned(terms, zone, month, end)
  const known = request.asOf === undefined ? latestKnown(files, signed) : undefined
  const input: OpenedClosing = {
    request,
    amended,
    files,
    asOf: request.asOf ?? known?.at ?? end,
  }
  const excluded = new Set([...files.contested, ...(known?.contested ?? [])])
  const first = settleFiles(input, excluded)
  const late = first.quality.flatMap((report) => report.contested)
  // Tickets told twice are only known once all is read: the month is then measured without them.
  return late.every((id) => excluded.has(id))
    ? first
    : settleFiles(input, new Set([...excluded, ...late]))
}

interface OpenedClosing {
  readonly request: CloseRequest
  readonly amended: AmendedContract
  readonly files: FactFiles
  readonly asOf: Instant
}

/** Reads the tickets and settles the month without the tickets that nobody can be sure of. */
function settleFiles(input: OpenedClosing, excluded: ReadonlySet<string>): CloseResult {
  const { request, files } = input
  const { contract, month } = request
  const versions = versionsAt(input.amended, input.asOf)
  const begun = beginClosing({
    versions,
    contractHash: sha256(contract.text),
    month,
    asOf: input.asOf,
    tables: loadTables(),
    facts: files.rare,
    excluded,
    ...(request.closed === undefined ? {} : { closed: request.closed }),
    hashOf: (batch, index) => factHash(ticketAt(batch, index), sha256),
  })
  const findings = [...contract.findings, ...files.findings, ...begun.findings]
  if (begun.value === undefined) return refuse(findings, files.quality)
  const closing = begun.value
  const read = files.tickets.read((batch) => closing.add(batch))
  const quality = [...files.quality, ...read]
  const told = [...findings, ...read.flatMap((report) => report.findings)]
  const all = findingsUnder(versionIn(versions, month).program, told)
  if (isRefused(quality, all)) return refuse(all, quality)
  const rows = quality.reduce((sum, report) => sum + report.rowsSetAside, 0)
  // A ticket that two written files tell differently is set aside as well.
  const setAside = rows + files.contested.length
  const settlement = closing.finish(setAside, sha256)
  const envelope: Envelope = {
    settlement,
    hash: sha256(settlementText(settlement)),
    contract: { file: contract.file, text: contract.text },
  }
  return { envelope, quality, findings: all }
}

const STATUS_UNKNOWN: ReadonlySet<string> = new Set(['status-unknown', 'facts-status-unknown'])

/** Without the statuses that are unknown to our list only: the contract itself names them. */
export const findingsUnder = (program: Program, findings: readonly Finding[]): readonly Finding[] =>
  findings.filter((finding) => !isNamedStatus(finding, program))

const isNamedStatus = ({ code, params }: Finding, { selects }: Program): boolean =>
  STATUS_UNKNOWN.has(code) &&
  selects.some(
    (select) =>
      select.kind === 'tickets' &&
      select.clock.pauses.some(({ status }) => status === params['value']),
  )

/** Opens the files of facts with the mappings of the catalogue, or with the one that was named. */
export function openFacts(request: Pick<CloseRequest, 'facts' | 'mapping' | 'zone'>): FactFiles {
  return readFactFiles(request.facts, {
    zones: loadTables().zones,
    mappings: loadReadyMappings(),
    ...(request.mapping === undefined ? {} : { mapping: request.mapping }),
    ...(request.zone === undefined ? {} : { zone: request.zone }),
  })
}

const refuse = (
  findings: readonly Finding[],
  quality: readonly QualityReport[] = [],
): CloseResult => ({ quality, findings })

/** Whether the month has ended, before any file is read. */
function checkEnded(zone: Zone, month: YearMonth, now: Instant): Finding | undefined {
  if (monthEnd(zone, month) <= now) return undefined
  const ends = formatDate(lastDayOf(month))
  const params = { month: formatMonth(month), ends, asof: formatDate(dateAt(zone, now)) }
  return { code: 'month-not-ended', severity: 'error', params }
}

/** When the last amendment or order was signed that the month is under, and not before `end`. */
function lastSigned(
  { amendments, orders }: Terms,
  zone: Zone,
  month: YearMonth,
  end: Instant,
): Instant {
  const days = [
    ...amendments.filter(({ effective }) => monthOf(effective) <= month),
    ...orders.filter(({ starts }) => monthOf(starts) <= month),
  ]
  return instant(Math.max(end, ...days.map(({ signed }) => startOfDate(zone, signed))))
}

/**
 * The moment at which everything in the files was known: the last thing that they tell, and not
 * before the end of the month. So the same files give the same settlement on any day.
 */
function latestKnown(
  files: FactFiles,
  end: Instant,
): { readonly at: Instant; readonly contested: readonly string[] } {
  let latest: number = end
  for (const fact of files.rare) {
    for (const at of instantsOf(fact)) if (at > latest) latest = at
  }
  const reports = files.tickets.read((batch) => {
    latest = Math.max(latest, latestEvent(batch))
  })
  return { at: instant(latest), contested: reports.flatMap((report) => report.contested) }
}

function latestEvent(batch: TicketBatch): number {
  const events = batch.eventStart[batch.count] ?? 0
  let latest = 0
  for (let e = 0; e < events; e += 1) {
    const at = batch.eventAt[e] as number
    if (at > latest) latest = at
  }
  return latest
}

function instantsOf(fact: RareFact): number[] {
  switch (fact.kind) {
    case 'outage':
      return [fact.start, fact.end ?? fact.start]
    case 'deliverable':
      return [fact.delivered ?? 0]
    case 'act':
      return [fact.sent ?? 0, fact.presented ?? 0, fact.received ?? 0]
    case 'opening':
      return [fact.clientAgreed ?? 0, fact.providerAgreed ?? 0]
    case 'quantity':
      return [fact.published ?? 0]
    // A date may be fixed long before it comes.
    case 'happening':
    case 'maintenance':
    case 'watch':
    case 'invoice-line':
    case 'exemption':
      return []
  }
}
