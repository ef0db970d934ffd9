/**
 * A date that time out of use extends, or begins again.
 *
 * Example: a warranty of 12 months from 15 January 2026, out of use from 1 to 20 June and from 2 to
 * 9 November, last days left out: 15 January 2027, then 19 and 7 days later: 10 February 2027.
 *
 * @fr prolongation, reprise du délai
 */
import type { Derived } from '../../base/because/graph.ts'
import type { Value } from '../../base/because/value.ts'
import { known } from '../../base/because/value.ts'
import { ONE } from '../../base/ratio.ts'
import type { DateRule, Interruption } from '../../contract/core/procedure.ts'
import type { DateReader, DateScope } from './dates.ts'
import { dateAfter, leafOf, momentOf, resolveDate } from './dates.ts'
import type { Interrupted } from './happened.ts'

/**
 * The date of a rule, moved by time out of use. Its value is nothing while an interruption lasts;
 * there is none at all while the event is not known.
 */
export function interruptedDate(
  rule: Extract<DateRule, { kind: 'after' }>,
  interruption: Interruption,
  reader: DateReader,
  scope: DateScope,
): Derived | undefined {
  const { effect } = interruption
  let base = resolveDate(rule.from, 'date', reader, scope)
  let due = base && dateAfter(rule, base, scope)
  for (const { from, to } of scope.happened.interruptions(interruption)) {
    if (base === undefined || due?.value.state !== 'known') break
    if (numberOf(from.value) > momentOf(due).at) break
    if (numberOf(to.value) < momentOf(base).at) continue
    if (effect === 'extended') due = extended(due, base, from, to, interruption, scope)
    else {
      const start = leafOf(scope.graph, from)
      const again = effect === 'restarted-at-start' ? start : endOf(start, to, interruption, scope)
      if (again.value.state !== 'known') return again
      if (momentOf(again).at <= momentOf(base).at) continue
      base = scope.graph.step('greatest', [base, again])
      due = dateAfter(rule, base, scope)
    }
  }
  return due
}

/** The number of a date; what has not ended is later than all. */
const numberOf = (value: Value): number =>
  value.state === 'known' ? Number(value.number.numerator) : Number.POSITIVE_INFINITY

/** The last day of an interruption, counted from its first. */
function endOf(
  start: Derived,
  to: Interrupted['to'],
  { source }: Interruption,
  { graph }: DateScope,
): Derived {
  const end = graph.leaf('facts', to.value, to.params)
  const days = graph.step('lateness', [start, end], {}, source)
  return graph.step('days-after', [start, days], { unit: 'calendar-days' }, source)
}

/** As many days later as the interruption took, from the event on. */
function extended(
  due: Derived,
  base: Derived,
  from: Interrupted['from'],
  to: Interrupted['to'],
  { lastDay, source }: Interruption,
  { graph }: DateScope,
): Derived {
  const first = graph.step('greatest', [leafOf(graph, from), base], {}, source)
  const end = graph.leaf('facts', to.value, to.params)
  const days = graph.step('lateness', [first, end], {}, source)
  const one = graph.leaf('term', known(ONE, 'count'), {}, source)
  const taken = lastDay === 'counted' ? graph.step('sum', [days, one], {}, source) : days
  return graph.step('days-after', [due, taken], { unit: 'calendar-days' }, source)
}
