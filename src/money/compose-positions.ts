/**
 * Puts the positions of the parties into the form that is stored.
 *
 * @fr mise en forme des positions
 */
import type { Derived, NodeId } from '../base/because/graph.ts'
import { formatInstant } from '../base/instant.ts'
import { equals, formatRatio, ONE } from '../base/ratio.ts'
import type { DisputedClaim } from '../measures/suppositions.ts'
import type { DisputedFact, Position, Positions } from './positions.ts'
import type { StoredPosition, StoredPositions } from './settlement.ts'

const PARTIES = ['client', 'provider', 'agreed'] as const

/** A claim in dispute as a settlement tells it. */
export function disputedFact({ id, claim }: DisputedClaim): DisputedFact {
  const { ground, about, claimedBy: by, status, share, evidence } = claim
  return {
    id,
    ground,
    ...('item' in about
      ? { item: about.item }
      : { from: formatInstant(about.start), to: formatInstant(about.end) }),
    by,
    status: status === 'refused' ? 'refused' : 'claimed',
    ...(equals(share, ONE) ? {} : { share: formatRatio(share) }),
    ...(evidence === undefined ? {} : { evidence }),
  }
}

export function storePositions(
  positions: Positions,
  node: (derived: Derived) => number,
): StoredPositions {
  const { disputed, inDiscussion, jointEffect } = positions
  const store = ({ indemnity, priceReduction, total }: Position): StoredPosition => ({
    indemnity: node(indemnity),
    'price-reduction': node(priceReduction),
    total: node(total),
  })
  return {
    client: store(positions.client),
    provider: store(positions.provider),
    agreed: store(positions.agreed),
    disputed: disputed.map(({ fact, worth }) => ({ ...fact, worth: node(worth) })),
    inDiscussion: node(inDiscussion),
    jointEffect: node(jointEffect),
  }
}

/** The nodes that positions show, and those that they could not be settled again without. */
export const positionRoots = (positions: Positions): NodeId[] => [
  ...PARTIES.flatMap((party) => {
    const { indemnity, priceReduction, total } = positions[party]
    return [indemnity.node, priceReduction.node, total.node]
  }),
  ...positions.disputed.map(({ worth }) => worth.node),
  positions.inDiscussion.node,
  positions.jointEffect.node,
  ...positions.passedOver.map(({ node }) => node),
]
