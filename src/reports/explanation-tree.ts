/**
 * A figure as a tree of sentences: what it is, how it was made in figures, and what it rests on.
 *
 * Example: "Penalty: 2,300.00 € × 1.50", below it "54.94505 %: row of the table [at least 50.00 %,
 * under 55.00 %]" and "the condition holds".
 *
 * @fr arbre d'explication
 */
import { isTrue, parseValue } from '../base/because/value.ts'
import type { Speaker } from '../base/wording/say.ts'
import type { Settlement, StoredNode } from '../money/settlement.ts'
import type { Branch } from './document.ts'
import { sayBound, sayFigure, sayMonth, valueAt } from './figures.ts'
import { sayPositionName } from './positions.ts'
import { sayProcedureName } from './procedure.ts'

const DEEPEST = 40
const ZEROS_SHOWN = 2
/** More operands than these are counted, not written out. */
const WRITTEN_OUT = 4

/** A figure and all that it rests on, down to clauses and facts. */
export function treeOf(settlement: Settlement, node: number, speaker: Speaker): Branch {
  const about = settlement.graph[throughPlainSteps(settlement, node)]?.name
  return branchOf({ settlement, speaker, seen: new Set() }, node, 0, about)
}

/** What a tree is made with; a step that was `seen` is written once, then named. */
interface Making {
  readonly settlement: Settlement
  readonly speaker: Speaker
  readonly seen: Set<number>
}

