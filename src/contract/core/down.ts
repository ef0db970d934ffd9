/**
 * When something that is made of parts is down.
 *
 * Example: a platform of a network and of three web servers, two of which are enough, is down while
 * at least one is down of: the network; at least two of the servers.
 *
 * @fr arrêt d'un ensemble
 */
import type { Duration } from '../../base/instant.ts'
import type { Ratio } from '../../base/ratio.ts'
import { formatRatio } from '../../base/ratio.ts'
import { formatMilliseconds } from './format-length.ts'

/** @fr arrêt d'un composant, d'un groupe */
export type DownWhen =
  /** While an outage of it lasts. */
  | { readonly kind: 'part'; readonly of: string }
  /** While at least so many of them are: 1 is any of them. */
  | { readonly kind: 'quorum'; readonly down: number; readonly of: readonly DownWhen[] }

/** What is down of a whole while each of its parts is. The shares add up to one. @fr poids */
export interface DownShare {
  readonly share: Ratio
  readonly of: DownWhen
}

/** Outages that do not count: shorter than a length, or no longer than it. @fr franchise */
export interface Ignore {
  readonly word: 'under' | 'at-most'
  readonly length: Duration
  readonly oncePassed: 'whole' | 'excess'
  /** Whether each is looked at before near ones are one; else what was made one of them is. */
  readonly isBeforeMerge?: true
}

/** Outages are one with less than a length of a calendar between them. @fr regroupement */
export interface MergeWithin {
  readonly length: Duration
  readonly calendar: string
  readonly gap: 'up' | 'down'
}

/** The parts that outages are of, each once. */
export function partsOf(down: DownWhen): readonly string[] {
  return down.kind === 'part' ? [down.of] : [...new Set(down.of.flatMap(partsOf))]
}

/** `any of network, (at least 2 of web-1, web-2, web-3)`. */
export function formatDown(down: DownWhen, isInside = false): string {
  if (down.kind === 'part') return down.of
  const count =
    down.down === 1 ? 'any' : down.down === down.of.length ? 'all' : `at least ${down.down}`
  const text = `${count} of ${down.of.map((part) => formatDown(part, true)).join(', ')}`
  return isInside ? `(${text})` : text
}

/** `3/5 while paris, 2/5 while lyon`. */
export const formatShares = (shares: readonly DownShare[]): string =>
  shares.map(({ share, of }) => `${formatRatio(share)} while ${formatDown(of, true)}`).join(', ')

/** `; none at-most 5 min, else whole`. */
export const formatIgnore = (ignore: Ignore | undefined): string =>
  ignore === undefined
    ? ''
    : `; none ${ignore.word} ${formatMilliseconds(ignore.length)}, else ${ignore.oncePassed}${ignore.isBeforeMerge === true ? ', before near ones are one' : ''}`

/** `; one within 5 min of always, the gap down`. */
export const formatMerge = (merge: MergeWithin | undefined): string =>
  merge === undefined
    ? ''
    : `; one within ${formatMilliseconds(merge.length)} of ${merge.calendar}, the gap ${merge.gap}`
