/**
 * Composes the explanation of one line, level or cap: its steps down to clauses and facts.
 *
 * @fr explication d'un montant
 */
import type { Zone } from '../base/calendar/zone.ts'
import { formatDuration } from '../base/wording/format.ts'
import type { Speaker } from '../base/wording/say.ts'
import { claimOf } from '../money/remainders.ts'
import type { Settlement, StoredItem, StoredLevel, StoredLine } from '../money/settlement.ts'
import type { Block } from './document.ts'
import { heading, left, right, sentence, table } from './document.ts'
import { treeOf } from './explanation-tree.ts'
import { sayFigure, sayInstant, titleOfCap, totalsIn } from './figures.ts'
import { outageTable } from './outage-table.ts'
import { positionNames } from './positions.ts'
import { procedureNames } from './procedure.ts'
import { figureOfStep, nameOfStep } from './steps-table.ts'
import { STOCK_FIGURES } from './stocks-table.ts'

const ITEMS_SHOWN = 50

/**
 * The explanation of `id`: a line, a level, a cap, a step with what it is about, `fee.` and a fee,
 * `total.`, `undisputed.` or `disputed.` and a nature, `vat.left`, a line and `.vat`, or a line and
 * a closed month.
 * Nothing when the settlement has no such name.
 */
export function composeExplanation(
  settlement: Settlement,
  id: string,
  zone: Zone,
  speaker: Speaker,
): Block[] | undefined {
  const found = findFigure(settlement, id)
  if (found === undefined) return undefined
  const level = settlement.levels.find((candidate) => candidate.id === found.level)
  return [
    heading(
      speaker.say('explain-heading', {
        name: id,
        value: sayFigure(settlement, found.node, speaker),
      }),
      1,
    ),
    ...(found.line === undefined
      ? [treeBlock(settlement, found.node, speaker)]
      : lineBlocks(settlement, found.line, speaker)),
    ...(level === undefined ? [] : factsBlocks(settlement, level, found.line, zone, speaker)),
  ]
}

/** The names that can be explained. */
export function explainableIds(settlement: Settlement): {
  readonly lines: readonly string[]
  readonly levels: readonly string[]
  readonly caps: readonly string[]
  readonly steps: readonly string[]
  readonly positions: readonly string[]
} {
  return {
    lines: settlement.lines.map((line) => line.id),
    levels: settlement.levels.map((level) => level.id),
    caps: settlement.caps.map((cap) => cap.id),
    steps: (settlement.steps ?? [])
      .filter((step) => figureOfStep(step) !== undefined)
      .map(nameOfStep),
    positions: [...positionNames(settlement).keys(), ...procedureNames(settlement).keys()],
  }
}

function findFigure(
  settlement: Settlement,
  id: string,
): { readonly node: number; readonly level?: string; readonly line?: StoredLine } | undefined {
  const line = settlement.lines.find((candidate) => candidate.id === id)
  if (line !== undefined) return { node: line.owed, level: line.level, line }
  const level = settlement.levels.find((candidate) => candidate.id === id)
  if (level !== undefined) return { node: level.missed, level: level.id }
  const cap = settlement.caps.find((candidate) => candidate.id === id)
  if (cap !== undefined) return { node: cap.kept }
  const fee = settlement.fees.find((candidate) => id === `fee.${candidate.id}`)
  if (fee !== undefined) return { node: fee.amount }
  const step = (settlement.steps ?? []).find((candidate) => nameOfStep(candidate) === id)
  const told = step === undefined ? undefined : figureOfStep(step)
  if (told !== undefined) return { node: told }
  const position = positionNames(settlement).get(id) ?? procedureNames(settlement).get(id)
  if (position !== undefined) return { node: position }
  const total = totalsIn(settlement).find(([name]) => id === `total.${name}`)
  if (total !== undefined) return { node: total[1] }
  const posted = (settlement.posted === undefined ? [] : totalsIn(settlement.posted)).find(
    ([name]) => id === `posted.${name}`,
  )
  if (posted !== undefined) return { node: posted[1] }
  const adjusted = (settlement.adjustments ?? []).find((one) => id === `${one.id} ${one.month}`)
  if (adjusted !== undefined) return { node: adjusted.amount }
  const [name = '', reads = 'left'] = id.split('.')
  const stock = settlement.stocks?.find((candidate) => candidate.id === name)
  const read = STOCK_FIGURES.find((figure) => figure === reads)
  if (stock !== undefined && read !== undefined) return { node: stock[read] }
  const taxed = taxedNode(settlement, id)
  return taxed === undefined ? undefined : { node: taxed }
}

