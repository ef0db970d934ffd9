/**
 * Reads a mapping file, with a finding for each thing that it says wrong.
 *
 * Example: `one-row-is: tickets` is refused at its line, with `ticket` as the nearest known word.
 *
 * @fr lecture d'une correspondance de colonnes
 */
import type { Checked, Finding } from '../../base/finding.ts'
import { hasError } from '../../base/finding.ts'
import type { SourceNode } from '../../base/yaml/source.ts'
import { FieldReader } from '../yaml-fields.ts'
import type {
  Mapping,
  PauseColumn,
  RareKind,
  RowKind,
  StatusColumn,
  TimeColumn,
  ValueColumn,
} from './mapping.ts'
import { ROW_KINDS, STATUSES, TIME_COLUMNS } from './mapping.ts'
import { TimePattern } from './time-pattern.ts'

const SEPARATORS: Readonly<Record<string, number>> = {
  ',': 44,
  ';': 59,
  tab: 9,
  '\t': 9,
  '|': 124,
}

/** The roles of each rare fact: those that a row needs, and those that it may have. */
export const RARE_ROLES: Readonly<
  Record<RareKind, { readonly needs: readonly string[]; readonly may: readonly string[] }>
> = {
  outage: { needs: ['of', 'start'], may: ['end'] },
  watch: { needs: ['of', 'start', 'end'], may: [] },
  maintenance: { needs: ['of', 'start', 'end'], may: ['announced', 'ground'] },
  quantity: { needs: ['of', 'on', 'amount'], may: ['published'] },
  deliverable: { needs: ['of', 'from'], may: ['due', 'delivered'] },
  exemption: {
    needs: ['ground', 'share', 'by', 'status'],
    may: ['item', 'from', 'to', 'evidence', 'about', 'claimed'],
  },
  'invoice-line': { needs: ['of', 'on', 'amount'], may: [] },
  happening: { needs: ['of', 'on'], may: ['about'] },
  act: {
    needs: ['of', 'by', 'did'],
    may: ['on', 'sent', 'presented', 'received', 'about', 'with', 'author', 'approver'],
  },
  opening: {
    needs: ['contract', 'of', 'value', 'as-of', 'evidence'],
    may: ['in', 'line', 'client-agreed', 'provider-agreed'],
  },
}

export function parseMapping(node: SourceNode): Checked<Mapping> {
  const findings: Finding[] = []
  const reader = FieldReader.of(node, '', findings)
  const value = reader === undefined ? undefined : readMapping(reader)
  return { value: hasError(findings) ? undefined : value, findings }
}

function readMapping(reader: FieldReader): Mapping | undefined {
  const name = reader.requiredText('name')
  if (!reader.has('one-row-is')) reader.missing('one-row-is')
  const rows = reader.word('one-row-is', ROW_KINDS)
  const title = reader.map('title')
  const fr = title?.requiredText('fr') ?? ''
  const en = title?.requiredText('en') ?? ''
  title?.finish()
  const times = reader.text('times') ?? 'iso'
  if (TimePattern.of(times) === undefined) {
    reader.note('mapping-time-pattern', reader.place('times'), { pattern: times })
  }
  const mapping = {
    title: { fr, en },
    recognise: reader.texts('recognise'),
    format: readFormat(reader),
    times,
    zone: reader.text('zone') ?? 'asked',
    empty: reader.texts('empty'),
    shiftWeeks: readShift(reader),
    fields: reader.record('fields'),
  }
  const source = reader.text('source') ?? name ?? ''
  // What the other keys mean depends on what a row is: unknown, it is all that is said.
  if (rows === undefined) return undefined
  const meaning = readMeaning(reader, rows)
  reader.finish()
  return name === undefined ? undefined : { ...mapping, ...meaning, name, source, rows }
}

function readFormat(reader: FieldReader): Mapping['format'] {
  const format = reader.map('format')
  const encoding = format?.word('encoding', ['utf-8', 'windows-1252', 'detect'] as const)
  const isQuoting = format?.word('quote', ['double', 'none'] as const) !== 'none'
  const text = format?.text('separator')
  const separator = text === undefined ? undefined : SEPARATORS[text]
  if (format !== undefined && text !== undefined && text !== 'detect' && separator === undefined) {
    format.note('mapping-separator', format.place('separator'), { text })
  }
  format?.finish()
  const base = { encoding: encoding ?? ('detect' as const), isQuoting }
  return separator === undefined ? base : { ...base, separator }
}

function readShift(reader: FieldReader): number {
  const text = reader.text('shift')
  if (text === undefined) return 0
  const match = /^(-?\d{1,5}) weeks?$/.exec(text)
  if (match === null) reader.note('mapping-shift', reader.place('shift'), { text })
  return match === null ? 0 : Number(match[1])
}

