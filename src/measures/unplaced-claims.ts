/**
 * Finds the claims that the procedure of a month cannot answer, since they do not say their month
 * or their day.
 *
 * Example: under `unanswered-exemption: accepted`, a claim without `about` stays unanswered for
 * ever: nothing says in which window the other party was silent.
 *
 * @fr exonérations hors procédure
 */
import type { Finding } from '../base/finding.ts'
import type { Program } from '../contract/core/core.ts'
import type { RareFact } from '../facts/fact.ts'

export function unplacedClaims({ conclusion }: Program, facts: readonly RareFact[]): Finding[] {
  if (conclusion === undefined) return []
  const isAnswered = conclusion.unanswered === 'accepted' || conclusion.statements.length > 1
  if (!isAnswered) return []
  return facts
    .filter((fact) => fact.kind === 'exemption')
    .filter(({ status, month, claimedAt }) => {
      const isPlaced = month !== undefined && claimedAt !== undefined
      return status === 'claimed' && !isPlaced
    })
    .map(({ externalId }) => externalId)
    .sort()
    .map((id) => ({ code: 'claim-of-no-month', severity: 'warning', params: { id } }))
}
