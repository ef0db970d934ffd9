/**
 * Puts the conclusion of a month into the form that is stored.
 *
 * @fr mise en forme de la procédure du mois
 */
import type { Params } from '../base/because/formula.ts'
import type { Derived, ExplanationNode } from '../base/because/graph.ts'
import type { Finding } from '../base/finding.ts'
import { invariant } from '../base/invariant.ts'
import { isSameWord } from '../base/look-alike.ts'
import type { StepResult } from '../measures/procedures/step-result.ts'
import type { Concluded, ConcludedAmounts } from './conclude-month.ts'
import type {
  StoredByNature,
  StoredNext,
  StoredProcedure,
  StoredPublication,
  StoredSetOff,
} from './stored-procedure.ts'
import type { ByNature } from './totals.ts'

type NodeOf = (derived: Derived) => number

/** What a procedure shows: how the month stands, its amounts, and the graph that holds its acts. */
export interface ShownProcedure {
  readonly concluded: Concluded
  readonly amounts: ConcludedAmounts
  readonly nodes: readonly ExplanationNode[]
}

export function storeProcedure(shown: ShownProcedure, node: NodeOf): StoredProcedure {
  const { concluded, amounts } = shown
  const { conclusion, standing, accepted } = concluded
  const { undisputed, disputed, frozen, state } = amounts
  const { since, because } = standing
  const [own, other] = conclusion.statements
  invariant(own !== undefined, 'the procedure of the month publishes a statement')
  return {
    ...conclusion.source,
    preparedBy: other === undefined ? own.by : 'both-blind',
    state,
    ...(since && { since: node(since) }),
    ...(because && { because: storeBecause(because, shown) }),
    ...(undisputed && { undisputed: storeByNature(undisputed, node) }),
    ...(disputed && {
      disputed: { ...storeByNature(disputed, node), facts: disputed.facts },
    }),
    ...(frozen && { frozen }),
    setOff: storeSetOff(concluded, node),
    publications: publicationsOf(shown),
    accepted: accepted.map(({ claim, how, told, at }) => ({
      claim: claim.id,
      by: claim.by,
      how,
      told: node(told),
      at: node(at),
    })),
    next: nextOf(concluded, node),
  }
}

const storeByNature = ({ indemnity, priceReduction }: ByNature, node: NodeOf): StoredByNature => ({
  indemnity: node(indemnity),
  'price-reduction': node(priceReduction),
})

/** The nodes that a procedure shows beside those of its steps. */
export function procedureRoots(shown: ShownProcedure | undefined): Derived[] {
  if (shown === undefined) return []
  const { amounts, concluded } = shown
  return [
    ...[amounts.undisputed, amounts.disputed].flatMap((split) =>
      split === undefined ? [] : [split.indemnity, split.priceReduction],
    ),
    ...concluded.accepted.flatMap(({ told, at }) => [told, at]),
  ]
}

function storeBecause(
  result: StepResult,
  { nodes }: ShownProcedure,
): NonNullable<StoredProcedure['because']> {
  const { step, state, answer } = result
  return {
    step: step.id,
    who: actOf(result, nodes)['by'] ?? step.who,
    how: state === 'silent' ? 'silence' : 'act',
    ...(answer === undefined ? {} : { answer }),
  }
}

/** What the act of a step says of itself; nothing where there is none. */
const actOf = ({ act }: StepResult, nodes: readonly ExplanationNode[]): Params =>
  (act === undefined ? undefined : nodes[act.node]?.params) ?? {}

const STATES = {
  open: 'open',
  done: 'done',
  waiting: 'waiting',
  'too-early': 'waiting',
  breached: 'breached',
} as const satisfies Partial<Record<StepResult['state'], StoredSetOff['state']>>

/** What is forbidden stays so however long nobody does it. */
function storeSetOff({ conclusion, standing }: Concluded, node: NodeOf): StoredSetOff {
  const { rule, means, step, notice } = conclusion.setOff
  const result = standing.steps.find((one) => one.step.id === step)
  invariant(result !== undefined, 'whether to set off is a step of each month')
  const { state: found, date, opened } = result
  const stands = found in STATES ? STATES[found as keyof typeof STATES] : 'not-open'
  const state = rule === 'none' && stands !== 'breached' ? 'forbidden' : stands
  const from = state === 'done' || state === 'breached' ? date : opened
  const isWaiting = state === 'waiting' || state === 'not-open'
  const steps = [
    ...(notice === undefined ? [] : [notice]),
    ...result.step.when.flatMap((trigger) => (trigger.kind === 'answer' ? [trigger.step] : [])),
  ]
  const awaited = standing.steps.filter(
    (one) => steps.includes(one.step.id) && one.date === undefined && one.state !== 'not-open',
  )
  return {
    rule,
    means,
    state,
    ...(from === undefined || state === 'forbidden' || isWaiting ? {} : { from: node(from) }),
    awaits: isWaiting ? awaited.map((one) => one.step.id) : [],
  }
}

function publicationsOf({ concluded, nodes }: ShownProcedure): StoredPublication[] {
  const { conclusion, standing } = concluded
  return conclusion.statements.flatMap(({ step, by }) => {
    const result = standing.steps.find((one) => one.step.id === step)
    if (result?.answer !== 'publish') return []
    const { author, approver } = actOf(result, nodes)
    return [
      {
        step,
        by,
        ...(author === undefined ? {} : { author }),
        ...(approver === undefined ? {} : { approver }),
        fourEyes: conclusion.fourEyes ? eyesOf(author, approver) : 'not-asked',
      },
    ]
  })
}

/** What must be said of a procedure: what is contested without a fact, and who approved it. */
export const procedureFindings = (shown: ShownProcedure | undefined): Finding[] =>
  shown === undefined ? [] : [...shown.amounts.findings, ...eyesFindings(shown)]

const eyesFindings = (shown: ShownProcedure): Finding[] =>
  publicationsOf(shown).flatMap(({ step, by, fourEyes, author = '' }): Finding[] =>
    fourEyes === 'broken' || fourEyes === 'unknown'
      ? [{ code: `four-eyes-${fourEyes}`, severity: 'warning', params: { step, by, author } }]
      : [],
  )

/** One person under two spellings is one person. */
function eyesOf(
  author: string | undefined,
  approver: string | undefined,
): StoredPublication['fourEyes'] {
  if (author === undefined || approver === undefined) return 'unknown'
  return isSameWord(author, approver) ? 'broken' : 'kept'
}

const MAY_BE_DONE: ReadonlySet<string> = new Set(['open', 'missing', 'too-early'])

/** The steps of the month that somebody may still take; whether to set off is told apart. */
function nextOf({ conclusion, standing }: Concluded, node: NodeOf): StoredNext[] {
  return standing.steps
    .filter(({ step, state }) => step.id !== conclusion.setOff.step && MAY_BE_DONE.has(state))
    .map(({ step, due }) => ({
      step: step.id,
      who: step.who,
      answers: step.answers,
      ...(due === undefined ? {} : { until: node(due) }),
      ...(step.silence === undefined || due === undefined ? {} : { silence: step.silence.answer }),
    }))
}
