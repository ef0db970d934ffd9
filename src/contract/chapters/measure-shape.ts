/**
 * How what is measured is written: one record for each form.
 *
 * @fr forme de mesure
 */
import { oneOrMore } from '../../base/yaml/collections.ts'
import { optional, record, required } from '../../base/yaml/record.ts'
import type { Report, Shape } from '../../base/yaml/shape.ts'
import { choice, id, refine } from '../../base/yaml/shape.ts'
import type { SourceNode } from '../../base/yaml/source.ts'
import { hasKey } from '../../base/yaml/source.ts'
import { bound, datePhrase, length, share, window } from '../phrases/phrase-shape.ts'
import { mergeShape } from './clock-shape.ts'
import { byField, filter, outcome, reference } from './common-shape.ts'
import type {
  Availability,
  Backlog,
  CountOf,
  MeasureForm,
  ShareOf,
  TicketTime,
  Timeliness,
  ValueOf,
} from './level.ts'

/** The keys of a level under which its one measure form stands. */
export const MEASURE_KINDS = [
  'response',
  'restoration',
  'availability',
  'timeliness',
  'backlog',
  'count',
  'share',
  'value',
] as const satisfies readonly MeasureForm['kind'][]

const selection = { of: required(id), where: optional(filter) }

const ticketTime = (kind: TicketTime['kind']): Shape<TicketTime> =>
  refine(
    record(kind, {
      ...selection,
      within: required(byField(length)),
      calendar: required(byField(reference)),
      clock: required(reference),
      over: optional(window),
    }),
    (value): TicketTime => ({ ...value, kind }),
  )

const weight: Shape<NonNullable<Availability['weight']>> = refine(
  byField(share),
  (value, node, report) => {
    if (value.kind === 'one' || value.otherwise === undefined) {
      report('key-missing', node.where, { key: 'otherwise', in: 'weight' })
      return undefined
    }
    return {
      where: node.where,
      field: value.field,
      rows: value.rows.map((row) => ({ when: row.when, share: row.value.value })),
      otherwise: value.otherwise.value,
    }
  },
)

const ignore: Shape<NonNullable<Availability['ignore']>> = refine(
  record(
    'ignore',
    {
      under: optional(length),
      'at-most': optional(length),
      'once-passed': required(choice(['whole', 'excess'])),
    },
    { exactlyOne: [['under', 'at-most']] },
  ),
  ({ where, under, atMost, oncePassed }) => {
    if (under !== undefined) return { where, word: 'under' as const, length: under, oncePassed }
    return atMost && { where, word: 'at-most' as const, length: atMost, oncePassed }
  },
)

/** Two of 20 min, near and none under 30 min: 40 min down or nothing, as the order says. */
function reportOrder(first: Availability['first'], node: SourceNode, report: Report): void {
  // What is written and could not be read has been said already.
  const missing = (['ignore', 'merge'] as const).find((key) => !hasKey(node, key))
  if (missing === undefined) {
    if (!hasKey(node, 'first')) report('ignore-or-merge-first', node.where, {})
  } else if (first !== undefined) {
    report('key-without-effect', node.where, { key: 'first', because: missing })
  }
}

const availability: Shape<Availability> = refine(
  record('availability', {
    of: required(oneOrMore(id)),
    where: optional(filter),
    down: optional(choice(['any', 'all'])),
    calendar: required(byField(reference)),
    ignore: optional(ignore),
    'no-data': required(choice(['up', 'down', 'left-out'])),
    merge: optional(mergeShape),
    first: optional(choice(['ignore', 'merge'])),
    weight: optional(weight),
    intervals: optional(
      record('judged-intervals', { every: required(length), up: required(bound) }),
    ),
    over: optional(window),
  }),
  (value, node, report): Availability | undefined => {
    const { of: components, down } = value
    if (components.length > 1 && down === undefined) {
      report('key-missing', node.where, { key: 'down', in: 'availability' })
      return undefined
    }
    if (components.length === 1 && down !== undefined) {
      report('key-without-effect', node.where, { key: 'down', because: 'of' })
    }
    reportOrder(value.first, node, report)
    return { ...value, kind: 'availability', of: components.join(', '), components }
  },
)

const timeliness: Shape<Timeliness> = refine(
  record('timeliness', {
    ...selection,
    within: required(datePhrase),
    calendar: optional(byField(reference)),
    over: optional(window),
  }),
  (value): Timeliness => ({ ...value, kind: 'timeliness' }),
)

const backlog: Shape<Backlog> = refine(
  record('backlog', {
    ...selection,
    'older-than': optional(length),
    calendar: optional(byField(reference)),
  }),
  (value): Backlog => ({ ...value, kind: 'backlog' }),
)

const count: Shape<CountOf> = refine(
  record('count', { ...selection, over: optional(window) }),
  (value): CountOf => ({ ...value, kind: 'count' }),
)

const shareOf: Shape<ShareOf> = refine(
  record('share', { ...selection, matching: required(filter) }),
  (value): ShareOf => ({ ...value, kind: 'share' }),
)

const toldValue: Shape<ValueOf> = refine(
  record('value', {
    of: required(outcome),
    take: required(choice(['mean', 'median', 'highest', 'lowest', 'sum', 'last'])),
    intervals: optional(
      record('valued-intervals', {
        every: required(length),
        'no-data': required(choice(['zero', 'left-out'])),
      }),
    ),
    over: optional(window),
  }),
  ({ of, ...value }): ValueOf => ({
    ...value,
    kind: 'value',
    of: of.id,
    ...(of.id.includes('.') && { outcome: of }),
  }),
)

/** The fields of a level for its measure; a level has exactly one of them. */
export const measureFields = {
  response: optional(ticketTime('response')),
  restoration: optional(ticketTime('restoration')),
  availability: optional(availability),
  timeliness: optional(timeliness),
  backlog: optional(backlog),
  count: optional(count),
  share: optional(shareOf),
  value: optional(toldValue),
} as const satisfies Record<MeasureForm['kind'], unknown>
