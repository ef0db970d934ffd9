/**
 * Reads tables in which one row is one whole ticket, straight into the columns of a batch.
 *
 * Example: `T-1,P1,…,2026-03-02T09:00,2026-03-02T09:10,2026-03-02T11:00,…` gives three events:
 * opened, responded 10 min later, resolved after 2 h.
 *
 * @fr une ligne par ticket
 */
import { present } from '../../base/invariant.ts'
import type { QualityLog } from '../quality.ts'
import { eventCode } from '../ticket-batch.ts'
import type { CellProblem, CellReader } from './cells.ts'
import { ABSENT, READ, UNREADABLE } from './cells.ts'
import type { CodeColumn } from './code-column.ts'
import type { CsvScanner, PlainReader } from './csv-scanner.ts'
import type { Header, RowReader } from './csv-table.ts'
import { isBlank, missingColumn } from './csv-table.ts'
import type { Mapping } from './mapping.ts'
import { PauseCell } from './pause-cell.ts'
import { plainPlan } from './plain-plan.ts'
import { PlainRows } from './plain-rows.ts'
import type { BoundTime } from './ticket-columns.ts'
import { TicketColumns } from './ticket-columns.ts'
import type { TicketOutput } from './ticket-output.ts'

const OPENED = eventCode('opened')
const STATUS = eventCode('status')
const RESOLVED = eventCode('resolved')
const CLOSED = eventCode('closed')

const RESOLUTION = 1
const CLOSURE = 2
const LATEST = 3

/** A status and the column that says since when it holds; a place is −1 where there is none. */
interface DatedStatus {
  readonly name: string
  readonly at: number
  readonly column: number
  readonly codes: CodeColumn
}

export class TicketRows implements RowReader {
  readonly #mapping: Mapping
  readonly #cells: CellReader
  readonly #quality: QualityLog
  readonly #output: TicketOutput
  readonly #latest: number
  #columns: TicketColumns | undefined
  #pauses: PauseCell | undefined
  #pauseColumn = -1
  #status: DatedStatus | undefined
  #statusField = -1
  #resolvedCodes: readonly number[] = []
  /** Opening, resolution, closure and latest time of the row; infinity where there is none. */
  readonly #told = new Float64Array(4)

  constructor(
    mapping: Mapping,
    cells: CellReader,
    output: TicketOutput,
    latest: number = Number.POSITIVE_INFINITY,
  ) {
    this.#mapping = mapping
    this.#cells = cells
    this.#quality = cells.quality
    this.#output = output
    this.#latest = latest
  }

