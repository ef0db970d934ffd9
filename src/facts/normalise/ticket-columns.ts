/**
 * Binds the columns of a mapping to their places in one file, for tickets and for event logs.
 *
 * The fields of a ticket are `priority`, `service`, `type`, `status` (where it has no time of its
 * own) and those that the mapping names.
 */
import { present } from '../../base/invariant.ts'
import { eventCode } from '../ticket-batch.ts'
import type { CellReader } from './cells.ts'
import type { CodeColumn } from './code-column.ts'
import type { CsvScanner } from './csv-scanner.ts'
import type { Header } from './csv-table.ts'
import { missingColumn } from './csv-table.ts'
import type { Mapping, TimeColumn } from './mapping.ts'
import { TIME_COLUMNS } from './mapping.ts'

const NO_VALUES: ReadonlyMap<string, string> = new Map()

export interface BoundTime {
  readonly kind: TimeColumn
  readonly code: number
  readonly column: number
  readonly name: string
}

export interface BoundField {
  readonly name: string
  readonly column: number
  readonly codes: CodeColumn
}

/** The names of the fields that a batch read by this mapping carries. */
export function fieldNames(mapping: Mapping): readonly string[] {
  const { priority, service, type, status } = mapping
  return [
    ...(priority === undefined ? [] : ['priority']),
    ...(service === undefined ? [] : ['service']),
    ...(type === undefined ? [] : ['type']),
    ...(status === undefined || status.at !== undefined ? [] : ['status']),
    ...mapping.fields.keys(),
  ]
}

export class TicketColumns {
  readonly id: number
  readonly opened: BoundTime
  /** The other time columns of the file: those before a resolution, and from it on. */
  readonly earlyTimes: readonly BoundTime[]
  readonly lateTimes: readonly BoundTime[]
  readonly fields: readonly BoundField[]
  readonly hasAll: boolean
  /** The code that every ticket has as its type, where the mapping gives it, and its field. */
  readonly constantType: number
  readonly typeField: number

  constructor(mapping: Mapping, header: Header, cells: CellReader) {
    const { quality } = cells
    const place = (name: string, isNeeded: boolean): number => {
      const column = header.indexOf(name)
      if (column < 0) missingColumn(quality, header, name, isNeeded)
      return column
    }
    this.id = place(mapping.id.column, true)
    const times: BoundTime[] = []
    for (const kind of TIME_COLUMNS) {
      const name = mapping.timeColumns.get(kind)
      if (name === undefined) continue
      times.push({ kind, code: eventCode(kind), column: place(name, kind === 'opened'), name })
    }
    const opened = times.find((time) => time.kind === 'opened')
    this.opened = present(opened, 'tickets are mapped with their opening')
    const others = times.filter((time) => time.kind !== 'opened' && time.column >= 0)
    this.earlyTimes = others.filter((time) => time.code < eventCode('resolved'))
    this.lateTimes = others.filter((time) => time.code >= eventCode('resolved'))
    this.fields = this.#bindFields(mapping, cells, place)
    const { type } = mapping
    const isConstant = type !== undefined && 'constant' in type
    this.constantType = isConstant ? cells.dictionary.codeOf(type.constant) : 0
    this.typeField = fieldNames(mapping).indexOf('type')
    this.hasAll = this.id >= 0 && this.opened.column >= 0
  }

  #bindFields(
    mapping: Mapping,
    cells: CellReader,
    place: (name: string, isNeeded: boolean) => number,
  ): readonly BoundField[] {
    return fieldNames(mapping).map((name) => {
      const source = sourceOf(mapping, name) ?? { column: name, values: NO_VALUES }
      const isKnown = sourceOf(mapping, name) !== undefined
      return {
        name,
        column: isKnown ? place(source.column, false) : -1,
        codes:
          source === mapping.status
            ? cells.statuses(source)
            : cells.codes(source.column, source.values, `${name}-unknown`),
      }
    })
  }

  /** The code of a field in the row being read. */
  codeOf(field: BoundField, scanner: CsvScanner): number {
    return field.codes.codeAt(scanner, field.column)
  }
}

function sourceOf(
  mapping: Mapping,
  name: string,
): { readonly column: string; readonly values: ReadonlyMap<string, string> } | undefined {
  const other = mapping.fields.get(name)
  if (other !== undefined) return { column: other, values: NO_VALUES }
  if (name === 'priority') return mapping.priority
  if (name === 'service') return mapping.service
  if (name === 'status') return mapping.status
  return mapping.type !== undefined && 'column' in mapping.type ? mapping.type : undefined
}
