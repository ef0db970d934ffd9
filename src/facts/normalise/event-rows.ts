/**
 * Reads event logs, in which many rows tell the life of one ticket, and makes whole tickets of
 * them.
 *
 * Rows may come in any order, so all are kept until the end of the file: about a hundred bytes a
 * row. A status event is made where the status changes. The columns of times (opened, resolved,
 * closed) are repeated on each row; the latest row is believed, since the tool fills them on the
 * way.
 *
 * @fr journal d'événements
 */
import { present } from '../../base/invariant.ts'
import type { QualityLog } from '../quality.ts'
import type { BatchBuilder } from './batch-builder.ts'
import type { CellReader } from './cells.ts'
import { ABSENT, UNREADABLE } from './cells.ts'
import type { CodeColumn } from './code-column.ts'
import type { CsvScanner } from './csv-scanner.ts'
import type { Header, RowReader } from './csv-table.ts'
import { isBlank, missingColumn } from './csv-table.ts'
import type { ItemEvent } from './item-story.ts'
import { ItemStory, NEVER } from './item-story.ts'
import type { Mapping, StatusColumn } from './mapping.ts'
import { decodeBytes } from './text-encoding.ts'
import { TicketColumns } from './ticket-columns.ts'
import type { TicketOutput } from './ticket-output.ts'

export class EventRows implements RowReader {
  readonly #mapping: Mapping
  readonly #cells: CellReader
  readonly #quality: QualityLog
  readonly #output: TicketOutput
  readonly #latest: number
  readonly #items = new Map<string, ItemStory>()
  #columns: TicketColumns | undefined
  #status: CodeColumn | undefined
  #statusColumn = -1
  #at = -1
  #order = -1
  #orderName = ''
  #atName = ''

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
    this.#columns = new TicketColumns(this.#mapping, header, this.#cells)
    this.#bindStatus(present(this.#mapping.status, 'an event log has its statuses'), header)
    return this.#columns.hasAll && this.#at >= 0 && this.#statusColumn >= 0
  }

  #bindStatus(status: StatusColumn, header: Header): void {
    this.#statusColumn = header.indexOf(status.column)
    if (this.#statusColumn < 0) missingColumn(this.#quality, header, status.column, true)
    this.#atName = present(status.at, 'a status of an event log has its time')
    this.#at = header.indexOf(this.#atName)
    if (this.#at < 0) missingColumn(this.#quality, header, this.#atName, true)
    if (status.order !== undefined) {
      this.#orderName = status.order
      this.#order = header.indexOf(status.order)
      if (this.#order < 0) missingColumn(this.#quality, header, status.order, false)
    }
    this.#status = this.#cells.statuses(status)
  }

  row(scanner: CsvScanner): void {
    const columns = present(this.#columns, 'rows come after their header')
    const cells = this.#cells
    const { row } = scanner
    if (!cells.readId(scanner, columns.id, this.#mapping.id.removesSpaces)) {
      if (isBlank(scanner)) this.#quality.rowsBlank += 1
      else this.#quality.setAside('id-missing', row, { column: this.#mapping.id.column })
      return
    }
    const id = present(decodeBytes(cells.id, 0, cells.idLength, 'utf-8'), 'identifiers are UTF-8')
    let item = this.#items.get(id)
    if (item === undefined) {
      item = new ItemStory(id)
      this.#items.set(id, item)
    }
    const event = this.#eventOf(scanner, columns)
    if (event === undefined) item.damage(row, cells.problem)
    else if (item.add(event)) this.#quality.note('rows-out-of-order', 'information', row)
  }

  /** One row, or nothing and a problem of the cells. */
  #eventOf(scanner: CsvScanner, columns: TicketColumns): ItemEvent | undefined {
    const cells = this.#cells
    const outcome = cells.timeAt(scanner, this.#at, this.#atName)
    if (outcome === UNREADABLE) return undefined
    if (outcome === ABSENT) {
      cells.problem = { code: 'event-time-missing', params: { column: this.#atName } }
      return undefined
    }
    const at = cells.instant[0] as number
    const times: number[] = []
    for (const time of [columns.opened, ...columns.earlyTimes, ...columns.lateTimes]) {
      const read = cells.timeAt(scanner, time.column, time.name)
      if (read === UNREADABLE) return undefined
      times.push(read === ABSENT ? NEVER : (cells.instant[0] as number))
    }
    return {
      row: scanner.row,
      at,
      order: this.#orderOf(scanner),
      status: present(this.#status, 'rows come after their header').codeAt(
        scanner,
        this.#statusColumn,
      ),
      times,
      fields: columns.fields.map((field) => columns.codeOf(field, scanner)),
    }
  }

  /** The number of a row among those of its time: 0 where there is none, which is said of words. */
  #orderOf(scanner: CsvScanner): number {
    const cells = this.#cells
    if (!cells.find(scanner, this.#order)) return 0
    const column = this.#orderName
    const sample = cells.textIn(scanner.bytes, cells.start, cells.end, column, scanner.row)
    if (/^\d{1,15}$/.test(sample)) return Number(sample)
    this.#quality.note('order-unreadable', 'warning', scanner.row, { column, sample })
    return 0
  }

  /** Makes tickets of all the rows. */
  finish(): void {
    for (const item of this.#items.values()) {
      if (item.problem !== undefined) {
        const { code, params } = item.problem
        this.#quality.setAside(code, item.problemRow, params, item.rows)
      } else {
        this.#emit(item)
      }
    }
    this.#items.clear()
  }

  #emit(item: ItemStory): void {
    const columns = present(this.#columns, 'rows come after their header')
    const { builder } = this.#output
    this.#output.makeRoom()
    const id = this.#cells.encode(item.id)
    builder.begin(item.firstRow, this.#cells.id, 0, id)
    const { dictionary } = this.#cells
    const isDone = [dictionary.codeOf('resolved'), dictionary.codeOf('closed')]
    const notes = item.tell(builder, columns, isDone)
    if (item.problem !== undefined) {
      builder.drop()
      const { code, params } = item.problem
      this.#quality.setAside(code, item.firstRow, params, item.rows)
      return
    }
    for (const note of notes) this.#quality.note(note, 'warning', item.firstRow)
    if (item.latest > this.#latest) this.#quality.note('time-in-future', 'warning', item.firstRow)
    this.#fillFields(item, columns, builder)
    this.#output.keep(item.rows)
  }

  #fillFields(item: ItemStory, columns: TicketColumns, builder: BatchBuilder): void {
    item.firstFields.forEach((code, f) => {
      if (code !== 0) builder.setField(f, code)
    })
    if (columns.constantType !== 0) builder.setField(columns.typeField, columns.constantType)
  }
}
