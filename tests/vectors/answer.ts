/** Answers one case of a vector file through `src/base/calendar`, and compares. */
import type { Calendar, Pause } from '../../src/base/calendar/calendar.ts'
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
import type { CalendarTables } from '../../src/base/calendar/compile.ts'
import { compileCalendar } from '../../src/base/calendar/compile.ts'
import { parseDate } from '../../src/base/calendar/date.ts'
import {
  afterOpenDays,
  closingOf,
  countDays,
  endOfOpenDay,
  isOpenDay,
  openDayEnds,
  openDays,
} from '../../src/base/calendar/days.ts'
import type { Zone } from '../../src/base/calendar/zone.ts'
import { dateAt, zoneOf } from '../../src/base/calendar/zone.ts'
import type { Instant } from '../../src/base/instant.ts'
import { DAY, duration, instant, SECOND } from '../../src/base/instant.ts'
import type { Conventions } from './conventions.ts'
import { conventionsOf } from './conventions.ts'
import type { Fields } from './read-case.ts'
import {
  CaseError,
  isCaseHoliday,
  isFields,
  localText,
  numberOf,
  offsetText,
  stampOf,
  termsOf,
  textOf,
} from './read-case.ts'

export interface Verdict {
  readonly outcome: 'passed' | 'failed' | 'skipped'
  /** Both answers, or the reason. */
  readonly said: string
}

interface Context {
  readonly fields: Fields
  readonly conventions: Conventions
  /** The zone in which the stamps of the case are written. */
  readonly stamps: Zone
  readonly calendar: Calendar
  readonly start: Instant
}

type Answer = string | number | boolean | readonly unknown[]
type Operation = (context: Context) => Answer

/** Judges one case: never throws. */
export function judge(tables: CalendarTables, fields: Fields): Verdict {
  try {
    const source = fields['source']
    const repo = isFields(source) && typeof source['repo'] === 'string' ? source['repo'] : ''
    const expected = fields['expected']
    if (expected === undefined) throw new CaseError('failed', '"expected" is missing')
    const given = answer(tables, fields, conventionsOf(repo, fields))
    const pairs = [{ name: 'answer', given, expected }, ...extras(tables, fields, repo)]
    const wrong = pairs.filter((pair) => !agrees(pair.given, pair.expected))
    if (wrong.length === 0) return { outcome: 'passed', said: '' }
    const said = wrong.map(
      (w) => `${w.name}: expected ${JSON.stringify(w.expected)}, ours ${JSON.stringify(w.given)}`,
    )
    return { outcome: 'failed', said: said.join('; ') }
  } catch (error) {
    if (error instanceof CaseError) return { outcome: error.outcome, said: error.message }
    return { outcome: 'failed', said: error instanceof Error ? error.message : String(error) }
  }
}

/** Equal, at the precision of the expected text: a date only, minutes, or seconds. */
function agrees(given: unknown, expected: unknown): boolean {
  if (Array.isArray(expected) && Array.isArray(given)) {
    return expected.length === given.length && expected.every((e, i) => agrees(given[i], e))
  }
  if (typeof given === 'string' && typeof expected === 'string') {
    const same = expected.length < given.length ? given.slice(0, expected.length) : given
    return same === expected || same.replace(' ', 'T') === expected
  }
  return given === expected
}

function answer(tables: CalendarTables, fields: Fields, conventions: Conventions): Answer {
  const op = textOf(fields, 'op')
  if (op === 'is_holiday') return isHoliday(fields)
  if (op === 'local_to_instant' || op === 'normalise_local') {
    const zone = zoneNamed(tables, textOf(fields, 'timezone'))
    const at = stampOf(zone, textOf(fields, 'start'))
    return op === 'local_to_instant' ? offsetText(zone, at) : localText(zone, at)
  }
  const operation = Object.hasOwn(OPERATIONS, op) ? OPERATIONS[op] : undefined
  if (operation === undefined) {
    throw new CaseError('skipped', `"${op}" has no meaning for a calendar`)
  }
  return operation(contextOf(tables, fields, conventions))
}

function isHoliday(fields: Fields): boolean {
  const date = parseDate(textOf(fields, 'start').slice(0, 10))
  if (date === undefined) throw new CaseError('failed', '"start" is not a date')
  return isCaseHoliday(fields, date)
}

function zoneNamed(tables: CalendarTables, name: string): Zone {
  const zone = zoneOf(tables.zones, name)
  if (zone === undefined) throw new CaseError('failed', `no zone "${name}"`)
  return zone
}

