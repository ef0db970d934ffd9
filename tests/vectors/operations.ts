/** Each operation of the vector files, in terms of `src/base/calendar`. */
import {
  before,
  deadline,
  elapsed,
  elapsedWithPauses,
  isOpen,
  nextOpening,
  openIntervals,
  openTime,
  previousClosing,
} from '../../src/base/calendar/calendar.ts'
import {
  afterOpenDays,
  closingOf,
  countDays,
  endOfOpenDay,
  isOpenDay,
  openDayEnds,
  openDays,
} from '../../src/base/calendar/days.ts'
import { dateAt } from '../../src/base/calendar/zone.ts'
import type { Instant } from '../../src/base/instant.ts'
import { duration, instant } from '../../src/base/instant.ts'
import type { Context } from './context.ts'
import { cut, endOf, pausesOf, said, seconds, toDuration } from './context.ts'
import { CaseError, isFields, localText, numberOf, targetSecondsOf } from './read-case.ts'

export type Answer = string | number | boolean | readonly unknown[]
type Operation = (context: Context) => Answer

export const OPERATIONS: Readonly<Record<string, Operation>> = {
  elapsed: (context) => {
    const { calendar, start, conventions } = context
    const end = endOf(context)
    if (end < start && conventions.reversed === 'signed') {
      return -seconds(elapsedWithPauses(calendar, end, start, pausesOf(context)))
    }
    return seconds(cut(elapsedWithPauses(calendar, start, end, pausesOf(context)), context))
  },
  elapsed_work_in_days: (context) => seconds(Math.max(0, endOf(context) - context.start)),
  due: (context) => said(context, dueAt(context)),
  due_days: (context) => said(context, dueInDays(context)),
  due_invalid: (context) => {
    const target = context.fields['target']
    const parts = isFields(target) ? Object.values(target) : [context.fields['target_seconds']]
    const valid = parts.every((part) => typeof part === 'number' && part >= 0)
    return valid ? 'the target is valid' : localText(context.stamps, context.start)
  },
  before: (context) => said(context, back(context, targetSecondsOf(context.fields))),
  before_days: (context) =>
    said(context, shiftDays(context, context.start, -dayCount(context), -1)),
  is_open: (context) => {
    const { calendar, start, conventions } = context
    if (isOpen(calendar, start)) return true
    return conventions.closingInstant === 'open' && isOpen(calendar, instant(start - 1))
  },
  open_periods_after: (context) => periods(context, 1),
  open_periods_before: (context) => periods(context, -1),
  elapsed_whole_days: (context) => wholeDays(context),
  elapsed_calendar_working_days: (context) => {
    const zone = context.calendar.zone
    const days = [dateAt(zone, context.start), dateAt(zone, endOf(context))] as const
    return days[1] >= days[0]
      ? countDays(context.calendar, days[0], days[1], 'worked-days')
      : -countDays(context.calendar, days[1], days[0], 'worked-days')
  },
}

const dayCount = ({ fields }: Context): number => numberOf(fields, 'target_days')

export function dueAt(context: Context): Instant | undefined {
  const target = toDuration(targetSecondsOf(context.fields))
  if (target < 0) return back(context, -seconds(target))
  const { calendar, start, conventions } = context
  const zero = target === 0 && conventions.zeroTarget === 'next-opening'
  const rule = zero ? 'next-opening' : conventions.closing
  return deadline(calendar, start, target, pausesOf(context), rule)
}

/** Counts back; zero outside the hours is met at the closing before, where a family says so. */
function back(context: Context, targetSeconds: number, from = context.start): Instant | undefined {
  const { calendar, conventions } = context
  const at = before(calendar, from, toDuration(targetSeconds))
  const moves = targetSeconds === 0 && conventions.zeroTarget === 'next-opening'
  return at !== undefined && moves ? previousClosing(calendar, at) : at
}

/** Days first, then the open time of the pauses in hours, as GLPI does. */
export function dueInDays(context: Context): Instant | undefined {
  const { calendar, conventions, fields, start } = context
  const days = dayCount(context)
  const direction = days < 0 ? -1 : 1
  const from = openStart(context, direction)
  if (from === undefined) return undefined
  const due =
    fields['end_of_working_day'] === true
      ? endOfOpenDay(calendar, from, openDayEnds(days))
      : shiftDays(context, from, days, direction)
  const pauses = pausesOf(context)
  if (due === undefined || pauses.length === 0) return due
  const first = Math.min(start, ...pauses.map((pause) => pause.start))
  const last = Math.max(...pauses.map((pause) => pause.end ?? calendar.span.end))
  const all = { start: instant(first), end: instant(last) }
  const unpaused = elapsedWithPauses(calendar, all.start, all.end, pauses)
  const paused = duration(elapsed(calendar, all.start, all.end) - unpaused)
  return deadline(calendar, due, paused, [], conventions.closing)
}

function openStart({ calendar, conventions, start }: Context, direction: number) {
  if (conventions.closedStart === 'stays' || isOpenDay(calendar, dateAt(calendar.zone, start))) {
    return start
  }
  return direction > 0 ? nextOpening(calendar, start) : previousClosing(calendar, start)
}

function shiftDays(context: Context, from: Instant, days: number, direction: number) {
  const { calendar, conventions } = context
  const at = afterOpenDays(calendar, from, openDays(days), 'stays')
  if (at === undefined || isOpen(calendar, at)) return at
  switch (conventions.dayOutsideHours) {
    case 'stays':
      return at
    case 'moves':
      return direction < 0 ? previousClosing(calendar, at) : nextOpening(calendar, at)
    case 'cut-at-closing': {
      const closing = closingOf(calendar, dateAt(calendar.zone, at))
      return closing !== undefined && closing < at ? closing : at
    }
  }
}

/** The largest number of open days from the start that the end has reached. */
function wholeDays(context: Context): number {
  const { calendar, start } = context
  const end = endOf(context)
  const [first, to, sign] = start <= end ? [start, end, 1] : [end, start, -1]
  const from = nextOpening(calendar, first)
  if (from === undefined) throw new CaseError('failed', 'beyond the span')
  for (let days = 1; ; days += 1) {
    const at = afterOpenDays(calendar, from, openDays(days), 'stays')
    if (at === undefined) throw new CaseError('failed', 'beyond the span')
    if (openTime(calendar, at) > openTime(calendar, to)) return days === 1 ? 0 : sign * (days - 1)
  }
}

/** As many periods as the case lists, the nearest first. */
function periods(context: Context, direction: 1 | -1): string[][] {
  const { calendar, fields, start, stamps } = context
  const expected = fields['expected']
  if (!Array.isArray(expected)) throw new CaseError('failed', '"expected" is not a list')
  const span =
    direction > 0 ? { start, end: calendar.span.end } : { start: calendar.span.start, end: start }
  const found = openIntervals(calendar, span)
  const nearest = direction > 0 ? found : found.reverse()
  return nearest
    .slice(0, Math.max(expected.length, 0))
    .map((period) => [localText(stamps, period.start), localText(stamps, period.end)])
}

/** An offset in whole days counts open days, any other counts open hours. */
export function escalate(context: Context, due: Instant): Instant | undefined {
  const offset = numberOf(context.fields, 'escalation_offset_seconds')
  if (offset % 86_400 === 0) return shiftDays(context, due, offset / 86_400, offset < 0 ? -1 : 1)
  if (offset < 0) return back(context, -offset, due)
  const { calendar, conventions } = context
  return deadline(calendar, due, toDuration(offset), [], conventions.closing)
}
