/**
 * Closes the month of a case, from its files to its settlement, as the product does.
 *
 * `closeFiles` is the product itself. `readInputs` and `closeInputs` are its parts, put together
 * again so that the same facts can be given in other orders: the order in which tickets and files
 * arrive must not change one byte, and the parts must give the bytes of the product.
 */
import { join } from 'node:path'
import type { Calendar } from '../../src/base/calendar/calendar.ts'
import { compileCalendar } from '../../src/base/calendar/compile.ts'
import type { YearMonth } from '../../src/base/calendar/date.ts'
import { addMonths } from '../../src/base/calendar/date.ts'
import type { Zone } from '../../src/base/calendar/zone.ts'
import { dateAt, startOfDate, zoneOf } from '../../src/base/calendar/zone.ts'
import type { Finding } from '../../src/base/finding.ts'
import { hasError, isError } from '../../src/base/finding.ts'
import type { Instant } from '../../src/base/instant.ts'
import { parseInstant } from '../../src/base/instant.ts'
import { invariant } from '../../src/base/invariant.ts'
import type { AmendedContract } from '../../src/contract/amendments/versions.ts'
import { versionIn } from '../../src/contract/amendments/versions.ts'
import type { Terms } from '../../src/contract/terms.ts'
import type { RareFact, Ticket } from '../../src/facts/fact.ts'
import { factHash } from '../../src/facts/fact-hash.ts'
import type { Mapping } from '../../src/facts/normalise/mapping.ts'
import { batchOf, ticketAt } from '../../src/facts/ticket-batch.ts'
import type { ClosedMonth } from '../../src/money/closed-months.ts'
import { beginClosing } from '../../src/money/closing.ts'
import { monthEnd } from '../../src/money/life.ts'
import type { Settlement } from '../../src/money/settlement.ts'
import { settlementText } from '../../src/money/settlement.ts'
import { loadReadyMappings, loadTables } from '../../src/shell/catalogue.ts'
import type { OpenedContract } from '../../src/shell/close-month.ts'
import {
  closeMonth,
  openContract,
  openFacts,
  sha256,
  versionsAt,
} from '../../src/shell/close-month.ts'
import { loadMapping } from '../../src/shell/importers/load-mappings.ts'
import type { FactFiles } from '../../src/shell/importers/read-files.ts'
import type { GoldenCase } from './read-case.ts'

/** What the product says of a month: its settlement, or the errors that forbid it. */
export type Closed =
  | { readonly refused: readonly Finding[] }
  | {
      readonly settlement: Settlement
      readonly hash: string
      /** All that was said on the way, of any severity. */
      readonly findings: readonly Finding[]
    }

/** A day on which every month of a case has ended. */
const MUCH_LATER = parseInstant('2100-01-01T00:00:00Z') as Instant

const pathOf = (golden: GoldenCase, name: string): string => join(golden.folder, name)

/** Closes a month with the product, from the files of the case. */
export function closeFiles(
  golden: GoldenCase,
  month: YearMonth,
  closed: readonly ClosedMonth[] = [],
): Closed {
  const contract = openContract(pathOf(golden, golden.contract))
  const mapping = mappingOf(golden)
  if ('refused' in mapping) return mapping
  const { terms } = contract
  const asOf = terms === undefined ? undefined : asOfIn(golden, terms, month)
  const { envelope, findings } = closeMonth({
    contract,
    facts: golden.facts.map((name) => pathOf(golden, name)),
    month,
    now: asOf ?? MUCH_LATER,
    ...mapping,
    ...(golden.zone === undefined ? {} : { zone: golden.zone }),
    ...(asOf === undefined ? {} : { asOf }),
    closed,
  })
  const said = findings.map((finding) => inFolder(golden.folder, finding))
  return envelope === undefined
    ? { refused: said.filter(isError) }
    : { settlement: envelope.settlement, hash: envelope.hash, findings: said }
}

function asOfIn(golden: GoldenCase, terms: Terms, month: YearMonth): Instant | undefined {
  if (golden.asOf !== 'month-end') return golden.asOf
  const zone = zoneOf(loadTables().zones, terms.contract.zone.name)
  return zone === undefined ? undefined : monthEnd(zone, month)
}