type Meaning = Omit<
  Mapping,
  | 'name'
  | 'source'
  | 'rows'
  | 'title'
  | 'recognise'
  | 'format'
  | 'times'
  | 'zone'
  | 'empty'
  | 'shiftWeeks'
  | 'fields'
>

function readMeaning(reader: FieldReader, rows: RowKind): Meaning {
  const idMap = reader.map('id')
  const id = {
    column: idMap?.requiredText('column') ?? '',
    removesSpaces: idMap?.word('clean', ['trim', 'remove-spaces'] as const) === 'remove-spaces',
  }
  idMap?.finish()
  if (rows !== 'ticket' && rows !== 'event') {
    return { id, timeColumns: new Map(), columns: readRoles(reader, RARE_ROLES[rows]) }
  }
  if (idMap === undefined) reader.missing('id')
  const timeColumns = readTimeColumns(reader)
  const status = readStatus(reader)
  if (rows === 'event' && status?.at === undefined) reader.missing('status.at')
  const priority = readValues(reader, 'priority')
  const service = readValues(reader, 'service')
  const pauses = readPauses(reader)
  const type = readType(reader)
  return {
    id,
    timeColumns,
    columns: new Map(),
    ...(status === undefined ? {} : { status }),
    ...(priority === undefined ? {} : { priority }),
    ...(service === undefined ? {} : { service }),
    ...(type === undefined ? {} : { type }),
    ...(pauses === undefined ? {} : { pauses }),
  }
}

function readTimeColumns(reader: FieldReader): ReadonlyMap<TimeColumn, string> {
  const columns = reader.map('columns')
  const found = new Map<TimeColumn, string>()
  if (columns === undefined) reader.missing('columns')
  else if (!columns.has('opened')) columns.missing('opened')
  for (const kind of TIME_COLUMNS) {
    const column = columns?.text(kind)
    if (column !== undefined) found.set(kind, column)
  }
  columns?.finish()
  return found
}

function readRoles(
  reader: FieldReader,
  roles: { readonly needs: readonly string[]; readonly may: readonly string[] },
): ReadonlyMap<string, string> {
  const columns = reader.map('columns')
  const found = new Map<string, string>()
  if (columns === undefined) reader.missing('columns')
  for (const role of [...roles.needs, ...roles.may]) {
    const column = columns?.text(role)
    if (column !== undefined) found.set(role, column)
    else if (roles.needs.includes(role)) columns?.missing(role)
  }
  columns?.finish()
  return found
}

function readValues(reader: FieldReader, key: string): ValueColumn | undefined {
  const inner = reader.map(key)
  if (inner === undefined) return undefined
  const column = inner.requiredText('column')
  const values = inner.record('values')
  inner.finish()
  return column === undefined ? undefined : { column, values }
}

function readType(reader: FieldReader): Mapping['type'] {
  const inner = reader.map('type')
  const constant = inner?.text('constant')
  if (constant === undefined) return readValues(reader, 'type')
  inner?.finish()
  return { constant }
}

function readStatus(reader: FieldReader): StatusColumn | undefined {
  const inner = reader.map('status')
  if (inner === undefined) return undefined
  const column = inner.requiredText('column')
  const at = inner.text('at')
  const order = inner.text('order')
  const values = knownStatuses(inner)
  inner.finish()
  if (column === undefined) return undefined
  return {
    column,
    values,
    ...(at === undefined ? {} : { at }),
    ...(order === undefined ? {} : { order }),
  }
}

function knownStatuses(inner: FieldReader): ReadonlyMap<string, string> {
  const values = inner.record('values')
  for (const [source, status] of values) {
    if (STATUSES.some((known) => known === status)) continue
    const params = { source, status, known: STATUSES.join(', ') }
    inner.note('mapping-status', inner.place('values'), params)
  }
  return values
}

/** `form` shows one pause and the mark before the next, such as `status@start/end|`. */
function readPauses(reader: FieldReader): PauseColumn | undefined {
  const inner = reader.map('pauses')
  if (inner === undefined) return undefined
  const column = inner.requiredText('column')
  const form = inner.text('form') ?? 'status@start/end|'
  const values = knownStatuses(inner)
  inner.finish()
  const match = /^status([^A-Za-z0-9:T-])start([^A-Za-z0-9:T-])end([^A-Za-z0-9:T-])$/.exec(form)
  if (match === null) inner.note('mapping-pause-form', inner.place('form'), { text: form })
  if (column === undefined || match === null) return undefined
  const [, status = '@', end = '/', next = '|'] = match
  const marks = [status.charCodeAt(0), end.charCodeAt(0), next.charCodeAt(0)] as const
  return { column, values, marks }
}