  begin(header: Header): boolean {
    const mapping = this.#mapping
    const columns = new TicketColumns(mapping, header, this.#cells)
    this.#columns = columns
    this.#bindPauses(header)
    this.#bindStatus(header)
    this.#statusField = columns.fields.findIndex((field) => field.name === 'status')
    this.#resolvedCodes = ['resolved', 'closed'].map((s) => this.#cells.dictionary.codeOf(s))
    return columns.hasAll
  }

  plain(separator: number, width: number): PlainReader | undefined {
    if (this.#mapping.status?.at !== undefined) return undefined
    const columns = present(this.#columns, 'rows come after their header')
    const source = {
      width,
      separator,
      columns,
      pauses: this.#pauses,
      pauseColumn: this.#pauseColumn,
      statusField: this.#statusField,
      doneCodes: this.#resolvedCodes,
      latest: this.#latest,
    }
    const plan = plainPlan(source, this.#cells)
    return plan === undefined ? undefined : new PlainRows(plan, this.#output, this.#quality)
  }

  #bindPauses(header: Header): void {
    const { pauses } = this.#mapping
    if (pauses === undefined) return
    this.#pauseColumn = header.indexOf(pauses.column)
    this.#pauses = new PauseCell(this.#cells, pauses)
    if (this.#pauseColumn < 0) missingColumn(this.#quality, header, pauses.column, false)
  }

  #bindStatus(header: Header): void {
    const { status } = this.#mapping
    if (status?.at === undefined) return
    const [at, column] = [status.at, status.column].map((name) => {
      const place = header.indexOf(name)
      if (place < 0) missingColumn(this.#quality, header, name, false)
      return place
    }) as [number, number]
    this.#status = { name: status.at, at, column, codes: this.#cells.statuses(status) }
  }

  row(scanner: CsvScanner): void {
    const columns = present(this.#columns, 'rows come after their header')
    const cells = this.#cells
    const quality = this.#quality
    const { row } = scanner
    if (!cells.readId(scanner, columns.id, this.#mapping.id.removesSpaces)) {
      if (isBlank(scanner)) quality.rowsBlank += 1
      else quality.setAside('id-missing', row, { column: this.#mapping.id.column })
      return
    }
    const opened = cells.timeAt(scanner, columns.opened.column, columns.opened.name)
    if (opened !== READ) {
      const isAbsent = opened === ABSENT
      const { code, params } = isAbsent ? missingOpening(columns.opened.name) : cells.problem
      quality.setAside(code, row, params)
      return
    }
    const output = this.#output
    output.makeRoom()
    output.builder.begin(row, cells.id, 0, cells.idLength)
    if (this.#readEvents(scanner, columns)) {
      output.keep(1)
    } else {
      output.builder.drop()
      quality.setAside(cells.problem.code, row, cells.problem.params)
    }
  }

  /** Begins with the opening, which `builder.at` holds. */
  #readEvents(scanner: CsvScanner, columns: TicketColumns): boolean {
    const { builder } = this.#output
    const told = this.#told
    told[0] = builder.at[0] as number
    told[RESOLUTION] = Number.POSITIVE_INFINITY
    told[CLOSURE] = Number.POSITIVE_INFINITY
    told[LATEST] = told[0] as number
    builder.add(OPENED, 0)
    // Where times are equal, a pause ends before the ticket is resolved.
    if (!this.#readTimes(scanner, columns.earlyTimes)) return false
    const pauses = this.#pauses
    if (pauses !== undefined && this.#pauseColumn >= 0) {
      if (!pauses.read(scanner, this.#pauseColumn, told, builder)) return false
    }
    if (!this.#readTimes(scanner, columns.lateTimes)) return false
    if (this.#status !== undefined && !this.#readStatus(scanner, this.#status)) return false
    this.#readFields(scanner, columns)
    if ((told[LATEST] as number) > this.#latest) {
      this.#quality.note('time-in-future', 'warning', scanner.row)
    }
    return true
  }

  #readTimes(scanner: CsvScanner, times: readonly BoundTime[]): boolean {
    const cells = this.#cells
    const told = this.#told
    const { builder } = this.#output
    for (let t = 0; t < times.length; t += 1) {
      const time = times[t] as BoundTime
      const outcome = cells.timeAt(scanner, time.column, time.name)
      if (outcome === ABSENT) continue
      if (outcome === UNREADABLE) return false
      const at = builder.at[0] as number
      if (at < (told[0] as number)) return this.#beforeOpening(time)
      builder.add(time.code, 0)
      if (time.code === RESOLVED) told[RESOLUTION] = at
      else if (time.code === CLOSED) told[CLOSURE] = at
      if (at > (told[LATEST] as number)) told[LATEST] = at
    }
    return true
  }

  #readStatus(scanner: CsvScanner, status: DatedStatus): boolean {
    const { builder } = this.#output
    const told = this.#told
    const outcome = this.#cells.timeAt(scanner, status.at, status.name)
    if (outcome !== READ) return outcome === ABSENT
    builder.at[0] = Math.max(builder.at[0] as number, told[0] as number)
    told[LATEST] = Math.max(told[LATEST] as number, builder.at[0])
    const code = status.codes.codeAt(scanner, status.column)
    if (code !== 0) builder.add(STATUS, code)
    return true
  }

  #readFields(scanner: CsvScanner, columns: TicketColumns): void {
    const { builder } = this.#output
    const { fields } = columns
    let status = 0
    for (let f = 0; f < fields.length; f += 1) {
      const field = fields[f]
      if (field === undefined || field.column < 0) continue
      const code = field.codes.codeAt(scanner, field.column)
      if (code !== 0) builder.setField(f, code)
      if (f === this.#statusField) status = code
    }
    if (columns.constantType !== 0) builder.setField(columns.typeField, columns.constantType)
    const isResolved = (this.#told[RESOLUTION] as number) < Number.POSITIVE_INFINITY
    const isClosed = (this.#told[CLOSURE] as number) < Number.POSITIVE_INFINITY
    if (isResolved) {
      if ((this.#told[CLOSURE] as number) < (this.#told[RESOLUTION] as number)) {
        this.#quality.note('closed-before-resolved', 'warning', scanner.row)
      }
    } else if (isClosed || this.#resolvedCodes.includes(status)) {
      this.#quality.note('resolved-missing', 'warning', scanner.row)
    }
  }

  #beforeOpening(time: BoundTime): boolean {
    const params = { event: time.kind, column: time.name }
    this.#cells.problem = { code: 'event-before-opening', params }
    return false
  }
}

const missingOpening = (column: string): CellProblem => ({
  code: 'opened-missing',
  params: { column },
})
