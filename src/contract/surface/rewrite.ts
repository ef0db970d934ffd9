/**
 * Rewrites a contract, as people write it, into the core language.
 *
 * Each form is carried by its own file: `measure-forms`, `penalties`, `prices`, `exemptions`. This
 * one walks over the contract, adds the calendars that forms need, and puts the outcomes in order
 * of rank. A term that this version cannot carry is refused by name.
 *
 * @fr réécriture
 */

import type { CalendarDate } from '../../base/calendar/date.ts'
import { addDays, fieldsOf } from '../../base/calendar/date.ts'
import type { CalendarTerms, DatedHours } from '../../base/calendar/terms.ts'
import type { Checked } from '../../base/finding.ts'
import { hasError } from '../../base/finding.ts'
import type { Calendar as CalendarChapter } from '../chapters/identity.ts'
import type { Exemption } from '../chapters/penalty.ts'
import type { Performance } from '../chapters/performance.ts'
import type { Bound, Fee, Program } from '../core/core.ts'
import type { Select } from '../core/select.ts'
import type { Terms } from '../terms.ts'
import { exemptionRules } from './exemptions.ts'
import type { RewrittenLevel } from './levels.ts'
import { rewriteLevel } from './levels.ts'
import { ALWAYS_OPEN } from './measure-forms.ts'
import { rewriteCap, rewriteFee } from './prices.ts'
import { rewriteProcedures } from './procedures.ts'
import { inOrderOfRank } from './rank.ts'
import { Report } from './report.ts'

/** The core program of a contract; the findings say which terms it cannot carry. */
export function rewriteTerms(terms: Terms): Checked<Program> {
  const report = new Report()
  const calendars = new Map<string, CalendarTerms>(
    terms.calendars.map((calendar) => [calendar.id, calendarTerms(calendar, terms)]),
  )
  calendars.set(ALWAYS_OPEN, alwaysOpen(terms.contract.zone.name))
  const levels = rewriteLevels(terms, report, calendars)
  const { bounds, fees, quantities } = rewriteMoney(terms, report)
  checkPaths(terms.performance, bounds, report)
  checkYears(terms, bounds, report)
  const { procedures, conditions } = rewriteProcedures(terms, report)
  const definitions = [...levels.flatMap((level) => level.definitions), ...conditions]
  const ranked = inOrderOfRank(definitions)
  if (ranked.cycle !== undefined) {
    report.error('outcome-cycle', terms.performance?.where ?? terms.where, {
      path: ranked.cycle.join(' → '),
    })
  }
  const value: Program = {
    calendars,
    selects: [...levels.map((level): Select => level.select), ...quantities],
    definitions: ranked.definitions,
    bounds,
    effects: levels.flatMap((level) => level.effect ?? []),
    fees,
    levels: levels.map((level) => level.view),
    procedures,
  }
  const { findings } = report
  return { value: hasError(findings) ? undefined : value, findings }
}

function rewriteLevels(
  terms: Terms,
  report: Report,
  calendars: Map<string, CalendarTerms>,
): RewrittenLevel[] {
  const { performance, conventions, costs } = terms
  if (performance === undefined) return []
  const slotId = (exemption: Exemption): string => addSlot(exemption, terms, calendars)
  return performance.levels.flatMap((level) => {
    const exemptions = [
      ...performance.exemptions,
      ...level.exemptions,
      ...(level.penalty?.exemptions ?? []),
    ]
    const grace = level.grace ?? performance.grace
    const rewritten = rewriteLevel(
      grace === undefined ? level : { ...level, grace },
      {
        conventions,
        clocks: performance.clocks,
        exemptions: exemptionRules(exemptions, report, slotId),
        report,
      },
      { costs, conventions, report, vat: conventions.base.vat },
    )
    return rewritten === undefined ? [] : [rewritten]
  })
}

