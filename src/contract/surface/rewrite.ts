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
import { addDays } from '../../base/calendar/date.ts'
import type { CalendarTerms, DatedHours } from '../../base/calendar/terms.ts'
import type { Checked } from '../../base/finding.ts'
import { hasError } from '../../base/finding.ts'
import type { Calendar as CalendarChapter } from '../chapters/identity.ts'
import type { Bound, Definition, Fee, Program } from '../core/core.ts'
import type { Select } from '../core/select.ts'
import type { Stock } from '../core/stock.ts'
import type { Conventions, Terms } from '../terms.ts'
import { rewriteBounds } from './accumulators.ts'
import type { RewrittenAdvances } from './advances.ts'
import { rewriteAdvances } from './advances.ts'
import type { RewrittenBalances } from './balances.ts'
import { rewriteBalances } from './balances.ts'
import { combineLevels } from './combined.ts'
import { Counted } from './counted.ts'
import type { OpenedSteps, RewrittenDues } from './dues.ts'
import { rewriteDues } from './dues.ts'
import type { Slot } from './exemptions.ts'
import { exemptionRules } from './exemptions.ts'
import type { RewrittenLevel } from './levels.ts'
import { rewriteLevel } from './levels.ts'
import { ALWAYS_OPEN } from './measure-forms.ts'
import type { OutcomeContext } from './outcome-conditions.ts'
import { rewriteFee } from './prices.ts'
import { rewriteProcedures } from './procedures.ts'
import { inOrderOfRank } from './rank.ts'
import { Report } from './report.ts'
import { rewriteRevision } from './revisions.ts'
import type { RewrittenStocks } from './stocks.ts'
import { filledByLevels, rewriteStocks } from './stocks.ts'

/** The core program of a contract; the findings say which terms it cannot carry. */
export function rewriteTerms(terms: Terms): Checked<Program> {
  const report = new Report()
  const counted = new Counted()
  const calendars = new Map<string, CalendarTerms>(
    terms.calendars.map((calendar) => [calendar.id, calendarTerms(calendar, terms)]),
  )
  calendars.set(ALWAYS_OPEN, alwaysOpen(terms.contract.zone.name))
  checkReopening(terms.conventions.closedMonth, report)
  const { levels: all = [], caps = [], balances: points = [] } = terms.performance ?? {}
  const { starts } = terms.term
  const outcomes = { levels: all, caps, balances: points, counted, starts, conditions: [] }
  const levels = rewriteLevels(terms, report, counted, calendars, outcomes)
  const { procedures, conclusion } = rewriteProcedures(terms, report, outcomes)
  const steps = { procedures, conditions: outcomes.conditions }
  const { bounds, fees, quantities, balances, dues, stocks, advances } = rewriteMoney(
    terms,
    report,
    counted,
    steps,
  )
  const definitions = [
    ...levels.flatMap((level) => level.definitions),
    ...balances.definitions,
    ...counted.definitions,
    ...dues.definitions,
    ...stocks.definitions,
    ...advances.definitions,
    ...outcomes.conditions,
  ]
  const allStocks = [...stocks.stocks, ...advances.stocks]
  const value: Program = {
    calendars,
    selects: [...levels.flatMap((level) => level.select ?? []), ...quantities, ...counted.selects],
    definitions: ranked(definitions, allStocks, terms, report),
    bounds,
    stocks: allStocks,
    effects: [
      ...levels.flatMap((level) => level.effects),
      ...balances.effects,
      ...dues.effects,
      ...advances.effects,
    ],
    fees,
    levels: levels.map((level) => level.view),
    procedures: [...levels.flatMap((level) => level.claim ?? []), ...procedures],
    ...(conclusion && { conclusion }),
  }
  const { findings } = report
  return { value: hasError(findings) ? undefined : value, findings }
}

/** Outcomes in the order in which they are computed; a circle of them is refused. */
function ranked(
  definitions: readonly Definition[],
  stocks: readonly Stock[],
  terms: Terms,
  report: Report,
): readonly Definition[] {
  const { definitions: inOrder, cycle } = inOrderOfRank(definitions, stocks)
  if (cycle !== undefined) {
    const path = cycle.join(' → ')
    report.error('outcome-cycle', terms.where, { path })
  }
  return inOrder
}

/** The last day to reopen a month is a date: no calendar of working days is asked. */
function checkReopening({ reopenableFor }: Conventions['closedMonth'], report: Report): void {
  const { unit, where, text } = reopenableFor
  if (unit !== 'months' && unit !== 'days') report.notComputed(where, `reopenable-for: ${text}`)
}

function rewriteLevels(
  terms: Terms,
  report: Report,
  counted: Counted,
  calendars: Map<string, CalendarTerms>,
  outcomes: OutcomeContext,
): RewrittenLevel[] {
  const { performance, conventions, costs } = terms
  if (performance === undefined) return []
  const slotId = (slot: Slot): string => addSlot(slot, terms, calendars)
  const levels = performance.levels.flatMap((level) => {
    const exemptions = [
      ...performance.exemptions,
      ...level.exemptions,
      ...(level.penalty?.exemptions ?? []).filter(({ when }) => when === undefined),
    ]
    const grace = level.grace ?? performance.grace
    const rewritten = rewriteLevel(
      grace === undefined ? level : { ...level, grace },
      {
        conventions,
        clocks: performance.clocks,
        components: performance.components,
        exemptions: exemptionRules(exemptions, report, slotId),
        levels: performance.levels,
        report,
      },
      {
        costs,
        conventions,
        report,
        counted,
        vat: conventions.base.vat,
        revised: conventions.base.revised,
        counters: new Map([
          ...performance.balances.map(({ id }) => [id, 'points'] as const),
          ...filledByLevels(costs).map(({ id }) => [id, 'count'] as const),
        ]),
        outcomes,
      },
    )
    return rewritten === undefined ? [] : [rewritten]
  })
  return combineLevels(levels, performance, { counted, report })
}

function rewriteMoney(
  terms: Terms,
  report: Report,
  counted: Counted,
  steps: OpenedSteps,
): {
  readonly bounds: Bound[]
  readonly fees: Fee[]
  readonly quantities: Select[]
  readonly balances: RewrittenBalances
  readonly dues: RewrittenDues
  readonly stocks: RewrittenStocks
  readonly advances: RewrittenAdvances
} {
  const { base, partUnits } = terms.conventions
  const { vat, revised } = base
  const context = { costs: terms.costs, report, counted, vat, revised, partUnits }
  const { revision } = terms.costs ?? {}
  const revisedBy = revision === undefined ? undefined : rewriteRevision(revision, report)
  const isRevised = new Set(revision?.of.map(({ id }) => id))
  const fees = (terms.costs?.fees ?? []).map((fee) =>
    rewriteFee(fee, context, isRevised.has(fee.id) ? revisedBy : undefined),
  )
  return {
    bounds: rewriteBounds(terms, context),
    balances: rewriteBalances(terms, context),
    dues: rewriteDues(terms, context, steps),
    stocks: rewriteStocks(terms, context),
    advances: rewriteAdvances(terms, context),
    fees: fees.map(({ fee }) => fee),
    quantities: fees.flatMap(({ select }) => select ?? []),
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
function addSlot(slot: Slot, terms: Terms, calendars: Map<string, CalendarTerms>): string {
  const id = `slot ${slot.text}`
  if (!calendars.has(id)) {
    const hours = Object.fromEntries(slot.days.map((day) => [day, slot.hours]))
    calendars.set(id, { zone: terms.contract.zone.name, weeks: [{ hours }] })
  }
  return id
}
