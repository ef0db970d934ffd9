/**
 * Cuts amounts at caps that remember.
 *
 * A cap is a named accumulator: several clauses pass through it, and it keeps what it has let pass
 * over its period. Amounts meet the caps in the order in which the contract lists them; what a cap
 * has cut is kept, because the steering committee negotiates on what the caps have hidden.
 *
 * Example: a cap of 5 760.00 € a month of which 5 000.00 € are used. Two lines of 600.00 € and
 * 400.00 €: by rank the first passes whole and the second for 160.00 €; pro rata they pass for
 * 456.00 € and 304.00 €. In both cases 240.00 € are cut.
 *
 * @fr plafonds
 */
import type { Derived, GraphBuilder } from '../base/because/graph.ts'
import { known } from '../base/because/value.ts'
import { ZERO } from '../base/ratio.ts'
import type { Bound } from '../contract/core/core.ts'

/** One amount on its way through the caps. */
export interface CapLine {
  readonly effect: string
  /** The caps that it passes. */
  readonly through: readonly string[]
  readonly amount: Derived
}

/** What one cap did to one line. */
export interface Cut {
  readonly bound: string
  readonly before: Derived
  readonly after: Derived
}

export interface CappedLine {
  readonly effect: string
  readonly owed: Derived
  readonly cuts: readonly Cut[]
}

/** A cap in the month at hand. */
export interface BoundUse {
  readonly bound: string
  readonly limit: Derived
  /** What it had let pass before this month, over its window. */
  readonly used: Derived
  /** What it lets pass this month. */
  readonly kept: Derived
}

/** The memory of all caps, month by month. */
export class CapMemory {
  readonly #kept = new Map<string, Map<number, Derived>>()
  readonly #carried = new Map<string, Derived>()

  keptIn(bound: string, month: number): Derived | undefined {
    return this.#kept.get(bound)?.get(month)
  }

  keep(bound: string, month: number, kept: Derived): void {
    const months = this.#kept.get(bound)
    if (months === undefined) this.#kept.set(bound, new Map([[month, kept]]))
    else months.set(month, kept)
  }

  carriedTo(bound: string, effect: string): Derived | undefined {
    return this.#carried.get(`${bound}/${effect}`)
  }

  carry(bound: string, effect: string, excess: Derived): void {
    this.#carried.set(`${bound}/${effect}`, excess)
  }
}

export interface CapContext {
  readonly graph: GraphBuilder
  readonly memory: CapMemory
  readonly month: number
  limitOf(bound: Bound): Derived
  /** Months before this one that share the cap's window with it, the oldest first. */
  monthsBefore(bound: Bound): readonly number[]
}

const none = (graph: GraphBuilder): Derived => graph.leaf('earlier', known(ZERO, 'cents'))

const sumOf = (graph: GraphBuilder, amounts: readonly Derived[]): Derived =>
  amounts.length === 0
    ? none(graph)
    : amounts.length === 1
      ? (amounts[0] as Derived)
      : graph.step('sum', amounts)

/**
 * Passes the lines of a month through the caps, in the order of the contract.
 *
 * A line that is undefined passes no cap: the month closes around it, and its later resolution is
 * an adjustment.
 */
export function applyCaps(
  bounds: readonly Bound[],
  lines: readonly CapLine[],
  context: CapContext,
): { readonly lines: readonly CappedLine[]; readonly uses: readonly BoundUse[] } {
  const state = lines.map((line) => ({ ...line, cuts: [] as Cut[] }))
  const uses: BoundUse[] = []
  for (const bound of bounds) {
    const concerned = state.filter(
      (line) => line.through.includes(bound.id) && line.amount.value.state === 'known',
    )
    if (concerned.length === 0) continue
    const incoming = concerned.map((line) => withCarried(bound, line, context))
    const { kept, use } = passBound(bound, incoming, context)
    concerned.forEach((line, i) => {
      const before = incoming[i] as Derived
      const after = kept[i] as Derived
      line.cuts.push({ bound: bound.id, before, after })
      if (bound.excess === 'carried') {
        context.memory.carry(
          bound.id,
          line.effect,
          context.graph.step('difference', [before, after]),
        )
      }
      line.amount = after
    })
    uses.push(use)
  }
  return {
    lines: state.map(({ effect, amount, cuts }) => ({ effect, owed: amount, cuts })),
    uses,
  }
}

function withCarried(bound: Bound, line: CapLine, context: CapContext): Derived {
  const carried = context.memory.carriedTo(bound.id, line.effect)
  return carried === undefined ? line.amount : context.graph.step('sum', [line.amount, carried])
}

function passBound(
  bound: Bound,
  incoming: readonly Derived[],
  context: CapContext,
): { readonly kept: readonly Derived[]; readonly use: BoundUse } {
  const { graph, memory, month } = context
  const about = {
    path: bound.source.path,
    ...(bound.source.clause === undefined ? {} : { clause: bound.source.clause }),
  }
  const limit = graph.label(context.limitOf(bound), { ...about, name: `${bound.id}.limit` })
  const earlier = context.monthsBefore(bound).flatMap((m) => memory.keptIn(bound.id, m) ?? [])
  const used = sumOf(graph, earlier)
  const left = graph.step('difference', [limit, used], {}, about)
  const room = graph.step(
    'greatest',
    [left, none(graph)],
    {},
    { ...about, name: `${bound.id}.room` },
  )
  const kept =
    bound.take === 'by-rank'
      ? passByRank(graph, incoming, room)
      : passProRata(graph, incoming, room)
  const total = sumOf(graph, kept)
  memory.keep(bound.id, month, total)
  return { kept, use: { bound: bound.id, limit, used, kept: total } }
}

/** Each line takes what is left, in the order of the contract. */
function passByRank(graph: GraphBuilder, incoming: readonly Derived[], room: Derived): Derived[] {
  let left = room
  return incoming.map((amount, i) => {
    const kept = graph.step('least', [amount, left])
    if (i < incoming.length - 1) left = graph.step('difference', [left, kept])
    return kept
  })
}

/** All lines are cut in the same proportion, to the cent, by the largest remainder. */
function passProRata(graph: GraphBuilder, incoming: readonly Derived[], room: Derived): Derived[] {
  const total = sumOf(graph, incoming)
  const kept = graph.step('least', [total, room])
  return incoming.map((_, index) =>
    graph.step('share-out', [kept, ...incoming], { index: `${index}` }),
  )
}
