/**
 * Rewrites steps, rights and the renewal of the term into procedures of the core.
 *
 * | form | procedure |
 * |---|---|
 * | `management.steps` | its steps, in order |
 * | `term.rights` | one step each |
 * | `term.renewal` | one step, `renewal`, at each end of the term |
 *
 * Example: `notice: { within: 3 months before anniversary }` of 24 months from 16 February 2026 is
 * a step that either party may take until 16 November 2027, and whose silence is `renewed`.
 *
 * @fr réécriture des étapes
 */
import { invariant } from '../../base/invariant.ts'
import type { Conventions } from '../chapters/identity.ts'
import type { Renewal } from '../chapters/lifetime.ts'
import type { ContractStep, Right, StepChain } from '../chapters/steps.ts'
import type { Conclusion } from '../core/conclusion.ts'
import type { Procedure, Recurrence, Step } from '../core/procedure.ts'
import type { Terms } from '../terms.ts'
import { Counted } from './counted.ts'
import { dateRuleOf, openedBy } from './date-rules.ts'
import { filtersOf } from './filters.ts'
import { spanOf } from './lengths.ts'
import { rewriteMonthProcedure } from './month-procedure.ts'
import type { OutcomeContext } from './outcome-conditions.ts'
import type { Report } from './report.ts'
import type { StepContext } from './triggers.ts'
import { triggersOf } from './triggers.ts'
import { sourceOf } from './write.ts'

/** @fr étapes réécrites */
export interface RewrittenSteps {
  readonly procedures: readonly Procedure[]
  readonly conclusion?: Conclusion
}

/** The procedures of a contract; the conditions that open some of their steps become outcomes. */
export function rewriteProcedures(
  terms: Terms,
  report: Report,
  outcomes: OutcomeContext,
): RewrittenSteps {
  const { conventions, management, term } = terms
  const context = { conventions, report, ...outcomes }
  const chains = (management?.steps ?? []).map((chain) => chainOf(chain, terms, context))
  const rights = term.rights.map(
    (right): Procedure => ({ id: right.id, steps: [stepOf(right, right, alone(context))] }),
  )
  const renewal = term.renewal === undefined ? [] : [renewalOf(term.renewal, terms, report)]
  const month = rewriteMonthProcedure(terms, report)
  const { conclusion } = month
  const procedures = [...month.procedures, ...chains, ...rights, ...renewal]
  return { procedures, ...(conclusion && { conclusion }) }
}

type Context = OutcomeContext & Pick<StepContext, 'report'> & { readonly conventions: Conventions }

const alone = (context: Context): StepContext => ({
  ...context,
  days: context.conventions.days,
  earlier: [],
  occurrence: [],
})

function chainOf(chain: StepChain, terms: Terms, context: Context): Procedure {
  const { days } = context.conventions
  const { days: own } = chain
  const rules = {
    ...days,
    ...(own?.eventDay === undefined ? {} : { eventDay: own.eventDay }),
    ...(own?.closedDay === undefined ? {} : { closedDay: own.closedDay }),
  }
  const recurrence = recurrenceOf(chain, terms, { ...alone(context), days: rules })
  const steps: Step[] = []
  for (const step of chain.steps) {
    const earlier = steps.map(({ id }) => id)
    const occurrence = occurrenceNames(recurrence)
    steps.push(stepOf(step, chain, { ...context, days: rules, earlier, occurrence }))
  }
  return { id: chain.id, steps, ...(recurrence && { recurrence }) }
}

/** How a chain of steps comes again. */
type ChainRecurrence = Extract<Recurrence, { readonly kind: 'tiles' | 'every' }>

function occurrenceNames(recurrence: ChainRecurrence | undefined): readonly string[] {
  if (recurrence === undefined) return []
  return recurrence.kind === 'tiles'
    ? [`${recurrence.tile}-start`, `${recurrence.tile}-end`]
    : ['occurrence']
}

