/**
 * How amendments are written.
 *
 * @fr forme des avenants
 */
import type { CalendarDate } from '../../base/calendar/date.ts'
import { parseDate } from '../../base/calendar/date.ts'
import { listOf, oneOrMore } from '../../base/yaml/collections.ts'
import { absentMeans, optional, record, required } from '../../base/yaml/record.ts'
import type { Shape } from '../../base/yaml/shape.ts'
import { date, id, placed, refine, text, textForm } from '../../base/yaml/shape.ts'
import type { SourceNode } from '../../base/yaml/source.ts'
import { hasKey } from '../../base/yaml/source.ts'
import { need } from '../phrases/phrase-shape.ts'
import type { Change, TermPath, WrittenAmendment } from './amendments.ts'

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
  ({ where, set, to, in: place, add, remove }, node, report): Change | undefined => {
    const isWhole =
      hasKey(node, 'set') === hasKey(node, 'to') && hasKey(node, 'in') === hasKey(node, 'add')
    if (!isWhole) {
      report('change-incomplete', where)
      return undefined
    }
    if (set !== undefined && to !== undefined) return { kind: 'set', at: set, to, where }
    if (place !== undefined && add !== undefined) return { kind: 'add', at: place, add, where }
    return remove && { kind: 'remove', at: remove, where }
  },
)

/** A day, or the renewal that comes next. */
const effectiveDate: Shape<CalendarDate | 'renewal'> = textForm(
  'effective-date',
  (value) => (value === 'renewal' ? value : parseDate(value)),
  { pattern: String.raw`^(\d{4}-\d{2}-\d{2}|renewal)$`, examples: ['2026-10-01', 'renewal'] },
)

const amendment: Shape<WrittenAmendment> = refine(
  record('amendment', {
    id: required(id),
    title: optional(text),
    signed: required(date),
    effective: required(effectiveDate),
    notified: optional(date),
    needs: absentMeans(listOf(need), []),
    'prevails-over': absentMeans(oneOrMore(placed(id)), []),
    changes: required(listOf(change, 1)),
  }),
  ({ prevailsOver, ...read }) => ({
    ...read,
    prevailsOver: prevailsOver.map(({ value, where }) => ({ id: value, where })),
  }),
)

export const amendmentsShape: Shape<readonly WrittenAmendment[]> = listOf(amendment)
