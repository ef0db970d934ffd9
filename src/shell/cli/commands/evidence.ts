/**
 * `vigie evidence SETTLEMENT --facts FILES -o FILE.zip`: the settlement of a month with all that it
 * takes to compute it again, in one archive.
 *
 * Only what verifies is written: the month is computed from what goes into the archive.
 */
import { randomBytes } from 'node:crypto'
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

export interface EvidenceOptions extends ExplainOptions, RedactedOptions {
  readonly facts: readonly string[]
  /** The settlements of the closed months that it was computed upon. */
  readonly closed?: readonly string[]
  readonly output: string
}

/** The redacted form, and the secret that its references are made with: drawn if none is given. */
export interface RedactedOptions {
  readonly redacted?: boolean
  readonly salt?: string
}

export function evidence(session: Session, file: string, options: EvidenceOptions): number {
  const { facts, closed = [], output } = options
  assertWritable(output, [file, ...facts, ...closed])
  const envelope = readEnvelope(file)
  const request = { envelope, facts: readFacts(session, options), closed: closed.map(readClosed) }
  return storeEvidence(session, request, options)
}

/** Writes an evidence file that verifies, or says why there is none. */
export function storeEvidence(
  session: Session,
  request: EvidenceRequest,
  { output, redacted, salt: given }: RedactedOptions & { readonly output: string },
): number {
  const salt = redacted === true ? (given ?? randomBytes(32).toString('hex')) : undefined
  const { archive, faults } = composeArchive(request, salt)
  if (faults.length > 0) {
    for (const fault of faults) session.error(`${sayEvidenceFault(session, fault)}\n`)
    return EXIT.unverified
  }
  storeWhole(output, archive)
  const hash = hashOf(archive)
  if (session.isJson) session.out(`${JSON.stringify({ output, hash, salt })}\n`)
  else session.error(`${session.speaker.say('evidence-written-to', { file: output, hash })}\n`)
  if (salt !== undefined && !session.isJson) {
    session.error(`${session.speaker.say('evidence-salt', { salt })}\n`)
  }
  return EXIT.right
}