function recurrenceOf(
  { every, nextFrom, clause }: StepChain,
  terms: Terms,
  context: StepContext,
): ChainRecurrence | undefined {
  if (every === undefined) return undefined
  if (every.kind === 'tile') return { kind: 'tiles', tile: every.tile, from: terms.term.starts }
  const span = spanOf(every.length)
  const from = dateRuleOf({ ...every, kind: 'at' }, context, { clause })
  invariant(span && from && nextFrom, 'what comes again has a length, a start and what follows')
  return { kind: 'every', from, span, next: nextFrom, source: sourceOf(every.where, clause) }
}

function stepOf(step: ContractStep, { clause }: StepChain | Right, context: StepContext): Step {
  const own = { clause: step.clause ?? clause, ...(step.calendar && { calendar: step.calendar }) }
  const due = dateRuleOf(step.within, context, own)
  const written = step.opens?.flatMap((phrase) => dateRuleOf(phrase, context, own) ?? [])
  // What is forbidden until so long after an event is so before the event as well.
  const isOpen = step.when !== undefined || step.mustNot !== undefined
  const opens = written ?? (isOpen ? [] : openedBy(due))
  const { interrupted, silence, title } = step
  if (interrupted !== undefined && !canBeInterrupted(step)) {
    context.report.notComputed(interrupted.where, `interrupted, within ${step.within.text}`)
  }
  return {
    id: step.id,
    ...(title === undefined ? {} : { title }),
    who: step.who,
    kind: step.may === undefined ? (step.must === undefined ? 'ban' : 'duty') : 'choice',
    answers: [step.may, step.must, step.mustNot].flatMap((answer) => answer ?? []),
    when: triggersOf(step, own.clause, context),
    opens,
    ...(due && { due }),
    ...(interrupted && {
      interruption: {
        of: interrupted.of,
        where: filtersOf(interrupted.filter, context.report),
        effect: interrupted.effect,
        lastDay: interrupted.lastDay ?? 'left-out',
        source: sourceOf(interrupted.where, own.clause),
      },
    }),
    dated: step.dated,
    onTheLimit: context.conventions.onTheLimit,
    ...(silence && {
      silence: { answer: silence.answer, ...(silence.move && { move: silence.move }) },
    }),
    calendar: context.conventions.days.working.id,
    source: sourceOf(step.where, own.clause),
  }
}

/** Time out of use is counted in dates, after an event. */
const canBeInterrupted = ({ within }: ContractStep): boolean =>
  within.kind === 'from' && within.side === 'after' && spanOf(within.length) !== undefined

/** A renewal waits for no outcome. */
const noOutcomes = ({ starts }: Terms['term']): OutcomeContext => ({
  starts,
  levels: [],
  caps: [],
  balances: [],
  counted: new Counted(),
  conditions: [],
})

/** The renewal of the term: a tacit one goes on in silence, the other one ends. */
function renewalOf(renewal: Renewal, terms: Terms, report: Report): Procedure {
  const { conventions, term } = terms
  const { notice, tacit, atMost } = renewal
  const context = {
    ...alone({ conventions, report, ...noOutcomes(term) }),
    occurrence: ['term-end', 'anniversary'],
  }
  const own = term.clause === undefined ? {} : { clause: term.clause }
  const due = dateRuleOf(notice.within, context, own)
  const initial = spanOf(term.initial)
  const length = spanOf(renewal.for)
  invariant(initial && length, 'the terms of a contract are counted in months')
  const source = sourceOf(renewal.where, term.clause)
  return {
    id: 'renewal',
    recurrence: {
      kind: 'terms',
      starts: term.starts,
      initial,
      renewal: length,
      ...(atMost === undefined ? {} : { atMost }),
      renewedBy: tacit ? 'renewed' : 'renew',
      source,
    },
    steps: [
      {
        id: 'renewal',
        who: 'either',
        kind: 'choice',
        answers: tacit ? ['end'] : ['renew'],
        when: [],
        opens: [],
        ...(due && { due }),
        dated: notice.dated,
        onTheLimit: conventions.onTheLimit,
        silence: { answer: tacit ? 'renewed' : 'ended' },
        calendar: conventions.days.working.id,
        source,
      },
    ],
  }
}
