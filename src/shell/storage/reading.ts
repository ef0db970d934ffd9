/**
 * Goes through a reading of files for the store: once to know what is wrong with it, and again
 * where it is too long to be kept in memory.
 *
 * Files are read in one go, and a database is written in many: so items are taken by windows, each
 * from a new reading of the files. Most imports fit in the first window, and are read once.
 */
import { createHash } from 'node:crypto'
import type { Checked, Finding } from '../../base/finding.ts'
import { hasError } from '../../base/finding.ts'
import type { QualityReport } from '../../facts/quality.ts'
import { ticketAt } from '../../facts/ticket-batch.ts'
import type { FactFiles } from '../importers/read-files.ts'
import { isFatal, isRefused } from '../importers/refused-reading.ts'
import { isKeepable } from './columns.ts'
import { finding } from './refusal.ts'
import type { Item } from './stored-fact.ts'
import { itemOf } from './stored-fact.ts'

const WINDOW = 50_000

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
  /** All items, by windows. Throws nothing; a file that changed meanwhile gives other items. */
  windows(): Generator<readonly Item[]>
}

/** Reads all. Refused: what a closing refuses of files; `fact-not-keepable`. */
export function surveyReading(files: FactFiles): Checked<Reading> {
  if (hasError(files.findings.filter(isFatal))) {
    return { value: undefined, findings: files.findings }
  }
  const digest = createHash('sha256')
  const names = new Set(files.quality.map(({ file }) => file))
  const first: Item[] = []
  const unkept: Finding[] = []
  let total = 0
  const read = eachItem(files, (make) => {
    const item = make()
    digest.update(item.hash)
    names.add(item.originFile)
    if (total < WINDOW) first.push(item)
    if (!isItemKeepable(item) && unkept.length < 20) unkept.push(unkeptFinding(item))
    total += 1
  })
  const quality = [...files.quality, ...read]
  for (const { file } of read) names.add(file)
  const findings = [...files.findings, ...read.flatMap((report) => report.findings), ...unkept]
  if (isRefused(quality, findings) || unkept.length > 0) return { value: undefined, findings }
  const contested = new Set([...files.contested, ...quality.flatMap((report) => report.contested)])
  digest.update([...contested].sort().join('\n'))
  const report = { files: [...names].sort(), quality, contested: files.contested }
  const windows = () => windowsOf(files, first, total)
  const value = { total, digest: digest.digest('hex'), report, contested, findings, windows }
  return { value, findings }
}

function* windowsOf(
  files: FactFiles,
  first: readonly Item[],
  total: number,
): Generator<readonly Item[]> {
  yield first
  for (let from = WINDOW; from < total; from += WINDOW) yield itemsFrom(files, from)
}

function itemsFrom(files: FactFiles, from: number): Item[] {
  const items: Item[] = []
  let index = 0
  eachItem(files, (make) => {
    if (index >= from && items.length < WINDOW) items.push(make())
    index += 1
  })
  return items
}

function eachItem(files: FactFiles, visit: (make: () => Item) => void): readonly QualityReport[] {
  for (const fact of files.rare) visit(() => itemOf(fact))
  return files.tickets.read((batch) => {
    for (let i = 0; i < batch.count; i += 1) visit(() => itemOf(ticketAt(batch, i)))
  })
}

const isItemKeepable = ({ source, externalId, originFile }: Item): boolean =>
  isKeepable(source) && isKeepable(externalId) && isKeepable(originFile)

const unkeptFinding = ({ externalId, originFile, originRow }: Item): Finding => ({
  ...finding('fact-not-keepable', { id: JSON.stringify(externalId) }),
  where: { file: originFile, line: originRow },
})
