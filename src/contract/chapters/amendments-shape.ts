/**
 * How amendments are written.
 *
 * @fr forme des avenants
 */
import { listOf, oneOrMore } from '../../base/yaml/collections.ts'
import { absentMeans, optional, record, required } from '../../base/yaml/record.ts'
import type { Shape } from '../../base/yaml/shape.ts'
import { date, id, placed, refine, text, textForm } from '../../base/yaml/shape.ts'
import type { SourceNode } from '../../base/yaml/source.ts'
import type { Amendment, Change, TermPath } from './amendments.ts'

const STEP = String.raw`[\p{L}\p{N}][\p{L}\p{N} _/-]*`
const PATH = new RegExp(`^${STEP}(\\.${STEP})*$`, 'u')

const path: Shape<TermPath> = refine(
  textForm('term-path', (value) => (PATH.test(value) ? value : undefined), {
    pattern: PATH.source,
    examples: ['performance.levels.availability.target'],
  }),
  (value, { where }) => ({ text: value, steps: value.split('.'), where }),
)

/** Whatever may stand in a contract: it is read where the amendment puts it. */
const anyTerm: Shape<SourceNode> = {
  about: { kind: 'any', name: 'term' },
  decode: (node) => (node.kind === 'scalar' && node.text === '' ? undefined : node),
}

export const change: Shape<Change> = refine(
  record(
    'change',
    {
      set: optional(path),
      to: optional(anyTerm),
      in: optional(path),
      add: optional(anyTerm),
      remove: optional(path),
    },
    { exactlyOne: [['set', 'in', 'remove']] },
  ),
  ({ where, set, to, in: place, add, remove }, _, report): Change | undefined => {
    const isOne = (set !== undefined) === (to !== undefined)
    if (!isOne || (place !== undefined) !== (add !== undefined)) {
      report('change-incomplete', where)
      return undefined
    }
    if (set !== undefined && to !== undefined) return { kind: 'set', at: set, to, where }
    if (place !== undefined && add !== undefined) return { kind: 'add', at: place, add, where }
    return remove === undefined ? undefined : { kind: 'remove', at: remove, where }
  },
)

const amendment: Shape<Amendment> = refine(
  record('amendment', {
    id: required(id),
    title: optional(text),
    signed: required(date),
    effective: required(date),
    'prevails-over': absentMeans(oneOrMore(placed(id)), []),
    changes: required(listOf(change, 1)),
  }),
  ({ prevailsOver, ...read }) => ({
    ...read,
    prevailsOver: prevailsOver.map(({ value, where }) => ({ id: value, where })),
  }),
)

export const amendmentsShape: Shape<readonly Amendment[]> = listOf(amendment)
