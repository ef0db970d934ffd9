/**
 * Tells what the accumulators did in a month, so that later outcomes may read it.
 *
 * Of a line what is owed, of an accumulator what came to it, what it let pass and what it allowed;
 * nothing of those that no amount met.
 *
 * Example: 12 000.00 came to a cap of 10 000.00: `month-cap.came`, `month-cap.passed` 10 000.00,
 * `month-cap.allowed` 10 000.00, and `uptime.penalty.owed`.
 *
 * @fr suites des plafonds
 */
import type { Derived, GraphBuilder } from '../base/because/graph.ts'
import { NOTHING } from '../base/because/value.ts'
import type { Program } from '../contract/core/core.ts'
import type { BoundUse, CappedLine } from './bound-memory.ts'
import { sumOf } from './bound-memory.ts'

export function tellAccumulated(
  { bounds, effects }: Program,
  capped: { readonly lines: readonly CappedLine[]; readonly uses: readonly BoundUse[] },
  graph: GraphBuilder,
  tell: (name: string, value: Derived) => void,
): void {
  const nothing = graph.leaf('earlier', NOTHING)
  for (const { id } of effects) {
    const owed = capped.lines.filter(({ effect }) => effect === id).map((line) => line.owed)
    tell(`${id}.owed`, owed.length === 0 ? nothing : sumOf(graph, owed))
  }
  for (const { id } of bounds) {
    const use = capped.uses.find(({ bound }) => bound === id)
    tell(`${id}.came`, use?.came ?? nothing)
    tell(`${id}.passed`, use?.kept ?? nothing)
    tell(`${id}.allowed`, use?.limit ?? nothing)
  }
}
