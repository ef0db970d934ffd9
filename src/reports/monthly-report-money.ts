/**
 * The part of a monthly report on money: each amount before and after the caps, what each cap held
 * back and has left, and the fees of the month.
 *
 * @fr montants du rapport mensuel
 */
import { isZero } from '../base/ratio.ts'
import type { Remainder } from '../money/remainders.ts'
import { claimOf, cutByCap, cutFromLine, isForfeited, roomLeft } from '../money/remainders.ts'
import type { Settlement, StoredCap, StoredLine } from '../money/settlement.ts'
import type { Block, Cell } from './document.ts'
import { drawn, heading, left, right, sentence, table, wide } from './document.ts'
import type { Mark } from './drawing/drawing.ts'
import type { StackedPart, StackedRow } from './drawing/stacked-bars.ts'
import { stackedBars } from './drawing/stacked-bars.ts'
import { natureWord, sayValue, titleOfCap, totalsIn, valueAt } from './figures.ts'
import type { About, ReportInput } from './monthly-report-input.ts'
import { figureCell, remainderCell, titled, withClause } from './monthly-report-input.ts'
import { lineNotes } from './statement.ts'

/** Every line of the month, its totals, and a drawing of what the caps held back. */
export function lineBlocks(input: ReportInput): Block[] {
  const { settlement } = input.envelope
  const { say } = input.speaker
  if (settlement.lines.length === 0) {
    return [heading(say('lines-heading')), sentence(say('report-no-lines'))]
  }
  const lost = new Set(settlement.lines.filter((line) => isForfeited(settlement, line)))
  const columns = ['gross', 'cut', ...(lost.size === 0 ? [] : ['forfeited']), 'owed']
  return [
    heading(say('lines-heading')),
    {
      kind: 'table',
      columns: [
        wide(say('column-line')),
        left(say('column-nature')),
        ...columns.map((column) => right(say(`column-${column}`))),
      ],
      rows: settlement.lines.map((line) => lineRow(input, line, lost)),
      totals: totalsIn(settlement).map(([name, node]) => [
        say(`total-${name}`),
        ...columns.map(() => ''),
        figureCell(input, node, {
          title: say(`total-${name}`),
          what: 'column-owed',
          name: `total.${name}`,
        }),
      ]),
    },
    ...lineNotes(settlement, input.speaker),
    ...linesDrawing(input),
  ]
}

/** What a line is about: the title of its level. */
const titleOf = (input: ReportInput, line: StoredLine): string => {
  const level = input.envelope.settlement.levels.find(({ id }) => id === line.level)
  return level === undefined ? line.id : titled(input, { ...level, period: line.period })
}

/** What is lost for want of a claim has a column of its own: no cap has cut it. */
function lineRow(input: ReportInput, line: StoredLine, lost: ReadonlySet<StoredLine>): Cell[] {
  const title = titleOf(input, line)
  const figure = (node: number, what: string): Cell =>
    figureCell(input, node, { title, what, name: line.id, clause: line.clause })
  return [
    withClause(title, line.clause),
    input.speaker.say(natureWord(line)),
    figure(line.gross, 'column-gross'),
    lost.has(line) ? '' : figure(line.cut, 'column-cut'),
    ...(lost.size === 0 ? [] : [lost.has(line) ? figure(line.cut, 'column-forfeited') : '']),
    figure(line.owed, 'column-owed'),
  ]
}

/** What becomes of each amount on its way through the caps, where there is any. */
function linesDrawing(input: ReportInput): Block[] {
  const { settlement } = input.envelope
  const { say } = input.speaker
  const rows = settlement.lines.flatMap((line): StackedRow[] => {
    const parts = [
      partOf(input, 'owed', figureAt(settlement, line.owed)),
      ...line.cuts.map((cut) => {
        const left = cutFromLine(settlement, cut)
        return cut === claimOf(settlement, line)
          ? partOf(input, 'forfeited', left)
          : partOf(input, 'cap', left, titleOfCap(settlement, cut.cap))
      }),
    ].flat()
    return parts.length === 0 ? [] : [{ name: titleOf(input, line), parts }]
  })
  const hasLost = rows.some(({ parts }) => parts.some(({ mark }) => mark === 'forfeited'))
  const names = [
    ['owed', say('report-part-owed')],
    ['cap', say('report-part-cut')],
    ...(hasLost ? [['forfeited', say('report-part-forfeited')] as const] : []),
  ] as const
  return rows.length === 0 ? [] : [barsOf(input, 'report-lines-drawing', rows, names, 'common')]
}

