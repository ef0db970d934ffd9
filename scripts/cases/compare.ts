/**
 * Compares a settlement with what a case expects of it.
 *
 * All that is stated must hold exactly. What is not stated is not looked at, except that a line
 * that nobody mentions must owe 0.00 and that every error on the way must be expected.
 */
import { known, parseValue } from '../../src/base/because/value.ts'
import type { Finding, Place } from '../../src/base/finding.ts'
import { isError } from '../../src/base/finding.ts'
import { formatRatio, parseRatio, ratio } from '../../src/base/ratio.ts'
import type { SourceNode } from '../../src/base/yaml/source.ts'
import type {
  Settlement,
  StoredCap,
  StoredItem,
  StoredLevel,
  StoredLine,
} from '../../src/money/settlement.ts'
import { checkSteps } from './explanation.ts'
import { differs, parseTime, showTime, showValue } from './figures.ts'
import type { Fail, Handlers } from './tree.ts'
import { eachKey, eachName, textIn, textsIn } from './tree.ts'

/** What the comparison of a settlement needs beside it. */
export interface Compared {
  readonly settlement: Settlement
  /** What was found while reading. */
  readonly findings: readonly Finding[]
  readonly checkStories: (expected: SourceNode) => void
  /** Whether a stored instant is what a text of the case says. */
  readonly isAt: (text: string, stored: string) => boolean
  readonly fail: Fail
}

export function compare(expect: SourceNode, compared: Compared): void {
  const { settlement, fail } = compared
  const mentioned = new Set<string>()
  const codes: string[] = []
  const handlers: Handlers = {
    levels: (node) => checkLevels(node, compared),
    lines: (node) => checkLines(node, compared, mentioned),
    caps: (node) => checkCaps(node, compared),
    fees: (node) => checkFees(node, compared),
    totals: (node) => checkTotals(node, compared),
    explanation: (node) => checkExplanations(node, compared),
    story: compared.checkStories,
    facts: (node) => checkFacts(node, compared),
    findings: (node, where) => {
      codes.push(...textsIn(node, 'findings', fail))
      checkFindings(codes, where, compared)
    },
  }
  eachKey(expect, 'expect', handlers, fail)
  for (const line of settlement.lines) {
    const owed = valueAt(settlement, line.owed)
    if (!mentioned.has(line.id) && owed.said !== '0.00' && owed.said !== 'nothing') {
      fail(expect.where, `the line ${line.id} is not mentioned, and owes ${owed.said}`)
    }
  }
  for (const { code, where } of compared.findings.filter(isError)) {
    if (!codes.includes(code)) fail(expect.where, `unexpected error ${code}${placeOf(where)}`)
  }
}

const placeOf = (where: Place | undefined): string =>
  where === undefined
    ? ''
    : ` at ${[where.file, where.line, where.column].filter((part) => part !== undefined).join(':')}`

/** A refusal: the codes and places of all the errors, no more and no fewer. */
export function compareRefusal(
  expected: SourceNode,
  refused: readonly Finding[],
  fail: Fail,
): void {
  const left = [...refused]
  const items = expected.kind === 'list' ? expected.items : [expected]
  for (const item of items) {
    const wanted = refusalOf(item, fail)
    const index = left.findIndex((finding) => wanted.every((holds) => holds(finding)))
    if (index < 0) fail(item.where, `no such refusal; actual ${left.map(showFinding).join(', ')}`)
    else left.splice(index, 1)
  }
  for (const finding of left) fail(expected.where, `also refused: ${showFinding(finding)}`)
}

function refusalOf(item: SourceNode, fail: Fail): ((finding: Finding) => boolean)[] {
  const wanted: ((finding: Finding) => boolean)[] = []
  if (item.kind === 'scalar') return [({ code }) => code === item.text]
  eachKey(
    item,
    'a refusal',
    {
      code: (node) => {
        const code = textIn(node, 'code', fail)
        wanted.push((finding) => finding.code === code)
      },
      at: (node) => {
        const at = textIn(node, 'at', fail)
        wanted.push(
          ({ where }) =>
            where !== undefined &&
            (placeOf(where) === ` at ${at}` || `${where.file}:${where.line}` === at),
        )
      },
      with: (node) => {
        if (node.kind !== 'map') fail(node.where, 'with is a map, such as { what: 0.5 }')
        else {
          for (const { key, value } of node.entries) {
            const text = textIn(value, key, fail)
            wanted.push(({ params }) => params[key] === text)
          }
        }
      },
    },
    fail,
  )
  return wanted
}

export function showFinding({ code, where, params }: Finding): string {
  const said = Object.entries(params).map(([name, value]) => `${name}: ${value}`)
  return `${code}${placeOf(where)}${said.length === 0 ? '' : ` { ${said.join(', ')} }`}`
}

function valueAt(settlement: Settlement, id: number) {
  const value = parseValue(settlement.graph[id]?.value ?? '') ?? { state: 'nothing' as const }
  return { value, said: showValue(value) }
}

