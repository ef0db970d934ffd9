/**
 * Shows what the time down of a level is made of: what each outage counts, and why the rest of it
 * does not. The last row is the figure of the settlement, which the rows above add up to.
 *
 * Example: an outage of 60 min under `client` for one half: 60 min open, 30 min counted, "30 min
 * exempted (E-1)".
 *
 * @fr détail des interruptions
 */
import type { Zone } from '../base/calendar/zone.ts'
import type { Speaker } from '../base/wording/say.ts'
import type {
  Settlement,
  StoredLevel,
  StoredLine,
  StoredNode,
  StoredOutage,
} from '../money/settlement.ts'
import { reachable } from '../money/settlement.ts'
import type { Block } from './document.ts'
import { left, right, table } from './document.ts'
import { sayFigure, sayInstant, sayLength } from './figures.ts'

/** The outages under a level, or under its line: then as they count for the amount. */
export function outageTable(
  settlement: Settlement,
  level: StoredLevel,
  line: StoredLine | undefined,
  zone: Zone,
  speaker: Speaker,
): Block {
  const { say } = speaker
  const total = timeDown(settlement, level, line)
  const isForAmount = total !== undefined && isOfAmount(settlement.graph[total])
  const row = (outage: StoredOutage): readonly string[] => [
    outage.kind === 'outage' ? outage.id : say(`outage-${outage.kind}`),
    outage.kind === 'outage' ? sayInstant(outage.start, zone, speaker) : '',
    outage.kind === 'outage' ? sayInstant(outage.end, zone, speaker) : '',
    sayLength(outage.open, speaker),
    sayLength((isForAmount ? outage.countedForAmount : undefined) ?? outage.counted, speaker),
    whyNot(outage, isForAmount, speaker),
  ]
  return table(
    [
      left(say('column-outage')),
      left(say('column-from')),
      left(say('column-to')),
      right(say('column-open')),
      right(say(isForAmount ? 'column-counted-for-amount' : 'column-counted')),
      left(say('column-not-counted')),
    ],
    [
      ...level.outages.map(row),
      ...(total === undefined
        ? []
        : [[say('row-total'), '', '', '', sayFigure(settlement, total, speaker), '']]),
    ],
  )
}

function whyNot(outage: StoredOutage, isForAmount: boolean, speaker: Speaker): string {
  return outage.notCounted
    .filter(({ why }) => isForAmount || why !== 'exempted-from-amount')
    .map(({ why, by, time }) => {
      const length = sayLength(time, speaker)
      return by === undefined
        ? speaker.say(`not-counted-${why}`, { length })
        : speaker.say(`not-counted-${why}-by`, { length, by })
    })
    .join(', ')
}

/**
 * The node of the time down that the line or the level rests on: of its own period, and that of the
 * amount where the line has one.
 */
function timeDown(
  { graph }: Settlement,
  level: StoredLevel,
  line: StoredLine | undefined,
): number | undefined {
  const ids = [...reachable(graph, line?.exact ?? level.figure)].filter((id) => {
    const node = graph[id]
    return node?.params['reducer'] === 'down' && node.period === level.period
  })
  return ids.find((id) => isOfAmount(graph[id])) ?? ids[0]
}

const isOfAmount = (node: StoredNode | undefined): boolean => node?.params['for'] === 'amount'