function contextOf(tables: CalendarTables, fields: Fields, conventions: Conventions): Context {
  const zone = zoneNamed(tables, textOf(fields, 'timezone'))
  const named = fields['stamps_in']
  const stamps = typeof named === 'string' ? zoneNamed(tables, named) : zone
  const start = stampOf(stamps, textOf(fields, 'start'))
  const others = [fields['end'], fields['expected']]
    .filter((text) => typeof text === 'string')
    .map((text) => stampOf(stamps, text as string))
  const first = Math.min(start, ...others) - 800 * DAY
  const last = Math.max(start, ...others) + 800 * DAY
  const span = {
    start: instant(Math.max(first, zone.covers.start + 7 * DAY)),
    end: instant(Math.min(last, zone.covers.end - 7 * DAY)),
  }
  const { value, findings } = compileCalendar(termsOf(fields, conventions), tables, span)
  if (value === undefined) {
    throw new CaseError('failed', `refused: ${findings.map((f) => f.code).join(', ')}`)
  }
  return { fields, conventions, stamps, calendar: value, start }
}

const endOf = ({ fields, stamps }: Context): Instant => stampOf(stamps, textOf(fields, 'end'))

function pausesOf(context: Context): Pause[] {
  const list = context.fields['pauses'] ?? []
  if (!Array.isArray(list)) throw new CaseError('failed', '"pauses" is a list')
  return list.map((pause: unknown) => {
    if (!isFields(pause)) throw new CaseError('failed', 'a pause has "from" and "to"')
    const start = stampOf(context.stamps, textOf(pause, 'from'))
    const open = pause['to'] === undefined || pause['to'] === null
    return open ? { start } : { start, end: stampOf(context.stamps, textOf(pause, 'to')) }
  })
}

const toDuration = (count: number) => duration(Math.round(count * SECOND))

const seconds = (milliseconds: number): number => milliseconds / SECOND

const cut = (at: number, { conventions }: Context, unit = 60_000): number =>
  conventions.precision === 'minute' ? Math.floor(at / unit) * unit : at

function said(context: Context, at: Instant | undefined): string {
  if (at === undefined) return 'beyond the span'
  return localText(context.stamps, instant(cut(at, context)))
}

const OPERATIONS: Readonly<Record<string, Operation>> = {
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
  before: (context) => said(context, back(context, numberOf(context.fields, 'target_seconds'))),
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

function dueAt(context: Context): Instant | undefined {
  const target = toDuration(numberOf(context.fields, 'target_seconds'))
  if (target < 0) return back(context, -seconds(target))
  const { calendar, start, conventions } = context
  return deadline(calendar, start, target, pausesOf(context), conventions.closing)
}

/** Counts back; a tool that never ends at a closing never ends backwards at an opening. */
function back(context: Context, targetSeconds: number, from = context.start): Instant | undefined {
  const { calendar, conventions } = context
  const at = before(calendar, from, toDuration(targetSeconds))
  if (at === undefined || conventions.closing === 'same' || targetSeconds !== 0) return at
  return previousClosing(calendar, at)
}

/** Days first, then the open time of the pauses in hours, as GLPI does. */
function dueInDays(context: Context): Instant | undefined {
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
  const [from, to, sign] = start <= end ? [start, end, 1] : [end, start, -1]
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

interface Pair {
  readonly name: string
  readonly given: unknown
  readonly expected: unknown
}

/** What else a case asks: the open time of the pauses, and the moment of an escalation. */
function extras(tables: CalendarTables, fields: Fields, repo: string): Pair[] {
  const waiting = fields['expected_waiting_seconds']
  const escalation = fields['expected_escalation']
  if (waiting === undefined && escalation === undefined) return []
  const context = contextOf(tables, fields, conventionsOf(repo, fields))
  const pairs: Pair[] = []
  if (typeof waiting === 'number') {
    const given = pausesOf(context).reduce(
      (sum, { start, end }) =>
        sum + elapsed(context.calendar, start, end ?? context.calendar.span.end),
      0,
    )
    pairs.push({ name: 'waiting', given: seconds(given), expected: waiting })
  }
  if (typeof escalation === 'string') {
    const due = textOf(fields, 'op') === 'due_days' ? dueInDays(context) : dueAt(context)
    const given = due === undefined ? undefined : escalate(context, due)
    pairs.push({ name: 'escalation', given: said(context, given), expected: escalation })
  }
  return pairs
}

/** An offset in whole days counts open days, any other counts open hours. */
function escalate(context: Context, due: Instant): Instant | undefined {
  const offset = numberOf(context.fields, 'escalation_offset_seconds')
  if (offset % 86_400 === 0) return shiftDays(context, due, offset / 86_400, offset < 0 ? -1 : 1)
  if (offset < 0) return back(context, -offset, due)
  const { calendar, conventions } = context
  return deadline(calendar, due, toDuration(offset), [], conventions.closing)
}
