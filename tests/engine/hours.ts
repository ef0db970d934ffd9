/** Calendars of Paris for tests of clocks: office hours, nights, and always open. */
import { readFileSync } from 'node:fs'
import type { Calendar } from '../../src/base/calendar/calendar.ts'
import type { CalendarTables } from '../../src/base/calendar/compile.ts'
import { compileCalendar } from '../../src/base/calendar/compile.ts'
import type { WeekHours } from '../../src/base/calendar/hours.ts'
import type { Zone } from '../../src/base/calendar/zone.ts'
import { zoneOf } from '../../src/base/calendar/zone.ts'
import type { Instant } from '../../src/base/instant.ts'
import { parseInstant } from '../../src/base/instant.ts'

const read = (path: string) => JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8'))

export const TABLES: CalendarTables = {
  zones: read('../../catalogue/zones/zones.json'),
  holidays: read('../../catalogue/parameters/holidays.json'),
}

/** `2026-07-06T08:00:00Z` as an instant; a text that is none is a mistake of the test. */
export function at(text: string): Instant {
  const value = parseInstant(/(Z|[+-]\d\d:\d\d)$/.test(text) ? text : `${text}Z`)
  if (value === undefined) throw new Error(`not an instant: ${text}`)
  return value
}

function zoneNamed(name: string): Zone {
  const zone = zoneOf(TABLES.zones, name)
  if (zone === undefined) throw new Error(`no zone ${name}`)
  return zone
}

export const PARIS = zoneNamed('Europe/Paris')

const week = (from: number, to: number, days: readonly (keyof WeekHours)[]): WeekHours =>
  Object.fromEntries(days.map((day) => [day, [{ from, to }]]))

const WORK = ['mon', 'tue', 'wed', 'thu', 'fri'] as const
const ALL = [...WORK, 'sat', 'sun'] as const

function compiled(hours: WeekHours): Calendar {
  const { value, findings } = compileCalendar(
    { zone: 'Europe/Paris', weeks: [{ hours }] },
    TABLES,
    {
      start: at('2024-01-01T00:00:00Z'),
      end: at('2028-12-31T00:00:00Z'),
    },
  )
  if (value === undefined) throw new Error(JSON.stringify(findings))
  return value
}

/** `office`: Monday to Friday 08:00–18:00; `night`: 22:00–06:00 every day; `always`. */
export const CALENDARS: ReadonlyMap<string, Calendar> = new Map([
  ['office', compiled(week(480, 1080, WORK))],
  ['night', compiled(week(1320, 1800, ALL))],
  ['always', compiled(week(0, 1440, ALL))],
])

export function calendarNamed(id: string): Calendar {
  const calendar = CALENDARS.get(id)
  if (calendar === undefined) throw new Error(`no calendar ${id}`)
  return calendar
}
