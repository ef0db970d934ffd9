/**
 * Composes the explanation of one line, level or cap: its steps down to clauses and facts.
 *
 * @fr explication d'un montant
 */
import type { Zone } from '../base/calendar/zone.ts'
import { parseInstant } from '../base/instant.ts'
import { formatDuration, formatTime } from '../base/wording/format.ts'
import type { Speaker } from '../base/wording/say.ts'
import type { Settlement, StoredItem, StoredLevel, StoredNode } from '../money/settlement.ts'
import type { Block, Branch } from './document.ts'
import { heading, left, right, sentence, table } from './document.ts'
import { sayBound, sayFigure, valueAt } from './figures.ts'

const ITEMS_SHOWN = 50
const DEEPEST = 40
const ZEROS_SHOWN = 2

/** The explanation of `id`: a line, a level or a cap. Nothing when the settlement has no such name. */
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
    { kind: 'tree', root: branchOf(settlement, found.node, speaker, new Set(), 0) },
    ...(level === undefined ? [] : factsBlocks(settlement, level, zone, speaker)),
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
): { readonly node: number; readonly level?: string } | undefined {
  const line = settlement.lines.find((candidate) => candidate.id === id)
  if (line !== undefined) return { node: line.owed, level: line.level }
  const level = settlement.levels.find((candidate) => candidate.id === id)
  if (level !== undefined) return { node: level.missed, level: level.id }
  const cap = settlement.caps.find((candidate) => candidate.id === id)
  if (cap !== undefined) return { node: cap.kept }
  const total = (['indemnity', 'price-reduction'] as const).find((name) => id === `total.${name}`)
  return total === undefined ? undefined : { node: settlement.totals[total] }
}

/** A step and all below it. A step met twice is written once, then named. */
function branchOf(
  settlement: Settlement,
  id: number,
  speaker: Speaker,
  seen: Set<number>,
  depth: number,
): Branch {
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
      : node.operands.map((o) => branchOf(settlement, o, speaker, seen, depth + 1)),
  }
}

const noteOf = (node: StoredNode): string =>
  [node.clause, node.path, node.period].filter((part) => part !== undefined).join(', ')

function sayStep(settlement: Settlement, node: StoredNode, speaker: Speaker): string {
  const named = node.name === undefined ? '' : `${node.name} = `
  const params: Record<string, string> = { ...node.params }
  const word = node.params['word']
  if (word !== undefined) params['word'] = speaker.say(`bound-${word}`, { value: '' }).trim()
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
    blocks.push(heading(speaker.say('outages-heading')), outagesTable(level, zone, speaker))
  }
  if (level.backlog.length > 0) {
    blocks.push(heading(speaker.say('backlog-heading')))
    blocks.push(sentence(level.backlog.slice(0, ITEMS_SHOWN).join(', ')))
  }
  return blocks
}

const sayInstant = (text: string | undefined, zone: Zone, speaker: Speaker): string => {
  const at = text === undefined ? undefined : parseInstant(text)
  return at === undefined ? '' : formatTime(at, zone, speaker.language)
}

function lateTable(items: readonly StoredItem[], zone: Zone, speaker: Speaker): Block {
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

function outagesTable(level: StoredLevel, zone: Zone, speaker: Speaker): Block {
  const { say, language } = speaker
  return table(
    [
      left(say('column-outage')),
      left(say('column-from')),
      left(say('column-to')),
      right(say('column-elapsed')),
    ],
    level.outages.map((outage) => [
      outage.id,
      sayInstant(outage.start, zone, speaker),
      sayInstant(outage.end, zone, speaker),
      formatDuration(outage.open, language),
    ]),
  )
}
