/**
 * Puts steps and rights into the form that is stored.
 *
 * @fr mise en forme des étapes
 */
import type { Derived, NodeId } from '../base/because/graph.ts'
import type { StepResult } from '../measures/procedures/step-result.ts'
import type { StoredStep } from './stored-procedure.ts'

const FIGURES = ['opened', 'due', 'act', 'date', 'late'] as const

/** The name of a step: of its procedure and its own, once where they are the same. */
const nameOf = ({ procedure, step }: StepResult): string =>
  procedure === step.id ? step.id : `${procedure}.${step.id}`

export function storeStep(result: StepResult, node: (derived: Derived) => number): StoredStep {
  const { step, about, state, answer } = result
  const figures = FIGURES.flatMap((name) => {
    const derived = result[name]
    return derived === undefined ? [] : [[name, node(derived)] as const]
  })
  return {
    id: nameOf(result),
    title: step.title ?? nameOf(result),
    ...step.source,
    who: step.who,
    ...(about === undefined ? {} : { about }),
    state,
    ...(answer === undefined ? {} : { answer }),
    ...Object.fromEntries(figures),
  }
}

/** The nodes that a step shows. */
export const stepRoots = (result: StepResult): NodeId[] =>
  FIGURES.flatMap((name) => result[name]?.node ?? [])
