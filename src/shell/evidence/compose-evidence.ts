/** Puts together what an evidence file is made of, from a settlement and the facts it rests on. */
import type { FactSource } from '../../facts/fact-log.ts'
import type { ClosedMonth } from '../../money/closed-months.ts'
import type { Envelope } from '../../money/verify.ts'
import type { Evidence } from './evidence.ts'
import { factLines } from './fact-lines.ts'

/** A settlement, with the facts and the closed months that it was computed from. */
export interface EvidenceRequest {
  readonly envelope: Envelope
  readonly facts: Pick<FactSource, 'tickets' | 'rare'> & {
    /** Tickets that are told in two ways. */
    readonly contested: readonly string[]
  }
  readonly closed: readonly ClosedMonth[]
}

/** The same, in the order that the facts and the months have in an archive. */
export function evidenceOf({ envelope, facts, closed }: EvidenceRequest): Evidence {
  const { settlement, contract } = envelope
  const { lines, contested } = factLines(facts)
  const excluded = [...new Set([...facts.contested, ...contested])].sort()
  const inOrder = [...closed].sort((a, b) => (a.settlement.month < b.settlement.month ? -1 : 1))
  return { contract: contract.text, lines, excluded, settlement, closed: inOrder }
}
