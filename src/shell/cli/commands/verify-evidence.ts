/** `vigie verify FILE` of an evidence file: computes the month again from the file alone. */
import { hashOf } from '../../evidence/evidence.ts'
import type { EvidenceFault } from '../../evidence/evidence-fault.ts'
import { verifyEvidence } from '../../evidence/verify-evidence.ts'
import { readWhole } from '../../importers/pieces.ts'
import type { Session } from '../session.ts'
import { EXIT } from '../session.ts'
import { sayDifference, sayFault } from './verify.ts'

/** Half a gigabyte: a million tickets. */
const LARGEST_EVIDENCE = 536_870_912

export function verifyEvidenceFile(session: Session, file: string): number {
  const archive = readWhole(file, LARGEST_EVIDENCE)
  const { faults, evidence } = verifyEvidence(archive)
  const said = faults.map((fault) => sayEvidenceFault(session, fault))
  const isRight = said.length === 0 && evidence !== undefined
  const hash = hashOf(archive)
  if (session.isJson) {
    session.out(`${JSON.stringify({ verified: isRight, evidence: hash, faults, said })}\n`)
  } else if (isRight) {
    const { say } = session.speaker
    const { settlement, lines, closed } = evidence
    const holes = {
      month: settlement.month,
      contract: settlement.contract.id,
      facts: `${lines.length}`,
      nodes: `${settlement.graph.length}`,
      closed: `${closed.length}`,
    }
    session.out(`${say('evidence-right', holes)}\n${say('evidence-hash', { hash })}\n`)
    const { hidden } = evidence
    if (hidden) session.out(`${say('evidence-redacted', { hidden: hidden.join(', ') })}\n`)
    session.out(`${say('evidence-no-signature')}\n`)
  } else {
    for (const line of said) session.error(`${line}\n`)
  }
  return isRight ? EXIT.right : EXIT.unverified
}

/** Says what is wrong with an evidence file, with the part that it is wrong in. */
export function sayEvidenceFault(session: Session, fault: EvidenceFault): string {
  const { say } = session.speaker
  const { part } = fault
  switch (fault.kind) {
    case 'settlement':
      return say('evidence-in-part', { part, said: sayFault(session, fault.fault) })
    case 'differs':
      return say('evidence-in-part', { part, said: sayDifference(session, fault) })
    case 'archive':
      return say('evidence-archive', { part, at: `${fault.at}` })
    case 'unreadable':
      return say('evidence-unreadable', { part, path: fault.path })
    case 'fact':
      return say('evidence-fact', { part, line: `${fault.line}` })
    case 'closed-node':
      return say('evidence-closed-node', { part, node: `${fault.node}` })
    case 'refused':
      return say('evidence-refused', { part, code: fault.code })
    default:
      return say(`evidence-${fault.kind}`, { part })
  }
}
