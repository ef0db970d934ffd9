/**
 * Tells in which state a month stands between the parties, by how the steps of its procedure ended.
 *
 * Example: published on 12 May, no answer by 27 May, and silence accepts: `agreed-tacitly` since
 * 27 May, because of the silence at `statement-answer`. On 26 May it was `published`.
 *
 * @fr état du mois entre les parties
 */
import type { Derived } from '../../base/because/graph.ts'
import type {
  Conclusion,
  ConclusionRow,
  ConclusionState,
  StepEnd,
} from '../../contract/core/conclusion.ts'
import { dateOf } from './dates.ts'
import type { StepResult, StepScope } from './step-result.ts'

/** @fr état du mois */
export interface Standing {
  readonly state: ConclusionState
  /** Since which date; nothing where the month itself has not ended. */
  readonly since?: Derived
  /** The step that made it so; nothing for a draft. */
  readonly because?: StepResult
  /** The steps of the month, in order. */
  readonly steps: readonly StepResult[]
}

/** The steps of one month by their id; `results` holds those of all months. */
export function standingOf(
  { procedure, rows, statements }: Conclusion,
  about: string,
  results: readonly StepResult[],
  { zone }: Pick<StepScope, 'zone'>,
): Standing {
  const steps = results.filter((result) => result.procedure === procedure && result.about === about)
  const byId = new Map(steps.map((result) => [result.step.id, result]))
  const dated = (result: StepResult, { how }: StepEnd): Derived | undefined =>
    how === 'opened' ? result.opened : result.date
  for (const { state, all } of rows) {
    const ends = endsOf(all, byId)
    if (ends === undefined) continue
    const known = ends.flatMap(({ result, end }) => {
      const at = dated(result, end)
      return at === undefined ? [] : [{ result, at }]
    })
    const [last] = known.sort((a, b) => dateOf(b.at, zone) - dateOf(a.at, zone))
    if (last !== undefined) return { state, since: last.at, because: last.result, steps }
  }
  const since = statements.flatMap(({ step }) => byId.get(step)?.opened ?? [])[0]
  return { state: 'draft', ...(since && { since }), steps }
}

/** The steps of a row with how they stand; nothing where one stands otherwise. */
function endsOf(
  all: ConclusionRow['all'],
  byId: ReadonlyMap<string, StepResult>,
): readonly { readonly result: StepResult; readonly end: StepEnd }[] | undefined {
  const ends = all.flatMap((end) => {
    const result = byId.get(end.step)
    return result !== undefined && standsSo(result, end) ? [{ result, end }] : []
  })
  return ends.length === all.length ? ends : undefined
}

function standsSo({ state, answer, opened }: StepResult, end: StepEnd): boolean {
  if (end.answer !== undefined && end.answer !== answer) return false
  switch (end.how) {
    case 'opened':
      return opened !== undefined && state !== 'not-open' && state !== 'waiting'
    case 'act':
      return state === 'done'
    case 'silence':
      return state === 'silent'
    case 'ended':
      return state === 'done' || state === 'silent'
    case 'never':
      return state === 'not-open'
  }
}
