/** The evidence file of a month of the data, and what it is made of. */
import type { YearMonth } from '../../base/calendar/date.ts'
import type { EvidenceRequest } from '../evidence/compose-evidence.ts'
import { composeArchive } from '../evidence/compose-evidence.ts'
import { sourceOf } from './known-facts.ts'
import type { StoreWorkspace } from './store-workspace.ts'
import type { MonthState } from './workspace.ts'
import { Refused } from './workspace.ts'

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

/** The file. Refused: `evidence-unverified`, where the facts do not give the settlement. */
export async function evidenceOfMonth(
  workspace: StoreWorkspace,
  id: string,
  month: YearMonth,
): Promise<Uint8Array> {
  const { request } = await requestOfMonth(workspace, id, month)
  const { archive, faults } = composeArchive(request)
  if (faults.length > 0) throw new Refused('evidence-unverified')
  return archive
}
