/**
 * Composes the explanation of one line, level or cap: its steps down to clauses and facts.
 *
 * @fr explication d'un montant
 */
import type { Zone } from '../base/calendar/zone.ts'
import { formatDuration } from '../base/wording/format.ts'
import type { Speaker } from '../base/wording/say.ts'
import type {
  Settlement,
  StoredItem,
  StoredLevel,
  StoredLine,
  StoredNode,
} from '../money/settlement.ts'
import type { Block, Branch } from './document.ts'
import { heading, left, right, sentence, table } from './document.ts'
import { sayBound, sayFigure, sayInstant, valueAt } from './figures.ts'
import { outageTable } from './outage-table.ts'

const ITEMS_SHOWN = 50
const DEEPEST = 40
const ZEROS_SHOWN = 2

/**
 * The explanation of `id`: a line, a level, a cap, `fee.` and a fee, or `total.` and a nature.
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
} {
  return {
    lines: settlement.lines.map((line) => line.id),
    levels: settlement.levels.map((level) => level.id),
    caps: settlement.caps.map((cap) => cap.id),
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
  const total = (['indemnity', 'price-reduction'] as const).find((name) => id === `total.${name}`)
  return total === undefined ? undefined : { node: settlement.totals[total] }
}

/** A figure and all that it rests on, down to clauses and facts. */
export const treeOf = (settlement: Settlement, node: number, speaker: Speaker): Branch =>
  branchOf(settlement, node, speaker, new Set(), 0)

const treeBlock = (settlement: Settlement, node: number, speaker: Speaker): Block => ({
  kind: 'tree',
  root: treeOf(settlement, node, speaker),
})

/** A line's way: its gross amount and why, then what each cap let pass and how much room it had. */
function lineBlocks(settlement: Settlement, line: StoredLine, speaker: Speaker): Block[] {
  const { say } = speaker
  const figure = (node: number): string => sayFigure(settlement, node, speaker)
  const caps = line.cuts.flatMap((cut) => settlement.caps.find((cap) => cap.id === cut.cap) ?? [])
  return [
    table(
      [left(say('column-step')), right(say('column-amount')), left(say('column-clause'))],
      [
        [say('step-gross'), figure(line.gross), line.clause ?? ''],
        ...line.cuts.map((cut) => [
          say('step-after-cap', { cap: cut.cap }),
          figure(cut.after),
          settlement.caps.find((cap) => cap.id === cut.cap)?.clause ?? '',
        ]),
        [say('column-owed'), figure(line.owed), ''],
      ],
    ),
    heading(say('gross-heading')),
    treeBlock(settlement, line.gross, speaker),
    ...caps.flatMap((cap) => [
      heading(
        say('cap-heading', {
          cap: cap.id,
          limit: figure(cap.limit),
          used: figure(cap.used),
          kept: figure(cap.kept),
        }),
      ),
      treeBlock(settlement, cap.limit, speaker),
    ]),
  ]
}

/** A step and all below it. A step met twice is written once, then named. */
function branchOf(
  settlement: Settlement,
  asked: number,
  speaker: Speaker,
  seen: Set<number>,
  depth: number,
): Branch {
  const id = throughPlainSteps(settlement, asked)
  const node = settlement.graph[id]
  const value = sayFigure(settlement, id, speaker)
  if (node === undefined) return { text: `${id}`, value, branches: [] }
  // How earlier months came to nothing is their own story, not this amount's.
  const isEarlierNothing = depth > ZEROS_SHOWN && node.value === '0 cents'
  const isFolded = seen.has(id) || depth > DEEPEST || isEarlierNothing
  seen.add(id)
  const note = noteOf(node)
  return {
    text: sayStep(settlement, node, speaker),
    value,
    ...(note === '' ? {} : { note }),
    branches: isFolded
      ? []
      : shownOperands(settlement, node).map((operand) =>
          branchOf(settlement, operand, speaker, seen, depth + 1),
        ),
  }
}

/** Steps that change nothing and have no name of their own are passed through. */
function throughPlainSteps(settlement: Settlement, id: number): number {
  const node = settlement.graph[id]
  const first = node?.operands[0]
  if (node === undefined || first === undefined || node.name !== undefined) return id
  const isPlain =
    (node.step === 'when-nothing' || node.step === 'round' || node.operands.length === 1) &&
    node.step !== 'not' &&
    node.value === settlement.graph[first]?.value
  return isPlain ? throughPlainSteps(settlement, first) : id
}

/**
 * What a reader follows: the chosen branch before its condition, a comparison without its bound.
 */
function shownOperands(settlement: Settlement, node: StoredNode): readonly number[] {
  const [first, second] = node.operands
  if (first === undefined || second === undefined) return node.operands
  if (node.step === 'choose') {
    const isBare = settlement.graph[second]?.step === 'term'
    return isBare ? [first] : [second, first]
  }
  const isTerm = settlement.graph[second]?.step === 'term'
  return node.step === 'compare' && isTerm ? [first] : node.operands
}

const noteOf = (node: StoredNode): string =>
  [node.clause, node.path, node.period].filter((part) => part !== undefined).join(', ')

function sayStep(settlement: Settlement, node: StoredNode, speaker: Speaker): string {
  const named = node.name === undefined ? '' : `${node.name} = `
  const params: Record<string, string> = { ...node.params }
  const { word, reducer, item, selection, month } = node.params
  const [left, right] = node.operands
  if (word !== undefined && left !== undefined && right !== undefined) {
    params['left'] = sayFigure(settlement, left, speaker)
    params['bound'] = speaker.say(`bound-${word}`, {
      value: sayFigure(settlement, right, speaker),
    })
  }
  for (const kind of ['policy', 'mode'] as const) {
    const chosen = node.params[kind]
    if (chosen !== undefined) params[kind] = speaker.sayOr(`${kind}-${chosen}`, chosen)
  }
  if (reducer !== undefined) {
    const said = speaker.sayOr(`reducer-${reducer}`, reducer)
    const about = item ?? (reducer === 'index' ? `${selection}, ${month}` : undefined)
    params['reducer'] = about === undefined ? said : `${said}, ${about}`
  }
  const first = node.operands[0]
  const like = first === undefined ? undefined : valueAt(settlement, first)
  const sides = ['at-least', 'above', 'at-most', 'under'].flatMap((side) => {
    const bound = node.params[side]
    if (bound === undefined || like === undefined) return []
    const value = sayBound(bound, like, settlement.contract.currency, speaker)
    return [speaker.say(`bound-${side}`, { value })]
  })
  const step = speaker.say(`step-${node.step}`, params)
  return `${named}${step}${sides.length === 0 ? '' : ` [${sides.join(', ')}]`}`
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
