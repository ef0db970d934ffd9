/**
 * What the facts would amount to if claims in dispute counted: for one party, or one claim alone.
 *
 * Between the parties stand the claims that were made and not accepted. The month is measured as
 * agreed, without them; then as each party sees it, with those that it makes itself; then with each
 * of them accepted alone, which tells what that one is worth.
 *
 * Example: the provider claims E-1 and E-2, both unanswered. The client's figures are the agreed
 * ones; the provider's count both; two more measures count E-1 alone, and E-2 alone.
 *
 * @fr hypothèses sur les exonérations contestées
 */

import type { Params } from '../base/because/formula.ts'
import { formatValue, sameValue } from '../base/because/value.ts'
import type { Program } from '../contract/core/core.ts'
import type { ExemptionRule } from '../contract/core/select.ts'
import type { ExemptionClaim, RareFact } from '../facts/fact.ts'
import { byName } from '../facts/fact-order.ts'
import type { ItemList } from './evaluate.ts'
import { claimsThatHold } from './exemptions.ts'
import type { Measured } from './measured.ts'

/** The claims of a party taken as accepted, or one claim alone. @fr hypothèse */
export type Supposition =
  | { readonly kind: 'position'; readonly party: 'client' | 'provider' }
  | { readonly kind: 'accepting'; readonly claim: string }

/** A claim that nobody has accepted, under a name that no other has. @fr fait contesté */
export interface DisputedClaim {
  readonly id: string
  readonly claim: ExemptionClaim
}

const accepted = (claim: ExemptionClaim): ExemptionClaim => ({ ...claim, status: 'accepted' })

/** The claims in dispute that would count if they were accepted, in an order of their own. */
export function disputedClaims(
  programs: readonly Program[],
  facts: readonly RareFact[],
): DisputedClaim[] {
  const rules = programs.flatMap(exemptionRulesOf)
  const times = new Map<string, number>()
  return facts
    .filter((fact) => fact.kind === 'exemption')
    .filter((claim) => claim.status !== 'accepted')
    .filter((claim) => rules.some((rule) => claimsThatHold([rule], [accepted(claim)]).length > 0))
    .sort(byName)
    .map((claim) => {
      const { externalId } = claim
      const count = (times.get(externalId) ?? 0) + 1
      times.set(externalId, count)
      return { id: count === 1 ? externalId : `${externalId}#${count}`, claim }
    })
}

const exemptionRulesOf = ({ selects }: Program): readonly ExemptionRule[] =>
  selects.flatMap((select) => ('exemptions' in select ? select.exemptions : []))

/** Each party's view, then each claim alone; nothing where nothing is in dispute. */
export const suppositionsOf = (disputed: readonly string[]): Supposition[] =>
  disputed.length === 0
    ? []
    : [
        { kind: 'position', party: 'client' },
        { kind: 'position', party: 'provider' },
        ...disputed.map((claim): Supposition => ({ kind: 'accepting', claim })),
      ]

/** The facts with the claims accepted that a supposition takes for accepted. */
export function factsUnder(
  supposition: Supposition,
  facts: readonly RareFact[],
  disputed: readonly DisputedClaim[],
): RareFact[] {
  const supposed = new Set<RareFact>(
    disputed
      .filter(({ id, claim }) =>
        supposition.kind === 'position'
          ? claim.claimedBy === supposition.party
          : id === supposition.claim,
      )
      .map(({ claim }) => claim),
  )
  return facts.map((fact) =>
    fact.kind === 'exemption' && supposed.has(fact) ? accepted(fact) : fact,
  )
}

/** What a leaf says that holds under a supposition only. */
export const markOf = (supposition: Supposition): Params =>
  supposition.kind === 'position'
    ? { position: supposition.party }
    : { accepting: supposition.claim }

/** Whether a leaf says that it holds under a supposition only. */
export const isOfSupposition = (params: Params): boolean =>
  params['position'] !== undefined || params['accepting'] !== undefined

/** Measures under a supposition: what differs from the agreed measures is marked. */
export function measuredUnder(mark: Params, agreed: Measured, own: Measured): Measured {
  return {
    ...agreed,
    reduce: (reduce, tile) => {
      const [now, before] = [own.reduce(reduce, tile), agreed.reduce(reduce, tile)]
      return sameValue(now.value, before.value)
        ? before
        : { value: now.value, params: { ...now.params, ...mark } }
    },
    items: (select, tile) => {
      const [now, before] = [own.items(select, tile), agreed.items(select, tile)]
      return outlineOf(now) === outlineOf(before) ? before : marked(now, mark)
    },
  }
}

/** Every item of a list is marked where one of them differs: the list itself is another. */
const marked = ({ items, params }: ItemList, mark: Params): ItemList => ({
  params: { ...params, ...mark },
  items: items.map(({ read }) => ({
    read: (reading) => {
      const { value, params: own } = read(reading)
      return { value, params: { ...own, ...mark } }
    },
  })),
})

const OUTLINE = ['owed-share', 'elapsed', 'lateness'] as const

/** Which items there are, and how much each is late and exempted. */
const outlineOf = ({ items }: ItemList): string =>
  items
    .flatMap(({ read }) =>
      OUTLINE.map((kind) => {
        const { value, params } = read({ kind })
        return `${params['item']} ${formatValue(value)}`
      }),
    )
    .join('\n')
