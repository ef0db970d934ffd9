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
import type { YearMonth } from '../base/calendar/date.ts'
import type { Zone } from '../base/calendar/zone.ts'
import { dateAt, zoneOf } from '../base/calendar/zone.ts'
import type { Sha256 } from '../base/canonical.ts'
import type { Checked, Finding } from '../base/finding.ts'
import { hasError, withoutRepeats } from '../base/finding.ts'
import type { Instant } from '../base/instant.ts'
import { parseInstant } from '../base/instant.ts'
import { invariant } from '../base/invariant.ts'
import type { ContractVersion } from '../contract/amendments/versions.ts'
import { versionIn } from '../contract/amendments/versions.ts'
import type { Tile } from '../contract/core/select.ts'
import { calendarsOf } from '../contract/core/walk.ts'
import type { Terms } from '../contract/terms.ts'
import type { RareFact } from '../facts/fact.ts'
import type { TicketBatch } from '../facts/ticket-batch.ts'
import type { Measured } from '../measures/measured.ts'
import type { Periods } from '../measures/periods.ts'
import { tilesUntil } from '../measures/periods.ts'
import { toldClaims } from '../measures/procedures/answer-claims.ts'
import type { AdjustmentContext } from './adjustments.ts'
import { adjust } from './adjustments.ts'
import { answeredFacts } from './answered-facts.ts'
import type { Balance } from './balances.ts'
import { compileCalendars } from './calendars.ts'
import { checkSettling } from './check-settling.ts'
import type { Accounts, ClosedMonth } from './closed-months.ts'
import { accountsOf, closedFaults } from './closed-months.ts'
import { composeSettlement } from './compose-settlement.ts'
import { concludeMonth, isDisputable } from './conclude-month.ts'
import type { InForce } from './in-force.ts'
import { amendmentsUnder, Versions } from './in-force.ts'
import { endOf, firstMonthOf, lifeContext } from './life.ts'
import { MeasuringPositions } from './measuring-positions.ts'
import { ordersIn } from './orders.ts'
import type { Measures } from './positions.ts'
import { settlePositions } from './positions.ts'
import { readBalances } from './read-balances.ts'
import type { SettleContext, SettledMonth } from './settle.ts'
import { settleMonths } from './settle.ts'
import { settleSteps } from './settle-steps.ts'
import type { Settlement, SettlementIdentity } from './settlement.ts'

/** The version of the rules: it changes when a figure may. */
const ENGINE = '1'

/** Terms, what they are rewritten into, and the first month that is judged under them. */
export type TermsFrom = Pick<ContractVersion, 'from' | 'terms' | 'program' | 'amendments'>

