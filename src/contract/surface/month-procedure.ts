/**
 * Rewrites the procedure of the month into steps that come again each month.
 *
 * | form | core |
 * |---|---|
 * | `prepared-by: client`, `statement` | the duty `statement` of one party, to `publish` in time |
 * | `discussion` | the choice `statement-answer` of the other: `accept` or `contest`, or silence |
 * | `prepared-by: both-blind` | the choices `client-statement`, `provider-statement`; once both |
 * | | have ended, `client-answer` and `provider-answer` to the statement of the other |
 * | a statement that was contested | the choice `statement-outcome`: `agree`, or who decided |
 * | `formal-notice: required` | the choice `formal-notice` of the client, before any set-off |
 * | `set-off: none` | the ban `set-off`; otherwise a choice that opens when it may be used |
 *
 * So a month ends in one of four ways: accepted by an act (agreed), accepted by silence (agreed
 * tacitly), contested (closed with reservations), or contested and then decided.
 *
 * Example: the client publishes on 12 May; the provider has 15 days and says nothing: accepted on
 * 27 May, from which day the client may set off. Blind, both by 19 May: the client publishes on
 * 12 May and the provider never does; the statement is shown on 19 May, and answered by 3 June.
 *
 * @fr procédure contradictoire du mois
 * @source Code civil, art. 1120 (silence), 1231-5 (mise en demeure), 1348-2 (compensation)
 */
import type { Procedure as MonthProcedure } from '../chapters/performance.ts'
import type { Conclusion } from '../core/conclusion.ts'
import type { DateRule, Procedure, Step, Trigger } from '../core/procedure.ts'
import type { Terms } from '../terms.ts'
import type { DateContext } from './date-rules.ts'
import { dateRuleOf } from './date-rules.ts'
import type { StatementOf } from './month-conclusion.ts'
import { conclusionOf, statementsOf } from './month-conclusion.ts'
import type { Report } from './report.ts'
import { sourceOf } from './write.ts'

/** @fr procédure du mois réécrite */
export interface RewrittenMonth {
  readonly procedures: Procedure[]
  readonly conclusion?: Conclusion
}

/** Nothing where the text does not say which date of an act counts: no act can be judged then. */
export function rewriteMonthProcedure(terms: Terms, report: Report): RewrittenMonth {
  const written = terms.performance?.procedure
  if (written?.dated === undefined) return { procedures: [] }
  const { dated, where, clause } = written
  const { conventions, term } = terms
  const occurrence = ['month-start', 'month-end']
  const context = { conventions, days: conventions.days, earlier: [], occurrence, report }
  const base: StepBase = {
    when: [],
    opens: [],
    dated,
    onTheLimit: conventions.onTheLimit,
    calendar: conventions.days.working.id,
    source: sourceOf(where, clause),
  }
  const statements = statementsOf(written)
  const procedure: Procedure = {
    id: 'month',
    recurrence: { kind: 'tiles', tile: 'month', from: term.starts },
    steps: [
      ...statements.map((statement) => statementStep(written, statement, base, context)),
      ...statements.map((statement) => answerStep(written, statement, base, context)),
      {
        ...base,
        id: 'statement-outcome',
        who: 'either',
        kind: 'choice',
        answers: ['agree', 'expert', 'mediator', 'judge'],
        when: statements.map(({ answer }) => answered(answer, 'contest')),
      },
      ...noticeOf(written, base),
      setOffOf(written, statements, base),
    ],
  }
  return { procedures: [procedure], conclusion: conclusionOf(written, statements, base.source) }
}

type StepBase = Omit<Step, 'id' | 'who' | 'kind' | 'answers'>

const answered = (step: string, answer: string): Trigger => ({ kind: 'answer', step, answer })

/**
 * A statement is of a month that is over. Alone it is a duty; of two that are shown together, one
 * that comes too late would no longer be blind: not published in time, it is kept back.
 */
function statementStep(
  { statement, clause }: MonthProcedure,
  { step, by, isBlind }: StatementOf,
  base: StepBase,
  context: DateContext,
): Step {
  const due = dateRuleOf(statement.within, context, clause === undefined ? {} : { clause })
  return {
    ...base,
    id: step,
    who: by,
    kind: isBlind ? 'choice' : 'duty',
    answers: ['publish'],
    opens: [{ kind: 'occurrence', name: 'month-end' }],
    ...(due && { due }),
    ...(due && isBlind && { silence: { answer: 'keep-back' } }),
  }
}

/** The window opens with the publication; of two blind statements, once neither is to come. */
function answerStep(
  written: MonthProcedure,
  { step, answer, other, blindWith }: StatementOf,
  base: StepBase,
  context: DateContext,
): Step {
  const { discussion, clause } = written
  const own = clause === undefined ? {} : { clause }
  const { within } = discussion
  const isFromStatement = within.kind === 'from' && (within.event ?? 'statement') === 'statement'
  const phrase = isFromStatement ? { ...within, event: 'opening' } : within
  const due = dateRuleOf(phrase, context, own)
  const outcome = (of: string): DateRule => ({ kind: 'outcome', step: of })
  return {
    ...base,
    id: answer,
    who: other,
    kind: 'choice',
    answers: ['accept', 'contest'],
    when: [answered(step, 'publish')],
    opens: blindWith === undefined ? [] : [outcome(step), outcome(blindWith)],
    ...(due && { due }),
    silence: { answer: discussion.silence === 'acceptance' ? 'accept' : 'contest' },
  }
}

const noticeOf = ({ formalNotice }: MonthProcedure, base: StepBase): Step[] =>
  formalNotice === 'waived'
    ? []
    : [{ ...base, id: 'formal-notice', who: 'client', kind: 'choice', answers: ['notify'] }]

/** The client is the creditor: what it may not set off is paid by the provider. */
function setOffOf(
  { setOff, formalNotice }: MonthProcedure,
  statements: readonly StatementOf[],
  base: StepBase,
): Step {
  const step = { ...base, id: 'set-off', who: 'client', answers: ['set-off'] } as const
  if (setOff === 'none') return { ...step, kind: 'ban' }
  const notice = { kind: 'outcome', step: 'formal-notice' } as const
  return {
    ...step,
    kind: 'choice',
    when: whenSetOff(setOff, statements),
    opens: formalNotice === 'required' ? [notice] : [],
  }
}

function whenSetOff(
  rule: Exclude<MonthProcedure['setOff'], 'none'>,
  statements: readonly StatementOf[],
): Trigger[] {
  const answers = (answer: string): Trigger[] =>
    statements.map((statement) => answered(statement.answer, answer))
  switch (rule) {
    case 'automatic':
      return statements.map(({ step }) => answered(step, 'publish'))
    case 'after-window':
      return [...answers('accept'), ...answers('contest')]
    case 'on-agreement':
      return [...answers('accept'), answered('statement-outcome', 'agree')]
  }
}
