/**
 * What months come to under two versions of a contract, on the same facts: line by line, price by
 * price, and in all.
 *
 * Both sides are settlements; each difference is a step over what the two say, so the figure of a
 * change can be told as any other.
 *
 * Example: April owes 240.00 € under the contract and 300.00 € with av-1: the line differs by
 * 60.00 € and the client pays 60.00 € less.
 *
 * @fr comparaison de deux versions
 */
import type { Derived, GraphBuilder } from '../base/because/graph.ts'
import { known, parseValue } from '../base/because/value.ts'
import { invariant } from '../base/invariant.ts'
import { ZERO } from '../base/ratio.ts'
import type { ClosedMonth } from './closed-months.ts'
import type { StoredNode } from './settlement.ts'

/** One figure under both versions. @fr écart */
export interface Compared {
  /** `line`, `fee`, or `total` for a nature of sums. */
  readonly kind: 'line' | 'fee' | 'total'
  readonly name: string
  readonly before: Derived
  readonly after: Derived
  readonly difference: Derived
}

/** A month under both versions; figures that are the same in both are left out. */
export interface ComparedMonth {
  readonly month: string
  readonly before: ClosedMonth
  readonly after: ClosedMonth
  readonly figures: readonly Compared[]
  /** What the client pays more for the month, without VAT; below zero: less. */
  readonly worth: Derived
}

/** Fees and what the client owes besides are paid; what the provider owes is taken off. */
const TAKEN_OFF: ReadonlySet<string> = new Set(['indemnity', 'price-reduction'])

/** `before` and `after` are settlements of one month, on the same facts. */
export function compareMonth(
  graph: GraphBuilder,
  before: ClosedMonth,
  after: ClosedMonth,
): ComparedMonth {
  const { month } = after.settlement
  invariant(before.settlement.month === month, 'one month is compared with itself')
  const [old, now] = [figuresOf(graph, before), figuresOf(graph, after)]
  const all = [...new Set([...now.keys(), ...old.keys()])].map((key) => {
    const [kind, name] = JSON.parse(key) as [Compared['kind'], string]
    const [was, is] = [old, now].map((side) => side.get(key) ?? none(graph)) as [Derived, Derived]
    const about = { name, period: month }
    return {
      kind,
      name,
      before: was,
      after: is,
      difference: graph.step('difference', [is, was], {}, about),
    }
  })
  const paid = all.filter(({ kind, name }) => kind === 'fee' || isTotal(kind, name, false))
  const taken = all.filter(({ kind, name }) => isTotal(kind, name, true))
  const more = sumOf(graph, paid)
  const operands = [more, ...taken.map(({ difference }) => difference)]
  const worth = graph.step('difference', operands, {}, { name: 'worth', period: month })
  return { month, before, after, figures: all.filter(differs), worth }
}

const isTotal = (kind: Compared['kind'], name: string, isTaken: boolean): boolean =>
  kind === 'total' && TAKEN_OFF.has(name) === isTaken

const differs = ({ difference: { value } }: Compared): boolean =>
  value.state !== 'known' || value.number.numerator !== 0n

/** The worth of several months. */
export const worthOf = (graph: GraphBuilder, months: readonly ComparedMonth[]): Derived =>
  graph.step('sum', [none(graph), ...months.map(({ worth }) => worth)], {}, { name: 'worth' })

const sumOf = (graph: GraphBuilder, all: readonly Compared[]): Derived =>
  graph.step('sum', [none(graph), ...all.map(({ difference }) => difference)])

const none = (graph: GraphBuilder): Derived => graph.leaf('earlier', known(ZERO, 'cents'))

/** What a settlement says, by kind and name. */
function figuresOf(
  graph: GraphBuilder,
  { settlement, hash }: ClosedMonth,
): ReadonlyMap<string, Derived> {
  const { month, lines, fees, totals } = settlement
  const told = (kind: Compared['kind'], name: string, node: number): [string, Derived] => {
    const value = parseValue((settlement.graph[node] as StoredNode).value)
    invariant(value !== undefined, 'a settlement that was read has its figures')
    const params = { settlement: hash, state: 'closed', month, [kind]: name }
    return [JSON.stringify([kind, name]), graph.leaf('closed', value, params)]
  }
  return new Map([
    ...lines.map(({ id, period, owed }) =>
      told('line', period === month ? id : `${id} ${period}`, owed),
    ),
    ...fees.map(({ id, amount }) => told('fee', id, amount)),
    ...Object.entries(totals).map(([name, node]) => told('total', name, node as number)),
  ])
}
