/**
 * The calendars of a contract, compiled for all the months and deadlines that a closing looks at.
 *
 * Example: a contract of 2026 closed in April 2027: from January 2023 to April 2029.
 *
 * @fr calendriers de la clôture
 */
import type { Calendar } from '../base/calendar/calendar.ts'
import { compileCalendar } from '../base/calendar/compile.ts'
import type { CalendarDate } from '../base/calendar/date.ts'
import { addMonths, lastDayOf } from '../base/calendar/date.ts'
import type { Zone } from '../base/calendar/zone.ts'
import { startOfDate } from '../base/calendar/zone.ts'
import type { Checked } from '../base/finding.ts'
import { hasError } from '../base/finding.ts'
import { instant } from '../base/instant.ts'
import type { Program } from '../contract/core/core.ts'
import type { ClosingInput, TermsFrom } from './closing.ts'
import { insideTable } from './life.ts'

export const YEARS_BEFORE = 3
const YEARS_AFTER = 2
const LAST_DAY_OF_ZONES = 32_800

/**
 * Compiles every calendar for the life of the contract, the years before it and those of deadlines.
 */
export function compileCalendars(
  { terms, program }: Pick<TermsFrom, 'terms'> & { readonly program: Pick<Program, 'calendars'> },
  { month, asOf, tables }: Pick<ClosingInput, 'month' | 'asOf' | 'tables'>,
  zone: Zone,
): Checked<ReadonlyMap<string, Calendar>> {
  const first = insideTable(zone, addMonths(terms.term.starts, -12 * YEARS_BEFORE))
  const lastMonthDay = addMonths(lastDayOf(month), 12 * YEARS_AFTER)
  const last = Math.min(lastMonthDay, LAST_DAY_OF_ZONES) as CalendarDate
  const end = Math.max(startOfDate(zone, last), asOf)
  const span = { start: startOfDate(zone, first), end: instant(end) }
  const compiled = [...program.calendars].map(
    ([id, calendarTerms]) => [id, compileCalendar(calendarTerms, tables, span)] as const,
  )
  const findings = compiled.flatMap(([id, calendar]) =>
    calendar.findings.map((finding) => ({
      ...finding,
      params: { calendar: id, ...finding.params },
    })),
  )
  if (hasError(findings)) return { value: undefined, findings }
  // Without an error, each is compiled.
  const calendars = compiled.map(([id, { value }]) => [id, value as Calendar] as const)
  return { value: new Map(calendars), findings }
}
