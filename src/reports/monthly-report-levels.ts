/**
 * The part of a monthly report on service levels: the table of all, and each one that was missed or
 * that an amount was computed for, with its wording, its figure, its items and its reason.
 *
 * @fr niveaux de service du rapport mensuel
 */
import { parseMonth } from '../base/calendar/date.ts'
import { dateAt } from '../base/calendar/zone.ts'
import { parseInstant } from '../base/instant.ts'
import { amendmentsIn } from '../contract/amendments/versions.ts'
import { wordingAt } from '../contract/reading/wording-at.ts'
import type { Story } from '../measures/story.ts'
import type { StoredItem, StoredLevel, StoredLine } from '../money/settlement.ts'
import type { Block, Branch, Cell, Column } from './document.ts'
import {
  cellText,
  drawn,
  heading,
  left,
  list,
  quote,
  right,
  sentence,
  table,
  wide,
} from './document.ts'
import type { HolidayNames } from './drawing/closed-time.ts'
import type { Drawing } from './drawing/drawing.ts'
import { levelBars, sparkline } from './drawing/level-history.ts'
import { ticketTimeline } from './drawing/ticket-timeline.ts'
import { lateTable } from './explanation.ts'
import { treeOf } from './explanation-tree.ts'
import { sayFigure, sayTarget, valueAt } from './figures.ts'
import { historyOf } from './monthly-report-history.ts'
import type { About, ReportInput } from './monthly-report-input.ts'
import {
  figureCell,
  moreItems,
  sayCount,
  sayItem,
  titled,
  withClause,
} from './monthly-report-input.ts'
import { outageTable } from './outage-table.ts'
import { verdictOf } from './verdict.ts'

const ITEMS_SHOWN = 20
/** How far an explanation goes on paper; `vigie explain` gives the whole. */
const STEPS_SHOWN = 5

/** Every level in one table, then what the table does not show. */
export function levelBlocks(input: ReportInput): Block[] {
  const { levels } = input.envelope.settlement
  const trends = levels.map((level) => trendCell(input, level))
  const hasTrend = trends.some((trend) => trend !== undefined)
  const rows = levels.map((level, i) => [
    ...levelRow(input, level),
    ...(hasTrend ? [trends[i] ?? ''] : []),
  ])
  const { say } = input.speaker
  return [
    heading(say('levels-heading')),
    table([...levelColumns(input), ...(hasTrend ? [left(say('report-trend'))] : [])], rows),
    ...asides(input),
  ]
}

const levelColumns = ({ speaker: { say } }: ReportInput): Column[] => [
  wide(say('column-level')),
  left(say('column-target')),
  right(say('column-figure')),
  right(say('column-judged')),
  right(say('column-late')),
  left(say('column-verdict')),
]

const aboutLevel = ({ title, id, clause }: StoredLevel, what: string): About => ({
  title,
  what,
  name: id,
  clause,
})

function levelRow(input: ReportInput, level: StoredLevel): Cell[] {
  const { settlement } = input.envelope
  const verdict = verdictOf(settlement, level)
  const figure = (node: number, what: string) => figureCell(input, node, aboutLevel(level, what))
  return [
    withClause(titled(input, level), level.clause),
    sayTarget(level.target, settlement.contract.currency, input.speaker),
    figure(level.figure, 'column-figure'),
    figure(level.judged, 'column-judged'),
    figure(level.late, 'column-late'),
    {
      ...figure(level.missed, 'column-verdict'),
      text: input.speaker.say(`verdict-${verdict}`),
      mark: verdict === 'undefined' ? 'unmeasured' : verdict,
    },
  ]
}

function trendCell(input: ReportInput, level: StoredLevel): Cell | undefined {
  const history = historyOf(input, level)
  if (history === undefined) return undefined
  const [before = '', now = ''] = history.points.slice(-2).map(({ text }) => text)
  return { text: input.speaker.say('history-change', { before, now }), drawing: sparkline(history) }
}

/** Items that are in no figure: without a verdict yet, or removed by an exemption. */
function asides({ envelope: { settlement }, speaker }: ReportInput): Block[] {
  const { say } = speaker
  const items = settlement.levels.flatMap(({ title, open, removed }) => [
    ...(open === 0 ? [] : [say('report-open-items', { title, count: sayCount(open, speaker) })]),
    ...(removed === 0
      ? []
      : [say('report-removed-items', { title, count: sayCount(removed, speaker) })]),
  ])
  return items.length === 0 ? [] : [list(items)]
}

/** The levels that a reader asks about, each with everything that answers. */
export function explainedLevelBlocks(input: ReportInput): Block[] {
  const { settlement } = input.envelope
  const { say } = input.speaker
  const linesOf = (level: StoredLevel): StoredLine[] =>
    settlement.lines.filter((line) => line.level === level.id && line.period === level.period)
  const isAskedAbout = (level: StoredLevel): boolean =>
    ['missed', 'undefined'].includes(verdictOf(settlement, level)) ||
    linesOf(level).some((line) => !isNil(input, line.gross))
  const asked = settlement.levels.filter(isAskedAbout)
  return [
    heading(say('report-explained-heading')),
    ...(asked.length === 0
      ? [sentence(say('report-all-met'))]
      : asked.flatMap((level) => explainedLevel(input, level, linesOf(level)))),
  ]
}

function isNil({ envelope }: ReportInput, node: number): boolean {
  const value = valueAt(envelope.settlement, node)
  return value.state === 'nothing' || (value.state === 'known' && value.number.numerator === 0n)
}

