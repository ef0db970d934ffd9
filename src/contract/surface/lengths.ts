/**
 * Rewrites lengths into targets of a clock.
 *
 * `4 h` is open time of the clock's calendar; `2 open-days` end at the same clock time; `3
 * working-days` end with the third day after the event, by the contract's rules for days.
 */
import type { DateRules, DateSpan } from '../../base/calendar/days.ts'
import {
  calendarDays,
  clearDays,
  months,
  workableDays,
  workedDays,
} from '../../base/calendar/days.ts'
import type { Conventions } from '../chapters/identity.ts'
import type { ByField } from '../chapters/level.ts'
import type { PlainSpan } from '../core/look.ts'
import type { Choice, Target } from '../core/select.ts'
import type { Length } from '../phrases/length.ts'

/** The contract's rules for a span of days. */
export function dateRules({
  eventDay,
  closedDay,
}: Pick<Conventions['days'], 'eventDay' | 'closedDay'>): DateRules {
  return {
    eventDay: eventDay === 'counted' ? 'counted' : 'not-counted',
    onClosedDay: closedDay === 'stays' ? 'stays' : 'moves-to-next',
    closedDays: 'not-worked',
    monthEnd: 'same-day',
  }
}

/** A length as a span of dates; nothing where it elapses or ends at an hour. */
export function spanOf(length: Length): DateSpan | undefined {
  switch (length.unit) {
    case 'ms':
      return undefined
    case 'days':
      return calendarDays(length.count)
    case 'working-days':
      return workedDays(length.count)
    case 'mon-sat-days':
      return workableDays(length.count)
    case 'clear-days':
      return clearDays(length.count)
    case 'months':
      return months(length.count)
    case 'open-days':
      return undefined
  }
}

/** Days or months that pass over no day: what time, or a window of it, is counted in. */
export function plainSpanOf(length: Length): PlainSpan | undefined {
  const span = spanOf(length)
  return span?.unit === 'calendar-days' || span?.unit === 'months' ? span : undefined
}

export function targetOf(length: Length, conventions: Conventions): Target {
  if (length.unit === 'ms') return { kind: 'open-time', length: length.value }
  const span = spanOf(length)
  return span === undefined
    ? { kind: 'open-days', count: length.count }
    : {
        kind: 'date',
        span,
        rules: dateRules(conventions.days),
        calendar: conventions.days.working.id,
      }
}

/** A table of the contract as a table of the core. */
export function choiceOf<A, B>(by: ByField<A>, change: (value: A) => B): Choice<B> {
  if (by.kind === 'one') return { kind: 'one', value: change(by.value) }
  return {
    kind: 'by',
    field: by.field,
    rows: by.rows.map(({ when, value }) => ({ when, value: change(value) })),
    ...(by.otherwise === undefined ? {} : { otherwise: change(by.otherwise) }),
  }
}
