/**
 * The chapter on liability: caps, heads of loss, insurance.
 *
 * @fr volet responsabilité
 */
import type { Cents } from '../../base/cents.ts'
import type { Place } from '../../base/finding.ts'
import type { Length } from '../phrases/length.ts'
import type { Limit } from '../phrases/window.ts'
import type { Phrase } from '../phrases/words.ts'
import type { Clause, Named, Reference } from './identity.ts'

/** @fr volet responsabilité */
export interface Liability {
  readonly where: Place
  readonly caps: readonly LiabilityCap[]
  readonly losses: readonly LossRow[]
  readonly insurance?: {
    readonly where: Place
    readonly professional: Cents
    readonly per: 'claim' | 'year'
    readonly certificate?: Phrase<Length>
  }
}

/** @fr plafond de responsabilité */
export interface LiabilityCap extends Named {
  readonly clause: Clause
  readonly per: 'contract' | 'contract-year' | 'event'
  readonly atMost: LimitOfLiability
}

/** One limit, or the highest or the lowest of several. @fr plafond au plus élevé de */
export type LimitOfLiability =
  | Limit
  | { readonly kind: 'highest'; readonly of: readonly Limit[] }
  | { readonly kind: 'lowest'; readonly of: readonly Limit[] }

/** Heads of loss and the caps that they pass; the rows are read in order. @fr chef de préjudice */
export interface LossRow {
  readonly where: Place
  /** Empty: all the heads that no row before names. */
  readonly heads: readonly string[]
  /** Empty: `counts-in: none`, written. */
  readonly countsIn: readonly Reference[]
}
