/**
 * Rewrites the procedure of the month into steps that come again each month.
 *
 * | form | core |
 * |---|---|
 * | `prepared-by`, `statement` | the duty `statement` of one party, to `publish` by its date |
 * | `discussion` | the choice `statement-answer` of the other: `accept` or `contest`, or silence |
 * | a statement that was contested | the choice `statement-outcome`: `agree`, or who decided |
 * | `formal-notice: required` | the choice `formal-notice` of the client, before any set-off |
 * | `set-off: none` | the ban `set-off`; otherwise a choice that opens when it may be used |
 *
 * So a month ends in one of four ways: accepted by an act (agreed), accepted by silence (agreed
 * tacitly), contested (closed with reservations), or contested and then decided.
 *
 * Example: the client publishes on 12 May; the provider has 15 days and says nothing: accepted on
 * 27 May, from which day the client may set off.
 *
 * @fr procédure contradictoire du mois
 * @source Code civil, art. 1120 (silence), 1231-5 (mise en demeure), 1348-2 (compensation)
 */
import type { Procedure as MonthProcedure } from '../chapters/performance.ts'
import type { Procedure, Step, Trigger } from '../core/procedure.ts'
import type { Terms } from '../terms.ts'
import type { DateContext } from './date-rules.ts'
import { dateRuleOf } from './date-rules.ts'
import type { Report } from './report.ts'
import { sourceOf } from './write.ts'

const OTHER = { client: 'provider', provider: 'client' } as const

/** Nothing where the text does not say which date of an act counts: no act can be judged then. */
export function rewriteMonthProcedure(terms: Terms, report: Report): Procedure[] {
  const written = terms.performance?.procedure
  if (written?.dated === undefined) return []
  const { preparedBy, dated, where, clause } = written
  if (preparedBy === 'both-blind') {
    report.notComputed(where, 'prepared-by: both-blind')
    return []
  }
  if (written.discussion.unansweredExemption === 'accepted') {
    report.notComputed(written.discussion.where, 'unanswered-exemption: accepted')
  }
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
  return [
    {
      id: 'month',
      recurrence: { kind: 'tiles', tile: 'month', from: term.starts },
      steps: [
        statementOf(written, preparedBy, base, context),
        answerOf(written, OTHER[preparedBy], base, context),
        {
          ...base,
          id: 'statement-outcome',
          who: 'either',
          kind: 'choice',
          answers: ['agree', 'expert', 'mediator', 'judge'],
          when: [answered('statement-answer', 'contest')],
        },
        ...noticeOf(written, base),
        setOffOf(written, base),
      ],
    },
  ]
}

type StepBase = Omit<Step, 'id' | 'who' | 'kind' | 'answers'>

const answered = (step: string, answer: string): Trigger => ({ kind: 'answer', step, answer })

/** A statement is of a month that is over. */
function statementOf(
  { statement, clause }: MonthProcedure,
  who: Step['who'],
  base: StepBase,
  context: DateContext,
): Step {
  const due = dateRuleOf(statement.within, context, clause === undefined ? {} : { clause })
  return {
    ...base,
    id: 'statement',
    who,
    kind: 'duty',
    answers: ['publish'],
    opens: [{ kind: 'occurrence', name: 'month-end' }],
    ...(due && { due }),
  }
}

function answerOf(
  { discussion, clause }: MonthProcedure,
  who: Step['who'],
  base: StepBase,
  context: DateContext,
): Step {
  const own = clause === undefined ? {} : { clause }
  const due = dateRuleOf(discussion.within, { ...context, earlier: ['statement'] }, own)
  return {
    ...base,
    id: 'statement-answer',
    who,
    kind: 'choice',
    answers: ['accept', 'contest'],
    when: [answered('statement', 'publish')],
    ...(due && { due }),
    silence: { answer: discussion.silence === 'acceptance' ? 'accept' : 'contest' },
  }
}

const noticeOf = ({ formalNotice }: MonthProcedure, base: StepBase): Step[] =>
  formalNotice === 'waived'
    ? []
    : [{ ...base, id: 'formal-notice', who: 'client', kind: 'choice', answers: ['notify'] }]

/** The client is the creditor: what it may not set off is paid by the provider. */
function setOffOf({ setOff, formalNotice }: MonthProcedure, base: StepBase): Step {
  const step = { ...base, id: 'set-off', who: 'client', answers: ['set-off'] } as const
  if (setOff === 'none') return { ...step, kind: 'ban' }
  const notice = { kind: 'outcome', step: 'formal-notice' } as const
  return {
    ...step,
    kind: 'choice',
    when: SET_OFF_OPENS[setOff],
    opens: formalNotice === 'required' ? [notice] : [],
  }
}

const SET_OFF_OPENS: Readonly<
  Record<Exclude<MonthProcedure['setOff'], 'none'>, readonly Trigger[]>
> = {
  automatic: [answered('statement', 'publish')],
  'after-window': [answered('statement-answer', 'accept'), answered('statement-answer', 'contest')],
  'on-agreement': [answered('statement-answer', 'accept'), answered('statement-outcome', 'agree')],
}
