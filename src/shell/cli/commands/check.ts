/** `vigie check FILE` and `vigie terms FILE`: what a contract says, and what is wrong with it. */
import { hasError } from '../../../base/finding.ts'
import { formatProgram } from '../../../contract/core/format-core.ts'
import { composeTerms } from '../../../reports/terms-view.ts'
import type { OpenedContract } from '../../close-month.ts'
import { printBlocks } from '../print.ts'
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

/** What was agreed can be read back even where some of it cannot be computed. */
export function terms(session: Session, file: string, options: { readonly core: boolean }): number {
  const { terms: agreed, program, findings } = openNamed(file)
  printFindings(session, findings)
  if (session.isJson || options.core) {
    if (program === undefined) return EXIT.wrong
    const lines = formatProgram(program)
    const text = session.isJson ? JSON.stringify({ file, core: lines }, null, 2) : lines.join('\n')
    session.out(`${text}\n`)
  } else if (agreed !== undefined) {
    session.out(printBlocks(composeTerms(agreed, session.speaker)))
  }
  return hasError(findings) ? EXIT.wrong : EXIT.right
}
