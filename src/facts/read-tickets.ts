/**
 * Reads a table of tickets as it streams in, and hands batches of tickets over as they fill.
 *
 * The reader is pushed pieces of a file of any size and keeps no more than one row and one batch
 * (an event log excepted: its rows are kept until the end, since those of one ticket may be far
 * apart). **A batch is valid only during `onBatch`**: its arrays are used again.
 *
 * Example: `const reader = createTicketReader(mapping, options); reader.push(bytes);
 * reader.finish()` gives the quality report; the tickets went to `options.onBatch`.
 *
 * @fr lecture des tickets
 */
import type { Zone, ZoneTable } from '../base/calendar/zone.ts'
import { zoneOf } from '../base/calendar/zone.ts'
import type { Instant } from '../base/instant.ts'
import { BatchBuilder } from './normalise/batch-builder.ts'
import { CellReader } from './normalise/cells.ts'
import { CsvTable } from './normalise/csv-table.ts'
import { EventRows } from './normalise/event-rows.ts'
import type { Mapping } from './normalise/mapping.ts'
import type { Encoding } from './normalise/text-encoding.ts'
import { fieldNames } from './normalise/ticket-columns.ts'
import { TicketOutput } from './normalise/ticket-output.ts'
import { TicketRows } from './normalise/ticket-rows.ts'
import type { QualityReport } from './quality.ts'
import { QualityLog } from './quality.ts'
import { SeenTable } from './seen-table.ts'
import type { TicketBatch } from './ticket-batch.ts'
import { Dictionary } from './ticket-batch.ts'

export interface TableOptions {
  /** The name of the file, as the user gave it. */
  readonly file: string
  readonly zones: ZoneTable
  /** The zone of the times without offset, where the mapping asks for it. */
  readonly zone?: string
  /** What the file is written in, where the mapping leaves it to be found (`EncodingProbe`). */
  readonly encoding?: Encoding
}

export interface TicketReaderOptions extends TableOptions {
  readonly onBatch: (batch: TicketBatch) => void
  /** Shared by the readers of many files, together with `seen`, to find duplicates across them. */
  readonly dictionary?: Dictionary
  readonly seen?: SeenTable
  /** A time after this one is reported. */
  readonly latest?: Instant
}

export interface TableReader<Result> {
  /** Takes a piece of the file, which the caller may reuse afterwards. */
  push(bytes: Uint8Array): void
  finish(): Result
}

export function createTicketReader(
  mapping: Mapping,
  options: TicketReaderOptions,
): TableReader<QualityReport> {
  const quality = new QualityLog(options.file)
  const dictionary = options.dictionary ?? new Dictionary()
  const encoding = encodingOf(mapping, options, quality)
  const zone = zoneFor(mapping, options, quality)
  const { source } = mapping
  const builder = new BatchBuilder(source, options.file, fieldNames(mapping), dictionary)
  const cells = new CellReader(mapping, { encoding, zone }, quality, dictionary, builder.at)
  const seen = options.seen ?? new SeenTable()
  const output = new TicketOutput(builder, seen, quality, options.onBatch)
  const rows =
    mapping.rows === 'event'
      ? new EventRows(mapping, cells, output, options.latest)
      : new TicketRows(mapping, cells, output, options.latest)
  const table = new CsvTable(mapping, encoding, quality, rows)
  return {
    push: (bytes) => table.push(bytes),
    finish: () => {
      table.finish()
      if (rows instanceof EventRows) rows.finish()
      output.finish()
      return quality.report(mapping.name)
    },
  }
}

/** The encoding that the mapping says, or that was found; the choice is said in a finding. */
export function encodingOf(mapping: Mapping, options: TableOptions, quality: QualityLog): Encoding {
  const declared = mapping.format.encoding
  if (declared !== 'detect') return declared
  const encoding = options.encoding ?? 'utf-8'
  if (encoding === 'windows-1252') quality.note('encoding-found', 'information', 1, { encoding })
  return encoding
}

/** The zone of the times of a file, if it has one; a name that nobody knows is a finding. */
export function zoneFor(
  mapping: Mapping,
  options: TableOptions,
  quality: QualityLog,
): Zone | undefined {
  if (mapping.shiftWeeks !== 0) {
    quality.note('times-shifted', 'information', 1, { weeks: `${mapping.shiftWeeks}` })
  }
  if (mapping.zone === 'in-file') return undefined
  const name = mapping.zone === 'asked' ? options.zone : mapping.zone
  if (name === undefined) return undefined
  const zone = zoneOf(options.zones, name)
  if (zone === undefined) quality.note('facts-zone-unknown', 'error', 1, { zone: name })
  return zone
}