const figureAt = (settlement: Settlement, node: number): Remainder => ({
  value: valueAt(settlement, node),
  nodes: [node],
})

/** A part of a bar; none where there is no amount. */
function partOf(
  { envelope, speaker }: ReportInput,
  mark: Mark,
  { value }: Remainder,
  name?: string,
): StackedPart[] {
  if (value.state !== 'known' || isZero(value.number)) return []
  const amount = sayValue(value, envelope.settlement.contract.currency, speaker)
  const text = name === undefined ? amount : speaker.say('report-part-said', { name, amount })
  return [{ mark, value: value.number, text }]
}

function barsOf(
  { speaker: { say } }: ReportInput,
  title: string,
  rows: readonly StackedRow[],
  names: readonly (readonly [Mark, string])[],
  scale: 'common' | 'own',
): Block {
  const sayRow = ({ name, parts }: StackedRow): string =>
    say('report-line-said', { title: name, parts: parts.map(sayPart).join(', ') })
  const sayPart = ({ mark, text }: StackedPart): string => {
    const name = names.find(([of]) => of === mark)?.[1] ?? ''
    return say('report-part-said', { name, amount: text })
  }
  const description = rows.map(sayRow).join(' ')
  return drawn(stackedBars({ title: say(title), description }, rows, names, scale))
}

/** What each cap lets pass, holds back and has left. */
export function capBlocks(input: ReportInput): Block[] {
  const { settlement } = input.envelope
  const { say } = input.speaker
  if (settlement.caps.length === 0) return []
  const rows = settlement.caps.flatMap((cap): StackedRow[] => {
    const parts = [
      partOf(input, 'used', figureAt(settlement, cap.used)),
      partOf(input, 'owed', figureAt(settlement, cap.kept)),
      partOf(input, 'room', roomLeft(settlement, cap)),
    ].flat()
    return parts.length === 0 ? [] : [{ name: cap.title, parts }]
  })
  const names = [
    ['used', say('report-part-used')],
    ['owed', say('report-part-kept')],
    ['room', say('report-part-room')],
  ] as const
  return [
    heading(say('caps-heading')),
    table(
      [
        wide(say('column-cap')),
        right(say('column-limit')),
        right(say('column-used')),
        right(say('column-kept')),
        right(say('column-room')),
        right(say('column-held')),
      ],
      settlement.caps.map((cap) => capRow(input, cap)),
    ),
    ...(rows.length === 0 ? [] : [barsOf(input, 'report-caps-drawing', rows, names, 'own')]),
  ]
}

function capRow(input: ReportInput, cap: StoredCap): Cell[] {
  const { settlement } = input.envelope
  const about = (what: string): About => ({
    title: cap.title,
    what,
    name: cap.id,
    clause: cap.clause,
  })
  return [
    withClause(cap.title, cap.clause),
    figureCell(input, cap.limit, about('column-limit')),
    figureCell(input, cap.used, about('column-used')),
    figureCell(input, cap.kept, about('column-kept')),
    remainderCell(input, roomLeft(settlement, cap), about('column-room')),
    remainderCell(input, cutByCap(settlement, cap), about('column-held')),
  ]
}

/** The fees of the month, which caps and rates are shares of. */
export function feeBlocks(input: ReportInput): Block[] {
  const { fees } = input.envelope.settlement
  const { say } = input.speaker
  if (fees.length === 0) return []
  return [
    heading(say('fees-heading')),
    table(
      [wide(say('column-fee')), right(say('column-amount'))],
      fees.map(({ title, amount }) => [
        title,
        figureCell(input, amount, { title, what: 'column-amount' }),
      ]),
    ),
  ]
}
