/**
 * Says which claims the procedure of a month has accepted, though nobody answered them one by one.
 *
 * A claim of a month that is still unanswered when its discussion ends is accepted where the
 * contract says so. Of two blind statements, who accepts the other's accepts its claims with it.
 * Who expressly accepts a statement gives up the claims of its own that it does not count.
 *
 * Example: published on 12 May, window until 27 May, `unanswered-exemption: accepted`. A claim
 * dated 20 May that nobody answers is accepted on 27 May; one dated 28 May comes out of time.
 *
 * @fr exonérations acceptées par la procédure
 * @source Code civil, art. 1120 (silence)
 */

import type { Params } from '../../base/because/formula.ts'
import type { Derived } from '../../base/because/graph.ts'
import type { KnownValue } from '../../base/because/value.ts'
import { known } from '../../base/because/value.ts'
import type { Zone } from '../../base/calendar/zone.ts'
import { dateAt } from '../../base/calendar/zone.ts'
import type { Finding } from '../../base/finding.ts'
import type { Instant } from '../../base/instant.ts'
import { ratio } from '../../base/ratio.ts'
import type { Conclusion } from '../../contract/core/conclusion.ts'
import type { ExemptionClaim, RareFact } from '../../facts/fact.ts'
import { byName } from '../../facts/fact-order.ts'
import type { Standing } from './conclude.ts'
import type { DateScope } from './dates.ts'
import { dateOf, leafOf, momentText } from './dates.ts'
import type { StepResult } from './step-result.ts'

/** A claim that nobody has answered, made about a month on a date. @fr exonération sans réponse */
export interface ToldClaim {
  readonly id: string
  readonly by: string
  readonly about: string
  readonly value: KnownValue
  readonly params: Params
}

/** A claim that the procedure has accepted, and the date on which it did. */
export interface AcceptedClaim {
  readonly claim: ToldClaim
  readonly how: 'act' | 'silence'
  /** The day of the claim, and the day of its acceptance. */
  readonly told: Derived
  readonly at: Derived
}

type DatedClaim = ExemptionClaim & Required<Pick<ExemptionClaim, 'month' | 'claimedAt'>>

/** Whether a claim is one that a procedure may answer: it says its month and its day. */
export const isToldBy = (claim: ExemptionClaim, asOf: Instant): claim is DatedClaim =>
  claim.status === 'claimed' &&
  claim.month !== undefined &&
  claim.claimedAt !== undefined &&
  claim.claimedAt <= asOf

export const CLAIM_REDUCER = 'claim'

export function toldClaims(facts: readonly RareFact[], zone: Zone, asOf: Instant): ToldClaim[] {
  return facts
    .filter((fact) => fact.kind === 'exemption')
    .filter((claim) => isToldBy(claim, asOf))
    .sort(byName)
    .map((claim) => toldClaim(claim, zone))
}

export function toldClaim(claim: DatedClaim, zone: Zone): ToldClaim {
  const { externalId: id, claimedBy: by, month: about, claimedAt } = claim
  return {
    id,
    by,
    about,
    value: known(ratio(dateAt(zone, claimedAt)), 'date'),
    params: { reducer: CLAIM_REDUCER, claim: id, by, about },
  }
}

/** The claims about one month that its procedure has accepted, and those that came out of time. */
export function answerClaims(
  conclusion: Conclusion,
  { steps }: Standing,
  claims: readonly ToldClaim[],
  scope: Pick<DateScope, 'graph' | 'zone'>,
): { readonly accepted: readonly AcceptedClaim[]; readonly findings: readonly Finding[] } {
  const answers = conclusion.answers.flatMap(({ step, to }) => {
    const result = steps.find((one) => one.step.id === step)
    return result === undefined || result.state === 'not-open' ? [] : [{ result, to }]
  })
  const end = endOf(
    answers.map(({ result }) => result),
    scope,
  )
  const isBlind = conclusion.statements.length > 1
  const accepted: AcceptedClaim[] = []
  const findings: Finding[] = []
  for (const claim of claims) {
    const accepts = answers.filter(({ result }) => isAccepted(result))
    if (accepts.some(({ to }) => to !== claim.by)) continue
    const act = accepts.find(({ to }) => isBlind && to === claim.by)?.result.date
    const told = (): Derived => leafOf(scope.graph, claim)
    if (act !== undefined) accepted.push({ claim, how: 'act', told: told(), at: act })
    else if (end !== undefined && conclusion.unanswered === 'accepted') {
      if (Number(claim.value.number.numerator) <= dateOf(end, scope.zone)) {
        accepted.push({ claim, how: 'silence', told: told(), at: end })
      } else findings.push(outOfTime(claim, end))
    }
  }
  return { accepted, findings }
}

const isAccepted = ({ state, answer }: StepResult): boolean =>
  state === 'done' && answer === 'accept'

/** When the last of the answers was given, or fell silent; nothing while one is to come. */
function endOf(
  answers: readonly StepResult[],
  { zone }: Pick<DateScope, 'zone'>,
): Derived | undefined {
  const dates = answers.flatMap(({ date }) => date ?? [])
  if (answers.length === 0 || dates.length < answers.length) return undefined
  return dates.sort((a, b) => dateOf(b, zone) - dateOf(a, zone))[0]
}

const outOfTime = ({ id, about }: ToldClaim, end: Derived): Finding => ({
  code: 'claim-out-of-time',
  severity: 'warning',
  params: { id, month: about, until: momentText(end) },
})
