/**
 * Finds the calendars that never open while the contract lasts.
 *
 * A delay counted on such a calendar never passes, so every ticket would be in time for ever. It
 * takes the dates of the contract and the tables of holidays to know: the week may be closed and a
 * dated exception open it, before or after the contract as well.
 *
 * Example: a week that is closed all over, and one exception on Saturday 28 November 2026: the
 * calendar opens in a contract of 2026, and never in one that begins in 2027.
 *
 * @fr contrôle des plages
 */
import type { CalendarTables } from '../base/calendar/compile.ts'
import { compileCalendar } from '../base/calendar/compile.ts'
import { addDays, addMonths, formatDate } from '../base/calendar/date.ts'
import { startOfDate, zoneOf } from '../base/calendar/zone.ts'
import type { Finding } from '../base/finding.ts'
import { invariant } from '../base/invariant.ts'
import type { Program } from '../contract/core/core.ts'
import type { Terms } from '../contract/terms.ts'
import { insideTable, lifeOf } from './life.ts'

/** A contract that is renewed without a limit is looked at for so many years. */
const YEARS_LOOKED_AT = 10

/** One error for each calendar of the contract that never opens. */
export function checkOpenings(terms: Terms, program: Program, tables: CalendarTables): Finding[] {
  const zone = zoneOf(tables.zones, terms.contract.zone.name)
  invariant(zone !== undefined, 'the zone of a contract that was read is known')
  const { first, last = addMonths(first, 12 * YEARS_LOOKED_AT) } = lifeOf(terms)
  const span = {
    start: startOfDate(zone, insideTable(zone, first)),
    end: startOfDate(zone, insideTable(zone, addDays(last, 1))),
  }
  return terms.calendars.flatMap(({ id, where }) => {
    const hours = program.calendars.get(id)
    invariant(hours !== undefined, 'a calendar of the terms is one of the program')
    const calendar = compileCalendar(hours, tables, span).value
    // What keeps a calendar from being compiled is said when a month is closed.
    if (calendar === undefined || calendar.stretches.length > 0) return []
    const params = { calendar: id, from: formatDate(first), to: formatDate(last) }
    return [{ code: 'calendar-never-opens', severity: 'error', where, params }]
  })
}
