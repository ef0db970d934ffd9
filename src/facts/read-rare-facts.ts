/**
 * Reads a table of rare facts (outages, quantities, claims…) as it streams in.
 *
 * @fr lecture des autres faits
 */
import { invariant } from '../base/invariant.ts'
import type { RareFact } from './fact.ts'
import { CellReader } from './normalise/cells.ts'
import { CsvTable } from './normalise/csv-table.ts'
import type { Mapping } from './normalise/mapping.ts'
import { RareRows } from './normalise/rare-rows.ts'
import type { QualityReport } from './quality.ts'
import { QualityLog } from './quality.ts'
import type { TableOptions, TableReader } from './read-tickets.ts'
import { encodingOf, zoneFor } from './read-tickets.ts'
import { Dictionary } from './ticket-batch.ts'

export interface RareReading {
  readonly facts: readonly RareFact[]
  readonly quality: QualityReport
}

/** Aborts: the mapping is one of tickets. */
export function createRareFactReader(
  mapping: Mapping,
  options: TableOptions,
): TableReader<RareReading> {
  const kind = mapping.rows
  invariant(kind !== 'ticket' && kind !== 'event', 'tickets have a reader of their own')
  const quality = new QualityLog(options.file)
  const encoding = encodingOf(mapping, options, quality)
  const zone = zoneFor(mapping, options, quality)
  const cells = new CellReader(mapping, { encoding, zone }, quality, new Dictionary())
  cells.takesDates = true
  const rows = new RareRows(mapping, kind, cells)
  const table = new CsvTable(mapping, encoding, quality, rows)
  return {
    push: (bytes) => table.push(bytes),
    finish: () => {
      table.finish()
      return { facts: rows.facts, quality: quality.report(mapping.name) }
    },
  }
}
