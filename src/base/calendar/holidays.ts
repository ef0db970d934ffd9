/**
 * Public holidays from dated rules: which dates of a year, in which territory, under which name.
 *
 * The rules are data (`catalogue/parameters/holidays.json`), each with the text that it comes from
 * and the years in which it holds. A region that the table does not know gives a finding: it is
 * never read as plain metropolitan France, whose holidays are not those of Strasbourg or Cayenne.
 *
 * Example: in 2026 Easter is 5 April, so `FR` is closed on Monday 6 April and `FR-57`
 * (Alsace-Moselle) on Friday 3 April as well.
 *
 * @fr jour férié
 * @source Code du travail, art. L3133-1 and L3134-13, for the rules that name them in the table
 */
import type { Checked, Finding } from '../finding.ts'
import type { CalendarDate } from './date.ts'
import {
  addDays,
  dateOf,
  easterSunday,
  firstDayOf,
  lastDayOf,
  parseDate,
  weekdayIndex,
  yearMonth,
} from './date.ts'

/** The years in which a rule holds, both included; an absent side is open. */
interface RuleYears {
  readonly from?: number
  readonly to?: number
}

/** @fr règle de jour férié */
export type HolidayRule = RuleYears & {
  readonly name: string
  readonly source: string
} & (
    | { readonly kind: 'fixed'; readonly month: number; readonly day: number }
    /** Days after Easter Sunday; Good Friday is −2. */
    | { readonly kind: 'easter'; readonly offset: number }
    /** `weekday` 0 is Monday; `nth` counts from 1, or −1 for the last one of the month. */
    | {
        readonly kind: 'weekday'
        readonly month: number
        readonly weekday: number
        readonly nth: number
      }
    | { readonly kind: 'list'; readonly dates: readonly string[] }
  )

/** @fr territoire */
export interface HolidayRegion {
  readonly name: string
  /** A region whose rules hold here as well. */
  readonly base?: string
  /** Why the list is known not to be whole; such a region is used with a warning. */
  readonly incomplete?: string
  readonly rules: readonly HolidayRule[]
}

/** The shape of `catalogue/parameters/holidays.json`. @fr table des jours fériés */
export interface HolidayTable {
  readonly version: string
  /** The years for which the rules are known to hold, both included. */
  readonly from: number
  readonly to: number
  readonly regions: Readonly<Record<string, HolidayRegion>>
  /** Other codes of a region, such as `FR-67` for Alsace-Moselle. */
  readonly aliases: Readonly<Record<string, string>>
}

/** @fr jour férié */
export interface Holiday {
  readonly date: CalendarDate
  readonly name: string
}

/** The region of a code or of one of its aliases; nothing when the table does not know it. */
function regionOf(table: HolidayTable, code: string): HolidayRegion | undefined {
  const target = Object.hasOwn(table.aliases, code) ? table.aliases[code] : code
  return target !== undefined && Object.hasOwn(table.regions, target)
    ? table.regions[target]
    : undefined
}

/** The holidays of one year, in order of date; two on one day are both given. */
export function holidaysOf(
  table: HolidayTable,
  code: string,
  year: number,
): Checked<readonly Holiday[]> {
  const region = regionOf(table, code)
  if (region === undefined) return failed('holiday-region-unknown', { region: code })
  if (year < table.from || year > table.to) {
    const years = { from: `${table.from}`, to: `${table.to}` }
    return failed('holidays-year-unknown', { region: code, year: `${year}`, ...years })
  }
  const findings: Finding[] =
    region.incomplete === undefined
      ? []
      : [{ code: 'holidays-incomplete', severity: 'warning', params: { region: code } }]
  const value = rulesOf(table, region)
    .flatMap((rule) => datesOf(rule, year).map((date) => ({ date, name: rule.name })))
    .sort((a, b) => a.date - b.date)
  return { value, findings }
}

const failed = (code: string, params: Finding['params']): Checked<never> => ({
  value: undefined,
  findings: [{ code, severity: 'error', params }],
})

function rulesOf(table: HolidayTable, region: HolidayRegion): readonly HolidayRule[] {
  const base = region.base === undefined ? undefined : regionOf(table, region.base)
  return base === undefined ? region.rules : [...rulesOf(table, base), ...region.rules]
}

function datesOf(rule: HolidayRule, year: number): CalendarDate[] {
  if ((rule.from ?? year) > year || (rule.to ?? year) < year) return []
  switch (rule.kind) {
    case 'fixed':
      return present(dateOf(year, rule.month, rule.day))
    case 'easter':
      return [addDays(easterSunday(year), rule.offset)]
    case 'weekday':
      return present(nthWeekday(year, rule.month, rule.weekday, rule.nth))
    case 'list':
      return rule.dates
        .filter((text) => text.startsWith(`${year}-`))
        .flatMap((text) => present(parseDate(text)))
  }
}

const present = (date: CalendarDate | undefined): CalendarDate[] =>
  date === undefined ? [] : [date]

/** The `nth` Monday, Tuesday… of a month; nothing when there is no fifth one. */
export function nthWeekday(
  year: number,
  month: number,
  weekday: number,
  nth: number,
): CalendarDate | undefined {
  const first = firstDayOf(yearMonth(year, month))
  const last = lastDayOf(yearMonth(year, month))
  const date =
    nth < 0
      ? addDays(last, -((weekdayIndex(last) - weekday + 7) % 7) + (nth + 1) * 7)
      : addDays(first, ((weekday - weekdayIndex(first) + 7) % 7) + (nth - 1) * 7)
  return date >= first && date <= last ? date : undefined
}
