/**
 * What procedures ask the facts, answered from the leaves of a settlement.
 *
 * @fr faits d'un rejeu
 */
import type { Params } from '../base/because/formula.ts'
import type { ExplanationNode } from '../base/because/graph.ts'
import type { KnownValue, Value } from '../base/because/value.ts'
import { canonicalText } from '../base/canonical.ts'
import { instant } from '../base/instant.ts'
import { compareText } from '../base/order.ts'
import type { ToldClaim } from '../measures/procedures/answer-claims.ts'
import { CLAIM_REDUCER } from '../measures/procedures/answer-claims.ts'
import type { Happened, Interrupted, ToldAct } from '../measures/procedures/happened.ts'
import { eventParams } from '../measures/procedures/happened.ts'

/** A settlement keeps no more acts than those that counted, or that nothing puts in order. */
const AT_ONCE = { id: '', earliest: instant(0), latest: instant(0) }

const toldAct = (leaf: KnownLeaf): ToldAct => ({
  ...leaf,
  ...AT_ONCE,
  did: leaf.params['did'] ?? '',
  by: leaf.params['by'] ?? '',
})

interface KnownLeaf {
  readonly params: Params
  readonly value: KnownValue
}

const isKnown = (leaf: { readonly params: Params; readonly value: Value }): leaf is KnownLeaf =>
  leaf.value.state === 'known'

/** Answers with the dates, acts and outages that an explanation rests on, and with no other. */
export function happenedAsStored(nodes: readonly ExplanationNode[]): Happened {
  const leaves = nodes
    .filter(({ step }) => step === 'facts')
    .map(({ params, value }) => ({ params, value }))
  const known = leaves.filter(isKnown)
  const reducedBy = <T extends { readonly params: Params }>(
    all: readonly T[],
    reducer: string,
  ): T[] => all.filter(({ params }) => params['reducer'] === reducer)
  return {
    abouts: (names) =>
      known
        .flatMap(({ params }) => {
          const name = params['event'] ?? params['act']
          return name !== undefined && names.has(name) ? (params['about'] ?? []) : []
        })
        .filter((about, i, all) => all.indexOf(about) === i)
        .sort(),
    event: ({ grain, ...asked }) => {
      const key = canonicalText(eventParams(asked))
      return known.find(
        ({ params, value }) => value.unit === grain && canonicalText(params) === key,
      )
    },
    acts: ({ step, about, grain }) =>
      reducedBy(known, 'act')
        .filter(({ params, value }) => params['act'] === step.id && value.unit === grain)
        .filter(({ params }) => params['about'] === about)
        .map(toldAct),
    interruptions: ({ source }) => {
      const edges = (edge: string) =>
        leaves.filter(({ params }) => params['reducer'] === edge && params['rule'] === source.path)
      return edges('interruption-from')
        .filter(isKnown)
        .filter(
          ({ params }, i, all) =>
            all.findIndex((o) => o.params['outage'] === params['outage']) === i,
        )
        .flatMap((from): Interrupted[] => {
          const to = edges('interruption-to').find(
            ({ params }) => params['outage'] === from.params['outage'],
          )
          return [{ from, to: to ?? from }]
        })
        .sort(inOrder)
    },
    crossing: ({ source }) =>
      reducedBy(known, 'crossing').find(({ params }) => params['rule'] === source.path),
  }
}

/** The claims that a procedure accepted: a settlement keeps no other. */
export const claimsAsStored = (nodes: readonly ExplanationNode[]): ToldClaim[] =>
  nodes
    .filter(({ step, params }) => step === 'facts' && params['reducer'] === CLAIM_REDUCER)
    .map(({ params, value }) => ({ params, value }))
    .filter(isKnown)
    .map(({ params, value }) => ({
      id: params['claim'] ?? '',
      by: params['by'] ?? '',
      about: params['about'] ?? '',
      value,
      params,
    }))

function inOrder({ from: a }: Interrupted, { from: b }: Interrupted): number {
  const order = Number(a.value.number.numerator - b.value.number.numerator)
  return order || compareText(`${a.params['outage']}`, `${b.params['outage']}`)
}
