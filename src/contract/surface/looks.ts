/**
 * Rewrites what a period looks at: the days of `over`, the intervals of `intervals`.
 *
 * Example: `over: 365 days before claim` is 365 calendar days that end at the last claim of the
 * period; `over: month` says nothing, since `per` does, and is refused.
 *
 * @fr fenêtre glissante, tranches de temps
 */
import type { Availability, ValueOf } from '../chapters/level.ts'
import type { JudgedIntervals, Look, ValuedIntervals } from '../core/look.ts'
import { plainSpanOf } from './lengths.ts'
import { millisecondsOf } from './measure-forms.ts'
import type { Report } from './report.ts'

type Over = Availability['over']

/** Nothing where the period looks at itself. */
export function lookOf(over: Over, report: Report): { readonly over?: Look } {
  if (over === undefined) return {}
  const span = over.kind === 'back' ? plainSpanOf(over.length) : undefined
  if (over.kind !== 'back' || span === undefined) {
    report.notComputed(over.where, `over: ${over.text}`)
    return {}
  }
  return { over: { span, ...(over.before === undefined ? {} : { before: over.before }) } }
}

/** A share is up or down from below, so only a bound that it must reach judges an interval. */
export function judgedIntervals(
  { intervals }: Availability,
  report: Report,
): { readonly intervals?: JudgedIntervals } {
  if (intervals === undefined) return {}
  const { every, up } = intervals
  const length = millisecondsOf(every, report)
  const { word, limit } = up
  if (limit.unit !== 'share' || (word !== 'at-least' && word !== 'above')) {
    report.notComputed(up.where, `up: ${up.text}`)
    return {}
  }
  return length === undefined ? {} : { intervals: { length, up: { word, limit: limit.value } } }
}

export function valuedIntervals(
  { intervals }: ValueOf,
  report: Report,
): { readonly intervals?: ValuedIntervals } {
  if (intervals === undefined) return {}
  const length = millisecondsOf(intervals.every, report)
  return length === undefined ? {} : { intervals: { length, noData: intervals.noData } }
}
