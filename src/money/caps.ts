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
import type { Bound, Cap } from '../contract/core/core.ts'
import type { BoundUse, CapContext, CapLine, CappedLine, Cut, Passage } from './bound-memory.ts'
import { aboutBound, nothingYet, sumOf } from './bound-memory.ts'
import { passMinimum } from './minimums.ts'

/**
 * Passes the lines of a month through the caps, in the order of the contract.
 *
 * A line that is undefined passes no cap: the month closes around it, and its later resolution is
 * an adjustment. Where it was closed with an amount, that amount is owed all the same, and leaves
 * so much less to the others: of a yearly cap of 365.00 € with 300.00 € closed, 65.00 € are left.
 */
export function applyCaps(
  bounds: readonly Bound[],
  lines: readonly CapLine[],
  context: CapContext,
): { readonly lines: readonly CappedLine[]; readonly uses: readonly BoundUse[] } {
  const state = lines.map((line) => ({ ...line, cuts: [] as Cut[] }))
  const uses: BoundUse[] = []
  for (const bound of bounds) {
    const all = state.filter((line) => line.through.includes(bound.id))
    const concerned = all.filter((line) => line.amount.value.state === 'known')
    const stood = all.flatMap(({ standing }) => standing ?? [])
    if (concerned.length === 0) {
      if (stood.length > 0) {
        context.memory.keep(bound.id, context.month, sumOf(context.graph, stood))
      }
      continue
    }
    const { incoming, kept, use } =
      bound.kind === 'minimum'
        ? passMinimum(bound, concerned, stood, context)
        : passCap(bound, concerned, stood, context)
    concerned.forEach((line, i) => {
      const before = incoming[i] as Derived
      const after = kept[i] as Derived
      line.cuts.push({ bound: bound.id, before, after })
      line.amount = after
    })
    uses.push(use)
  }
  return {
    lines: state.map(({ effect, amount, cuts }) => ({ effect, owed: amount, cuts })),
    uses,
  }
}

/** What comes to a cap, with what it carried; what it lets pass, and what it carries on. */
function passCap(
  cap: Cap,
  lines: readonly CapLine[],
  stood: readonly Derived[],
  context: CapContext,
): Passage {
  const { graph, memory } = context
  const incoming = lines.map(({ effect, amount }) => {
    const carried = memory.carriedTo(cap.id, effect)
    return carried === undefined ? amount : graph.step('sum', [amount, carried])
  })
  const passed = cutAt(cap, incoming, stood, context)
  if (cap.excess === 'carried') {
    lines.forEach(({ effect }, i) => {
      const [before, after] = [incoming[i] as Derived, passed.kept[i] as Derived]
      memory.carry(cap.id, effect, graph.step('difference', [before, after]))
    })
  }
  return { ...passed, incoming }
}

function cutAt(
  cap: Cap,
  incoming: readonly Derived[],
  stood: readonly Derived[],
  context: CapContext,
): Omit<Passage, 'incoming'> {
  const { graph, memory, month } = context
  const about = aboutBound(cap)
  const limit = graph.label(context.limitOf(cap), { ...about, name: `${cap.id}.limit` })
  const earlier = context.monthsBefore(cap).flatMap((m) => memory.keptIn(cap.id, m) ?? [])
  const used = sumOf(graph, [...earlier, ...stood])
  const left = graph.step('difference', [limit, used], {}, about)
  const room = graph.step(
    'greatest',
    [left, nothingYet(graph)],
    {},
    { ...about, name: `${cap.id}.room` },
  )
  const kept =
    cap.take === 'by-rank' ? passByRank(graph, incoming, room) : passProRata(graph, incoming, room)
  const total = sumOf(graph, kept)
  memory.keep(cap.id, month, sumOf(graph, [total, ...stood]))
  return { kept, use: { bound: cap.id, limit, came: sumOf(graph, incoming), used, kept: total } }
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
