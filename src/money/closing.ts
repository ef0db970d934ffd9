/**
 * Closes a month from beginning to end: the pure heart that the command line, the page and the
 * benchmark all call.
 *
 * `beginClosing` compiles calendars for the life of the contract and says what is wrong; `add`
 * takes tickets in any order; `finish` measures, settles and composes.
 *
 * @fr clôture du mois
 */
import type { Calendar } from '../base/calendar/calendar.ts'
import type { CalendarTables } from '../base/calendar/compile.ts'
import { compileCalendar } from '../base/calendar/compile.ts'
import type { CalendarDate, YearMonth } from '../base/calendar/date.ts'
import {
  addDays,
  addMonths,
  dateOf,
  fieldsOf,
  formatDate,
  formatMonth,
  lastDayOf,
  monthOf,
} from '../base/calendar/date.ts'
import type { Zone } from '../base/calendar/zone.ts'
import { startOfDate, zoneOf } from '../base/calendar/zone.ts'
import type { Sha256 } from '../base/canonical.ts'
import type { Checked, Finding } from '../base/finding.ts'
import { hasError } from '../base/finding.ts'
import type { Instant } from '../base/instant.ts'
import { DAY, formatInstant, instant } from '../base/instant.ts'
import { invariant } from '../base/invariant.ts'
import type { Program } from '../contract/core/core.ts'
import type { Length, Terms } from '../contract/terms.ts'
import type { RareFact } from '../facts/fact.ts'
import type { TicketBatch } from '../facts/ticket-batch.ts'
import type { Measured } from '../measures/measured.ts'
import { Measuring } from '../measures/measuring.ts'
import { composeSettlement } from './compose-settlement.ts'
import { settleMonth } from './settle.ts'
import type { Settlement, SettlementIdentity } from './settlement.ts'
import type { Renewals } from './windows.ts'

/** The version of the rules: it changes when a figure may. */
const ENGINE = '1'

export interface ClosingInput {
  readonly terms: Terms
  readonly program: Program
  readonly contractHash: string
  readonly month: YearMonth
  /** What was known then; facts that happened later are not. */
  readonly asOf: Instant
  readonly tables: CalendarTables
  readonly facts: readonly RareFact[]
  /** Tickets that are not measured: two files tell them differently. */
  readonly excluded?: ReadonlySet<string>
  /** Hash of one ticket of a batch. Absent: the selections are not identified. */
  readonly hashOf?: (batch: TicketBatch, index: number) => string
}

/** A closing under way. */
export interface Closing {
  add(batch: TicketBatch): void
  finish(setAside: number, sha256: Sha256): Settlement
}

/**
 * The end of a month in the zone of a contract; a month that no table reaches ends where it does.
 */
export const monthEnd = (zone: Zone, month: YearMonth): Instant =>
  startOfDate(zone, insideTable(zone, addDays(lastDayOf(month), 1)))

/**
 * The nearest date that the zone table covers: years that nobody knows the hours of are refused.
 */
const insideTable = (zone: Zone, date: CalendarDate): CalendarDate => {
  const first = Math.ceil(zone.covers.start / DAY) + 1
  const last = Math.floor(zone.covers.end / DAY) - 1
  return Math.min(Math.max(date, first), last) as CalendarDate
}

const YEARS_BEFORE = 3
const YEARS_AFTER = 2
const LAST_DAY_OF_ZONES = 32_800

export function beginClosing(input: ClosingInput): Checked<Closing> {
  const { terms, program, month, asOf, tables, facts } = input
  const zone = zoneOf(tables.zones, terms.contract.zone.name)
  if (zone === undefined) {
    return failed([
      {
        code: 'zone-unknown',
        severity: 'error',
        where: terms.contract.zone.where,
        params: { zone: terms.contract.zone.name },
      },
    ])
  }
  const early = checkMonth(terms, zone, month, asOf) ?? checkRevision(terms, month)
  if (early !== undefined) return failed([early])
  const { value: calendars, findings } = compileCalendars(input, zone)
  if (calendars === undefined) return failed(findings)
  const measuring = new Measuring(program, {
    zone,
    start: terms.term.starts,
    ...endOf(terms),
    closing: month,
    asOf,
    calendars,
    facts,
    excluded: input.excluded ?? new Set(),
    ...(input.hashOf === undefined ? {} : { hashOf: input.hashOf }),
  })
  let tickets = 0
  return {
    findings,
    value: {
      add(batch) {
        tickets += batch.count
        measuring.add(batch)
      },
      finish: (setAside, sha256) =>
        settle(input, zone, measuring.finish(), { tickets, setAside, sha256 }),
    },
  }
}

interface Finish {
  readonly tickets: number
  readonly setAside: number
  readonly sha256: Sha256
}

/** Settles what was measured, and puts it into the form that is stored. */
function settle(input: ClosingInput, zone: Zone, measured: Measured, finish: Finish): Settlement {
  const { terms, program, month, tables } = input
  const { contract, conventions } = terms
  const { mode, step } = conventions.round.money
  const settled = settleMonth(program, measured, {
    zone,
    life: lifeOf(terms),
    renewals: renewalsOf(terms, month),
    closing: month,
    proration: conventions.days.proration,
    round: { mode, step },
  })
  const identity: SettlementIdentity = {
    engine: ENGINE,
    contract: {
      id: contract.id,
      title: contract.title,
      hash: input.contractHash,
      currency: contract.currency,
      zone: contract.zone.name,
    },
    asOf: input.asOf,
    data: { zones: tables.zones.version, holidays: tables.holidays.version },
    facts: {
      tickets: finish.tickets,
      others: input.facts.length,
      setAside: finish.setAside,
    },
  }
  return composeSettlement(program, measured, settled, month, identity, finish.sha256)
}

