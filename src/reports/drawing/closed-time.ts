/**
 * Names the hours in which nobody works: a night, a week-end, a public holiday.
 *
 * Example: from Friday 18:00 to Tuesday 08:00 over Easter Monday is a `week-end` and `Lundi de
 * Pâques`.
 *
 * @fr heures hors plage de service
 */
import type { CalendarDate } from '../../base/calendar/date.ts'
import { addDays, weekdayIndex } from '../../base/calendar/date.ts'
import type { HolidayTable } from '../../base/calendar/holidays.ts'
import { holidaysOf } from '../../base/calendar/holidays.ts'
import type { CalendarTerms } from '../../base/calendar/terms.ts'
import { yearOf } from '../../base/calendar/terms.ts'
import type { Zone } from '../../base/calendar/zone.ts'
import { dateAt, startOfDate } from '../../base/calendar/zone.ts'
import { instant } from '../../base/instant.ts'
import type { Interval } from '../../base/interval.ts'
import type { Speaker } from '../../base/wording/say.ts'

/** The name of a public holiday, where the date is one. */
export type HolidayNames = (date: CalendarDate) => string | undefined

/** The public holidays that the calendars of a contract keep. */
export function holidayNames(
  calendars: readonly CalendarTerms[],
  table: HolidayTable,
): HolidayNames {
  const regions = new Set(calendars.flatMap(({ holidays }) => holidays?.regions ?? []))
  const years = new Map<number, ReadonlyMap<CalendarDate, string>>()
  const namesIn = (year: number): ReadonlyMap<CalendarDate, string> => {
    const known = years.get(year)
    if (known !== undefined) return known
    const days = [...regions].flatMap((region) => holidaysOf(table, region, year).value ?? [])
    const names = new Map(days.map(({ date, name }) => [date, name]))
    years.set(year, names)
    return names
  }
  return (date) => namesIn(yearOf(date)).get(date)
}

const SATURDAY = 5

/** What a closed stretch is: each thing once, in a word or two. */
export function namesOfClosedTime(
  { start, end }: Interval,
  zone: Zone,
  holidays: HolidayNames,
  { say }: Speaker,
): readonly string[] {
  const first = dateAt(zone, start)
  const last = dateAt(zone, instant(end - 1))
  const names = new Set<string>()
  for (let date = first; date <= last; date = addDays(date, 1)) {
    const name = holidays(date)
    const isWhole = startOfDate(zone, date) >= start && startOfDate(zone, addDays(date, 1)) <= end
    if (weekdayIndex(date) >= SATURDAY) names.add(say('closed-week-end'))
    else if (isWhole || name !== undefined) names.add(name ?? say('closed-day'))
  }
  if (names.size > 0) return [...names]
  return [say(first === last ? 'closed-hours' : 'closed-night')]
}
