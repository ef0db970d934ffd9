/**
 * How clocks are written.
 *
 * @fr décompte du délai
 */
import { freeMap, listOf, oneOrMore, scalarOr } from '../../base/yaml/collections.ts'
import { absentMeans, optional, record, required } from '../../base/yaml/record.ts'
import type { Shape } from '../../base/yaml/shape.ts'
import { choice, refine, text } from '../../base/yaml/shape.ts'
import { length } from '../phrases/phrase-shape.ts'
import type { Clock, ClockPause, Merge } from './clock.ts'
import { reference } from './common-shape.ts'

export const mergeShape: Shape<Merge> = record('merge', {
  same: absentMeans(oneOrMore(text), []),
  within: required(length),
  calendar: required(reference),
  'takes-out': required(choice(['none', 'gap'])),
})

const pause: Shape<ClockPause> = record('pause', {
  status: required(text),
  who: required(choice(['client', 'provider', 'third-party'])),
  'at-most': optional(length),
})

const onReopen: Shape<Clock['onReopen']> = refine(
  scalarOr(
    choice(['resume', 'new-clock']),
    record('on-reopen', { 'cumulate-within': required(length) }),
  ),
  (value): Clock['onReopen'] =>
    typeof value === 'string'
      ? { kind: value }
      : { kind: 'cumulate', within: value.cumulateWithin },
)

const clock = record('clock', {
  starts: required(choice(['opened', 'acknowledged', 'assigned', 'unavailable'])),
  stops: required(
    choice([
      'acknowledged',
      'responded',
      'workaround',
      'restored',
      'resolved',
      'closed',
      'handed-back',
    ]),
  ),
  pauses: required(listOf(pause)),
  'on-reopen': required(onReopen),
  'on-priority-change': required(
    choice(['keep', 'forward', 'retroactive', 'retroactive-keeping-pauses']),
  ),
  'shortest-pause': optional(length),
  merge: optional(mergeShape),
})

export const clocksShape: Shape<readonly Clock[]> = refine(freeMap('clocks', clock), (entries) =>
  entries.map(({ key, where, value }) => ({ ...value, id: key, where })),
)