export interface ClosingInput {
  /** The versions of the contract known at `asOf`, the oldest first. */
  readonly versions: readonly TermsFrom[]
  readonly contractHash: string
  readonly month: YearMonth
  /** What was known then; facts that happened later are not. */
  readonly asOf: Instant
  readonly tables: CalendarTables
  readonly facts: readonly RareFact[]
  /** The settlements of the months before that were closed, in any order. */
  readonly closed?: readonly ClosedMonth[]
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

export function beginClosing(input: ClosingInput): Checked<Closing> {
  const { versions, month, asOf, tables, facts } = input
  const { terms } = latestOf(versions)
  const zone = zoneOf(tables.zones, terms.contract.zone.name)
  invariant(zone !== undefined, 'the zone of a contract that was read is known')
  const early = checkSettling({ terms, zone, month, asOf })
  if (early !== undefined) return failed([early])
  const { closed = [] } = input
  const wrong = closedFaults(closed, terms.contract.id, month)
  if (wrong.length > 0) return failed(wrong)
  const accounts = accountsOf(closed)
  const opened = readBalances(versions, facts, balanceContext(input, terms, zone))
  const { value: balances } = opened
  if (balances === undefined) return failed(opened.findings)
  const compiled = versions.map((version) => compileCalendars(version, input, zone))
  // Two versions share most of their calendars.
  const findings = withoutRepeats(compiled.flatMap((calendars) => calendars.findings))
  if (hasError(findings)) return failed(findings)
  const calendars = compiled.map(({ value = new Map<string, Calendar>() }) => value)
  const measuring = measuringOf(input, calendars, zone)
  let tickets = 0
  return {
    findings,
    value: {
      add(batch) {
        tickets += batch.count
        measuring.add(batch)
      },
      finish: (setAside, sha256) =>
        settleMeasured(
          { ...input, zone, accounts, balances },
          measuring.finish(),
          { tickets, others: facts.length, setAside },
          sha256,
        ),
    },
  }
}

/** Measures with the facts as the procedures of the months leave them; `calendars` a version. */
function measuringOf(
  { versions, month, asOf, facts, excluded = new Set(), hashOf }: ClosingInput,
  calendars: readonly ReadonlyMap<string, Calendar>[],
  zone: Zone,
): MeasuringPositions {
  const { terms } = latestOf(versions)
  const inForce = versionIn(versions, month)
  const own = calendars[versions.indexOf(inForce)] as ReadonlyMap<string, Calendar>
  const told = answeredFacts(inForce.program, facts, { zone, asOf, calendars: own })
  const shared = { zone, start: terms.term.starts, ...endOf(terms), closing: month, asOf }
  return new MeasuringPositions(
    versions.map(({ program }) => program),
    calendars.map((each) => ({
      ...shared,
      facts: told,
      calendars: each,
      excluded,
      ...(hashOf && { hashOf }),
    })),
    toldClaims(facts, zone, asOf),
  )
}

/** The version in force last: how long the contract lasts is read from it. */
export function latestOf(versions: readonly TermsFrom[]): TermsFrom {
  const latest = versions.at(-1)
  invariant(latest !== undefined, 'a contract has its first version')
  return latest
}

/** What the balances of the time before are read with: the windows of the whole contract. */
function balanceContext(
  { month, asOf }: ClosingInput,
  terms: Terms,
  zone: Zone,
): Parameters<typeof readBalances>[2] {
  const tiles = new Map<Tile, Periods>()
  const periods = (tile: Tile): Periods => {
    const made =
      tiles.get(tile) ?? tilesUntil(tile, zone, terms.term.starts, month, endOf(terms).end)
    tiles.set(tile, made)
    return made
  }
  return {
    contract: terms.contract.id,
    isTakenOver: terms.term.takenOver !== undefined,
    from: firstMonthOf(terms),
    closing: month,
    asOf,
    windows: { ...lifeContext(terms, zone, month), periods },
  }
}

/** What is needed to settle once everything is measured. */
export type SettlingInput = Pick<
  ClosingInput,
  'versions' | 'contractHash' | 'month' | 'asOf' | 'tables'
> & {
  readonly zone: Zone
  readonly accounts: Accounts
  readonly balances: readonly Balance[]
}

/** Settles what was measured, into the form that is stored; the measures have one a version. */
export function settleMeasured(
  input: SettlingInput,
  measures: Measures,
  facts: SettlementIdentity['facts'],
  sha256: Sha256,
): Settlement {
  const { month, tables, zone, accounts } = input
  const { terms } = latestOf(input.versions)
  const versions = input.versions.map((version, i) =>
    inForce(version, measures.agreed[i] as Measured, input),
  )
  const context: SettleContext = {
    ...lifeContext(terms, zone, month),
    asOf: input.asOf,
    from: firstMonthOf(terms),
    balances: input.balances,
    said: accounts.said,
    closing: month,
  }
  const all = settleMonths(new Versions(versions), context)
  const settled = all.at(-1)
  invariant(settled !== undefined, 'the month of a closing lies in the contract')
  const steps = settleSteps(settled.version, settled, context)
  const concluded = concludeMonth(settled, steps, measures.claims, zone)
  const positions = isDisputable(concluded)
    ? settlePositions({ versions, measures, context, settled })
    : undefined
  const { contract } = terms
  const identity: SettlementIdentity = {
    engine: ENGINE,
    contract: {
      id: contract.id,
      title: contract.title,
      hash: input.contractHash,
      currency: contract.currency,
      zone: contract.zone.name,
    },
    ...amendmentsUnder(input.versions, month),
    asOf: input.asOf,
    data: { zones: tables.zones.version, holidays: tables.holidays.version },
    facts,
  }
  const adjustments = adjust(accounts, all, adjustmentContext(settled, input))
  const reopened = { accounts, adjustments }
  const orders = ordersIn(settled, versionIn(input.versions, month).terms)
  const besides = { positions, reopened, orders, concluded }
  return composeSettlement(settled, steps, besides, identity, sha256)
}

function adjustmentContext(
  { graph }: SettledMonth,
  { versions, zone, asOf }: SettlingInput,
): AdjustmentContext {
  const today = dateAt(zone, asOf)
  return {
    graph,
    today,
    reopenableFor: latestOf(versions).terms.conventions.closedMonth.reopenableFor,
    amendmentsSince: (month, closedAt) => {
      const at = parseInstant(closedAt ?? '')
      if (at === undefined) return []
      const closedOn = dateAt(zone, at)
      const { amendments } = versionIn(versions, month)
      return amendments.filter(({ signed }) => signed > closedOn).map(({ id }) => id)
    },
    effectOf: (line, month) => {
      const inForce = versions.findLastIndex(({ from }) => from <= month)
      const nearest = [...versions.slice(0, inForce + 1).reverse(), ...versions.slice(inForce + 1)]
      const effects = nearest.flatMap(({ program }) => program.effects)
      return effects.find(({ id }) => id === line)
    },
  }
}

function inForce(version: TermsFrom, measured: Measured, input: SettlingInput): InForce {
  const { conventions } = version.terms
  const { mode, step } = conventions.round.money
  return {
    from: version.from,
    program: version.program,
    measured,
    calendars: calendarsOfSteps(version, input),
    proration: conventions.days.proration,
    round: { mode, step },
  }
}

/** The calendars of steps and rights: of those that the contract has, and no other. */
function calendarsOfSteps(version: TermsFrom, input: SettlingInput): ReadonlyMap<string, Calendar> {
  const { procedures, calendars: all } = version.program
  const named = new Set(procedures.flatMap(calendarsOf))
  const program = { calendars: new Map([...all].filter(([id]) => named.has(id))) }
  const { value: calendars } = compileCalendars({ ...version, program }, input, input.zone)
  invariant(calendars !== undefined, 'the calendars of a month that is settled are compiled')
  return calendars
}

const failed = <T>(findings: readonly Finding[]): Checked<T> => ({ value: undefined, findings })