const byId = <T extends { readonly id: string }>(items: readonly T[]): Map<string, T> =>
  new Map(items.map((item) => [item.id, item]))

/** A handler that compares the text of a key with a figure of the graph. */
const figure =
  ({ settlement, fail }: Compared, id: number) =>
  (node: SourceNode): void => {
    const text = textIn(node, 'a figure', fail)
    const said = text === undefined ? undefined : differs(text, valueAt(settlement, id).value)
    if (said !== undefined) fail(node.where, said)
  }

const word =
  ({ fail }: Compared, actual: string | undefined) =>
  (node: SourceNode): void => {
    const text = textIn(node, 'a value', fail)
    if (text !== actual) fail(node.where, `expected ${text}, actual ${actual ?? 'none'}`)
  }

const words =
  ({ fail }: Compared, actual: readonly string[]) =>
  (node: SourceNode): void => {
    const wanted = textsIn(node, 'a list of identifiers', fail).sort().join(', ')
    const found = [...actual].sort().join(', ')
    if (wanted !== found) fail(node.where, `expected [${wanted}], actual [${found}]`)
  }

function checkLevels(node: SourceNode, compared: Compared): void {
  const { settlement, fail } = compared
  const judged = byId(settlement.levels)
  eachName(
    node,
    'level judged this month',
    judged,
    (level, value) => {
      const handlers: Handlers = {
        figure: figure(compared, level.figure),
        judged: figure(compared, level.judged),
        late: figure(compared, level.late),
        missed: figure(compared, level.missed),
        period: word(compared, level.period),
        removed: word(compared, `${level.removed}`),
        open: word(compared, `${level.open}`),
        backlog: words(compared, level.backlog),
        outages: (list) => checkOutages(list, level, compared),
        'late-items': (list) => checkItems(list, level, compared),
      }
      eachKey(value, 'a level', handlers, fail)
    },
    fail,
  )
}

/** Late items by identifier, or with what is known of each: `INC-7: { elapsed: 5 h, limit: 4 h }`. */
function checkItems(node: SourceNode, level: StoredLevel, compared: Compared): void {
  const { lateItems } = level
  if (node.kind !== 'map') {
    words(
      compared,
      lateItems.map(({ id }) => id),
    )(node)
    return
  }
  const { fail } = compared
  const named = new Set(node.entries.map(({ key }) => key))
  for (const { id } of lateItems) if (!named.has(id)) fail(node.where, `${id} is late as well`)
  eachName(
    node,
    'late item',
    byId(lateItems),
    (item, value) => checkItem(value, item, compared),
    fail,
  )
}

function checkItem(node: SourceNode, item: StoredItem, compared: Compared): void {
  const { fail } = compared
  const handlers: Handlers = {
    elapsed: time(item.elapsed, fail),
    limit: time(item.limit, fail),
    due: moment(item.due, compared),
    stop: moment(item.stop, compared),
    exempted: (value) => {
      const wanted = parseRatio(textIn(value, 'exempted', fail) ?? '')
      const actual = item.exempted ?? '0'
      if (wanted === undefined || formatRatio(wanted) !== actual) {
        fail(value.where, `expected another share, actual ${actual}`)
      }
    },
  }
  eachKey(node, 'a late item', handlers, fail)
}

const time =
  (actual: number | undefined, fail: Fail) =>
  (node: SourceNode): void => {
    const text = textIn(node, 'a time', fail) ?? ''
    if (parseTime(text) === actual && actual !== undefined) return
    fail(node.where, `expected ${text}, actual ${actual === undefined ? 'none' : showTime(actual)}`)
  }

const moment =
  (actual: string | undefined, { isAt, fail }: Compared) =>
  (node: SourceNode): void => {
    const text = textIn(node, 'a moment', fail) ?? ''
    const holds = actual === undefined ? text === 'none' : isAt(text, actual)
    if (!holds) fail(node.where, `expected ${text}, actual ${actual ?? 'none'}`)
  }

/** Outages by identifier, or with the open time that each had in the period: `OUT-1: 62 min`. */
function checkOutages(node: SourceNode, level: StoredLevel, compared: Compared): void {
  const { outages } = level
  if (node.kind !== 'map') {
    words(
      compared,
      outages.map(({ id }) => id),
    )(node)
    return
  }
  const { fail } = compared
  eachName(node, 'outage', byId(outages), ({ open }, value) => time(open, fail)(value), fail)
  const named = new Set(node.entries.map(({ key }) => key))
  for (const { id } of outages) if (!named.has(id)) fail(node.where, `${id} is counted as well`)
}

