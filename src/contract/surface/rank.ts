/**
 * Puts outcomes in an order in which each is computed after those that it reads.
 *
 * Reading an outcome of earlier periods is lawful even where it is one's own; reading the present
 * one is a dependency, and a circle of dependencies means nothing.
 *
 * @fr ordre de calcul
 */
import type { Definition, Expression } from '../core/core.ts'
import type { Stock } from '../core/stock.ts'
import { eachExpression } from '../core/walk.ts'

export interface Ranked {
  readonly definitions: readonly Definition[]
  /** The names of a circle, where there is one. */
  readonly cycle?: readonly string[]
}

/** Names that an expression reads in the present period. */
function readsOf(expression: Expression, stocks: readonly Stock[]): string[] {
  const names: string[] = []
  eachExpression(expression, (part) => {
    if (part.kind === 'outcome' || (part.kind === 'history' && part.present)) names.push(part.name)
    if (part.kind === 'answered') names.push(...(part.act?.reads ?? []))
    if (part.kind !== 'stock') return
    const read = stocks.filter(({ id }) => id === part.of)
    names.push(...read.flatMap(({ filled, asked }) => [filled, asked]))
  })
  return names
}

export function inOrderOfRank(
  definitions: readonly Definition[],
  stocks: readonly Stock[] = [],
): Ranked {
  const byName = new Map(definitions.map((definition) => [definition.name, definition]))
  const ranked: Definition[] = []
  const done = new Set<string>()
  const path: string[] = []
  let cycle: readonly string[] | undefined
  const visit = (definition: Definition): void => {
    if (done.has(definition.name) || cycle !== undefined) return
    if (path.includes(definition.name)) {
      cycle = [...path.slice(path.indexOf(definition.name)), definition.name]
      return
    }
    path.push(definition.name)
    for (const name of readsOf(definition.value, stocks)) {
      const read = byName.get(name)
      if (read !== undefined) visit(read)
    }
    path.pop()
    done.add(definition.name)
    ranked.push(definition)
  }
  for (const definition of definitions) visit(definition)
  return cycle === undefined ? { definitions: ranked } : { definitions: ranked, cycle }
}
