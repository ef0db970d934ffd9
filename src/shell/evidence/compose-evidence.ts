/** Puts together what an evidence file is made of, from a settlement and the facts it rests on. */
import type { FactSource } from '../../facts/fact-log.ts'
import type { ClosedMonth } from '../../money/closed-months.ts'
import type { Envelope } from '../../money/verify.ts'
import { packArchive } from './archive.ts'
import type { Evidence } from './evidence.ts'
import { partsOf } from './evidence.ts'
import type { EvidenceFault } from './evidence-fault.ts'
import { factLines } from './fact-lines.ts'
import { redacted } from './redact.ts'
import { verifyEvidence } from './verify-evidence.ts'

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

/**
 * Writes an evidence file, and does all of it again: one that has faults is given to nobody. With a
 * salt, in its redacted form.
 */
export function composeArchive(
  request: EvidenceRequest,
  salt?: string,
): {
  readonly archive: Buffer
  readonly faults: readonly EvidenceFault[]
} {
  const whole = evidenceOf(request)
  const archive = packArchive(partsOf(salt === undefined ? whole : redacted(whole, salt)))
  return { archive, faults: verifyEvidence(archive).faults }
}
