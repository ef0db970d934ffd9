/** The month of an evidence file, settled again from its own contract, facts and closed months. */
import { parseMonth } from '../../base/calendar/date.ts'
import type { Finding } from '../../base/finding.ts'
import { parseInstant } from '../../base/instant.ts'
import { factHash } from '../../facts/fact-hash.ts'
import { ticketAt } from '../../facts/ticket-batch.ts'
import { beginClosing } from '../../money/closing.ts'
import type { Settlement } from '../../money/settlement.ts'
import { loadTables } from '../catalogue.ts'
import { openContractText, sha256, versionsAt } from '../close-month.ts'
import type { Evidence } from './evidence.ts'
import { CONTRACT } from './evidence.ts'
import type { LinedFacts } from './fact-lines.ts'
import { batchesOf } from './fact-lines.ts'

/** Settles the month anew, or says why it cannot be. */
export function settleEvidence(
  { contract, settlement, excluded, closed }: Omit<Evidence, 'lines'>,
  { tickets, rare }: LinedFacts,
): { readonly settlement: Settlement } | { readonly refused: readonly Finding[] } {
  const { amended, findings } = openContractText(CONTRACT, contract)
  const month = parseMonth(settlement.month)
  const asOf = parseInstant(settlement.asOf)
  if (amended === undefined || month === undefined || asOf === undefined) {
    return { refused: findings }
  }
  const begun = beginClosing({
    versions: versionsAt(amended, asOf),
    contractHash: sha256(contract),
    month,
    asOf,
    closed,
    tables: loadTables(),
    facts: rare,
    excluded: new Set(excluded),
    hashOf: (batch, index) => factHash(ticketAt(batch, index), sha256),
  })
  if (begun.value === undefined) return { refused: begun.findings }
  for (const batch of batchesOf(tickets)) begun.value.add(batch)
  return { settlement: begun.value.finish(settlement.facts.setAside, sha256) }
}
