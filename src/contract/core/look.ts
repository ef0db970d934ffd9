/**
 * What a period looks at besides itself: the days that end with it, and the intervals in it.
 *
 * Example: `30 days before review`, a review of 15 June 2026 at midnight: from 16 May to 14 June,
 * 43 200 min. In intervals of 5 min these are 8 640.
 *
 * @fr fenêtre glissante, tranches de temps
 */
import type { BoundWord } from '../../base/bound.ts'
import type { DateSpan } from '../../base/calendar/days.ts'
import type { Duration } from '../../base/instant.ts'
import type { Ratio } from '../../base/ratio.ts'
import { formatRatio } from '../../base/ratio.ts'
import { formatMilliseconds } from './format-length.ts'

/** A span that passes over no day. @fr jours calendaires ou mois */
export type PlainSpan = Extract<DateSpan, { readonly unit: 'calendar-days' | 'months' }>

/**
 * Days that end with the period; or at the last event of a name in it, without which the period has
 * nothing to measure.
 *
 * @fr fenêtre glissante
 */
export interface Look {
  readonly span: PlainSpan
  readonly before?: string
}

/** Intervals of one length, each judged by the share of it that is up. @fr tranches de temps */
export interface JudgedIntervals {
  readonly length: Duration
  readonly up: { readonly word: BoundWord; readonly limit: Ratio }
}

/** Intervals of one length, each with one value; one that has none is zero, or left out. */
export interface ValuedIntervals {
  readonly length: Duration
  readonly noData: 'zero' | 'left-out'
}

/** `in intervals of 5 min`, with what makes one up, or what one without a value is worth. */
export function formatIntervals({
  intervals,
}: {
  readonly intervals?: JudgedIntervals | ValuedIntervals
}): string {
  if (intervals === undefined) return ''
  const rule =
    'up' in intervals
      ? `up ${intervals.up.word} ${formatRatio(intervals.up.limit)}`
      : `no data ${intervals.noData}`
  return `; in intervals of ${formatMilliseconds(intervals.length)}, ${rule}`
}

/** `over 365 calendar-days before claim`. */
export const formatLook = (look: Look | undefined): string =>
  look === undefined
    ? ''
    : `; over ${look.span.count} ${look.span.unit}${look.before === undefined ? '' : ` before ${look.before}`}`
