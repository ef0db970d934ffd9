/**
 * Our side of the `close` benchmark: a month closed from a file of tickets, like `vigie close`.
 *
 * Run as a program (`tsx bench/close-ours.ts CONTRACT DATA MONTH`), it closes once and prints the
 * seconds and the peak memory of a process that did nothing else.
 */

import { parseValue } from '../src/base/because/value.ts'
import type { YearMonth } from '../src/base/calendar/date.ts'
import { monthOf, parseMonth } from '../src/base/calendar/date.ts'
import type { Zone } from '../src/base/calendar/zone.ts'
import { zoneOf } from '../src/base/calendar/zone.ts'
import { hasError } from '../src/base/finding.ts'
import type { Program } from '../src/contract/core/core.ts'
import type { Terms } from '../src/contract/terms.ts'
import { Measuring } from '../src/measures/measuring.ts'
import { compileCalendars } from '../src/money/calendars.ts'
import { beginClosing } from '../src/money/closing.ts'
import { monthEnd } from '../src/money/life.ts'
import type { Settlement, StoredLine } from '../src/money/settlement.ts'
import { loadReadyMappings, loadTables } from '../src/shell/catalogue.ts'
import { openContract, openFacts, sha256 } from '../src/shell/close-month.ts'

/** The zone of the data, which has times without offset. */
export const DATA_ZONE = 'Europe/Paris'

/** What one month of one level came to. */
export interface Count {
  readonly judged: number
  readonly late: number
}

/** Cents of one line of the statement. */
export interface Amount {
  readonly gross: number
  readonly owed: number
}

export interface Job {
  readonly file: string
  readonly data: string
  readonly month: YearMonth
  readonly zone: Zone
  readonly terms: Terms
  readonly program: Program
  readonly contractHash: string
}

/** Reads the contract. Throws where it has an error. */
export function openJob(file: string, data: string, monthText: string): Job {
  const { findings, program, terms, text } = openContract(file)
  if (terms === undefined || program === undefined || hasError(findings)) {
    throw new Error(`${file} is not a contract: npx vigie check ${file}`)
  }
  const month = parseMonth(monthText)
  const zone = zoneOf(loadTables().zones, terms.contract.zone.name)
  if (month === undefined || zone === undefined) throw new Error(`--month ${monthText}`)
  loadReadyMappings()
  return { file, data, month, zone, terms, program, contractHash: sha256(text) }
}

/** From the opening of the file to the settlement. Hashes of tickets are left out. */
export function closeOnce(job: Job): Settlement {
  const { contractHash, data, month, program, terms, zone } = job
  const files = openFacts({ facts: [data], zone: DATA_ZONE })
  const asOf = monthEnd(zone, month)
  const tables = loadTables()
  const versions = [{ from: monthOf(terms.term.starts), terms, program, amendments: [] }]
  const input = { versions, contractHash, month, asOf, tables, facts: files.rare }
  const { value: closing, findings } = beginClosing(input)
  if (closing === undefined) throw new Error(JSON.stringify(findings))
  const quality = files.tickets.read((batch) => closing.add(batch))
  const setAside = quality.reduce((sum, report) => sum + report.rowsSetAside, 0)
  return closing.finish(setAside, sha256)
}

/** Every month of every level, by `level month`. */
export function countAll(job: Job): Map<string, Count> {
  const { data, month, program, terms, zone } = job
  const asOf = monthEnd(zone, month)
  const tables = loadTables()
  const { value: calendars } = compileCalendars({ terms, program }, { month, asOf, tables }, zone)
  if (calendars === undefined) throw new Error('a calendar of the contract cannot be compiled')
  const start = terms.term.starts
  const context = { zone, start, closing: month, asOf, calendars, facts: [] }
  const measuring = new Measuring(program, context)
  openFacts({ facts: [data], zone: DATA_ZONE }).tickets.read((batch) => measuring.add(batch))
  const measured = measuring.finish()
  const counts = new Map<string, Count>()
  for (const level of program.levels) {
    const read = (kind: 'judged' | 'late', tile: number): number => {
      const reduce = { kind: 'reduce', reducer: { kind }, of: level.select, forAmount: false }
      const { value } = measured.reduce(reduce as Parameters<typeof measured.reduce>[0], tile)
      return value.state === 'known' ? Number(value.number.numerator) : Number.NaN
    }
    measured.periods(level.tile).labels.forEach((label, tile) => {
      counts.set(`${level.id} ${label}`, { judged: read('judged', tile), late: read('late', tile) })
    })
  }
  return counts
}

/** The counts that the settlement states, by `level month`. */
export function countsIn(settlement: Settlement): Map<string, Count> {
  return new Map(
    settlement.levels.map((level) => [
      `${level.id} ${level.period}`,
      { judged: numberIn(settlement, level.judged), late: numberIn(settlement, level.late) },
    ]),
  )
}

/** Cents of every line, by the level that it is for. */
export const amountsIn = (settlement: Settlement): Map<string, Amount> =>
  new Map(settlement.lines.map((line) => [line.level, amountOf(settlement, line)]))

const amountOf = (settlement: Settlement, line: StoredLine): Amount => ({
  gross: numberIn(settlement, line.gross),
  owed: numberIn(settlement, line.owed),
})

function numberIn(settlement: Settlement, node: number): number {
  const value = parseValue(settlement.graph[node]?.value ?? '')
  if (value?.state !== 'known' || value.number.denominator !== 1n) return Number.NaN
  return Number(value.number.numerator)
}

const [, script = '', file = '', data = '', month = ''] = process.argv
if (script.endsWith('close-ours.ts')) {
  const job = openJob(file, data, month)
  const begin = performance.now()
  const { facts } = closeOnce(job)
  const seconds = (performance.now() - begin) / 1000
  const peakMiB = Math.round(process.resourceUsage().maxRSS / 1024)
  console.log(JSON.stringify({ seconds, peakMiB, tickets: facts.tickets }))
}