const failed = <T>(findings: readonly Finding[]): Checked<T> => ({ value: undefined, findings })

/** The first day of the contract, and its last one: of its initial term, or of its last renewal. */
function lifeOf(terms: Terms): { readonly first: CalendarDate; readonly last?: CalendarDate } {
  const first = terms.term.starts
  const { renewal } = terms.term
  const times = renewal?.tacit === true ? renewal.atMost : 0
  return times === undefined ? { first } : { first, last: addDays(renewalDay(terms, times), -1) }
}

/**
 * The day on which the contract begins for the time after its initial term and `times` renewals.
 */
function renewalDay(terms: Terms, times: number): CalendarDate {
  const { starts, initial, renewal } = terms.term
  const after = (from: CalendarDate, length: Length, count: number): CalendarDate =>
    length.unit === 'months'
      ? addMonths(from, length.count * count)
      : addDays(from, daysOf(length) * count)
  const ends = after(starts, initial, 1)
  return renewal === undefined || times === 0 ? ends : after(ends, renewal.for, times)
}

const daysOf = (length: Length): number => (length.unit === 'ms' ? 0 : length.count)

const MOST_RENEWALS = 100

/** The renewals until the end of a month. A tacit renewal is taken to have happened. */
function renewalsOf(terms: Terms, month: YearMonth): Renewals {
  const { caps, streaks } = terms.conventions.onRenewal
  const { renewal } = terms.term
  const days: CalendarDate[] = []
  const most = renewal?.tacit === true ? (renewal.atMost ?? MOST_RENEWALS) : 0
  for (let times = 0; times < most; times += 1) {
    const day = renewalDay(terms, times)
    if (day > lastDayOf(month)) break
    days.push(day)
  }
  return { days, caps, streaks }
}

function endOf(terms: Terms): { readonly end?: CalendarDate } {
  const { last } = lifeOf(terms)
  return last === undefined ? {} : { end: last }
}

/** A month is closed once it has ended, and once the contract has begun. */
function checkMonth(
  terms: Terms,
  zone: Zone,
  month: YearMonth,
  asOf: Instant,
): Finding | undefined {
  const error = (code: string, params: Finding['params']): Finding => ({
    code,
    severity: 'error',
    params: { month: formatMonth(month), ...params },
  })
  const { first, last } = lifeOf(terms)
  if (month < monthOf(first)) {
    return error('month-before-contract', { starts: formatDate(first) })
  }
  if (last !== undefined && month > monthOf(last)) {
    return error('month-after-contract', { ends: formatDate(last) })
  }
  const end = monthEnd(zone, month)
  return asOf < end
    ? error('month-not-ended', { ends: formatInstant(end), asof: formatInstant(asOf) })
    : undefined
}

/**
 * Prices that the contract revises are known until the first revision; this version does not
 * compute the next ones, and never takes an old price for a new one.
 */
function checkRevision(terms: Terms, month: YearMonth): Finding | undefined {
  const revision = terms.costs?.revision
  if (revision === undefined || !terms.conventions.base.revised) return undefined
  const { year } = fieldsOf(terms.term.starts)
  const dates = [year, year + 1].map((y) => dateOf(y, revision.every.month, revision.every.day))
  const first = dates.find((date) => date !== undefined && date > terms.term.starts)
  if (first === undefined || first > lastDayOf(month)) return undefined
  const params = { what: `revision ${revision.every.text}` }
  return { code: 'not-computed', severity: 'error', where: revision.where, params }
}

/**
 * Compiles every calendar for the life of the contract, the years before it and those of deadlines.
 */
export function compileCalendars(
  input: Pick<ClosingInput, 'terms' | 'program' | 'month' | 'asOf' | 'tables'>,
  zone: Zone,
): Checked<ReadonlyMap<string, Calendar>> {
  const { terms, program, month, asOf, tables } = input
  const first = insideTable(zone, addMonths(terms.term.starts, -12 * YEARS_BEFORE))
  const lastMonthDay = addMonths(lastDayOf(month), 12 * YEARS_AFTER)
  const last = Math.min(lastMonthDay, LAST_DAY_OF_ZONES) as CalendarDate
  const end = Math.max(startOfDate(zone, last), asOf)
  const span = { start: startOfDate(zone, first), end: instant(end) }
  const calendars = new Map<string, Calendar>()
  const findings: Finding[] = []
  for (const [id, calendarTerms] of program.calendars) {
    const compiled = compileCalendar(calendarTerms, tables, span)
    findings.push(
      ...compiled.findings.map((finding) => ({
        ...finding,
        params: { calendar: id, ...finding.params },
      })),
    )
    if (compiled.value !== undefined) calendars.set(id, compiled.value)
  }
  if (hasError(findings)) return failed(findings)
  invariant(calendars.size === program.calendars.size, 'every calendar is compiled')
  return { value: calendars, findings }
}