function explainedLevel(input: ReportInput, level: StoredLevel, lines: StoredLine[]): Block[] {
  const { envelope, speaker } = input
  const { settlement } = envelope
  const history = historyOf(input, level)
  const figure = figureCell(input, level.figure, aboutLevel(level, 'column-figure'))
  return [
    heading(titled(input, level), 3),
    sentence(
      speaker.say('report-level-sentence', {
        target: sayTarget(level.target, settlement.contract.currency, speaker),
        figure: figure.text,
        judged: sayFigure(settlement, level.judged, speaker),
        verdict: speaker.say(`verdict-${verdictOf(settlement, level)}`),
      }),
      figure.reason === undefined ? [] : [figure.reason],
    ),
    ...wordingBlocks(input, level),
    ...(history === undefined ? [] : [drawn(levelBars(history))]),
    ...itemBlocks(input, level, lines[0]),
    ...(lines.length === 0
      ? [sentence(speaker.say('report-no-penalty')), ...whyMissed(input, level)]
      : lines.flatMap((line) => whyAmount(input, line))),
  ]
}

/** The clause as the contract file writes it. */
function wordingBlocks(
  { envelope, terms, zone, speaker }: ReportInput,
  level: StoredLevel,
): Block[] {
  const { file, text } = envelope.contract
  const month = parseMonth(envelope.settlement.month)
  const asOf = parseInstant(envelope.settlement.asOf)
  const isDated = month !== undefined && asOf !== undefined
  const inForce = isDated ? amendmentsIn(terms, month, dateAt(zone, asOf)) : []
  const wording = wordingAt(file, text, level.path, inForce)
  if (wording === undefined) return []
  const clause = level.clause ?? speaker.say('report-no-clause')
  const source = speaker.say('report-quote-source', { clause, line: `${wording.line}` })
  return [quote(unindented(wording.text), source)]
}

/** Without the margin that the chapters around a term give it. */
function unindented(text: string): string {
  const lines = text.split('\n')
  const margins = lines.filter((line) => line.trim() !== '').map((line) => line.search(/\S/))
  const margin = Math.min(...margins)
  return lines.map((line) => line.slice(margin)).join('\n')
}

function itemBlocks(input: ReportInput, level: StoredLevel, line: StoredLine | undefined): Block[] {
  const { envelope, facts, zone, speaker } = input
  const { say } = speaker
  const late = longestFirst(level.lateItems)
  const shown = late.slice(0, ITEMS_SHOWN).map((item) => ({ ...item, id: sayItem(input, item.id) }))
  const story = facts?.stories.get(level.id)
  const more = (count: number): Block[] => (count > 0 ? [sentence(moreItems(input, count))] : [])
  return [
    ...(shown.length === 0
      ? []
      : [captioned(lateTable(shown, zone, speaker), say('report-late-caption'))]),
    ...more(late.length - shown.length),
    ...(facts === undefined || story === undefined
      ? []
      : [drawn(timelineOf(input, story, facts.holidays))]),
    ...(level.outages.length === 0
      ? []
      : [outagesBlock(input, outageTable(envelope.settlement, level, line, zone, speaker))]),
    ...(level.backlog.length === 0
      ? []
      : [
          sentence(
            say('report-backlog', {
              items: level.backlog
                .slice(0, ITEMS_SHOWN)
                .map((id) => sayItem(input, id))
                .join(', '),
            }),
          ),
          ...more(level.backlog.length - ITEMS_SHOWN),
        ]),
  ]
}

/** The clock of a ticket, under its name: marked where it is simulated. */
const timelineOf = (input: ReportInput, story: Story, holidays: HolidayNames): Drawing =>
  ticketTimeline(
    { ...story, id: sayItem(input, story.id) },
    { zone: input.zone, holidays, speaker: input.speaker },
  )

/** The items of a level by how long their clock ran: the first is the one that is drawn. */
export const longestFirst = (items: readonly StoredItem[]): readonly StoredItem[] =>
  [...items].sort((a, b) => b.elapsed - a.elapsed || (a.id < b.id ? -1 : 1))

/** A table with its caption, as wide as the page. */
const captioned = (block: Block, caption: string): Block =>
  block.kind === 'table'
    ? {
        ...block,
        caption,
        columns: block.columns.map((c, i) => (i === 0 ? { ...c, grows: true } : c)),
      }
    : block

/** The name of an outage is marked where its source calls itself simulated. */
function outagesBlock(input: ReportInput, block: Block): Block {
  if (block.kind !== 'table') return block
  const rows = block.rows.map(([id, ...rest]) => [sayItem(input, cellText(id ?? '')), ...rest])
  return { ...block, rows, caption: input.speaker.say('report-outages-caption') }
}

function whyMissed({ envelope, speaker }: ReportInput, level: StoredLevel): Block[] {
  const root = treeOf(envelope.settlement, level.missed, speaker)
  const caption = speaker.say('report-why-missed', { name: level.id })
  return [{ kind: 'tree', root: shortened(root), caption }]
}

function whyAmount({ envelope, speaker }: ReportInput, line: StoredLine): Block[] {
  const value = sayFigure(envelope.settlement, line.gross, speaker)
  const root = treeOf(envelope.settlement, line.gross, speaker)
  const caption = speaker.say('report-why', { value, name: line.id })
  return [{ kind: 'tree', root: shortened(root), caption }]
}

/** The first steps of an explanation; a step that rests on more ends in an ellipsis. */
function shortened(branch: Branch, depth = 1): Branch {
  if (depth < STEPS_SHOWN || branch.branches.length === 0) {
    const branches = branch.branches.map((child) => shortened(child, depth + 1))
    return { ...branch, branches }
  }
  return { ...branch, text: `${branch.text} …`, branches: [] }
}
