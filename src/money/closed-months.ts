/**
 * What closed months have taken into account, line by line: the ledger that adjustments compare
 * with.
 *
 * A closed month is never computed again into another settlement. What it owed stands, and later
 * settlements add to it what became known, or say that it came too late. All three count: what is
 * taken into account once is not adjusted twice.
 *
 * Example: March owed 480.00 € when it was closed. April's settlement posted 240.00 € more for
 * March; May's found another 100.00 €, barred. Accounted for March: 820.00 €.
 *
 * @fr mois clos
 */
import type { Params } from '../base/because/formula.ts'
import type { Derived, GraphBuilder } from '../base/because/graph.ts'
import type { Value } from '../base/because/value.ts'
import { parseValue } from '../base/because/value.ts'
import type { YearMonth } from '../base/calendar/date.ts'
import { formatMonth, parseMonth } from '../base/calendar/date.ts'
import { canonicalText } from '../base/canonical.ts'
import type { Finding } from '../base/finding.ts'
import { invariant } from '../base/invariant.ts'
import type { Settlement, StoredLevel, StoredLine, StoredNode } from './settlement.ts'

/** A settlement that a month was closed with. */
export interface ClosedMonth {
  readonly settlement: Settlement
  readonly hash: string
}

/** One amount that a settlement has taken into account. */
export interface Entry {
  /** As of a leaf: which settlement says it, of which line and month, and how. */
  readonly params: Params
  readonly value: Value
}

/** Which line of a contract an amount is of. */
export type LineName = Pick<StoredLine, 'id' | 'level' | 'path' | 'clause' | 'nature' | 'by'>

/** A line of a closed month: what was said of it. */
export interface Account {
  readonly month: YearMonth
  readonly period: string
  readonly line: LineName
  readonly entries: readonly Entry[]
  /** What its closing rested on; absent where the closing had no such line. */
  readonly closed?: ClosedLine
}

/** What settlements have said of lines, by {@link keyOfLine}; of one line the closing first. */
export type Said = ReadonlyMap<string, readonly Entry[]>

/** A line as it was closed. */
export interface ClosedLine {
  readonly gross: Value
  readonly owed: Value
  readonly levels: readonly LevelSeen[]
}

/** What was measured of a level, as texts of values. */
export interface LevelSeen {
  readonly id: string
  readonly period: string
  readonly figure: string
  readonly judged: string
  readonly late: string
}

/** By which settlement a month was closed; a settlement does not say when those before it were. */
interface ClosedAs {
  readonly month: YearMonth
  readonly hash: string
  readonly asOf?: string
}

/** The accounts of closed months before another, in the order of months and lines. */
export interface Accounts {
  readonly months: readonly ClosedAs[]
  readonly all: readonly Account[]
  /** All that was said of a line, by its key; of more lines than `all` where that is not whole. */
  readonly said: Said
  /** Whether a line without an account was not heard of; else it is not looked at. */
  readonly isWhole: boolean
}

export const keyOfLine = (month: YearMonth, line: string, period: string): string =>
  `${month} ${line} ${period}`

/** The accounts of `closed`, settlements of one contract in any order, before `month`. */
export function accountsOf(closed: readonly ClosedMonth[]): Accounts {
  const inOrder = [...closed].sort((a, b) => monthOf(a) - monthOf(b))
  const accounts = new Map<string, { account: Account; entries: Entry[] }>()
  const enter = (account: Account, entry: Entry): void => {
    const key = keyOfLine(account.month, account.line.id, account.period)
    const known = accounts.get(key)
    if (known === undefined) accounts.set(key, { account, entries: [entry] })
    else known.entries.push(entry)
  }
  for (const { settlement, hash } of inOrder) {
    const month = monthOf({ settlement })
    for (const line of settlement.lines) {
      enter(closedAccount(settlement, month, line), {
        params: leafOf(hash, 'closed', month, line),
        value: valueIn(settlement, line.owed),
      })
    }
    for (const adjustment of settlement.adjustments ?? []) {
      const origin = parseMonth(adjustment.month)
      invariant(origin !== undefined, 'an adjustment has its month')
      enter(
        { month: origin, line: lineName(adjustment), period: adjustment.period, entries: [] },
        {
          params: leafOf(hash, adjustment.state, origin, adjustment),
          value: valueIn(settlement, adjustment.amount),
        },
      )
    }
  }
  return {
    months: inOrder.map(({ settlement, hash }) => ({
      month: monthOf({ settlement }),
      hash,
      asOf: settlement.asOf,
    })),
    all: [...accounts.values()].map(({ account, entries }) => ({ ...account, entries })),
    said: new Map([...accounts].map(([key, { entries }]) => [key, entries])),
    isWhole: true,
  }
}

