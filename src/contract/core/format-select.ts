/**
 * Writes selections as text, for `vigie terms --core`.
 *
 * Example: `select restore-p1: tickets where type = incident, priority = P1; clock opened→restored;
 * hours always; reopen resume; priority keep; within 4 h; belongs to opened; at the limit in-time`.
 */
import { formatDown, formatIgnore, formatMerge, formatShares } from './down.ts'
import { formatExemptions } from './format-exemptions.ts'
import { formatMilliseconds } from './format-length.ts'
import type { OutageSelect } from './items.ts'
import { formatIntervals, formatLook } from './look.ts'
import type { Choice, Clock, Filter, ReopenRule, Select, Target } from './select.ts'

export function formatSelect(select: Select): string {
  const head = `select ${select.id}`
  switch (select.kind) {
    case 'tickets': {
      const within =
        select.within === undefined ? '' : `; within ${formatChoice(select.within, formatTarget)}`
      return `${head}: tickets where ${formatFilters(select.where) || 'any'}; ${formatClock(select.clock)}${within}; belongs to ${select.belongsTo}; at the limit ${select.onTheLimit}; open ${select.openAtEnd}${formatExemptions(select.exemptions)}`
    }
    case 'backlog':
      return `${head}: open tickets where ${formatFilters(select.where) || 'any'}${select.olderThan === undefined ? '' : `, older than ${formatTarget(select.olderThan)} on ${select.calendar}`}`
    case 'downtime':
      return `${head}: outages of ${select.shares === undefined ? formatDown(select.down) : formatShares(select.shares)} in ${select.calendar}; no data ${select.noData}${formatIgnore(select.ignore)}${formatMerge(select.mergeWithin)}${formatIntervals(select)}${formatLook(select.over)}${formatExemptions(select.exemptions)}`
    case 'outages':
      return `${head}: outages one by one where ${formatFilters(select.where) || 'any'} in ${select.calendar}, within ${formatTarget(select.within)}${formatRelapse(select)}`
    case 'deliveries':
      return `${head}: deliverables ${select.of}, due ${select.due.kind === 'fixed' ? 'as fixed' : formatTarget(select.due.target)}`
    case 'quantities':
      return `${head}: ${select.take} of ${select.from === 'quantities' ? '' : `${select.from} `}${select.of}${formatIntervals(select)}${formatLook(select.over)}`
  }
}

function formatTarget(target: Target): string {
  switch (target.kind) {
    case 'open-time':
      return formatMilliseconds(target.length)
    case 'open-days':
      return `${target.count} open-days`
    case 'date':
      return `${target.span.count} ${target.span.unit} on ${target.calendar}`
  }
}

function formatChoice<T>(choice: Choice<T>, format: (value: T) => string): string {
  if (choice.kind === 'one') return format(choice.value)
  const rows = choice.rows.map(({ when, value }) => `${when}: ${format(value)}`)
  const last = choice.otherwise === undefined ? [] : [`otherwise: ${format(choice.otherwise)}`]
  return `by ${choice.field} { ${[...rows, ...last].join(', ')} }`
}

const formatFilters = (filters: readonly Filter[]): string =>
  filters.map(({ field, values }) => `${field} = ${values.join('|')}`).join(', ')

const formatReopen = (rule: ReopenRule): string =>
  rule.kind === 'cumulate-within' ? `${rule.kind} ${formatTarget(rule.target)}` : rule.kind

const formatClock = (clock: Clock): string =>
  [
    `clock ${clock.starts}→${clock.stops}`,
    `hours ${formatChoice(clock.calendar, (id) => id)}`,
    ...clock.pauses.map(
      ({ status, who, atMost }) =>
        `pause ${status} (${who}${atMost === undefined ? '' : `, at most ${formatTarget(atMost)}`})`,
    ),
    ...(clock.shortestPause === undefined
      ? []
      : [`no pause under ${formatMilliseconds(clock.shortestPause)}`]),
    `reopen ${formatReopen(clock.onReopen)}`,
    `priority ${clock.onPriorityChange}`,
  ].join('; ')

const formatRelapse = ({ relapse }: OutageSelect): string =>
  relapse === undefined
    ? ''
    : `; one where ${['of', ...relapse.same].join(', ')} are the same within ${formatMilliseconds(relapse.length)} in ${relapse.calendar}, gap ${relapse.gap}`
