import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { TABLES } from '../../../tests/calendar-cases.ts'
import type { AskedDate } from '../../../tests/oracles/day-by-day.ts'
import { findDate } from '../../../tests/oracles/day-by-day.ts'
import { parseInstant } from '../instant.ts'
import type { Calendar } from './calendar.ts'
import { compileCalendar } from './compile.ts'
import type { CalendarDate, Weekday } from './date.ts'
import { formatDate, parseDate, WEEKDAYS } from './date.ts'
import type { DateRules, DateSpan } from './days.ts'
import { calendarDays, clearDays, months, workableDays, workedDays } from './days.ts'
import type { DateStep } from './due-date.ts'
import { dueDate, moveDate, stepsToDate } from './due-date.ts'

const HOLIDAYS = [
  '2026-05-01',
  '2026-05-08',
  '2026-05-14',
  '2026-05-25',
  '2026-12-25',
  '2027-01-01',
]
const date = (text: string) => parseDate(text) as CalendarDate
const at = (text: string) => parseInstant(text) as NonNullable<ReturnType<typeof parseInstant>>

function calendarOf(days: readonly Weekday[]): Calendar {
  const hours = Object.fromEntries(days.map((day) => [day, [{ from: 480, to: 1080 }]]))
  const listed = HOLIDAYS.map((text) => ({ kind: 'date', date: date(text) }) as const)
  const { value } = compileCalendar(
    { zone: 'Europe/Paris', weeks: [{ hours }], holidays: { days: listed } },
    TABLES,
    { start: at('2020-01-01T00:00:00Z'), end: at('2034-01-02T00:00:00Z') },
  )
  if (value === undefined) throw new Error('no calendar')
  return value
}

const WEEK = ['mon', 'tue', 'wed', 'thu', 'fri'] as const
const FR = calendarOf(WEEK)
const RULES: DateRules = {
  eventDay: 'not-counted',
  onClosedDay: 'stays',
  closedDays: 'not-worked',
  monthEnd: 'same-day',
}

const told = (steps: readonly DateStep[] | undefined): string[] | undefined =>
  steps?.map(({ rule, before, after, skipped }) => {
    const passed = skipped.map((day) => `${formatDate(day.date)} ${day.why}`).join(', ')
    return `${rule} ${formatDate(before)} → ${formatDate(after)}${passed === '' ? '' : `: ${passed}`}`
  })

describe('the way to a date', () => {
  test('names each day that it passes over, and why', () => {
    expect(told(stepsToDate(FR, date('2026-05-05'), workedDays(5), RULES))).toEqual([
      'worked-days 2026-05-05 → 2026-05-13: 2026-05-08 holiday, 2026-05-09 saturday, 2026-05-10 sunday',
    ])
    expect(told(stepsToDate(FR, date('2026-05-05'), workableDays(4), RULES))).toEqual([
      'workable-days 2026-05-05 → 2026-05-11: 2026-05-08 holiday, 2026-05-10 sunday',
    ])
  })

  test('moves the date found, then lets it stay or move from a closed day', () => {
    const moves = { ...RULES, onClosedDay: 'moves-to-next' } as const
    expect(told(stepsToDate(FR, date('2026-04-15'), calendarDays(45), moves, 'month-end'))).toEqual(
      [
        'calendar-days 2026-04-15 → 2026-05-30',
        'month-end 2026-05-30 → 2026-05-31',
        'open-day 2026-05-31 → 2026-06-01: 2026-05-31 sunday',
      ],
    )
    expect(told(stepsToDate(FR, date('2026-09-11'), calendarDays(15), RULES, 'next-day'))).toEqual([
      'calendar-days 2026-09-11 → 2026-09-26',
      'next-day 2026-09-26 → 2026-09-27',
    ])
  })

  test('goes back before an event, and over the end of a term', () => {
    const back = (event: string, span: DateSpan) =>
      formatDate(dueDate(FR, date(event), span, RULES) as CalendarDate)
    expect(back('2028-02-16', months(-3))).toBe('2027-11-16')
    expect(back('2026-05-31', months(-3))).toBe('2026-02-28')
    expect(back('2027-03-14', calendarDays(-30))).toBe('2027-02-12')
    expect(back('2026-05-15', workedDays(-2))).toBe('2026-05-12')
    expect(back('2026-05-15', clearDays(-2))).toBe('2026-05-12')
  })

  test('of no day at all is the event, whether its day counts or not', () => {
    for (const eventDay of ['counted', 'not-counted'] as const) {
      for (const span of [calendarDays(0), workedDays(0), clearDays(0), months(0)]) {
        expect(dueDate(FR, date('2026-05-09'), span, { ...RULES, eventDay })).toBe(
          date('2026-05-09'),
        )
      }
    }
  })

  test('is not told where it would leave the days that are known', () => {
    expect(stepsToDate(FR, date('2033-12-31'), workedDays(30), RULES)).toBeUndefined()
    expect(stepsToDate(FR, date('2019-11-01'), workedDays(3), RULES)).toBeUndefined()
    const last = date('2034-02-01')
    expect(moveDate(FR, last, 'next-open-day', RULES)).toBeUndefined()
    const month = calendarDays(30)
    expect(stepsToDate(FR, date('2034-01-02'), month, RULES, 'next-open-day')).toBeUndefined()
    expect(stepsToDate(FR, date('2034-01-02'), month, RULES, 'next-day')).toHaveLength(2)
    const moves = { ...RULES, onClosedDay: 'moves-to-next' } as const
    expect(stepsToDate(FR, date('2034-01-02'), month, moves)).toBeUndefined()
  })

  test('reaches the next open day only when it looks for one', () => {
    expect(told([moveDate(FR, date('2026-05-07'), 'next-open-day', RULES) as DateStep])).toEqual([
      'next-open-day 2026-05-07 → 2026-05-11: 2026-05-08 holiday, 2026-05-09 saturday, 2026-05-10 sunday',
    ])
  })
})