/** A step and all below it. `about` is the last outcome above it: its level is not said again. */
function branchOf(making: Making, asked: number, depth: number, about: string | undefined): Branch {
  const { settlement, speaker, seen } = making
  const id = throughPlainSteps(settlement, asked)
  const node = settlement.graph[id]
  const value = sayFigure(settlement, id, speaker)
  if (node === undefined) return { text: `${id}`, value, branches: [] }
  // How earlier months came to nothing is their own story, not this amount's.
  const isEarlierNothing = depth > ZEROS_SHOWN && node.value === '0 cents'
  const isFolded = seen.has(id) || depth > DEEPEST || isEarlierNothing
  seen.add(id)
  const note = noteOf(node, speaker)
  return {
    text: sayNode(settlement, node, speaker, about),
    value,
    ...(note === '' ? {} : { note }),
    branches: isFolded
      ? []
      : shownOperands(settlement, node).map((operand) =>
          branchOf(making, operand, depth + 1, node.name ?? about),
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
  const isBare = settlement.graph[second]?.step === 'term'
  if (node.step === 'choose') return isBare ? [first] : [second, first]
  return node.step === 'compare' && isBare ? [first] : node.operands
}

/** The name that people cite, the clause, the place in the contract file, and the month. */
function noteOf(node: StoredNode, speaker: Speaker): string {
  const period = node.period === undefined ? undefined : sayMonth(node.period, speaker)
  return [node.name, node.clause, node.path, period].filter((part) => part !== undefined).join(', ')
}

/** What a step is, then how it was made: `Penalty: 2,300.00 € × 1.50`. */
function sayNode(
  settlement: Settlement,
  node: StoredNode,
  speaker: Speaker,
  about: string | undefined,
): string {
  const step = sayStep(settlement, node, speaker)
  if (node.name === undefined) return step
  const what = sayName(settlement, node.name, speaker)
  const level = levelOf(node.name)
  const title = settlement.levels.find(({ id }) => id === level)?.title
  const isSaid = title === undefined || (about !== undefined && levelOf(about) === level)
  return speaker.say('step-named', { what: isSaid ? what : `${what}, ${title}`, step })
}

/** `restore-p1` of `restore-p1.penalty`. */
const levelOf = (name: string): string => name.slice(0, name.lastIndexOf('.'))

/** The kind of an outcome (`restore-p1.penalty` is a penalty), the title of a fee or of a total. */
function sayName(settlement: Settlement, name: string, speaker: Speaker): string {
  const { sayOr } = speaker
  const position = sayPositionName(name, speaker) ?? sayProcedureName(name, speaker)
  if (position !== undefined) return position
  const fee = settlement.fees.find(({ id }) => id === name)
  if (fee !== undefined) return fee.title
  const kind = name.slice(name.lastIndexOf('.') + 1)
  const group = levelOf(name)
  if (!TOTALS.has(group)) return sayOr(`outcome-${kind}`, name)
  const what = sayOr(`total-${kind}`, name)
  return group === 'total' ? what : speaker.say(`${group}-total`, { what })
}

/** What a total adds up: the month's own amounts, what it posts for closed months, and both. */
const TOTALS: ReadonlySet<string> = new Set(['total', 'adjusted', 'posted'])

/** Steps that choose among figures. */
const CHOOSING: ReadonlySet<string> = new Set(['least', 'greatest'])

/** How a step was made of its operands, in figures where they are few. */
function sayStep(settlement: Settlement, node: StoredNode, speaker: Speaker): string {
  const { operands, step } = node
  const figures = operands.map((operand) => sayFigure(settlement, operand, speaker))
  const sign = speaker.sayOr(`sign-${step}`, '')
  if (sign !== '') {
    return operands.length <= WRITTEN_OUT
      ? figures.join(` ${sign} `)
      : speaker.say(`step-${step}`, { count: `${operands.length}` })
  }
  if (CHOOSING.has(step) && operands.length <= WRITTEN_OUT) {
    return speaker.say(`step-${step}-of`, { figures: figures.join(' ; ') })
  }
  const text = speaker.say(`step-${step}${answerOf(settlement, node)}`, {
    ...paramsOf(node, figures, speaker),
    ...sizeOf(settlement, node, speaker),
    first: figures[0] ?? '',
  })
  const sides = sidesOf(settlement, node, speaker)
  return sides.length === 0 ? text : `${text} [${sides.join(', ')}]`
}

/** Conditions say how they ended: each end has its own sentence. */
function answerOf(settlement: Settlement, { step, value, operands }: StoredNode): string {
  const [condition] = operands
  const asked =
    step === 'choose' && condition !== undefined ? valueAt(settlement, condition) : undefined
  const answer = step === 'all' || step === 'any' ? parseValue(value) : asked
  if (answer === undefined) return ''
  return isTrue(answer) ? '-yes' : '-no'
}

function paramsOf(
  { params, operands }: StoredNode,
  [left, right]: readonly string[],
  speaker: Speaker,
): Record<string, string> {
  const said: Record<string, string> = { ...params }
  const { word, reducer, item, opening, evidence } = params
  if (word !== undefined && operands.length > 1) {
    said['left'] = left ?? ''
    said['bound'] = speaker.say(`bound-${word}`, { value: right ?? '' })
  }
  for (const kind of ['policy', 'mode'] as const) {
    const chosen = params[kind]
    if (chosen !== undefined) said[kind] = speaker.sayOr(`${kind}-${chosen}`, chosen)
  }
  if (reducer !== undefined) {
    const of = speaker.sayOr(`reducer-${reducer}`, reducer)
    const told = opening === undefined ? undefined : `${opening} (${evidence})`
    const about = item ?? told ?? (reducer === 'index' ? sayIndexed(params) : undefined)
    const supposed = sayPosition(params, speaker)
    said['reducer'] = [of, about, supposed].filter((part) => part !== undefined).join(', ')
  }
  return said
}

/** An index, and the month that its value is of; none was found of one that was asked for. */
const sayIndexed = ({ selection, month }: StoredNode['params']): string =>
  month === undefined ? `${selection}` : `${selection}, ${month}`

/** Under which supposition on the facts in dispute a fact is told so. */
function sayPosition(
  { position, accepting }: StoredNode['params'],
  { say }: Speaker,
): string | undefined {
  if (accepting !== undefined) return say('supposing-accepted', { claim: accepting })
  return position === undefined ? undefined : say(`position-${position}`)
}

/** The size of a part, in the unit of what is divided: `1 min`, `0.10 %`. */
function sizeOf(
  settlement: Settlement,
  { params: { step }, operands: [divided] }: StoredNode,
  speaker: Speaker,
): { readonly step?: string } {
  if (step === undefined || divided === undefined) return {}
  const like = valueAt(settlement, divided)
  return { step: sayBound(step, like, settlement.contract.currency, speaker) }
}

/** The sides of the row of a table in which a figure was found. */
function sidesOf(settlement: Settlement, node: StoredNode, speaker: Speaker): string[] {
  const [first] = node.operands
  if (first === undefined) return []
  const like = valueAt(settlement, first)
  return ['at-least', 'above', 'at-most', 'under'].flatMap((side) => {
    const bound = node.params[side]
    if (bound === undefined) return []
    const value = sayBound(bound, like, settlement.contract.currency, speaker)
    return [speaker.say(`bound-${side}`, { value })]
  })
}
