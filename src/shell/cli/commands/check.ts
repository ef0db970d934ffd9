/** `vigie check FILE`: what is wrong with a contract. */
import { hasError } from '../../../base/finding.ts'
import type { OpenedContract } from '../../close-month.ts'
import type { Session } from '../session.ts'
import { EXIT, findingsAsJson, printFindings } from '../session.ts'
import { openNamed } from './close.ts'

export function check(session: Session, file: string): number {
  const contract = openNamed(file)
  const { findings } = contract
  if (session.isJson) {
    session.out(
      `${JSON.stringify({ file, findings: findingsAsJson(session, findings) }, null, 2)}\n`,
    )
  } else {
    printFindings(session, findings)
    session.out(summaryOf(session, contract))
  }
  return hasError(findings) ? EXIT.wrong : EXIT.right
}

function summaryOf(session: Session, { file, findings }: OpenedContract): string {
  if (findings.length === 0) return `${session.speaker.say('check-clean', { file })}\n`
  const count = (severity: string): string =>
    `${findings.filter((finding) => finding.severity === severity).length}`
  const holes = { errors: count('error'), warnings: count('warning') }
  return `${session.speaker.say('check-count', holes)}\n`
}
