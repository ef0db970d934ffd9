/** What stands behind a level's count: its late tickets, its outages, its backlog, all of them. */
import type { Zone } from '../../base/calendar/zone.ts'
import { formatDuration } from '../../base/wording/format.ts'
import type { Speaker } from '../../base/wording/say.ts'
import type { Settlement, StoredItem } from '../../money/settlement.ts'
import { sayInstant } from '../../reports/figures.ts'
import { outageTable } from '../../reports/outage-table.ts'
import type { Overruns } from './schemas.ts'

/** The overruns of a level; nothing where the settlement has no such level. */
export function overrunsOf(
  settlement: Settlement,
  id: string,
  zone: Zone,
  speaker: Speaker,
): Overruns | undefined {
  const level = settlement.levels.find((candidate) => candidate.id === id)
  if (level === undefined) return undefined
  const outages =
    level.outages.length === 0
      ? undefined
      : outageTable(settlement, level, undefined, zone, speaker)
  return {
    late: level.lateItems.map((item) => viewItem(item, zone, speaker)),
    // The table of the document is read-only; what is sent is a copy of it.
    ...(outages === undefined ? {} : { outages: outages as Overruns['outages'] }),
    backlog: [...level.backlog],
  }
}

function viewItem(item: StoredItem, zone: Zone, speaker: Speaker): Overruns['late'][number] {
  const { id, elapsed, limit, due, stop, exempted } = item
  return {
    ticket: id,
    elapsed: formatDuration(elapsed, speaker.language),
    elapsedMs: elapsed,
    ...(limit === undefined ? {} : { allowed: formatDuration(limit, speaker.language) }),
    ...(due === undefined ? {} : { due: sayInstant(due, zone, speaker) }),
    ...(stop === undefined ? {} : { stop: sayInstant(stop, zone, speaker) }),
    ...(exempted === undefined ? {} : { exempted }),
  }
}