function rewriteMoney(
  terms: Terms,
  report: Report,
): { readonly bounds: Bound[]; readonly fees: Fee[]; readonly quantities: Select[] } {
  const { base, partUnits } = terms.conventions
  const context = { costs: terms.costs, report, vat: base.vat, partUnits }
  const fees = (terms.costs?.fees ?? []).map((fee) => rewriteFee(fee, context))
  const { performance } = terms
  for (const balance of performance?.balances ?? []) report.notComputed(balance.where, balance.id)
  for (const minimum of performance?.minimums ?? []) report.notComputed(minimum.where, minimum.id)
  return {
    bounds: (performance?.caps ?? []).flatMap((cap) => rewriteCap(cap, context) ?? []),
    fees: fees.map(({ fee }) => fee),
    quantities: fees.flatMap(({ select }) => select ?? []),
  }
}

/** The caps that a penalty names must be there, and in the order in which caps are applied. */
function checkPaths(
  performance: Performance | undefined,
  bounds: readonly Bound[],
  report: Report,
): void {
  const rank = new Map(bounds.map((bound, index) => [bound.id, index]))
  for (const { penalty } of performance?.levels ?? []) {
    let last = -1
    for (const reference of penalty?.countsIn ?? []) {
      const index = rank.get(reference.id)
      if (index === undefined) {
        report.error('cap-unknown', reference.where, { cap: reference.id })
      } else if (index < last) {
        report.error('caps-order-differs', reference.where, { cap: reference.id })
      } else last = index
    }
  }
}

/**
 * A year of a contract that begins in mid-month is judged in the month in which it ends, whose
 * amounts count in the year that begins there. Its own amount would be charged to a year that it is
 * not of: this version does not tell the two apart in one month.
 */
function checkYears({ performance, term }: Terms, bounds: readonly Bound[], report: Report): void {
  if (fieldsOf(term.starts).day === 1) return
  const years = new Set(bounds.flatMap((b) => (b.tile === 'contract-year' ? [b.id] : [])))
  for (const level of performance?.levels ?? []) {
    if (level.per !== 'contract-year') continue
    for (const { id, where } of level.penalty?.countsIn ?? []) {
      if (years.has(id)) report.notComputed(where, `${id}, per: contract-year`)
    }
  }
}

const LONGEST_EXCEPTION = 3660

function calendarTerms(calendar: CalendarChapter, terms: Terms): CalendarTerms {
  const { holidays, onHoliday } = calendar
  const isOpenOnHolidays = onHoliday.kind === 'open'
  return {
    zone: terms.contract.zone.name,
    weeks: [{ hours: calendar.week }],
    ...(holidays.kind === 'none' || isOpenOnHolidays
      ? {}
      : {
          holidays:
            holidays.kind === 'region'
              ? { regions: [holidays.region] }
              : { days: holidays.dates.map((date) => ({ kind: 'date' as const, date })) },
        }),
    onHoliday: onHoliday.kind === 'hours' ? onHoliday.hours : 'closed',
    exceptions: calendar.exceptions.flatMap((exception) => {
      const dated: DatedHours[] = []
      let date: CalendarDate = exception.from
      while (date <= exception.until && dated.length < LONGEST_EXCEPTION) {
        dated.push({ date, hours: exception.hours })
        date = addDays(date, 1)
      }
      return dated
    }),
  }
}

const ALL_DAY = [{ from: 0, to: 1440 }] as const
const EVERY_DAY = {
  mon: ALL_DAY,
  tue: ALL_DAY,
  wed: ALL_DAY,
  thu: ALL_DAY,
  fri: ALL_DAY,
  sat: ALL_DAY,
  sun: ALL_DAY,
} as const

const alwaysOpen = (zone: string): CalendarTerms => ({ zone, weeks: [{ hours: EVERY_DAY }] })

/** The calendar of a weekly slot, named after the words of the contract. */
function addSlot(
  exemption: Exemption,
  terms: Terms,
  calendars: Map<string, CalendarTerms>,
): string {
  const slot = exemption.in
  const id = `slot ${slot?.text ?? ''}`
  if (slot !== undefined && !calendars.has(id)) {
    const hours = Object.fromEntries(slot.days.map((day) => [day, slot.hours]))
    calendars.set(id, { zone: terms.contract.zone.name, weeks: [{ hours }] })
  }
  return id
}