/** `vat.left`, `vat.fees`, `vat.reductions`, or the VAT of a line: `uptime.penalty.vat`. */
function taxedNode({ vat, lines }: Settlement, id: string): number | undefined {
  if (id === 'vat.left') return vat?.left
  if (id === 'vat.fees') return vat?.fees?.gross
  if (id === 'vat.reductions') return vat?.reductions?.gross
  return lines.find((line) => id === `${line.id}.vat`)?.vat?.vat
}

const treeBlock = (settlement: Settlement, node: number, speaker: Speaker): Block => ({
  kind: 'tree',
  root: treeOf(settlement, node, speaker),
})

/** A line's way: its gross amount and why, then what each cap let pass and how much room it had. */
function lineBlocks(settlement: Settlement, line: StoredLine, speaker: Speaker): Block[] {
  const { say } = speaker
  const figure = (node: number): string => sayFigure(settlement, node, speaker)
  const claim = claimOf(settlement, line)
  const caps = line.cuts.flatMap((cut) => settlement.caps.find((cap) => cap.id === cut.cap) ?? [])
  return [
    table(
      [left(say('column-step')), right(say('column-amount')), left(say('column-clause'))],
      [
        [say('step-gross'), figure(line.gross), line.clause ?? ''],
        ...line.cuts.map((cut) => [
          say('step-after-cap', { cap: titleOfCap(settlement, cut.cap) }),
          figure(cut.after),
          settlement.caps.find((cap) => cap.id === cut.cap)?.clause ?? '',
        ]),
        [say('column-owed'), figure(line.owed), ''],
      ],
    ),
    heading(say('gross-heading')),
    treeBlock(settlement, line.gross, speaker),
    ...(claim === undefined
      ? []
      : [heading(say('claim-heading')), treeBlock(settlement, claim.after, speaker)]),
    ...caps.flatMap((cap) => [
      heading(
        say('cap-heading', {
          cap: cap.title,
          limit: figure(cap.limit),
          used: figure(cap.used),
          kept: figure(cap.kept),
        }),
      ),
      treeBlock(settlement, cap.limit, speaker),
    ]),
  ]
}

function factsBlocks(
  settlement: Settlement,
  level: StoredLevel,
  line: StoredLine | undefined,
  zone: Zone,
  speaker: Speaker,
): Block[] {
  const blocks: Block[] = []
  if (level.selection !== undefined) {
    const count = sayFigure(settlement, level.judged, speaker)
    blocks.push(sentence(speaker.say('selection-line', { count, hash: level.selection })))
  }
  if (level.lateItems.length > 0) {
    blocks.push(heading(speaker.say('late-heading')), lateTable(level.lateItems, zone, speaker))
    const hidden = level.lateItems.length - ITEMS_SHOWN
    if (hidden > 0) blocks.push(sentence(speaker.say('more-items', { count: `${hidden}` })))
  }
  if (level.outages.length > 0) {
    const outages = outageTable(settlement, level, line, zone, speaker)
    blocks.push(heading(speaker.say('outages-heading')), outages)
  }
  if (level.backlog.length > 0) {
    blocks.push(heading(speaker.say('backlog-heading')))
    blocks.push(sentence(level.backlog.slice(0, ITEMS_SHOWN).join(', ')))
  }
  return blocks
}

/** Late items with their times, as many as are given up to fifty. */
export function lateTable(items: readonly StoredItem[], zone: Zone, speaker: Speaker): Block {
  const { say, language } = speaker
  return table(
    [
      left(say('column-ticket')),
      right(say('column-elapsed')),
      right(say('column-allowed')),
      left(say('column-due')),
      left(say('column-stop')),
    ],
    items
      .slice(0, ITEMS_SHOWN)
      .map((item) => [
        item.id,
        formatDuration(item.elapsed, language),
        item.limit === undefined ? '' : formatDuration(item.limit, language),
        sayInstant(item.due, zone, speaker),
        sayInstant(item.stop, zone, speaker),
      ]),
  )
}
