/** Closes a life with the product and with the oracle, and says what each makes of it. */
import { parseValue } from '../../src/base/because/value.ts'
import type { Calendar } from '../../src/base/calendar/calendar.ts'
import { compileCalendar } from '../../src/base/calendar/compile.ts'
import { yearMonth } from '../../src/base/calendar/date.ts'
import { zoneOf } from '../../src/base/calendar/zone.ts'
import type { Instant } from '../../src/base/instant.ts'
import { divide, formatRatio, ratio } from '../../src/base/ratio.ts'
import type { Program } from '../../src/contract/core/core.ts'
import type { RareFact, Ticket } from '../../src/facts/fact.ts'
import { batchOf } from '../../src/facts/ticket-batch.ts'
import { Measuring } from '../../src/measures/measuring.ts'
import { accountsOf } from '../../src/money/closed-months.ts'
import { settleMeasured } from '../../src/money/closing.ts'
import { endOf } from '../../src/money/life.ts'
import type { Settlement } from '../../src/money/settlement.ts'
import type { NaiveLife, NaiveMonth, NaiveNature } from '../oracles/naive-life.ts'
import { naiveMonth } from '../oracles/naive-penalties.ts'
import { closeText, sha256, versionsOf } from './close-life.ts'
import { at, TABLES } from './hours.ts'
import { instantOf, rareFactsOf, ticketsOf } from './life-facts.ts'
import { contractOf } from './life-text.ts'

/** The month that is closed, `2026-04`. */
function closedMonth({ starts, months }: NaiveLife): string {
  const last = new Date(Date.UTC(starts.year, starts.month - 1 + months - 1, 1))
  return last.toISOString().slice(0, 7)
}

export function closeLife(
  life: NaiveLife,
  batches: readonly (readonly Ticket[])[] = [ticketsOf(life)],
  facts: readonly RareFact[] = rareFactsOf(life),
): Settlement {
  const asOf = instantOf(life.asOf)
  return closeText(contractOf(life), { month: closedMonth(life), asOf, facts, batches })
}

const SPAN = { start: at('2022-01-01T00:00:00Z'), end: at('2032-01-01T00:00:00Z') }

const compiled = new Map<string, Calendar>()

/** Every life has the same calendars: they are compiled once for all of them. */
function calendarsOf(program: Program): Map<string, Calendar> {
  const calendars = new Map<string, Calendar>()
  for (const [id, terms] of program.calendars) {
    const key = `${id} ${terms.zone}`
    const calendar = compiled.get(key) ?? compileCalendar(terms, TABLES, SPAN).value
    if (calendar === undefined) throw new Error(`the calendar ${id} does not compile`)
    compiled.set(key, calendar)
    calendars.set(id, calendar)
  }
  return calendars
}

let opened: { readonly text: string; readonly versions: ReturnType<typeof versionsOf> } | undefined

/** A contract, read again only where it is not the one before. */
function openOnce(text: string, asOf: Instant): ReturnType<typeof versionsOf> {
  if (opened?.text !== text) opened = { text, versions: versionsOf(text, asOf) }
  return opened.versions
}

/** What `closeLife` does, without compiling calendars or hashing tickets: for very many lives. */
export function closeQuickly(life: NaiveLife): Settlement {
  const asOf = instantOf(life.asOf)
  const versions = openOnce(contractOf(life), asOf)
  const [year = 0, number = 0] = closedMonth(life).split('-').map(Number)
  const month = yearMonth(year, number)
  const zone = zoneOf(TABLES.zones, life.zone)
  if (zone === undefined) throw new Error(`no zone ${life.zone}`)
  const facts = rareFactsOf(life)
  const batch = batchOf(ticketsOf(life))
  const agreed = versions.map(({ terms, program }) => {
    const measuring = new Measuring(program, {
      zone,
      start: terms.term.starts,
      ...endOf(terms),
      closing: month,
      asOf,
      calendars: calendarsOf(program),
      facts,
    })
    measuring.add(batch)
    return measuring.finish()
  })
  const accounts = accountsOf([])
  const input = { versions, contractHash: '', month, asOf, tables: TABLES, zone, accounts }
  const counts = { tickets: life.tickets.length, others: facts.length, setAside: 0 }
  // What is in dispute changes nothing that is owed: only the agreed measures are settled.
  const measures = { agreed, supposed: [], disputed: [] }
  return settleMeasured(input, measures, counts, sha256)
}

/** What a settlement says, in the words of the oracle. */
function asNaive(settlement: Settlement): NaiveMonth {
  const number = (node: number): string => {
    const value = parseValue(settlement.graph[node]?.value ?? '')
    if (value?.state !== 'known') return value?.state ?? 'nothing'
    const isTime = value.unit === 'ms'
    return formatRatio(isTime ? divide(value.number, ratio(60_000)) : value.number)
  }
  const missed = { '1': 'yes', '0': 'no' } as const
  const named = <T>(list: readonly T[], pair: (one: T) => readonly [string, string]) =>
    Object.fromEntries(list.map(pair))
  return {
    levels: settlement.levels.map((level) => ({
      level: level.id,
      judged: Number(number(level.judged)),
      late: Number(number(level.late)),
      figure: number(level.figure),
      missed: missed[number(level.missed) as '0' | '1'] ?? 'nothing',
    })),
    lines: settlement.lines.map((line) => ({
      line: line.id,
      gross: number(line.gross),
      cuts: line.cuts.map(
        ({ cap, before, after }) => `${cap}: ${number(before)} > ${number(after)}`,
      ),
      owed: number(line.owed),
      nature: line.nature as NaiveNature,
    })),
    bounds: named(settlement.caps, ({ id, limit, used, kept }) => [
      id,
      `limit ${number(limit)}, used ${number(used)}, kept ${number(kept)}`,
    ]),
    fees: named(settlement.fees, ({ id, amount }) => [id, number(amount)]),
    totals: {
      indemnity: number(settlement.totals.indemnity),
      'price-reduction': number(settlement.totals['price-reduction']),
    },
  }
}

export interface Comparison {
  readonly product: NaiveMonth
  readonly oracle: NaiveMonth
  /** The mechanisms that came into play. */
  readonly seen: ReadonlySet<string>
}

export function compareLife(
  life: NaiveLife,
  close: (life: NaiveLife) => Settlement = closeQuickly,
): Comparison {
  const seen = new Set<string>()
  const oracle = naiveMonth(life, (mechanism) => seen.add(mechanism))
  return { product: asNaive(close(life)), oracle, seen }
}
