/**
 * Goes through a reading of files for the store: once to know what is wrong with it, and again
 * where it is too long to be kept in memory.
 *
 * Files are read in one go, and a database is written in many: so tickets are kept by windows of a
 * hundred thousand, in columns, each from a new reading of the files. Most imports fit in the first
 * window, and are read once. An item is made when it is stored, and lives no longer.
 *
 * Example: 250 000 tickets are read three times, and no more than 100 000 are ever in memory, in
 * some 15 MB; as items they would take 80.
 */
import type { Hash } from 'node:crypto'
import { createHash } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import type { Checked, Finding } from '../../base/finding.ts'
import { hasError } from '../../base/finding.ts'
import type { RareFact } from '../../facts/fact.ts'
import type { QualityReport } from '../../facts/quality.ts'
import type { Dictionary, TicketBatch } from '../../facts/ticket-batch.ts'
import { copyOf, ticketAt } from '../../facts/ticket-batch.ts'
import type { FactFiles } from '../importers/read-files.ts'
import { isFatal, isRefused } from '../importers/refused-reading.ts'
import { isKeepable } from './columns.ts'
import { finding, Refusal } from './refusal.ts'
import type { Item } from './stored-fact.ts'
import { itemOf } from './stored-fact.ts'

const WINDOW = 100_000

/** What is kept of a reading beside its facts. */
export interface ReadingReport {
  readonly files: readonly string[]
  readonly quality: readonly QualityReport[]
  /** Tickets that two written files tell differently: set aside, and in no quality report. */
  readonly contested: readonly string[]
}

export interface Reading {
  readonly total: number
  /** The hash of all that was read, in its order. */
  readonly digest: string
  readonly report: ReadingReport
  /** Tickets told in two ways. */
  readonly contested: ReadonlySet<string>
  readonly findings: readonly Finding[]
  /**
   * All items, one by one. Throws a {@link Refusal} where the files have others by now, or where it
   * is asked to stop.
   */
  items(): AsyncGenerator<Item>
}

/** Goes through a reading, and lets others work between two steps. */
async function paced<T>(reading: Generator<unknown, T>, signal?: AbortSignal): Promise<T> {
  for (;;) {
    const { done, value } = reading.next()
    if (done === true) return value
    await setImmediate()
    if (signal?.aborted !== true) continue
    reading.return(value as T)
    throw new Refusal('import-cancelled')
  }
}

/**
 * Reads all, letting others work between two pieces of a file. Refused: what a closing refuses of
 * files; `fact-not-keepable`. Throws a {@link Refusal} where it is asked to stop.
 */
export async function surveyReading(
  files: FactFiles,
  signal?: AbortSignal,
): Promise<Checked<Reading>> {
  if (hasError(files.findings.filter(isFatal))) {
    return { value: undefined, findings: files.findings }
  }
  const survey = new Survey(files.quality.map(({ file }) => file))
  for (const fact of files.rare) survey.addRare(fact)
  const read = await paced(
    files.tickets.steps((batch) => survey.addTickets(batch)),
    signal,
  )
  const quality = [...files.quality, ...read]
  for (const { file } of read) survey.names.add(file)
  const { names, unkept, first, batches, total } = survey
  const findings = [...files.findings, ...read.flatMap((report) => report.findings), ...unkept]
  if (isRefused(quality, findings) || unkept.length > 0) return { value: undefined, findings }
  const contested = new Set([...files.contested, ...quality.flatMap((report) => report.contested)])
  const report = { files: [...names].sort(), quality, contested: files.contested }
  const items = () => itemsOf(files, first.batches, { batches, total }, signal)
  const digest = survey.digest([...contested].sort())
  return { value: { total, digest, report, contested, findings, items }, findings }
}

/** The first batches of a reading, or some later ones, in columns of their own. */
class Window {
  readonly batches: TicketBatch[] = []
  #tickets = 0

