/**
 * What one amendment does to the terms: those just before it takes effect, and just after.
 *
 * Example: av-1 sets a target from 1 October. Before it stands the contract with all other
 * amendments that are signed by then and in effect in October; after it, the same with av-1.
 *
 * @fr effet d'un avenant
 */
import { monthOf } from '../../base/calendar/date.ts'
import type { Checked } from '../../base/finding.ts'
import { invariant } from '../../base/invariant.ts'
import type { Terms } from '../terms.ts'
import type { AmendedContract } from './versions.ts'

/** @fr effet d'un avenant */
export interface AmendmentEffect {
  readonly before: Terms
  readonly after: Terms
  /** The whole contract as if the amendment had not been signed. */
  readonly without: AmendedContract
}

/** Nothing where others do not hold without it. Aborts: the contract has no such amendment. */
export function effectOf(contract: AmendedContract, id: string): Checked<AmendmentEffect> {
  const amendment = contract.original.terms.amendments.find((candidate) => candidate.id === id)
  invariant(amendment !== undefined, 'an effect is of an amendment of the contract')
  const { value: without, findings } = contract.without(id)
  if (without === undefined) return { value: undefined, findings }
  const termsOf = (side: AmendedContract): Terms => {
    const history = side.historyOf(monthOf(amendment.effective), amendment.signed)
    return (history.at(-1) ?? side.original).terms
  }
  return { value: { before: termsOf(without), after: termsOf(contract), without }, findings }
}
