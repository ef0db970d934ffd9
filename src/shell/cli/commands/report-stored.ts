/**
 * `vigie report REFERENCE/YYYY-MM -o FILE.pdf`: the report of a month of the data.
 *
 * The months closed before it give its trends, and the facts that it rests on tell their quality
 * and the worst tickets: for a closed month, those that were known at its closing.
 */
import { basename } from 'node:path'
import type { Finding } from '../../../base/finding.ts'
import { settlementDifference } from '../../../money/difference.ts'
import type { FactsRead } from '../../../reports/monthly-report-input.ts'
import { findingsUnder } from '../../close-month.ts'
import type { Settled } from '../../report-facts.ts'
import { readReportFacts } from '../../report-facts.ts'
import type { FactsInMemory } from '../../workspace/known-facts.ts'
import { sourceOf } from '../../workspace/known-facts.ts'
import type { DataPlace } from '../data-place.ts'
import type { Session } from '../session.ts'
import { assertWritable } from '../settlement-file.ts'
import type { MonthName } from '../with-workspace.ts'
import { contractNamed, withWorkspace } from '../with-workspace.ts'
import { openSettled, refuseReport, rendererOf, writeReport } from './report.ts'
import { nameOf } from './stored-month.ts'

export function reportStored(
  session: Session,
  data: DataPlace,
  name: MonthName,
  output: string,
): Promise<number> {
  const render = rendererOf(output)
  assertWritable(output, [])
  return withWorkspace(session, data, async (workspace) => {
    const { month } = name
    const { id, contract } = await contractNamed(workspace, name.reference)
    const looked = await workspace.settle(id, month)
    const { envelope, state } = looked
    const { settlement } = envelope
    const settled = openSettled(envelope)
    if (settled === undefined) return refuseReport(session, 'report-unverified', nameOf(name))
    const again = await workspace.replay(id, month, 'closing')
    if (again && settlementDifference(settlement, again.envelope.settlement) !== undefined) {
      return refuseReport(session, 'report-other-facts', nameOf(name))
    }
    if (state === 'open') session.error(`${session.speaker.say('month-is-open')}\n`)
    const earlier = (await workspace.closedBefore(id, month)).map((one) => one.envelope.settlement)
    const findings = [...contract.findings, ...(again ?? looked).findings]
    const known = await workspace.facts(id, month)
    const facts = factsRead({ settlement, ...settled }, known, findings)
    return writeReport(session, { envelope, settled, earlier, facts }, render, output)
  })
}

function factsRead(
  settled: Settled,
  facts: FactsInMemory,
  findings: readonly Finding[],
): FactsRead {
  // Where the files lay when they were imported is nobody's matter.
  const quality = facts.quality.map((report) => ({ ...report, file: basename(report.file) }))
  const found = quality.flatMap((report) => report.findings)
  const weeks = Number(found.find(({ code }) => code === 'times-shifted')?.params['weeks'] ?? 0)
  const told = [...findings, ...findingsUnder(settled.program, found)]
  return readReportFacts(settled, sourceOf(facts), { quality, findings: told }, weeks)
}
