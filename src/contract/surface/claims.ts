/**
 * Rewrites the claim of a level: a procedure of each period that has an amount, and the outcome
 * that the amount waits for.
 *
 * | form | core |
 * |---|---|
 * | `claim` of the level `uptime` | the procedure `uptime-claim`, where `uptime.claimable` |
 * | `needs: [log]` | what the act of the claim must come with |
 * | `needs: [notice at-most 24 h after incident]` | a step before, `uptime-notice` |
 * | `silence: forfeiture` | the silence of each step; `uptime.claimed` is then false |
 *
 * Example: 640.00 € of June, to be claimed by 31 August. Received on the 25th, they are owed; on
 * 1 September without any act, nothing is.
 *
 * @fr réclamations
 */
import { ONE } from '../../base/ratio.ts'
import type { Conventions } from '../chapters/identity.ts'
import type { ServiceLevel } from '../chapters/level.ts'
import type { Claim } from '../chapters/penalty.ts'
import type { Definition, Effect } from '../core/core.ts'
import type { DateRule, Procedure, Step } from '../core/procedure.ts'
import type { Tile } from '../core/select.ts'
import type { DatePhrase, Need } from '../phrases/date-phrase.ts'
import type { Phrase } from '../phrases/words.ts'
import type { DateContext } from './date-rules.ts'
import { dateRuleOf, openedBy } from './date-rules.ts'
import { ALWAYS_OPEN } from './measure-forms.ts'
import type { Report } from './report.ts'
import { choose, compare, literal, noMoney, outcome, sourceOf } from './write.ts'

/** What the claim of a level is rewritten into. */
export interface RewrittenClaim {
  readonly procedure: Procedure
  readonly definitions: readonly Definition[]
  readonly onlyIf: NonNullable<Effect['onlyIf']>
}

/** The procedure of a claim has the name by which the parties call its act. */
const claimId = ({ id }: Pick<ServiceLevel, 'id'>): string => `${id}-claim`

export function rewriteClaim(
  level: ServiceLevel,
  claim: Claim,
  tile: Tile,
  conventions: Conventions,
  report: Report,
): RewrittenClaim {
  const id = claimId(level)
  const source = sourceOf(claim.where, level.clause)
  const occurrence = [`${tile}-start`, `${tile}-end`]
  const context = { conventions, days: conventions.days, earlier: [], occurrence, report }
  const [claimable, claimed] = [`${level.id}.claimable`, `${level.id}.claimed`]
  if (level.per === 'item' || tile === 'contract') {
    report.notComputed(claim.where, `claim, per: ${level.per}`)
  }
  const define = (name: string, value: Definition['value']): Definition => ({
    name,
    unit: 'truth',
    tile,
    value,
    source,
  })
  return {
    procedure: {
      id,
      recurrence: { kind: 'true-in', tile, outcome: claimable },
      steps: stepsOf(level, claim, context),
    },
    definitions: [
      define(claimable, compare(outcome(`${level.id}.penalty`), 'above', noMoney)),
      define(
        claimed,
        choose(outcome(claimable), { kind: 'answered', procedure: id }, literal(ONE, 'truth')),
      ),
    ],
    onlyIf: { outcome: claimed, name: id },
  }
}

/** What must come before the claim, each a step of its own, then the claim. */
function stepsOf(level: ServiceLevel, claim: Claim, context: DateContext): Step[] {
  const base = baseOf(claim, context)
  const { clause } = level
  const notices = claim.needs
    .filter(({ delay }) => delay !== undefined)
    .map((need) => ({ ...base, ...noticeOf(need, level, context) }))
  const documents = claim.needs.filter(({ delay }) => delay === undefined)
  const own = { clause, ...(claim.calendar && { calendar: claim.calendar }) }
  const due = dateRuleOf(claim.within, context, own)
  const written = claim.opens?.flatMap((phrase) => dateRuleOf(phrase, context, own) ?? [])
  return [
    ...notices.map((step, i) => ({ ...step, when: afterOf(notices[i - 1]) })),
    {
      ...base,
      id: claimId(level),
      answers: ['claim'],
      when: afterOf(notices.at(-1)),
      opens: [...base.opens, ...(written ?? incidentOf(due))],
      ...(due && { due }),
      ...(documents.length > 0 && { needs: documents.map(({ fact }) => fact) }),
      source: sourceOf(claim.where, clause),
    },
  ]
}

/** What all the steps of a claim share: none counts before the period begins. */
const baseOf = (
  { who, dated, silence }: Claim,
  context: DateContext,
): Omit<Step, 'id' | 'answers' | 'source'> => ({
  who,
  kind: 'choice',
  when: [],
  opens: openOf(context),
  dated,
  onTheLimit: context.conventions.onTheLimit,
  ...(silence && { silence: { answer: silence } }),
  calendar: context.conventions.days.working.id,
})

/** The first day of the period. */
const openOf = ({ occurrence: [first = ''] }: DateContext): readonly DateRule[] => [
  { kind: 'occurrence', name: first },
]

/** A need with a delay: an act of its own, due so long after an event. */
function noticeOf(
  need: Phrase<Need>,
  { id, clause }: ServiceLevel,
  context: DateContext,
): Pick<Step, 'id' | 'answers' | 'opens' | 'due' | 'source'> {
  const { fact, where, text } = need
  const within = limitOf(need)
  if (within === undefined) context.report.notComputed(where, text)
  const calendar = { id: ALWAYS_OPEN, where }
  const due = within && dateRuleOf(within, context, { clause, calendar })
  const source = sourceOf(where, clause)
  const opens = [...openOf(context), ...incidentOf(due)]
  return { id: `${id}-${fact}`, answers: [fact], opens, ...(due && { due }), source }
}

/** Nobody claims before what happened; but the amount of a month may be claimed before its end. */
const incidentOf = (due: DateRule | undefined): readonly DateRule[] =>
  openedBy(due).filter(({ kind }) => kind === 'event')

const afterOf = (step: Pick<Step, 'id' | 'answers'> | undefined): Step['when'] =>
  step?.answers.map((answer) => ({ kind: 'answer', step: step.id, answer })) ?? []

/** `notice at-most 24 h after incident` is due 24 h after the incident. */
function limitOf(need: Phrase<Need>): Phrase<DatePhrase> | undefined {
  const { delay, text, where } = need
  if (delay?.word !== 'at-most' || delay.side !== 'after') return undefined
  return { kind: 'from', length: delay.length, side: delay.side, event: delay.event, text, where }
}
