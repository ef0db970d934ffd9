/**
 * Says what the steps of the month make of it: which ends are an agreement, which a reservation.
 *
 * A statement that one party prepares is accepted or contested by the other. Of two blind ones, one
 * acceptance suffices, since each party has said its own figure; there is a reservation only once
 * every statement that was shown is contested.
 *
 * @fr issue de la procédure du mois
 */
import type { Procedure as MonthProcedure } from '../chapters/performance.ts'
import type { Conclusion, ConclusionRow, StepEnd } from '../core/conclusion.ts'
import type { Source } from '../core/select.ts'

type Party = 'client' | 'provider'

/** A statement of the month, and the step that answers it. @fr décompte d'une partie */
export interface StatementOf {
  readonly step: string
  readonly answer: string
  readonly by: Party
  /** Who answers. */
  readonly other: Party
  readonly isBlind: boolean
  /** The statement of the other party, that this one is shown with. */
  readonly blindWith?: string
}

const OTHER = { client: 'provider', provider: 'client' } as const

/** One statement, or one of each party. */
export function statementsOf({ preparedBy }: MonthProcedure): readonly StatementOf[] {
  if (preparedBy !== 'both-blind') {
    const [step, answer] = ['statement', 'statement-answer']
    return [{ step, answer, by: preparedBy, other: OTHER[preparedBy], isBlind: false }]
  }
  return (['client', 'provider'] as const).map((by) => ({
    step: `${by}-statement`,
    answer: `${OTHER[by]}-answer`,
    by,
    other: OTHER[by],
    isBlind: true,
    blindWith: `${OTHER[by]}-statement`,
  }))
}

export function conclusionOf(
  { setOff, paidBy, fourEyes, formalNotice, discussion }: MonthProcedure,
  statements: readonly StatementOf[],
  source: Source,
): Conclusion {
  return {
    procedure: 'month',
    statements: statements.map(({ step, by }) => ({ step, by })),
    answers: statements.map(({ answer, by }) => ({ step: answer, to: by })),
    rows: [
      ...(['expert', 'mediator', 'judge'] as const).map((answer) =>
        row('decided', { step: 'statement-outcome', how: 'act', answer }),
      ),
      row('agreed', { step: 'statement-outcome', how: 'act', answer: 'agree' }),
      ...statements.flatMap(({ answer: step }): ConclusionRow[] => [
        row('agreed', { step, how: 'act', answer: 'accept' }),
        row('agreed-tacitly', { step, how: 'silence', answer: 'accept' }),
      ]),
      ...reservations(statements.map(({ answer }) => answer)),
      ...statements.map(({ answer: step }) => row('published', { step, how: 'opened' })),
    ],
    setOff: {
      step: 'set-off',
      rule: setOff,
      means: paidBy,
      ...(formalNotice === 'required' ? { notice: 'formal-notice' } : {}),
    },
    fourEyes,
    unanswered: discussion.unansweredExemption,
    source,
  }
}

const row = (state: ConclusionRow['state'], ...all: StepEnd[]): ConclusionRow => ({ state, all })

/** All statements are contested; of two, one of them may never have been shown. */
function reservations(answers: readonly string[]): ConclusionRow[] {
  const contested = (step: string): StepEnd => ({ step, how: 'ended', answer: 'contest' })
  const all = row('closed-with-reservations', ...answers.map(contested))
  if (answers.length === 1) return [all]
  const alone = answers.map((step) => {
    const others = answers.filter((other) => other !== step)
    const never = others.map((other): StepEnd => ({ step: other, how: 'never' }))
    return row('closed-with-reservations', contested(step), ...never)
  })
  return [all, ...alone]
}
