/** Reads whole files and texts for the tests of this folder. */
import { existsSync, readFileSync } from 'node:fs'
import type { ZoneTable } from '../../src/base/calendar/zone.ts'
import { canonicalText } from '../../src/base/canonical.ts'
import type { Instant } from '../../src/base/instant.ts'
import { formatInstant } from '../../src/base/instant.ts'
import { readYaml } from '../../src/base/yaml/read-yaml.ts'
import type { Ticket } from '../../src/facts/fact.ts'
import { canonicalFact } from '../../src/facts/fact-hash.ts'
import type { Mapping } from '../../src/facts/normalise/mapping.ts'
import { parseMapping } from '../../src/facts/normalise/parse-mapping.ts'
import type { Encoding } from '../../src/facts/normalise/text-encoding.ts'
import { encodeUtf8 } from '../../src/facts/normalise/text-encoding.ts'
import type { QualityReport } from '../../src/facts/quality.ts'
import { createTicketReader } from '../../src/facts/read-tickets.ts'
import { ticketAt } from '../../src/facts/ticket-batch.ts'
import { loadMappings } from '../../src/shell/importers/load-mappings.ts'
import { mappingOf, ticketTables } from '../../src/shell/importers/read-files.ts'

export const zones: ZoneTable = JSON.parse(readFileSync('catalogue/zones/zones.json', 'utf8'))

/** The real ServiceNow log, which the demonstration shares. */
export const SERVICENOW_LOG =
  ['demo/incident-event-log.csv.gz', 'tests/fixtures/servicenow/incident-event-log.csv.gz'].find(
    (path) => existsSync(path),
  ) ?? 'demo/incident-event-log.csv.gz'

const loaded = loadMappings('catalogue/mappings')
export const mappings: readonly Mapping[] = loaded.value ?? []
export const mappingFindings = loaded.findings

export function mappingNamed(name: string): Mapping {
  const mapping = mappings.find((one) => one.name === name)
  if (mapping === undefined) throw new Error(`no mapping ${name}`)
  return mapping
}

/** A mapping as a user writes it. */
export function mappingIn(text: string): Mapping {
  const tree = readYaml('mapping.yaml', text)
  const { value, findings } = tree.value === undefined ? tree : parseMapping(tree.value)
  if (value === undefined || !('rows' in value)) throw new Error(JSON.stringify(findings))
  return value
}

export interface Reading {
  readonly tickets: readonly Ticket[]
  readonly report: QualityReport
}

/** A file of the disk, as whole tickets. */
export function readAll(
  path: string,
  options: { readonly zone?: string; readonly mapping?: Mapping | undefined } = {},
): Reading {
  const zone = options.zone === undefined ? {} : { zone: options.zone }
  const read = { zones, mappings, ...zone }
  const mapping = options.mapping ?? mappingOf(path, read, [])
  if (mapping === undefined) throw new Error(`nobody knows ${path}`)
  const tickets: Ticket[] = []
  const [report] = ticketTables([{ path, mapping }], read).read((batch) => {
    for (let i = 0; i < batch.count; i += 1) tickets.push(ticketAt(batch, i))
  })
  if (report === undefined) throw new Error('a table has a report')
  return { tickets, report }
}

/** A text or bytes, in pieces of the given size, as whole tickets. */
export function readText(
  content: string | Uint8Array,
  options: {
    readonly mapping?: Mapping
    readonly zone?: string | undefined
    readonly encoding?: Encoding
    readonly piece?: number
    readonly latest?: Instant
  } = {},
): Reading {
  const bytes = typeof content === 'string' ? encodeUtf8(content) : content
  const { piece = bytes.length, mapping = mappingNamed('vigie-tickets'), encoding } = options
  const zone = 'zone' in options ? options.zone : 'Europe/Paris'
  const tickets: Ticket[] = []
  const reader = createTicketReader(mapping, {
    file: 'tickets.csv',
    zones,
    ...(zone === undefined ? {} : { zone }),
    ...(encoding === undefined ? {} : { encoding }),
    ...(options.latest === undefined ? {} : { latest: options.latest }),
    onBatch: (batch) => {
      for (let i = 0; i < batch.count; i += 1) tickets.push(ticketAt(batch, i))
    },
  })
  for (let from = 0; from < bytes.length; from += Math.max(1, piece)) {
    reader.push(bytes.slice(from, from + Math.max(1, piece)))
  }
  return { tickets, report: reader.finish() }
}

/** The events of a ticket, one line each. */
export const lifeOf = (ticket: Ticket): readonly string[] =>
  ticket.events.map(({ kind, value, at }) =>
    [kind, ...(value === undefined ? [] : [value]), formatInstant(at)].join(' '),
  )

/** What the tickets say, whatever their order, row and file. */
export const canonical = (tickets: readonly Ticket[]): readonly string[] =>
  tickets.map((ticket) => canonicalText(canonicalFact(ticket))).sort()

/** The codes of the findings of a report that are not mere information. */
export const codes = (report: QualityReport): readonly string[] =>
  report.findings.filter(({ severity }) => severity !== 'information').map(({ code }) => code)
