/** When an invoice is due: the three rules that the law lets a contract choose from. */
import type { CalendarTables } from '../../../src/base/calendar/compile.ts'
import { compileCalendar } from '../../../src/base/calendar/compile.ts'
import { addDays, formatDate, parseDate } from '../../../src/base/calendar/date.ts'
import type { DateRules } from '../../../src/base/calendar/days.ts'
import { calendarDays } from '../../../src/base/calendar/days.ts'
import { moveDate, stepsToDate } from '../../../src/base/calendar/due-date.ts'
import { startOfDate } from '../../../src/base/calendar/zone.ts'
import { zoneNamed } from '../context.ts'
import type { Fields } from '../read-case.ts'
import { CaseError, textOf } from '../read-case.ts'
import type { TopicAnswer } from './topic.ts'

const RULES: DateRules = {
  eventDay: 'not-counted',
  onClosedDay: 'stays',
  closedDays: 'saturday-sunday-holiday',
  monthEnd: 'same-day',
}

export const answer: TopicAnswer = (tables, input) => {
  const invoice = parseDate(textOf(input, 'invoiceDate'))
  if (invoice === undefined) throw new CaseError('failed', '"invoiceDate" is not a date')
  const calendar = calendarAround(tables, input)
  const due = (...path: Parameters<typeof stepsToDate>): string => {
    const date = stepsToDate(...path)?.at(-1)?.after
    return date === undefined ? 'none' : formatDate(date)
  }
  const monthEnd = moveDate(calendar, invoice, 'month-end', RULES)?.after ?? invoice
  return {
    '45_then_eom': due(calendar, invoice, calendarDays(45), RULES, 'month-end'),
    eom_then_45: due(calendar, monthEnd, calendarDays(45), RULES),
    '60_net': due(calendar, invoice, calendarDays(60), RULES),
  }
}

function calendarAround(tables: CalendarTables, input: Fields) {
  const zone = zoneNamed(tables, 'Europe/Paris')
  const day = parseDate(textOf(input, 'invoiceDate'))
  if (day === undefined) throw new CaseError('failed', '"invoiceDate" is not a date')
  const span = {
    start: startOfDate(zone, addDays(day, -40)),
    end: startOfDate(zone, addDays(day, 200)),
  }
  const { value } = compileCalendar({ zone: 'Europe/Paris', weeks: [{ hours: {} }] }, tables, span)
  if (value === undefined) throw new CaseError('failed', 'no calendar')
  return value
}
