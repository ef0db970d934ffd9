/**
 * Rewrites what a level is available *of*: components, and what these are made of.
 *
 * | written | down |
 * |---|---|
 * | `up: all` (in series) | while any of the parts is |
 * | `up: any` (redundant) | while all of them are |
 * | `up: at-least 2` of three | while at least two are, 3 − 2 + 1 |
 * | `weights: { paris: 300, lyon: 200 }` | for 3/5 while paris is, for 2/5 while lyon is |
 *
 * @fr arborescence des composants
 */
import { divide, ratio } from '../../base/ratio.ts'
import type { Component } from '../chapters/component.ts'
import type { Availability } from '../chapters/level.ts'
import type { DownShare, DownWhen } from '../core/down.ts'

/** When a level is down; in shares, where its component is weighted. */
export interface RewrittenComponents {
  readonly down: DownWhen
  readonly shares?: readonly DownShare[]
}

export function componentsOf(
  { components, down }: Availability,
  declared: readonly Component[],
): RewrittenComponents {
  const byId = new Map(declared.map((component) => [component.id, component]))
  const parts = components.map((id) => downOf(id, byId))
  const [only, ...others] = parts
  const whole: DownWhen =
    only?.kind === 'quorum' && others.length === 0
      ? only
      : { kind: 'quorum', down: down === 'all' ? parts.length : 1, of: parts }
  if (others.length > 0) return { down: whole }
  const weights = components.flatMap((id) => byId.get(id)?.weights ?? [])
  if (weights.length === 0) return { down: whole }
  const total = ratio(weights.reduce((sum, { weight }) => sum + weight, 0))
  const shares = weights.map(({ part, weight }) => ({
    share: divide(ratio(weight), total),
    of: downOf(part, byId),
  }))
  return { down: whole, shares }
}

function downOf(id: string, byId: ReadonlyMap<string, Component>): DownWhen {
  const component = byId.get(id)
  if (component === undefined) return { kind: 'part', of: id }
  const of = component.of.map((part) => downOf(part.id, byId))
  return { kind: 'quorum', down: of.length - (component.up ?? of.length) + 1, of }
}
