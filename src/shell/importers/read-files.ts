/**
 * Reads files of facts from the disk: finds out what each one is, and feeds it to its reader.
 *
 * Files are read in pieces into one buffer, so that ten million tickets need no more memory than
 * ten; `.gz` files are unpacked on the way. A file is recognised by its header among the mappings,
 * unless one is named. Rare facts and facts written in YAML are read at once; tickets of tables are
 * read each time that somebody asks for their batches.
 *
 * Example: `readFactFiles(['tickets.csv', 'outages.csv'], options)` gives a source whose
 * `tickets.read(onBatch)` streams the first file, and whose `rare` holds the outages.
 *
 * @fr lecture des fichiers de faits
 */
import type { ZoneTable } from '../../base/calendar/zone.ts'
import { canonicalText } from '../../base/canonical.ts'
import type { Finding } from '../../base/finding.ts'
import type { Instant } from '../../base/instant.ts'
import type { Ticket } from '../../facts/fact.ts'
import { canonicalFact } from '../../facts/fact-hash.ts'
import type { FactSource, TicketSource } from '../../facts/fact-log.ts'
import { allTickets, FactLog, ticketSource, ticketsOf } from '../../facts/fact-log.ts'
import { readFactsFile } from '../../facts/facts-file.ts'
import { HEAD_BYTES, recogniseMapping, wrongFile } from '../../facts/normalise/header.ts'
import type { Mapping } from '../../facts/normalise/mapping.ts'
import type { Encoding } from '../../facts/normalise/text-encoding.ts'
import { EncodingProbe } from '../../facts/normalise/text-encoding.ts'
import type { QualityReport } from '../../facts/quality.ts'
import { createRareFactReader } from '../../facts/read-rare-facts.ts'
import { createTicketReader } from '../../facts/read-tickets.ts'
import { SeenTable } from '../../facts/seen-table.ts'
import { Dictionary } from '../../facts/ticket-batch.ts'
import { loadYaml } from './load-text.ts'
import { eachPiece, headOf, piecesOf } from './pieces.ts'

export interface ReadOptions {
  readonly zones: ZoneTable
  readonly mappings: readonly Mapping[]
  /** The mapping that the user named, for every table. */
  readonly mapping?: Mapping
  /** The zone of the times that have none. */
  readonly zone?: string
  readonly latest?: Instant
}

export interface FactFiles extends FactSource {
  /** The reports of the tables of rare facts; those of tickets come from reading them. */
  readonly quality: readonly QualityReport[]
  readonly log: FactLog
  /** Tickets that two written files tell differently. */
  readonly contested: readonly string[]
}

/** Recognises every file, and reads all that is not a table of tickets. */
export function readFactFiles(paths: readonly string[], options: ReadOptions): FactFiles {
  const log = new FactLog()
  const findings: Finding[] = []
  const quality: QualityReport[] = []
  const tables: { readonly path: string; readonly mapping: Mapping }[] = []
  const written = new Map<string, Ticket>()
  const contested: string[] = []
  for (const path of paths) {
    if (/\.ya?ml$/i.test(path)) {
      const facts = readFactsYaml(path, options.zones)
      findings.push(...facts.findings)
      contested.push(...addWritten(written, facts.tickets, findings))
      for (const fact of facts.rare) log.add(fact)
      continue
    }
    const mapping = mappingOf(path, options, findings)
    if (mapping === undefined) continue
    if (mapping.rows === 'ticket' || mapping.rows === 'event') {
      tables.push({ path, mapping })
      continue
    }
    const reading = readRareTable(path, mapping, options)
    quality.push(reading.quality)
    findings.push(...reading.quality.findings)
    for (const fact of reading.facts) log.add(fact)
  }
  const sources = [
    ...(written.size > 0 ? [ticketsOf([...written.values()])] : []),
    ticketTables(tables, options),
  ]
  findings.push(...log.findings)
  return { tickets: allTickets(sources), rare: log.facts, findings, quality, log, contested }
}

