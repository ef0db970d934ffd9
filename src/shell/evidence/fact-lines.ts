/**
 * Facts as lines of text: one canonical fact a line, in the order of their code units.
 *
 * The lines hold what a figure may depend on and nothing of where it was read, so the same facts
 * read from other files, in any order, give the same lines.
 */
import { canonicalText } from '../../base/canonical.ts'
import type { Fact, RareFact, Ticket } from '../../facts/fact.ts'
import { canonicalFact } from '../../facts/fact-hash.ts'
import type { FactSource } from '../../facts/fact-log.ts'
import { FactLog } from '../../facts/fact-log.ts'
import type { TicketBatch } from '../../facts/ticket-batch.ts'
import { batchOf, ticketAt } from '../../facts/ticket-batch.ts'
import { factOf } from '../storage/stored-fact.ts'
import { isFactValue } from './check-fact.ts'
import { jsonOf } from './json-of.ts'

/** Facts that were read back from their lines. */
export interface LinedFacts {
  readonly tickets: readonly Ticket[]
  readonly rare: readonly RareFact[]
}

const lineOf = (fact: Fact): string => canonicalText(canonicalFact(fact))

/** The lines of all the facts of a source, and the tickets that it tells in two ways. */
export function factLines({ tickets, rare }: Pick<FactSource, 'tickets' | 'rare'>): {
  readonly lines: readonly string[]
  readonly contested: readonly string[]
} {
  const lines = rare.map(lineOf)
  const reports = tickets.read((batch) => {
    for (let i = 0; i < batch.count; i += 1) lines.push(lineOf(ticketAt(batch, i)))
  })
  return { lines: lines.sort(), contested: reports.flatMap((report) => report.contested) }
}

/**
 * Reads lines back, other facts in the order of the log; or gives the number, from 1, of the first
 * line that no fact is written as.
 */
export function parseFactLines(
  lines: readonly string[],
): { readonly facts: LinedFacts } | { readonly wrong: number } {
  const tickets: Ticket[] = []
  const rare = new FactLog()
  for (const [index, line] of lines.entries()) {
    const fact = parseLine(line)
    const before = lines[index - 1]
    if (fact === undefined || (before !== undefined && before > line)) return { wrong: index + 1 }
    if (fact.kind === 'ticket') tickets.push(fact)
    else rare.add(fact)
  }
  return { facts: { tickets, rare: rare.facts } }
}

function parseLine(line: string): Fact | undefined {
  const json = jsonOf(Buffer.from(line))
  if (json === undefined || !isFactValue(json.value)) return undefined
  const fact = factOf({ revision: 1, body: line, originFile: FACTS, originRow: 1 })
  return lineOf(fact) === line ? fact : undefined
}

/** The part of an evidence file that holds them. */
export const FACTS = 'facts.jsonl'

/** The tickets in batches, one a source. */
export function batchesOf(tickets: readonly Ticket[]): readonly TicketBatch[] {
  const bySource = new Map<string, Ticket[]>()
  for (const ticket of tickets) {
    const known = bySource.get(ticket.source)
    if (known === undefined) bySource.set(ticket.source, [ticket])
    else known.push(ticket)
  }
  return [...bySource.values()].map((ones) => batchOf(ones))
}
