/**
 * Finds what waits for itself among things that wait for one another.
 *
 * @fr boucle
 */
import type { Place } from '../../base/finding.ts'

/** One thing waits for another, as it is written at a place. @fr attente */
export interface Edge {
  readonly from: string
  readonly to: string
  readonly where: Place
}

/** The edges of a circle in order, from the one that is said. @fr boucle */
export type Cycle = readonly [Edge, ...(readonly Edge[])]

/** `a → b → a`: the names of a circle. */
export const pathOf = (cycle: Cycle): string =>
  [cycle[0].from, ...cycle.map(({ to }) => to)].join(' → ')

/** One circle for each set of things that wait for one another, by its edges in order. */
export function cyclesIn(edges: readonly Edge[]): readonly Cycle[] {
  const next = new Map<string, Edge[]>()
  for (const edge of edges) next.set(edge.from, [...(next.get(edge.from) ?? []), edge])
  const reported = new Set<string>()
  return edges.flatMap((edge) => {
    const way = wayBetween(edge.to, edge.from, next)
    if (way === undefined) return []
    const cycle: Cycle = [edge, ...way]
    const key = cycle
      .map(({ from }) => from)
      .sort()
      .join(' ')
    if (reported.has(key)) return []
    reported.add(key)
    return [cycle]
  })
}

/** The shortest way from one thing to another along the edges. */
function wayBetween(
  from: string,
  to: string,
  next: ReadonlyMap<string, readonly Edge[]>,
): readonly Edge[] | undefined {
  const reachedBy = new Map<string, Edge | undefined>([[from, undefined]])
  for (const node of reachedBy.keys()) {
    if (node === to) return wayTo(node, reachedBy)
    for (const edge of next.get(node) ?? []) {
      if (!reachedBy.has(edge.to)) reachedBy.set(edge.to, edge)
    }
  }
  return undefined
}

function wayTo(node: string, reachedBy: ReadonlyMap<string, Edge | undefined>): readonly Edge[] {
  const way: Edge[] = []
  for (let edge = reachedBy.get(node); edge !== undefined; edge = reachedBy.get(edge.from)) {
    way.unshift(edge)
  }
  return way
}
