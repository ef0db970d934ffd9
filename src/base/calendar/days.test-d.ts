/** What must not compile: `tsc -p tsconfig.shell.json` reads this file, and nothing runs it. */
import type { Instant } from '../instant.ts'
import { duration, instant } from '../instant.ts'
import type { Calendar } from './calendar.ts'
import { deadline } from './calendar.ts'
import type { CalendarDate } from './date.ts'
import type { DateRules } from './days.ts'
import {
  afterOpenDays,
  calendarDays,
  clearDays,
  endOfOpenDay,
  openDayEnds,
  openDays,
  workableDays,
  workedDays,
} from './days.ts'
import { dueDate } from './due-date.ts'

declare const calendar: Calendar
declare const date: CalendarDate
declare const at: Instant
declare const rules: DateRules

dueDate(calendar, date, clearDays(3), rules)
// @ts-expect-error open days end at an instant, not on a date
dueDate(calendar, date, openDays(3), rules)
// @ts-expect-error a bare number has no unit
dueDate(calendar, date, 3, rules)
// @ts-expect-error an instant is not a date
dueDate(calendar, at, workedDays(3), rules)
// @ts-expect-error days at the same clock time are not ends of days
endOfOpenDay(calendar, at, openDays(3))
// @ts-expect-error ends of days are not days at the same clock time
afterOpenDays(calendar, at, openDayEnds(3), 'stays')
// @ts-expect-error jours ouvrables are not jours d'ouverture
afterOpenDays(calendar, at, workableDays(3), 'stays')
// @ts-expect-error whether the event day counts has no default
dueDate(calendar, date, calendarDays(3), { onClosedDay: 'stays' })
// @ts-expect-error a target in open time is a duration, not a number of days
deadline(calendar, at, calendarDays(3))
// @ts-expect-error an instant is not a duration
deadline(calendar, at, instant(3))
deadline(calendar, at, duration(3))
