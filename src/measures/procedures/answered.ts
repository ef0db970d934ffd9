/**
 * Whether an occurrence of a procedure ended in an act in time, as a truth of the explanation.
 *
 * Example: a claim received on 25 August and due on 31 August is `25 August ≤ 31 August`, true.
 * Without any act, on 1 September: `1 September ≤ 31 August`, false. On 30 July nothing is known.
 *
 * @fr réponse d'une procédure
 */
import type { Derived } from '../../base/because/graph.ts'
import { known, NOTHING } from '../../base/because/value.ts'
import type { BoundWord } from '../../base/bound.ts'
import { invariant } from '../../base/invariant.ts'
import { ratio } from '../../base/ratio.ts'
import type { Step } from '../../contract/core/procedure.ts'
import { inGrain, momentOf } from './dates.ts'
import type { StepResult, StepScope } from './step-result.ts'

/** True by the act of the last step, false by silence at any of them, nothing while it stands. */
export function answeredBy(results: readonly StepResult[], scope: StepScope): Derived {
  const silent = results.find(({ state }) => state === 'silent')
  if (silent !== undefined) return notInTime(silent, scope)
  const last = results.at(-1)
  if (last?.state === 'done' && last.act !== undefined) return inTime(last, last.act, scope)
  return scope.graph.leaf('facts', NOTHING, { reducer: 'act-awaited', act: last?.step.id ?? '' })
}

/** Against the due date; where the text sets none, against the day on which it could begin. */
const inTime = (result: StepResult, act: Derived, { graph }: StepScope): Derived =>
  result.due === undefined
    ? graph.step('compare', [act, result.opened ?? act], { word: 'at-least' })
    : graph.step('compare', [act, result.due], { word: wordOf(result.step, result.due) })

const wordOf = ({ onTheLimit }: Step, due: Derived): BoundWord =>
  momentOf(due).grain === 'instant' && onTheLimit === 'late' ? 'under' : 'at-most'

/** The act that came too late, or the time at which nothing had come. */
function notInTime(result: StepResult, scope: StepScope): Derived {
  const { graph, asOf } = scope
  const { act, due } = result
  invariant(due !== undefined, 'only what is due falls silent')
  if (act !== undefined) return inTime(result, act, scope)
  const leaf = graph.leaf('earlier', known(ratio(asOf), 'instant'), {}, { name: 'as-of' })
  const today = inGrain(leaf, momentOf(due).grain, scope) ?? leaf
  return graph.step('compare', [today, due], { word: 'at-most' })
}
