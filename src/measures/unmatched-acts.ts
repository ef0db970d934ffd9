/**
 * Finds the acts that count for nothing at the step that they name.
 *
 * Example: an act `did: refused` at a step that may `accept` or `refuse` answers nothing, so the
 * step goes on in silence; it is said, with the answers that the contract gives.
 *
 * @fr actes sans effet
 */

import type { Finding } from '../base/finding.ts'
import type { Program } from '../contract/core/core.ts'
import type { Step } from '../contract/core/procedure.ts'
import type { Act, RareFact } from '../facts/fact.ts'
import { byName } from '../facts/fact-order.ts'

/** Acts of another party, with another answer, without the date that counts or what they need. */
export function unmatchedActs({ procedures }: Program, facts: readonly RareFact[]): Finding[] {
  const steps = procedures.flatMap(({ steps, recurrence }) =>
    steps.map((step) => ({ step, isOfPeriod: recurrence?.kind === 'true-in' })),
  )
  const acts = facts.filter((fact) => fact.kind === 'act')
  return [...acts].sort(byName).flatMap((act) => {
    const found = steps.find(({ step }) => step.id === act.of)
    return found === undefined ? [] : findingsOf(act, found.step, found.isOfPeriod)
  })
}

function findingsOf(act: Act, step: Step, isOfPeriod: boolean): Finding[] {
  const { id, who, answers, dated, needs = [] } = step
  const { externalId, by, did } = act
  const warning = (code: string, params: Finding['params']): Finding => ({
    code,
    severity: 'warning',
    params: { id: externalId, step: id, ...params },
  })
  if (who !== 'either' && by !== who) return [warning('act-of-another-party', { by, who })]
  if (!answers.includes(did)) {
    return [warning('act-answer-unknown', { did, answers: answers.join(', ') })]
  }
  if (act[dated] === undefined) return [warning('act-undated', { dated })]
  if (isOfPeriod && act.about === undefined) return [warning('act-of-no-period', {})]
  const missing = needs.filter((need) => act.with?.includes(need) !== true)
  return missing.length === 0 ? [] : [warning('act-incomplete', { missing: missing.join(', ') })]
}
