/** Closes months of contracts that are given as text. */
import { createHash } from 'node:crypto'
import { yearMonth } from '../../src/base/calendar/date.ts'
import type { Zone } from '../../src/base/calendar/zone.ts'
import { dateAt, zoneOf } from '../../src/base/calendar/zone.ts'
import type { Instant } from '../../src/base/instant.ts'
import { parseInstant } from '../../src/base/instant.ts'
import type { AmendedContract, ContractVersion } from '../../src/contract/amendments/versions.ts'
import { readAmendedContract } from '../../src/contract/amendments/versions.ts'
import type { RareFact, Ticket } from '../../src/facts/fact.ts'
import { factHash } from '../../src/facts/fact-hash.ts'
import { STATUSES } from '../../src/facts/normalise/mapping.ts'
import { batchOf, ticketAt } from '../../src/facts/ticket-batch.ts'
import type { ClosedMonth } from '../../src/money/closed-months.ts'
import { beginClosing } from '../../src/money/closing.ts'
import type { Settlement } from '../../src/money/settlement.ts'
import { settlementText } from '../../src/money/settlement.ts'
import type { Fault } from '../../src/money/verify.ts'
import { findFaults } from '../../src/money/verify.ts'
import { TABLES } from './hours.ts'

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

export const KNOWN = {
  zones: new Set([...Object.keys(TABLES.zones.zones), ...Object.keys(TABLES.zones.aliases)]),
  regions: new Set(Object.keys(TABLES.holidays.regions)),
  statuses: STATUSES,
}

/** A contract that must be right: a finding of severity error is a mistake of the test. */
export function readText(text: string): AmendedContract {
  const { value: contract, findings } = readAmendedContract('contract.yaml', text, KNOWN)
  if (contract === undefined) throw new Error(`${JSON.stringify(findings)}\n${text}`)
  return contract
}

export function versionsOf(text: string, asOf: Instant): readonly ContractVersion[] {
  const contract = readText(text)
  return contract.knownOn(dateAt(zoneIn(contract.original), asOf))
}

export function zoneIn({ terms }: ContractVersion): Zone {
  const zone = zoneOf(TABLES.zones, terms.contract.zone.name)
  if (zone === undefined) throw new Error(`no zone ${terms.contract.zone.name}`)
  return zone
}

export interface Known {
  readonly month: string
  readonly asOf: Instant
  readonly facts?: readonly RareFact[]
  /** Tickets in the batches in which they arrive. */
  readonly batches: readonly (readonly Ticket[])[]
  /** Settlements of the months before that were closed. */
  readonly closed?: readonly ClosedMonth[]
}

/** Closes a month of a contract given as text. */
export function closeText(
  text: string,
  { month, asOf, facts = [], batches, closed = [] }: Known,
): Settlement {
  const [year = 0, number = 0] = month.split('-').map(Number)
  const begun = beginClosing({
    versions: versionsOf(text, asOf),
    contractHash: sha256(text),
    month: yearMonth(year, number),
    asOf,
    tables: TABLES,
    facts,
    closed,
    hashOf: (batch, index) => factHash(ticketAt(batch, index), sha256),
  })
  if (begun.value === undefined) throw new Error(JSON.stringify(begun.findings))
  for (const batch of batches) begun.value.add(batchOf(batch))
  return begun.value.finish(0, sha256)
}

/** What `verify` finds wrong with a settlement of a contract given as text, without the facts. */
export function faultsOf(text: string, settlement: Settlement): readonly Fault[] {
  const versions = versionsOf(text, parseInstant(settlement.asOf) as Instant)
  const zone = zoneIn(versions[0] as ContractVersion)
  const envelope = {
    settlement,
    hash: sha256(settlementText(settlement)),
    contract: { file: 'contract.yaml', text },
  }
  return findFaults(envelope, { versions, tables: TABLES, zone }, sha256)
}
