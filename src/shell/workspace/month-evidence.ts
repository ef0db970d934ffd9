/** What the evidence file of a month of the data is made of. */
import type { YearMonth } from '../../base/calendar/date.ts'
import type { EvidenceRequest } from '../evidence/compose-evidence.ts'
import { sourceOf } from './known-facts.ts'
import type { StoreWorkspace } from './store-workspace.ts'
import type { MonthState } from './workspace.ts'

/** The settlement of a month with the facts and the closed months that it rests on. */
export async function requestOfMonth(
  workspace: StoreWorkspace,
  id: string,
  month: YearMonth,
): Promise<{ readonly request: EvidenceRequest; readonly state: MonthState }> {
  const { envelope, state } = await workspace.settle(id, month)
  const facts = await workspace.facts(id, month)
  const upon = new Set((envelope.settlement.closed ?? []).map(({ hash }) => hash))
  const closed = (await workspace.closedBefore(id, month))
    .map((one) => one.envelope)
    .filter(({ hash }) => upon.has(hash))
  const known = { ...sourceOf(facts), contested: facts.contested }
  return { request: { envelope, facts: known, closed }, state }
}
