/**
 * `vigie evidence SETTLEMENT --facts FILES -o FILE.zip`: the settlement of a month with all that it
 * takes to compute it again, in one archive.
 *
 * Only what verifies is written: the month is computed from what goes into the archive.
 */
import type { EvidenceRequest } from '../../evidence/compose-evidence.ts'
import { composeArchive } from '../../evidence/compose-evidence.ts'
import { hashOf } from '../../evidence/evidence.ts'
import type { Session } from '../session.ts'
import { EXIT } from '../session.ts'
import { assertWritable, storeWhole } from '../settlement-file.ts'
import type { ExplainOptions } from './explain.ts'
import { readFacts } from './explain.ts'
import { readClosed, readEnvelope } from './stored.ts'
import { sayEvidenceFault } from './verify-evidence.ts'

export interface EvidenceOptions extends ExplainOptions {
  readonly facts: readonly string[]
  /** The settlements of the closed months that it was computed upon. */
  readonly closed?: readonly string[]
  readonly output: string
}

export function evidence(session: Session, file: string, options: EvidenceOptions): number {
  const { facts, closed = [], output } = options
  assertWritable(output, [file, ...facts, ...closed])
  const envelope = readEnvelope(file)
  const request = { envelope, facts: readFacts(session, options), closed: closed.map(readClosed) }
  return storeEvidence(session, request, output)
}

/** Writes an evidence file that verifies, or says why there is none. */
export function storeEvidence(session: Session, request: EvidenceRequest, output: string): number {
  const { archive, faults } = composeArchive(request)
  if (faults.length > 0) {
    for (const fault of faults) session.error(`${sayEvidenceFault(session, fault)}\n`)
    return EXIT.unverified
  }
  storeWhole(output, archive)
  const hash = hashOf(archive)
  if (session.isJson) session.out(`${JSON.stringify({ output, hash })}\n`)
  else session.error(`${session.speaker.say('evidence-written-to', { file: output, hash })}\n`)
  return EXIT.right
}
