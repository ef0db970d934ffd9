/**
 * Closes months of a contract again and again: what can be read or compiled once is.
 *
 * It measures and settles with the code of every closing. It leaves out what costs most in very
 * many small closings: the contract is read once, and its calendars are compiled once.
 */
import type { Calendar } from '../../src/base/calendar/calendar.ts'
import { compileCalendar } from '../../src/base/calendar/compile.ts'
import { parseMonth } from '../../src/base/calendar/date.ts'
import { dateAt } from '../../src/base/calendar/zone.ts'
import type { Instant } from '../../src/base/instant.ts'
import { parseInstant } from '../../src/base/instant.ts'
import type { ContractVersion } from '../../src/contract/amendments/versions.ts'
import type { Program } from '../../src/contract/core/core.ts'
import type { RareFact } from '../../src/facts/fact.ts'
import type { TicketBatch } from '../../src/facts/ticket-batch.ts'
import { checkSettling } from '../../src/money/check-settling.ts'
import type { ClosedMonth } from '../../src/money/closed-months.ts'
import { accountsOf, closedFaults } from '../../src/money/closed-months.ts'
import { latestOf, settleMeasured } from '../../src/money/closing.ts'
import { endOf } from '../../src/money/life.ts'
import { MeasuringPositions } from '../../src/money/measuring-positions.ts'
import type { Settlement } from '../../src/money/settlement.ts'
import { settlementText } from '../../src/money/settlement.ts'
import type { Fault } from '../../src/money/verify.ts'
import { findFaults } from '../../src/money/verify.ts'
import { readText, sha256, zoneIn } from './close-life.ts'
import { at, TABLES } from './hours.ts'

const SPAN = { start: at('2022-01-01T00:00:00Z'), end: at('2034-01-01T00:00:00Z') }

const compiled = new Map<string, Calendar>()

/** Calendars that say the same are compiled once, whichever contract they are of. */
function calendarsOf(program: Program): Map<string, Calendar> {
  const calendars = new Map<string, Calendar>()
  for (const [id, terms] of program.calendars) {
    const key = JSON.stringify(terms)
    const calendar = compiled.get(key) ?? compileCalendar(terms, TABLES, SPAN).value
    if (calendar === undefined) throw new Error(`the calendar ${id} does not compile`)
    compiled.set(key, calendar)
    calendars.set(id, calendar)
  }
  return calendars
}

/** What is known of a month that is closed. */
export interface KnownQuickly {
  readonly month: string
  readonly asOf: Instant
  readonly facts: readonly RareFact[]
  readonly batches: readonly TicketBatch[]
  readonly closed?: readonly ClosedMonth[]
  /** Closings, later ones too, whose amounts stand where the month by itself knows none. */
  readonly standing?: readonly ClosedMonth[]
  readonly hashOf?: (batch: TicketBatch, index: number) => string
}

/** A contract that was read once. */
export interface QuickContract {
  /** `claims`: whether claims in dispute are settled too. They change nothing that is owed. */
  close(known: KnownQuickly, claims: 'disputed' | 'agreed'): Settlement
  faultsOf(settlement: Settlement): readonly Fault[]
}

let opened: { readonly text: string; readonly contract: QuickContract } | undefined

/** A contract, read again only where it is not the one before. */
export function openQuickly(text: string): QuickContract {
  if (opened?.text !== text) opened = { text, contract: open(text) }
  return opened.contract
}

function open(text: string): QuickContract {
  const contract = readText(text)
  const zone = zoneIn(contract.original)
  const contractHash = sha256(text)
  const versionsAt = (asOf: Instant): readonly ContractVersion[] =>
    contract.knownOn(dateAt(zone, asOf))
  return {
    close({ month: name, asOf, facts, batches, closed = [], standing = closed, hashOf }, claims) {
      const versions = versionsAt(asOf)
      const month = parseMonth(name)
      if (month === undefined) throw new Error(`not a month: ${name}`)
      const { terms } = latestOf(versions)
      const refused = checkSettling({ terms, zone, month, asOf })
      const wrong = closedFaults(closed, terms.contract.id, month)
      if (refused !== undefined || wrong.length > 0)
        throw new Error(JSON.stringify([refused, wrong]))
      const shared = { zone, start: terms.term.starts, ...endOf(terms), closing: month, asOf }
      const told = claims === 'disputed' ? facts : facts.filter(isAgreed)
      const measuring = new MeasuringPositions(
        versions.map(({ program }) => program),
        versions.map(({ program }) => ({
          ...shared,
          facts: told,
          calendars: calendarsOf(program),
          ...(hashOf && { hashOf }),
        })),
        [],
      )
      for (const batch of batches) measuring.add(batch)
      const accounts = { ...accountsOf(closed), said: accountsOf(standing).said }
      const opened = { accounts, balances: [] }
      const input = { versions, contractHash, month, asOf, tables: TABLES, zone, ...opened }
      const tickets = batches.reduce((sum, { count }) => sum + count, 0)
      const counts = { tickets, others: facts.length, setAside: 0 }
      return settleMeasured(input, measuring.finish(), counts, sha256)
    },
    faultsOf(settlement) {
      const versions = versionsAt(parseInstant(settlement.asOf) as Instant)
      const hash = sha256(settlementText(settlement))
      const envelope = { settlement, hash, contract: { file: 'contract.yaml', text } }
      return findFaults(envelope, { versions, tables: TABLES, zone }, sha256)
    },
  }
}

/** A claim in dispute takes nothing off what is agreed. */
const isAgreed = (fact: RareFact): boolean =>
  fact.kind !== 'exemption' || fact.status === 'accepted'
