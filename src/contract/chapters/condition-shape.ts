/**
 * How a target and a condition are written: one reducer with its bound.
 *
 * A measure, a target, a trigger and a condition are one form. `{ share-in-time: at-least 95 % }`
 * reduces items; `{ at-least: 99.9 % }` bounds a figure that is one number already.
 *
 * @fr objectif, condition
 */
import { optional, record, required } from '../../base/yaml/record.ts'
import type { Infer, Report, Shape } from '../../base/yaml/shape.ts'
import { choice, refine } from '../../base/yaml/shape.ts'
import type { SourceNode } from '../../base/yaml/source.ts'
import { hasKey } from '../../base/yaml/source.ts'
import { bound, share, window } from '../phrases/phrase-shape.ts'
import type { Bound } from '../phrases/quantity.ts'
import type { Phrase } from '../phrases/words.ts'
import { boundFields, boundsOf, countBound, outcome } from './common-shape.ts'
import type { Target } from './level.ts'
import type { Condition } from './penalty.ts'

/** The reducers that bound something with a phrase, by key. */
const reducers = {
  'share-in-time': optional(bound),
  mean: optional(bound),
  highest: optional(bound),
  lowest: optional(bound),
  sum: optional(bound),
  count: optional(bound),
  share: optional(bound),
} as const

const BOUNDS = ['at-least', 'at-most', 'above', 'under'] as const
const REDUCERS = [
  'share-in-time',
  'mean',
  'highest',
  'lowest',
  'sum',
  'count',
  'share',
] as const satisfies readonly (keyof typeof reducers)[]

interface Reduced<R> {
  readonly reducer: R
  readonly bound: Phrase<Bound>
}

type ReducerKeys = Pick<
  Infer<typeof targetRecord>,
  'shareInTime' | 'mean' | 'highest' | 'lowest' | 'sum' | 'count' | 'share'
>

/** The reducer that was written, with its bound. */
function reducedBy(keys: ReducerKeys): Reduced<(typeof REDUCERS)[number]> | undefined {
  for (const reducer of REDUCERS) {
    const found = reducer === 'share-in-time' ? keys.shareInTime : keys[reducer]
    if (found !== undefined) return { reducer, bound: found }
  }
  return undefined
}

const percentileRecord = record(
  'percentile',
  {
    rank: required(share),
    method: required(choice(['nearest-rank', 'linear'])),
    ...boundFields,
  },
  { exactlyOne: [BOUNDS] },
)

const targetRecord = record(
  'target',
  { ...boundFields, ...reducers, percentile: optional(percentileRecord) },
  { exactlyOne: [[...BOUNDS, ...REDUCERS, 'percentile']] },
)

export const targetShape: Shape<Target> = refine(targetRecord, (value): Target | undefined => {
  const { where, percentile } = value
  if (percentile !== undefined) {
    const [first] = boundsOf(percentile)
    if (first === undefined) return undefined
    const { method, rank } = percentile
    return { where, reducer: 'percentile', bound: first, percentile: { rank: rank.value, method } }
  }
  const reduced = reducedBy(value)
  if (reduced !== undefined) return { where, ...reduced }
  const [plain] = boundsOf(value)
  return plain === undefined ? undefined : { where, reducer: 'figure', bound: plain }
})

const counted = refine(bound, (value, _, report) => countBound(value, report))

const conditionRecord = record(
  'condition',
  {
    of: optional(outcome),
    ...reducers,
    times: optional(counted),
    'in-a-row': optional(counted),
    in: optional(window),
  },
  { exactlyOne: [[...REDUCERS, 'times', 'in-a-row']] },
)

export const conditionShape: Shape<Condition> = refine(
  conditionRecord,
  (value, node, report): Condition | undefined => {
    const { where, of, times, inARow, in: within } = value
    const reduced =
      times !== undefined
        ? ({ reducer: 'times', bound: times } as const)
        : inARow !== undefined
          ? ({ reducer: 'in-a-row', bound: inARow } as const)
          : reducedBy(value)
    if (reduced === undefined) return undefined
    reportWindow(reduced.reducer, node, report)
    return { where, ...reduced, ...(of && { of }), ...(within && { in: within }) }
  },
)

/** `in-a-row` ends at the period judged; every other reducer needs a window. */
function reportWindow(reducer: string, node: SourceNode, report: Report): void {
  const hasWindow = hasKey(node, 'in')
  if (reducer === 'in-a-row' && hasWindow) {
    report('key-without-effect', node.where, { key: 'in', because: 'in-a-row' })
  }
  if (reducer !== 'in-a-row' && !hasWindow) {
    report('key-missing', node.where, { key: 'in', in: 'condition' })
  }
}