const SPANS = {
  days: calendarDays,
  'working-days': workedDays,
  'mon-sat-days': workableDays,
  'clear-days': clearDays,
  months,
} as const

const asked: fc.Arbitrary<AskedDate> = fc.record(
  {
    event: fc
      .integer({ min: 0, max: 900 })
      .map((n) => formatDate((date('2025-06-01') + n) as CalendarDate)),
    unit: fc.constantFrom(...(Object.keys(SPANS) as AskedDate['unit'][])),
    count: fc.integer({ min: -40, max: 40 }),
    eventDay: fc.constantFrom('counted', 'left-out'),
    closedDay: fc.constantFrom('stays', 'next-open'),
    moved: fc.constantFrom('month-end', 'next-day', 'next-open-day'),
  },
  { requiredKeys: ['event', 'unit', 'count', 'eventDay', 'closedDay'] },
)

const rulesOf = ({ eventDay, closedDay }: AskedDate): DateRules => ({
  ...RULES,
  eventDay: eventDay === 'counted' ? 'counted' : 'not-counted',
  onClosedDay: closedDay === 'stays' ? 'stays' : 'moves-to-next',
})

test('every date is the one that a walk over the days finds', () => {
  const weeks = fc.subarray([...WEEKDAYS], { minLength: 1 })
  fc.assert(
    fc.property(weeks, fc.array(asked, { minLength: 20, maxLength: 20 }), (days, questions) => {
      const calendar = calendarOf(days)
      const table = {
        worked: days.map((day) => (WEEKDAYS.indexOf(day) + 1) % 7),
        holidays: HOLIDAYS,
      }
      for (const question of questions) {
        const span = SPANS[question.unit](question.count)
        const steps = stepsToDate(
          calendar,
          date(question.event),
          span,
          rulesOf(question),
          question.moved,
        )
        expect(formatDate(steps?.at(-1)?.after as CalendarDate)).toBe(findDate(table, question))
      }
    }),
    { numRuns: 150 },
  )
})

test('each step begins where the one before ended, and counts what it does not skip', () => {
  fc.assert(
    fc.property(asked, (question) => {
      const event = date(question.event)
      const span = SPANS[question.unit](question.count)
      const steps = stepsToDate(FR, event, span, rulesOf(question), question.moved) ?? []
      expect(steps[0]?.before).toBe(event)
      for (const [i, step] of steps.entries()) {
        if (i > 0) expect(step.before).toBe(steps[i - 1]?.after)
        const low = Math.min(step.before, step.after)
        const high = Math.max(step.before, step.after)
        const inside = step.skipped.filter((day) => low <= day.date && day.date <= high)
        expect(inside).toEqual(step.skipped)
        if (step.rule === 'worked-days' && question.eventDay === 'left-out') {
          expect(high - low).toBe(Math.abs(step.count) + step.skipped.length)
        }
      }
    }),
    { numRuns: 2000 },
  )
})

test('days counted back from a deadline find its event again', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 60 }),
      fc.integer({ min: 0, max: 700 }),
      (count, offset) => {
        const event = (date('2025-06-02') + offset) as CalendarDate
        const due = dueDate(FR, event, calendarDays(count), RULES) as CalendarDate
        expect(dueDate(FR, due, calendarDays(-count), RULES)).toBe(event)
        const worked = dueDate(FR, event, workedDays(1), RULES) as CalendarDate
        const later = dueDate(FR, worked, workedDays(count), RULES) as CalendarDate
        expect(dueDate(FR, later, workedDays(-count), RULES)).toBe(worked)
      },
    ),
    { numRuns: 1000 },
  )
})
