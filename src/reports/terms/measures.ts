/**
 * Says what a service level measures, with which limit, and when it is met.
 *
 * Each function gives rows of two cells: what is asked, and what the contract answers.
 */
import { formatShare } from '../../base/wording/format.ts'
import { ticketTypeOf } from '../../contract/surface/filters.ts'
import type {
  Availability,
  ByField,
  Clock,
  Filter,
  Merge,
  Reference,
  ServiceLevel,
  ValueOf,
} from '../../contract/terms.ts'
import type { Row, TermSpeaker } from './phrases.ts'
import {
  rowsOf,
  sayBound,
  sayDate,
  sayEach,
  sayLength,
  sayQuantity,
  sayRounding,
  sayWindow,
} from './phrases.ts'

/** What is selected, under which limit, in which hours, by which clock, against which target. */
export function measureRows(level: ServiceLevel, words: TermSpeaker): Row[] {
  const { say } = words
  return [
    [say('terms-clause'), level.clause.text],
    ...(level.service === undefined ? [] : [[say('terms-service'), level.service.id] as const]),
    [say('terms-measure'), say(`measure-${kindSaid(level.measure)}`)],
    [say('terms-of'), selectionOf(level, words)],
    ...formRows(level, words),
    [say('terms-target'), `${targetOf(level, words)}, ${sayEach(level.per, words)}`],
    ...fewRows(level, words),
    ...exceptionRows(level, words),
  ]
}

const kindSaid = (measure: ServiceLevel['measure']): string =>
  measure.kind === 'value' && measure.outcome !== undefined ? 'of-level' : measure.kind

function selectionOf({ measure }: ServiceLevel, words: TermSpeaker): string {
  const isOfTickets =
    measure.kind !== 'availability' &&
    measure.kind !== 'timeliness' &&
    measure.kind !== 'value' &&
    measure.of !== 'outages'
  const type = isOfTickets ? ticketTypeOf(measure.of) : undefined
  const of =
    type === undefined
      ? words.sayOr(`items-${measure.of}`, measure.of)
      : words.say('tickets-of-type', { type })
  const filters = filtersOf(measure.filter, words)
  const matching = measure.kind === 'share' ? filtersOf(measure.matching, words) : ''
  return [
    of,
    ...(filters === '' ? [] : [filters]),
    ...(matching === '' ? [] : [words.say('matching', { filters: matching })]),
  ].join(', ')
}

const filtersOf = (filter: Filter | undefined, { say }: TermSpeaker): string =>
  (filter?.rows ?? [])
    .map(({ field, anyOf }) => say('filter', { field, values: anyOf.join(say('or')) }))
    .join(', ')

function formRows({ measure }: ServiceLevel, words: TermSpeaker): Row[] {
  const { say } = words
  switch (measure.kind) {
    case 'response':
    case 'restoration':
      return [
        [say('terms-within'), byField(measure.within, (length) => sayLength(length, words), words)],
        calendarRow(measure.calendar, words),
        [say('terms-clock'), measure.clock.id],
        ...overRows(measure, words),
      ]
    case 'availability':
      return [
        ...(measure.down === undefined
          ? []
          : [[say('terms-down'), say(`down-${measure.down}`)] as const]),
        calendarRow(measure.calendar, words),
        ...outageRows(measure, words),
        ...lookRows(measure, words),
      ]
    case 'timeliness':
      return [
        [say('terms-within'), sayDate(measure.within, words)],
        ...(measure.calendar === undefined ? [] : [calendarRow(measure.calendar, words)]),
        ...overRows(measure, words),
      ]
    case 'backlog':
      return [
        ...(measure.olderThan === undefined
          ? []
          : [[say('terms-older-than'), sayLength(measure.olderThan, words)] as const]),
        ...(measure.calendar === undefined ? [] : [calendarRow(measure.calendar, words)]),
      ]
    case 'count':
      return overRows(measure, words)
    case 'share':
      return []
    case 'value':
      return [[say('terms-taken'), say(`value-${measure.take}`)], ...lookRows(measure, words)]
  }
}

const calendarRow = (calendar: ByField<Reference>, words: TermSpeaker): Row => [
  words.say('terms-calendar'),
  byField(calendar, ({ id }) => id, words),
]

/** One value, or `P1 : 4 h ; P2 : 8 h ; sinon 24 h` with the field that decides. */
function byField<T>(value: ByField<T>, say: (value: T) => string, words: TermSpeaker): string {
  if (value.kind === 'one') return say(value.value)
  const rows = [
    ...value.rows.map((row) => words.say('row-when', { when: row.when, value: say(row.value) })),
    ...(value.otherwise === undefined
      ? []
      : [words.say('row-otherwise', { value: say(value.otherwise) })]),
  ]
  return words.say('by-field', { field: value.field, rows: rows.join(words.say('then')) })
}