  /** Keeps a batch, until there are enough. */
  add(batch: TicketBatch): void {
    if (this.#tickets >= WINDOW) return
    this.batches.push(copyOf(batch))
    this.#tickets += batch.count
  }
}

const MOST_UNKEPT = 20

/** What is known of a reading once all of it went by. */
class Survey {
  readonly names: Set<string>
  readonly unkept: Finding[] = []
  readonly first = new Window()
  batches = 0
  total = 0
  readonly #hash = createHash('sha256')
  readonly #dictionaries = new Set<Dictionary>()

  constructor(names: readonly string[]) {
    this.names = new Set(names)
  }

  addRare(fact: RareFact): void {
    this.total += 1
    this.#hash.update(itemOf(fact).hash)
    this.#note(fact.source, fact.externalId, fact.origin.file, fact.origin.row)
  }

  addTickets(batch: TicketBatch): void {
    const ids = Array.from({ length: batch.count }, (_, i) => batch.externalId(i))
    this.total += batch.count
    this.batches += 1
    this.first.add(batch)
    this.#dictionaries.add(batch.dictionary)
    hashColumns(this.#hash, batch, ids)
    ids.forEach((id, i) => {
      this.#note(batch.source, id, batch.file, batch.row[i] ?? 0)
    })
  }

  /**
   * The hash of all that went by. Columns hold codes in place of texts; with the texts in the order
   * of their codes, they say the same.
   */
  digest(contested: readonly string[]): string {
    for (const dictionary of this.#dictionaries) {
      const { size } = dictionary
      for (let code = 0; code < size; code += 1) {
        this.#hash.update(JSON.stringify(dictionary.textOf(code)))
      }
    }
    return this.#hash.update(JSON.stringify(contested)).digest('hex')
  }

  #note(source: string, id: string, file: string, row: number): void {
    this.names.add(file)
    if (isKeepable(source) && isKeepable(id) && isKeepable(file)) return
    if (this.unkept.length === MOST_UNKEPT) return
    const params = { id: JSON.stringify(id) }
    this.unkept.push({ ...finding('fact-not-keepable', params), where: { file, line: row } })
  }
}

function hashColumns(hash: Hash, batch: TicketBatch, ids: readonly string[]): void {
  hash.update(JSON.stringify([batch.source, [...batch.fields.keys()], ids]))
  const { eventStart, eventKind, eventAt, eventValue, fields } = batch
  for (const column of [eventStart, eventKind, eventAt, eventValue, ...fields.values()]) {
    hash.update(column)
  }
}

async function* itemsOf(
  files: FactFiles,
  first: readonly TicketBatch[],
  { batches, total }: Pick<Survey, 'batches' | 'total'>,
  signal?: AbortSignal,
): AsyncGenerator<Item> {
  for (const fact of files.rare) yield itemOf(fact)
  yield* itemsIn(first)
  let count = files.rare.length + ticketsIn(first)
  let window: readonly TicketBatch[]
  for (let from = first.length; from < batches; from += window.length) {
    window = await batchesFrom(files, from, signal)
    if (window.length === 0) break
    yield* itemsIn(window)
    count += ticketsIn(window)
  }
  if (count !== total) throw new Refusal('import-files-changed')
}

const ticketsIn = (batches: readonly TicketBatch[]): number =>
  batches.reduce((sum, batch) => sum + batch.count, 0)

function* itemsIn(batches: readonly TicketBatch[]): Generator<Item> {
  for (const batch of batches) {
    for (let i = 0; i < batch.count; i += 1) yield itemOf(ticketAt(batch, i))
  }
}

async function batchesFrom(
  files: FactFiles,
  from: number,
  signal?: AbortSignal,
): Promise<readonly TicketBatch[]> {
  const window = new Window()
  let index = 0
  const steps = files.tickets.steps((batch) => {
    if (index >= from) window.add(batch)
    index += 1
  })
  await paced(steps, signal)
  return window.batches
}
