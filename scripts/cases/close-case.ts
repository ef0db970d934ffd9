/**
 * Closes the month of a case, from its files to its settlement, as the product does.
 *
 * The same facts are given in other orders as well: the order in which tickets and files arrive
 * must not change one byte.
 */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Calendar } from '../../src/base/calendar/calendar.ts'
import type { CalendarTables } from '../../src/base/calendar/compile.ts'
import { compileCalendar } from '../../src/base/calendar/compile.ts'
import type { YearMonth } from '../../src/base/calendar/date.ts'
import { addMonths } from '../../src/base/calendar/date.ts'
import type { Zone } from '../../src/base/calendar/zone.ts'
import { dateAt, startOfDate, zoneOf } from '../../src/base/calendar/zone.ts'
import type { Finding } from '../../src/base/finding.ts'
import { hasError, isError } from '../../src/base/finding.ts'
import type { Instant } from '../../src/base/instant.ts'
import { invariant } from '../../src/base/invariant.ts'
import type { Program } from '../../src/contract/core/core.ts'
import type { KnownNames } from '../../src/contract/reading/read-contract.ts'
import { readContract } from '../../src/contract/reading/read-contract.ts'
import { rewriteTerms } from '../../src/contract/surface/rewrite.ts'
import type { Terms } from '../../src/contract/terms.ts'
import type { RareFact, Ticket } from '../../src/facts/fact.ts'
import { factHash } from '../../src/facts/fact-hash.ts'
import type { Mapping } from '../../src/facts/normalise/mapping.ts'
import type { QualityReport } from '../../src/facts/quality.ts'
import { batchOf, ticketAt } from '../../src/facts/ticket-batch.ts'
import { beginClosing, monthEnd } from '../../src/money/closing.ts'
import type { Settlement } from '../../src/money/settlement.ts'
import { settlementText } from '../../src/money/settlement.ts'
import { loadMapping, loadMappings } from '../../src/shell/importers/load-mappings.ts'
import { readFactFiles } from '../../src/shell/importers/read-files.ts'
import type { GoldenCase } from './read-case.ts'

/** The data that every case is closed with. */
export interface World {
  readonly tables: CalendarTables
  readonly mappings: readonly Mapping[]
  readonly known: KnownNames
}

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

const CATALOGUE = new URL('../../catalogue/', import.meta.url)

export function loadWorld(): World {
  const read = (name: string) => JSON.parse(readFileSync(new URL(name, CATALOGUE), 'utf8'))
  const tables: CalendarTables = {
    zones: read('zones/zones.json'),
    holidays: read('parameters/holidays.json'),
  }
  const mappings = loadMappings(new URL('mappings', CATALOGUE).pathname)
  const { zones } = tables
  return {
    tables,
    mappings: mappings.value ?? [],
    known: {
      zones: new Set([...Object.keys(zones.zones), ...Object.keys(zones.aliases)]),
      regions: new Set(Object.keys(tables.holidays.regions)),
    },
  }
}

/** What was read of the files of a case. */
export interface Inputs {
  readonly terms: Terms
  readonly program: Program
  readonly contractHash: string
  readonly tickets: readonly Ticket[]
  readonly rare: readonly RareFact[]
  readonly setAside: number
  /** All that was said on the way, of any severity. */
  readonly findings: readonly Finding[]
}

/** A closing, or the findings that forbid it. */
export type Closed =
  | { readonly refused: readonly Finding[] }
  | {
      readonly inputs: Inputs
      readonly asOf: Instant
      readonly settlement: Settlement
      readonly hash: string
    }

/** Reads the contract and the facts, in this order of files. */
export function readInputs(
  world: World,
  golden: GoldenCase,
  facts: readonly string[],
): Inputs | { readonly refused: readonly Finding[] } {
  const text = readFileSync(join(golden.folder, golden.contract), 'utf8')
  const contract = readContract(golden.contract, text, world.known)
  if (contract.value === undefined) return { refused: contract.findings.filter(isError) }
  const terms = contract.value
  const rewritten = rewriteTerms(terms)
  if (rewritten.value === undefined) return { refused: rewritten.findings.filter(isError) }
  const read = readFacts(world, golden, facts)
  return {
    terms,
    program: rewritten.value,
    contractHash: sha256(text),
    ...read,
    findings: [...contract.findings, ...rewritten.findings, ...read.findings],
  }
}

