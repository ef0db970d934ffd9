/**
 * Holds amounts back until they pass a threshold.
 *
 * A minimum adds up what comes to it over its period. Up to its limit nothing is owed. Once it is
 * passed, `whole` owes all of it, with what was held back in earlier months of the period; `excess`
 * owes what lies above, and what was absorbed stays so.
 *
 * Example: a minimum of 300.00 € over the contract. March brings 200.00 €: nothing is owed. April
 * brings 250.00 €: `whole` owes 450.00 € in April, `excess` owes 150.00 €.
 *
 * @fr seuil de déclenchement, franchise
 */
import type { Derived } from '../base/because/graph.ts'
import { isTrue } from '../base/because/value.ts'
import type { Minimum } from '../contract/core/core.ts'
import type { BoundUse, CapContext, CapLine, Passage } from './bound-memory.ts'
import { aboutBound, nothingYet, sumOf } from './bound-memory.ts'

/** Passes the lines of a month through a minimum. */
export function passMinimum(
  minimum: Minimum,
  lines: readonly CapLine[],
  stood: readonly Derived[],
  context: CapContext,
): Passage {
  const { graph, memory, month } = context
  const months = context.monthsBefore(minimum)
  const about = aboutBound(minimum)
  const limit = graph.label(context.limitOf(minimum), { ...about, name: `${minimum.id}.limit` })
  const earlier = months.flatMap((m) => memory.keptIn(minimum.id, m) ?? [])
  const used = sumOf(graph, [...earlier, ...stood])
  const amounts = lines.map((line) => line.amount)
  const incoming = sumOf(graph, amounts)
  memory.keep(minimum.id, month, sumOf(graph, [incoming, ...stood]))
  const total = graph.step('sum', [used, incoming], {}, about)
  const passed =
    minimum.oncePassed === 'whole'
      ? passWhole(minimum, lines, { limit, total, months }, context)
      : passExcess(amounts, { limit, total, used }, context)
  const kept = sumOf(graph, passed.kept)
  const use: BoundUse = { bound: minimum.id, limit, came: incoming, used, kept }
  return { ...passed, use }
}

interface Counted {
  readonly limit: Derived
  /** All that came to the minimum over its period, this month included. */
  readonly total: Derived
}

/** All or nothing; what is held back waits for the month that passes the threshold. */
function passWhole(
  minimum: Minimum,
  lines: readonly CapLine[],
  { limit, total, months }: Counted & { readonly months: readonly number[] },
  { graph, memory, month }: CapContext,
): Omit<Passage, 'use'> {
  const isPassed = graph.step('compare', [total, limit], { word: 'above' }, aboutBound(minimum))
  const branch = isTrue(isPassed.value) ? 'then' : 'otherwise'
  const unless = (amount: Derived): Derived =>
    graph.step('choose', [isPassed, branch === 'then' ? nothingYet(graph) : amount], { branch })
  const incoming = lines.map(({ effect, amount }) => {
    const held = months.flatMap((m) => memory.heldIn(minimum.id, effect, m) ?? [])
    return sumOf(graph, [...held, amount])
  })
  const kept = incoming.map((before) =>
    graph.step('choose', [isPassed, branch === 'then' ? before : nothingYet(graph)], { branch }),
  )
  for (const { effect, amount } of lines) {
    // What is not held any more says by which comparison: a later month rests on it.
    const held = months.flatMap((m): [number, Derived][] => {
      const before = memory.heldIn(minimum.id, effect, m)
      return before === undefined ? [] : [[m, unless(before)]]
    })
    memory.hold(minimum.id, effect, new Map([...held, [month, unless(amount)]]))
  }
  return { incoming, kept }
}

/** What this month adds above the threshold, shared out over its lines. */
function passExcess(
  amounts: readonly Derived[],
  { limit, total, used }: Counted & { readonly used: Derived },
  { graph }: CapContext,
): Omit<Passage, 'use'> {
  const above = (amount: Derived): Derived =>
    graph.step('greatest', [graph.step('difference', [amount, limit]), nothingYet(graph)])
  const passing = graph.step('difference', [above(total), above(used)])
  const kept = amounts.map((_, index) =>
    graph.step('share-out', [passing, ...amounts], { index: `${index}` }),
  )
  return { incoming: amounts, kept }
}