/** What all of it comes to; nothing where no amount was known. */
export function accounted(entries: readonly Entry[], graph: GraphBuilder): Derived | undefined {
  const amounts = entries
    .filter(({ value }) => value.state === 'known')
    .map(({ params, value }) => graph.leaf('closed', value, params))
  return amounts.length > 1 ? graph.step('sum', amounts) : amounts[0]
}

/**
 * The accounts that a settlement itself shows: of the lines that it adjusts, and of no other. What
 * is not said by a closing that the settlement names is not in them.
 */
export function accountsAsStored(settlement: Settlement): Accounts {
  const hashes = new Map((settlement.closed ?? []).map(({ month, hash }) => [month, hash]))
  const months = [...hashes].map(([name, hash]) => ({
    month: monthOf({ settlement: { month: name } }),
    hash,
  }))
  const said = saidAsStored(settlement, new Set(hashes.values()))
  const all = (settlement.adjustments ?? []).map(({ month: name, period, ...rest }) => {
    const month = monthOf({ settlement: { month: name } })
    const entries = said.get(keyOfLine(month, rest.id, period)) ?? []
    return { month, period, line: lineName(rest), entries }
  })
  return { months, all, said, isWhole: false }
}

/** What the leaves of a settlement say of closed months, by those that it names. */
function saidAsStored({ graph }: Settlement, hashes: ReadonlySet<string>): Said {
  const said = new Map<string, Entry[]>()
  for (const { step, params, value: text } of graph) {
    const value = step === 'closed' ? parseValue(text) : undefined
    const { settlement = '', state = '', month: name = '', line = '', period = '' } = params
    const month = parseMonth(name)
    if (value === undefined || month === undefined) continue
    if (!STATES.has(state) || !hashes.has(settlement)) continue
    const key = keyOfLine(month, line, period)
    const own = leafOf(settlement, state, month, { id: line, period })
    if (canonicalText(own) !== canonicalText(params)) continue
    const entries = said.get(key) ?? []
    said.set(key, [...entries, { params, value }])
  }
  return said
}

const STATES: ReadonlySet<string> = new Set(['closed', 'posted', 'barred'])

const lineName = ({ id, level, path, nature, clause, by }: LineName): LineName => ({
  id,
  level,
  path,
  nature,
  ...(clause === undefined ? {} : { clause }),
  ...(by === undefined ? {} : { by }),
})

const leafOf = (
  settlement: string,
  state: string,
  month: YearMonth,
  { id, period }: { readonly id: string; readonly period: string },
): Params => ({ settlement, state, month: formatMonth(month), line: id, period })

function closedAccount(settlement: Settlement, month: YearMonth, line: StoredLine): Account {
  const levels = settlement.levels.map((level) => levelSeen(settlement, level))
  const [gross, owed] = [valueIn(settlement, line.gross), valueIn(settlement, line.owed)]
  const closed = { gross, owed, levels }
  return { month, line: lineName(line), period: line.period, entries: [], closed }
}

const levelSeen = (settlement: Settlement, level: StoredLevel): LevelSeen => ({
  id: level.id,
  period: level.period,
  figure: nodeOf(settlement, level.figure).value,
  judged: nodeOf(settlement, level.judged).value,
  late: nodeOf(settlement, level.late).value,
})

function nodeOf({ graph }: Settlement, id: number): StoredNode {
  const node = graph[id]
  invariant(node !== undefined, 'a settlement that was read has its nodes')
  return node
}

function valueIn(settlement: Settlement, node: number): Value {
  const value = parseValue(nodeOf(settlement, node).value)
  invariant(value !== undefined, 'a settlement that was read has its figures')
  return value
}

function monthOf({ settlement }: { readonly settlement: Pick<Settlement, 'month'> }): YearMonth {
  const month = parseMonth(settlement.month)
  invariant(month !== undefined, 'a settlement that was read has its month')
  return month
}

/** Why settlements are not the closed months before a month of a contract. */
export function closedFaults(
  closed: readonly ClosedMonth[],
  contract: string,
  month: YearMonth,
): Finding[] {
  const findings: Finding[] = []
  const error = (code: string, params: Finding['params']): void => {
    findings.push({ code, severity: 'error', params })
  }
  const hashes = new Map<string, string>()
  for (const { settlement, hash } of closed) {
    const name = settlement.month
    if (settlement.contract.id !== contract) {
      error('closed-of-another-contract', { month: name, id: settlement.contract.id, contract })
    }
    const own = parseMonth(name)
    if (own === undefined || own >= month) {
      error('closed-not-before', { month: name, closing: formatMonth(month) })
    }
    if (hashes.has(name)) error('closed-twice', { month: name })
    hashes.set(name, hash)
  }
  for (const { settlement } of closed) {
    for (const { month: name, hash } of settlement.closed ?? []) {
      if (hashes.get(name) === hash) continue
      const code = hashes.has(name) ? 'closed-is-another' : 'closed-is-missing'
      error(code, { month: name, by: settlement.month })
    }
  }
  return findings
}
