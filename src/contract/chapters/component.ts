/**
 * A component that is made of others, such as a platform or a cluster.
 *
 * Example: `{ id: web, of: [web-1, web-2, web-3], up: at-least 2 }` is down while two of its three
 * servers are.
 *
 * @fr composant, arborescence de composants
 */
import type { Place } from '../../base/finding.ts'
import type { Named, Reference } from './identity.ts'

/** Exactly one of `up` and `weights` is there. @fr composant */
export interface Component extends Named {
  /** Components of the file, or what outages are of. */
  readonly of: readonly Reference[]
  /** While so many of its parts are up, so is it. */
  readonly up?: number
  /** What each part weighs, in users for instance: the whole is down for its share. */
  readonly weights?: readonly PartWeight[]
}

/** @fr poids d'une partie */
export interface PartWeight {
  readonly where: Place
  readonly part: string
  /** A whole number above zero. */
  readonly weight: number
}
