/**
 * What was so before the first month that is computed: the balances that both parties agreed on.
 *
 * A balance stands where a computed month would have left the same thing: an outcome of a period,
 * or what a cap or a minimum remembers. So whatever reads it cannot tell which of the two it reads.
 *
 * Example: `year-cap.used`, 41 200.00 € in `2026-03`, is what the cap of the year had let pass when
 * April 2026 became the first month computed here.
 *
 * @fr soldes d'ouverture
 */
import type { Params } from '../base/because/formula.ts'
import type { ExplanationNode } from '../base/because/graph.ts'
import type { Value } from '../base/because/value.ts'

/** A value of a time before. @fr solde d'ouverture */
export interface Balance {
  /** What it is of: an outcome, or what a bound remembers. */
  readonly name: string
  /** The label of its period; of a bound, the last month that it takes into account. */
  readonly period: string
  /** The effect that it is of, where a bound remembers line by line. */
  readonly line?: string
  readonly value: Value
  /** What its leaf says: which fact tells it, on what evidence, and who agreed when. */
  readonly params: Params
}

/** The balances that an explanation rests on. */
export const balancesAsStored = (nodes: readonly ExplanationNode[]): readonly Balance[] =>
  nodes.flatMap(({ step, params, value }) => {
    const { opening, of, in: period, line } = params
    const isBalance = step === 'facts' && opening !== undefined
    return isBalance && of !== undefined && period !== undefined
      ? [{ name: of, period, ...(line === undefined ? {} : { line }), value, params }]
      : []
  })