function readFacts(
  world: World,
  golden: GoldenCase,
  names: readonly string[],
): Pick<Inputs, 'tickets' | 'rare' | 'setAside' | 'findings'> {
  const mapping = mappingOf(world, golden)
  if ('findings' in mapping) return { tickets: [], rare: [], setAside: 0, ...mapping }
  const files = readFactFiles(
    names.map((name) => join(golden.folder, name)),
    {
      zones: world.tables.zones,
      mappings: world.mappings,
      ...mapping,
      ...(golden.zone === undefined ? {} : { zone: golden.zone }),
    },
  )
  const tickets: Ticket[] = []
  const reports: readonly QualityReport[] = files.tickets.read((batch) => {
    for (let i = 0; i < batch.count; i += 1) tickets.push(ticketAt(batch, i))
  })
  const all = [...files.quality, ...reports]
  const findings = [...files.findings, ...reports.flatMap((report) => report.findings)]
  return {
    tickets,
    rare: files.rare,
    setAside: all.reduce((sum, report) => sum + report.rowsSetAside, 0),
    findings: findings.map((finding) => inFolder(golden.folder, finding)),
  }
}

/** The mapping that a case names: one that is ready, or a file beside it. */
function mappingOf(
  world: World,
  golden: GoldenCase,
): { readonly mapping?: Mapping } | { readonly findings: readonly Finding[] } {
  const { mapping: name } = golden
  if (name === undefined) return {}
  const ready = world.mappings.find((mapping) => mapping.name === name)
  if (ready !== undefined) return { mapping: ready }
  const own = loadMapping(join(golden.folder, name))
  return own.value === undefined ? { findings: own.findings } : { mapping: own.value }
}

/** The place with the name of the file inside the folder of the case. */
function inFolder(folder: string, finding: Finding): Finding {
  const { where } = finding
  const head = `${folder}/`
  return where?.file.startsWith(head) === true
    ? { ...finding, where: { ...where, file: where.file.slice(head.length) } }
    : finding
}

/** Closes one month on what was read; `parts` gives the tickets in batches, in any order. */
export function closeMonth(
  world: World,
  golden: GoldenCase,
  month: YearMonth,
  inputs: Inputs,
  parts: readonly (readonly Ticket[])[] = [inputs.tickets],
): Closed {
  const asOf = golden.asOf ?? monthEnd(zoneIn(world, inputs.terms), month)
  const begun = beginClosing({
    terms: inputs.terms,
    program: inputs.program,
    contractHash: inputs.contractHash,
    month,
    asOf,
    tables: world.tables,
    facts: inputs.rare,
    hashOf: (batch, index) => factHash(ticketAt(batch, index), sha256),
  })
  if (begun.value === undefined) return { refused: begun.findings.filter(isError) }
  for (const part of parts) for (const one of bySource(part)) begun.value.add(batchOf(one))
  const settlement = begun.value.finish(inputs.setAside, sha256)
  return { inputs, asOf, settlement, hash: sha256(settlementText(settlement)) }
}

/** A batch has one source and one file. */
function bySource(tickets: readonly Ticket[]): readonly (readonly Ticket[])[] {
  const groups = new Map<string, Ticket[]>()
  for (const ticket of tickets) {
    const key = `${ticket.source}\n${ticket.origin.file}`
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [ticket])
    else group.push(ticket)
  }
  return [...groups.values()]
}

/** The same tickets in another order and in several batches; the same seed, the same order. */
export function shuffled(tickets: readonly Ticket[], seed: number): Ticket[][] {
  const rest = [...tickets]
  const mixed: Ticket[] = []
  let state = seed
  while (rest.length > 0) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    mixed.push(...rest.splice(state % rest.length, 1))
  }
  const size = Math.max(1, Math.ceil(mixed.length / 3))
  return [mixed.slice(0, size), mixed.slice(size, 2 * size), mixed.slice(2 * size)]
}

export function zoneIn(world: World, terms: Terms): Zone {
  const zone = zoneOf(world.tables.zones, terms.contract.zone.name)
  invariant(zone !== undefined, 'a contract that was read has a known zone')
  return zone
}

/** The calendars of a contract, wide enough to tell the story of any ticket. */
export function calendarsOf(world: World, inputs: Inputs, asOf: Instant): Map<string, Calendar> {
  const zone = zoneIn(world, inputs.terms)
  const first = startOfDate(zone, addMonths(inputs.terms.term.starts, -36))
  const end = startOfDate(zone, addMonths(dateAt(zone, asOf), 24))
  const calendars = new Map<string, Calendar>()
  for (const [id, terms] of inputs.program.calendars) {
    const { value, findings } = compileCalendar(terms, world.tables, { start: first, end })
    if (value !== undefined && !hasError(findings)) calendars.set(id, value)
  }
  return calendars
}
