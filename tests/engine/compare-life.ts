/** Closes a life with the product and with the oracle, and says what each makes of it. */
import { parseValue } from '../../src/base/because/value.ts'
import { divide, formatRatio, ratio } from '../../src/base/ratio.ts'
import type { RareFact, Ticket } from '../../src/facts/fact.ts'
import { batchOf } from '../../src/facts/ticket-batch.ts'
import type { Settlement } from '../../src/money/settlement.ts'
import type { NaiveLife, NaiveMonth, NaiveNature } from '../oracles/naive-life.ts'
import { naiveMonth } from '../oracles/naive-penalties.ts'
import { closeText } from './close-life.ts'
import { instantOf, rareFactsOf, ticketsOf } from './life-facts.ts'
import { contractOf } from './life-text.ts'
import { openQuickly } from './quick-close.ts'

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

/** What `closeLife` does, with a contract that is read once and the agreed claims only. */
export function closeQuickly(life: NaiveLife): Settlement {
  const facts = rareFactsOf(life)
  const batches = [batchOf(ticketsOf(life))]
  const known = { month: closedMonth(life), asOf: instantOf(life.asOf), facts, batches }
  return openQuickly(contractOf(life)).close(known, 'agreed')
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
