/**
 * What became known of closed months, as a table, and what the month owes with it.
 *
 * @fr tableau des régularisations
 */
import { parseDate } from '../base/calendar/date.ts'
import { formatDay } from '../base/wording/format.ts'
import type { Speaker } from '../base/wording/say.ts'
import type { Settlement, StoredAdjustment } from '../money/settlement.ts'
import type { Block } from './document.ts'
import { heading, left, right, table } from './document.ts'
import { sayFigure, sayMonth, totalsIn } from './figures.ts'

/** Nothing where closed months are what they were. */
export function adjustmentBlocks(settlement: Settlement, speaker: Speaker): Block[] {
  const { adjustments = [], posted } = settlement
  if (adjustments.length === 0 || posted === undefined) return []
  const { say } = speaker
  const figure = (node: number): string => sayFigure(settlement, node, speaker)
  return [
    heading(say('adjustments-heading')),
    table(
      [
        left(say('column-closed-month')),
        left(say('column-line')),
        right(say('column-accounted')),
        right(say('column-now')),
        right(say('column-difference')),
        left(say('column-state')),
        left(say('column-cause')),
      ],
      adjustments.map((adjustment) => [
        sayMonth(adjustment.month, speaker),
        adjustment.id,
        figure(adjustment.before),
        figure(adjustment.now),
        {
          text: figure(adjustment.amount),
          reason: {
            title: adjustment.id,
            what: say('column-difference'),
            name: `${adjustment.id} ${adjustment.month}`,
            nodes: [adjustment.amount],
          },
        },
        sayState(adjustment, speaker),
        sayCauses(adjustment, speaker),
      ]),
    ),
    table(
      [left(say('column-nature')), right(say('column-amount'))],
      totalsIn(posted).map(([name, node]) => {
        const title = say('posted-total', { what: say(`total-${name}`) })
        const reason = { title, what: title, name: `posted.${name}`, nodes: [node] }
        return [title, { text: figure(node), reason }]
      }),
    ),
  ]
}

function sayState({ state, until }: StoredAdjustment, { say, language }: Speaker): string {
  const day = parseDate(until)
  return say(`adjustment-${state}`, { until: day === undefined ? until : formatDay(day, language) })
}

const sayCauses = ({ causes, amendments }: StoredAdjustment, { sayOr, say }: Speaker): string =>
  causes
    .map((cause) =>
      cause === 'amendment'
        ? say('cause-amendment', { amendments: amendments.join(', ') })
        : sayOr(`cause-${cause}`, cause),
    )
    .join(' ; ')
