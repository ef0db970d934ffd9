/**
 * Composes the statement of a month: levels, lines, caps, totals, and what is to be checked.
 *
 * @fr décompte de pénalités
 */

import { parseMonth } from '../base/calendar/date.ts'
import type { Zone } from '../base/calendar/zone.ts'
import { parseInstant } from '../base/instant.ts'
import { formatMonthName, formatTime } from '../base/wording/format.ts'
import type { Speaker } from '../base/wording/say.ts'
import { isForfeited } from '../money/remainders.ts'
import type { Settlement, StoredLevel } from '../money/settlement.ts'
import { adjustmentBlocks } from './adjustments-table.ts'
import { claimSentences } from './claims.ts'
import type { Block } from './document.ts'
import { heading, left, right, sentence, table } from './document.ts'
import { natureWord, sayAmendments, sayFigure, sayTarget, totalsIn, valueAt } from './figures.ts'
import { orderBlocks } from './orders-table.ts'
import { positionBlocks } from './positions.ts'
import { procedureBlocks } from './procedure.ts'
import { stepsBlocks } from './steps-table.ts'
import { stockBlocks } from './stocks-table.ts'
import { vatBlocks } from './vat-table.ts'

export function composeStatement(settlement: Settlement, zone: Zone, speaker: Speaker): Block[] {
  const month = parseMonth(settlement.month)
  const asOf = parseInstant(settlement.asOf)
  const { contract, facts } = settlement
  return [
    heading(
      speaker.say('closing-title', {
        month: month === undefined ? settlement.month : formatMonthName(month, speaker.language),
      }),
      1,
    ),
    sentence(speaker.say('contract-line', { title: contract.title, id: contract.id })),
    ...amendmentLine(settlement, speaker),
    sentence(
      speaker.say('known-at', {
        time: asOf === undefined ? settlement.asOf : formatTime(asOf, zone, speaker.language),
      }),
    ),
    sentence(
      speaker.say('facts-line', {
        tickets: `${facts.tickets}`,
        others: `${facts.others}`,
        aside: `${facts.setAside}`,
      }),
    ),
    ...(facts.setAside === 0
      ? []
      : [sentence(speaker.say('aside-line', { count: `${facts.setAside}` }))]),
    ...procedureBlocks(settlement, speaker),
    heading(speaker.say('levels-heading')),
    levelsTable(settlement, speaker),
    heading(speaker.say('lines-heading')),
    linesTable(settlement, speaker),
    ...lineNotes(settlement, speaker),
    ...capsBlocks(settlement, speaker),
    ...stockBlocks(settlement, speaker),
    ...positionBlocks(settlement, zone, speaker),
    ...stepsBlocks(settlement, speaker),
    heading(speaker.say('totals-heading')),
    totalsTable(settlement, speaker),
    ...orderBlocks(settlement, speaker),
    ...adjustmentBlocks(settlement, speaker),
    ...vatBlocks(settlement, speaker),
  ]
}

/** The version of the contract: the amendments under which the month was judged. */
const amendmentLine = (settlement: Settlement, speaker: Speaker): Block[] =>
  sayAmendments(settlement, speaker).map((text) =>
    sentence(speaker.say('judged-under-line', { amendments: text })),
  )

function totalsTable(settlement: Settlement, speaker: Speaker): Block {
  const { say } = speaker
  return table(
    [left(say('column-nature')), right(say('column-amount'))],
    totalsIn(settlement).map(([name, node]) => [
      say(`total-${name}`),
      sayFigure(settlement, node, speaker),
    ]),
  )
}

function levelsTable(settlement: Settlement, speaker: Speaker): Block {
  const { say } = speaker
  return table(
    [
      left(say('column-level')),
      left(say('column-clause')),
      left(say('column-target')),
      right(say('column-figure')),
      right(say('column-judged')),
      right(say('column-late')),
      left(say('column-verdict')),
    ],
    settlement.levels.map((level) => [
      level.id,
      level.clause ?? '',
      sayTarget(level.target, settlement.contract.currency, speaker),
      sayFigure(settlement, level.figure, speaker),
      sayFigure(settlement, level.judged, speaker),
      sayFigure(settlement, level.late, speaker),
      sayVerdict(settlement, level, speaker),
    ]),
  )
}

function sayVerdict(settlement: Settlement, level: StoredLevel, speaker: Speaker): string {
  const missed = valueAt(settlement, level.missed)
  if (missed.state === 'nothing') return speaker.say('verdict-unmeasured')
  if (missed.state === 'undefined') return speaker.say('verdict-undefined')
  return speaker.say(missed.number.numerator === 1n ? 'verdict-missed' : 'verdict-met')
}

function linesTable(settlement: Settlement, speaker: Speaker): Block {
  const { say } = speaker
  const forfeited = new Set(settlement.lines.filter((line) => isForfeited(settlement, line)))
  const columns = ['gross', 'cut', ...(forfeited.size === 0 ? [] : ['forfeited']), 'owed']
  return table(
    [
      left(say('column-line')),
      left(say('column-clause')),
      left(say('column-nature')),
      ...columns.map((column) => right(say(`column-${column}`))),
    ],
    settlement.lines.map((line) => {
      const figure = (id: number): string => sayFigure(settlement, id, speaker)
      const [cut, lost] = forfeited.has(line) ? ['', figure(line.cut)] : [figure(line.cut), '']
      return [
        line.id,
        line.clause ?? '',
        say(natureWord(line)),
        figure(line.gross),
        cut,
        ...(forfeited.size === 0 ? [] : [lost]),
        figure(line.owed),
      ]
    }),
  )
}

/** What cannot be read in the lines themselves: other readings, and claims. */
export const lineNotes = (settlement: Settlement, speaker: Speaker): Block[] => [
  ...readings(settlement, speaker),
  ...claimSentences(settlement, speaker),
]

/** What an amount that the contract does not say would be, under each way to read it. */
function readings(settlement: Settlement, speaker: Speaker): Block[] {
  return settlement.lines.flatMap((line) =>
    line.readings.map(({ reading, gross }) =>
      sentence(
        `${line.id}: ${speaker.say(`reading-${reading}`)} → ${sayFigure(settlement, gross, speaker)}`,
      ),
    ),
  )
}

function capsBlocks(settlement: Settlement, speaker: Speaker): Block[] {
  if (settlement.caps.length === 0) return []
  const { say } = speaker
  return [
    heading(say('caps-heading')),
    table(
      [
        left(say('column-cap')),
        left(say('column-clause')),
        right(say('column-limit')),
        right(say('column-used')),
        right(say('column-kept')),
      ],
      settlement.caps.map((cap) => [
        cap.title,
        cap.clause ?? '',
        sayFigure(settlement, cap.limit, speaker),
        sayFigure(settlement, cap.used, speaker),
        sayFigure(settlement, cap.kept, speaker),
      ]),
    ),
  ]
}