function checkLines(node: SourceNode, compared: Compared, mentioned: Set<string>): void {
  const { settlement, fail } = compared
  eachName(
    node,
    'line',
    byId(settlement.lines),
    (line, value, _, id) => {
      mentioned.add(id)
      if (value.kind === 'scalar') figure(compared, line.owed)(value)
      else eachKey(value, 'a line', lineHandlers(line, compared), fail)
      const statesOwed = value.kind === 'scalar' || has(value, 'owed')
      if (!statesOwed) fail(value.where, `the line ${id} says what it owes: owed`)
    },
    fail,
  )
}

const has = (node: SourceNode, key: string): boolean =>
  node.kind === 'map' && node.entries.some((entry) => entry.key === key)

function lineHandlers(line: StoredLine, compared: Compared): Handlers {
  const { settlement, fail } = compared
  return {
    gross: figure(compared, line.gross),
    exact: figure(compared, line.exact),
    owed: figure(compared, line.owed),
    nature: word(compared, line.nature),
    period: word(compared, line.period),
    readings: (value) => {
      const readings = new Map(line.readings.map(({ reading, gross }) => [reading, gross]))
      eachName(value, 'reading', readings, (id, text) => figure(compared, id)(text), fail)
      for (const reading of readings.keys()) {
        if (!has(value, reading)) fail(value.where, `there is a reading ${reading} as well`)
      }
    },
    cuts: (value) => {
      const cuts = new Map(line.cuts.map((cut) => [cut.cap, cut]))
      eachName(
        value,
        'cap on this line',
        cuts,
        ({ before, after }, text) => checkCut(settlement, before, after, text, fail),
        fail,
      )
    },
  }
}

/** What a cap took from a line: what came to it, less what it let pass. */
function checkCut(
  settlement: Settlement,
  before: number,
  after: number,
  node: SourceNode,
  fail: Fail,
): void {
  const cents = (id: number): bigint => {
    const { value } = valueAt(settlement, id)
    return value.state === 'known' ? value.number.numerator : 0n
  }
  const text = textIn(node, 'a cut', fail) ?? ''
  const said = differs(text, known(ratio(cents(before) - cents(after)), 'cents'))
  if (said !== undefined) fail(node.where, said)
}

function checkCaps(node: SourceNode, compared: Compared): void {
  const handlersOf = (cap: StoredCap): Handlers => ({
    limit: figure(compared, cap.limit),
    used: figure(compared, cap.used),
    kept: figure(compared, cap.kept),
  })
  const caps = byId(compared.settlement.caps)
  eachName(
    node,
    'cap used this month',
    caps,
    (cap, value) => eachKey(value, 'a cap', handlersOf(cap), compared.fail),
    compared.fail,
  )
}

function checkFees(node: SourceNode, compared: Compared): void {
  const fees = byId(compared.settlement.fees)
  eachName(node, 'fee', fees, ({ amount }, value) => figure(compared, amount)(value), compared.fail)
}

function checkTotals(node: SourceNode, compared: Compared): void {
  const { totals } = compared.settlement
  const handlers: Handlers = {
    indemnity: figure(compared, totals.indemnity),
    'price-reduction': figure(compared, totals['price-reduction']),
  }
  eachKey(node, 'totals', handlers, compared.fail)
}

/** Figures that an explanation may start from: lines, levels and their outcomes, caps, fees. */
function rootsByName({ settlement }: Compared): Map<string, readonly number[]> {
  const roots = new Map<string, readonly number[]>()
  for (const line of settlement.lines) roots.set(line.id, [line.owed, line.gross])
  for (const level of settlement.levels) {
    roots.set(level.id, [level.figure, level.missed])
    roots.set(`${level.id}.figure`, [level.figure])
    roots.set(`${level.id}.missed`, [level.missed])
  }
  for (const cap of settlement.caps) roots.set(cap.id, [cap.limit, cap.used, cap.kept])
  for (const fee of settlement.fees) if (!roots.has(fee.id)) roots.set(fee.id, [fee.amount])
  return roots
}

function checkExplanations(node: SourceNode, compared: Compared): void {
  const { settlement, fail } = compared
  eachName(
    node,
    'figure',
    rootsByName(compared),
    (roots, steps) => checkSteps(settlement.graph, roots, steps, fail),
    fail,
  )
}

function checkFacts(node: SourceNode, compared: Compared): void {
  const { tickets, others, setAside } = compared.settlement.facts
  const handlers: Handlers = {
    tickets: word(compared, `${tickets}`),
    others: word(compared, `${others}`),
    'set-aside': word(compared, `${setAside}`),
  }
  eachKey(node, 'facts', handlers, compared.fail)
}

/** Each code that is named must have been found; errors that are not named fail elsewhere. */
function checkFindings(codes: readonly string[], where: Place, compared: Compared): void {
  const found = new Set([
    ...compared.findings.map(({ code }) => code),
    ...compared.settlement.findings.map(({ code }) => code),
  ])
  for (const code of codes) {
    if (found.has(code)) continue
    const all = [...found].join(', ')
    compared.fail(where, `no finding ${code}; found: ${all === '' ? 'none' : all}`)
  }
}