function outageRows(form: Availability, words: TermSpeaker): Row[] {
  const { say } = words
  const { ignore, merge, first, weight, noData } = form
  const rows: Row[] = [[say('terms-no-data'), say(`no-data-${noData}`)]]
  if (ignore !== undefined) {
    const length = sayLength(ignore.length, words)
    rows.push([say('terms-ignore'), say(`ignore-${ignore.word}-${ignore.oncePassed}`, { length })])
  }
  if (merge !== undefined) rows.push([say('terms-merge'), sayMerge(merge, words)])
  if (first !== undefined) rows.push([say('terms-first'), say(`first-${first}`)])
  if (weight !== undefined) {
    const share = (value: (typeof weight)['otherwise']): string =>
      formatShare(value, words.language)
    rows.push([
      say('terms-weight'),
      byField({ ...weight, kind: 'by', rows: weightRows(weight) }, share, words),
    ])
  }
  return rows
}

/** The intervals that are judged or valued one by one, and the days that a period looks at. */
function lookRows({ intervals, over }: Availability | ValueOf, words: TermSpeaker): Row[] {
  const { say } = words
  const rows: Row[] = []
  if (intervals !== undefined) {
    const length = sayLength(intervals.every, words)
    const said =
      'up' in intervals
        ? say('intervals-up', { length, bound: sayBound(intervals.up, words) })
        : say(`intervals-${intervals.noData}`, { length })
    rows.push([say('terms-intervals'), said])
  }
  return over === undefined ? rows : [...rows, ...overRows({ over }, words)]
}

const overRows = ({ over }: Pick<ValueOf, 'over'>, words: TermSpeaker): Row[] =>
  over === undefined ? [] : [[words.say('terms-over'), sayWindow(over, words)]]

const weightRows = ({ where, rows }: NonNullable<Availability['weight']>) =>
  rows.map(({ when, share }) => ({ when, value: share, where }))

function sayMerge(merge: Merge, words: TermSpeaker): string {
  const length = sayLength(merge.within, words)
  const key = merge.takesOut === 'gap' ? 'merge-without-gap' : 'merge-with-gap'
  const said = words.say(key, { length, calendar: merge.calendar.id })
  return merge.same.length === 0
    ? said
    : `${said}, ${words.say('merge-same', { fields: merge.same.join(', ') })}`
}

function targetOf({ target, measure }: ServiceLevel, words: TermSpeaker): string {
  const bound = sayBound(target.bound, words)
  const isLate = target.reducer === 'count' && 'within' in measure
  const key = isLate ? 'target-late' : `target-${target.reducer}`
  const { percentile } = target
  if (percentile === undefined) return words.say(key, { bound })
  const rank = sayQuantity({ value: percentile.rank, unit: 'share' }, words)
  return words.say(`percentile-${percentile.method}`, { rank, bound })
}

function fewRows({ few }: ServiceLevel, words: TermSpeaker): Row[] {
  if (few === undefined) return []
  const under = `${few.under}`
  const said =
    few.policy.kind === 'left-out'
      ? words.say('few-left-out', { under })
      : words.say('few-allow-late', { under, count: `${few.policy.count}` })
  return [[words.say('terms-few'), said]]
}

/** Where a level answers a convention otherwise. */
function exceptionRows(level: ServiceLevel, words: TermSpeaker): Row[] {
  const { say } = words
  const { belongsTo, onTheLimit, openAtEnd, empty, round } = level
  const rows: Row[] = []
  const answer = (convention: string, value: string | undefined): void => {
    if (value !== undefined) rows.push([say(`convention-${convention}`), value])
  }
  answer('belongs-to', belongsTo && say(`belongs-to-${belongsTo}`))
  answer('on-the-limit', onTheLimit && say(`on-the-limit-${onTheLimit}`))
  answer('open-at-end', openAtEnd && say(`open-at-end-${openAtEnd}`))
  answer('empty', empty && say(`empty-${empty}`))
  answer('round-figures', round && sayRounding(round, words))
  return rows
}

/** How a clock counts: between which events, what holds it, and what a change does to it. */
export function clockRows(clock: Clock, words: TermSpeaker): Row[] {
  const { say } = words
  const { onReopen, shortestPause, merge } = clock
  const pauses = clock.pauses.map(({ status, who, atMost }) => {
    const pause = say('pause', { status, who: say(`who-${who}`) })
    return atMost === undefined
      ? pause
      : say('pause-at-most', { pause, length: sayLength(atMost, words) })
  })
  const rows: Row[] = [
    [say('clock-starts'), say(`start-${clock.starts}`)],
    [say('clock-stops'), say(`stop-${clock.stops}`)],
    ...rowsOf(say('clock-pauses'), pauses.length === 0 ? [say('pauses-none')] : pauses),
    [
      say('clock-reopen'),
      onReopen.kind === 'cumulate'
        ? say('reopen-cumulate', { length: sayLength(onReopen.within, words) })
        : say(`reopen-${onReopen.kind}`),
    ],
    [say('clock-priority'), say(`priority-${clock.onPriorityChange}`)],
  ]
  if (shortestPause !== undefined) {
    rows.push([say('clock-shortest-pause'), sayLength(shortestPause, words)])
  }
  if (merge !== undefined) rows.push([say('terms-merge'), sayMerge(merge, words)])
  return rows
}