/** The mapping that a case names: one that is ready, or a file beside it. */
function mappingOf(
  golden: GoldenCase,
): { readonly mapping?: Mapping } | { readonly refused: readonly Finding[] } {
  const { mapping: name } = golden
  if (name === undefined) return {}
  const ready = loadReadyMappings().find((mapping) => mapping.name === name)
  if (ready !== undefined) return { mapping: ready }
  const { value, findings } = loadMapping(pathOf(golden, name))
  return value === undefined ? { refused: findings.filter(isError) } : { mapping: value }
}

/** The place with the name of the file inside the folder of the case. */
function inFolder(folder: string, finding: Finding): Finding {
  const { where } = finding
  const head = `${folder}/`
  return where?.file.startsWith(head) === true
    ? { ...finding, where: { ...where, file: where.file.slice(head.length) } }
    : finding
}

/** The parts of a closing that the product has already accepted. */
export interface Inputs {
  readonly amended: AmendedContract
  readonly contractHash: string
  readonly tickets: readonly Ticket[]
  readonly rare: readonly RareFact[]
  readonly setAside: number
  /** Tickets that two files tell differently: the product measures the month without them. */
  readonly excluded: ReadonlySet<string>
}

/** Opens the files of a case, in an order. */
export function openCase(
  golden: GoldenCase,
  names: readonly string[] = golden.facts,
): { readonly contract: OpenedContract; readonly files: FactFiles } {
  const mapping = mappingOf(golden)
  const files = openFacts({
    facts: names.map((name) => pathOf(golden, name)),
    ...('refused' in mapping ? {} : mapping),
    ...(golden.zone === undefined ? {} : { zone: golden.zone }),
  })
  return { contract: openContract(pathOf(golden, golden.contract)), files }
}

/** Reads the files of a case in an order. Aborts: the contract was refused. */
export function readInputs(golden: GoldenCase, names: readonly string[]): Inputs {
  const { contract, files } = openCase(golden, names)
  const { amended, text } = contract
  invariant(amended !== undefined, 'the contract was accepted')
  const tickets: Ticket[] = []
  const reports = files.tickets.read((batch) => {
    for (let i = 0; i < batch.count; i += 1) tickets.push(ticketAt(batch, i))
  })
  const setAside = [...files.quality, ...reports].reduce((sum, r) => sum + r.rowsSetAside, 0)
  const told = reports.flatMap((report) => report.contested)
  const excluded = new Set([...files.contested, ...told])
  const { rare } = files
  return { amended, contractHash: sha256(text), tickets, rare, setAside, excluded }
}

/** Closes a month on tickets that come in batches, in any order; gives the hash. */
export function closeInputs(
  inputs: Inputs,
  month: YearMonth,
  asOf: Instant,
  parts: readonly (readonly Ticket[])[],
  closed: readonly ClosedMonth[] = [],
): string | undefined {
  const { amended, contractHash, rare, setAside, excluded } = inputs
  const { value: closing } = beginClosing({
    versions: versionsAt(amended, asOf),
    contractHash,
    month,
    asOf,
    tables: loadTables(),
    excluded,
    closed,
    facts: rare,
    hashOf: (batch, index) => factHash(ticketAt(batch, index), sha256),
  })
  if (closing === undefined) return undefined
  for (const part of parts) for (const one of bySource(part)) closing.add(batchOf(one))
  return sha256(settlementText(closing.finish(setAside, sha256)))
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

export function zoneIn({ amended }: Inputs): Zone {
  const { contract } = amended.original.terms
  const zone = zoneOf(loadTables().zones, contract.zone.name)
  invariant(zone !== undefined, 'a contract that was read has a known zone')
  return zone
}

/** The calendars of a contract, wide enough to tell the story of any ticket. */
export function calendarsOf(
  inputs: Inputs,
  month: YearMonth,
  asOf: Instant,
): Map<string, Calendar> {
  const zone = zoneIn(inputs)
  const start = startOfDate(zone, addMonths(inputs.amended.original.terms.term.starts, -36))
  const end = startOfDate(zone, addMonths(dateAt(zone, asOf), 24))
  const calendars = new Map<string, Calendar>()
  for (const [id, terms] of versionIn(versionsAt(inputs.amended, asOf), month).program.calendars) {
    const { value, findings } = compileCalendar(terms, loadTables(), { start, end })
    if (value !== undefined && !hasError(findings)) calendars.set(id, value)
  }
  return calendars
}
