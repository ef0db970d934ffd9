/**
 * Reads tables of rare facts: outages, maintenance, quantities, deliverables, claims, invoice
 * lines.
 *
 * They are few, so each row becomes a plain object. A time that is only a date is its midnight; the
 * deadline of a deliverable that is only a date is the last millisecond of that date, since what is
 * handed over on the day is on time.
 */
import type { Instant } from '../../base/instant.ts'
import { instant } from '../../base/instant.ts'
import type { RareFact } from '../fact.ts'
import type { QualityLog } from '../quality.ts'
import { rareFactOf, TIME_ROLES } from '../rare-fact.ts'
import type { CellReader } from './cells.ts'
import { READ, UNREADABLE } from './cells.ts'
import type { CsvScanner } from './csv-scanner.ts'
import type { Header, RowReader } from './csv-table.ts'
import { isBlank, missingColumn } from './csv-table.ts'
import type { Mapping, RareKind } from './mapping.ts'
import { RARE_ROLES } from './parse-mapping.ts'

const LAST_OF_DAY = 86_399_999

export class RareRows implements RowReader {
  readonly facts: RareFact[] = []
  readonly #mapping: Mapping
  readonly #kind: RareKind
  readonly #cells: CellReader
  readonly #quality: QualityLog
  readonly #roles: { readonly role: string; readonly name: string; readonly column: number }[] = []
  readonly #fields: { readonly name: string; readonly column: number }[] = []
  #id = -1

  constructor(mapping: Mapping, kind: RareKind, cells: CellReader) {
    this.#mapping = mapping
    this.#kind = kind
    this.#cells = cells
    this.#quality = cells.quality
  }

  begin(header: Header): boolean {
    const { needs } = RARE_ROLES[this.#kind]
    let hasAll = true
    for (const [role, name] of this.#mapping.columns) {
      const column = header.indexOf(name)
      this.#roles.push({ role, name, column })
      if (column >= 0) continue
      const isNeeded = needs.includes(role)
      missingColumn(this.#quality, header, name, isNeeded)
      if (isNeeded) hasAll = false
    }
    this.#id = header.indexOf(this.#mapping.id.column)
    for (const [name, source] of this.#mapping.fields) {
      const column = header.indexOf(source)
      if (column < 0) missingColumn(this.#quality, header, source, false)
      else this.#fields.push({ name, column })
    }
    return hasAll
  }

  row(scanner: CsvScanner): void {
    if (isBlank(scanner)) {
      this.#quality.rowsBlank += 1
      return
    }
    const { row } = scanner
    const texts = new Map<string, string>()
    const times = new Map<string, Instant>()
    for (const { role, name, column } of this.#roles) {
      if (!TIME_ROLES.has(role)) {
        const text = this.#textAt(scanner, column, role)
        if (text !== undefined) texts.set(role, text)
        continue
      }
      const outcome = this.#cells.timeAt(scanner, column, name)
      if (outcome === UNREADABLE) {
        this.#quality.setAside(this.#cells.problem.code, row, this.#cells.problem.params)
        return
      }
      if (outcome === READ) times.set(role, this.#instantOf(role))
    }
    this.#keep(scanner, texts, times)
  }

  #instantOf(role: string): Instant {
    const isDeadline = role === 'due' && this.#cells.isDateOnly
    return instant((this.#cells.instant[0] as number) + (isDeadline ? LAST_OF_DAY : 0))
  }

  #textAt(scanner: CsvScanner, column: number, name: string): string | undefined {
    const cells = this.#cells
    if (!cells.find(scanner, column)) return undefined
    return cells.textIn(scanner.bytes, cells.start, cells.end, name, scanner.row)
  }

  #keep(
    scanner: CsvScanner,
    texts: ReadonlyMap<string, string>,
    times: ReadonlyMap<string, Instant>,
  ): void {
    const quality = this.#quality
    const fields: Record<string, string> = {}
    for (const field of this.#fields) {
      const text = this.#textAt(scanner, field.column, field.name)
      if (text !== undefined) fields[field.name] = text
    }
    const result = rareFactOf(this.#kind, {
      source: this.#mapping.source,
      id: this.#textAt(scanner, this.#id, 'id'),
      origin: { file: quality.file, row: scanner.row },
      texts,
      times,
      fields,
    })
    if ('problem' in result) {
      quality.setAside(result.problem.code, scanner.row, result.problem.params)
      return
    }
    quality.rowsUsed += 1
    quality.items += 1
    this.facts.push(result.fact)
  }
}
