/**
 * Whether steps and rights point to steps, answers, calendars and levels that are there.
 *
 * A step is called by its id alone, in the acts of the parties as in other steps, so no two have
 * the same; and it may only look back, so that a procedure has an order.
 *
 * Example: `when: answer.refus` after a step `answer` that may `accept` or `refuse` is an error
 * that suggests `answer.refuse`.
 *
 * @fr étapes et renvois
 */
import type { Finding, Place } from '../../base/finding.ts'
import { nearest } from '../../base/yaml/nearest.ts'
import type { ServiceLevel } from '../chapters/level.ts'
import type { ContractStep, StepChain } from '../chapters/steps.ts'
import { outcomeFaults } from './check-outcome.ts'
import type { DeclaredNames } from './declared-names.ts'
import type { PartialTerms } from './partial-terms.ts'

/** What the file cannot use as the id of a step, like the id of a claim. */
const RENEWAL = 'renewal'
const OF_THE_MONTH = [
  'month',
  'statement',
  'statement-answer',
  'statement-outcome',
  'client-statement',
  'client-answer',
  'provider-statement',
  'provider-answer',
  'formal-notice',
  'set-off',
]

export function checkSteps(terms: PartialTerms, names: DeclaredNames): Finding[] {
  const chains = terms.management?.steps ?? []
  const rights = terms.term?.rights ?? []
  const alone = rights.map((right): readonly ContractStep[] => [right])
  const levels = terms.performance?.levels ?? []
  const claims = levels.flatMap((level) => (level.claim === undefined ? [] : [`${level.id}-claim`]))
  const taken = new Set([
    ...claims,
    ...(terms.term?.renewal === undefined ? [] : [RENEWAL]),
    ...(terms.performance?.procedure?.dated === undefined ? [] : OF_THE_MONTH),
  ])
  const all = [...chains.map(({ steps }) => steps), ...alone]
  return [
    ...checkIds(chains, all.flat(), taken),
    ...levels.flatMap((level) => checkClaim(level, names)),
    ...all.flatMap((steps) =>
      steps.flatMap((step, i) => checkStep(step, steps.slice(0, i), names)),
    ),
    ...(terms.costs?.dues ?? []).flatMap(({ when }) =>
      when.kind === 'answer' ? known('answer', when.of, all.flat().flatMap(actsOf)) : [],
    ),
  ]
}

/** Ids that stand twice, among steps or among procedures. */
function checkIds(
  chains: readonly StepChain[],
  steps: readonly ContractStep[],
  taken: ReadonlySet<string>,
): Finding[] {
  const twice = (named: readonly { readonly id: string; readonly where: Place }[]): Finding[] =>
    named.flatMap(({ id, where }, i) => {
      const isTaken = taken.has(id) || named.slice(0, i).some((other) => other.id === id)
      return isTaken ? [error('step-id-twice', where, { id })] : []
    })
  return [...twice(chains), ...twice(steps)]
}

/** A claim is of an amount, and its time counts from something. */
function checkClaim({ claim, penalty }: ServiceLevel, names: DeclaredNames): Finding[] {
  if (claim === undefined) return []
  const { calendar, opens = [], within, where } = claim
  return [
    ...(penalty === undefined ? [error('claim-without-penalty', where, {})] : []),
    ...[within, ...opens].flatMap((date) => checkDate(date, claim, [], 'claim')),
    ...(calendar === undefined ? [] : known('calendar', calendar, [...names.calendars.keys()])),
  ]
}

function checkStep(
  step: ContractStep,
  earlier: readonly ContractStep[],
  names: DeclaredNames,
): Finding[] {
  const { calendar, when } = step
  return [
    ...[step.within, ...(step.opens ?? [])].flatMap((date) =>
      checkDate(date, step, earlier, 'step'),
    ),
    ...(calendar === undefined ? [] : known('calendar', calendar, [...names.calendars.keys()])),
    ...(when?.kind === 'answer' ? checkAnswer(when.of, earlier) : []),
    ...(when?.kind === 'any'
      ? when.of.flatMap(({ of }) => (of.id.includes('.') ? outcomeFaults(of, names) : []))
      : []),
  ]
}

/** A date counts from something, and hours run on a calendar. */
function checkDate(
  date: ContractStep['within'],
  { calendar, where }: Pick<ContractStep, 'calendar' | 'where'>,
  earlier: readonly ContractStep[],
  owner: 'step' | 'claim',
): Finding[] {
  if (date.kind !== 'from') return []
  const isElapsed = date.length.unit === 'ms'
  return [
    ...(date.event === undefined && earlier.length === 0
      ? [error('date-without-event', date.where, { text: date.text })]
      : []),
    ...(isElapsed && calendar === undefined
      ? [error('key-missing', where, { key: 'calendar', in: owner })]
      : []),
  ]
}

interface Pointer {
  readonly id: string
  readonly where: Place
}

/** `postpone.refuse`: an answer that an earlier step gives, or that its silence amounts to. */
function checkAnswer(of: Pointer, earlier: readonly ContractStep[]): Finding[] {
  return known('answer', of, earlier.flatMap(answersOf))
}

/** What a party may do or must do at a step. */
const actsOf = ({ id, may, must }: ContractStep): string[] =>
  [may, must].flatMap((answer) => answer ?? []).map((answer) => `${id}.${answer}`)

const answersOf = (step: ContractStep): string[] => [
  ...actsOf(step),
  ...(step.silence ? [`${step.id}.${step.silence.answer}`] : []),
]

function known(kind: string, { id, where }: Pointer, all: readonly string[]): Finding[] {
  if (all.includes(id)) return []
  const suggestion = nearest(id, all)
  return suggestion === undefined
    ? [error('reference-unknown', where, { kind, id, known: all.join(', ') || '—' })]
    : [error('reference-misspelt', where, { kind, id, suggestion })]
}

const error = (code: string, where: Place, params: Finding['params']): Finding => ({
  code,
  severity: 'error',
  where,
  params,
})
