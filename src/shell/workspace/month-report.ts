/**
 * The monthly report of a month of the data.
 *
 * The months closed before it give its trends, and the facts that it rests on tell their quality
 * and the worst tickets: for a closed month, those that were known at its closing.
 */
import { basename } from 'node:path'
import type { YearMonth } from '../../base/calendar/date.ts'
import type { Finding } from '../../base/finding.ts'
import type { Speaker } from '../../base/wording/say.ts'
import { settlementDifference } from '../../money/difference.ts'
import type { Document } from '../../reports/document.ts'
import { composeMonthlyReport } from '../../reports/monthly-report.ts'
import type { FactsRead } from '../../reports/monthly-report-input.ts'
import { loadFindingTexts } from '../catalogue.ts'
import { findingsUnder } from '../close-month.ts'
import type { Settled } from '../open-settled.ts'
import { openSettled } from '../open-settled.ts'
import { readReportFacts } from '../report-facts.ts'
import type { FactsInMemory } from './known-facts.ts'
import { sourceOf } from './known-facts.ts'
import type { StoreWorkspace } from './store-workspace.ts'
import { Refused } from './workspace.ts'

/**
 * Composes the report of a month. Refused: `report-unverified`, `report-other-facts` (a closed
 * month that the facts known at its closing no longer give).
 */
export async function reportOfMonth(
  workspace: StoreWorkspace,
  id: string,
  month: YearMonth,
  speaker: Speaker,
): Promise<Document> {
  const { contract } = await workspace.contract(id)
  const looked = await workspace.settle(id, month)
  const { envelope } = looked
  const settled = openSettled(envelope)
  if (settled === undefined) throw new Refused('report-unverified')
  const again = await workspace.replay(id, month, 'closing')
  if (again && settlementDifference(settled.settlement, again.envelope.settlement) !== undefined) {
    throw new Refused('report-other-facts')
  }
  const earlier = (await workspace.closedBefore(id, month)).map((one) => one.envelope.settlement)
  const findings = [...contract.findings, ...(again ?? looked).findings]
  return composeMonthlyReport({
    envelope,
    terms: settled.terms,
    earlier,
    zone: settled.zone,
    speaker,
    texts: loadFindingTexts(),
    facts: factsRead(settled, await workspace.facts(id, month), findings),
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