/** Adds tickets of a written file; one that is there with other content is contested. */
function addWritten(
  written: Map<string, Ticket>,
  tickets: readonly Ticket[],
  findings: Finding[],
): string[] {
  return tickets.flatMap((ticket) => {
    const key = `${ticket.source}\n${ticket.externalId}`
    const known = written.get(key)
    written.set(key, known ?? ticket)
    if (known === undefined || contentOf(known) === contentOf(ticket)) return []
    const { file, row } = ticket.origin
    const params = { sample: ticket.externalId, count: '1', rows: `${row}` }
    findings.push({ code: 'ticket-twice', severity: 'warning', where: { file, line: row }, params })
    return [ticket.externalId]
  })
}

const contentOf = (ticket: Ticket): string => canonicalText(canonicalFact(ticket))

function readFactsYaml(path: string, zones: ZoneTable) {
  const tree = loadYaml(path)
  const read = tree.value === undefined ? undefined : readFactsFile(path, tree.value, zones)
  return {
    tickets: read?.value?.tickets ?? [],
    rare: read?.value?.rare ?? [],
    findings: [...tree.findings, ...(read?.findings ?? [])],
  }
}

/** The mapping of a table: the one named, or the one that its header fits. */
export function mappingOf(
  path: string,
  options: ReadOptions,
  findings: Finding[],
): Mapping | undefined {
  if (options.mapping !== undefined) return options.mapping
  const head = headOf(path, HEAD_BYTES)
  const where = { file: path, line: 1 }
  const kind = wrongFile(head)
  if (kind !== undefined) {
    const code = kind === 'utf-16' ? 'file-utf-16' : 'file-not-a-table'
    findings.push({ code, severity: 'error', where, params: { kind, count: '1', rows: '1' } })
    return undefined
  }
  const fits = recogniseMapping(head, options.mappings)
  const mapping = fits[0]
  if (mapping === undefined) {
    const known = options.mappings.map(({ name }) => name).join(', ')
    findings.push({ code: 'table-unrecognised', severity: 'error', where, params: { known } })
  } else {
    const params = { mapping: mapping.name }
    findings.push({ code: 'table-recognised', severity: 'information', where, params })
  }
  return mapping
}

/** What a file is written in: asked of the whole file, where the mapping does not say. */
function encodingFor(path: string, mapping: Mapping): { readonly encoding?: Encoding } {
  if (mapping.format.encoding !== 'detect') return {}
  const probe = new EncodingProbe()
  eachPiece(path, (piece) => probe.push(piece))
  return { encoding: probe.finish().encoding }
}

const tableOptions = (path: string, mapping: Mapping, options: ReadOptions) => ({
  file: path,
  zones: options.zones,
  ...(options.zone === undefined ? {} : { zone: options.zone }),
  ...encodingFor(path, mapping),
})

function readRareTable(path: string, mapping: Mapping, options: ReadOptions) {
  const reader = createRareFactReader(mapping, tableOptions(path, mapping, options))
  eachPiece(path, (piece) => reader.push(piece))
  return reader.finish()
}

/** Tables of tickets as one source, with one dictionary and one memory of what was read. */
export function ticketTables(
  tables: readonly { readonly path: string; readonly mapping: Mapping }[],
  options: ReadOptions,
): TicketSource {
  return ticketSource(function* (onBatch) {
    const dictionary = new Dictionary()
    const seen = new SeenTable()
    const reports: QualityReport[] = []
    for (const { path, mapping } of tables) {
      const latest = options.latest === undefined ? {} : { latest: options.latest }
      const reader = createTicketReader(mapping, {
        ...tableOptions(path, mapping, options),
        ...latest,
        onBatch,
        dictionary,
        seen,
      })
      for (const piece of piecesOf(path)) {
        reader.push(piece)
        yield
      }
      reports.push(reader.finish())
    }
    return reports
  })
}
