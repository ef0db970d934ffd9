/**
 * What a term may read where it may read nothing of the month: prices and formulas add to it the
 * one thing that they are made of.
 *
 * @fr portée vide
 */
import type { GraphBuilder } from '../base/because/graph.ts'
import { invariant } from '../base/invariant.ts'
import type { Scope } from '../measures/evaluate.ts'

/** Refuses everything; `why` says what the term reads instead. */
export function readingNothing(graph: GraphBuilder, period: string, why: string): Scope {
  const refuse = (): never => invariant(false, why) as never
  return {
    graph,
    period,
    reduce: refuse,
    basis: refuse,
    outcome: refuse,
    answered: refuse,
    earlier: refuse,
    items: refuse,
    tileTime: refuse,
    isInFirstMonths: refuse,
    begins: refuse,
    stock: refuse,
  }
}
