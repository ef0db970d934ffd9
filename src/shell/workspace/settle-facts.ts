/**
 * Settles a month of a contract from facts in memory: the closing of every month of the store,
 * whether it is looked at, closed, or computed again.
 */
import { setImmediate } from 'node:timers/promises'
import type { YearMonth } from '../../base/calendar/date.ts'
import type { Finding } from '../../base/finding.ts'
import type { Instant } from '../../base/instant.ts'
import { factHash } from '../../facts/fact-hash.ts'
import { ticketAt } from '../../facts/ticket-batch.ts'
import type { ClosedMonth } from '../../money/closed-months.ts'
import { beginClosing } from '../../money/closing.ts'
import { settlementText } from '../../money/settlement.ts'
import type { Envelope } from '../../money/verify.ts'
import { loadTables } from '../catalogue.ts'
import type { OpenedContract } from '../close-month.ts'
import { sha256, versionsAt } from '../close-month.ts'
import type { FactsInMemory } from './known-facts.ts'
import { NotSettled } from './workspace.ts'

export interface FactsToSettle {
  readonly contract: OpenedContract
  readonly facts: FactsInMemory
  readonly month: YearMonth
  /** The instant until which facts have happened. */
  readonly asOf: Instant
  /** The settlements of the months before that were closed. */
  readonly closed: readonly ClosedMonth[]
}

/** Throws {@link NotSettled} where the month cannot be settled. */
export async function settleFacts({
  contract,
  facts,
  month,
  asOf,
  closed,
}: FactsToSettle): Promise<{ readonly envelope: Envelope; readonly findings: readonly Finding[] }> {
  const { file, text, amended } = contract
  if (amended === undefined) throw new NotSettled(contract.findings)
  const begun = beginClosing({
    versions: versionsAt(amended, asOf),
    contractHash: sha256(text),
    month,
    asOf,
    closed,
    tables: loadTables(),
    facts: facts.rare,
    excluded: new Set(facts.contested),
    hashOf: (batch, index) => factHash(ticketAt(batch, index), sha256),
  })
  if (begun.value === undefined) throw new NotSettled(begun.findings)
  for (const batch of facts.batches) {
    begun.value.add(batch)
    // Others are answered between two batches.
    await setImmediate()
  }
  const settlement = begun.value.finish(facts.setAside, sha256)
  return {
    envelope: {
      settlement,
      hash: sha256(settlementText(settlement)),
      contract: { file, text },
    },
    findings: [...begun.findings, ...facts.findings],
  }
}
