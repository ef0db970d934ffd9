/** Reads one ticket of a facts file. */

import type { Finding } from '../base/finding.ts'
import { nearest } from '../base/yaml/nearest.ts'
import type { SourceNode } from '../base/yaml/source.ts'
import type { Ticket, TicketEvent, TicketEventKind } from './fact.ts'
import type { FileTimes } from './file-times.ts'
import { STATUSES } from './normalise/mapping.ts'
import type { QualityLog } from './quality.ts'
import { FieldReader } from './yaml-fields.ts'

const EARLY = ['acknowledged', 'assigned', 'responded', 'workaround'] as const
const LATE = ['resolved', 'reopened', 'closed'] as const

/** What is at hand while one file is read. @fr lecture d'un fichier de faits */
export interface FileReading {
  readonly file: string
  readonly source: string
  readonly times: FileTimes
  readonly findings: Finding[]
  /** What is said once for all the lines that share it. */
  readonly quality: QualityLog
}

/** The ticket of a node, or nothing and findings. */
export function readTicketNode(
  node: SourceNode,
  path: string,
  reading: FileReading,
): Ticket | undefined {
  const { file, source, times, findings } = reading
  const reader = FieldReader.of(node, path, findings)
  if (reader === undefined) return undefined
  const before = findings.length
  const id = reader.requiredText('id')
  if (!reader.has('opened')) reader.missing('opened')
  const events = [
    ...timed(reader, ['opened'], times),
    ...timed(reader, EARLY, times),
    ...changes(reader, 'status', 'status', reading),
    ...changes(reader, 'priority-changes', 'priority', reading),
    ...changes(reader, 'service-changes', 'service', reading),
    ...pauses(reader, reading),
    ...timed(reader, LATE, times),
  ]
  const fields = Object.fromEntries([...reader.rest()].filter(([, text]) => text !== ''))
  reader.finish()
  noteEarly(reader, events)
  const hasErrors = findings.slice(before).some((finding) => finding.severity === 'error')
  if (id === undefined || hasErrors) return undefined
  events.sort((a, b) => a.at - b.at)
  const origin = { file, row: reader.where.line }
  return { kind: 'ticket', source, externalId: id, revision: 1, origin, events, fields }
}

/** The events written as `resolved: 2026-04-03 11:00`, or as a list of times. */
function timed(
  reader: FieldReader,
  kinds: readonly TicketEventKind[],
  times: FileTimes,
): TicketEvent[] {
  return kinds.flatMap((kind) => {
    const node = reader.node(kind)
    if (node === undefined) return []
    const found =
      node.kind === 'list'
        ? node.items.map((item) => times.read(reader.sole(kind, item), kind, 'refused'))
        : [times.read(reader, kind, 'refused')]
    return found.flatMap((at) => (at === undefined ? [] : [{ kind, at }]))
  })
}

function changes(
  reader: FieldReader,
  key: string,
  kind: TicketEventKind,
  { times, findings, quality }: FileReading,
): TicketEvent[] {
  if (reader.node(key)?.kind === 'scalar' && key === 'status') {
    reader.note('facts-value-kind', reader.place(key), {
      key: reader.pathOf(key),
      expected: 'list',
    })
    return []
  }
  return reader.list(key).flatMap((node, index) => {
    const item = FieldReader.of(node, `${reader.pathOf(key)}[${index}]`, findings)
    if (item === undefined) return []
    if (!item.has('at')) item.missing('at')
    const at = times.read(item, 'at', 'refused')
    const value = item.requiredText('is')
    item.finish()
    if (at === undefined || value === undefined) return []
    if (kind === 'status') noteStatus(value, item.where.line, quality)
    return [{ kind, at, value }]
  })
}

/** Stretches of a status, each a change to it and a change back to `active`. */
function pauses(reader: FieldReader, { times, findings, quality }: FileReading): TicketEvent[] {
  const found = reader.list('pauses').flatMap((node, index) => {
    const item = FieldReader.of(node, `${reader.pathOf('pauses')}[${index}]`, findings)
    if (item === undefined) return []
    const status = item.requiredText('status')
    if (!item.has('from')) item.missing('from')
    const from = times.read(item, 'from', 'refused')
    const to = item.has('to') ? times.read(item, 'to', 'refused') : undefined
    item.finish()
    if (status === undefined || from === undefined) return []
    if (to !== undefined && to < from) {
      item.note('facts-ends-before-start', item.where, { key: item.pathOf('to') })
      return []
    }
    noteStatus(status, item.where.line, quality)
    return [{ status, from, to, item }]
  })
  found.sort((a, b) => a.from - b.from)
  return found.flatMap(({ status, from, to, item }, index) => {
    const next = found[index + 1]
    const starts = { kind: 'status' as const, at: from, value: status }
    if (next !== undefined && (to === undefined || next.from < to)) {
      next.item.note('facts-pauses-overlap', item.where, { key: next.item.pathOf('from') })
    }
    const isFollowed = to === undefined || next?.from === to
    return isFollowed ? [starts] : [starts, { kind: 'status' as const, at: to, value: 'active' }]
  })
}

/** A status that is on no list may pause nothing: it is said, with the one that looks like it. */
function noteStatus(status: string, line: number, quality: QualityLog): void {
  if (STATUSES.some((known) => known === status)) return
  const params = {
    value: status,
    nearest: nearest(status, STATUSES) ?? STATUSES.join(', '),
  }
  quality.note('facts-status-unknown', 'warning', line, params)
}

function noteEarly(reader: FieldReader, events: readonly TicketEvent[]): void {
  const opened = events.find((event) => event.kind === 'opened')
  if (opened === undefined) return
  for (const event of events) {
    if (event.at >= opened.at) continue
    const params = { key: reader.pathOf(event.kind), event: event.kind }
    reader.note('facts-event-before-opening', reader.where, params)
  }
}
