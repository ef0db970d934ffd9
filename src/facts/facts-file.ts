/**
 * Reads facts that people write by hand, in YAML: the facts of a case, of a demonstration, or of a
 * contract with five tickets a month.
 *
 * Times are `2026-04-03 09:00`, on the clock of the `zone` at the head of the file, or carry their
 * own offset. A ticket has its events by name; `status` lists changes, `pauses` lists stretches;
 * any key that is none of these is a field of the ticket.
 *
 * Example: `tickets: [{ id: T-1, priority: P1, opened: 2026-04-03 09:00, resolved: 2026-04-03 11:00
 * }]` is a ticket of two events, two hours apart.
 *
 * @fr fichier de faits
 */
import type { ZoneTable } from '../base/calendar/zone.ts'
import { zoneOf } from '../base/calendar/zone.ts'
import type { Checked, Finding } from '../base/finding.ts'
import { hasError } from '../base/finding.ts'
import type { Instant } from '../base/instant.ts'
import type { SourceNode } from '../base/yaml/source.ts'
import type { RareFact, Ticket } from './fact.ts'
import type { FileReading } from './file-ticket.ts'
import { readTicketNode } from './file-ticket.ts'
import { FileTimes } from './file-times.ts'
import type { RareKind } from './normalise/mapping.ts'
import { QualityLog } from './quality.ts'
import { rareFactOf } from './rare-fact.ts'
import { FieldReader } from './yaml-fields.ts'

export interface FactsFile {
  readonly tickets: readonly Ticket[]
  readonly rare: readonly RareFact[]
}

/** The lists of a file: the key of the file, the kind, and its keys as roles. */
const RARE_LISTS: readonly {
  readonly key: string
  readonly kind: RareKind
  readonly texts: Readonly<Record<string, string>>
  readonly times: Readonly<Record<string, string>>
  readonly hasFields: boolean
}[] = [
  {
    key: 'outages',
    kind: 'outage',
    texts: { of: 'of' },
    times: { from: 'start', to: 'end' },
    hasFields: true,
  },
  {
    key: 'watches',
    kind: 'watch',
    texts: { of: 'of' },
    times: { from: 'start', to: 'end' },
    hasFields: false,
  },
  {
    key: 'maintenance',
    kind: 'maintenance',
    texts: { of: 'of', ground: 'ground' },
    times: { announced: 'announced', from: 'start', to: 'end' },
    hasFields: false,
  },
  {
    key: 'quantities',
    kind: 'quantity',
    texts: { of: 'of', amount: 'amount' },
    times: { on: 'on', published: 'published' },
    hasFields: false,
  },
  {
    key: 'deliverables',
    kind: 'deliverable',
    texts: { of: 'of' },
    times: { from: 'from', due: 'due', delivered: 'delivered' },
    hasFields: true,
  },
  {
    key: 'exemptions',
    kind: 'exemption',
    texts: {
      ground: 'ground',
      item: 'item',
      share: 'share',
      by: 'by',
      status: 'status',
      evidence: 'evidence',
      about: 'about',
    },
    times: { from: 'from', to: 'to', claimed: 'claimed' },
    hasFields: false,
  },
  {
    key: 'amounts',
    kind: 'invoice-line',
    texts: { of: 'of', amount: 'amount' },
    times: { on: 'on' },
    hasFields: false,
  },
  {
    key: 'invoice-lines',
    kind: 'invoice-line',
    texts: { of: 'of', amount: 'amount' },
    times: { on: 'on' },
    hasFields: false,
  },
  {
    key: 'events',
    kind: 'happening',
    texts: { of: 'of', about: 'about' },
    times: { on: 'on' },
    hasFields: false,
  },
  {
    key: 'acts',
    kind: 'act',
    texts: {
      of: 'of',
      by: 'by',
      did: 'did',
      about: 'about',
      with: 'with',
      author: 'author',
      approver: 'approver',
    },
    times: { on: 'on', sent: 'sent', presented: 'presented', received: 'received' },
    hasFields: false,
  },
  {
    key: 'openings',
    kind: 'opening',
    texts: {
      contract: 'contract',
      of: 'of',
      in: 'in',
      line: 'line',
      value: 'value',
      evidence: 'evidence',
    },
    times: {
      'as-of': 'as-of',
      'client-agreed': 'client-agreed',
      'provider-agreed': 'provider-agreed',
    },
    hasFields: false,
  },
]

type RareList = (typeof RARE_LISTS)[number]

/** Reads a whole file of facts. Where there is an error there is no value. */
export function readFactsFile(
  file: string,
  node: SourceNode,
  zones: ZoneTable,
): Checked<FactsFile> {
  const findings: Finding[] = []
  const reader = FieldReader.of(node, '', findings)
  if (reader === undefined) return { value: undefined, findings }
  const name = reader.text('zone')
  const zone = name === undefined ? undefined : zoneOf(zones, name)
  if (name !== undefined && zone === undefined) {
    reader.note('facts-zone-unknown', reader.place('zone'), { zone: name })
  }
  const source = reader.text('source') ?? 'facts'
  const quality = new QualityLog(file)
  const times = new FileTimes(zone, quality)
  const reading: FileReading = { file, source, times, findings, quality }
  const tickets: Ticket[] = []
  for (const item of reader.list('tickets')) {
    const ticket = readTicketNode(item, `tickets[${tickets.length}]`, reading)
    if (ticket !== undefined) tickets.push(ticket)
  }
  noteRepeatedIds(reader, tickets)
  const rare = RARE_LISTS.flatMap((list) => readRareList(reader, list, reading))
  reader.finish()
  findings.push(...quality.report('facts').findings)
  return { value: hasError(findings) ? undefined : { tickets, rare }, findings }
}

function noteRepeatedIds(reader: FieldReader, tickets: readonly Ticket[]): void {
  const seen = new Set<string>()
  for (const { externalId, origin } of tickets) {
    if (seen.has(externalId)) {
      reader.note('facts-id-twice', { file: origin.file, line: origin.row }, { id: externalId })
    }
    seen.add(externalId)
  }
}

function readRareList(reader: FieldReader, list: RareList, reading: FileReading): RareFact[] {
  return reader.list(list.key).flatMap((node, index) => {
    const item = FieldReader.of(node, `${list.key}[${index}]`, reading.findings)
    if (item === undefined) return []
    const fact = readRare(item, list, reading)
    return fact === undefined ? [] : [fact]
  })
}

function readRare(
  item: FieldReader,
  list: RareList,
  { source, times }: FileReading,
): RareFact | undefined {
  const texts = new Map<string, string>()
  const read = new Map<string, Instant>()
  let isWhole = true
  for (const [key, role] of Object.entries(list.texts)) {
    const text = item.text(key)
    if (text !== undefined) texts.set(role, text)
  }
  for (const [key, role] of Object.entries(list.times)) {
    if (!item.has(key)) continue
    const at = times.read(item, key, role === 'due' ? 'last of day' : 'first of day')
    if (at === undefined) isWhole = false
    else read.set(role, at)
  }
  const id = item.text('id')
  const fields = list.hasFields ? Object.fromEntries(item.rest()) : {}
  item.finish()
  if (!isWhole) return undefined
  const { file, line } = item.where
  const parts = { source, id, origin: { file, row: line }, texts, times: read, fields }
  const result = rareFactOf(list.kind, parts)
  if ('fact' in result) return result.fact
  item.note(`facts-${result.problem.code}`, item.where, {
    key: item.pathOf(''),
    ...result.problem.params,
  })
  return undefined
}
